#!/usr/bin/env python3
"""Loads the same N-Triples into kg and its peers, asks all the same queries in turns, and compares.

    compare.py market.nt tests/bench/market --build build/bench
    compare.py watdiv.nt tests/bench/watdiv --build build/bench --rowcounts rowcounts.tsv --markdown table.md --svg plot.svg

Each round asks every query of every program once; the first round warms, and the medians of the others count, so
that what else the machine does meets all alike. Numbers of rows are compared for all queries, the rows themselves
for those of not too many. Peers that are not installed are left out with a message (tools/install-deps.sh --bench
installs them). Whatever was started is ended, and its files are removed unless --work names their folder. Ends
with 1 where answers differ.
"""
import argparse
import contextlib
import json
import math
import os
import statistics
import sys
import tempfile
from collections import Counter

import plot
import programs
from triple_queries import read_folder

MOST_ROWS = 100_000  # that are compared one by one


def tell(text):
    print(text, file=sys.stderr, flush=True)


class Timings:
    """Of one program: by query and by whether it counts, milliseconds; rows by query."""

    def __init__(self):
        self.milliseconds, self.rows, self.late = {}, {}, set()

    def add(self, key, rows, milliseconds, counts):
        self.rows[key] = rows
        if counts:
            self.milliseconds.setdefault(key, []).append(milliseconds)

    def median(self, name, counting=False):
        times = self.milliseconds.get((name, counting))
        return statistics.median(times) if times else None

    def mean(self, names, counting=False):
        """Geometric, of WatDiv's own templates; nothing unless all were answered."""
        times = [self.median(name, counting) for name in names if name[0] in "LSFC"]
        return math.exp(statistics.fmean(map(math.log, times))) if times and all(times) else None


def load_once(program, data):
    """What loading took, now or in an earlier run."""
    record = program.place + ".json"
    if not os.path.exists(record):
        tell(f"{program.name}: loads {data}")
        load = program.load(data)
        with open(record, "w", encoding="ascii") as out:
            json.dump(vars(load), out)
    with open(record, encoding="ascii") as text:
        load = programs.Load(**json.load(text))
    tell(f"{program.name}: loaded in {load.seconds:.1f} s")
    return load


def ask_in_turns(running, queries, runs):
    timings = {program.name: Timings() for program in running}
    for turn in range(runs + 1):
        tell(f"round {turn} of {runs}")
        for query in queries.values():
            for program in running:
                for counting in (False,) if query.counts else (False, True):
                    key, timing = (query.name, counting), timings[program.name]
                    if key in timing.late:
                        continue
                    try:
                        timing.add(key, *program.ask(query, counting), turn > 0)
                    except programs.OutOfTime:
                        timing.late.add(key)
                        timing.milliseconds.pop(key, None)
                        tell(f"{program.name}: {query.name}{' count' if counting else ''}: out of time")
    return timings


def differences(running, queries, timings, expected):
    """What does not agree, a line each."""
    found = []
    for query in queries.values():
        said = {(program.name, counting): timings[program.name].rows.get((query.name, counting))
                for program in running for counting in (False, True)}
        said[("expected", False)] = expected.get(query.name)
        known = {rows for rows in said.values() if rows is not None}
        if len(known) > 1:
            found.append(f"{query.name}: " + ", ".join(f"{name}{' count' if counting else ''} {rows}"
                                                       for (name, counting), rows in said.items() if rows is not None))
        elif known and max(known) <= MOST_ROWS:
            answers = {program.name: Counter(program.answers(query)) for program in running
                       if (query.name, False) not in timings[program.name].late}
            first = next(iter(answers.values()), None)
            for name, rows in answers.items():
                if rows != first:
                    example = next(iter((rows - first) or (first - rows)))
                    found.append(f"{query.name}: the rows of {name} are others, as {example}")
    return found


def number(value):
    if value is None:
        return "–"
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def table(running, queries, timings, loads, triples):
    names = [program.name for program in running]
    lines = ["| | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names)]

    def row(label, cells):
        lines.append(f"| {label} | " + " | ".join(cells) + " |")

    row("load, triples/s", [f"{triples / loads[name].seconds:,.0f}" for name in names])
    row("bytes a triple", [f"{loads[name].bytes / triples:.1f}" for name in names])
    row("memory while loading, GB", [f"{loads[name].memory / 1e9:.2f}" if loads[name].memory else "–" for name in names])
    row("20 queries, geometric mean, ms", [number(timings[name].mean(queries)) for name in names])
    row("the same, count(*), ms", [number(timings[name].mean(queries, True)) for name in names])
    lines += ["", "| query | rows | " + " | ".join(f"{name} | count" for name in names) + " |",
              "| --- | --- |" + " --- | --- |" * len(names)]
    for query in queries:
        rows = next((rows for name in names for counting in (False, True)
                     if (rows := timings[name].rows.get((query, counting))) is not None), None)
        row(query, [f"{rows:,}" if rows is not None else "–"] +
            [number(timings[name].median(query, counting)) for name in names for counting in (False, True)])
    return "\n".join(lines) + "\n"


def read_expected(path):
    if not path:
        return {}
    with open(path, encoding="utf-8") as lines:
        return {name: int(rows) for name, rows in (line.split() for line in lines)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", help="N-Triples, each once")
    arguments.add_argument("queries", help="their folder")
    arguments.add_argument("--build", default="build/bench", help="where kg and kg_queries were built")
    arguments.add_argument("--peers", default="virtuoso,sqlite", help="which, with commas between them")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--timeout", type=float, default=60, help="seconds for one query")
    arguments.add_argument("--rowcounts", help="lines of a query and its number of rows")
    arguments.add_argument("--work", help="keep the loaded stores in this folder, and take those that are there")
    arguments.add_argument("--markdown", help="where the table goes; else to standard output")
    arguments.add_argument("--svg", help="where a plot goes")
    given = arguments.parse_args()

    queries = read_folder(given.queries)
    triples = programs.lines_of(given.data)
    with contextlib.ExitStack() as end:
        work = os.path.abspath(given.work) if given.work else end.enter_context(tempfile.TemporaryDirectory())
        os.makedirs(work, exist_ok=True)
        known = {"kg": programs.Kg(work, os.path.join(given.build, "tools/kg"),
                                   os.path.join(given.build, "tests/bench/kg_queries"), given.timeout, given.queries),
                 "virtuoso": programs.Virtuoso(work, given.timeout), "sqlite": programs.Sqlite(work, given.timeout)}
        running, loads = [], {}
        for name in ["kg"] + [peer for peer in given.peers.split(",") if peer]:
            program = known[name]
            if missing := program.missing():
                tell(f"{name}: left out, {missing}")
                continue
            end.callback(program.close)
            running.append(program)
            loads[name] = load_once(program, given.data)
            program.open()
        timings = ask_in_turns(running, queries, given.runs)
        wrong = differences(running, queries, timings, read_expected(given.rowcounts))
        text = table(running, queries, timings, loads, triples)
        if given.markdown:
            with open(given.markdown, "w", encoding="utf-8") as out:
                out.write(text)
        else:
            print(text, end="")
        if given.svg:
            medians = {program.name: {name: timings[program.name].median(name) for name in queries} for program in running}
            with open(given.svg, "w", encoding="utf-8") as out:
                out.write(plot.dots(medians, list(queries)))
    for line in wrong:
        tell(f"answers differ: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
