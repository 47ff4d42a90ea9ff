"""The training sets as documents of words with labels.

Each set becomes plain text files plus labels by code-point offset; the C
tokeniser (`dump-words`) cuts the texts into words, so training sees exactly
the words, pieces and features that the program sees; labels are projected onto
words with the same bounds and masked (IGNORE) where a set says nothing.

A document is a dict:
  set       name of the data set
  words     int32 [n, 4]: start, end (code points), flags, feature
  pieces    list of n lists of piece numbers
  labels    {head: int64 [n]} for sent upos xpos deprel lemma ner (IGNORE where unknown), head [n] (-1 root)
  atts      [(cue words, source words, content words)], nested: whether nested ones are annotated
  forms     the words in lower case, where mentions are asked for
  mentions  [(head, start, end, type, cluster)] of all mentions, in words (GUM); gap, speakers: coreference.py
"""
import collections
import glob
import gzip
import json
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import numpy as np

from acts import annotated, calm_texts, gold_acts, headlines, marked_acts, project_acts, project_bag, trees, word_heads
from coreference import ENTITY, LOWER, entity_spans, gap_documents, gold_speakers, head_rows

IGNORE = -100
NER = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
TIMEX = ["O"] + [p + t for t in ("DATE", "TIME", "DURATION", "SET") for p in ("B-", "I-")]
PARAGRAPH, BREAK, QUOTED, OPENS, CLOSES, JOINED = 2, 4, 8, 16, 32, 128
NER_MAP = {"politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG", "country": "LOC",
           "location": "LOC", "election": "MISC", "event": "MISC", "misc": "MISC"}


# ---- raw texts with labels by offset

def ud_documents(path):
    """(text, rows, mentions) for each `# newdoc`: rows (start, end, upos, xpos, lemma, head row, deprel, starts
    sentence); mentions (head, start, end, type, cluster) in rows, None where the set has none."""
    def finish():
        return text, rows, head_rows(rows, entities) if entities is not None else None
    text, rows, entities, open_ones = "", [], None, {}
    for block in open(path, encoding="utf8").read().split("\n\n"):
        lines = block.split("\n")
        if not any(line[:1].isdigit() for line in lines):
            continue
        new = any(line.startswith("# newdoc") for line in lines)
        if new and rows:
            yield finish()
            text, rows, open_ones = "", [], {}
        if new:
            entities = [] if any(line.startswith("# global.Entity") for line in lines) else None
        if text:
            par = any(line.startswith("# newpar") for line in lines)
            text += "\n\n" if par else "" if glued else " "
        base, first, multi = len(rows), True, None
        for line in lines:
            col = line.split("\t")
            if len(col) < 10 or "." in col[0]:
                continue
            if "-" in col[0]:
                multi = [int(col[0].split("-")[1]), len(text), col[1]]
                glued_after = "SpaceAfter=No" in col[9]
                continue
            if multi:
                start, end = multi[1], multi[1] + len(col[1])
                if multi[2][:len(col[1])] != col[1]:
                    start = end = multi[1]  # a form that does not stand in the text: never matched
                text += multi[2][:end - multi[1]]
                multi[2] = multi[2][end - multi[1]:]
                multi[1] = end
                last = int(col[0]) == multi[0]
                if last:
                    text += multi[2]
                    glued, multi = glued_after, None
                    text += "" if glued else " "
            else:
                start, end = len(text), len(text) + len(col[1])
                glued = "SpaceAfter=No" in col[9]
                text += col[1] + ("" if glued else " ")
            head = int(col[6]) if col[6].isdigit() else 0
            rows.append((start, end, col[3], col[4], col[2], base + head - 1 if head else -1,
                         col[7].split(":")[0], first))
            for field in col[9].split("|"):
                if field.startswith("Entity=") and entities is not None:
                    entity_spans(field[7:], len(rows) - 1, open_ones, entities)
            first = False
        text = text.rstrip(" ")
    if rows:
        yield finish()


CLOSING = re.compile(r"[.,;:!?%)\]}’]+$|\.\.\.$|n['’]t$|['’](?:s|S|m|re|ve|d|ll|em)?$")


