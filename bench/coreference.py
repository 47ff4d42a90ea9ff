#!/usr/bin/env python3
"""coreference.py - clusters of mentions against GUM's: MUC, B-cubed, CEAF-e and their mean.

    bench/coreference.py prepare GOLD.conllu OUT        write OUT/NAME.txt, one text a document
    bench/coreference.py score GOLD.conllu SYSTEM.jsonl [--json] [--perfect]
    bench/coreference.py test                           the worked examples that the measures are tested on

SYSTEM is what build/dump-clusters prints for these texts. A mention is right when its first and last
character (white space aside) are those of the gold. Two tables: `all` as GUM annotates, where what is mentioned
once is a cluster of its own; `linked`, as CoNLL 2012 scored, clusters of two and more alone.
MUC after Vilain et al. (1995), B-cubed after Bagga and Baldwin (1998), CEAF-e (similarity phi 4) after Luo (2005);
the CoNLL figure is the mean of their F1s (Pradhan et al. 2012). Python's standard library only.
"""
import collections
import json
import os
import sys


# ---- gold

def documents(path):
    """(name, text, {cluster: {(start, end) in code points}}) of each document; paragraphs are parted by an empty line."""
    name, text, open_ones, clusters, glue = None, "", {}, {}, False
    for block in open(path, encoding="utf8").read().split("\n\n"):
        lines = block.split("\n")
        if not any(line[:1].isdigit() for line in lines):
            continue
        for line in lines:
            if line.startswith("# newdoc id = "):
                if name:
                    yield name, text, clusters
                name, text, open_ones, clusters = line[14:].strip(), "", {}, collections.defaultdict(set)
        if text:
            text += "\n\n" if any(line.startswith("# newpar") for line in lines) else "" if glue else " "
        multi = None  # a token of several words: (last word's number, what is left of its form, is glued)
        for line in lines:
            column = line.split("\t")
            if len(column) < 10 or "." in column[0]:
                continue
            glued = "SpaceAfter=No" in column[9]
            if "-" in column[0]:
                multi = [column[0].split("-")[1], column[1], glued]
                continue
            start, form = len(text), column[1]
            if multi:
                form = form if multi[1].startswith(form) else ""
                multi[1] = multi[1][len(form):]
            text += form
            end, glue = len(text), glued
            if multi:
                glue = True
                if column[0] == multi[0]:
                    text, glue, multi = text + multi[1], multi[2], None
            for field in column[9].split("|"):
                if field.startswith("Entity="):
                    read_entity(field[7:], start, end, open_ones, clusters)
            text += "" if glue else " "
        text = text.rstrip(" ")
    if name:
        yield name, text, clusters


def read_entity(field, start, end, open_ones, clusters):
    """Brackets of one word: "(12-person-…" opens cluster 12, "12)" closes it, "(12-person-…)" does both."""
    for part in field.replace("(", " (").replace(")", ") ").split():
        if part.startswith("("):
            name = part[1:].rstrip(")").split("-")[0]
            open_ones.setdefault(name, []).append(start)
        if part.endswith(")"):
            name = part.strip("()").split("-")[0]
            if open_ones.get(name):
                clusters[name].add((open_ones[name].pop(), end))


# ---- measures: each gives (sum for recall, its base, sum for precision, its base)

def owners(clusters):
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def muc(gold, system):
    def links(clusters, others):
        own, found, base = owners(others), 0, 0
        for cluster in clusters:
            parts = {own.get(mention, mention) for mention in cluster}
            found += len(cluster) - len(parts)
            base += len(cluster) - 1
        return found, base
    return links(gold, system) + links(system, gold)


def b_cubed(gold, system):
    def share(clusters, others):
        own = owners(others)
        right = sum(len(cluster & others[own[m]]) / len(cluster) for cluster in clusters for m in sorted(cluster) if m in own)
        return right, sum(map(len, clusters))
    return share(gold, system) + share(system, gold)


def ceaf_e(gold, system):
    own, weights = owners(system), collections.defaultdict(dict)
    for i, cluster in enumerate(gold):
        for j in {own[m] for m in cluster if m in own}:
            weights[i][j] = 2 * len(cluster & system[j]) / (len(cluster) + len(system[j]))
    best = sum(best_matching(part) for part in components(weights))
    return best, len(gold), best, len(system)


def components(weights):
    """The parts of a bipartite graph {left: {right: weight}} that hang together."""
    rights = collections.defaultdict(set)
    for left, edges in weights.items():
        for right in edges:
            rights[right].add(left)
    left_over = set(weights)
    while left_over:
        part, queue = set(), [min(left_over)]
        while queue:
            left = queue.pop()
            if left in part:
                continue
            part.add(left)
            for right in weights[left]:
                queue += rights[right] - part
        left_over -= part
        yield {left: weights[left] for left in sorted(part)}


