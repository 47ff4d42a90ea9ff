"""Masked-language training of the base encoder on raw news, before fine-tuning
(task-adaptive pre-training, Gururangan et al. 2020).

    python pretrain.py --data DATA --tool dump-words --base DIR --out encoder.pt [--minutes 15]

The base is a sentence encoder whose upper layers no longer tell words apart
well; guessing masked words brings that back, and teaches the embedding of word
shape, which the base does not have. Whole words are masked.
"""
import argparse
import glob
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

from batch import batches, collate, cut
from data import dump_words, raw_texts
from net import HIDDEN, Encoder

MASK, SHARE = 103, 0.2


class Guess(nn.Module):
    """Scores of all word pieces, by the embedding of pieces itself."""

    def __init__(self, enc):
        super().__init__()
        self.turn, self.norm = nn.Linear(HIDDEN, HIDDEN), nn.LayerNorm(HIDDEN)
        self.bias = nn.Parameter(torch.zeros(enc.tok.num_embeddings))

    def forward(self, x, weight):
        return F.linear(self.norm(F.gelu(self.turn(x))), weight, self.bias)


def masked(batch, rng):
    """Masks whole words of a batch in place; gives (rows, places, pieces) to guess."""
    row, at = batch["row"].numpy(), batch["at"].numpy()
    next_at = np.append(at[1:], 0)
    same = np.append(row[1:] == row[:-1], False)
    ids, mask = batch["ids"], batch["mask"]
    rows, places = [], []
    for k in np.flatnonzero(rng.random(len(row)) < SHARE):
        end = next_at[k] if same[k] else int(mask[row[k]].sum()) - 1
        rows += [row[k]] * (end - at[k])
        places += range(at[k], end)
    rows, places = torch.tensor(rows), torch.tensor(places)
    gold = ids[rows, places].clone()
    dice = torch.from_numpy(rng.random(len(gold)))
    other = torch.from_numpy(rng.integers(1000, 30522, len(gold)))
    ids[rows, places] = torch.where(dice < 0.8, torch.tensor(MASK), torch.where(dice < 0.9, other, gold))
    return rows, places, gold


def main():
    ap = argparse.ArgumentParser()
    for name in ("data", "tool", "base", "out"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--minutes", type=float, default=15)
    ap.add_argument("--lr", type=float, default=4e-4)
    ap.add_argument("--pieces", type=int, default=4096)
    ap.add_argument("--cache", default="texts")
    a = ap.parse_args()
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    texts = list(dict.fromkeys(raw_texts(a.data)))
    texts += [open(p, encoding="utf8").read() for p in sorted(glob.glob(a.data + "/polnear/train/text/*.txt"))]
    docs = [{"set": "raw", "words": w, "pieces": p, "labels": {}, "atts": None}
            for w, p in dump_words(a.tool, a.base + "/vocab.txt", a.cache, texts) if len(w) > 20]
    print("documents", len(docs), "words", sum(len(d["words"]) for d in docs), flush=True)
    enc = Encoder()
    enc.load_base(load_file(a.base + "/model.safetensors"))
    guess = Guess(enc)
    params = [*enc.parameters(), *guess.parameters()]
    opt = torch.optim.AdamW(params, lr=a.lr, betas=(0.9, 0.98), weight_decay=0.01)
    begun, step, mean = time.time(), 0, None
    enc.train()
    while time.time() - begun < a.minutes * 60:
        windows = [[(d, s, e)] for d in docs for s, e in cut(d, int(rng.integers(96, 208)))]
        for group in batches(windows, a.pieces, rng):
            done = (time.time() - begun) / (a.minutes * 60)
            if done >= 1:
                break
            for g in opt.param_groups:
                g["lr"] = a.lr * min(1, done / 0.06 + 0.01) * (1 - done)
            batch = collate(group)
            rows, places, gold = masked(batch, rng)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                h = enc(batch["ids"], batch["feats"], batch["mask"])
                loss = F.cross_entropy(guess(h[rows, places], enc.tok.weight).float(), gold)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            opt.step()
            step += 1
            mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
            if step % 50 == 0:
                print(step, "%.1f %%" % (100 * done), "loss %.3f" % mean, "%.0f s" % (time.time() - begun), flush=True)
                torch.save(enc.state_dict(), a.out)
    torch.save(enc.state_dict(), a.out)


if __name__ == "__main__":
    main()
