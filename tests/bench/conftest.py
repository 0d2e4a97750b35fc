"""What is timed has as many threads as the program, waiting for each other as they do there: tests share cores."""

import os

from tests.conftest import ASKED

for name, asked in ASKED.items():
    if asked is None:
        os.environ.pop(name, None)
