"""Mentions and what they refer back to: labels from the data, features of pairs, losses.

A mention is represented by its head word (Dobrovolskii 2021); its span is pointed
at from there. An anaphor's antecedents are scored pair by pair and trained by the
marginal likelihood of all right ones (Lee et al. 2017), "none" having score 0.
Three sets teach it: GUM (all mentions, all clusters), GAP (which of two names a
pronoun means) and the reports in the project's own format (sources that are called
by one name are one actor). mirrors src/model/phraser.c and antecedents.c.
"""
import csv
import glob
import json

import numpy as np
import torch
import torch.nn.functional as F

ENTITY = ["none", "person", "place", "organization", "object", "event", "time", "abstract", "substance", "animal", "plant"]
GROUPS = ["i me my mine myself", "we us our ours ourselves", "you your yours yourself yourselves", "he him his himself",
          "she her hers herself", "it its itself", "they them their theirs themselves", "this that these those",
          "who whom whose which", "there here then one ones each both"]
GROUP = {word: k for k, words in enumerate(GROUPS) for word in words.split()}
LEADING = set("the a an this that these those his her its their".split())
EDGES = np.array([1, 2, 3, 4, 6, 9, 13, 19, 28, 40, 60, 90, 140, 250, 500])
REACH, BACK = 48, 64  # words from a head to its span's ends; mentions back that training looks at
CAPITAL = (2, 3, 4)   # word shapes: Initial, UPPER, miXed
LOWER = {k: k + 32 for k in range(65, 91)}


# ---- labels

def entity_spans(fields, first, open_ones, found):
    """Reads one Entity field at row `first`: adds (start row, end row, type, cluster) of what it closes."""
    at = 0
    while at < len(fields):
        if fields[at] == "(":
            end = min(e for e in (fields.find(c, at + 1) % (len(fields) + 1) for c in "()") if e >= 0)
            parts = fields[at + 1:end].split("-")
            one = (first, parts[1] if len(parts) > 1 else "abstract", parts[0])
            if end < len(fields) and fields[end] == ")":
                found.append((first, first + 1, *one[1:]))
                at = end + 1
            else:
                open_ones.setdefault(parts[0], []).append(one)
                at = end
        else:
            end = fields.index(")", at)
            name = fields[at:end]
            if open_ones.get(name):
                start, kind, cluster = open_ones[name].pop()
                found.append((start, first + 1, kind, cluster))
            at = end + 1


def head_rows(rows, spans):
    """(head, start, end, type, cluster) of each span: the row that hangs on none of it; where two spans would have
    the same, the longer one takes its conjunction, or is left out."""
    out, taken = [], set()
    for start, end, kind, cluster in sorted(spans, key=lambda s: (s[1] - s[0], s[0])):
        top = next((k for k in range(start, end) if not start <= rows[k][5] < end), start)
        if top in taken:
            top = next((k for k in range(start, end) if rows[k][6] == "cc" and k not in taken), None)
        if top is not None:
            taken.add(top)
            out.append((top, start, end, kind, cluster))
    return sorted(out)


