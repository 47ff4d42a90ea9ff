"""figures.py - what the scorers beside this file share: sums over documents, intervals, offsets.

A document's counts are a tuple of numbers; counts of documents are added before anything is divided (micro
average). Intervals are percentile bootstraps over documents: drawn with replacement, 1,000 times, always
the same draws. Python's standard library only.
"""
import json
import os
import random

DRAWS, SEED = 1000, 1


def share(part, whole):
    return part / whole if whole else 0.0


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def added(counts):
    """The sums of tuples of equal length."""
    return tuple(map(sum, zip(*counts)))


def interval(counts, figure):
    """(low, high): 95 % of `figure(sums)` over drawn documents; (None, None) where there is but one."""
    if len(counts) < 2:
        return None, None
    rng = random.Random(SEED)
    drawn = sorted(figure(added(rng.choices(counts, k=len(counts)))) for _ in range(DRAWS))
    return drawn[round(0.025 * (DRAWS - 1))], drawn[round(0.975 * (DRAWS - 1))]


def line(name, figures):
    """One line of a table: precision, recall, F1 or value, interval, in percent."""
    def percent(value):
        return "%6s" % "–" if value is None else "%6.2f" % (100 * value)
    spread = "" if figures.get("low") is None else "%.2f–%.2f" % (100 * figures["low"], 100 * figures["high"])
    value = figures.get("f1", figures.get("value"))
    return "%-46s %s %s %s  %s" % (name, percent(figures.get("precision")), percent(figures.get("recall")),
                                   percent(value), spread)


def table(metrics):
    head = "%-46s %6s %6s %6s  %s" % ("metric (in %)", "P", "R", "F1/val", "95 %")
    return "\n".join([head, "-" * len(head), *(line(name, metrics[name]) for name in metrics)])


class Offsets:
    """Byte offsets of a UTF-8 text as offsets in code points."""

    def __init__(self, text):
        self.places, at = {}, 0
        for number, character in enumerate(text):
            self.places[at] = number
            at += len(character.encode("utf-8"))
        self.places[at] = len(text)

    def span(self, start, end):
        """A byte span in code points, or None where it cuts a character or leaves the text."""
        if start in self.places and end in self.places and start < end:
            return self.places[start], self.places[end]
        return None


def trimmed(text, start, end):
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def read_clusters(path):
    """{document: [[[start, end, model], ...], ...]} in bytes, of what build/dump-clusters printed."""
    with open(path, encoding="utf-8") as file:
        records = [json.loads(text) for text in file if text.strip()]
    return {os.path.basename(record["path"])[:-len(".txt")]: record["clusters"] for record in records}


def write_texts(texts, folder):
    """Writes FOLDER/NAME.txt for each (name, text)."""
    os.makedirs(folder, exist_ok=True)
    for name, text in texts:
        with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8", newline="") as file:
            file.write(text)
