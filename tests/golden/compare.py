#!/usr/bin/env python3
"""compare.py - statements that the program found beside those that a person found.

    build/dragoman read --format jsonl examples/*.txt | tests/golden/compare.py
    tests/golden/compare.py --check        the truth's own strings and byte spans agree with the texts

truth/NAME.json holds what stands in examples/NAME.txt, read by hand before the program ran. Two statements
are a pair when their contents share at least half of their bytes (Dice), best pairs first, and their cues
touch or the contents are nearly the same. Prints what is missing, what is too many, what differs in a pair.
"""
import glob
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
ROLES = ("source", "cue", "content")


def read_truth():
    """{name of the text: truth}."""
    truths = {}
    for path in sorted(glob.glob(os.path.join(HERE, "truth", "*.json"))):
        with open(path, encoding="utf-8") as file:
            truth = json.load(file)
        with open(os.path.join(ROOT, truth["text"]), "rb") as file:
            truth["bytes"] = file.read()
        truths[os.path.splitext(os.path.basename(path))[0]] = truth
    return truths


def cut(truth, spans):
    pieces = (truth["bytes"][s:e].decode(truth["encoding"], "replace") for s, e in spans)
    return " … ".join(" ".join(piece.split()) for piece in pieces)


def spans_of(statement, role):
    """Spans of a statement of either side: the record's own, or the truth's *_span."""
    value = statement.get(role + "_spans", statement.get(role + "_span"))
    if value is None and role + "_span" not in statement:
        value = statement.get(role)
    if not value:
        return []
    return [value] if isinstance(value[0], int) else value


def covered(spans):
    return {offset for start, end in spans for offset in range(start, end)}


def dice(one, other):
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def pairs_of(truth, found):
    """[(index in truth, index in found)], the best first; a like cue decides between equals."""
    scored = []
    for i, t in enumerate(truth):
        for j, f in enumerate(found):
            content = dice(covered(spans_of(t, "content")), covered(spans_of(f, "content")))
            cue = dice(covered(spans_of(t, "cue")), covered(spans_of(f, "cue")))
            if content >= 0.5 and (cue > 0 or content >= 0.9):
                scored.append((content + cue, -i, -j))
    taken, other, pairs = set(), set(), []
    for _, i, j in sorted(scored, reverse=True):
        if -i not in taken and -j not in other:
            taken.add(-i)
            other.add(-j)
            pairs.append((-i, -j))
    return sorted(pairs)


def shown(truth, statement):
    spans = (cut(truth, spans_of(statement, role)) or "–" for role in ROLES)
    return "[%s] %s — %s — %s" % (statement["kind"], *spans)


def differences(truth, expected, statement):
    """What is not alike in a pair, in words."""
    for role in ROLES:
        one, other = cut(truth, spans_of(expected, role)), cut(truth, spans_of(statement, role))
        if one != other:
            yield "%s: %s → %s" % (role, one or "–", other or "–")
    if expected["kind"] != statement["kind"]:
        yield "kind: %s → %s" % (expected["kind"], statement["kind"])
    if bool(expected["parent"]) != bool(statement.get("parent")):
        yield "nested: %s → %s" % (bool(expected["parent"]), bool(statement.get("parent")))


def compare(name, truth, record):
    """Prints one text's comparison; (right, expected, found, alike in all)."""
    expected, found = truth["statements"], record["statements"]
    pairs = pairs_of(expected, found)
    alike = 0
    print("\n== %s" % name)
    for i, t in enumerate(expected):
        if i not in {i for i, _ in pairs}:
            note = "  (optional)" if t.get("optional") else "  (nested)" if t["parent"] else ""
            print("missing  %s%s" % (shown(truth, t), note))
    for j, f in enumerate(found):
        if j not in {j for _, j in pairs}:
            print("extra    %s  (%.2f)" % (shown(truth, f), f["confidence"]))
    for i, j in pairs:
        notes = list(differences(truth, expected[i], found[j]))
        alike += not notes
        if notes:
            print("differs  %s\n           %s" % (shown(truth, expected[i]), "\n           ".join(notes)))
    print("of %d by hand found %d, alike in all %d; %d too many" % (
        len(expected), len(pairs), alike, len(found) - len(pairs)))
    return len(pairs), len(expected), len(found), alike


def check(truths):
    """The strings of the truth are what its spans cut out of the text; an error ends the program."""
    for name, truth in truths.items():
        for statement in truth["statements"]:
            for role in ROLES:
                value = statement[role]
                strings = value if isinstance(value, list) else [value] if value else []
                cuts = [truth["bytes"][s:e].decode(truth["encoding"]) for s, e in spans_of(statement, role)]
                if strings != cuts:
                    sys.exit("%s %s: %s %r is not %r" % (name, statement["id"], role, strings, cuts))
    print("%d passed, 0 failed" % len(truths))


def main():
    truths = read_truth()
    if sys.argv[1:] == ["--check"]:
        check(truths)
        return
    totals = []
    for line in sys.stdin:
        record = json.loads(line)
        name = os.path.splitext(os.path.basename(record["report"]["path"]))[0]
        totals.append(compare(name, truths[name], record))
    right, expected, found, alike = (sum(column) for column in zip(*totals))
    print("\nall: of %d by hand found %d, alike in all %d; of %d written %d are right" % (
        expected, right, alike, found, right))


if __name__ == "__main__":
    main()
