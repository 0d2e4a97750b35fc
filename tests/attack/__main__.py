"""The long attack: hostile files, kills, a monkey in the window, a long stay there. It prints its figures.

``python -m tests.attack [--files N] [--kills N] [--actions N] [--soak MINUTES] [--seed S]``; 0 leaves a part out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.io.door import is_file
from tests.attack import romp, soak
from tests.attack.attack import Attack
from tests.attack.kills import COMMANDS, Kills, kill
from tests.attack.pool import Figures, Pool


def run(
    pool: Pool, files: int, kills: int, seed: int, *, commands: Collection[str] = COMMANDS, keep: Path | None = None,
    talk: bool = False,
) -> tuple[Figures, Kills]:  # fmt: skip
    """Read the sound files, then as many hostile inputs; then kill as many ``commands``. What came of it.

    Inputs with problems are copied to ``keep``. Raises RuntimeError if a sound file is not taken: then nothing would be
    learnt from damaged ones.
    """
    inputs = pool.scratch.parent / "inputs"
    inputs.mkdir()
    attack, figures = Attack(inputs, pool.scratch, seed), Figures()
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
    if any(inputs.parent.rglob("hacked")):
        raise RuntimeError("something in a file was run")
    return figures, kill(pool, kills, seed, commands)


@contextmanager
def warm(folder: Path) -> Iterator[Pool]:
    """The process whose children read, write and are killed in ``folder``."""
    scratch = folder.resolve() / "scratch"
    scratch.mkdir()
    with Pool(scratch) as pool:
        yield pool


def main() -> int:
    """The command line; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.attack",
        description="Read hostile files, kill commands, let a monkey into the window, stay there; count what happens.",
    )
    parser.add_argument("--files", type=int, default=5000, metavar="N", help="default: 5000")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="default: 0")
    parser.add_argument("--kills", type=int, default=300, metavar="N", help="default: 300")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="copy inputs with problems there")
    parser.add_argument("--actions", type=int, default=20_000, metavar="N", help="of the monkey; default: 20000")
    parser.add_argument("--monkeys", type=int, default=10, metavar="N", help="seeds that share them; default: 10")
    parser.add_argument("--soak", type=float, default=60, metavar="MINUTES", help="default: 60")
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    good = True
    if args.files or args.kills:
        with tempfile.TemporaryDirectory() as folder, warm(Path(folder)) as pool:
            figures, kills = run(pool, args.files, args.kills, args.seed, keep=args.keep, talk=True)
        print(f"{figures.text}\n\n{kills.text}", flush=True)
        good = not (figures.problems or kills.problems or kills.litter)
    if args.actions:
        found = romp.run(args.actions, [args.seed + k for k in range(args.monkeys)])
        print(f"\n{found.text}", flush=True)
        good = good and found.good
    if args.soak:
        stay = soak.run(60 * args.soak)
        print(f"\n{stay.text}", flush=True)
        good = good and stay.good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
