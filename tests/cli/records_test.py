"""What every record must hold, whatever the model says: keys, spans inside the file, ids that exist."""
import datetime
import json
import os
import re
import tempfile
import unittest

import program
from program import EXAMPLES, REPORT, run

KEYS = ["schema", "dragoman", "model", "report", "credits", "actors", "times", "statements", "events", "claims"]
REPORT_KEYS = ["path", "id", "url", "outlet", "language", "title", "byline", "published", "parts", "repairs"]
STATEMENT_KEYS = ["id", "kind", "speaker", "source", "cue", "content", "addressee", "parent", "via", "when",
                  "confidence", "speaker_confidence"]
ACTOR_KEYS = ["id", "name", "kind", "code", "iso3", "wikidata", "role", "mentions"]
TIME_KEYS = ["id", "span", "type", "value", "mod", "begin", "end", "note"]
VALUE = re.compile(r"(-?(\d|X)+(-(\w+|\d+))*(T[\w:+.-]+)?|P[\dX].*|PT.*|P[A-Z]+|FY\d+|BC\d+|(PAST|PRESENT|FUTURE)_REF)$")
ODD = {
    "crlf": REPORT.replace("\n", "\r\n").encode(),
    "utf16": REPORT.encode("utf-16"),
    "windows1252": REPORT.replace('"', "“", 1).replace('"', "”").encode("windows-1252", "replace"),
    "unbalanced": REPORT.replace('"', "", 1).encode(),
    "invalid": REPORT.encode().replace(b"Bordau", b"Bord\xe4u \xf0\x9f\x98\x80"),
    "one-line": " ".join(REPORT.split()).encode() * 40,
    "control": REPORT.replace("winter", "win\u009b31mter\u202e\u2066").encode(),
    "no-words": "!!! ... ??? \u2014 \u201c\u201d".encode(),
    "marks": ('"' * 3000 + "he said " + "'" * 3000).encode(),
    "long-word": b"He said " + b"a" * 100000 + b" was right.",
    "nested": ("Lee said Orr said " * 300 + "it rains.").encode(),
    "days": ("OSLO, 31 February - On Friday (13/45), in the year 99999999999, on 2023-02-30 and at 99:99 on "
             "9999-12-31, Lee said, a week later, that he would come tomorrow. " * 20).encode(),
    "relays": ("Lee told Reuters it rains. \"No,\" he wrote on Telegram, the agency Nord said. " * 50).encode(),
    "answers": ("\u201cYes.\u201d\n\n\u201cNo.\u201d\n\n" * 200).encode(),
}