def best_matching(weights):
    """The highest sum of weights of a one-to-one matching: the Hungarian method with potentials (Kuhn 1955)."""
    rights = sorted({right for edges in weights.values() for right in edges})
    rows = [[weights[left].get(right, 0.0) for right in rights] for left in sorted(weights)]
    if len(rows) > len(rights):
        rows = [list(column) for column in zip(*rows)]
    n, m = len(rows), len(rows[0])
    u, v, match, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while True:
            used[j0], i0, delta, j1 = True, match[j0], float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    cost = -rows[i0 - 1][j - 1] - u[i0] - v[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, j0
                    if least[j] < delta:
                        delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0], j0 = match[way[j0]], way[j0]
    return sum(rows[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])


MEASURES = {"MUC": muc, "B-cubed": b_cubed, "CEAF-e": ceaf_e}


def f1(recall, precision):
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def score(pairs):
    """{measure: (precision, recall, F1)} over documents of (gold clusters, system clusters), summed before divided."""
    out = {}
    for name, measure in MEASURES.items():
        total = [0, 0, 0, 0]
        for gold, system in pairs:
            total = [a + b for a, b in zip(total, measure(gold, system))]
        recall, precision = total[0] / (total[1] or 1), total[2] / (total[3] or 1)
        out[name] = (precision, recall, f1(recall, precision))
    mean = sum(figures[2] for figures in out.values()) / len(out)
    found, said, all_of_it = 0, 0, 0
    for gold, system in pairs:
        mine, theirs = set(owners(gold)), set(owners(system))
        found, said, all_of_it = found + len(mine & theirs), said + len(theirs), all_of_it + len(mine)
    precision, recall = found / (said or 1), found / (all_of_it or 1)
    out["mentions"] = (precision, recall, f1(recall, precision))
    out["CoNLL"] = (None, None, mean)
    return out


# ---- system

def places(text):
    """Byte offset -> code point."""
    at, table = 0, {}
    for number, character in enumerate(text):
        table[at] = number
        at += len(character.encode())
    table[at] = len(text)
    return table


def trimmed(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def system_clusters(record, text):
    table = places(text)
    return [c for c in ({trimmed(text, table[m[0]], table[m[1]]) for m in cluster if len(m) < 3 or m[2]}
                        for cluster in record["clusters"]) if c]


def main():
    if sys.argv[1:] == ["test"]:
        return test()
    if len(sys.argv) < 4 or sys.argv[1] not in ("prepare", "score"):
        sys.exit(__doc__)
    gold = list(documents(sys.argv[2]))
    if sys.argv[1] == "prepare":
        os.makedirs(sys.argv[3], exist_ok=True)
        for name, text, _ in gold:
            with open(os.path.join(sys.argv[3], name + ".txt"), "w", encoding="utf8", newline="") as file:
                file.write(text)
        return 0
    records = {os.path.basename(r["path"])[:-4]: r for r in map(json.loads, open(sys.argv[3], encoding="utf8"))} \
        if "--perfect" not in sys.argv else {}
    pairs = []
    for name, text, clusters in gold:
        truth = [{trimmed(text, *m) for m in cluster} for cluster in clusters.values()]
        pairs.append((truth, truth if "--perfect" in sys.argv else system_clusters(records.get(name, {"clusters": []}), text)))
    linked = [tuple([c for c in side if len(c) > 1] for side in pair) for pair in pairs]
    tables = {"all": score(pairs), "linked": score(linked)}
    if "--json" in sys.argv:
        print(json.dumps(tables))
        return 0
    for label, table in tables.items():
        print("%-10s %9s %9s %9s" % (label, "precision", "recall", "F1"))
        for name, figures in table.items():
            print("  %-8s %9s %9s %9s" % (name, *("–" if f is None else "%.2f" % (100 * f) for f in figures)))
    return 0


# ---- worked examples

def test():
    """The example of Luo (2005), and what each measure must give for it and for its limits."""
    gold = [{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}]
    one = [[{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}],            # a: two clusters merged
           [{1, 2, 3, 4, 5, 8, 9, 10, 11, 12}, {6, 7}],            # b: the two great ones merged
           [set(range(1, 13))],                                    # c: all in one
           [{k} for k in range(1, 13)]]                            # d: each alone
    expected = [(0.947, 0.865, 0.733), (0.947, 0.737, 0.667), (0.900, 0.545, 0.294), (0.0, 0.400, None)]
    failed = 0
    for system, (m, b, c) in zip(one, expected):
        table = score([(gold, system)])
        for name, value in (("MUC", m), ("B-cubed", b), ("CEAF-e", c)):
            if value is not None and abs(table[name][2] - value) > 0.0006:
                failed += 1
                print("%s: %.4f, expected %.3f" % (name, table[name][2], value))
    perfect = score([(gold, gold)])
    failed += any(abs(perfect[name][2] - 1) > 1e-9 for name in (*MEASURES, "CoNLL", "mentions"))
    none = score([(gold, [])])
    failed += none["CoNLL"][2] != 0
    failed += abs(best_matching({0: {0: 3.0, 1: 2.0}, 1: {0: 2.5}}) - 4.5) > 1e-9
    print("coreference.py: %s" % ("%d wrong" % failed if failed else "all examples right"))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
