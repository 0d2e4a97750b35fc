"""Kills at random moments: each file at its final place is whole, the old one or the new, and nothing stays behind."""

from __future__ import annotations

import os
import random
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from tests.attack.pool import Case, Pool

SHORT = ["-n", "2", "-L", "4", "-T", "2", "--quiet", "--device", "cpu"]
GIVEN = ["--image", "photo.png", "--mask", "mask.png"]
TRAINED = ["--features", "8", "--coarse-features", "16", "--batch-size", "8", "--device", "cpu", "--quiet"]

WINDOW = "window"
"""Exports from the window."""

COMMANDS = {
    "sample": (["--checkpoint", "small.safetensors", *SHORT], {"--out": "s.png", "--npz": "s.npz"}),
    "inpaint": (["--checkpoint", "small.safetensors", *GIVEN, *SHORT], {"--out": "i.png"}),
    "convert": (["small.safetensors"], {"--force": "c.safetensors"}),
    "train": (
        ["--data", "data.npz", "--epochs", "1", "--save-every", "0", "--sample-every", "0", "--force", "--overwrite",
         *TRAINED],
        {"--out": "t.safetensors"},
    ),
    "particles": (
        ["--density", "two-gaussians", "--count", "50", "-T", "3", "--quiet"], {"--npz": "p.npz", "--out": "p.gif"},
    ),
    WINDOW: ([], {"grid": "w.png", "levels": "w-levels.png", "field": "w.npz", "view": "w-view.png"}),
}  # fmt: skip
"""Command -> (its words, the options that name what it writes)."""

READERS = {
    "-view.png": "experiment", ".samples.png": "picture", ".png": "record", ".safetensors": "checkpoint",
    ".npz": "archive", ".gif": "picture", ".pt": "state",
}  # fmt: skip
"""The end of a file's name -> who reads it; the first that fits."""


@dataclass
class Kills:
    """What came of the kills: how many struck a running command, and what was wrong afterwards."""

    done: int = 0
    struck: int = 0
    litter: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The figures, and the first problems."""
        head = (
            f"{self.done} kills, {self.struck} of them before the end: {len(self.problems)} files damaged or lost, "
            f"{self.litter} temporary files left after the next run"
        )
        return "\n".join([head, *self.problems[:20]])


def kill(pool: Pool, count: int, seed: int, commands: Collection[str] = COMMANDS) -> Kills:
    """Begin ``count`` commands and kill each at a random moment; what they need lies in the pool's scratch folder."""
    rng, found, scratch = random.Random(seed), Kills(), pool.scratch
    wall = {name: _whole(pool, name, found) for name in commands}
    for _ in range(count):
        name = rng.choice(tuple(commands))
        before = {path: path.read_bytes() for path in _written(scratch, name)}
        answer = pool.run(_words(name, rng.randrange(10**6)), rng.uniform(0.001, 1.1 * wall[name]))
        found.done += 1
        found.struck += answer["outcome"] == "killed"
        for path, contents in before.items():
            if not path.exists():
                found.problems.append(f"{name}: {path.name} is lost")
            elif path.read_bytes() != contents and (problem := _problem(pool, path)):
                found.problems.append(f"{name}: {path.name} is damaged: {problem}")
    for name in commands:
        _whole(pool, name, found)
    found.litter = sum(path.name.endswith(".tmp") for path in scratch.iterdir())
    return found


def _words(name: str, seed: int) -> list[str]:
    words, outputs = COMMANDS[name]
    named = [word for option, file in outputs.items() for word in (option, file)]
    return [name, *words, *named, *([] if name in ("convert", WINDOW) else ["--seed", str(seed)])]


def _written(scratch: Path, name: str) -> list[Path]:
    paths = [scratch / file for file in COMMANDS[name][1].values()]
    more = [path.with_suffix(end) for path in paths for end in (".resume.pt", ".samples.png") if name == "train"]
    return [path for path in (*paths, *more) if path.exists()]


def _whole(pool: Pool, name: str, found: Kills) -> float:
    """Let a command come to its end; how long it took."""
    answer = pool.run(_words(name, 1))
    if answer.get("code") != 0:
        found.problems.append(f"{name} does not come to its end: {answer}")
    return float(answer["wall"])


def reader_of(name: str) -> str:
    """Who reads a file that was written."""
    return next(reader for end, reader in READERS.items() if name.endswith(end))


def _problem(pool: Pool, path: Path) -> str:
    """What is wrong with a file, or an empty text."""
    answer = pool.ask(Case(reader_of(path.name), "", os.fsencode(path)))
    return "" if answer["outcome"] == "taken" else str(answer)
