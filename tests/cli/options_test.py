"""Options and help: what is wrong is said with a hint, and the exit status is 2."""
import unittest

import program
from program import run


class Options(unittest.TestCase):
    def check_usage(self, arguments, *words):
        done = run(*arguments)
        self.assertEqual(done.returncode, 2, done)
        self.assertEqual(done.stdout, b"")
        for word in words:
            self.assertIn(word, done.stderr.decode())

    def test_nothing_given(self):
        done = run()
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"dragoman read report.txt", done.stdout)
        self.check_usage(["read"], "no file", "help read")

    def test_unknown(self):
        self.check_usage(["raed", "x"], "did you mean read?")
        self.check_usage(["report.txt"], "dragoman read report.txt")
        self.check_usage(["--verson"], "did you mean --version?")
        self.check_usage(["read", "--fromat", "json", "x"], "--fromat", "did you mean --format?", "help read")
        self.check_usage(["read", "--fromat=json", "x"], "did you mean --format?")
        self.check_usage(["read", "-z", "x"], "no option -z")
        self.check_usage(["help", "nothing"], "no help")

    def test_wrong_values(self):
        self.check_usage(["read", "--format", "jsn", "x"], "jsn", "did you mean json?")
        self.check_usage(["read", "--format", "xml", "x"], "conllu")
        self.check_usage(["read", "--format"], "wants a value")
        self.check_usage(["read", "--published", "yesterday", "x"], "2022-12-30")
        for jobs in "two", "-1", "1.5", "", "99999":
            self.check_usage(["read", "--jobs", jobs, "x"], "--jobs")

    def test_a_day_that_is_none(self):
        done = run("read", "--published", "2023-02-29", "-", stdin=program.REPORT.encode())
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"2023-02-29", done.stderr)

    def test_help(self):
        for arguments in ["--help"], ["help"], ["-h"]:
            self.assertIn(b"dragoman read", run(*arguments).stdout)
        self.assertEqual(run("help", "read").stdout, run("read", "--help").stdout)
        self.assertIn(b"--published", run("help", "read").stdout)

    def test_help_fits_a_terminal(self):
        for topic in [], ["read"]:
            self.assertLessEqual(max(map(len, run("help", *topic).stdout.decode().splitlines())), 88)

    def test_version(self):
        done = run("--version")
        self.assertEqual(done.returncode, 0)
        lines = done.stdout.decode().split("\n")
        self.assertRegex(lines[0], r"^dragoman \d+\.\d+\.\d+$")
        self.assertRegex(lines[1], r"^model    [\w-]+@sha256:[0-9a-f]{32}$")
        self.assertRegex(lines[2], r"^cpu      \w+$")
        self.assertIn(b"cpu      portable", run("--version", DRAGOMAN_CPU="portable").stdout)
        self.assertIn(b"none", run("--version", "--model", "nowhere.dgm").stdout)


if __name__ == "__main__":
    program.main()
