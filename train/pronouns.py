"""Makes snippets that ask which of two persons a pronoun means, out of unlabelled reports.

    python pronouns.py --data DATA --dragoman ../build/dragoman --out made.jsonl [--most 12000]

After Kocijan et al. (2019, WikiCREM): where a person is named again shortly after, with another person
named beside, the second naming becomes "he", "she", "his" or "her"; so the right answer is known without
anybody having annotated it. Names, sentences and relations are the program's own reading. The text has
the form of GAP's, so that coreference.py reads it as such. Given names tell whether it is a she or a he.
"""
import argparse
import csv
import json
import os
import subprocess

from data import raw_texts

TITLES = "mr mrs ms miss dr sir lord lady president senator sen rep gov prime minister chancellor mayor judge".split()
FORMS = {"nsubj": ("he", "she"), "poss": ("his", "her"), "obj": ("him", "her"), "obl": ("him", "her")}


def genders(path):
    return {row["name"]: row["gender"] for row in csv.DictReader(open(path, encoding="utf8"), delimiter="\t")}


class Word:
    def __init__(self, columns, sentence):
        misc = dict(part.split("=", 1) for part in columns[9].split("|") if "=" in part)
        self.form, self.relation, self.sentence = columns[1], columns[7], sentence
        self.start, self.end = map(int, misc.get("TokenRange", "0:0").split(":"))
        self.entity = misc.get("NE", "O")


def documents(text):
    """Words of each document of a CoNLL-U stream."""
    words, sentence = [], 0
    for line in text.splitlines():
        if line.startswith("# newdoc"):
            if words:
                yield words
            words, sentence = [], 0
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            words.append(Word(columns, sentence))
        elif not line:
            sentence += 1
    if words:
        yield words


def persons(words):
    """[(first word, end word)] of persons' names."""
    out = []
    for k, w in enumerate(words):
        if w.entity == "B-PER":
            out.append([k, k + 1])
        elif w.entity == "I-PER" and out and out[-1][1] == k:
            out[-1][1] = k + 1
    return out


def snippets(raw, words, gender_of):
    """Yields (text, pronoun, a, b) as GAP has them; raw is bytes."""
    named = [(s, e, words[e - 1].form) for s, e in persons(words)]
    gender = {}
    for s, e, last in named:
        if e - s >= 2 and gender_of.get(words[s].form.lower()):
            gender[last] = gender_of[words[s].form.lower()]
    for n, (s, e, last) in enumerate(named):
        w = words[s]
        before = words[s - 1] if s else None
        if gender.get(last) not in ("m", "f") or (before and before.form.rstrip(".").lower() in TITLES):
            continue
        possessive = e < len(words) and words[e].form in ("'s", "’s")
        form = FORMS.get("poss" if possessive else w.relation.split(":")[0])
        near = [m for m in named[:n] if words[m[0]].sentence >= w.sentence - 2]
        same, other = [m for m in near if m[2] == last], [m for m in near if m[2] != last]
        other = [m for m in other if gender.get(m[2], gender[last]) == gender[last]]
        if not form or not same or not other:
            continue
        start = next(x.start for x in words if x.sentence == words[min(same[-1][0], other[-1][0])].sentence)
        end = max(x.end for x in words if x.sentence == w.sentence)
        pronoun = form[gender[last] == "f"]
        first = s == 0 or words[s - 1].sentence != w.sentence
        pronoun = pronoun.capitalize() if first else pronoun
        cut = words[e].end if possessive else words[e - 1].end
        left, right = raw[start:w.start].decode("utf8", "replace"), raw[cut:end].decode("utf8", "replace")
        span = lambda m: (raw[words[m[0]].start:words[m[1] - 1].end].decode("utf8", "replace"),
                          len(raw[start:words[m[0]].start].decode("utf8", "replace")))
        yield left + pronoun + right, (pronoun, len(left)), span(same[-1]), span(other[-1])


def main():
    ap = argparse.ArgumentParser()
    for name in ("data", "dragoman", "out"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--most", type=int, default=12000)
    a = ap.parse_args()
    gender_of = genders(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lexicon/given.tsv"))
    texts, folder, made = list(dict.fromkeys(raw_texts(a.data))), a.out + ".texts", 0
    os.makedirs(folder, exist_ok=True)
    with open(a.out, "w", encoding="utf8") as out:
        for at in range(0, len(texts), 100):
            paths = []
            for k, text in enumerate(texts[at:at + 100]):
                paths.append("%s/%03d.txt" % (folder, k))
                open(paths[-1], "wb").write(text.encode())
            read = subprocess.run([a.dragoman, "read", "--format", "conllu", *paths], stdout=subprocess.PIPE, check=True)
            for words, text in zip(documents(read.stdout.decode()), texts[at:at + 100]):
                for snippet in snippets(text.encode(), words, gender_of):
                    out.write(json.dumps(snippet) + "\n")
                    made += 1
            if made >= a.most:
                break
    print("made", made)


if __name__ == "__main__":
    main()