def detokenised(tokens):
    """Column-format tokens as running text, with the span of each."""
    text, spans, glue, quote = "", [], True, False
    for token in tokens:
        mark = token in ('"', "''")
        opens = token in ("(", "[", "{", "$", "£", "€", "#", "``", "“", "‘") or (mark and not quote)
        if text and not glue and not (CLOSING.match(token) or (mark and not opens)):
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        glue = opens
        if mark or token == "``":
            quote = opens
    return text, spans


def column_documents(path, sentences_a_document=10):
    """(text, [(start, end, label)]) of CoNLL-style columns, a line a sentence."""
    def flush():
        text, names = "", []
        for rows in document:
            line, spans = detokenised([t for t, _ in rows])
            last = None
            for (token, tag), (start, end) in zip(rows, spans):
                prefix, _, label = tag.partition("-")
                label = NER_MAP.get(label, label)
                if label and prefix == "I" and last == label:
                    names[-1] = (names[-1][0], len(text) + end, label)
                elif label:
                    names.append((len(text) + start, len(text) + end, label))
                last = label or None
            text += line + "\n"
        return text, names
    document, rows, marked = [], [], "-DOCSTART-" in open(path, encoding="utf8").read()
    for line in [*open(path, encoding="utf8"), "\n"]:
        col = line.split()
        if col and col[0] == "-DOCSTART-":
            if document:
                yield flush()
            document = []
        elif col:
            rows.append((col[0], col[-1]))
        elif rows:
            document.append(rows)
            rows = []
            if not marked and len(document) == sentences_a_document:
                yield flush()
                document = []
    if document:
        yield flush()


SPAN = re.compile(r"^(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)\t", re.M)
EVENT = re.compile(r"^E\d+\t(.+?)\r?$", re.M)


def polnear_documents(folder):
    """(text, attributions) by the first annotator: attributions are {role: [(start, end)]}."""
    seen = set()
    for path in sorted(glob.glob(folder + "/attributions/*.ann")):
        name = os.path.basename(path)[:-4].rpartition("_")[0]
        text_path = "%s/text/%s.txt" % (folder, name)
        if name in seen or not os.path.exists(text_path):
            continue
        seen.add(name)
        lines = open(path, encoding="utf8", newline="").read()
        spans = {k: [tuple(map(int, p.split())) for p in v.split(";")] for k, v in SPAN.findall(lines)}
        found = []
        for line in EVENT.findall(lines):
            roles = collections.defaultdict(list)
            for field in line.split():
                role, _, key = field.partition(":")
                roles[role.rstrip("0123456789").lower()] += spans.get(key, [])
            found.append(roles)
        yield open(text_path, encoding="utf8", newline="").read(), found


def gold_documents(folder):
    """The same of reports annotated in the project's own format, nested statements included; and their acts."""
    for path in sorted(glob.glob(folder + "/ann/*.json")):
        record = json.load(open(path, encoding="utf8"))
        text = open("%s/texts/%s.txt" % (folder, record["id"]), encoding="utf8", newline="").read()
        found = []
        for s in record["statements"]:
            if s.get("cue_span") and s.get("content_spans"):
                found.append({"cue": [s["cue_span"]], "source": [s["source_span"]] if s.get("source_span") else [],
                              "content": s["content_spans"]})
        yield text, found, list(gold_acts(record))


def time_documents(folder):
    """(file name, text of the <TEXT> element, [(start, end, type)]) of TimeML files. WikiWars calls everything a DATE:
    there the value tells."""
    for path in sorted(glob.glob(folder + "/*.tml"), key=os.path.basename):
        pieces, found = [], []

        def walk(element):
            start = sum(map(len, pieces))
            pieces.append(element.text or "")
            for child in element:
                walk(child)
                pieces.append(child.tail or "")
            if element.tag == "TIMEX3":
                kind, value = element.get("type"), element.get("value") or ""
                if kind == "DATE" and value[:1] == "P" and "_" not in value:
                    kind = "DURATION"
                elif kind == "DATE" and "T" in value[4:]:
                    kind = "TIME"
                found.append((start, sum(map(len, pieces)), kind))
        walk(ElementTree.parse(path).getroot().find(".//TEXT"))
        yield os.path.basename(path), "".join(pieces), [f for f in found if f[0] < f[1]]


# ---- lemma scripts

