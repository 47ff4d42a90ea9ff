"""Writes a trained network as the weight file of the program (src/model/weights.h has the format).

    python export.py RUN --data DATA --base DIR --out ../models/dragoman-en.dgm [--window 256] [--overlap 32] [--cue-bias 0]

RUN holds last.pt, labels.json and calibration.json, as train.py leaves them.
"""
import argparse
import hashlib
import json
import struct

import numpy as np
import torch
import xxhash

from acts import CONTEXTS, MODES, STATUSES, TYPES
from data import NER, lemma_lexicon

MAGIC, VERSION = b"DGMWGT1\n", 1
U8, S8, F32, I32 = range(4)
LINEAR = ("sent upos xpos lemma ner cue arcd arch arcu reld relh rel rolec rolew roleo time ment spanh spanw corefm corefa corefo "
          "evw evt evd evm evs evc argt argw argo").split()
SCALARS = (("tree.root", "tree_root"), ("rel.root", "rel_root"), ("role.dist", "role_dist"), ("role.trans", "role_trans"),
           ("span.dist", "span_dist"), ("arg.dist", "arg_dist"))


class Writer:
    def __init__(self):
        self.tensors, self.meta = {}, []

    def add(self, name, array, kind):
        self.tensors[name] = (np.ascontiguousarray(array), kind)

    def floats(self, name, array):
        self.add(name, np.asarray(array, np.float32), F32)

    def text(self, name, string):
        self.add(name, np.frombuffer(string.encode(), np.uint8), U8)

    def linear(self, name, weight, bias):
        """s8 rows with a scale each, packed [N/16][K/4][16][4]."""
        weight, bias = np.asarray(weight, np.float32), np.asarray(bias, np.float32)
        n, k = weight.shape
        assert k % 4 == 0
        padded = -(-n // 16) * 16
        scale = np.maximum(np.abs(weight).max(1), np.float32(1e-12)) / np.float32(127)
        q = np.zeros((padded, k), np.int8)
        q[:n] = np.clip(np.rint(weight / scale[:, None]), -127, 127)
        packed = q.reshape(padded // 16, 16, k // 4, 4).transpose(0, 2, 1, 3)
        self.add(name + ".w", packed, S8)
        self.floats(name + ".s", np.concatenate([scale, np.ones(padded - n, np.float32)]))
        self.floats(name + ".b", np.concatenate([bias, np.zeros(padded - n, np.float32)]))
        self.add(name + ".c", q.astype(np.int32).sum(1).astype(np.int32), I32)
        self.meta.append("n.%s %d" % (name, n))

    def file(self):
        self.text("meta", "\n".join(self.meta) + "\n")
        names = sorted(self.tensors)
        table_offset = 64
        at = -(-(table_offset + 128 * len(names)) // 64) * 64
        data_offset, table, body = at, b"", b""
        for name in names:
            array, kind = self.tensors[name]
            dims = list(array.shape) + [0] * (4 - array.ndim)
            data = array.tobytes()
            table += struct.pack("<64sII4IQQ24x", name.encode(), kind, array.ndim, *dims, data_offset + len(body), len(data))
            body += data + b"\0" * (-len(data) % 64)
        rest = table + b"\0" * (data_offset - table_offset - len(table)) + body
        head = struct.pack("<8sIIQQQQ16s", MAGIC, VERSION, len(names), table_offset, data_offset, 64 + len(rest),
                           xxhash.xxh3_64(rest).intdigest(), hashlib.sha256(rest).digest()[:16])
        return head + rest


def confidence(points):
    """Logistic regression (Newton's method, a little ridge) of being right on the features of an attribution."""
    x, y = np.array([f for f, _ in points]), np.array([float(r) for _, r in points])
    w, ridge = np.zeros(x.shape[1]), 1e-2
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w)), x.T @ (p - y) + ridge * w)
    return w


def encoder(out, w):
    tok = w["enc.tok.weight"]
    scale = np.maximum(np.abs(tok).max(1), np.float32(1e-12)) / np.float32(127)
    out.add("tok.w", np.clip(np.rint(tok / scale[:, None]), -127, 127).astype(np.int8), S8)
    out.floats("tok.s", scale)
    out.floats("pos", w["enc.pos.weight"])
    out.floats("feat", w["enc.feat.weight"])
    out.floats("emb.ln.g", w["enc.ln.weight"])
    out.floats("emb.ln.b", w["enc.ln.bias"])
    for i in range(6):
        p = "enc.layers.%d." % i
        qkv, bias = w[p + "qkv.weight"].copy(), w[p + "qkv.bias"].copy()
        qkv[:384] *= 32 ** -0.5
        bias[:384] *= 32 ** -0.5
        out.linear("enc.%d.qkv" % i, qkv, bias)
        for name in ("o", "up", "down"):
            out.linear("enc.%d.%s" % (i, name), w[p + name + ".weight"], w[p + name + ".bias"])
        for name in ("ln1", "ln2"):
            out.floats("enc.%d.%s.g" % (i, name), w[p + name + ".weight"])
            out.floats("enc.%d.%s.b" % (i, name), w[p + name + ".bias"])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("run")
    ap.add_argument("--base", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--name", default="dragoman-en")
    ap.add_argument("--window", type=int, default=256)
    ap.add_argument("--overlap", type=int, default=32)
    ap.add_argument("--cue-bias", type=float, default=0.0)
    a = ap.parse_args()
    w = {k: v.float().numpy() for k, v in torch.load(a.run + "/last.pt", map_location="cpu").items()}
    labels = json.load(open(a.run + "/labels.json"))
    assert labels["ner"] == NER
    out = Writer()
    out.meta += ["name " + a.name, "hidden 384", "layers 6", "heads 12", "inner 1536", "positions 512",
                 "window %d" % a.window, "overlap %d" % a.overlap, "cue.bias %g" % a.cue_bias]
    encoder(out, w)
    for name in LINEAR:
        out.linear("h." + name, w[name + ".weight"], w[name + ".bias"])
    for name, key in SCALARS:
        out.floats(name, w[key])
    out.floats("coref.pair", (w["coref_match"][:, None] + w["coref_dist"][None]).reshape(-1, w["coref_dist"].shape[1]))
    for name in ("upos", "xpos", "deprel", "lemma", "ner", "timex", "entity"):
        out.text("labels." + name, "\n".join(labels[name]) + "\n")
    for name, names in (("event", ["none"] + TYPES), ("mode", MODES), ("context", CONTEXTS), ("status", STATUSES)):
        out.text("labels." + name, "\n".join(names) + "\n")
    out.text("lexicon.lemma", "\n".join(lemma_lexicon(a.data, labels["lemma"])) + "\n")
    out.text("vocab", open(a.base + "/vocab.txt", encoding="utf8").read())
    out.floats("confidence.w", confidence(json.load(open(a.run + "/calibration.json"))))
    with open(a.out, "wb") as file:
        file.write(out.file())


if __name__ == "__main__":
    main()
