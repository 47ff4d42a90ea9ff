"""Trains the heads of mentions and links on, on the vectors of a finished encoder.

    python links.py RUN --data DATA --gold GOLD --tool dump-words --base DIR [--epochs 12]

There are few documents with coreference, and a pass over them through the encoder is
dear; over vectors that are kept it costs seconds. So after train.py the encoder, fake-quantised
as the program runs it, reads GUM, GAP and the reports of our own format once, and the
heads alone learn on. Rewrites RUN/last.pt (the earlier one is kept as whole.pt), adds to RUN/log.txt.
"""
import argparse
import collections
import json
import os

import numpy as np
import torch
import torch.nn.functional as F

from batch import collate, items_of
from coreference import link_losses, span_loss
from data import load_sets
from evaluate import score_links
from net import Net

HEADS = ("ment", "spanh", "spanw", "span_dist", "corefm", "corefa", "corefo", "coref_match", "coref_dist")
WINDOW = 254  # pieces, as the program's


def read(net, docs):
    """A batch with the vectors of its words for each stretch of a document."""
    out = []
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for doc in docs:
            for item in items_of(doc, WINDOW, 8 * WINDOW):
                batch = collate(item)
                out.append((net.words(batch).half(), {"labels": {"ment": batch["labels"]["ment"]}, "groups": batch["groups"]}))
    return out


def losses(net, x, batch):
    out, gold = {}, batch["labels"]["ment"]
    if (gold >= 0).any():
        out["ment"] = F.cross_entropy(net.ment(x), gold, ignore_index=-100)
    whole = [g for g in batch["groups"] if "cluster" in g and len(g["heads"])]
    if whole:
        out["span"] = 0.3 * span_loss(net, x, *(torch.cat([g[k] for g in whole])
                                                for k in ("heads", "starts", "ends", "low", "high")))
    link = link_losses(net, x, batch["groups"], True)
    if link is not None:
        out["link"] = link
    return out


def look(net, kept):
    c = collections.Counter()
    net.eval()
    with torch.no_grad():
        for x, batch in kept:
            score_links(net, x.float(), batch["groups"], c)
            gold = batch["labels"]["ment"]
            if (gold >= 0).any():
                found = torch.softmax(net.ment(x.float()), -1)[:, 0] < 0.5
                c["tp"] += int((found & (gold > 0)).sum())
                c["sides"] += int(found.sum()) + int((gold > 0).sum())
    net.train()
    share = lambda k: round(100 * c[k + " ok"] / max(1, c[k + " n"]), 2)
    return {"span": share("span"), "link": share("link"), "gap": share("gap"), "ment": round(200 * c["tp"] / max(1, c["sides"]), 2)}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("run")
    for name in ("data", "gold", "tool", "program", "base"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--lr", type=float, default=1e-3)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = np.random.default_rng(a.seed)
    train, dev, labels = load_sets(a.data, a.gold, a.tool, a.base + "/vocab.txt", a.run + "/texts", a.program)
    net = Net({k: len(v) for k, v in labels.sets.items()})
    source = a.run + ("/whole.pt" if os.path.exists(a.run + "/whole.pt") else "/last.pt")
    net.load_state_dict(torch.load(source))
    torch.save(net.state_dict(), a.run + "/whole.pt")
    net.set_quant(True)
    net.eval()
    asked = lambda docs: [d for d in docs if d.keys() & {"mentions", "gap", "speakers"}]
    kept, held = read(net, asked(train)), read(net, asked(dev))
    fit(net, kept, held, a, rng, open(a.run + "/log.txt", "a", buffering=1))
    torch.save(net.state_dict(), a.run + "/last.pt")


def fit(net, kept, held, a, rng, log):
    params = [p for name, p in net.named_parameters() if name.split(".")[0] in HEADS]
    opt = torch.optim.AdamW(params, lr=a.lr, betas=(0.9, 0.98), weight_decay=0.01)

    def say(*what):
        print("links", *what, file=log)
        print("links", *what, flush=True)
    say("before", json.dumps(look(net, held)))
    order, step, steps = [], 0, a.epochs * len(kept) // 4
    net.train()
    while step < steps:
        if len(order) < 4:
            order = list(rng.permutation(len(kept)))
        some, order = order[:4], order[4:]
        total = 0.0
        for k in some:
            x = kept[k][0].float()
            x = x * ((torch.rand(x.shape) > net.word_drop).float() / (1 - net.word_drop))
            total = total + sum(losses(net, x, kept[k][1]).values(), torch.tensor(0.0))
        for g in opt.param_groups:
            g["lr"] = a.lr * min(1, (step + 1) / 50) * (1 - step / steps)
        opt.zero_grad(set_to_none=True)
        if total.requires_grad:
            (total / 4).backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            opt.step()
        step += 1
        if step % 600 == 0 or step == steps:
            say(step, "of", steps, json.dumps(look(net, held)))


if __name__ == "__main__":
    main()
