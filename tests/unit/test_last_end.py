"""What the next window knows of one that was not closed."""

import os

import pytest

from app.io.last_end import LastEnd, begin
from app.io.owners import HOST, owner
from tests.processes import python

DEAD = f"fatal.score-explorer-{HOST}-{os.getpid()}-1-0.tmp"
"""Of a process of this one's number that began at another time."""


@pytest.fixture
def system(tmp_path):
    """Sets what the system counts; its files."""

    def count(starved, boot="a"):
        for name, text in {
            "vmstat": f"nr_free 5\noom_kill {starved}\npgs 1\n",
            "sys/kernel/random/boot_id": boot,
        }.items():
            path = tmp_path / "root/proc" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n")
        return tmp_path / "root"

    return count


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "data"
    made.mkdir()
    return made


def test_a_window_that_was_closed_has_left_nothing(folder, system):
    path, found = begin(folder, system(3))
    assert (path.parent, found) == (folder, [])
    path.unlink()
    assert begin(folder, system(9))[1] == []


@pytest.mark.parametrize(("now", "boot", "starved"), [(3, "a", 0), (4, "a", 1), (9, "a", 6), (9, "b", 0), (1, "a", 0)])
def test_programs_that_the_system_ended_meanwhile_are_counted_since_the_same_start(folder, system, now, boot, starved):
    path, _ = begin(folder, system(3))
    path.rename(folder / DEAD)
    assert begin(folder, system(now, boot))[1] == [LastEnd("", starved)]
    assert list(folder.iterdir()) == [path]  # it is told once


def test_a_window_that_lives_or_is_another_machine_s_is_left_alone(folder, system):
    path, _ = begin(folder, system(3))
    other = folder / DEAD.replace(HOST, "elsewhere")
    other.write_text("a 0\n")
    assert begin(folder, system(5)) == (path, [])
    assert other.exists()
    assert path.name == f"fatal.{owner()}-0.tmp"


@pytest.mark.parametrize("text", ["", "x", "a", "a x\n", "\n\n", "a " + "9" * 5000, "\0\xff"])
def test_a_file_of_nonsense_tells_nothing(folder, system, text):
    (folder / DEAD).write_text(text, encoding="latin-1")
    (folder / DEAD.replace("-1-0", "-2-0")).mkdir()
    found = begin(folder, system(3))[1]
    assert all(end == LastEnd("", 0) for end in found)


def test_a_system_that_counts_nothing_tells_nothing(folder, tmp_path):
    path, _ = begin(folder, tmp_path)
    path.rename(folder / DEAD)
    assert begin(folder, tmp_path)[1] == [LastEnd("", 0)]


ABORTS = """
import faulthandler, os, sys
from pathlib import Path
from app.io.last_end import begin
path, _ = begin(Path(sys.argv[1]))
faulthandler.enable(path.open("a"))
os.abort()
"""


def test_a_fatal_signal_leaves_its_stack(folder):
    assert python("-c", ABORTS, str(folder)).returncode != 0
    (end,) = begin(folder)[1]
    assert end.stack.startswith("Fatal Python error: Aborted")
    assert "<string>" in end.stack
