"""Acts: what words name them, of what type, mode, status and context, and who does them to whom.

Three kinds of documents teach it:
  gold   reports annotated whole in the project's own format: a word that names no act is none
  own    reports of the public sets annotated by us (annotations/*.jsonl: offsets and labels, no text), as complete
  marked sentences of PLOVER and CAMEO sets whose two parties are marked, of the former with the type of act between
         them, and headlines written to a type (ngec-synthetic): some word of each names an act of the type, which
         one is not said, so the likeliest counts (multiple-instance learning, Dietterich et al. 1997)
A trigger's parties are looked for in its own sentence; each is represented by its head word, taken from the
trees that the program makes. Mirrors src/model/triggers.c.
"""
import csv
import glob
import gzip
import json
import os
import re
import subprocess

import numpy as np
import torch
import torch.nn.functional as F

TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
         "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
MODES = [kind + "/" + mode for kind, modes in (
    ("CONSULT", "visit third-party multilateral phone"), ("RETREAT", "withdraw release disarm ceasefire access resign"),
    ("REQUEST", "assist change yield meet"), ("ACCUSE", "disapprove investigate allege"), ("REJECT", "assist change yield meet"),
    ("THREATEN", "restrict arrest relations expel territory violence"),
    ("PROTEST", "demo riot strike hunger boycott obstruct vandalize"), ("SANCTION", "convict expel withdraw discontinue"),
    ("MOBILIZE", "troops weapons police militia"),
    ("COERCE", "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"),
    ("ASSAULT", "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
                "heavy-weapons crowd-control unconventional")) for mode in modes.split()]
CONTEXTS = ("military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic "
            "legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality "
            "diplomatic territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism "
            "cbrn cyber misinformation crime corruption illegal_drugs trafficking").split()
STATUSES = ["actual", "future", "hypothetical", "negated"]
NONE, ACTOR, RECIPIENT, PLACE = range(4)
IGNORE, BREAK, REACH = -100, 4, 100
LIGHT = set("a an the to of in on at by for with from up out off over down into be been being is are was were am has have had having "
            "will would could may might shall should must can do did does not and or its his her their our my".split())


# ---- acts of the sets, by code point

def gold_acts(record):
    """The acts of a report in the project's own format. `says` are other words for a party: sources of what it says."""
    says = {}
    for s in record["statements"]:
        if s.get("source_span") and s.get("speaker"):
            says.setdefault(s["speaker"], []).append(tuple(s["source_span"]))
    for e in record["events"]:
        parties = [(role, (a.get("text"), a.get("name")), says.get(a.get("name"), []))
                   for key, role in (("actor", ACTOR), ("recipient", RECIPIENT)) for a in e.get(key) or []]
        parties.append((PLACE, (e.get("where"),), []))
        yield {"type": [alt.get("type", e["type"]) for alt in [e] + e.get("or", [])], "mode": e.get("mode") or [],
               "context": e.get("context") or [], "status": e["status"], "optional": bool(e.get("optional")),
               "trigger": [tuple(t["span"]) for t in e["trigger"]], "parties": parties}


def own_acts(events):
    for e in events:
        parties = [(key, tuple(a["span"]), []) for name, key in (("actor", ACTOR), ("recipient", RECIPIENT))
                   for a in e[name] if a["span"]]
        yield {"type": [e["type"]], "mode": e["mode"], "context": e["context"], "status": e["status"], "optional": False,
               "trigger": [tuple(t) for t in e["trigger"]], "parties": parties}


MARK = re.compile(r"</?([strSTR])>")


def unmarked(text):
    """A sentence without its marks, and the marked stretches (letter, start, end)."""
    out, found, last, opened = "", [], 0, {}
    for mark in MARK.finditer(text):
        out += text[last:mark.start()]
        last = mark.end()
        if mark.group()[1] == "/":
            found.append((mark[1], opened.pop(mark[1], len(out)), len(out)))
        else:
            opened[mark[1]] = len(out)
    return out + text[last:], found


ROOTS = {"YIELD": [("CONCEDE", None), ("RETREAT", None)],
         "AGREE": [("AGREE", None), *((kind, "future") for kind in ("CONSULT", "SUPPORT", "COOPERATE", "AID"))]}


