"""Tests of bench/gap.py on snippets of its own."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, "bench")
sys.dont_write_bytecode = True
import gap  # noqa: E402

HEAD = "ID Text Pronoun Pronoun-offset A A-offset A-coref B B-offset B-coref URL".split()
TEXT = ("Zoë met Ann Lee when she had her \"first\" day. "
        "Then the man whom Ann Lee had met called Tom, and he ran.")


def row(number, pronoun, a, b, means):
    at = {what: TEXT.index(what + " ") for what in (pronoun, a)}
    at[b] = TEXT.index(b)
    return [str(number), TEXT, pronoun, str(at[pronoun]), a, str(at[a]), str(means == a).upper(),
            b, str(at[b]), str(means == b).upper(), "http://example.org"]


def spans(*phrases):
    """A cluster as dump-clusters gives it; a phrase's first place in the text."""
    return [[len(TEXT[:TEXT.index(phrase)].encode()), len((TEXT.partition(phrase)[0] + phrase).encode()), 1]
            for phrase in phrases]


class GapTest(unittest.TestCase):
    def setUp(self):
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", delete=False, newline="") as file:
            file.writelines("\t".join(fields) + "\n" for fields in (
                HEAD, row(1, "she", "Zoë", "Ann Lee", "Ann Lee"), row(2, "he", "Ann Lee", "Tom", "Tom"),
                row(3, "her", "Zoë", "Tom", None)))
        self.addCleanup(os.unlink, file.name)
        self.rows = gap.snippets(file.name)

    def test_perfect(self):
        found = gap.score(self.rows, gap.perfect(self.rows))
        for name in ("all", "feminine", "masculine", "narrow"):
            self.assertEqual(found[name]["f1"], 1.0)
        self.assertEqual(found["bias"]["value"], 1.0)

    def test_nothing(self):
        self.assertEqual(gap.score(self.rows, {})["all"]["f1"], 0.0)

    def test_counts(self):
        """Ann Lee and Zoë for "she", Zoë for "her", nobody for "he": one of three right, one of two found."""
        found = gap.score(self.rows, {"1": [spans("Zoë", "Ann Lee", "she")],
                                      "3": [spans("Zoë", "her")]})
        self.assertAlmostEqual(found["all"]["precision"], 1 / 3)
        self.assertAlmostEqual(found["all"]["recall"], 1 / 2)
        self.assertAlmostEqual(found["feminine"]["f1"], 2 * (1 / 3) / (1 / 3 + 1))
        self.assertEqual(found["masculine"]["f1"], 0.0)
        self.assertEqual(found["bias"]["value"], 0.0)

    def answer(self, number, *clusters):
        return gap.answer(self.rows[number], gap.spans_of(clusters, TEXT))

    def test_pronoun_to_the_character(self):
        self.assertEqual(self.answer(0, spans("Ann Lee", "when she")), (False, False))
        self.assertEqual(self.answer(0, spans("Ann Lee", "she")), (False, True))

    def test_phrase_around_the_name(self):
        """Up to three words beyond the name a phrase means it, farther out not."""
        self.assertEqual(self.answer(0, spans("met Ann Lee", "she")), (False, True))
        self.assertEqual(self.answer(0, spans("Ann Lee when she had", "she")), (False, True))
        self.assertEqual(self.answer(0, spans("Ann Lee when she had her", "she")), (False, False))

    def test_narrow(self):
        """The name alone in another cluster is the one that tells."""
        clusters = gap.spans_of([spans("met Ann Lee", "she"), spans("Ann Lee")], TEXT)
        self.assertEqual(gap.answer(self.rows[0], clusters), (False, True))
        self.assertEqual(gap.answer(self.rows[0], clusters, narrow=True), (False, False))


if __name__ == "__main__":
    unittest.main()