def lemma_script(form, lemma):
    """The shortest rule that makes `lemma` of `form`: C:cut:suffix (C: l lower, k keep, t title) or =lemma."""
    best = None
    for case, start in (("l", form.lower()), ("k", form), ("t", form[:1].upper() + form[1:].lower())):
        common = os.path.commonprefix([start, lemma])
        if common or not lemma:
            rule = "%s:%d:%s" % (case, len(start) - len(common), lemma[len(common):])
            if best is None or len(start) - len(common) < int(best.split(":")[1]):
                best = rule
    if best is None or int(best.split(":")[1]) > 5:
        return "=" + lemma
    return best


def lemma_lexicon(data, labels):
    """Lines "form<TAB>UPOS<TAB>number of the script" of all words whose lemma is always (nine times in ten) made
    alike, sorted by bytes: src/model/lexicon.h. `labels` is the list of scripts."""
    number, seen = {name: k for k, name in enumerate(labels)}, collections.defaultdict(collections.Counter)
    for name in ("ewt", "gum"):
        for text, rows, _ in ud_documents("%s/ud/%s/train.conllu" % (data, name)):
            for start, end, upos, _, lemma, *_ in rows:
                if start < end and not re.search(r"\s", text[start:end]):
                    seen[text[start:end], upos][lemma_script(text[start:end], lemma)] += 1
    lines = []
    for (form, upos), scripts in seen.items():
        script, times = scripts.most_common(1)[0]
        if script in number and times >= 0.9 * sum(scripts.values()):
            lines.append("%s\t%s\t%d" % (form, upos, number[script]))
    return sorted(lines, key=lambda line: [part.encode() for part in line.split("\t")[:2]])


# ---- words of the C tokeniser, and projection

def dump_words(tool, vocab, folder, texts):
    """Runs dump-words over texts; gives (words [n,4] in code points, pieces) for each."""
    os.makedirs(folder, exist_ok=True)
    paths = []
    for k, text in enumerate(texts):
        paths.append("%s/%05d.txt" % (folder, k))
        with open(paths[-1], "wb") as file:
            file.write(text.encode())
    for at in range(0, len(paths), 200):
        out = subprocess.run([tool, vocab, *paths[at:at + 200]], stdout=subprocess.PIPE, check=True).stdout
        for line, text in zip(out.decode().splitlines(), texts[at:at + 200]):
            words = json.loads(line)["words"]
            point = np.zeros(len(text.encode()) + 1, np.int32)
            offset = 0
            for k, c in enumerate(text):
                size = len(c.encode())
                point[offset:offset + size] = k
                offset += size
            point[offset] = len(text)
            table = np.array([[point[w[0]], point[w[1]], w[2], w[3]] for w in words], np.int32).reshape(-1, 4)
            yield table, [w[4] for w in words]


def blank(n):
    return np.full(n, IGNORE, np.int64)


def touched(words, spans):
    return [k for k in range(len(words)) if any(words[k, 0] < e and words[k, 1] > s for s, e in spans)]


class Labels:
    """The label sets; frozen after the training part has been read."""

    def __init__(self):
        self.sets = {k: {} for k in ("upos", "xpos", "deprel", "lemma")}
        for name, fixed in (("ner", NER), ("timex", TIMEX), ("entity", ENTITY)):
            self.sets[name] = {k: i for i, k in enumerate(fixed)}
        self.frozen = False

    def number(self, which, name):
        names = self.sets[which]
        if name not in names and not self.frozen:
            names[name] = len(names)
        return names.get(name, IGNORE)

    def names(self, which):
        return sorted(self.sets[which], key=self.sets[which].get)


def project_ud(words, rows, labels, scripts):
    n = len(words)
    out = {k: blank(n) for k in ("sent", "upos", "xpos", "deprel", "lemma", "head")}
    where = {(int(words[k, 0]), int(words[k, 1])): k for k in range(n)}
    row_word = [where.get((r[0], r[1]), -2) for r in rows]
    starts = {r[0] for r in rows if r[7]}
    for k in range(n):
        out["sent"][k] = int(words[k, 0]) in starts if not words[k, 2] & (PARAGRAPH | JOINED) else IGNORE
    sentence, sentences = -1, np.full(n, -1, np.int64)
    text_forms = {}
    for number, (start, end, upos, xpos, lemma, head, deprel, first) in enumerate(rows):
        sentence += first
        k = row_word[number]
        if k < 0:
            continue
        sentences[k] = sentence
        out["upos"][k] = labels.number("upos", upos)
        out["xpos"][k] = labels.number("xpos", xpos)
        out["deprel"][k] = labels.number("deprel", deprel)
        if scripts[number] is not None:
            out["lemma"][k] = labels.number("lemma", scripts[number])
        out["head"][k] = -1 if head < 0 else row_word[head] if row_word[head] >= 0 else IGNORE
    out["sentence"] = sentences
    return out


