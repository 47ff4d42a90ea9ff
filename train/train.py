"""Fine-tunes the base encoder on all heads at once.

    python train.py --data DATA --gold GOLD --tool dump-words --base DIR --out RUN [--minutes 70 | --steps N]

DATA holds the public sets, GOLD reports annotated in the project's own format;
DIR the base encoder (config-free: model.safetensors and vocab.txt). The
learning rate rises over the first 4 % and falls to 0 along a line; the last
part (--quant) runs with fake-quantised products; the weights that are kept are
an exponential moving average. Writes RUN/last.pt, RUN/labels.json, RUN/log.txt.
"""
import argparse
import collections
import copy
import json
import os
import time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from acts import act_losses
from batch import batches, collate, items_of
from coreference import link_losses, span_loss
from data import load_sets
from evaluate import evaluate
from net import Net
from restore import restore

REPEAT = {"polnear": 0.9, "gold": 2.0, "own": 4.0, "marked": 1.2, "bags": 0.5, "headlines": 0.2, "calm": 0.4, "ewt": 0.5, "gum": 0.8,
          "conllpp": 0.5, "wikigold": 0.4, "crossner": 0.5, "gap": 0.7, "tbaq": 0.8, "wikiwars": 0.4}
WEIGHT = {"sent": 0.5, "upos": 0.5, "xpos": 0.3, "lemma": 0.4, "ner": 1.0, "cue": 2.0, "arc": 1.0, "rel": 0.5, "role": 0.15,
          "time": 2.0, "ment": 1.0, "span": 0.3, "link": 1.0, "act": 3.0, "mode": 0.7, "status": 1.0, "context": 1.0, "party": 0.3,
          "bag": 0.3, "marked": 0.15}
READY = 0.1  # share of the run after which links are built on mentions that the network finds itself


def losses(net, batch, ready=True):
    x = net.words(batch)
    out = {}
    for name in ("upos", "xpos", "lemma", "ner", "time", "ment", "cue"):
        gold = batch["labels"][name]
        known = gold >= 0
        if known.any():
            out[name] = F.cross_entropy(getattr(net, name)(x[known]).float(), gold[known])
    gold = batch["labels"]["sent"]
    known = gold >= 0
    if known.any():
        out["sent"] = F.binary_cross_entropy_with_logits(net.sent(x[known]).float().squeeze(-1), gold[known].float())
    if batch["sentences"] is not None:
        s = batch["sentences"]
        known = s["head"] >= 0
        if known.any():
            score = net.arcs(x, s["index"], s["valid"])
            out["arc"] = F.cross_entropy(score[known], s["head"][known])
            n = s["index"].shape[1]
            head = s["head"].clamp(min=0)
            word = torch.where(head == n, torch.tensor(-1), s["index"].gather(1, head.clamp(max=n - 1)))
            relation = batch["labels"]["deprel"][s["index"]]
            known = known & (relation >= 0)
            out["rel"] = F.cross_entropy(net.relations(x, s["index"][known], word[known]), relation[known])
    if batch["cues"] is not None:
        out["role"] = net.role_loss(x, batch["cues"]).clamp(max=200).mean()
    out.update(act_losses(net, x, batch))
    whole = [g for g in batch["groups"] if "cluster" in g and len(g["heads"])]
    if whole:
        heads, starts, ends, low, high = (torch.cat([g[k] for g in whole])
                                          for k in ("heads", "starts", "ends", "low", "high"))
        out["span"] = span_loss(net, x, heads, starts, ends, low, high)
    link = link_losses(net, x, batch["groups"], ready)
    if link is not None:
        out["link"] = link
    return out


def draw(docs, rng, low, high):
    """The windows of one epoch, each document cut at a size of its own."""
    out = []
    for doc in docs:
        times = REPEAT[doc["set"]]
        for _ in range(int(times) + (rng.random() < times - int(times))):
            out += items_of(doc, int(rng.integers(low, high + 1)))
    return out


