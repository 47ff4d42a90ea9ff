"""Windows of documents, and batches of windows as tensors.

A window holds whole sentences or paragraphs up to a number of pieces, as
src/model/window.c cuts them; in training its size is drawn anew each time, so
that the model can be run at several."""
import numpy as np
import torch

from acts import CONTEXTS, MODES, TYPES, bucket_of, pad_parties
from coreference import pair_rows
from data import BREAK, CLOSES, IGNORE, OPENS, PARAGRAPH

CLS, SEP = 101, 102


def cut(doc, limit):
    """[(first word, end word)] of consecutive windows of at most `limit` pieces, CLS and SEP included."""
    sizes = np.array([len(p) for p in doc["pieces"]])
    sentence = doc["labels"].get("sentence")
    windows, start, n = [], 0, len(sizes)
    total = np.concatenate([[0], np.cumsum(sizes)])
    flags = doc["words"][:, 2]
    while start < n:
        end = int(np.searchsorted(total, total[start] + limit - 2, side="right")) - 1
        end = max(end, start + 1)
        if end < n:
            for good in ((flags & PARAGRAPH) > 0, (flags & BREAK) > 0):
                if sentence is not None:  # never cut a gold sentence where it can be helped
                    good = good & (np.concatenate([[True], sentence[1:] != sentence[:-1]]))
                better = np.flatnonzero(good[start + 1:end + 1])
                if len(better) and better[-1] + 1 > (end - start) * 0.5:
                    end = start + 1 + int(better[-1])
                    break
        windows.append((start, end))
        start = end
    return windows


