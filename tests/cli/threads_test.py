"""The same bytes with any number of threads and on every CPU path, in the order of the files."""
import json
import os
import tempfile
import unittest

import program
from program import EXAMPLES, REPORT, run


class Threads(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.files = []
        for number in range(28):
            # Lengths differ a lot, so that threads finish out of order.
            text = REPORT * (1 + number * 7 % 5)
            self.files.append(os.path.join(self.folder.name, "%02d.txt" % number))
            with open(self.files[-1], "w", encoding="utf-8") as file:
                file.write(text if number % 13 else "")
        self.files += EXAMPLES

    def tearDown(self):
        self.folder.cleanup()

    def test_any_number_of_threads(self):
        one = run("read", *self.files)
        self.assertEqual(one.returncode, 1)
        for jobs in "2", "3", "4", "0", "64":
            with self.subTest(jobs):
                more = run("read", "--jobs", jobs, *self.files)
                self.assertEqual(more.stdout, one.stdout)
                self.assertEqual(more.stderr, one.stderr)
                self.assertEqual(more.returncode, 1)

    def test_order(self):
        lines = run("read", "--jobs", "4", *self.files).stdout.splitlines()
        paths = [json.loads(line)["report"]["path"] for line in lines]
        self.assertEqual(paths, [path for path in self.files if os.path.getsize(path)])

    def test_every_format(self):
        for form in "json", "conllu", "text", "pretty":
            with self.subTest(form):
                self.assertEqual(run("read", "--format", form, *self.files).stdout,
                                 run("read", "--format", form, "--jobs", "4", *self.files).stdout)

    def test_every_cpu(self):
        best = run("read", "--format", "json", *EXAMPLES).stdout
        self.assertTrue(best)
        for cpu in "portable", "avx2", "avx512vnni", "amx":
            done = run("read", "--format", "json", *EXAMPLES, DRAGOMAN_CPU=cpu)
            with self.subTest(cpu):
                if done.returncode == 0:
                    self.assertEqual(done.stdout, best)
                else:
                    self.assertIn(cpu.encode(), done.stderr)
                    self.assertNotEqual(cpu, "portable")


if __name__ == "__main__":
    program.main()
