"""Reads a weight file of the program back into what train.py keeps of a run.

Products were stored in 8 bits with a scale a row, so what comes back are the weights that the program computes
with; training can go on from them where the run's own floats are gone.
"""
import struct

import numpy as np
import torch

from export import F32, I32, LINEAR, S8, SCALARS, U8

KIND = {U8: np.uint8, S8: np.int8, F32: np.float32, I32: np.int32}


def tensors(path):
    """{name: array} of a weight file (src/model/weights.h)."""
    data = open(path, "rb").read()
    _, _, n, table = struct.unpack_from("<8sIIQ", data)
    out = {}
    for k in range(n):
        name, kind, n_dims, *rest = struct.unpack_from("<64sII4IQQ", data, table + 128 * k)
        dims, (offset, size) = rest[:n_dims], rest[4:]
        out[name.rstrip(b"\0").decode()] = np.frombuffer(data[offset:offset + size], KIND[kind]).reshape(dims)
    return out


def linear(found, name, rows):
    """(weight [rows, K], bias) of a packed product [N/16][K/4][16][4]."""
    packed = found[name + ".w"]
    q = packed.transpose(0, 2, 1, 3).reshape(packed.shape[0] * 16, -1)
    return (q * found[name + ".s"][:, None])[:rows], found[name + ".b"][:rows]


def restore(path):
    """(state of net.Net, {label set: names}); heads that the file has not are left out."""
    found = tensors(path)
    text = lambda name: found[name].tobytes().decode()
    rows = {line.split()[0][2:]: int(line.split()[1]) for line in text("meta").split("\n") if line.startswith("n.")}
    out = {"enc.tok.weight": found["tok.w"] * found["tok.s"][:, None]}
    for ours, theirs in (("pos", "pos.weight"), ("feat", "feat.weight"), ("emb.ln.g", "ln.weight"), ("emb.ln.b", "ln.bias")):
        out["enc." + theirs] = found[ours]
    for i in range(6):
        for name in ("qkv", "o", "up", "down"):
            weight, bias = linear(found, "enc.%d.%s" % (i, name), rows["enc.%d.%s" % (i, name)])
            if name == "qkv":
                weight[:384] *= 32 ** 0.5
                bias = np.concatenate([bias[:384] * np.float32(32 ** 0.5), bias[384:]])
            out["enc.layers.%d.%s.weight" % (i, name)], out["enc.layers.%d.%s.bias" % (i, name)] = weight, bias
        for name in ("ln1", "ln2"):
            out["enc.layers.%d.%s.weight" % (i, name)] = found["enc.%d.%s.g" % (i, name)]
            out["enc.layers.%d.%s.bias" % (i, name)] = found["enc.%d.%s.b" % (i, name)]
    for name in LINEAR:
        if "h." + name in rows:
            out[name + ".weight"], out[name + ".bias"] = linear(found, "h." + name, rows["h." + name])
    for theirs, ours in SCALARS:
        if theirs in found:
            out[ours] = found[theirs]
    if "coref.pair" in found:
        pair = found["coref.pair"].reshape(16, 16, -1)
        out["coref_match"], out["coref_dist"] = pair[:, 0] - pair[:1, 0], pair[0]
    labels = {name[7:]: text(name).rstrip("\n").split("\n") for name in found if name.startswith("labels.")}
    return {k: torch.from_numpy(np.array(v, np.float32)) for k, v in out.items()}, labels
