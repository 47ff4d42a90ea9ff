"""Bad files, bad models, a full disk: each is said by name, and nothing else stops."""
import os
import subprocess
import tempfile
import unittest

import program
from program import PROGRAM, REPORT, run


class Failures(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.good = self.file("good.txt", REPORT.encode())

    def tearDown(self):
        self.folder.cleanup()

    def file(self, name, data):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def check_bad(self, path, *reasons, **environment):
        """`path` is named with its reason; a good file before and after it is read all the same."""
        done = run("read", self.good, path, self.good, **environment)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(done.stdout.count(b"\n"), 2)
        message = done.stderr.decode()
        self.assertTrue(message.startswith("dragoman: %s: " % path), message)
        self.assertEqual(message.count(path), 1, message)
        self.assertEqual(message.count("\n"), 1, message)
        for reason in reasons:
            self.assertIn(reason, message)

    def test_empty(self):
        self.check_bad(self.file("empty.txt", b""))
        self.check_bad(self.file("blank.txt", b" \n\t\n"))

    def test_binary(self):
        self.check_bad(self.file("binary.txt", bytes(range(256)) * 40), "byte ")
        self.check_bad(self.file("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + os.urandom(4000)), "byte ")

    def test_no_file(self):
        self.check_bad(os.path.join(self.folder.name, "missing.txt"), "No such file")
        self.check_bad(self.folder.name, "directory")
        self.check_bad("/dev/zero")

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_unreadable(self):
        path = self.file("secret.txt", REPORT.encode())
        os.chmod(path, 0)
        self.check_bad(path, "ermission")

    def test_a_line_of_50_megabytes(self):
        self.check_bad(self.file("line.txt", b"word " * 10_000_000), "16777216")

    def test_no_model(self):
        done = run("read", "--model", "nowhere.dgm", self.good)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"dragoman: nowhere.dgm: ", done.stderr)
        self.assertEqual(done.stderr.count(b"nowhere"), 1)

    def test_damaged_model(self):
        with open(program.model_path(), "rb") as file:
            model = file.read()
        flipped = bytearray(model)
        flipped[len(model) // 2] ^= 16
        for name, data in (("short", model[:-1000]), ("flipped", flipped), ("empty", b""), ("text", REPORT.encode() * 9)):
            with self.subTest(name):
                done = run("read", "--model", self.file(name + ".dgm", data), self.good)
                self.assertEqual(done.returncode, 1)
                self.assertEqual(done.stdout, b"")
                self.assertIn(b"%s.dgm: " % name.encode(), done.stderr)
                self.assertEqual(done.stderr.count(b"\n"), 1)

    def test_no_such_cpu(self):
        done = run("read", self.good, DRAGOMAN_CPU="abacus")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"abacus", done.stderr)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "read", self.good], stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"No space left", done.stderr)

    def test_closed_pipe(self):
        with subprocess.Popen([PROGRAM, "read", *[self.good] * 300], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
            message = process.stderr.read()
        self.assertEqual(process.returncode, 1)
        self.assertEqual(message.count(b"\n"), 1)
        self.assertIn(b"standard output", message)

    def test_closed_output(self):
        done = subprocess.run(["sh", "-c", '"$0" read "$1" >&-', PROGRAM, self.good], capture_output=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard output", done.stderr)


if __name__ == "__main__":
    program.main()