def project_names(words, names):
    tags = np.zeros(len(words), np.int64)
    for start, end, label in names:
        for j, k in enumerate(touched(words, [(start, end)])):
            tags[k] = NER.index(("B-" if j == 0 else "I-") + label)
    return {"ner": tags}


def project_attributions(words, found):
    atts = []
    for roles in found:
        cue = touched(words, roles.get("cue", []))
        if not cue or not roles.get("content"):
            continue
        cue = list(range(cue[0], cue[-1] + 1)) if cue[-1] - cue[0] < 12 else cue[:1]
        source = [k for k in touched(words, roles.get("source", [])) if k not in cue]
        content = [k for k in touched(words, roles["content"]) if k not in cue and k not in source]
        if content:
            atts.append((cue, source, content))
    return atts


def project_times(words, times):
    tags = np.zeros(len(words), np.int64)
    for start, end, kind in times:
        for j, k in enumerate(touched(words, [(start, end)])):
            tags[k] = TIMEX.index(("B-" if j == 0 else "I-") + kind)
    return {"time": tags}


def project_mentions(words, rows, mentions):
    """[(head, start, end, type, cluster)] in words, ends exclusive; those that the words do not hold are left out."""
    starts, ends = {int(w[0]): k for k, w in enumerate(words)}, {int(w[1]): k + 1 for k, w in enumerate(words)}
    out = []
    for head, start, end, kind, cluster in mentions:
        h, s, e = starts.get(rows[head][0]), starts.get(rows[start][0]), ends.get(rows[end - 1][1])
        if h is not None and s is not None and e is not None and s <= h < e:
            out.append((h, s, e, ENTITY.index(kind), cluster))
    return sorted(out)


def label_mentions(n, mentions):
    tags = np.zeros(n, np.int64)
    for head, _, _, kind, _ in mentions:
        tags[head] = kind
    return tags


def project_spans(words, spans):
    """{key: (head, start, end)} in words; a name's head is its first word (UD's flat names)."""
    out = {}
    for key in ("pronoun", "a", "b"):
        inside = touched(words, [spans[key]])
        out[key] = (inside[0], inside[0], inside[-1] + 1)
    return dict(out, a_is=spans["a_is"], b_is=spans["b_is"])


def plan_of(data, gold, hold, hold_plover):
    """(part, set, kind, documents) of all that is read; of the time documents every fifth, from `hold` on, is left
    out of training and put into dev, where hold is not None; of the PLOVER rows, from `hold_plover` on, left out."""
    own, marked = annotated(data, os.path.dirname(os.path.abspath(__file__)) + "/annotations")
    told, bags = marked_acts(data, marked, hold_plover)
    tbaq = sorted([*time_documents(data + "/time/tbaq/TimeBank"), *time_documents(data + "/time/tbaq/AQUAINT")])
    held = [d for k, d in enumerate(tbaq) if hold is not None and k % 5 == hold]
    return [("train", "ewt", "ud", ud_documents(data + "/ud/ewt/train.conllu")),
            ("train", "gum", "ud", ud_documents(data + "/ud/gum/train.conllu")),
            ("train", "conllpp", "ner", column_documents(data + "/ner/conllpp/train.txt")),
            ("train", "wikigold", "ner", column_documents(data + "/ner/wikigold/wikigold.conll.txt")),
            ("train", "crossner", "ner", column_documents(data + "/ner/crossner-politics/train.txt", 4)),
            ("train", "polnear", "att", polnear_documents(data + "/polnear/train")),
            ("train", "gold", "att", zip_speakers(gold + "/train")),
            ("train", "own", "acts", own),
            ("train", "calm", "acts", calm_texts(data)),
            ("train", "marked", "acts", told),
            ("train", "bags", "bag", bags),
            ("train", "headlines", "bag", headlines(data)),
            ("train", "gap", "gap", gap_documents(data + "/coref/gap/gap-development.tsv")),
            ("train", "tbaq", "time", [d[1:] for d in tbaq if d not in held]),
            ("train", "wikiwars", "time", [d[1:] for d in time_documents(data + "/time/wikiwars/whole-tml/tml")]),
            ("dev", "ewt", "ud", ud_documents(data + "/ud/ewt/dev.conllu")),
            ("dev", "gum", "mentions", ud_documents(data + "/ud/gum/dev.conllu")),
            ("dev", "conllpp", "ner", column_documents(data + "/ner/conllpp/dev.txt")),
            ("dev", "polnear", "att", polnear_documents(data + "/polnear/dev")),
            ("dev", "gap", "gap", gap_documents(data + "/coref/gap/gap-validation.tsv")),
            ("dev", "gold", "acts", [(text, acts) for text, _, acts in gold_documents(gold)]),
            ("dev", "tbaq", "time", [d[1:] for d in held])]


