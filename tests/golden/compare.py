#!/usr/bin/env python3
"""compare.py - what the program found beside what a person found.

    build/dragoman read --format jsonl examples/*.txt examples/*.html | tests/golden/compare.py
    tests/golden/compare.py --check        the truth's own strings and byte spans agree with the texts

truth/NAME.json holds what stands in examples/NAME.txt, read by hand before the program ran: statements, times,
credits and the day of publication. Two statements are a pair when their contents share at least half of their
bytes (Dice), best pairs first, and their cues touch or the contents are nearly the same; two times when they
overlap. Prints what is missing, what is too many, what differs in a pair, and shares of what is right.
"""
import glob
import json
import os
import re
import sys
import unicodedata

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


class Tally:
    """Right and all, by what was asked; in the order of the first asking."""

    def __init__(self):
        self.counts = {}

    def count(self, what, right):
        row = self.counts.setdefault(what, [0, 0])
        row[0] += bool(right)
        row[1] += 1
        return right

    def __str__(self):
        return "; ".join("%s %d of %d" % (what, *row) for what, row in self.counts.items())


# ---- spans

def joined(truth, spans):
    whole = []
    for start, end in spans:
        if whole and not truth["bytes"][whole[-1][1]:start].strip():
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def cut(truth, spans):
    """The text of these spans on one line; pieces with no more than white space between them are one."""
    spans = joined(truth, spans)
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


def best_pairs(scored):
    """[(i, j)] out of [(score, i, j)]: the best first, each index once, in order of i."""
    left, right, pairs = set(), set(), []
    for _, i, j in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return sorted(pairs)


# ---- names

def words(name):
    """A name's words: lower case, without accents, punctuation and a leading "the"."""
    plain = unicodedata.normalize("NFKD", name or "").casefold()
    found = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return found[1:] if found[:1] == ["the"] and len(found) > 1 else found


def same_name(entry, name):
    """Whether `name` is what truth's entry says, or one of its "or"s."""
    return any(words(name) == words(one) for one in [entry["name"], *entry.get("or", [])])


def same_speaker(expected, actor):
    """Equal names and, where truth gives one, equal codes. Several speakers ("A; B") want the first of them."""
    name, code = ((expected[key] or "").split("; ")[0] or None for key in ("speaker", "code"))
    if actor is None:
        return name is None and code is None
    alike = same_name({"name": name, "or": expected.get("or", [])}, actor["name"]) if name else not actor["name"]
    return alike and (code is None or actor["code"] == code)


# ---- statements

def pairs_of(truth, found):
    """[(index in truth, index in found)]; a like cue decides between equals."""
    scored = []
    for i, t in enumerate(truth):
        for j, f in enumerate(found):
            content = dice(covered(spans_of(t, "content")), covered(spans_of(f, "content")))
            cue = dice(covered(spans_of(t, "cue")), covered(spans_of(f, "cue")))
            if content >= 0.5 and (cue > 0 or content >= 0.9):
                scored.append((content + cue, i, j))
    return best_pairs(scored)


class Record:
    """A record with its ids resolved."""

    def __init__(self, record):
        self.statements, self.times, self.credits = record["statements"], record["times"], record["credits"]
        self.published = record["report"]["published"]
        self.actors = {actor["id"]: actor for actor in record["actors"]}
        self.by_id = {entry["id"]: entry for entry in self.statements + self.times}

    def name(self, actor):
        return self.actors[actor]["name"] if actor else None

    def person(self, actor):
        """"Ann Lee [NOR GOV]", for people to read."""
        if not actor:
            return "–"
        name, code = self.actors[actor]["name"] or "unnamed", self.actors[actor]["code"]
        return "%s [%s]" % (name, code) if code else name


def shown(truth, statement):
    spans = (cut(truth, spans_of(statement, role)) or "–" for role in ROLES)
    return "[%s] %s — %s — %s" % (statement["kind"], *spans)