def gap_documents(path):
    """(text, {pronoun, a, b: (start, end), a_is, b_is}) of each snippet."""
    for row in csv.DictReader(open(path, encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        span = lambda key: (int(row[key + "-offset"]), int(row[key + "-offset"]) + len(row[key]))
        yield row["Text"], {"pronoun": span("Pronoun"), "a": span("A"), "b": span("B"),
                            "a_is": row["A-coref"] == "TRUE", "b_is": row["B-coref"] == "TRUE"}


def speakers_of(record):
    """[(source span, speaker's name)] of a report in the project's own format."""
    return [(s["source_span"], s["speaker"]) for s in record["statements"]
            if s.get("source_span") and s.get("speaker") and ";" not in s["speaker"]]


def gold_speakers(folder):
    for path in sorted(glob.glob(folder + "/ann/*.json")):
        yield speakers_of(json.load(open(path, encoding="utf8")))


# ---- features of pairs

def pair_rows(forms, shapes, heads, starts, ends):
    """Row of the pair table for each (anaphor j, antecedent i): [M, M]; only i < j means anything.
    `forms` are the words in lower case, spans end after their last word."""
    heads = np.asarray(heads)
    m = len(heads)
    word = [forms[h] for h in heads]
    ids = {w: k for k, w in enumerate(dict.fromkeys(word))}
    number = np.array([ids[w] for w in word])
    group = np.array([GROUP.get(w, -1) for w in word])
    capital = np.isin(shapes[heads], CAPITAL)
    keys = []
    for s, e in zip(starts, ends):
        inside = forms[s:e]
        keys.append(" ".join(inside[1:] if len(inside) > 1 and inside[0] in LEADING else inside))
    seen = {k: n for n, k in enumerate(dict.fromkeys(keys))}
    key = np.array([seen[k] for k in keys])
    holds = np.zeros((m, len(ids)), bool)  # capital words of a span that are heads of some mention
    for k, (s, e) in enumerate(zip(starts, ends)):
        for w in range(s, e):
            if forms[w] in ids and shapes[w] in CAPITAL:
                holds[k, ids[forms[w]]] = True
    shares = holds[:, number]              # [a, b]: a's span holds b's head
    shares = shares | shares.T
    pj, pi = group[:, None] >= 0, group[None, :] >= 0
    cj, ci = capital[:, None], capital[None, :]
    same_word = number[:, None] == number[None, :]
    match = np.select(
        [pj & pi & same_word, pj & pi & (group[:, None] == group[None, :]), pj & pi, pj & ci, pj, pi & ~pj,
         key[:, None] == key[None, :], same_word & cj, same_word, shares, cj & ci, cj | ci],
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 12)
    distance = np.searchsorted(EDGES, np.maximum(heads[:, None] - heads[None, :], 1))
    return match * 16 + distance


# ---- losses

def span_loss(net, x, heads, starts, ends, lows, highs):
    """Cross-entropy of where spans begin and end (the last word), over the words of the sentence within reach."""
    loss = 0.0
    for side, gold, sign in ((0, heads - starts, -1), (1, ends - 1 - heads, 1)):
        step = torch.arange(REACH)
        at = heads[:, None] + sign * step
        ok = (at >= lows[:, None]) & (at < highs[:, None])
        score = net.span_scores(x, heads, at.clamp(0, len(x) - 1), side).masked_fill(~ok, -1e4)
        known = (gold < REACH) & (gold >= 0) & ok.gather(1, gold.clamp(0, REACH - 1)[:, None]).squeeze(1)
        if known.any():
            loss = loss + F.cross_entropy(score[known], gold[known])
    return loss


def links(net, x, heads, rows, mask):
    """Scores [M, M] of antecedents i of anaphors j where mask, -1e4 elsewhere. heads index x."""
    j, i = mask.nonzero(as_tuple=True)
    a, b = net.corefm(x[heads]), net.corefa(x[heads])
    s = net.link_scores(a[j], b[i], rows[j, i])
    return torch.full(mask.shape, -1e4).index_put((j, i), s)


def back_mask(m, back=BACK):
    d = np.arange(m)[:, None] - np.arange(m)[None, :]
    return (d > 0) & (d <= back)


def cluster_loss(net, x, group):
    """GUM: all mentions of a stretch of a document, with their clusters."""
    heads, rows, cluster = group["heads"], group["rows"], group["cluster"]
    mask = torch.from_numpy(back_mask(len(heads)))
    if not mask.any():
        return None
    s = links(net, x, heads, rows, mask)
    right = mask & (cluster[:, None] == cluster[None, :])
    none = torch.zeros(len(heads), 1)
    every = torch.logsumexp(torch.cat([none, s], 1), 1)
    first = ~right.any(1)
    gold = torch.where(first, torch.zeros(len(heads)), torch.logsumexp(s.masked_fill(~right, -1e4), 1))
    return (every - gold).mean()


def mentions_found(net, x, group, least=0.5):
    """What the network itself takes for mentions in a stretch: (heads, starts, ends) in words of the document."""
    doc, s, e, base = group["doc"], group["start"], group["end"], group["base"]
    with torch.no_grad():
        none = torch.softmax(net.ment(x[base:base + e - s]).float(), -1)[:, 0].numpy()
        heads = np.flatnonzero(1 - none > least)
        if not len(heads):
            return heads, heads, heads
        starts_here = np.concatenate([[True], (doc["words"][s + 1:e, 2] & 4) > 0])  # BREAK: sentences by rule
        number = np.cumsum(starts_here)
        low = np.searchsorted(number, number[heads], side="left")
        high = np.searchsorted(number, number[heads], side="right")
        h, edges = torch.from_numpy(heads) + base, []
        for side, sign in ((0, -1), (1, 1)):
            at = h[:, None] + sign * torch.arange(REACH)
            ok = (at >= torch.from_numpy(low)[:, None] + base) & (at < torch.from_numpy(high)[:, None] + base)
            score = net.span_scores(x, h, at.clamp(0, len(x) - 1), side).masked_fill(~ok, -1e4)
            edges.append(score.argmax(-1).numpy())
    return heads + s, heads - edges[0] + s, heads + edges[1] + 1 + s


def with_mentions(group, found, extra):
    """The stretch's found mentions and `extra` ones [(head, start, end)], by head; extra ones win."""
    table = {int(h): (int(h), int(a), int(b)) for h, a, b in zip(*found)}
    table.update({m[0]: m for m in extra})
    mentions = [table[h] for h in sorted(table)]
    doc = group["doc"]
    heads, starts, ends = map(list, zip(*mentions))
    rows = pair_rows(doc["forms"], doc["words"][:, 3] & 7, heads, starts, ends)
    index = torch.tensor(heads) - group["start"] + group["base"]
    return mentions, index, torch.from_numpy(rows)


def gap_scores(net, x, group):
    """Scores of the two names of a GAP snippet; None where they stand too far apart."""
    gap = group["doc"]["gap"]
    if any(not group["start"] <= gap[k][0] < group["end"] for k in ("pronoun", "a", "b")):
        return None
    mentions, index, rows = with_mentions(group, ([], [], []), [gap[k] for k in ("pronoun", "a", "b")])
    place = {m[0]: n for n, m in enumerate(mentions)}
    p, a, b = (place[gap[k][0]] for k in ("pronoun", "a", "b"))
    mask = np.zeros((3, 3), bool)
    for n in (a, b):
        mask[max(n, p), min(n, p)] = True
    s = links(net, x, index, rows, torch.from_numpy(mask))
    return [s[max(n, p), min(n, p)] for n in (a, b)]


def gap_loss(net, x, group):
    """One GAP snippet. The pronoun's name is one of those that share a word with the right name; all other names are
    rivals, before the pronoun or behind it. Where neither is right, both are just wrong."""
    doc, gap = group["doc"], group["doc"]["gap"]
    if any(not group["start"] <= gap[k][0] < group["end"] for k in ("pronoun", "a", "b")):
        return None
    if gap["a_is"] == gap["b_is"]:
        score = gap_scores(net, x, group)
        return 0.5 * (F.softplus(score[0]) + F.softplus(score[1]))
    mentions, index, rows = with_mentions(group, mentions_found(net, x, group), [gap[k] for k in ("pronoun", "a", "b")])
    shapes = doc["words"][:, 3] & 7
    capitals = lambda m: {doc["forms"][w] for w in range(m[1], m[2]) if shapes[w] in CAPITAL}
    p = next(n for n, m in enumerate(mentions) if m[0] == gap["pronoun"][0])
    wanted = capitals(gap["a"] if gap["a_is"] else gap["b"])
    names = [n for n, m in enumerate(mentions) if n != p and shapes[m[0]] in CAPITAL and doc["forms"][m[0]] not in GROUP]
    right = torch.tensor([bool(capitals(mentions[n]) & wanted) for n in names])
    if right.all() or not right.any():
        return None
    mask = np.zeros((len(mentions), len(mentions)), bool)
    for n in names:
        mask[max(n, p), min(n, p)] = True
    s = links(net, x, index, rows, torch.from_numpy(mask))
    s = torch.stack([s[max(n, p), min(n, p)] for n in names])
    best = torch.logsumexp(s[right], 0)
    return torch.logsumexp(s, 0) - best + 0.3 * F.softplus(-best)


def name_key(name):
    return tuple(w for w in name.translate(LOWER).replace(".", "").split() if w != "the")


def called(doc, span, keys):
    """The key whose name stands in a mention: all of it, or its last word alone, in capitals."""
    shapes = doc["words"][:, 3] & 7
    words = [doc["forms"][w].strip(".") for w in range(span[1], span[2]) if shapes[w] in CAPITAL]
    if not words or span[2] - span[1] > 8:
        return None
    for key in keys:
        if words[-len(key):] == list(key) or (words[-1] == key[-1] and len(words) <= 3):
            return key
    return None


def speaker_loss(net, x, group):
    """A report of our own format: each source that names nobody has its antecedent among the earlier mentions of
    its speaker, against other speakers and other names; of the rest nothing is said."""
    doc, s, e = group["doc"], group["start"], group["end"]
    found = mentions_found(net, x, group)
    if not len(found[0]):
        return None
    spans = list(zip(*(k.tolist() for k in found)))
    owner = {}
    for (start, end), name in doc["speakers"]:
        inside = [m for m in spans if start <= m[0] < end]
        if s <= start and end <= e and inside:
            best = max(inside, key=lambda m: (min(m[2], end) - max(m[1], start), -m[1]))
            if best[2] - best[1] >= (end - start) / 2:
                owner[best[0]] = name_key(name)
    if not owner:
        return None
    mentions, index, rows = with_mentions(group, found, [])
    keys = [k for k in dict.fromkeys(name_key(n) for _, n in doc["speakers"]) if k]
    key = [owner.get(m[0]) or called(doc, m, keys) for m in mentions]
    shapes = doc["words"][:, 3] & 7
    rival = np.array([k is not None or shapes[m[0]] in CAPITAL for k, m in zip(key, mentions)])
    number = np.array([keys.index(k) if k in keys else -1 for k in key])
    asks = np.array([m[0] in owner and called(doc, m, keys) is None for m in mentions])
    mask = back_mask(len(mentions), 2 * BACK) & rival[None, :] & asks[:, None]
    right = mask & (number[:, None] == number[None, :]) & (number >= 0)[:, None]
    mask &= right.any(1)[:, None]
    if not mask.any():
        return None
    score = links(net, x, index, rows, torch.from_numpy(mask))
    some, right = torch.from_numpy(mask.any(1)), torch.from_numpy(right)
    every = torch.logsumexp(torch.cat([torch.zeros(len(mentions), 1), score], 1), 1)
    return (every - torch.logsumexp(score.masked_fill(~right, -1e4), 1))[some].mean()


def link_losses(net, x, groups, ready):
    """Mean over the stretches of a batch; `ready`: mentions are found well enough to build on."""
    out = []
    for group in groups:
        if "cluster" in group:
            out.append(cluster_loss(net, x, group))
        elif ready and "gap" in group["doc"]:
            out.append(gap_loss(net, x, group))
        elif ready and "speakers" in group["doc"]:
            out.append(speaker_loss(net, x, group))
    out = [loss for loss in out if loss is not None]
    return torch.stack(out).mean() if out else None
