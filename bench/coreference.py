#!/usr/bin/env python3
"""coreference.py - clusters of mentions against those of GUM: MUC, B-cubed, CEAF-e and their mean.

    bench/coreference.py prepare GOLD.conllu OUT             write OUT/NAME.txt, one text a document
    bench/coreference.py score GOLD.conllu SYSTEM.jsonl      the table; --json for programs
    bench/coreference.py perfect GOLD.conllu                 the same of the gold itself: all 100

SYSTEM is what build/dump-clusters prints for the prepared texts. MUC after Vilain et al. (1995), B-cubed
after Bagga and Baldwin (1998) with every mention of both sides counted as Pradhan et al. (2014) do, CEAF-e
after Luo (2005) with similarity phi 4; "CoNLL" is the mean of their F1s (Pradhan et al. 2012).
Two choices make four tables:
  without singletons   clusters of two and more alone, on both sides: the rule of CoNLL 2012
  with singletons      as GUM annotates: what is mentioned once is a cluster of its own
  exact                a mention is right when its first and last character are (white space aside)
  head                 or when it lies inside the gold's and holds its minimal span (the rule of MUC-6)
Phrases that only the program's rules know, not the model (the third number in SYSTEM is 0), are counted where
they are in a cluster with others, and left out where they stand alone. Python's standard library only.
"""
import collections
import json
import sys

from figures import Offsets, added, f1, interval, read_clusters, share, table, trimmed, write_texts

# ---- gold


class Document:
    """A text, its clusters {cluster: [(start, end)]} in code points, and the minimal span of each mention."""

    def __init__(self, name):
        self.name, self.text, self.words = name, "", []
        self.clusters, self.open_ones = collections.defaultdict(list), collections.defaultdict(list)
        self.least = {}

    def add_sentence(self, lines, glued):
        """Appends a sentence's words; returns whether what follows is glued to it."""
        if self.text:
            new = any(line.startswith("# newpar") for line in lines)
            self.text = self.text.rstrip(" ") + ("\n\n" if new else "" if glued else " ")
        several = None  # a token of several words: [last word's number, what is left of its form, is glued]
        for column in (line.split("\t") for line in lines if line[:1].isdigit()):
            if "." in column[0]:
                continue
            glued = "SpaceAfter=No" in column[9].split("|")
            if "-" in column[0]:
                several = [column[0].split("-")[1], column[1], glued]
                continue
            several, glued = self.add_word(column, several, glued)
        return glued

    def add_word(self, column, several, glued):
        start, form = len(self.text), column[1]
        if several:
            form = form if several[1].startswith(form) else ""  # a word that is not in the text: empty
            several[1] = several[1][len(form):]
        self.text += form
        self.words.append((start, len(self.text)))
        self.read_entities(column[9])
        if several and column[0] != several[0]:
            return several, True
        if several:
            self.text, glued = self.text + several[1], several[2]
        self.text += "" if glued else " "
        return None, glued

    def read_entities(self, misc):
        """Brackets of the last word: "(12-person-…" opens cluster 12, "12)" closes it, "(12-…)" does both."""
        for field in misc.split("|"):
            if field.startswith("Entity="):
                for part in field[len("Entity="):].replace("(", " (").replace(")", ") ").split():
                    name, *rest = part.strip("()").split("-")
                    if part.startswith("("):
                        self.open_ones[name].append((len(self.words) - 1, rest[4] if len(rest) > 4 else ""))
                    if part.endswith(")"):
                        self.close(name)

    def close(self, name):
        first, least = self.open_ones[name].pop()
        words = self.words[first:]
        span = trimmed(self.text, words[0][0], words[-1][1])
        if span in self.least or span[0] == span[1]:
            return  # the same words twice: the first counts
        inner = [words[int(number) - 1] for number in least.split(",") if number.isdigit()] or words
        self.clusters[name].append(span)
        self.least[span] = inner[0][0], inner[-1][1]


