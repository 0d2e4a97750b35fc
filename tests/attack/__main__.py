"""The long attack: ``python -m tests.attack [--files N] [--kills N] [--seed S]``; it prints its figures."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Collection
from pathlib import Path

from app.io.door import is_file
from tests.attack.attack import Attack
from tests.attack.kills import COMMANDS, Kills, kill
from tests.attack.pool import Figures, Pool


def run(
    files: int, kills: int, seed: int, folder: Path, *, commands: Collection[str] = COMMANDS, keep: Path | None = None,
    talk: bool = False,
) -> tuple[Figures, Kills]:  # fmt: skip
    """Read the sound files, then as many hostile inputs; then kill as many ``commands``. What came of it.

    Inputs with problems are copied to ``keep``. Raises RuntimeError if a sound file is not taken: then nothing would be
    learnt from damaged ones.
    """
    scratch, inputs = folder.resolve() / "scratch", folder.resolve() / "inputs"
    scratch.mkdir()
    inputs.mkdir()
    attack, figures = Attack(inputs, scratch, seed), Figures()
    with Pool(scratch) as pool:
        for case in attack.every_sound_file():
            answer = pool.ask(case)
            if answer["outcome"] != "taken":
                raise RuntimeError(f"a sound file is not taken: {case} {answer}")
        for done, case in enumerate(attack.cases(files), start=1):
            found = len(figures.problems)
            figures.note(case, pool.ask(case))
            if keep is not None and len(figures.problems) > found and is_file(os.fsdecode(case.path)):
                shutil.copy(os.fsdecode(case.path), keep)
            if talk and done % 250 == 0:
                print(f"{done:,} of {files:,}, {len(figures.problems)} problems", file=sys.stderr, flush=True)
        if any(folder.rglob("hacked")):
            raise RuntimeError("something in a file was run")
        return figures, kill(pool, kills, seed, commands)


def main() -> int:
    """The command line; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.attack", description="Read hostile files, and count what happens."
    )
    parser.add_argument("--files", type=int, default=5000, metavar="N", help="default: 5000")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="default: 0")
    parser.add_argument("--kills", type=int, default=300, metavar="N", help="default: 300")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="copy inputs with problems there")
    args = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        figures, kills = run(args.files, args.kills, args.seed, Path(folder), keep=args.keep, talk=True)
    print(figures.text)
    print(kills.text)
    print(f"seed {args.seed}, {time.perf_counter() - began:.0f} s")
    return 1 if figures.problems or kills.problems or kills.litter else 0


if __name__ == "__main__":
    sys.exit(main())
