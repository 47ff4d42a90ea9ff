"""Tests of bench/coreference.py: worked examples of the papers, by-hand ones, GUM's brackets."""
import itertools
import os
import random
import sys
import tempfile
import unittest

sys.path.insert(0, "bench")
sys.dont_write_bytecode = True
import coreference  # noqa: E402

GUM = """# newdoc id = first
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# newpar
# sent_id = first-1
1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(1-person-new-nnnnn-cf1-3-coref
2\told\told\tADJ\tJJ\t_\t3\tamod\t_\t_
3\tqueen\tqueen\tNOUN\tNN\t_\t6\tnsubj\t_\t_
4\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_
5\tÅland\tÅland\tPROPN\tNNP\t_\t3\tnmod\t_\tEntity=(2-place-new-nnnnn-cf2-1-coref-Åland)1)
6-7\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
6\tca\tcan\tAUX\tMD\t_\t8\taux\t_\t_
7\tn't\tnot\tPART\tRB\t_\t8\tadvmod\t_\t_
8\tsee\tsee\tVERB\tVB\t_\t0\troot\t_\t_
9\therself\therself\tPRON\tPRP\t_\t8\tobj\t_\tEntity=(1-person-giv:act-nnnnn-cf1-1-ana)|SpaceAfter=No
10\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_

# sent_id = first-2
1\tRain\train\tNOUN\tNN\t_\t0\troot\t_\tEntity=(3-abstract-new-nnnnn-cf1-1-sgl)

# newpar
# sent_id = first-3
1-2\tIts\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tIt\tit\tPRON\tPRP\t_\t0\troot\t_\tEntity=(2-place-giv:act-nnnnn-cf2-1-ana)
2\ts\tbe\tAUX\tVBZ\t_\t1\tcop\t_\t_
3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newdoc id = second
# sent_id = second-1
1\tOver\tover\tADV\tRB\t_\t0\troot\t_\t_

"""


def measured(gold, system):
    """{measure: (precision, recall, F1)} of clusters written as strings of letters."""
    gold, system = ([set(cluster) for cluster in side.split()] for side in (gold, system))
    return {name: coreference.prf(measure(gold, system)) for name, measure in coreference.MEASURES.items()}


class MeasuresTest(unittest.TestCase):
    def assert_figures(self, found, **expected):
        for name, figures in expected.items():
            for one, other in zip(found[name.replace("_", "-")], figures):
                self.assertAlmostEqual(one, other, 6, name)

    def test_reference_scorer(self):
        """The example of Pradhan et al. (2014): 2 of 5 links each way, 4 of 8 and 35/12 of 7, 1.3 aligned."""
        self.assert_figures(measured("abc defg", "ab cd fghi"), MUC=(2 / 5, 2 / 5),
                            B_cubed=(4 / 8, (5 / 3 + 5 / 4) / 7), CEAF_e=(1.3 / 3, 1.3 / 2),
                            mentions=(6 / 8, 6 / 7))

    def test_merged(self):
        """Luo (2005), figure 1: all links but one too many, and which clusters are merged tells B-cubed."""
        self.assert_figures(measured("12345 67 89ABC", "12345 6789ABC"), MUC=(9 / 10, 1),
                            B_cubed=((5 + 4 / 7 + 25 / 7) / 12, 1),
                            CEAF_e=((1 + 10 / 12) / 2, (1 + 10 / 12) / 3))
        self.assert_figures(measured("12345 67 89ABC", "1234589ABC 67"), MUC=(9 / 10, 1),
                            B_cubed=((2 + 2.5 + 2.5) / 12, 1), CEAF_e=((1 + 10 / 15) / 2, (1 + 10 / 15) / 3))

    def test_limits(self):
        self.assert_figures(measured("abc de", "abc de"), MUC=(1, 1, 1), B_cubed=(1, 1, 1), CEAF_e=(1, 1, 1))
        self.assert_figures(measured("abc", "a b c"), MUC=(0, 0, 0), B_cubed=(1, 1 / 3),
                            CEAF_e=(1 / 6, 1 / 2))
        self.assert_figures(measured("abc", ""), MUC=(0, 0, 0), B_cubed=(0, 0, 0), CEAF_e=(0, 0, 0))
        self.assert_figures(measured("abc", "xyz"), MUC=(0, 0, 0), B_cubed=(0, 0, 0), CEAF_e=(0, 0, 0))

    def test_numbers_as_mentions(self):
        """A mention that looks like a cluster's number is no cluster."""
        self.assertEqual(coreference.muc([{0, 5}], [{7, 8}, {5, 9}]), (0, 1, 0, 2))

    def test_sums_before_shares(self):
        """Two documents: 1 of 1 link and 0 of 3 make 1 of 4; CoNLL is the mean of three F1s."""
        pairs = [([{1, 2}], [{1, 2}]), ([{1, 2, 3, 4}], [{1}, {2}, {3}, {4}])]
        found = coreference.figures(pairs, "x")
        self.assertAlmostEqual(found["MUC, x"]["recall"], 1 / 4)
        self.assertAlmostEqual(found["CoNLL, x"]["f1"], sum(
            found[name + ", x"]["f1"] for name in ("MUC", "B-cubed", "CEAF-e")) / 3)
        self.assertLess(found["CoNLL, x"]["low"], found["CoNLL, x"]["high"])

    def test_best_matching(self):
        """The same as trying all ways."""
        rng = random.Random(7)
        for _ in range(200):
            lefts, rights = rng.randint(1, 5), rng.randint(1, 5)
            weights = {i: {j: rng.randint(1, 9) / 8 for j in range(rights) if rng.random() < 0.7}
                       for i in range(lefts)}
            if not any(weights.values()):
                continue
            size = max(lefts, rights)
            best = max(sum(weights.get(i, {}).get(j, 0) for i, j in enumerate(order))
                       for order in itertools.permutations(range(size)))
            self.assertAlmostEqual(sum(map(coreference.best_matching, coreference.components(weights))), best)


