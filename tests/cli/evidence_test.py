#!/usr/bin/env python3
"""Every event and claim points at bytes of its file, and at entries that exist.

    tests/cli/evidence_test.py [FILE...]      the examples, or any reports
"""
import json
import sys
import unittest

import program
from program import EXAMPLES, run

FILES = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
STATUSES = ("actual", "future", "hypothetical", "negated")


def records(files):
    """(path, record) of each file that can be read."""
    done = run("read", "--format", "jsonl", "--jobs", "0", *files)
    for line in done.stdout.decode().splitlines():
        record = json.loads(line)
        yield record["report"]["path"], record


class Evidence(unittest.TestCase):
    def check_span(self, span, size):
        self.assertTrue(0 <= span[0] < span[1] <= size, span)

    def check_event(self, event, ids, data):
        self.check_span(event["sentence"], len(data))
        self.assertTrue(event["trigger"])
        start, end = event["sentence"]
        self.assertTrue(any(start <= s and e <= end for s, e in event["trigger"]), event)
        for span in event["trigger"]:
            self.check_span(span, len(data))
            self.assertNotRegex(data[span[0]:span[1]].decode("utf8", "replace"), r"^\s|\s$")
        parties = event["actors"] + event["recipients"]
        self.assertEqual(len(parties), len(set(parties)), "one actor stands twice")
        self.assertLessEqual(set(parties), ids)
        self.assertIn(event["asserted_by"], ids | {None})
        self.assertIn(event["status"], STATUSES)
        self.assertTrue(0 <= event["confidence"] <= 1)
        self.assertIn(event["plover"]["quad"], (1, 2, 3, 4))
        self.assertTrue(-10 <= event["plover"]["scale"] <= 10)
        when = event["when"]
        if when and when["begin"] and when["end"]:
            self.assertLessEqual(when["begin"], when["end"])
        if event["where"]:
            self.assertTrue(event["where"]["name"])

    def check_claim(self, claim, ids, data):
        self.check_span(claim["span"], len(data))
        self.assertIn(claim["subject"], ids)
        for key in "object", "since", "asserted_by":
            self.assertIn(claim[key], ids | {None})
        self.assertTrue(claim["relation"])
        self.assertIn(claim["trend"], ("increase", "decrease", "none"))

    def test_all(self):
        seen = 0
        for path, record in records(FILES or EXAMPLES):
            with open(path, "rb") as file:
                data = file.read()
            ids = {entry["id"] for kind in ("actors", "statements", "times") for entry in record[kind]}
            with self.subTest(path):
                for number, event in enumerate(record["events"]):
                    self.assertEqual(event["id"], "E%d" % (number + 1))
                    self.check_event(event, ids, data)
                for number, claim in enumerate(record["claims"]):
                    self.assertEqual(claim["id"], "C%d" % (number + 1))
                    self.check_claim(claim, ids, data)
            seen += 1
        self.assertEqual(seen, len(FILES or EXAMPLES))


class Explain(unittest.TestCase):
    def test_first_event(self):
        path = "examples/river-crisis.txt"
        record = next(records([path]))[1]
        done = run("read", "--explain", "E1", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        said = done.stdout.decode()
        start, end = record["events"][0]["trigger"][0]
        self.assertIn("[%d, %d]" % (start, end), said)
        for word in "trigger", "type", record["events"][0]["type"], "status", "actors", "recipients", "asserted by":
            self.assertIn(word, said)

    def test_no_such_event(self):
        for name in "E99999", "S1", "e1", "":
            done = run("read", "--explain", name, "-", stdin=program.REPORT.encode())
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"no event", done.stderr)
            self.assertEqual(done.stdout, b"")


if __name__ == "__main__":
    sys.argv[1:] = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    program.main()
