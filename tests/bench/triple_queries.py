"""The queries of a folder (`NAME.kgq` and `prefixes.kgq`), read without kg, and put into SQL and SPARQL.

They are patterns of three parts with commas between them and a `return` of variables, no more of the language:
what every store can answer.
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

    def sparql(self, counting=False):
        what = "(COUNT(*) AS ?n)" if counting else " ".join(self.columns)
        return f"SELECT {what} WHERE {{ {' . '.join(' '.join(pattern) for pattern in self.patterns)} }}"

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
        if counting:
            what = "COUNT(*)"
        else:
            what = ", ".join(f"x{number}.text" for number in range(len(self.columns)))
            for number, column in enumerate(self.columns):
                tables.append(f"terms x{number}")
                conditions.append(f"x{number}.id = {place[column]}")
        return f"SELECT {what} FROM {', '.join(tables)} WHERE {' AND '.join(conditions)}", constants


def read_query(name, text, prefixes):
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    body, _, returned = text.rpartition("\nreturn ")

    def word(part):
        prefix, colon, rest = part.partition(":")
        return part if part[0] in "?<" else f"<{prefixes[prefix + colon]}{rest}>"

    patterns = [tuple(map(word, line.split())) for line in body.strip().rstrip(",").split(",\n")]
    if any(len(pattern) != 3 for pattern in patterns):
        raise ValueError(f"{name}: expected patterns of three parts")
    return Query(name, patterns, returned.strip().split(", "))


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
