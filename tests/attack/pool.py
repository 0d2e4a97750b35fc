"""Hostile files handed to a warm process that forks a child for each; what comes of them, counted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

SLOW_S, LARGE = 2.0, 300 * 2**20


@dataclass(frozen=True)
class Case:
    """A hostile input: ``kind`` names its reader, ``path`` its file or ``words`` a command line, ``how`` its making."""

    kind: str
    how: str
    path: bytes = b""
    words: tuple[str, ...] = ()


@dataclass
class Figures:
    """What came of the inputs."""

    total: int = 0
    taken: int = 0
    refused: int = 0
    slowest: float = 0.0
    largest: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, Case, dict[str, Any]]] = field(default_factory=list)

    def note(self, case: Case, answer: dict[str, Any]) -> None:
        """Count one answer."""
        self.total += 1
        self.kinds[case.kind] += 1
        self.taken += answer["outcome"] == "taken"
        self.refused += answer["outcome"] == "refused"
        if answer["outcome"] not in ("taken", "refused"):
            self.problems.append((answer["outcome"], case, answer))
        if answer.get("ran"):
            self.problems.append(("code run", case, answer))
        self.slowest = max(self.slowest, answer.get("seconds", 0.0))
        self.largest = max(self.largest, answer.get("memory", 0))
        if answer.get("seconds", 0.0) > SLOW_S:
            self.problems.append(("slow", case, answer))
        if answer.get("memory", 0) > LARGE:
            self.problems.append(("large", case, answer))

    def count(self, name: str) -> int:
        """How many inputs had a problem of this name."""
        return sum(found == name for found, *_ in self.problems)

    @property
    def text(self) -> str:
        """The figures, and the first problems."""
        slow, large = self.count("slow"), self.count("large")
        lines = [
            f"{self.total:,} inputs: {self.taken:,} taken, {self.refused:,} refused as documented",
            ", ".join(f"{kind} {count}" for kind, count in sorted(self.kinds.items())),
            f"crashes {self.count('crash')}, code run {self.count('code run')}, never answered {self.count('timeout')}",
            f"other errors than the documented {self.count('defect')}",
            f"more than {SLOW_S:g} s of work {slow} (most: {self.slowest:.2f} s)",
            f"more than {LARGE >> 20} MiB of extra memory {large} (most: {self.largest >> 20} MiB)",
        ]
        for name, case, answer in self.problems[:40]:
            what = {k: v for k, v in answer.items() if k != "outcome"}
            lines.append(f"  {name}: {case.kind}, {case.how}: {os.fsdecode(case.path)} {list(case.words)} {what}")
        return "\n".join(lines)


class Pool:
    """The warm process. ``scratch`` is a folder that its children may write to."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        environment = os.environ | {
            "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", "COLUMNS": "100",
            "MALLOC_ARENA_MAX": "1",
        }  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.attack.zygote", str(scratch)], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, case: Case) -> dict[str, Any]:
        """What came of one input."""
        return self._answer({"kind": case.kind, "path": case.path.hex(), "words": list(case.words)})

    def run(self, words: list[str], kill_s: float = 0, said: str = "") -> dict[str, Any]:
        """A command line in a child, which is killed after ``kill_s`` seconds (0: it may end by itself).

        ``said``: the file for what it says; else that is dropped.
        """
        return self._answer({"words": words, "kill_s": kill_s, "said": said})

    def start(self, words: list[str], said: Path, seconds: float) -> int:
        """The exit code of a monkey or a stay in a child, as :func:`tests.attack.children.start` has it."""
        answer = self.run(words, seconds, str(said))
        return int(answer.get("code", -signal.SIGKILL))

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the warm process has ended")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """No more is asked."""
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(60)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