def marked_sentences(data):
    """{id: (text, types, parties)} of the sentences with marked parties, numbered as their files have them. A PLOVER row's
    root is of the ontology, not of the act told: ROOTS."""
    out, rows, n = {}, [], 0
    with open(data + "/events/zero-shot-plover/PLV_train.tsv", encoding="utf8") as file:
        for k, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            text, found = unmarked(row["marked_sentence"])
            out["plv%d" % k] = text, [kind for kind, _ in ROOTS.get(row["gold_root"], [(row["gold_root"], None)])], found
    for line in [*open(data + "/events/cameo_ner/train.txt", encoding="utf8"), "\n"]:
        if line.split():
            rows.append((line.split()[0], line.split()[-1]))
        elif rows:
            text, found = "", []
            for word, tag in rows:
                at = len(text)
                text += word + " "
                if tag[0] == "B":
                    found.append((tag[2].lower(), at, at + len(word)))
                elif tag[0] == "I" and found:
                    found[-1] = (*found[-1][:2], at + len(word))
            out["cam%d" % n], rows, n = (text.rstrip(), TYPES, found), [], n + 1
    return out


def headlines(data):
    """(text, types, []) of the stories written to a type: their headline and first sentence."""
    path = data + "/events/ngec-synthetic/gpt_synthetic_events_2023-10-19_19.csv.gz"
    for row in csv.DictReader(gzip.open(path, "rt", encoding="utf8", newline="")):
        first = re.match(r".{0,300}?[.!?](?=\s|$)|.{0,300}", row["text"].strip(), re.S).group()
        if row["label"] in TYPES and len(first.split()) > 4:
            yield row["title"].strip().rstrip(".") + ".\n\n" + first, [row["label"]], []


def public_texts(data):
    """{(set, id): text} of the reports that annotations/ may speak of."""
    out = {}
    for name, file in (("bbc", "bbc"), ("fnc1", "fnc1-train"), ("guardian", "guardian-sdf"), ("reuters", "reuters21578")):
        for line in gzip.open("%s/raw/%s.jsonl.gz" % (data, file), "rt", encoding="utf8"):
            record = json.loads(line)
            title = record.get("title") if name != "reuters" else None
            out[name, record["id"]] = (title + "\n\n" if title else "") + record["text"]
    for path in glob.glob(data + "/polnear/train/text/*.txt"):
        out["polnear", "polnear-" + os.path.basename(path)[:-4]] = open(path, encoding="utf8", newline="").read()
    return out


def annotated(data, folder):
    """(own, marked): (text, acts) of the reports that annotations/*.jsonl speak of; {id: events} of marked sentences."""
    texts, own, marked = None, [], {}
    for path in sorted(glob.glob(folder + "/*.jsonl")):
        for line in open(path, encoding="utf8"):
            record = json.loads(line)
            if record["set"] == "marked":
                marked[record["id"]] = record["events"]
                continue
            texts = texts or public_texts(data)
            own.append((texts[record["set"], record["id"]], list(own_acts(record["events"]))))
    return own, marked


def calm_texts(data):
    """(text, []) of every third report on sport, entertainment and technology: hardly an act of politics stands in them."""
    for (name, key), text in public_texts(data).items():
        if name == "bbc" and key.split("-")[1] in ("sport", "entertainment", "tech") and int(key.split("-")[2]) % 3 == 0:
            yield text, []


def marked_acts(data, marked, hold=None):
    """(told, bags) of the sentences with marked parties: (text, acts) where we have annotated which words name the act
    between them, (text, types, parties) where not. Of the PLOVER rows every fifth, from `hold` on, is left out where
    hold is not None."""
    told, bags = [], []
    for name, (text, types, found) in marked_sentences(data).items():
        if hold is not None and name.startswith("plv") and int(name[3:]) % 5 == hold:
            continue
        if name not in marked:
            bags.append((text, types, found))
            continue
        both = [(RECIPIENT if letter == "t" else ACTOR, (s, e), []) for letter, s, e in found]
        told.append((text, [dict(type=[e["type"]], mode=e["mode"], context=e["context"], status=e["status"], optional=False,
                                 trigger=[tuple(t) for t in e["trigger"]], parties=both) for e in marked[name]]))
    return told, bags


# ---- trees, for the heads of phrases

def trees(program, folder, n):
    """[{(start byte, end byte): head's start byte or -1}] of the texts 00000.txt … in `folder`, by the program."""
    kept, out = folder + "/heads.json", []
    if os.path.exists(kept):
        out = [{tuple(map(int, k.split())): v for k, v in one.items()} for one in json.load(open(kept))]
    if len(out) == n:
        return out
    out = []
    for k in range(n):
        text = subprocess.run([program, "read", "--format", "conllu", "%s/%05d.txt" % (folder, k)], stdout=subprocess.PIPE).stdout
        heads, rows = {}, []
        for line in [*text.decode().split("\n"), ""]:
            col = line.split("\t")
            if len(col) == 10 and col[0].isdigit():
                found = re.search(r"TokenRange=(\d+):(\d+)", col[9])
                rows.append((int(found[1]), int(found[2]), int(col[6])))
            elif not line and rows:
                heads.update({(s, e): rows[h - 1][0] if h else -1 for s, e, h in rows})
                rows = []
        out.append(heads)
    json.dump([{"%d %d" % k: v for k, v in one.items()} for one in out], open(kept, "w"))
    return out