def parent_differs(truth, record, expected, statement, pairs):
    """Whether the statement around it is not the one that truth names, as far as that was found."""
    if bool(expected["parent"]) != bool(statement["parent"]):
        return True
    if not expected["parent"]:
        return False
    by_id = {t["id"]: j for t, j in ((truth["statements"][i], j) for i, j in pairs)}
    wanted = by_id.get(expected["parent"])
    return wanted is None or record.statements[wanted]["id"] != statement["parent"]


def wording_differs(truth, expected, statement):
    for role in ROLES:
        one, other = cut(truth, spans_of(expected, role)), cut(truth, spans_of(statement, role))
        if one != other:
            yield "%s: %s → %s" % (role, one or "–", other or "–")
    if expected["kind"] != statement["kind"]:
        yield "kind: %s → %s" % (expected["kind"], statement["kind"])


def people_differ(truth, record, expected, statement, tally):
    actors = record.actors
    if not tally.count("speakers", same_speaker(expected, actors.get(statement["speaker"]))):
        wanted = expected["speaker"] or "unnamed"
        yield "speaker: %s [%s] → %s" % (wanted, expected["code"] or "", record.person(statement["speaker"]))
    if expected["addressee"] or statement["addressee"]:
        to = record.name(statement["addressee"])
        if not tally.count("addressees", words(expected["addressee"]) == words(to)):
            yield "to: %s → %s" % (expected["addressee"] or "–", record.person(statement["addressee"]))
    via = [record.name(actor) for actor in statement["via"]]
    if (via or expected["via"]) and not tally.count("via", [*map(words, via)] == [*map(words, expected["via"])]):
        yield "via: %s → %s" % (", ".join(expected["via"]) or "–", ", ".join(map(str, via)) or "–")
    wanted = next((t["span"] for t in truth["times"] if t["id"] == expected["when"]), None)
    when = record.by_id[statement["when"]]["span"] if statement["when"] else None
    if (wanted or when) and not tally.count("when", wanted and when and covered([wanted]) & covered([when])):
        yield "when: %s → %s" % (cut(truth, [wanted] if wanted else []) or "–", cut(truth, [when] if when else []) or "–")


def differences(truth, record, expected, statement, pairs, tally):
    """What is not alike in a pair, in words."""
    yield from wording_differs(truth, expected, statement)
    if parent_differs(truth, record, expected, statement, pairs):
        yield "inside: %s → %s" % (expected["parent"] or "–", statement["parent"] or "–")
    if expected["parent"]:
        tally.count("inside the right one", not parent_differs(truth, record, expected, statement, pairs))
    yield from people_differ(truth, record, expected, statement, tally)


def compare_statements(truth, record, tally):
    expected, found = truth["statements"], record.statements
    pairs = pairs_of(expected, found)
    for i, t in enumerate(expected):
        if tally.count("statements", i in {i for i, _ in pairs}):
            continue
        note = "  (optional)" if t.get("optional") else "  (nested)" if t["parent"] else ""
        print("missing  %s%s" % (shown(truth, t), note))
    for j, f in enumerate(found):
        if not tally.count("written ones right", j in {j for _, j in pairs}):
            print("extra    %s  (%.2f)" % (shown(truth, f), f["confidence"]))
    for i, j in pairs:
        notes = list(differences(truth, record, expected[i], found[j], pairs, tally))
        if notes:
            print("differs  %s\n           %s" % (shown(truth, expected[i]), "\n           ".join(notes)))


# ---- times, credits, publication

