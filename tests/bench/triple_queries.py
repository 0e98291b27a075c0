"""The queries of a folder (`NAME.kgq` and `prefixes.kgq`), read without kg, and put into SQL and SPARQL.

They are patterns of three parts with commas between them and a `return` of variables, perhaps with a last
`count(*) as ?n`: what every store can answer.
"""
import os
import re
from dataclasses import dataclass

PREFIX = re.compile(r"^prefix (\w+:) <(.*)>$", re.M)


@dataclass
class Query:
    name: str
    patterns: list  # (subject, predicate, object): `?variable` or `<iri>`
    columns: list   # `?variable`
    counts: bool    # has a last column, how many rows there are for each of the others

    def sparql(self, counting=False):
        what = [] if counting else list(self.columns)
        group = f" GROUP BY {' '.join(what)}" if self.counts and what else ""
        if counting or self.counts:
            what.append("(COUNT(*) AS ?n)")
        patterns = " . ".join(" ".join(pattern) for pattern in self.patterns)
        return f"SELECT {' '.join(what)} WHERE {{ {patterns} }}{group}"

    def sql(self, counting=False):
        """Over triples (s, p, o) and terms (id, text); the constants, in the order of the question marks."""
        tables, conditions, constants, place = [], [], [], {}
        for number, pattern in enumerate(self.patterns):
            tables.append(f"triples t{number}")
            for slot, part in zip("spo", pattern):
                here = f"t{number}.{slot}"
                if not part.startswith("?"):
                    conditions.append(f"{here} = ?")
                    constants.append(part)
                elif part in place:
                    conditions.append(f"{here} = {place[part]}")
                else:
                    place[part] = here
        what = []
        for number, column in enumerate([] if counting else self.columns):
            what.append(f"x{number}.text")
            tables.append(f"terms x{number}")
            conditions.append(f"x{number}.id = {place[column]}")
        group = f" GROUP BY {', '.join(what)}" if self.counts and what else ""
        if counting or self.counts:
            what.append("COUNT(*)")
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"SELECT {', '.join(what)} FROM {', '.join(tables)}{where}{group}", constants


def read_query(name, text, prefixes):
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    body, _, returned = text.rpartition("\nreturn ")

    def word(part):
        prefix, colon, rest = part.partition(":")
        return part if part[0] in "?<" else f"<{prefixes[prefix + colon]}{rest}>"

    patterns = [tuple(map(word, line.split())) for line in body.strip().rstrip(",").split(",\n")]
    if any(len(pattern) != 3 for pattern in patterns):
        raise ValueError(f"{name}: expected patterns of three parts")
    columns = returned.strip().split(", ")
    counts = columns[-1] == "count(*) as ?n"
    return Query(name, patterns, columns[:-1] if counts else columns, counts)


def read_folder(folder):
    """All queries of a folder, by name: L, S, F and C in the order of WatDiv, then the others."""
    texts = {}
    for file in sorted(os.listdir(folder)):
        if file.endswith(".kgq"):
            with open(os.path.join(folder, file), encoding="utf-8") as lines:
                texts[file[:-4]] = lines.read()
    prefixes = dict(PREFIX.findall(texts.pop("prefixes", "")))
    order = sorted(texts, key=lambda name: ("LSFC".find(name[0]) % 5, name))
    return {name: read_query(name, texts[name], prefixes) for name in order}