def documents(path):
    """The documents of a CoNLL-U file with GUM's Entity annotation; an empty line parts paragraphs."""
    with open(path, encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    found, glued = [], False
    for lines in (block.split("\n") for block in blocks):
        new = [line for line in lines if line.startswith("# newdoc id = ")]
        if new:
            found.append(Document(new[0].partition("=")[2].strip()))
        if any(line[:1].isdigit() for line in lines):
            glued = found[-1].add_sentence(lines, glued)
    for document in found:
        document.text = document.text.rstrip(" ")
        if any(document.open_ones.values()):
            sys.exit("%s: %s: a bracket is never closed" % (path, document.name))
    return found


def gold_clusters(document):
    return [set(cluster) for cluster in document.clusters.values() if cluster]


# ---- system

def system_clusters(clusters, text):
    """Clusters of spans in code points; a span that stands in several counts in the first."""
    offsets, taken, out = Offsets(text), set(), []
    for cluster in clusters:
        known = [m for m in cluster if len(cluster) > 1 or len(m) < 3 or m[2]]
        spans = {trimmed(text, *span) for span in (offsets.span(m[0], m[1]) for m in known) if span} - taken
        taken |= spans
        if spans:
            out.append(spans)
    return out


def by_head(document, clusters):
    """The clusters with each mention that matches one of the gold by head put under the gold's own span."""
    gold = set(document.least)
    said = set().union(*clusters)
    free, renamed = sorted(gold - said, key=lambda g: (g[1] - g[0], g)), {}
    for span in sorted(said - gold, key=lambda s: (s[0] - s[1], s)):
        for place, (start, end) in enumerate(free):
            least = document.least[start, end]
            if start <= span[0] <= least[0] and least[1] <= span[1] <= end:
                renamed[span] = free.pop(place)
                break
    return [{renamed.get(span, span) for span in cluster} for cluster in clusters]


# ---- measures: each gives (sum for recall, its base, sum for precision, its base)

def owners(clusters):
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def muc(gold, system):
    def links(clusters, others):
        own, found, base = owners(others), 0, 0
        for cluster in clusters:
            found += len(cluster) - len({own.get(mention, mention) for mention in cluster})
            base += len(cluster) - 1
        return found, base
    return links(keyed(gold), keyed(system)) + links(keyed(system), keyed(gold))


def keyed(clusters):
    """Mentions as tuples, so that none is taken for the number of a cluster."""
    return [{("mention", mention) for mention in cluster} for cluster in clusters]


def b_cubed(gold, system):
    def overlap(clusters, others):
        right = 0.0
        for cluster in clusters:
            sizes = collections.Counter(others[mention] for mention in cluster if mention in others)
            right += sum(size * size for _, size in sorted(sizes.items())) / len(cluster)
        return right, sum(map(len, clusters))
    return overlap(gold, owners(system)) + overlap(system, owners(gold))


def ceaf_e(gold, system):
    own, weights = owners(system), {}
    for i, cluster in enumerate(gold):
        shared = collections.Counter(own[mention] for mention in cluster if mention in own)
        weights[i] = {j: 2 * n / (len(cluster) + len(system[j])) for j, n in sorted(shared.items())}
    best = sum(best_matching(part) for part in components(weights))
    return best, len(gold), best, len(system)


def mentions(gold, system):
    ours, theirs = set(owners(gold)), set(owners(system))
    return len(ours & theirs), len(ours), len(ours & theirs), len(theirs)


MEASURES = {"MUC": muc, "B-cubed": b_cubed, "CEAF-e": ceaf_e, "mentions": mentions}


def components(weights):
    """The parts of a bipartite graph {left: {right: weight}} that hang together."""
    lefts, waiting = collections.defaultdict(set), dict(weights)
    for left, edges in weights.items():
        for right in edges:
            lefts[right].add(left)
    while waiting:
        part, queue = {}, [min(waiting)]
        while queue:
            left = queue.pop()
            if left in waiting:
                part[left] = waiting.pop(left)
                queue += [other for right in part[left] for other in lefts[right]]
        if any(part.values()):
            yield part


def best_matching(weights):
    """The highest sum of weights of a one-to-one matching, by the Hungarian method (Kuhn 1955)."""
    rights = sorted({right for edges in weights.values() for right in edges})
    rows = [[weights[left].get(right, 0.0) for right in rights] for left in sorted(weights)]
    if len(rows) > len(rights):
        rows = [list(column) for column in zip(*rows)]
    columns = len(rows[0]) + 1  # 0 stands for none
    potential, price, match = [0.0] * (len(rows) + 1), [0.0] * columns, [0] * columns
    for row in range(1, len(rows) + 1):
        augment(rows, row, potential, price, match)
    return sum(rows[row - 1][column - 1] for column, row in enumerate(match) if column and row)


def augment(rows, row, potential, price, match):
    """Gives `row` a column of its own, moving others along the cheapest path."""
    match[0], column = row, 0
    least, way, used = [float("inf")] * len(match), [0] * len(match), [False] * len(match)
    while match[column]:
        used[column] = True
        current, step, following = match[column], float("inf"), 0
        for other in range(1, len(match)):
            if used[other]:
                continue
            cost = -rows[current - 1][other - 1] - potential[current] - price[other]
            if cost < least[other]:
                least[other], way[other] = cost, column
            if least[other] < step:
                step, following = least[other], other
        for other in range(len(match)):
            if used[other]:
                potential[match[other]] += step
                price[other] -= step
            else:
                least[other] -= step
        column = following
    while column:
        match[column] = match[way[column]]
        column = way[column]


# ---- figures

def prf(sums):
    """(precision, recall, F1) of a measure's four sums."""
    recall, precision = share(sums[0], sums[1]), share(sums[2], sums[3])
    return precision, recall, f1(precision, recall)


def conll(sums):
    """The mean F1 of the first three measures, out of the sums of all."""
    return sum(prf(sums[4 * k:4 * k + 4])[2] for k in range(3)) / 3


def counts_of(gold, system):
    """The sums of all measures for one document."""
    return tuple(number for measure in MEASURES.values() for number in measure(gold, system))


def figures(pairs, label):
    """{"MEASURE, label": figures with interval} over documents: [(gold clusters, system clusters)]."""
    counts = [counts_of(gold, system) for gold, system in pairs]
    sums, out = added(counts), {}
    for k, name in enumerate(MEASURES):
        low, high = interval(counts, lambda s, k=k: prf(s[4 * k:4 * k + 4])[2])
        found = dict(zip(("precision", "recall", "f1"), prf(sums[4 * k:4 * k + 4])), low=low, high=high)
        out["%s, %s" % (name, label)] = found
    low, high = interval(counts, conll)
    out["CoNLL, " + label] = {"f1": conll(sums), "low": low, "high": high}
    return out


def linked(clusters):
    return [cluster for cluster in clusters if len(cluster) > 1]


def score(golds, systems):
    """All four tables in one; `systems` holds clusters in bytes by document, and may lack some."""
    exact = [(gold_clusters(gold), system_clusters(systems.get(gold.name, []), gold.text)) for gold in golds]
    heads = [(ours, by_head(gold, theirs)) for gold, (ours, theirs) in zip(golds, exact)]
    out = {}
    for match, pairs in (("exact", exact), ("head", heads)):
        out.update(figures([tuple(map(linked, pair)) for pair in pairs], match + ", without singletons"))
        out.update(figures(pairs, match + ", with singletons"))
    return out


def perfect(golds):
    """The gold as dump-clusters would print it."""
    def in_bytes(text, span):
        return [len(text[:place].encode("utf-8")) for place in span] + [1]
    return {gold.name: [[in_bytes(gold.text, span) for span in cluster] for cluster in gold.clusters.values()]
            for gold in golds}


def main():
    known = {"prepare": 4, "score": 4, "perfect": 3}
    arguments = [argument for argument in sys.argv if argument != "--json"]
    if len(arguments) < 2 or known.get(arguments[1]) != len(arguments):
        sys.exit(__doc__)
    golds = documents(arguments[2])
    if arguments[1] == "prepare":
        write_texts(((gold.name, gold.text) for gold in golds), arguments[3])
        return
    found = score(golds, read_clusters(arguments[3]) if arguments[1] == "score" else perfect(golds))
    print(json.dumps(found) if "--json" in sys.argv else table(found))


if __name__ == "__main__":
    main()