def zip_speakers(folder):
    for (text, found, acts), speakers in zip(gold_documents(folder), gold_speakers(folder)):
        yield text, found, speakers, acts


def project(doc, kind, text, known, labels, counts, part):
    """Puts the labels that a set knows into its document."""
    words = doc["words"]
    if kind in ("ud", "mentions", "gap") or len(known) > 1:
        doc["forms"] = [text[s:e].translate(LOWER) for s, e, *_ in words.tolist()]
    if kind == "ud":
        rows = known[0]
        scripts = [lemma_script(text[r[0]:r[1]], r[4]) if r[0] < r[1] else None for r in rows]
        scripts = [s if s is not None and (part == "dev" or counts[s] >= 3) else None for s in scripts]
        doc["labels"] = project_ud(words, rows, labels, scripts)
    if kind in ("ud", "mentions") and known[1] is not None:
        doc["mentions"] = project_mentions(words, *known)
        doc["labels"]["ment"] = label_mentions(len(words), doc["mentions"])
        if kind == "mentions":
            doc["labels"]["sentence"] = project_ud(words, known[0], labels, [None] * len(known[0]))["sentence"]
    if kind == "ner":
        doc["labels"] = project_names(words, known[0])
    if kind == "time":
        doc["labels"] = project_times(words, known[0])
    if kind == "gap":
        doc["gap"] = project_spans(words, known[0])
    if kind == "att":
        doc["atts"] = project_attributions(words, known[0])
        doc["nested"] = len(known) > 1
        if len(known) > 1:
            doc["speakers"] = [((w[0], w[-1] + 1), name) for span, name in known[1] if (w := touched(words, [span]))]


def load_sets(data, gold, tool, vocab, cache, program, hold=None, hold_plover=None):
    """(train documents, dev documents, Labels). `tool` is dump-words, `program` dragoman (for trees)."""
    labels, parts, counts = Labels(), {"train": [], "dev": []}, collections.Counter()
    for part, name, kind, source in plan_of(data, gold, hold, hold_plover):
        source = list(source)
        if part == "dev":
            labels.frozen = True
        if kind == "ud" and part == "train":
            for text, rows, _ in source:
                counts.update(lemma_script(text[r[0]:r[1]], r[4]) for r in rows if r[0] < r[1])
        texts, folder = [known[0] for known in source], "%s/%s-%s" % (cache, part, name)
        docs = [{"set": name, "words": words, "pieces": pieces, "labels": {}, "atts": None}
                for words, pieces in dump_words(tool, vocab, folder, texts)]
        with_acts = kind == "acts" or name == "gold"
        heads = trees(program, folder, len(texts)) if name in ("gold", "own", "marked", "bags") else [{}] * len(docs)
        for doc, (text, *known), tree in zip(docs, source, heads):
            if len(doc["words"]):
                project(doc, kind, text, known, labels, counts, part)
                if with_acts:
                    project_acts(doc, text, known[-1], word_heads(doc["words"], text, tree), name != "marked")
                elif kind == "bag":
                    project_bag(doc, text, *known, word_heads(doc["words"], text, tree))
                parts[part].append(doc)
    return parts["train"], parts["dev"], labels


def raw_texts(data):
    """Unlabelled reports, for masked-language training and self-labelling."""
    for path in sorted(glob.glob(data + "/raw/*.jsonl.gz")):
        for line in gzip.open(path, "rt", encoding="utf8"):
            record = json.loads(line)
            yield (record["title"] + "\n\n" if record.get("title") else "") + record["text"]
