#!/usr/bin/env python3
"""How long `shortest` takes between two random entities: the median, in one process, on a warm graph.

    ways.py KG                                    on generated data: 5,000 users with 40 links each
    ways.py KG --triples watdiv.nt --graph G      on friendOf and follows of WatDiv (dsg.uwaterloo.ca/watdiv):
                                                  makes the graph G, or takes it if it is there
KG is the program. Pairs are drawn from the entities of the triples, with a seed, and asked for twice: what is
read from the disk for the first time is told apart. N-Triples come as a file or, with -, on standard input.
"""
import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile

LINKS = ("friendOf", "follows")
FACTS_A_DOCUMENT = 20000


def local_name(iri):
    return re.sub(r".*[/#]", "", iri.strip("<>"))


def read_triples(path):
    """(subject, predicate, object) of the lines whose predicate is one of LINKS."""
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as lines:
        for line in lines:
            parts = line.split(None, 2)
            if len(parts) == 3 and local_name(parts[1]) in LINKS:
                yield local_name(parts[0]), local_name(parts[1]), local_name(parts[2].rstrip(" .\n"))


def generated_triples(users, links, chance):
    """Some users are followed much more than others."""
    for user in range(users):
        for _ in range(links):
            other = int(users * chance.random() ** 2)
            yield f"User{user}", chance.choice(LINKS), f"User{other}"


def load(kg, graph, triples, entities):
    with tempfile.TemporaryDirectory() as folder:
        lines, documents = [], 0

        def write():
            nonlocal lines, documents
            with open(os.path.join(folder, f"{documents:05}.facts"), "w", encoding="utf-8") as out:
                out.writelines(lines)
            lines, documents = [], documents + 1

        for triple in triples:
            entities.update((triple[0], triple[2]))
            lines.append(" ".join(triple) + "\n")
            if len(lines) == FACTS_A_DOCUMENT:
                write()
        write()
        if not os.path.exists(graph):
            subprocess.run([kg, "load", graph, folder], check=True)


def ask(kg, graph, queries):
    """Milliseconds and rows of each query."""
    done = subprocess.run([kg, "query", graph, "-", "--timer", "--format", "jsonl"], input="\n".join(queries),
                          capture_output=True, text=True, check=True)
    return [(float(t), int(n)) for t, n in re.findall(r"time: ([\d.]+) ms, rows: (\d+)", done.stderr)]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("kg")
    arguments.add_argument("--triples", help="N-Triples; - for standard input")
    arguments.add_argument("--graph", help="the graph; left out: a temporary one")
    arguments.add_argument("--pairs", type=int, default=101)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--via", default="=(friendOf|follows){1,6}", help="what follows ?via")
    given = arguments.parse_args()
    chance = random.Random(given.seed)
    triples = read_triples(given.triples) if given.triples else generated_triples(5000, 40, chance)
    entities = set()
    with tempfile.TemporaryDirectory() as folder:
        graph = given.graph or os.path.join(folder, "ways.kg")
        load(given.kg, graph, triples, entities)
        names = sorted(entities)
        pairs = [chance.sample(names, 2) for _ in range(given.pairs)]
        queries = [f"shortest '{a}' ?via{given.via} '{b}'" for a, b in pairs]
        times = ask(given.kg, graph, queries + queries)
    for label, part in (("first", times[: len(pairs)]), ("again", times[len(pairs):])):
        took = sorted(time for time, _ in part)
        print(f"{label}: median {statistics.median(took):.2f} ms, 90% {took[len(took) * 9 // 10]:.2f} ms, "
              f"most {took[-1]:.2f} ms; {sum(rows > 0 for _, rows in part)} of {len(part)} pairs linked, "
              f"{statistics.median(rows for _, rows in part):.0f} ways in the middle")


if __name__ == "__main__":
    main()
