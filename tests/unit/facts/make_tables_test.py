#!/usr/bin/env python3
"""make_tables_test.py - tools/make-tables finds each kind of mistake, and writes nothing if there is one."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FACTS = ("countries demonyms capitals seats regions igos bodies parties forces groups ngos companies outlets "
         "platforms cities persons ministers").split()
GOOD = {file: "phrase\tname\tcode\tiso3\tbegin\tend\tsource\n" for file in FACTS}
GOOD["countries"] += "Chile\tChile\tCHL\tCHL\t\t\talmanac\nPeru\tPeru\tPER\tPER\t\t\talmanac\n"
GOOD["demonyms"] = "phrase\tname\tiso3\tform\tsource\nChilean\tChile\tCHL\tadjective one\talmanac\n"
GOOD["terms"] = ("of\toffice\ttitle\tperson\tlast\tbegin\tend\tgender\twikidata\tsource\n"
                 "CHL\thead-of-state\tpresident\tAna Pérez\tPérez|Perez\t1990-03-11\t1994-03-11\tf\t\talmanac\n")
GOOD["nouns"] = "noun\tsector\toffice\twho\tgender\tsource\npresident\tGOV\thead-of-state\tperson\t\talmanac\n"
GOOD["given"] = "name\tgender\tsource\nana\tf\talmanac\n"
GOOD["ordinary"] = "word\tsource\nsun\talmanac\n"


def run(tables):
    """(exit status, what it complained of, the C that it wrote or None)"""
    with tempfile.TemporaryDirectory() as folder:
        for file, text in tables.items():
            Path(folder, f"{file}.tsv").write_bytes(text if isinstance(text, bytes) else text.encode())
        out = Path(folder, "tables.c")
        done = subprocess.run([ROOT / "tools/make-tables", "--lexicon", folder, out], capture_output=True, text=True,
                              check=False)
        return done.returncode, done.stderr, out.read_text() if out.exists() else None


class MakeTables(unittest.TestCase):
    def expect(self, complaint, **tables):
        status, errors, written = run({**GOOD, **tables})
        self.assertEqual(status, 1)
        self.assertIn(complaint, errors)
        self.assertIsNone(written)

    def test_good_tables(self):
        status, errors, written = run(GOOD)
        self.assertEqual((status, errors), (0, ""))
        self.assertIn("const uint32_t dgm_term_rows_count = 1;", written)
        self.assertIn("const uint32_t dgm_last_rows_count = 2;", written)  # with and without the accent

    def test_out_of_order(self):
        lines = GOOD["countries"].splitlines()
        self.expect("countries.tsv:3: out of order: Chile",
                    countries="\n".join([lines[0], lines[2], lines[1]]) + "\n")

    def test_twice(self):
        self.expect("countries.tsv:4: twice", countries=GOOD["countries"] + GOOD["countries"].splitlines()[2] + "\n")

    def test_without_source(self):
        self.expect("given.tsv:2: needs name and source", given="name\tgender\tsource\nana\tf\t\n")

    def test_impossible_day(self):
        self.expect("terms.tsv:2: no date: 1990-02-30", terms=GOOD["terms"].replace("1990-03-11", "1990-02-30"))

    def test_undated_term(self):
        self.expect("terms.tsv:2: needs title, person and begin", terms=GOOD["terms"].replace("1990-03-11", ""))

    def test_end_before_begin(self):
        self.expect("terms.tsv:2: ends before it begins", terms=GOOD["terms"].replace("1994", "1984"))

    def test_unknown_country_sector_office(self):
        self.expect("neither country nor sector",
                    parties=GOOD["parties"] + "Us\tUs\tXXX PTY\t\t\t\talmanac\n")
        self.expect("PYT is no sector", parties=GOOD["parties"] + "Us\tUs\tCHL PYT\t\t\t\talmanac\n")
        self.expect("no office king-of-all", terms=GOOD["terms"].replace("head-of-state", "king-of-all"))
        self.expect("of: neither country nor body", terms=GOOD["terms"].replace("CHL", "Nobody's Club"))

    def test_missing_field_table_and_bytes(self):
        self.expect("given.tsv:2: 2 fields, 3 columns", given="name\tgender\tsource\nana\tf\n")
        self.expect("given.tsv:0: is no UTF-8", given=b"name\tgender\tsource\n\xff\tf\talmanac\n")
        tables = {file: text for file, text in GOOD.items() if file != "nouns"}
        self.assertIn("nouns.tsv:0: is missing", run(tables)[1])


if __name__ == "__main__":
    sys.exit(unittest.main())
