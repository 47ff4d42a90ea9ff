"""The mean of the weights of several runs of one line: where one goes on from the other, it often reads better than each.

    python average.py OUT SHARE*RUN...      RUN: a folder of train.py, or a weight file; the last one is a folder

After Wortsman et al. 2022 ("model soups"). What only some of the runs have is the mean of those. OUT is a run for export.py, with the
labels and the calibration of the last.
"""
import os
import shutil
import sys

import torch

from restore import restore


def main(out, *parts):
    runs = []
    for part in parts:
        share, run = part.split("*", 1)
        runs.append((float(share), torch.load(run + "/last.pt") if os.path.isdir(run) else restore(run)[0]))
    mean = {}
    for key, last in runs[-1][1].items():
        known = [(share, state[key]) for share, state in runs if key in state and state[key].shape == last.shape]
        total = sum(share for share, _ in known)
        mean[key] = sum(share / total * value.float() for share, value in known).to(last.dtype)
    os.makedirs(out, exist_ok=True)
    torch.save(mean, out + "/last.pt")
    for name in "labels.json", "calibration.json":
        shutil.copy(os.path.join(run, name), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