def main():
    ap = argparse.ArgumentParser()
    for name in ("data", "gold", "tool", "program", "base", "out"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--minutes", type=float, default=70)
    ap.add_argument("--steps", type=int, help="run so many steps, however long they take, instead of --minutes")
    ap.add_argument("--lr", type=float, default=2.5e-4)
    ap.add_argument("--head-lr", type=float, default=1.2e-3)
    ap.add_argument("--pieces", type=int, default=4096)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--quant", type=float, default=0.2, help="the last share of the time that is fake-quantised")
    ap.add_argument("--drop", type=float, default=0.1)
    ap.add_argument("--encoder", help="an encoder by pretrain.py to begin from")
    ap.add_argument("--start", help="a run to go on from (its last.pt), or a weight file; new heads are added")
    ap.add_argument("--hold-times", type=int, choices=range(5), help="leave this fifth of the time documents out")
    ap.add_argument("--hold-plover", type=int, choices=range(5), help="leave this fifth of the PLOVER rows out")
    ap.add_argument("--only", help="train on these sets alone, separated by commas")
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = np.random.default_rng(a.seed)
    os.makedirs(a.out, exist_ok=True)
    log = open(a.out + "/log.txt", "a", buffering=1)

    def say(*what):
        print(*what, file=log)
        print(*what, flush=True)
    say("options", vars(a))
    train, dev, labels = load_sets(a.data, a.gold, a.tool, a.base + "/vocab.txt", a.out + "/texts", a.program, a.hold_times, a.hold_plover)
    if a.only:
        train, dev = ([doc for doc in docs if doc["set"] in a.only.split(",")] for docs in (train, dev))
    json.dump({k: labels.names(k) for k in labels.sets}, open(a.out + "/labels.json", "w"), ensure_ascii=False, indent=0)
    sizes = {k: len(v) for k, v in labels.sets.items()}
    words = collections.Counter()
    for doc in train:
        words[doc["set"]] += len(doc["words"])
    say("labels", sizes, "train words", dict(words))
    net = Net(sizes, drop=a.drop)
    if a.start:
        say("begun from", a.start, "without", load_run(net, a.start, labels))
    elif a.encoder:
        net.enc.load_state_dict(torch.load(a.encoder))
    else:
        net.enc.load_base(load_file(a.base + "/model.safetensors"))
    fit(net, train, dev, a, rng, say)


def load_run(net, run, labels):
    """The weights of an earlier run; heads that it had not keep their first values."""
    state, earlier = (torch.load(run + "/last.pt"), json.load(open(run + "/labels.json"))) if os.path.isdir(run) else restore(run)
    assert all(labels.names(k) == names for k, names in earlier.items() if k in labels.sets), "the labels are other ones"
    missing, unexpected = net.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    return missing


def groups_of(net, a):
    """Parameter groups: heads learn faster; no decay on biases, norms and embeddings of features."""
    groups = collections.defaultdict(list)
    for name, p in net.named_parameters():
        encoder = name.startswith("enc.") and not name.startswith("enc.feat")
        groups[encoder, p.dim() > 1].append(p)
    return [{"params": ps, "lr": a.lr if encoder else a.head_lr, "weight_decay": 0.01 if decay else 0.0}
            for (encoder, decay), ps in groups.items()]


def fit(net, train, dev, a, rng, say):
    opt = torch.optim.AdamW(groups_of(net, a), betas=(0.9, 0.98))
    peak = [g["lr"] for g in opt.param_groups]
    ema = copy.deepcopy(net)
    begun, step, seen, looked, quant = time.time(), 0, 0, time.time(), False
    mean = collections.defaultdict(float)

    def spent():
        """The share of the run that is done."""
        return step / a.steps if a.steps else (time.time() - begun) / (a.minutes * 60)
    net.train()
    while spent() < 1:
        for group in batches(draw(train, rng, 96, 208), a.pieces, rng):
            done = spent()
            if done >= 1:
                break
            if not quant and done > 1 - a.quant:
                quant = True
                net.set_quant(True)
                ema.set_quant(True)
                say("quantised from step", step)
            for g, top in zip(opt.param_groups, peak):
                g["lr"] = top * min(1, done / 0.04 + 0.01) * (1 - done)
            batch = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(net, batch, done > READY)
                loss = sum(WEIGHT[k] * v for k, v in found.items())
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            step += 1
            seen += batch["pieces"]
            keep = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(ema.parameters()), list(net.parameters()), 1 - keep)
            for k, v in found.items():
                mean[k] = 0.97 * mean[k] + 0.03 * v.item() if k in mean else v.item()
            if step % 50 == 0:
                say(step, "%.1f %%" % (100 * done), "%.0f pieces/s" % (seen / (time.time() - begun)),
                    " ".join("%s %.3f" % kv for kv in sorted(mean.items())))
            if time.time() - looked > 720:
                torch.save(ema.state_dict(), a.out + "/last.pt")
                say("dev", step, json.dumps(evaluate(ema, dev)[0]))
                looked = time.time()
    torch.save(ema.state_dict(), a.out + "/last.pt")
    result, calibration = evaluate(ema, dev, autocast=False)
    if calibration:
        json.dump(calibration, open(a.out + "/calibration.json", "w"))
    say("final", step, "pieces", seen, json.dumps(result))


if __name__ == "__main__":
    main()
