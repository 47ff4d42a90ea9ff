"""On a terminal: pretty by default, its width, colours that can be refused, a line of progress."""
import os
import pty
import subprocess
import tempfile
import unittest

import program
from program import EXAMPLES, PROGRAM, REPORT


def read_all(terminal):
    """All that was written to the other end of a terminal."""
    pieces = []
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(terminal)
    return b"".join(pieces).decode()


def on_terminal(*arguments, output=True, **environment):
    """What the program writes to a terminal: its output, or, if not `output`, its messages alone."""
    terminal, end = pty.openpty()
    settings = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    settings.update({"TERM": "xterm", **environment})
    with subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=end if output else subprocess.DEVNULL,
                          stderr=end, env=settings) as process:
        os.close(end)
        text = read_all(terminal)
    return process.returncode, text.replace("\r\n", "\n")


class Terminal(unittest.TestCase):
    def test_pretty_is_the_default(self):
        status, text = on_terminal("read", EXAMPLES[0])
        self.assertEqual(status, 0)
        self.assertTrue(text.startswith("\x1b[0;2m── " + EXAMPLES[0]), text[:100])
        self.assertIn("\x1b[0;1m", text)

    def test_colour_can_be_refused(self):
        for refusal in {"NO_COLOR": "1"}, {"TERM": "dumb"}:
            _, text = on_terminal("read", EXAMPLES[0], **refusal)
            self.assertNotIn("\x1b", text)
            self.assertIn(" — ", text)

    def test_width(self):
        for width in 30, 47, 72, 90:
            _, text = on_terminal("read", *EXAMPLES, NO_COLOR="1", COLUMNS=str(width))
            self.assertLessEqual(max(map(len, text.split("\n"))), width)

    def test_progress(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "report.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write(REPORT * 10)
            status, text = on_terminal("read", *[path] * 150, output=False)
        self.assertEqual(status, 0)
        self.assertRegex(text, r"\d+/150 reports, [\d.]+ a second, \d+:\d\d left")
        self.assertTrue(text.endswith("\r\x1b[K"), text[-80:])

    def test_no_progress_for_one_file(self):
        self.assertEqual(on_terminal("read", EXAMPLES[0], output=False), (0, ""))


if __name__ == "__main__":
    program.main()
