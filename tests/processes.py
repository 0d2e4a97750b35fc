"""New interpreters for tests about how a process begins. What is about a command is forked, see :mod:`tests.warm`."""

import subprocess
import sys

from tests.warm import ROOT, SECONDS


def python(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    """A Python process that ends by itself; ``options`` are those of ``subprocess.run``."""
    usual = {"cwd": ROOT, "capture_output": True, "text": True, "timeout": SECONDS, "check": False}
    return subprocess.run([sys.executable, *arguments], **usual | options)