def word_heads(words, text, heads):
    """Index of each word's head, -1 where it has none or is not in the tree."""
    point = np.cumsum([0] + [len(c.encode()) for c in text])
    where = {int(point[s]): k for k, (s, _, *_) in enumerate(words.tolist())}
    return np.array([where.get(heads.get((int(point[s]), int(point[e])), -1), -1) for s, e, *_ in words.tolist()], np.int64)


def top(inside, heads):
    """The word of a phrase that hangs on none of it."""
    members = set(inside)
    return next((k for k in inside if heads[k] not in members), inside[0])


# ---- projection on words

def inside(words, span):
    return [k for k in range(len(words)) if words[k, 0] < span[1] and words[k, 1] > span[0]]


def party_words(words, text, party, low, high):
    """The words that stand for a party in the sentence [low, high), nearest kind of evidence first: its span, its text,
    its name, what it is called as a source. Empty: not there."""
    _, what, says = party
    if what and isinstance(what[0], int):
        return [k for k in inside(words, what) if low <= k < high]
    start, end = int(words[low, 0]), int(words[high - 1, 1])
    for phrase in what:
        at = text.find(phrase, start, end) if phrase else -1
        if at >= 0:
            return inside(words, (at, at + len(phrase)))
    for s, e in says:
        if start <= s and e <= end:
            return inside(words, (s, e))
    return []


def project_acts(doc, text, acts, heads, whole=True):
    """Adds to a document: labels "act" (type; of other words none, or IGNORE where the text is not annotated whole)
    and "alt" (another right type, else the same), and
    "acts": (word, modes, contexts, status, low, high, {word: role or IGNORE})."""
    words, n = doc["words"], len(doc["words"])
    label = np.full(n, 0 if whole else IGNORE, np.int64)
    other, found = label.copy(), []
    starts = np.flatnonzero((words[:, 2] & BREAK) > 0)
    for act in acts:
        kinds = [1 + TYPES.index(kind) for kind in act["type"]]
        for span in act["trigger"]:
            members = inside(words, span)
            heavy = [k for k in members if text[words[k, 0]:words[k, 1]].lower() not in LIGHT] or members[-1:]
            for k in members:
                label[k] = other[k] = IGNORE
            for k in heavy:
                if act["optional"]:
                    continue
                label[k], other[k] = kinds[0], kinds[-1]
                at = np.searchsorted(starts, k, side="right")
                low = int(starts[at - 1]) if at else 0
                high = int(starts[at]) if at < len(starts) else n
                low, high = max(low, k - REACH), min(high, k + REACH)
                roles = {}
                for party in act["parties"]:
                    phrase = [w for w in party_words(words, text, party, low, high) if w != k]
                    if phrase:
                        roles.update({w: IGNORE for w in phrase if w not in roles})
                        head = top(phrase, heads)
                        if party[0] != PLACE or roles.get(head, IGNORE) == IGNORE:
                            roles[head] = party[0]
                found.append((k, [MODES.index(act["type"][0] + "/" + m) for m in act["mode"] if act["type"][0] + "/" + m in MODES],
                              [CONTEXTS.index(c) for c in act["context"] if c in CONTEXTS], STATUSES.index(act["status"]), low, high, roles))
    doc["labels"]["act"], doc["labels"]["alt"], doc["acts"] = label, other, found


def project_bag(doc, text, types, found, heads):
    """Adds to a document "bag": (words that may name the act, types, [(low, high, {word: role})] with the parties)."""
    words, roles, taken = doc["words"], {}, set()
    for letter, s, e in found:
        phrase = inside(words, (s, e))
        taken.update(phrase)
        roles.update({w: IGNORE for w in phrase})
        if phrase:
            roles[top(phrase, heads)] = RECIPIENT if letter == "t" else ACTOR
    free = [k for k in range(len(words)) if k not in taken and text[words[k, 0]:words[k, 1]].lower() not in LIGHT]
    doc["bag"] = np.array(free, np.int64), [1 + TYPES.index(kind) for kind in types], roles


# ---- tensors

