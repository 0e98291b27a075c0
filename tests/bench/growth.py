#!/usr/bin/env python3
"""What growing costs: loads kg_generate's data in several sizes, and asks what depends little on the size.

    growth.py --build build/bench --sizes 1000000,10000000

P1 is one pattern, S7 a star around one person, X3 two hops from one; the numbers of their rows stand beside the
milliseconds. Prints a table.
"""
import argparse
import os
import subprocess
import tempfile

import programs

HERE = os.path.dirname(os.path.abspath(__file__))
QUERIES = ("P1", "S7", "X3")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--build", default="build/bench", help="where kg and the programs beside this were built")
    arguments.add_argument("--sizes", default="1000000,2000000,5000000,10000000", help="triples")
    arguments.add_argument("--runs", type=int, default=21)
    given = arguments.parse_args()
    tools = os.path.join(given.build, "tests/bench")
    print("| triples | load, triples/s | memory, GB | bytes a triple | " + " | ".join(f"{q}, ms (rows)" for q in QUERIES) +
          " |\n" + "| --- " * (4 + len(QUERIES)) + "|")
    for size in given.sizes.split(","):
        with tempfile.TemporaryDirectory() as work:
            data, graph = os.path.join(work, "market.nt"), os.path.join(work, "market.kg")
            with open(data, "wb") as out:
                subprocess.run([os.path.join(tools, "kg_generate"), size], stdout=out, check=True)
            triples = programs.lines_of(data)
            seconds, memory = programs.run_measured([os.path.join(given.build, "tools/kg"), "load", graph, data])
            told = subprocess.run([os.path.join(tools, "kg_queries"), graph, os.path.join(HERE, "market"), "--rows-only",
                                   "--only", ",".join(QUERIES), "--runs", str(given.runs)],
                                  stdout=subprocess.PIPE, text=True, check=True).stdout
            found = {line.split("\t")[0]: line.split("\t") for line in told.splitlines()}
            cells = [f"{found[query][2]} ({found[query][1]})" for query in QUERIES]
            print(f"| {triples:,} | {triples / seconds:,.0f} | {memory / 1e9:.2f} | "
                  f"{programs.bytes_below(graph) / triples:.1f} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
