"""Annotates the acts of reports by hand: numbered sentences out, one line an act in.

    python annotate.py choose DATA GOLD WORK N     writes N reports of the public sets as WORK/bNN.txt, twelve a file
    python annotate.py add DATA FILE...            checks filled files and puts them into annotations/reports.jsonl

A filled file repeats the header line "### ID" of each report that was read, and has one line an act below it:

    sent | trigger | TYPE/mode+mode | context,context | status | actors | recipients | asserted

    2 | cross | MOBILIZE/troops | military | future | Turkish forces {TUR MIL} | YPG {SYR REB} | s:Mevlüt Çavuşoğlu
    3 | accused; 9:accusation | ACCUSE/allege | - | actual | He {TUR GOV} | Washington {USA} | n

`sent` is the number of the sentence; the trigger and the parties are its words ("talks#2": the second "talks"), further
mentions have their sentence's number before them; a party that the sentence does not name is *Name {CODE}; "-" is none;
asserted is n (the report) or s: and who says it. A report without acts has its header alone. Only offsets, labels and
codes are kept; texts that are much like GOLD's or one another are not chosen.
"""
import glob
import json
import os
import random
import re
import sys

from acts import CONTEXTS, MODES, STATUSES, TYPES, public_texts

POLITICS = set("minister president government troops sanctions talks military parliament attack attacks killed protest police arrested "
               "embassy ambassador summit treaty rebels army border ceasefire hostages militants opposition accused condemned "
               "threatened nuclear missile strike court election deal agreement aid refugees soldiers warned demanded rejected".split())
SENTENCE = re.compile(r'.+?(?:(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.?!]["”’\')]*(?=\s+["“‘A-Z(])|$)')
HERE = os.path.dirname(os.path.abspath(__file__)) + "/annotations/reports.jsonl"


def sentences(text):
    """[(start, end)], by rule: good enough to say where a word stands."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        found += [(line.start() + s.start(), line.start() + s.end()) for s in SENTENCE.finditer(line.group()) if s.group().strip()]
    return found


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[k:k + 6]) for k in range(len(words) - 5)}


def done():
    return [json.loads(line) for line in open(HERE, encoding="utf8")] if os.path.exists(HERE) else []


def choose(data, gold, work, n):
    texts = public_texts(data)
    seen = set()
    for path in glob.glob(gold + "/texts/*.txt") + glob.glob(gold + "/train/texts/*.txt"):
        seen |= shingles(open(path, encoding="utf8", newline="").read())
    for record in done():
        seen |= shingles(texts[record["set"], record["id"]])
    weighed = []
    for key, text in sorted(texts.items()):
        words = re.findall(r"[a-z]+", text.lower())
        if 180 <= len(words) <= 750 and key[0] != "reuters":
            weighed.append((sum(w in POLITICS for w in words) / len(words), key))
    pool = [key for _, key in sorted(weighed, reverse=True)[:4 * n]]
    random.Random(len(done())).shuffle(pool)
    os.makedirs(work, exist_ok=True)
    chosen = []
    for key in pool:
        own = shingles(texts[key])
        if len(chosen) < n and own and len(own & seen) < 0.1 * len(own):
            seen |= own
            chosen.append(key)
    for k in range(0, len(chosen), 12):
        with open("%s/b%02d.txt" % (work, k // 12), "w", encoding="utf8") as out:
            for key in chosen[k:k + 12]:
                lines = ["[%d] %s" % (i, texts[key][s:e].strip()) for i, (s, e) in enumerate(sentences(texts[key]), 1)]
                out.write("### %s\n%s\n\n" % (key[1], "\n".join(lines)))


def place(text, bounds, words):
    """Where the words stand in a sentence, or None."""
    number = re.match(r"(.*)#(\d+)$", words)
    words, number = (number[1], int(number[2])) if number else (words, 1)
    found = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(words.strip()) + r"(?!\w)", text[bounds[0]:bounds[1]])]
    if not words.strip() or len(found) < number:
        return None
    return [bounds[0] + found[number - 1], bounds[0] + found[number - 1] + len(words.strip())]


def party(text, bounds, field):
    out = []
    for one in filter(None, (p.strip() for p in field.split(";"))):
        parts = re.match(r"(.*?)\s*\{([^}]*)\}$", one)
        if one == "-":
            continue
        assert parts, "no code: " + one
        span = None if parts[1].startswith("*") else place(text, bounds, parts[1])
        assert span or parts[1].startswith("*"), "not in the sentence: " + parts[1]
        out.append({"span": span, "code": parts[2]})
    return out


def read_line(text, bounds, line):
    fields = [field.strip() for field in line.split("|")]
    assert len(fields) == 8, "8 fields wanted"
    triggers = []
    for one in fields[1].split(";"):
        other = re.match(r"\s*(\d+):(.*)$", one)
        sentence, words = (int(other[1]), other[2]) if other and triggers else (int(fields[0]), one)
        span = place(text, bounds[sentence - 1], words)
        assert span, "no trigger %s in sentence %d" % (words, sentence)
        triggers.append(span)
    kind, _, modes = fields[2].partition("/")
    modes = [mode for mode in modes.split("+") if mode]
    contexts = [c for c in re.split(r",\s*", fields[3]) if c not in ("", "-")]
    assert kind in TYPES and all(kind + "/" + m in MODES for m in modes), "type " + fields[2]
    assert all(c in CONTEXTS for c in contexts), "context " + fields[3]
    assert fields[4] in STATUSES, "status " + fields[4]
    assert fields[7] == "n" or fields[7].startswith("s:"), "asserted " + fields[7]
    own = bounds[int(fields[0]) - 1]
    return {"type": kind, "mode": modes, "context": contexts, "status": fields[4], "trigger": triggers,
            "actor": party(text, own, fields[5]), "recipient": party(text, own, fields[6]),
            "asserted_by": "narrator" if fields[7] == "n" else "statement"}


def add(data, files):
    texts, records, faults = public_texts(data), {(r["set"], r["id"]): r for r in done()}, 0
    keys = {key[1]: key for key in texts}
    for path in files:
        record = None
        for number, line in enumerate(open(path, encoding="utf8"), 1):
            try:
                if line.startswith("###"):
                    key = keys[line.split()[1]]
                    text, record = texts[key], {"set": key[0], "id": key[1], "events": []}
                    bounds, records[key] = sentences(text), record
                elif line.strip():
                    record["events"].append(read_line(text, bounds, line))
            except (AssertionError, KeyError, IndexError, ValueError, TypeError) as fault:
                print("%s:%d: %s" % (path, number, fault))
                faults += 1
    if faults == 0:
        with open(HERE, "w", encoding="utf8") as out:
            for key in sorted(records):
                out.write(json.dumps(records[key], separators=(",", ":")) + "\n")
    print("%d reports, %d faults%s" % (len(records), faults, ": nothing written" if faults else ""))


if __name__ == "__main__":
    if sys.argv[1:2] == ["choose"] and len(sys.argv) == 6:
        choose(*sys.argv[2:5], int(sys.argv[5]))
    elif sys.argv[1:2] == ["add"] and len(sys.argv) > 3:
        add(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(__doc__)
