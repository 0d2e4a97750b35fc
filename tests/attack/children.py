"""Monkeys and stays in processes of their own, so that an end by a signal is seen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

Start = Callable[[list[str], Path, float], int]
"""(module of this package and its words, file for what it says, seconds it may take) -> its exit code."""


def start(words: list[str], said: Path, seconds: float) -> int:
    """In a new interpreter; one that takes longer is ended, and says where it was."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's machine keeps what Python makes of the sources
    command = [sys.executable, "-m", f"tests.attack.{words[0]}", *words[1:]]
    with said.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGABRT)  # its stack is printed
            return process.wait(60)
