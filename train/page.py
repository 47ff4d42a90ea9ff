"""Makes the trees by which dragoman tells the article of a web page from the rest of it.

    python page.py WCXB DUMP_PAGE WORK [--write ../src/page/trees.inc]

WCXB holds ground-truth.jsonl.gz and html-article-*.tar.xz; DUMP_PAGE is build/dump-page; WORK is a folder for the pages.
A block of a page is wanted if three in five of its runs of three words stand in the page's main text. Prints F1 (words as
multisets, mean over pages) cross-validated by site, five folds; with --write, fits all pages and writes the trees.
"""
import argparse
import collections
import glob
import gzip
import hashlib
import json
import os
import re
import subprocess
import tarfile

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

TREES, LEAVES, LEAST = 110, 12, 0.4
WORD = re.compile(r"\w+")


def words(text):
    return WORD.findall((text or "").lower())


def pages(wcxb, work):
    """{id: (site, words of the main text)} of the articles; their pages are unpacked into `work`."""
    os.makedirs(work, exist_ok=True)
    if not glob.glob(work + "/*.html"):
        for path in sorted(glob.glob(wcxb + "/html-article-*.tar.xz")):
            with tarfile.open(path) as tar:
                tar.extractall(work, filter="data")
    out = {}
    for line in gzip.open(wcxb + "/ground-truth.jsonl.gz", "rt", encoding="utf8"):
        page = json.loads(line)
        if page["page_type"] == "article":
            out[page["file_id"]] = page["domain"] or page["file_id"], page["main_content"] or ""
    return out


def is_wanted(block, runs, lines):
    if len(block) < 4:
        return tuple(block) in lines or tuple(block) in runs
    own = [tuple(block[k:k + 3]) in runs for k in range(len(block) - 2)]
    return sum(own) >= 0.6 * len(own)


def rows(known, dump, work):
    """features, wanted, weights, page of each block, words of each block."""
    x, y, weight, page, text, gold = [], [], [], [], [], {}
    tool = subprocess.Popen([dump, *sorted(glob.glob(work + "/*.html"))], stdout=subprocess.PIPE)
    for line in tool.stdout:
        path, features, block = line.decode("utf8", "replace").rstrip("\n").split("\t", 2)
        name, block = os.path.basename(path)[:-5], words(block)
        if name not in known:
            continue
        if name not in gold:
            main = words(known[name][1])
            gold[name] = ({tuple(main[k:k + 3]) for k in range(len(main) - 2)},
                          {tuple(words(one)) for one in known[name][1].split("\n")})
        x.append(np.array(features.split(), dtype=np.float32))
        y.append(is_wanted(block, *gold[name]) if block else False)
        weight.append(max(1, len(block)) ** 0.6)
        page.append(name)
        text.append(block)
    assert tool.wait() == 0
    return np.array(x), np.array(y, dtype=int), np.array(weight), np.array(page), text


def score(known, page, text, kept):
    found = collections.defaultdict(collections.Counter)
    for name, block, keep in zip(page, text, kept):
        if keep:
            found[name].update(block)
    total = []
    for name, (_, main) in known.items():
        main, own = collections.Counter(words(main)), found[name]
        both = sum((main & own).values())
        total.append(2 * both / (sum(main.values()) + sum(own.values())) if both else float(not main and not own))
    return np.mean(total)


def fit(x, y, weight):
    return HistGradientBoostingClassifier(max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=0.1, l2_regularization=1.0,
                                          min_samples_leaf=30, early_stopping=False, random_state=1).fit(x, y, sample_weight=weight)


def preorder(nodes, at, out):
    """The nodes of a tree, the smaller side right behind its parent: rows of (value, feature, other)."""
    node, place = nodes[at], len(out)
    if node["is_leaf"]:
        out.append((node["value"], -1, 0))
        return
    out.append(None)
    preorder(nodes, node["left"], out)
    out[place] = node["num_threshold"], node["feature_idx"], len(out)
    preorder(nodes, node["right"], out)


def write(model, path):
    starts, nodes = [], []
    for (tree,) in model._predictors:
        own = []
        preorder(tree.nodes, 0, own)
        starts.append(len(nodes))
        nodes += own
    cells = ["{%sF, %d, %d}," % (repr(float(np.float32(v))), f, o) for v, f, o in nodes]
    with open(path, "w") as out:
        out.write("/* Made by train/page.py; see there. */\nstatic const float vote_start = %sF, vote_least = %sF;\n"
                  % (repr(float(np.float32(model._baseline_prediction.ravel()[0]))), repr(float(np.float32(np.log(LEAST / (1 - LEAST)))))))
        for name, kind, items in (("tree_starts", "uint16_t", ["%d," % s for s in starts]), ("vote_nodes", "vote_node", cells)):
            out.write("static const %s %s[] = {\n" % (kind, name))
            line = "   "
            for item in items:
                if len(line) + len(item) > 107:
                    out.write(line + "\n")
                    line = "   "
                line += " " + item
            out.write(line + "};\n")


def main():
    ap = argparse.ArgumentParser()
    for name in ("wcxb", "dump", "work"):
        ap.add_argument(name)
    ap.add_argument("--write")
    a = ap.parse_args()
    known = pages(a.wcxb, a.work)
    x, y, weight, page, text = rows(known, a.dump, a.work)
    fold = np.array([int(hashlib.md5(known[name][0].encode()).hexdigest(), 16) % 5 for name in page])
    share = np.zeros(len(y))
    for k in range(5):
        share[fold == k] = fit(x[fold != k], y[fold != k], weight[fold != k]).predict_proba(x[fold == k])[:, 1]
    print("blocks %d, best that blocks allow %.4f" % (len(y), score(known, page, text, y)))
    for least in (0.3, 0.4, 0.5):
        print("kept above %.1f: F1 %.4f" % (least, score(known, page, text, share > least)))
    if a.write:
        write(fit(x, y, weight), a.write)


if __name__ == "__main__":
    main()
