"""Scores of a network on the dev documents, word by word: quick looks while training.

The figures that count are those of the program itself on raw text
(docs/accuracy.md); these leave out the tokeniser, sentence ends and int8."""
import argparse
import collections

import numpy as np
import torch

from acts import score_acts
from batch import batches, collate, items_of
from coreference import back_mask, gap_scores, links, mentions_found
from data import load_sets
from net import Net


def spans_of(tags):
    """BIO numbers -> {(start, end, kind)}; an I that continues nothing begins a span."""
    found, kind = [], None
    for i, t in enumerate(tags):
        this = (t - 1) // 2 if t > 0 else None
        if t > 0 and (t % 2 == 1 or this != kind):
            found.append([i, i + 1, this])
        elif t > 0:
            found[-1][1] = i + 1
        kind = this
    return {tuple(f) for f in found}


def viterbi_bio(logp):
    """Best BIO path [n, 2k+1] with valid I tags only."""
    n, k = logp.shape
    ok = np.zeros((k, k))
    for a in range(k):
        for b in range(2, k, 2):
            if a not in (b, b - 1):
                ok[a, b] = -1e9
    score = logp[0] + np.array([-1e9 if b and b % 2 == 0 else 0 for b in range(k)])
    back = []
    for i in range(1, n):
        m = score[:, None] + ok
        back.append(m.argmax(0))
        score = m.max(0) + logp[i]
    path = [int(score.argmax())]
    for arg in reversed(back):
        path.append(int(arg[path[-1]]))
    return path[::-1]


def dice(a, b):
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def f1(tp, system, gold):
    return 200 * tp / max(1, system + gold)


def evaluate(net, docs, window=192, autocast=True):
    net.eval()
    rng, c, calibration = np.random.default_rng(0), collections.Counter(), []
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=autocast):
        for group in batches([item for d in docs for item in items_of(d, window)], 4096, rng):
            batch = collate(group)
            x = net.words(batch)
            score_tags(net, x, batch, c)
            score_tree(net, x, batch, c)
            score_times(net, x, batch, c)
            score_acts(net, x, batch, c)
            score_links(net, x, batch["groups"], c)
            score_attributions(net, x, group, c, calibration)
    net.train()
    out = {k: 100 * c[k + " ok"] / max(1, c[k + " n"]) for k in ("upos", "xpos", "lemma", "uas", "las")}
    for k in ("span", "link", "gap"):
        out[k] = 100 * c[k + " ok"] / max(1, c[k + " n"])
    for k in ("time", "ment", "act", "act type", "act both", "party"):
        out[k] = f1(c[k + " tp"], c[k + " sys"], c[k + " gold"])
    out["sent"] = f1(c["sent tp"], c["sent sys"], c["sent gold"])
    out["ner"] = f1(c["ner tp"], c["ner sys"], c["ner gold"])
    for k in ("cue", "content overlap", "joint", "all3"):
        out[k] = f1(c[k], c["att sys"], c["att gold"])
    out["content words"] = f1(c["words tp"], c["words sys"], c["words gold"])
    return {k: round(v, 2) for k, v in out.items()}, calibration


def score_tags(net, x, batch, c):
    for k in ("upos", "xpos", "lemma"):
        gold = batch["labels"][k]
        known = gold >= 0
        if known.any():
            c[k + " ok"] += int((getattr(net, k)(x).argmax(-1) == gold)[known].sum())
            c[k + " n"] += int(known.sum())
    gold = batch["labels"]["sent"]
    known = gold >= 0
    if known.any():
        guess = net.sent(x).squeeze(-1) > 0
        c["sent tp"] += int((guess & (gold == 1))[known].sum())
        c["sent sys"] += int(guess[known].sum())
        c["sent gold"] += int((gold == 1)[known].sum())
    score_spans(net.ner(x), batch, "ner", c)


def score_spans(logits, batch, name, c):
    gold = batch["labels"][name].numpy()
    if (gold >= 0).any():
        logp = torch.log_softmax(logits.float(), -1).numpy()
        rows = batch["row"].numpy()
        for b in np.unique(rows[gold >= 0]):
            at = np.flatnonzero(rows == b)
            system, truth = spans_of(viterbi_bio(logp[at])), spans_of(gold[at])
            c[name + " tp"] += len(system & truth)
            c[name + " sys"] += len(system)
            c[name + " gold"] += len(truth)


def score_times(net, x, batch, c):
    score_spans(net.time(x), batch, "time", c)
    gold = batch["labels"]["ment"]
    known = gold >= 0
    if known.any():
        found = torch.softmax(net.ment(x).float(), -1)[:, 0] < 0.5
        c["ment tp"] += int((found & (gold > 0))[known].sum())
        c["ment sys"] += int(found[known].sum())
        c["ment gold"] += int((gold > 0)[known].sum())


