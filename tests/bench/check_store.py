#!/usr/bin/env python3
"""Whether queries find the same however triples came into the graph, and what that costs.

    check_store.py market.nt tests/bench/market --build build/bench
    check_store.py watdiv.nt tests/bench/watdiv --build build/bench --rowcounts rowcounts.tsv

Loads N-Triples in one step; removes the triples of every second subject with `-`, and loads these anew; rewrites
the graph (`kg compact`); loads another graph from many small files. After each step, in a new process, all queries
must have the numbers of rows that --rowcounts says or else SQLite finds, rows and count(*) alike, and `kg check` must
find nothing. At last it adds a thousand small documents (kg_commits). Prints a table; ends with 1 where something is
not as it should be.
"""
import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time

import programs
from triple_queries import read_folder

REMOVED = ("024", "68")  # by the last digits of their subjects, in a statement each


def timed(act):
    """Does it; the seconds that pass, and those that the processor worked for the programs it starts."""
    begin, before = time.monotonic(), os.times()
    act()
    after = os.times()
    return (time.monotonic() - begin, after.children_user + after.children_system
            - before.children_user - before.children_system)


class Check:
    def __init__(self, given, work, expected):
        self.given, self.work, self.expected_file = given, work, expected
        with open(expected, encoding="utf-8") as lines:
            self.expected = dict(line.split() for line in lines)
        self.kg = os.path.join(given.build, "tools/kg")
        self.tools = os.path.join(given.build, "tests/bench")
        self.good = True
        print("| step | seconds | of the processor | bytes a triple | queries as expected | kg check |\n"
              "| --- | --- | --- | --- | --- | --- |", flush=True)

    def run(self, *command, **more):
        done = subprocess.run(command, text=True, stdout=subprocess.PIPE, check=False, **more)
        return done.returncode, done.stdout

    def step(self, label, graph, act):
        """Does something to a graph and looks at what there is then."""
        seconds, worked = timed(act)
        _, told = self.run(os.path.join(self.tools, "kg_queries"), graph, self.given.queries, "--runs", "0",
                           "--rowcounts", self.expected_file, "--timeout", str(self.given.timeout))
        expected = self.expected
        found = {line.split("\t")[0]: line.split("\t")[1] for line in told.splitlines()[1:]}
        counted = {line.split("\t")[0] for line in told.splitlines()[1:] if not line.endswith("\t-")}
        right = [name for name in expected if found.get(name) == expected[name] and (name in counted or name[0] == "N")]
        code, sound = self.run(self.kg, "check", graph)
        self.good = self.good and len(right) == len(expected) and code == 0
        size = programs.bytes_below(graph) / self.given.triples
        print(f"| {label} | {seconds:.1f} | {worked:.1f} | {size:.1f} | {len(right)} of {len(expected)} | "
              f"{'sound' if code == 0 else sound.splitlines()[0]} |", flush=True)

    def load(self, graph, data):
        code, _ = self.run(self.kg, "load", graph, data)
        if code != 0:
            raise RuntimeError(f"kg load ended with {code}")

    def half(self):
        """Writes the triples that remove() removes into a file; returns it and their number."""
        part, count, digits = os.path.join(self.work, "half.nt"), 0, "".join(REMOVED)
        with open(self.given.data, encoding="utf-8") as lines, open(part, "w", encoding="utf-8") as out:
            for line in lines:
                if programs.TRIPLE.match(line)[1].rstrip(">")[-1] in digits:
                    out.write(line)
                    count += 1
        return part, count

    def remove(self, graph):
        for digits in REMOVED:
            code, _ = self.run(self.kg, "query", graph, f'- ?s ?p _, matches(?s, "[{digits}]$")')
            self.good = self.good and code == 0

    def all_steps(self):
        data, graph, small = self.given.data, os.path.join(self.work, "bulk.kg"), os.path.join(self.work, "small.kg")
        self.step("loaded in bulk", graph, lambda: self.load(graph, data))
        part, count = self.half()

        def remove_and_load():
            seconds, worked = timed(lambda: self.remove(graph))
            _, left = self.run(self.kg, "query", graph, "?s ?p ?o return count(*)", "--format", "tsv")
            self.good = self.good and int(left.split()[-1]) == self.given.triples - count
            print(f"| {count} removed | {seconds:.1f} | {worked:.1f} | "
                  f"{programs.bytes_below(graph) / self.given.triples:.1f} | {left.split()[-1]} triples left | |", flush=True)
            self.load(graph, part)

        self.step("half removed and loaded anew", graph, remove_and_load)
        self.step("rewritten by kg compact", graph, lambda: self.run(self.kg, "compact", graph))
        self.step(f"in files of {self.given.batch} triples", small, lambda: self.load(small, self.small_files()))
        _, told = self.run(os.path.join(self.tools, "kg_commits"), graph, "1000")
        print("\n| documents of 50 facts, one by one | ms | of the processor |\n| --- | --- | --- |")
        print("\n".join(f"| {' | '.join(line.split(chr(9)))} |" for line in told.splitlines()[-6:]))

    def small_files(self):
        folder = os.path.join(self.work, "small")
        os.makedirs(folder)
        with open(self.given.data, encoding="utf-8") as lines:
            number = 0
            while part := list(itertools.islice(lines, self.given.batch)):
                with open(os.path.join(folder, f"{number:06}.nt"), "w", encoding="utf-8") as out:
                    out.writelines(part)
                number += 1
        return folder


def count_with_sqlite(given, work):
    peer = programs.Sqlite(work, given.timeout)
    peer.load(given.data)
    peer.open()
    path = os.path.join(work, "rowcounts.tsv")
    with open(path, "w", encoding="ascii") as out:
        for query in read_folder(given.queries).values():
            out.write(f"{query.name}\t{peer.ask(query, False)[0]}\n")
    peer.close()
    return path


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", help="N-Triples, each once")
    arguments.add_argument("queries", help="their folder")
    arguments.add_argument("--build", default="build/bench", help="where kg and the programs beside this were built")
    arguments.add_argument("--rowcounts", help="lines of a query and its number of rows")
    arguments.add_argument("--batch", type=int, default=10_000, help="triples of a small file")
    arguments.add_argument("--timeout", type=float, default=600, help="seconds for one query")
    given = arguments.parse_args()
    given.triples = programs.lines_of(given.data)
    with tempfile.TemporaryDirectory() as work:
        check = Check(given, work, given.rowcounts or count_with_sqlite(given, work))
        check.all_steps()
    return 0 if check.good else 1


if __name__ == "__main__":
    sys.exit(main())