def spans_of(entry):
    """All spans in a piece of a record, with the name of their field."""
    if isinstance(entry, dict):
        for key, value in entry.items():
            if key in ("span", "source", "cue", "content") and value:
                yield from ((key, span) for span in ([value] if isinstance(value[0], int) else value))
            else:
                yield from spans_of(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from spans_of(value)


class Records(unittest.TestCase):
    def check_record(self, record, size):
        self.assertEqual(list(record), KEYS)
        self.assertEqual(list(record["report"]), REPORT_KEYS)
        for name, (start, end) in spans_of(record):
            self.assertTrue(0 <= start < end <= size or (start == end and name == "span"), (name, start, end, size))
        actors = [actor["id"] for actor in record["actors"]]
        self.assertEqual(actors, ["A%d" % (n + 1) for n in range(len(actors))])
        for actor in record["actors"]:
            self.check_actor(actor)
        times = [time["id"] for time in record["times"]]
        self.assertEqual(times, ["T%d" % (n + 1) for n in range(len(times))])
        last = 0
        for time in record["times"]:
            self.check_time(time)
            self.assertLessEqual(last, time["span"][0])
            last = time["span"][1]
        for credit in record["credits"]:
            self.assertIn(credit["relation"], ("wire", "source", "relayed", "medium"))
        statements = {s["id"]: s for s in record["statements"]}
        self.assertEqual(list(statements), ["S%d" % (n + 1) for n in range(len(statements))])
        last = -1
        for statement in record["statements"]:
            self.assertEqual(list(statement), STATEMENT_KEYS)
            self.assertIn(statement["kind"], ("direct", "mixed", "indirect"))
            for field in "speaker", "addressee":
                self.assertIn(statement[field], [None, *actors])
            self.assertLessEqual(set(statement["via"]), set(actors))
            self.assertIn(statement["when"], [None, *times])
            for field in "confidence", "speaker_confidence":
                self.assertTrue(0 <= statement[field] <= 1)
            self.assertEqual(statement["speaker"] is None, statement["speaker_confidence"] == 0)
            self.assertLessEqual(len(statement["cue"]), 1)
            self.assertGreater(len(statement["content"]), 0)
            at = (statement["cue"] or statement["content"])[0][0]
            self.assertLessEqual(last, at)
            last = at
            self.check_parents(statement, statements)

    def check_actor(self, actor):
        self.assertEqual(list(actor), ACTOR_KEYS)
        self.assertIn(actor["kind"], ("person", "state", "organization", "group", "place"))
        self.assertTrue(actor["mentions"], actor)
        self.assertTrue(all(actor[key] != "" for key in ACTOR_KEYS), actor)
        for mention in actor["mentions"]:
            self.assertIn(mention["form"], ("name", "nominal", "pronoun", "metonym"))

    def check_time(self, time):
        """Days are days of the calendar, in order; a value is TIMEX3, or missing with a note that says why."""
        self.assertEqual(list(time), TIME_KEYS)
        self.assertIn(time["type"], ("DATE", "TIME", "DURATION", "SET"))
        begin, end = (time[key] and datetime.date.fromisoformat(time[key]) for key in ("begin", "end"))
        self.assertTrue(not (begin and end) or begin <= end, time)
        if time["value"] is None:
            self.assertTrue(time["note"], time)
            self.assertIsNone(begin or end)
        else:
            self.assertRegex(time["value"], VALUE)

    def check_parents(self, statement, statements):
        """Parents exist, and no statement stands inside itself."""
        for _ in range(len(statements) + 1):
            if statement["parent"] is None:
                return
            statement = statements[statement["parent"]]
        self.fail("a circle of parents at %s" % statement["id"])

    def test_examples(self):
        for path in EXAMPLES:
            with self.subTest(path):
                done = run("read", "--format", "jsonl", path)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.check_record(json.loads(done.stdout), os.path.getsize(path))

    def test_odd_texts(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, data in ODD.items():
                path = os.path.join(folder, name)
                with open(path, "wb") as file:
                    file.write(data)
                for form in "jsonl", "json", "conllu", "text", "pretty":
                    with self.subTest(name, form=form):
                        done = run("read", "--format", form, path)
                        self.assertEqual(done.returncode, 0, done.stderr)
                        if form in ("jsonl", "json"):
                            self.check_record(json.loads(done.stdout.decode()), len(data))
                        if form == "conllu":
                            self.check_conllu(done.stdout.decode(), len(data))
                        if form == "pretty":
                            self.assertNotRegex(done.stdout.decode(), "[\x1b\x80-\x9f\u202e\u2066]")

    def check_conllu(self, text, size):
        """Every sentence numbers its words, has one root, and its ranges lie in the file."""
        for sentence in text.strip().split("\n\n"):
            rows = [line.split("\t") for line in sentence.split("\n") if not line.startswith("#")]
            self.assertTrue(all(len(row) == 10 and all(row) for row in rows), sentence[:300])
            words = [row for row in rows if "-" not in row[0]]
            self.assertEqual([row[0] for row in words], [str(n + 1) for n in range(len(words))])
            self.assertEqual([row[6] for row in words].count("0"), 1)
            for row in words:
                self.assertLessEqual(int(row[6]), len(words))
                ranges = [field for field in row[9].split("|") if field.startswith("TokenRange=")]
                start, end = map(int, ranges[0][len("TokenRange="):].split(":"))
                self.assertTrue(0 <= start < end <= size)

    def test_formats_agree(self):
        line = run("read", "--format", "jsonl", EXAMPLES[0]).stdout
        self.assertEqual(json.loads(line), json.loads(run("read", "--format", "json", EXAMPLES[0]).stdout))
        self.assertEqual(line.count(b"\n"), 1)

    def test_standard_input(self):
        with open(EXAMPLES[0], "rb") as file:
            data = file.read()
        piped = json.loads(run("read", "-", stdin=data).stdout)
        named = json.loads(run("read", EXAMPLES[0]).stdout)
        self.assertEqual(piped["report"].pop("path"), "-")
        self.assertEqual(named["report"].pop("path"), EXAMPLES[0])
        self.assertEqual(piped, named)

    def test_published(self):
        record = json.loads(run("read", "--published", "2024-02-29", EXAMPLES[0]).stdout)
        self.assertEqual(record["report"]["published"], {"value": "2024-02-29", "from": "given", "span": None})

    def published_in(self, text):
        return json.loads(run("read", "-", stdin=text.encode()).stdout)["report"]["published"]

    def test_published_is_read_from_the_text(self):
        dated = REPORT.replace("The harbour of", "VISBY, March 14, 2022 - The harbour of")
        start = dated.index("March 14, 2022")
        self.assertEqual(self.published_in(dated),
                         {"value": "2022-03-14", "from": "dateline", "span": [start, start + len("March 14, 2022")]})
        self.assertIsNone(self.published_in(REPORT))

    def test_published_is_worked_out(self):
        """A weekday with a day and a month leaves few years, and another year in the text one of them."""
        for day in "12/30", "30/12":
            text = REPORT.replace("on Monday", "on Friday (%s), before next spring, in 2023," % day)
            published = self.published_in(text)
            self.assertEqual((published["value"], published["from"]), ("2022-12-30", "inferred"))
            start, end = published["span"]
            self.assertIn(day, text[start:end])
        self.assertIsNone(self.published_in(REPORT.replace("Monday", "Friday (13/45)")))

    def test_days_that_cannot_be(self):
        text = REPORT.replace("on Monday", "on 31 February 2023")
        times = json.loads(run("read", "-", stdin=text.encode()).stdout)["times"]
        impossible = [time for time in times if "31" in text[slice(*time["span"])]]
        self.assertEqual(len(impossible), 1, times)
        self.assertIsNone(impossible[0]["value"])
        self.assertTrue(impossible[0]["note"])

    def test_text_is_the_body(self):
        text = run("read", "--format", "text", "-", stdin=REPORT.encode()).stdout.decode()
        self.assertIn("Elena Bordau said on Monday.\n", text)
        self.assertNotIn("Harbour stays open", text)


if __name__ == "__main__":
    program.main()