class GumTest(unittest.TestCase):
    def setUp(self):
        with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8", delete=False) as file:
            file.write(GUM)
        self.addCleanup(os.unlink, file.name)
        self.golds = coreference.documents(file.name)
        self.gold = self.golds[0]

    def at(self, phrase):
        start = self.gold.text.index(phrase)
        return start, start + len(phrase)

    def bytes_of(self, phrase):
        """As dump-clusters gives it."""
        return [len(self.gold.text[:place].encode()) for place in self.at(phrase)] + [1]

    def test_text(self):
        self.assertEqual([gold.name for gold in self.golds], ["first", "second"])
        self.assertEqual(self.gold.text, "The old queen of Åland can't see herself. Rain\n\nIts!")
        self.assertEqual(self.golds[1].text, "Over")

    def test_clusters(self):
        queen = [self.at("The old queen of Åland"), self.at("herself")]
        land = [self.at("Åland"), self.at("It")]
        self.assertEqual(dict(self.gold.clusters), {"1": queen, "2": land, "3": [self.at("Rain")]})
        self.assertEqual(self.gold.least[queen[0]], self.at("queen"))

    def scored(self, *clusters):
        system = [[self.bytes_of(phrase) for phrase in cluster] for cluster in clusters]
        return coreference.score(self.golds, {"first": system})

    def test_perfect(self):
        found = coreference.score(self.golds, coreference.perfect(self.golds))
        self.assertEqual({figures["f1"] for figures in found.values()}, {1.0})

    def test_head(self):
        """By head "old queen" is the queen; "The old", without it, and "Åland can't", too long, are not."""
        found = self.scored(["old queen", "herself"], ["The old", "Åland can't"])
        self.assertEqual(found["mentions, exact, with singletons"]["precision"], 1 / 4)
        self.assertEqual(found["mentions, head, with singletons"]["precision"], 2 / 4)
        self.assertEqual(found["MUC, head, without singletons"]["recall"], 1 / 2)
        self.assertEqual(found["MUC, exact, without singletons"]["recall"], 0)

    def test_singletons(self):
        """Alone, "Rain" is one of five mentions with singletons, none without; white space is no matter."""
        found = self.scored(["Rain\n"])
        self.assertEqual(found["mentions, exact, without singletons"]["recall"], 0)
        self.assertEqual(found["mentions, exact, with singletons"]["recall"], 1 / 5)

    def test_phrases_of_rules(self):
        """What the model takes for no mention counts in company only."""
        def spans(*phrases):
            return [self.bytes_of(phrase)[:2] + [0] for phrase in phrases]
        clusters = coreference.system_clusters([spans("Rain"), spans("It", "Åland")], self.gold.text)
        self.assertEqual(clusters, [{self.at("It"), self.at("Åland")}])


if __name__ == "__main__":
    unittest.main()
