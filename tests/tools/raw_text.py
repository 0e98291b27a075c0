#!/usr/bin/env python3
"""Judge sentences, tokens and trees that were read from raw text against a treebank (the measure of the CoNLL 2018 shared task).

    python3 raw_text.py text GOLD.conllu [space|line|paragraph]  prints the raw text: its `# text` lines, joined by a
                                                               space, by a line's end, or by a space and by an empty
                                                               line where a paragraph begins
    python3 raw_text.py score GOLD.conllu PREDICTED.conllu      F1 of tokens, sentences, UPOS, UAS and LAS
"""
import sys


def sentences(path):
    text, rows, begins = "", [], False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            text = line[len("# text = "):]
        elif line.startswith(("# newpar", "# newdoc")):
            begins = True
        elif not line:
            if rows:
                yield text, begins, rows
            text, rows, begins = "", [], False
        elif not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
    if rows:
        yield text, begins, rows


def print_text(path, joint):
    out = ""
    for text, begins, _ in sentences(path):
        if out:
            out += "\n\n" if begins and joint == "paragraph" else "\n" if joint == "line" else " "
        out += text
    print(out)


def spans(path):
    """Words and sentences by the characters that they cover, spaces not counted."""
    characters, words, bounds = [], [], []
    for _, _, rows in sentences(path):
        begin, first = len(characters), len(words)
        for row in rows:
            start = len(characters)
            characters += row[1].replace(" ", "").replace("\u00a0", "")
            words.append({"span": (start, len(characters)), "row": row})
        for word in words[first:]:
            head = int(word["row"][6])
            word["head"] = words[first + head - 1]["span"] if head else (begin, begin)
        bounds.append((begin, len(characters)))
    return "".join(characters), words, bounds


def f1(right, gold, predicted):
    return 200 * right / (gold + predicted)


def score(gold_path, predicted_path):
    gold_text, gold, gold_bounds = spans(gold_path)
    text, predicted, bounds = spans(predicted_path)
    if gold_text != text:
        at = next((i for i, (a, b) in enumerate(zip(gold_text, text)) if a != b), min(len(gold_text), len(text)))
        sys.exit(f"the texts differ at character {at}: {gold_text[at:at + 30]!r}, {text[at:at + 30]!r}")
    by_span = {word["span"]: word for word in gold}
    tokens = upos = uas = las = 0
    roots = lambda word: word["row"][6] == "0"
    for word in predicted:
        other = by_span.get(word["span"])
        if other is None:
            continue
        tokens += 1
        upos += word["row"][3] == other["row"][3]
        if roots(word) == roots(other) and (roots(word) or word["head"] == other["head"]):
            uas += 1
            las += word["row"][7].split(":")[0] == other["row"][7].split(":")[0]
    both = len(set(bounds) & set(gold_bounds))
    totals = len(gold), len(predicted)
    print(f"tokens {f1(tokens, *totals):.2f}  sentences {f1(both, len(gold_bounds), len(bounds)):.2f}  "
          f"UPOS {f1(upos, *totals):.2f}  UAS {f1(uas, *totals):.2f}  LAS {f1(las, *totals):.2f}")


if __name__ == "__main__":
    if len(sys.argv) in (3, 4) and sys.argv[1] == "text":
        print_text(sys.argv[2], sys.argv[3] if len(sys.argv) == 4 else "paragraph")
    elif len(sys.argv) == 4 and sys.argv[1] == "score":
        score(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
