"""What the tests of the program share: running it, texts to read, skipping where there is no model."""
import glob
import os
import subprocess
import sys
import unittest

PROGRAM = os.path.abspath(os.environ.get("DRAGOMAN", "build/dragoman"))
EXAMPLES = sorted(glob.glob("examples/*.txt") + glob.glob("examples/*.html"))
REPORT = """Harbour stays open, minister says

The harbour of Visby will stay open through the winter, Transport Minister Elena Bordau said on Monday.

"We will not close it for one more winter," she told reporters. The port authority said it "cannot promise" that.
"""


def run(*arguments, stdin=b"", **environment):
    """The finished process, its output in bytes."""
    return subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, check=False,
                          env={**os.environ, **environment})


def model_path():
    """Where the program finds its model, or None."""
    places = [os.environ.get("DRAGOMAN_MODEL"), "models/dragoman-en.dgm"]
    return next((place for place in places if place and os.path.exists(place)), None)


def main():
    """Runs the tests of the calling script; exits with 77 (skipped) where there is no program or model."""
    if not os.path.exists(PROGRAM) or not model_path():
        print("no program or no model: skipped")
        sys.exit(77)
    unittest.main()
