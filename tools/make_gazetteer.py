#!/usr/bin/env python3
"""Writes loaders/text/gazetteer/wordnet.tsv: the places, people and groups that WordNet 3.0 knows by name (its "instances"), and the common
nouns that first of all mean a person ("surgeon") or a group ("jury").

    tools/make_gazetteer.py /usr/share/wordnet > loaders/text/gazetteer/wordnet.tsv

A line is a letter (L place, P person, O organisation, r person noun, g group noun), a tab and a name. Debian's package wordnet-base holds the folder.
"""
import re
import sys

LETTER_OF_FILE = {"15": "L", "17": "L", "18": "P", "14": "O"}  # lexicographer files: location, object, person, group
LETTER_OF_NOUN = {"18": "r", "14": "g"}


def instances(path):
    for line in open(path, encoding="latin-1"):
        if line.startswith(" "):
            continue
        fields = line.split(" ")
        letter = LETTER_OF_FILE.get(fields[1])
        count = int(fields[3], 16)
        words = fields[4:4 + 2 * count:2]
        if letter and "@i" in fields:
            for word in words:
                yield letter, re.sub(r"\(.*\)$", "", word)


def common_nouns(folder):
    file_of = {line[:8]: line[9:11] for line in open(folder + "/data.noun", encoding="latin-1") if not line.startswith(" ")}
    for line in open(folder + "/index.noun", encoding="latin-1"):
        fields = line.split()
        if not line.startswith(" ") and fields[0].isalpha():
            first_sense = fields[6 + int(fields[3])]
            letter = LETTER_OF_NOUN.get(file_of[first_sense])
            if letter:
                yield letter, fields[0]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    known = {}
    for letter, word in instances(sys.argv[1] + "/data.noun"):
        name = word.replace("_", " ")
        if name[0].isupper() and len(name) > 2 and not name.isupper():
            known.setdefault(name, letter)
    for letter, noun in common_nouns(sys.argv[1]):
        known.setdefault(noun, letter)
    print("# Names that WordNet 3.0 (Princeton University) lists as instances; its licence stands in NOTICE.md. Written by tools/make_gazetteer.py.")
    for name, letter in sorted(known.items()):
        print(f"{letter}\t{name}")


if __name__ == "__main__":
    main()
