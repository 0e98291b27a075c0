"""The programs that compare.py times on one task: load N-Triples, then answer queries (triple_queries.py).

Each is a class with the same face: `place` is where it keeps what it loaded, `missing()` says what is not
installed, `load` gives a Load, `open` starts what has to be running, `ask` answers once and gives (rows,
milliseconds), `answers` gives the rows themselves, `close` ends what was started. All times of `ask` are from the
query's text to the last row as text in this machine's memory.
"""
import http.client
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.parse
from dataclasses import dataclass

TRIPLE = re.compile(r"^(<[^>]*>|_:\S+)\s+(<[^>]*>)\s+(.*?)\s*\.\s*$")


@dataclass
class Load:
    seconds: float
    bytes: int          # on disk
    memory: int = None  # bytes at most, where it is known


class OutOfTime(Exception):
    pass


def lines_of(path):
    """How many."""
    with open(path, "rb") as lines:
        return sum(1 for _ in lines)


def bytes_below(path):
    return sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(path) for file in files)


def plain(cell):
    """What a term is called, without brackets, quotes, type and language."""
    if cell.startswith("<"):
        return cell[1:-1]
    if cell.startswith('"') and len(cell) > 1:
        return cell[1:cell.rindex('"')]
    return cell


def run_measured(command):
    """Seconds, and the most memory it had; an error of it is one here."""
    begin = time.monotonic()
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
    return time.monotonic() - begin, usage.ru_maxrss * 1024


class Kg:
    name = "kg"

    def __init__(self, work, kg, queries, timeout, folder):
        self.kg, self.queries, self.timeout, self.folder = kg, queries, timeout, folder
        self.graph = self.place = os.path.join(work, "kg")
        self.child = None

    def missing(self):
        gone = [path for path in (self.kg, self.queries) if not shutil.which(path)]
        return f"{' and '.join(gone)}: not there" if gone else None

    def load(self, data):
        seconds, memory = run_measured([self.kg, "load", self.graph, data])
        return Load(seconds, bytes_below(self.graph), memory)

    def open(self):
        command = [self.queries, self.graph, self.folder, "--turns", "--timeout", str(self.timeout)]
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, query, counting):
        self.child.stdin.write(f"{query.name}{' count' if counting else ''}\n")
        self.child.stdin.flush()
        line = self.child.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.queries} ended at {query.name}")
        _, rows, milliseconds = line.split("\t")
        if float(milliseconds) < 0:
            raise OutOfTime
        return int(rows), float(milliseconds)

    def answers(self, query):
        files = [os.path.join(self.folder, name + ".kgq") for name in ("prefixes", query.name)]
        done = subprocess.run([self.kg, "query", self.graph, "-f", files[0], "-f", files[1], "--format", "tsv"],
                              capture_output=True, text=True, check=True)
        return [tuple(line.split("\t")) for line in done.stdout.splitlines()[1:]]

    def close(self):
        if self.child:
            self.child.stdin.close()
            self.child.wait()


class Sqlite:
    """Triples of three ids in a table and two indexes that hold all of it, terms in another; by Python's sqlite3."""
    name = "sqlite"

    def __init__(self, work, timeout):
        self.file = self.place = os.path.join(work, "sqlite.db")
        self.timeout, self.link = timeout, None

    def missing(self):
        return None

    def load(self, data):
        begin = time.monotonic()
        link = sqlite3.connect(self.file)
        link.executescript("""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;
            CREATE TABLE terms (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
            CREATE TABLE triples (s INTEGER, p INTEGER, o INTEGER, PRIMARY KEY (s, p, o)) WITHOUT ROWID;""")
        ids = {}
        with open(data, encoding="utf-8") as lines:
            rows = sorted({tuple(ids.setdefault(part, len(ids) + 1) for part in TRIPLE.match(line).groups())
                           for line in lines})
        link.executemany("INSERT INTO terms VALUES (?, ?)", ((number, text) for text, number in ids.items()))
        link.executemany("INSERT INTO triples VALUES (?, ?, ?)", rows)
        link.executescript("""
            CREATE UNIQUE INDEX texts ON terms (text);
            CREATE INDEX pso ON triples (p, s, o);
            CREATE INDEX pos ON triples (p, o, s);
            CREATE INDEX osp ON triples (o, s, p);
            ANALYZE;""")
        link.close()
        file = os.open(self.file, os.O_RDWR)
        os.fsync(file)
        os.close(file)
        return Load(time.monotonic() - begin, os.path.getsize(self.file))

    def open(self):
        self.link = sqlite3.connect(self.file)
        self.link.executescript("PRAGMA cache_size = -2000000; PRAGMA mmap_size = 8000000000;")

    def rows_of(self, query, counting):
        """Ends a query that takes too long."""
        deadline = time.monotonic() + self.timeout
        self.link.set_progress_handler(lambda: time.monotonic() > deadline, 100000)
        sql, constants = query.sql(counting)
        try:
            known = [self.link.execute("SELECT id FROM terms WHERE text = ?", (text,)).fetchone() or (0,)
                     for text in constants]
            yield from self.link.execute(sql, [number for number, in known])
        except sqlite3.OperationalError as error:
            raise OutOfTime from error

    def ask(self, query, counting):
        begin = time.perf_counter()
        rows = 0
        if counting:
            rows = next(self.rows_of(query, True))[0]
        else:
            for row in self.rows_of(query, False):
                "\t".join(map(str, row))
                rows += 1
        return rows, (time.perf_counter() - begin) * 1000

    def answers(self, query):
        return [tuple(plain(str(cell)) for cell in row) for row in self.rows_of(query, False)]

    def close(self):
        if self.link:
            self.link.close()


