#!/usr/bin/env python3
"""gap.py - which of two persons a pronoun means: GAP (Webster et al. 2018).

    bench/gap.py prepare GOLD.tsv OUT             write OUT/ID.txt, one text a snippet
    bench/gap.py score GOLD.tsv SYSTEM.jsonl      the table; --json for programs
    bench/gap.py perfect GOLD.tsv                 the same of the gold itself: all 100

SYSTEM is what build/dump-clusters prints for the prepared texts. Each snippet asks two questions: is the
pronoun name A, is it name B? The answer is yes when a cluster holds the pronoun, character for character, and
a phrase that means the name: it overlaps the name and reaches no more than three words beyond it ("her sister
Ann Lee" means Ann Lee, "the man whom Ann Lee had met" does not). Precision, recall and F1 over all questions,
over those with a feminine and with a masculine pronoun, and the ratio of these two F1s ("bias", 1 is
even-handed). "narrow" is stricter: of the phrases that overlap the name only the shortest may mean it.
Python's standard library only.
"""
import csv
import json
import sys

from figures import Offsets, added, f1, interval, read_clusters, share, table, write_texts

FEMININE = ("she", "her", "hers", "herself")
BEYOND = 3  # words that a phrase may reach beyond the name it means


def snippets(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def span(row, what):
    start = int(row[what + "-offset"])
    return start, start + len(row[what])


def gender(row):
    return "feminine" if row["Pronoun"].lower() in FEMININE else "masculine"


def spans_of(clusters, text):
    """The clusters as lists of spans in code points."""
    offsets = Offsets(text)
    return [[found for found in (offsets.span(m[0], m[1]) for m in cluster) if found] for cluster in clusters]


def overlapping(row, name, phrases):
    """The phrases that overlap a name, each with the number of words it reaches beyond it, fewest first."""
    start, end = span(row, name)
    text = row["Text"]
    return sorted((len(text[s:start].split()) + len(text[end:e].split()), s, e)
                  for s, e in phrases if s < end and e > start)


def answer(row, clusters, narrow=False):
    """(A, B): whether the pronoun is taken to mean each."""
    pronoun = span(row, "Pronoun")
    own = next((cluster for cluster in clusters if pronoun in cluster), [])

    def meant(name):
        if narrow:
            rivals = overlapping(row, name, [phrase for cluster in clusters for phrase in cluster])
            return bool(rivals) and rivals[0] in overlapping(row, name, own)
        return any(beyond <= BEYOND for beyond, _, _ in overlapping(row, name, own))
    return meant("A"), meant("B")


def truth(row):
    return row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"


def count(said, true):
    """(right, said, true) of a snippet's two answers."""
    return sum(s and t for s, t in zip(said, true)), sum(said), sum(true)


def prf(sums):
    precision, recall = share(sums[0], sums[1]), share(sums[0], sums[2])
    return precision, recall, f1(precision, recall)


def figures(counts):
    precision, recall, value = prf(added(counts) if counts else (0, 0, 0))
    low, high = interval(counts, lambda sums: prf(sums)[2])
    return {"precision": precision, "recall": recall, "f1": value, "low": low, "high": high}


def bias(counts):
    """F1 of feminine over F1 of masculine; counts hold both, side by side."""
    def ratio(sums):
        return share(prf(sums[:3])[2], prf(sums[3:])[2])
    low, high = interval(counts, ratio)
    return {"value": ratio(added(counts)), "low": low, "high": high}


def score(rows, systems):
    """Figures for all, by gender, and narrow; `systems` {snippet: clusters in bytes} may lack some."""
    counts = {"all": [], "feminine": [], "masculine": [], "narrow": []}
    sides = []
    for row in rows:
        clusters = spans_of(systems.get(row["ID"], []), row["Text"])
        one = count(answer(row, clusters), truth(row))
        counts["all"].append(one)
        counts[gender(row)].append(one)
        counts["narrow"].append(count(answer(row, clusters, narrow=True), truth(row)))
        sides.append(one + (0, 0, 0) if gender(row) == "feminine" else (0, 0, 0) + one)
    return {**{name: figures(each) for name, each in counts.items()}, "bias": bias(sides)}


def perfect(rows):
    """The gold as dump-clusters would print it."""
    out = {}
    for row in rows:
        def in_bytes(what, text=row["Text"], row=row):
            return [len(text[:place].encode("utf-8")) for place in span(row, what)] + [1]
        same = [name for name, yes in zip("AB", truth(row)) if yes]
        out[row["ID"]] = [[in_bytes(what) for what in ["Pronoun", *same]],
                          *([in_bytes(name)] for name in "AB" if name not in same)]
    return out


def main():
    known = {"prepare": 4, "score": 4, "perfect": 3}
    arguments = [argument for argument in sys.argv if argument != "--json"]
    if len(arguments) < 2 or known.get(arguments[1]) != len(arguments):
        sys.exit(__doc__)
    rows = snippets(arguments[2])
    if arguments[1] == "prepare":
        write_texts(((row["ID"], row["Text"]) for row in rows), arguments[3])
        return
    found = score(rows, read_clusters(arguments[3]) if arguments[1] == "score" else perfect(rows))
    print(json.dumps(found) if "--json" in sys.argv else table(found))


if __name__ == "__main__":
    main()
