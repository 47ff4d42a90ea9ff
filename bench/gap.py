#!/usr/bin/env python3
"""gap.py - which of two persons a pronoun means: GAP (Webster et al. 2018).

    bench/gap.py prepare GOLD.tsv OUT          write OUT/ID.txt, one text a snippet
    bench/gap.py score GOLD.tsv SYSTEM.jsonl [--json]

SYSTEM is what build/dump-clusters prints for these texts. A name is taken for the pronoun's when some phrase
of the pronoun's cluster overlaps it and reaches no more than three words beyond it. Precision, recall and F1 over
the two judgements of a snippet, by gender of the pronoun, and the ratio of the two F1s. Python's standard library only.
"""
import csv
import json
import os
import sys

from coreference import f1, places

FEMALE = ("she", "her", "hers", "herself")


def snippets(path):
    with open(path, encoding="utf8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def span(row, what):
    start = int(row[what + "-offset"])
    return start, start + len(row[what])


def clusters_of(record, text):
    table = places(text)
    return [[(table[m[0]], table[m[1]]) for m in cluster] for cluster in record["clusters"]]


def judge(row, clusters):
    """(A, B): whether the pronoun is taken to mean each."""
    pronoun = span(row, "Pronoun")
    own = next((cluster for cluster in clusters if pronoun in cluster), [])

    def meant(name):
        start, end = span(row, name)
        extra = lambda s, e: len(row["Text"][s:start].split()) + len(row["Text"][end:e].split())
        return any(s < end and e > start and extra(s, e) <= 3 for s, e in own)
    return meant("A"), meant("B")


def score(path, records):
    counts = {"all": [0, 0, 0], "feminine": [0, 0, 0], "masculine": [0, 0, 0]}  # right, said, true
    for row in snippets(path):
        record = records.get(row["ID"], {"clusters": []})
        gender = "feminine" if row["Pronoun"].lower() in FEMALE else "masculine"
        for said, what in zip(judge(row, clusters_of(record, row["Text"])), ("A", "B")):
            true = row[what + "-coref"] == "TRUE"
            for key in ("all", gender):
                for place, value in enumerate((said and true, said, true)):
                    counts[key][place] += value
    out = {}
    for key, (right, said, true) in counts.items():
        precision, recall = right / (said or 1), right / (true or 1)
        out[key] = (precision, recall, f1(recall, precision))
    return out


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in ("prepare", "score"):
        sys.exit(__doc__)
    if sys.argv[1] == "prepare":
        os.makedirs(sys.argv[3], exist_ok=True)
        for row in snippets(sys.argv[2]):
            with open(os.path.join(sys.argv[3], row["ID"] + ".txt"), "w", encoding="utf8", newline="") as file:
                file.write(row["Text"])
        return
    records = {os.path.basename(r["path"])[:-4]: r for r in map(json.loads, open(sys.argv[3], encoding="utf8"))}
    table = score(sys.argv[2], records)
    if "--json" in sys.argv:
        print(json.dumps(table))
        return
    print("%-10s %9s %9s %9s" % ("", "precision", "recall", "F1"))
    for name, figures in table.items():
        print("%-10s %9.2f %9.2f %9.2f" % (name, *(100 * f for f in figures)))
    print("bias (feminine F1 over masculine) %.2f" % (table["feminine"][2] / (table["masculine"][2] or 1)))


if __name__ == "__main__":
    main()
