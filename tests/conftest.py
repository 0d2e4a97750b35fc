"""What all tests share: where the reference data lie, and a machine without surprises.

Tests depend on nothing of the machine: not on its uptime, cores, fonts, locale, home or load. :mod:`tests.anywhere`
runs them on machines that are odd in each of these ways.
"""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from app.io.places import icons_folder
from app.ui.icons import use_icons
from tests import anywhere

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SCORE_EXPLORER_SHARED", ROOT.parent / "shared"))

# Before any test begins with Qt, which would end the process without a screen, or imports torch, which reads the number
# of threads once: the workers of pytest-xdist share the cores, and torch's threads would only wait for each other. What
# is about several threads has the fixture below.
ASKED = {name: os.environ.get(name) for name in ("OMP_NUM_THREADS", "OMP_WAIT_POLICY")}
"""What whoever started the tests wants of torch's threads; the benchmarks take no more than that."""
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Threads that wait for each other would otherwise turn in circles, on cores that somebody else could use: tests with
# several threads took ten times as long beside another worker.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def _roomy(folder):
    """Whether there is a file system in memory here with room for the files of tests, which may be programs, too."""
    try:
        there = os.statvfs(folder)
    except (AttributeError, OSError):
        return False
    return (
        os.access(folder, os.W_OK) and not there.f_flag & os.ST_NOEXEC and there.f_bavail * there.f_frsize > 2 * 2**30
    )


# Whoever writes settings and results waits for the disk after each: a fifth of the time of the window's tests. What
# tests write is removed, but for what failed.
if _roomy("/dev/shm"):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", "/dev/shm")

# Nothing is read from the user's home or written there. One that cannot be written is left: it can come to no harm, and
# that the tests pass there is worth knowing.
if os.access(os.environ.get("HOME", "/"), os.W_OK):
    os.environ["HOME"] = tempfile.mkdtemp(prefix="score-explorer-tests-")
    atexit.register(shutil.rmtree, os.environ["HOME"], ignore_errors=True)
for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ.pop(name, None)

# Messages are in English wherever the tests run, whatever else the system's language decides.
os.environ["LANGUAGE"] = "en"

anywhere.set_clock()
use_icons(str(icons_folder()))


LONG = (
    "test_hostile_files_and_kills_do_no_harm",  # the next two live in its warm process
    "test_a_monkey_in_the_window_breaks_nothing",
    "test_a_stay_in_the_window_leaves_nothing_behind",
    "test_the_sensitive_tests_pass_on_an_odd_machine",
    "test_every_step_sets_up_and_points_at_its_control",
    "test_the_figures_are_made_at_one_click",
    "test_a_compiled_run_gives_the_same_bits_from_the_command_line",
    "test_all_that_was_added_is_found_everywhere",
    "test_painting_at_other_device_pixel_ratios",  # beside the other one that forks pytest
    "test_every_control_does_what_it_says",
    "test_defaults_learn_the_two_gaussians",
)
"""Those that take more than five seconds of processor time each."""


def pytest_collection_modifyitems(items):
    """The longest come first: none is begun when the other workers have nothing left."""
    items.sort(key=lambda item: getattr(item, "originalname", item.name) not in LONG)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """What has been imported outlives all tests: no collection of garbage need look through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def shared():
    """The folder of reference data beside the checkout; tests that need it are skipped where it is absent."""
    if not (SHARED / "golden").is_dir():
        pytest.skip(f"the reference data are not at {SHARED}")
    return SHARED


@pytest.fixture
def letters(qapp):
    """Text has letters: what is about their looks or their room proves nothing where each of them is the same box."""
    from PySide6.QtGui import QFont, QFontInfo

    if not QFontInfo(QFont()).family():
        pytest.skip("there are no fonts here: each letter is a box")


@pytest.fixture
def two_threads(monkeypatch):
    """Torch computes with two threads, here and in child processes, whatever the machine has."""
    from tests.kernels import threads

    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    with threads(2):
        yield