def compare_times(truth, record, tally):
    expected, found = truth["times"], record.times
    sets = [[covered([time["span"]]) for time in side] for side in (expected, found)]
    pairs = best_pairs([(dice(a, b), i, j) for i, a in enumerate(sets[0]) for j, b in enumerate(sets[1]) if a & b])
    taken = dict(pairs)
    for i, t in enumerate(expected):
        if i not in taken:
            if not t.get("optional"):
                tally.count("times", False)
                print("missing  time %s = %s" % (t["text"], t["value"]))
            continue
        f = found[taken[i]]
        notes = ["%s: %s → %s" % (key, t[key], f[key])
                 for key in ("type", "value", "mod", "begin", "end") if key in t and t[key] != f[key]]
        if t["span"] != f["span"]:
            notes.insert(0, "extent: %s" % cut(truth, [f["span"]]))
        if not tally.count("times", not notes or t.get("optional")):
            print("differs  time %s = %s   %s" % (t["text"], t["value"], "; ".join(notes)))
    for j, f in enumerate(found):
        if j not in taken.values():
            print("extra    time %s = %s" % (cut(truth, [f["span"]]), f["value"]))


def compare_credits(truth, record, tally):
    expected, found = truth["credits"], list(record.credits)
    for credit in expected:
        match = next((f for f in found if same_name(credit, f["name"]) and f["relation"] in
                      (credit["relation"], *credit.get("or", []))), None)
        if match:
            found.remove(match)
        if match or not credit.get("optional"):
            if not tally.count("credits", match):
                print("missing  credit %s (%s)" % (credit["name"], credit["relation"]))
    for f in found:
        print("extra    credit %s (%s)" % (f["name"], f["relation"]))


def compare_published(truth, record, tally):
    one, other = ({key: side[key] for key in ("value", "from")} if side else None
                  for side in (truth["published"], record.published))
    if not tally.count("published", one == other):
        print("differs  published %s → %s" % tuple(
            "%s (%s)" % (side["value"], side["from"]) if side else "–" for side in (one, other)))


def compare(name, truth, record, total):
    tally = Tally()
    print("\n== %s" % name)
    compare_published(truth, record, tally)
    compare_credits(truth, record, tally)
    compare_times(truth, record, tally)
    compare_statements(truth, record, tally)
    print("right: %s" % tally)
    for what, (right, count) in tally.counts.items():
        row = total.counts.setdefault(what, [0, 0])
        row[0] += right
        row[1] += count


# ---- the truth itself

def strings_of(truth):
    """(where, strings, spans) of all that quotes the text."""
    for s in truth["statements"]:
        for role in ROLES:
            value = s[role]
            yield s["id"] + " " + role, value if isinstance(value, list) else [value] if value else [], spans_of(s, role)
    for entry in [*truth["times"], *truth["credits"], *([truth["published"]] if truth["published"] else [])]:
        yield entry["text"], [entry["text"]], [entry["span"]]


def check(truths):
    """The strings of the truth are what its spans cut out of the text; an error ends the program."""
    for name, truth in truths.items():
        for where, strings, spans in strings_of(truth):
            cuts = [truth["bytes"][s:e].decode(truth["encoding"]) for s, e in spans]
            if strings != cuts:
                sys.exit("%s %s: %r is not %r" % (name, where, strings, cuts))
        ids = {entry["id"] for entry in truth["statements"] + truth["times"]}
        for s in truth["statements"]:
            if not {s["parent"], s["when"]} <= ids | {None}:
                sys.exit("%s %s: no such parent or time" % (name, s["id"]))
    missing = {os.path.basename(path)[:-4] for path in glob.glob(os.path.join(ROOT, "examples", "*.txt"))} - set(truths)
    if missing:
        sys.exit("no truth for %s" % ", ".join(sorted(missing)))
    print("%d passed, 0 failed" % len(truths))


def main():
    truths = read_truth()
    if sys.argv[1:] == ["--check"]:
        check(truths)
        return
    total = Tally()
    for line in sys.stdin:
        record = json.loads(line)
        name = os.path.splitext(os.path.basename(record["report"]["path"]))[0]
        if name in truths:
            compare(name, truths[name], Record(record), total)
    print("\nall right: %s" % total)


if __name__ == "__main__":
    main()