def score_links(net, x, groups, c):
    """Spans pointed at right; best antecedents of gold mentions right (none where there is none); of the GAP
    snippets that name one of two, those in which it scores higher."""
    for group in groups:
        if "cluster" in group and len(group["heads"]) > 1:
            heads, cluster = group["heads"], group["cluster"].numpy()
            _, starts, ends = mentions_found(net, x, group, -1)
            at = (heads - group["base"]).numpy()
            right = (starts[at] == (group["starts"] - group["base"] + group["start"]).numpy())
            right &= (ends[at] == (group["ends"] - group["base"] + group["start"]).numpy())
            c["span ok"] += int(right.sum())
            c["span n"] += len(right)
            mask = back_mask(len(heads), 128)
            s = links(net, x, heads, group["rows"], torch.from_numpy(mask)).numpy()
            best, top = s.argmax(1), s.max(1)
            first = ~((cluster[:, None] == cluster[None, :]) & mask).any(1)
            c["link ok"] += int(np.where(top <= 0, first, (cluster[best] == cluster) & ~first).sum())
            c["link n"] += len(heads)
        elif "gap" in group["doc"] and group["doc"]["gap"]["a_is"] != group["doc"]["gap"]["b_is"]:
            loss = gap_scores(net, x, group)
            if loss is not None:
                c["gap ok"] += int((loss[0] > loss[1]) == group["doc"]["gap"]["a_is"])
                c["gap n"] += 1


def score_tree(net, x, batch, c):
    if batch["sentences"] is None:
        return
    s = batch["sentences"]
    n = s["index"].shape[1]
    score = net.arcs(x, s["index"], s["valid"])
    score.diagonal(dim1=1, dim2=2)[:] = -1e4
    guess = score.argmax(-1)
    known = s["head"] >= 0
    word = torch.where(guess == n, torch.tensor(-1), s["index"].gather(1, guess.clamp(max=n - 1)))
    relation = net.relations(x, s["index"][known], word[known]).argmax(-1)
    right = (guess == s["head"])[known]
    gold = batch["labels"]["deprel"][s["index"][known]]
    c["uas ok"] += int(right.sum())
    c["las ok"] += int((right & (relation == gold)).sum())
    c["uas n"] += int(known.sum())
    c["las n"] += int(known.sum())


def score_attributions(net, x, group, c, calibration):
    base = 0
    logp_all = None
    for doc, s, e in group:
        n = e - s
        if doc["atts"] is not None:
            if logp_all is None:
                logp_all = torch.log_softmax(net.cue(x).float(), -1).numpy()
            one_window(net, x[base:base + n], logp_all[base:base + n], doc, s, e, c, calibration)
        base += n


def one_window(net, x, logp, doc, s, e, c, calibration):
    tags = viterbi_bio(logp)
    cues = sorted(spans_of(tags))
    probe = dict(doc, atts=[(list(range(s + a, s + b)), [], []) for a, b, _ in cues], nested=True)
    system = []
    if cues:
        tensors = collate([(probe, s, e)])["cues"]
        paths, scores = net.role_decode(x, tensors)
        role = torch.log_softmax(scores[..., :3], -1).numpy()
        for (a, b, _), path, r in zip(cues, paths, role):
            source = {i for i, p in enumerate(path) if p == 1}
            content = {i for i, p in enumerate(path) if p == 2}
            mean = lambda words, label: float(np.mean([r[i, label] for i in words])) if words else 0.0
            f = [1.0, float(np.mean([logp[i, tags[i]] for i in range(a, b)])), mean(content, 2), mean(source, 1),
                 float(bool(source)), float(np.log1p(len(content)))]
            system.append((set(range(a, b)), source, content, f))
    outer = [y for y in system if y[2] and not any(z is not y and y[0] <= z[2] for z in system)]
    inside = lambda words: {w - s for w in words if s <= w < e}
    gold = [tuple(map(inside, g)) for g in doc["atts"] if s <= g[0][0] < e]
    gold_words, system_words = (set().union(*[y[2] for y in side]) for side in (gold, outer))
    c["words tp"] += len(gold_words & system_words)
    c["words sys"] += len(system_words)
    c["words gold"] += len(gold_words)
    c["att gold"] += len(gold)
    c["att sys"] += len(outer)
    c["cue"] += len({tuple(sorted(g[0])) for g in gold} & {tuple(sorted(y[0])) for y in outer})
    pairs = sorted(((dice(g[2], y[2]) + dice(g[1], y[1]) / 1000, i, j) for i, g in enumerate(gold)
                    for j, y in enumerate(outer)), reverse=True)
    left, right = set(), set()
    good = set()
    for score, i, j in pairs:
        if score >= 0.5 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            c["content overlap"] += 1
            same = dice(gold[i][1], outer[j][1]) >= 0.5
            c["joint"] += same
            c["all3"] += gold[i][0] == outer[j][0] and gold[i][1] == outer[j][1] and gold[i][2] == outer[j][2]
            if same:
                good.add(j)
    calibration += [(y[3], j in good) for j, y in enumerate(outer)]


def main():
    """What int8 costs: the same weights in floats and fake-quantised, on the dev sets.

        python evaluate.py RUN --data DATA --gold GOLD --tool dump-words --base DIR
    """
    ap = argparse.ArgumentParser()
    ap.add_argument("run")
    for name in ("data", "gold", "tool", "program", "base"):
        ap.add_argument("--" + name, required=True)
    a = ap.parse_args()
    _, dev, labels = load_sets(a.data, a.gold, a.tool, a.base + "/vocab.txt", a.run + "/texts", a.program)
    net = Net({k: len(v) for k, v in labels.sets.items()})
    net.load_state_dict(torch.load(a.run + "/last.pt"))
    for quant in (False, True):
        net.set_quant(quant)
        print("int8" if quant else "fp32", evaluate(net, dev, window=256, autocast=False)[0], flush=True)


if __name__ == "__main__":
    main()