def items_of(doc, limit, most=2048):
    """The windows of a document as items for `batches`: those of a document with mentions stay together, up to
    `most` pieces."""
    windows = [(doc, s, e) for s, e in cut(doc, limit)]
    if not doc.keys() & {"mentions", "gap", "speakers"}:
        return [[w] for w in windows]
    together = max(1, most // limit)
    return [windows[k:k + together] for k in range(0, len(windows), together)]


def cue_labels(doc, start, end):
    """BIO of cues; inside contents nothing is said where only outermost attributions were annotated."""
    tags = np.zeros(end - start, np.int64)
    if not doc["nested"]:
        for _, _, content in doc["atts"]:
            for k in content:
                if start <= k < end:
                    tags[k - start] = IGNORE
    for cue, _, _ in doc["atts"]:
        for j, k in enumerate(cue):
            if start <= k < end:
                tags[k - start] = 1 if j == 0 else 2
    return tags


def collate(windows):
    """windows: [(doc, start, end)] -> a batch of tensors."""
    lengths = [2 + sum(len(p) for p in doc["pieces"][s:e]) for doc, s, e in windows]
    B, L = len(windows), max(lengths)
    ids, feats = np.zeros((B, L), np.int64), np.zeros((B, L), np.int64)
    mask = np.zeros((B, L), bool)
    row, at = [], []
    label = {k: [] for k in ("sent", "upos", "xpos", "deprel", "lemma", "ner", "time", "ment", "cue", "act", "alt")}
    sentences, heads, cues, groups, acts, bags, base = [], [], [], [], [], [], 0
    for b, (doc, s, e) in enumerate(windows):
        ids[b, 0], k = CLS, 1
        for word, pieces in zip(doc["words"][s:e], doc["pieces"][s:e]):
            row.append(b)
            at.append(k)
            ids[b, k:k + len(pieces)] = pieces
            feats[b, k:k + len(pieces)] = word[3]
            k += len(pieces)
        ids[b, k] = SEP
        mask[b, :k + 1] = True
        for name in label:
            if name == "cue" and doc["atts"] is not None:
                label[name].append(cue_labels(doc, s, e))
            elif name in doc["labels"]:
                label[name].append(doc["labels"][name][s:e])
            else:
                label[name].append(np.full(e - s, IGNORE, np.int64))
        if "head" in doc["labels"]:
            number, head = doc["labels"]["sentence"][s:e], doc["labels"]["head"][s:e]
            for one in np.unique(number[number >= 0]):
                members = np.flatnonzero(number == one)
                place = {int(m) + s: i for i, m in enumerate(members)}
                gold = [len(members) * 0 - 1 if h == -1 else place.get(int(h), IGNORE) if h >= 0 else IGNORE
                        for h in head[members]]
                sentences.append(members + base)
                heads.append(np.array(gold))
        if doc["atts"]:
            flags = doc["words"][s:e, 2]
            before = np.concatenate([[0], flags[:-1]])
            kind = np.where(before & CLOSES, 3, np.where(flags & OPENS, 2, np.where(flags & BREAK, 1, 0)))
            for cue, source, content in doc["atts"]:
                if cue[0] < s or cue[-1] >= e:
                    continue
                n = e - s
                gold, barred = np.zeros(n, np.int64), np.zeros(n, bool)
                for role, words in ((1, source), (2, content)):
                    for w in words:
                        if s <= w < e:
                            gold[w - s] = role
                barred[cue[0] - s:cue[-1] + 1 - s] = True
                d = np.arange(n)
                d = np.where(d < cue[0] - s, d - (cue[0] - s), np.where(d > cue[-1] - s, d - (cue[-1] - s), 0))
                cues.append((base, n, cue[0] - s + base, cue[-1] - s + base, bucket_of(d), kind, barred, gold))
        if doc.keys() & {"mentions", "gap", "speakers"}:
            if groups and groups[-1]["doc"] is doc and groups[-1]["end"] == s:
                groups[-1]["end"] = e
            else:
                groups.append({"doc": doc, "start": s, "end": e, "base": base})
        if "acts" in doc:
            acts += acts_of(doc, s, e, base)
        if "bag" in doc and e - s == len(doc["words"]) and len(doc["bag"][0]):
            bags.append((base, torch.from_numpy(doc["bag"][0]), *doc["bag"][1:], e - s))
        base += e - s
    out = {"ids": torch.from_numpy(ids), "feats": torch.from_numpy(feats), "mask": torch.from_numpy(mask),
           "row": torch.tensor(row), "at": torch.tensor(at),
           "labels": {k: torch.from_numpy(np.concatenate(v)) for k, v in label.items()}, "pieces": sum(lengths)}
    out["sentences"] = pad_sentences(sentences, heads) if sentences else None
    out["cues"] = pad_cues(cues) if cues else None
    out["acts"], out["bags"] = pad_acts(acts) if acts else None, bags
    out["groups"] = [with_clusters(group) if "mentions" in group["doc"] else group for group in groups]
    return out


def with_clusters(group):
    """Adds the mentions of a stretch of a document: heads, starts, ends, bounds of their sentences as words of the
    batch, clusters, and the rows of the pair table [M, M]."""
    doc, shift = group["doc"], group["base"] - group["start"]
    if "rows" not in doc:
        heads, starts, ends = ([m[k] for m in doc["mentions"]] for k in (0, 1, 2))
        doc["rows"] = pair_rows(doc["forms"], doc["words"][:, 3] & 7, heads, starts, ends).astype(np.int16)
        number = np.maximum.accumulate(doc["labels"]["sentence"])
        doc["low"], doc["high"] = (np.searchsorted(number, number[heads], side=k) for k in ("left", "right"))
        names = {c: k for k, c in enumerate(dict.fromkeys(m[4] for m in doc["mentions"]))}
        doc["cluster"] = np.array([names[m[4]] for m in doc["mentions"]])
    here = [k for k, m in enumerate(doc["mentions"]) if group["start"] <= m[1] and m[2] <= group["end"]]
    place = lambda values: torch.tensor([int(values[k]) + shift for k in here], dtype=torch.int64)
    column = lambda n: [m[n] for m in doc["mentions"]]
    return dict(group, heads=place(column(0)), starts=place(column(1)), ends=place(column(2)),
                low=place(doc["low"]).clamp(min=group["base"]),
                high=place(doc["high"]).clamp(max=group["base"] + group["end"] - group["start"]),
                cluster=torch.from_numpy(doc["cluster"][here]),
                rows=torch.from_numpy(doc["rows"][np.ix_(here, here)].astype(np.int64)))


def pad_sentences(sentences, heads):
    n = max(map(len, sentences))
    index = np.zeros((len(sentences), n), np.int64)
    head = np.full((len(sentences), n), IGNORE, np.int64)
    valid = np.zeros((len(sentences), n), bool)
    for i, (members, gold) in enumerate(zip(sentences, heads)):
        index[i, :len(members)], valid[i, :len(members)] = members, True
        head[i, :len(members)] = np.where(gold == -1, n, gold)  # the root is column n
    return {"index": torch.from_numpy(index), "head": torch.from_numpy(head), "valid": torch.from_numpy(valid)}


def pad_cues(cues):
    C, M = len(cues), max(c[1] for c in cues)
    t = {"index": np.zeros((C, M), np.int64), "bucket": np.zeros((C, M), np.int64), "class": np.zeros((C, M), np.int64),
         "barred": np.zeros((C, M), bool), "valid": np.zeros((C, M), bool), "gold": np.zeros((C, M), np.int64)}
    for i, (base, n, first, last, bucket, kind, barred, gold) in enumerate(cues):
        t["index"][i, :n] = np.arange(base, base + n)
        t["bucket"][i, :n], t["class"][i, :n], t["barred"][i, :n] = bucket, kind, barred
        t["valid"][i, :n], t["gold"][i, :n] = True, gold
    out = {k: torch.from_numpy(v) for k, v in t.items()}
    out["first"], out["last"] = torch.tensor([c[2] for c in cues]), torch.tensor([c[3] for c in cues])
    out["length"] = torch.tensor([c[1] for c in cues])
    return out


def pad_acts(acts):
    """acts: [(base, word, modes, contexts, status, low, high, roles, type)] in words of the batch -> tensors."""
    mode, context = np.full((len(acts), len(MODES)), float(IGNORE), np.float32), np.zeros((len(acts), len(CONTEXTS)), np.float32)
    for i, (_, _, modes, contexts, _, _, _, _, kind) in enumerate(acts):
        mode[i, [m for m, name in enumerate(MODES) if name.startswith(kind + "/")]] = 0
        mode[i, modes] = 1
        context[i, contexts] = 1
    return dict(pad_parties([(a[0], a[1], *a[5:8]) for a in acts]), mode=torch.from_numpy(mode), context=torch.from_numpy(context),
                status=torch.tensor([a[4] for a in acts]))


def acts_of(doc, start, end, base):
    """What pad_acts takes, of a window of a document."""
    return [(base - start, k, m, c, s, max(low, start), min(high, end), roles, TYPES[int(doc["labels"]["act"][k]) - 1])
            for k, m, c, s, low, high, roles in doc["acts"] if start <= k < end and doc["labels"]["act"][k] > 0]


def batches(items, pieces, rng):
    """Batches of about `pieces` piece positions of items of similar length, in random order. An item is a list of
    windows that stay together."""
    size = lambda w: sum(len(p) for p in w[0]["pieces"][w[1]:w[2]]) + 2
    keyed = sorted(((max(map(size, item)) + rng.uniform(0, 12), i) for i, item in enumerate(items)))
    out, current, longest = [], [], 0
    for _, i in keyed:
        n = max(map(size, items[i]))
        if current and max(longest, n) * (len(current) + len(items[i])) > pieces:
            out.append(current)
            current, longest = [], 0
        current += items[i]
        longest = max(longest, n)
    if current:
        out.append(current)
    rng.shuffle(out)
    return out
