"""The attacks: from a seed, a stream of hostile inputs of all kinds."""

from __future__ import annotations

import functools
import os
import random
from collections.abc import Iterator
from pathlib import Path

from app.cli import build_parser
from tests.attack import mutations, seeds
from tests.attack.odd import BOMBS, special
from tests.attack.pool import Case

SMART = {
    "checkpoint": (mutations.member, mutations.tensors, mutations.contents, mutations.pickled, mutations.header),
    "converted": (mutations.tensors, mutations.pickled), "info": (mutations.contents, mutations.header),
    "plane": (mutations.header,), "record": (mutations.record,), "repeated": (mutations.record,),
    "config": (mutations.text,), "configured": (mutations.text,), "images": (mutations.npy, mutations.member),
    "all_images": (mutations.npy, mutations.member), "gallery": (mutations.npy,), "points": (mutations.npy,),
    "resumed": (mutations.contents, mutations.tensors, mutations.member, mutations.pickled),
}  # fmt: skip
"""Reader -> the ways to damage its files that know how they are built; blind damage is done to all."""

WEIGHTS = {
    "checkpoint": 30, "converted": 3, "info": 4, "config": 5, "configured": 5, "plane": 4, "record": 7, "repeated": 4,
    "picture": 9, "mask": 2, "images": 8, "all_images": 4, "gallery": 3, "points": 4, "resumed": 5, "special": 7,
    "command": 6, "bomb": 2,
}  # fmt: skip
SPECIALLY_READ = (
    "checkpoint", "info", "config", "configured", "plane", "record", "picture", "images", "gallery", "points", "head",
    "mask", "resumed",
)  # fmt: skip

VALUES = (
    "nan", "inf", "-inf", "1e400", "-1", "0", "1e-320", "9" * 400, "9" * 5000, "", "x", "\n", "\udcff", "3.5", "1e-12",
    "2", "1", "999999999999", "0x10", "１", "--", "-", "x" * 300, "a,b", "../x",
)  # fmt: skip
SHORT = ["-n", "1", "-L", "2", "-T", "1", "--quiet", "--device", "cpu"]
COMMANDS = {
    "sample": ["--checkpoint", "small.safetensors", "--npz", "out.npz", *SHORT],
    "inpaint": [
        "--checkpoint", "small.safetensors", "--image", "photo.png", "--mask", "mask.png", "--out", "out.png", *SHORT,
    ],
    "info": ["small.safetensors", "--json"],
    "convert": ["small.safetensors", "out.safetensors", "--force"],
    "train": [
        "--data", "data.npz", "--out", "out-net.safetensors", "--epochs", "1", "--force", "--overwrite", "--features",
        "8", "--coarse-features", "16", "--sample-every", "0", "--quiet", "--device", "cpu",
    ],
    "field": ["--density", "two-gaussians", "--npz", "out.npz", "--grid", "4"],
    "particles": ["--density", "two-gaussians", "--npz", "out-p.npz", "--count", "4", "-T", "1", "--quiet"],
}  # fmt: skip


class Attack:
    """Writes hostile files to ``folder``. The same seed gives the same inputs."""

    def __init__(self, folder: Path, scratch: Path, seed: int) -> None:
        self.folder = folder
        self.rng = random.Random(seed)
        self.sound = seeds.sound(scratch)
        self._all = [data for files in self.sound.values() for _, data in files]
        self._count = 0

    def cases(self, count: int) -> Iterator[Case]:
        """``count`` inputs; each file is removed when the next is asked for."""
        others = {"special": self._special, "command": self._command, "bomb": self._bomb}
        for kind in self.rng.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count):
            case = others[kind]() if kind in others else self._damaged(kind)
            yield case
            if case.path:
                path = Path(os.fsdecode(case.path))
                if path.is_dir() and not path.is_symlink():
                    path.rmdir()
                else:
                    path.unlink(missing_ok=True)

    def every_sound_file(self) -> Iterator[Case]:
        """The files that the attacks begin with, unharmed."""
        for kind, files in self.sound.items():
            for name, data in files:
                yield self._file(kind, "sound", name, data)

    def _file(self, kind: str, how: str, name: str, data: bytes) -> Case:
        path = self._place(name)
        path.write_bytes(data)
        return Case(kind, how, os.fsencode(path))

    def _place(self, name: str) -> Path:
        self._count += 1
        return self.folder / f"{self._count}-{name}"

    def _damaged(self, kind: str) -> Case:
        rng = self.rng
        name, data = rng.choice(self.sound[kind])
        archive, torch_file = data[:2] == b"PK", name.endswith((".pth", ".pt", ".ckpt"))
        suits = {
            mutations.member: archive, mutations.tensors: torch_file, mutations.contents: torch_file,
            mutations.pickled: torch_file and archive, mutations.header: name.endswith(".safetensors"),
        }  # fmt: skip
        smart = [way for way in SMART.get(kind, ()) if suits.get(way, True)]
        how, data = rng.choice([mutations.blind, *smart, *smart])(rng, data, rng.choice(self._all))
        if how in ("npy", "npz"):
            name = f"made.{how}"
        return self._file(kind, f"{name}, {how}", name, data)

    def _special(self) -> Case:
        reader = self.rng.choice(SPECIALLY_READ)
        name, data = self.rng.choice(self.sound.get(reader, self.sound["config"]))
        place = self._place(name if self.rng.random() < 0.7 else "x")
        how, path = special(self.rng, place, data, written=reader == "resumed")
        return Case(reader, f"special: {how}", os.fsencode(path))

    def _bomb(self) -> Case:
        name = self.rng.choice(tuple(BOMBS))
        reader = "points" if name.endswith("csv") else self.rng.choice(("images", "all_images", "gallery"))
        return self._file(reader, "bomb", name, BOMBS[name]())

    def _command(self) -> Case:
        """A command line with one or two absurd values."""
        name = self.rng.choice(tuple(COMMANDS))
        words = list(COMMANDS[name])
        for _ in range(self.rng.choice((1, 1, 2))):
            words.append(self.rng.choice(_options(name)))
            if self.rng.random() < 0.8:
                words.append(self.rng.choice((*VALUES, ".", str(self.folder / "fifo"))))
        return Case("command", name, words=(name, *words))


@functools.cache
def _options(name: str) -> list[str]:
    """The options of a command."""
    (choices,) = (action.choices for action in build_parser()._actions if action.choices and name in action.choices)
    left_out = {"-h", "--help", "--debug", "--compile", "--no-compile"}
    return [flag for action in choices[name]._actions for flag in action.option_strings if flag not in left_out]
