"""Child processes of the tests: none is waited for longer than it may take, and none outlives its test."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator

from tests.conftest import ROOT

SECONDS = 120
"""Enough for a machine that has other things to do."""


def python(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    """A Python process that ends by itself."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False, **options
    )


@contextlib.contextmanager
def begun(*arguments: str, said: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process that goes on and has ``said`` something on standard error; it ends with the block."""
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    watchdog = threading.Timer(SECONDS, process.kill)
    watchdog.start()
    try:
        seen = ""
        while said not in seen:
            character = process.stderr.read(1)
            assert character, f"the process ended with {process.wait(SECONDS)} and said: {seen}"
            seen += character
        yield process
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()