def bucket_of(d):
    """Signed distance in words from the cue -> 0..63, as in src/model/roles.c."""
    a = np.abs(d)
    edges = np.array([9, 11, 14, 18, 23, 30, 39, 51, 66, 86, 111, 141])
    k = np.where(a <= 8, a, 9 + np.searchsorted(edges[1:], a, side="right"))
    return np.where(d < 0, 31 - k, 31 + k)


def pad_parties(acts):
    """acts: [(base, word, low, high, roles)] in words of the batch -> word [T]; index, bucket and role [T, M]."""
    T, M = len(acts), max(high - low for _, _, low, high, _ in acts)
    t = {k: np.zeros((T, M), np.int64) for k in ("index", "bucket")}
    role = np.full((T, M), IGNORE, np.int64)
    for i, (base, k, low, high, roles) in enumerate(acts):
        n = high - low
        t["index"][i, :n] = np.arange(low, high) + base
        t["bucket"][i, :n] = bucket_of(np.arange(low, high) - k)
        role[i, :n] = NONE
        role[i, k - low] = IGNORE
        for w, r in roles.items():
            if low <= w < high:
                role[i, w - low] = r
    out = {k: torch.from_numpy(v) for k, v in t.items()}
    return dict(out, word=torch.tensor([a[0] + a[1] for a in acts]), role=torch.from_numpy(role))


# ---- losses and looks

def act_losses(net, x, batch):
    out = {}
    gold, other = batch["labels"]["act"], batch["labels"]["alt"]
    known = gold >= 0
    if known.any():
        logp = torch.log_softmax(net.act_types(x[known]), -1)
        one, two = (logp.gather(1, g[known][:, None]).squeeze(1) for g in (gold, other))
        out["act"] = -torch.where(gold[known] == other[known], one, torch.logaddexp(one, two)).mean()
    a = batch["acts"]
    if a is not None:
        mode, status, context = net.act_details(x[a["word"]])
        asked = a["mode"] >= 0
        if asked.any():
            out["mode"] = F.binary_cross_entropy_with_logits(mode[asked], a["mode"][asked])
        out["status"] = F.cross_entropy(status, a["status"])
        out["context"] = F.binary_cross_entropy_with_logits(context, a["context"])
        score = net.party_scores(x, a)
        out["party"] = F.cross_entropy(score.flatten(0, 1), a["role"].flatten(), reduction="sum") / len(a["role"])
    if batch["bags"]:
        out["bag"], chosen = bag_losses(net, x, batch["bags"])
        if chosen:
            a = pad_parties([(base, k, 0, n, roles) for base, k, n, roles in chosen])
            score = net.party_scores(x, a)
            out["marked"] = F.cross_entropy(score.flatten(0, 1), a["role"].flatten(), reduction="sum") / len(a["role"])
    return out


def bag_losses(net, x, bags):
    """Some free word of each bag names an act of one of its types: the likeliest. Of it the parties are known."""
    every, acts = [], []
    for base, free, types, roles, n in bags:
        logp = torch.log_softmax(net.act_types(x[base + free]), -1)
        best, at = torch.logsumexp(logp[:, types], -1).max(0)
        every.append(-best)
        if any(r > 0 for r in roles.values()):
            acts.append((base, int(free[at]), n, roles))
    return torch.stack(every).mean(), acts


def score_acts(net, x, batch, c, least=0.5):
    """Words against acts: found, with the type, and with the status; roles of words, of gold triggers."""
    gold, a = batch["labels"]["act"], batch["acts"]
    known = gold >= 0
    if not known.any() or a is None:
        return
    p = torch.softmax(net.act_types(x), -1)
    guess = torch.where(1 - p[:, 0] > least, p[:, 1:].argmax(-1) + 1, 0)
    status = net.act_details(x)[1].argmax(-1)
    truth = torch.full_like(gold, -1)
    truth[a["word"]] = a["status"]
    hit, kind = known & (guess > 0) & (gold > 0), known & (guess > 0) & (guess == gold)
    for name, right in (("act", hit), ("act type", kind), ("act both", kind & (status == truth))):
        c[name + " tp"] += int(right.sum())
        c[name + " sys"] += int((known & (guess > 0)).sum())
        c[name + " gold"] += int((known & (gold > 0)).sum())
    role = net.party_scores(x, a).argmax(-1)
    asked = a["role"] >= 0
    c["party tp"] += int((asked & (role == a["role"]) & (role > 0)).sum())
    c["party sys"] += int((asked & (role > 0)).sum())
    c["party gold"] += int((asked & (a["role"] > 0)).sum())
