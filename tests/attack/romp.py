"""Monkeys in processes of their own, so that an end by a signal is seen, and what came of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.attack.heart import Gap
from tests.conftest import ROOT

GAP_S = 0.25
SECONDS_AN_ACTION = 2.0
"""A process that takes longer is ended, as one that hangs."""


@dataclass
class Romp:
    """What came of the monkeys."""

    actions: int = 0
    seeds: int = 0
    errors: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def harmless(self) -> bool:
        """Whether nothing went wrong, however long it took."""
        return not (self.errors or self.crashes or self.left)

    @property
    def slow(self) -> list[Gap]:
        """The gaps that are the program's own, and not the import of torch; the longest first."""
        return sorted((gap for gap in self.gaps if gap.own > GAP_S and not gap.torch), key=lambda gap: -gap.own)

    @property
    def good(self) -> bool:
        """Whether nothing went wrong, and the event loop always went on."""
        return self.harmless and not self.slow

    @property
    def text(self) -> str:
        """The figures, and the first problems."""
        late = [gap for gap in self.gaps if gap.clock > GAP_S]
        importing = sum(gap.torch for gap in late)
        head = (
            f"{self.actions:,} random actions over {self.seeds} seeds: {len(self.errors)} exceptions, "
            f"{len(self.crashes)} crashes, {len(self.left)} threads or windows left"
        )
        gaps = (
            f"gaps of the event loop over {1000 * GAP_S:.0f} ms: {len(late)}; {importing} of them while torch was "
            f"imported, {len(late) - importing - len(self.slow)} because the machine had no processor free, "
            f"{len(self.slow)} of the program's own"
        )
        lines = [head, ", ".join(f"{kind} {count}" for kind, count in self.kinds.most_common()), gaps]
        names = Counter(gap.where for gap in self.slow)
        lines += [f"  {count} times in {name or 'Qt'}" for name, count in names.most_common(12)]
        for gap in self.slow[:12]:
            took = f"{1000 * gap.own:.0f} ms ({1000 * gap.clock:.0f} on the clock)"
            lines.append(f"  {took} in {gap.where or 'Qt'}, after: {gap.doing}")
        return "\n".join([*lines, *self.crashes[:10], *self.left[:10], *self.errors[:10]])


def run(actions: int, seeds: list[int]) -> Romp:
    """So many actions, shared by the seeds, each in a process of its own."""
    romp, share = Romp(), -(-actions // len(seeds))
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            _slice(romp, seed, share, Path(folder))
    return romp


def _slice(romp: Romp, seed: int, actions: int, folder: Path) -> None:
    words = [sys.executable, "-m", "tests.attack.monkey", str(seed), str(actions), str(folder)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    said = folder / "said.txt"
    with said.open("wb") as output:
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            code = process.wait(60 + SECONDS_AN_ACTION * actions)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGABRT)  # its stack is printed
            code = process.wait(60)
    last = said.read_text(errors="replace").splitlines()
    journal = folder / "journal.txt"
    steps = journal.read_text(errors="replace").rstrip("\0").splitlines() if journal.exists() else []
    romp.seeds += 1
    if code != 0 or not last or not last[-1].startswith("{"):
        told = "\n    ".join([*last[-30:], *steps[-12:]])
        romp.crashes.append(f"seed {seed}: exit {code} after {len(steps)} notes:\n    {told}")
        return
    found = json.loads(last[-1])
    romp.actions += found["actions"]
    romp.errors += [f"seed {seed}: {text}" for text in found["errors"]]
    romp.left += [f"seed {seed}: {text}" for text in found["left"]]
    romp.gaps += [Gap(*gap) for gap in found["gaps"]]
    romp.kinds += Counter(found["kinds"])
