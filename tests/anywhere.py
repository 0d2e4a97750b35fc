"""The tests on machines that are odd in some way.

    python -m tests.anywhere                all tests on each machine of the table, one after the other
    python -m tests.anywhere booted -- -x   on one of them, with options for pytest

:mod:`tests.unit.test_anywhere` does so for :data:`SENSITIVE` at every run.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

CLOCK = "SCORE_EXPLORER_TEST_CLOCK"
"""Set: the clocks begin at 0, as on a machine that has just been started."""

MACHINES = {
    "booted": {CLOCK: "0", "OMP_NUM_THREADS": "1", "LANG": "ko_KR.UTF-8", "LC_ALL": "ko_KR.UTF-8"},
    "large": {"OMP_NUM_THREADS": "12", "HOME": "/dev/null/nobody", "LANG": "de_DE.UTF-8", "QT_FONT_DPI": "120"},
}
"""What is odd about each, as environment variables: uptime, cores, language, home, fonts."""

SENSITIVE = (
    "tests/ui/test_clocks.py", "tests/ui/test_manners.py", "tests/unit/test_display.py",
)  # fmt: skip
"""The files whose tests have failed on one of them, or would first."""


def set_clock() -> None:
    """Let the clocks begin at 0 if the environment asks for it."""
    if CLOCK in os.environ:
        for name in ("perf_counter", "monotonic"):
            real = getattr(time, name)
            setattr(time, name, lambda real=real, begun=real(): real() - begun)


def run(machine: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Pytest on one of the machines; what it says is both shown in the result and given back."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "OMP_", "LC_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments], cwd=ROOT,
        env=environment | {"QT_QPA_PLATFORM": "offscreen"} | MACHINES[machine], text=True, check=False,
    )  # fmt: skip


if __name__ == "__main__":
    words = sys.argv[1:]
    options = words[words.index("--") + 1 :] if "--" in words else []
    chosen = (words[: words.index("--")] if "--" in words else words) or list(MACHINES)
    failed = [machine for machine in chosen if run(machine, *options).returncode]
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
