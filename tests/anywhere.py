"""The tests on machines that are odd in some way.

    python -m tests.anywhere                all tests on each machine of the table, one after the other
    python -m tests.anywhere booted -- -x   on one of them, with options for pytest

:mod:`tests.unit.test_anywhere` does so at every run for the tests that would be the first to fail there.
"""

import functools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NO_FONTS = str(Path(__file__).with_name("no-fonts.conf"))

NAME = "SCORE_EXPLORER_TEST_MACHINE"
"""The machine that the tests run on, if it is one of these."""

CLOCK = "SCORE_EXPLORER_TEST_CLOCK"
"""Set: the clocks begin at 0, as on a machine that has just been started."""

MACHINES = {
    "booted": {CLOCK: "0", "OMP_NUM_THREADS": "1", "LANG": "ko_KR.UTF-8"},
    "large": {"OMP_NUM_THREADS": "12", "LANG": "de_DE.UTF-8", "HOME": "/dev/null/nobody", "FONTCONFIG_FILE": NO_FONTS},
}
"""What is odd about each, as environment variables: uptime, cores, language, home, fonts."""

ODD = MACHINES["booted"] | MACHINES["large"] | {"LANG": "ko_KR.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"}
"""All of that at once; that there is one core is so in every run of the tests."""

SENSITIVE = (
    "ui/test_language.py::test_a_translation_is_found_by_the_system_s_language",
    "ui/test_run.py::test_space_makes_the_pictures_of_the_command_line",
    "ui/test_run.py::test_a_slow_painter_does_not_queue_frames",
    "ui/test_run.py::test_short_levels_are_all_kept_though_few_frames_are_painted",
    "ui/test_run.py::test_numbers_are_written_anew_rarely_while_running_and_at_once_otherwise",
    "ui/test_manners.py::test_a_dragged_slider_leaves_one_line",
    "ui/test_manners.py::test_a_message_leaves_by_itself_and_a_problem_stays",
    "ui/test_manners.py::test_no_workspace_pushes_another_s_panels_off_a_small_screen",
    "ui/test_manners.py::test_the_log_ends_at_its_newest_line_unless_the_user_reads_an_older_one",
    "ui/test_manners.py::test_a_file_dropped_on_a_number_is_opened_not_typed",
    "ui/test_manners.py::test_an_arrow_key_moves_a_whole_number_by_one_at_least",
    "ui/test_manners.py::test_exporting_samples_says_what_will_be_replaced",
    "unit/test_networks_kernels.py", "unit/test_networks_kernels_building.py", "unit/test_display.py",
)  # fmt: skip
"""The tests that have failed on one of them, or would first: those about clocks, the system's language, room, fonts,
numbers, threads and a home that cannot be written."""


def set_clock() -> None:
    """Let the clocks begin at 0 if the environment asks for it."""
    if CLOCK in os.environ:
        for name in ("perf_counter", "monotonic"):
            setattr(time, name, _from_zero(getattr(time, name)))


def _from_zero(clock: Callable[[], float]) -> Callable[[], float]:
    begun = clock()
    return functools.wraps(clock)(lambda: clock() - begun)


def run(machine: str, odd: Mapping[str, str], *arguments: str) -> int:
    """Pytest's exit code on a machine of this name, with these environment variables."""
    own = ("OMP_", "LC_", "LANGUAGE", "PYTEST_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    environment |= {"QT_QPA_PLATFORM": "offscreen", NAME: machine} | odd
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:benchmark", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    words = sys.argv[1:]
    split = words.index("--") if "--" in words else len(words)
    failed = [machine for machine in words[:split] or MACHINES if run(machine, MACHINES[machine], *words[split + 1 :])]
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