class Virtuoso:
    """Debian's virtuoso-opensource, a server of our own on loopback, asked by HTTP; a query uses one thread."""
    name = "virtuoso"
    graph = "http://example.org/graph"
    config = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DisableUnixSocket = 1
DirsAllowed = {data}
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 1
MaxQueryMem = 2G
[HTTPServer]
ServerPort = 127.0.0.1:{web}
[SPARQL]
DefaultGraph = {graph}
"""

    def __init__(self, work, timeout):
        self.folder = self.place = os.path.join(work, "virtuoso")
        self.timeout = timeout
        self.server, self.web, self.data = None, None, "/"

    def missing(self):
        if shutil.which("virtuoso-t") and shutil.which("isql-vt"):
            return None
        return "not installed: tools/install-deps.sh --bench"

    def load(self, data):
        os.makedirs(self.folder)
        self.data = os.path.dirname(os.path.abspath(data))
        self.open()
        begin = time.monotonic()
        self.say(f"ld_dir('{self.data}', '{os.path.basename(data)}', '{self.graph}');")
        self.say("rdf_loader_run();")
        self.say("checkpoint;")
        seconds = time.monotonic() - begin
        wrong = self.say("select ll_error from DB.DBA.load_list where ll_error is not null;")
        if "\n0 Rows" not in wrong:
            raise RuntimeError(f"virtuoso could not load: {wrong}")
        with open(f"/proc/{self.server.pid}/status", encoding="ascii") as status:
            memory = int(re.search(r"VmHWM:\s*(\d+) kB", status.read())[1]) * 1024
        return Load(seconds, bytes_below(self.folder), memory)

    def open(self):
        if self.server:
            return
        ports = []
        for _ in range(2):  # free ones; the sockets close before the server takes them
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                ports.append(probe.getsockname()[1])
        self.port, web = ports
        with open(os.path.join(self.folder, "virtuoso.ini"), "w", encoding="ascii") as out:
            out.write(self.config.format(folder=self.folder, port=self.port, web=web, data=self.data, graph=self.graph))
        self.server = subprocess.Popen(["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"], cwd=self.folder,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(240):
            time.sleep(0.5)
            if self.server.poll() is not None:
                raise RuntimeError(f"virtuoso ended; {self.folder}/virtuoso.log says why")
            try:
                self.say("select 1;")
                break
            except RuntimeError:
                continue
        self.web = http.client.HTTPConnection("127.0.0.1", web, timeout=self.timeout)

    def say(self, command):
        done = subprocess.run(["isql-vt", f"127.0.0.1:{self.port}", "dba", "dba", f"EXEC={command}"],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0 or "*** Error" in done.stderr + done.stdout:
            raise RuntimeError(f"virtuoso: {done.stderr or done.stdout}")
        return done.stdout

    def lines(self, query, counting):
        asked = urllib.parse.urlencode({"query": query.sparql(counting), "format": "text/tab-separated-values"})
        try:
            try:
                self.web.request("GET", f"/sparql?{asked}")
                reply = self.web.getresponse()
            except http.client.RemoteDisconnected:  # it ends a connection after some requests
                self.web.close()
                self.web.request("GET", f"/sparql?{asked}")
                reply = self.web.getresponse()
            text = reply.read().decode()
        except TimeoutError as error:
            self.web.close()
            raise OutOfTime from error
        if reply.status != 200:
            raise RuntimeError(f"virtuoso: {query.name}: {text[:500]}")
        return text.splitlines()[1:]

    def ask(self, query, counting):
        begin = time.perf_counter()
        lines = self.lines(query, counting)
        rows = int(lines[0]) if counting else len(lines)
        return rows, (time.perf_counter() - begin) * 1000

    def answers(self, query):
        return [tuple(map(plain, line.split("\t"))) for line in self.lines(query, False)]

    def close(self):
        if not self.server:
            return
        self.server.send_signal(signal.SIGINT)
        try:
            self.server.wait(60)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
