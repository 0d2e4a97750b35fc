"""What the long attack says of gaps and of threads that are left."""

import logging
import os
import signal
import sys
import threading
import time
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QMenu, QToolButton

from tests.attack import heart
from tests.attack.heart import Gap
from tests.attack.kills import COMMANDS, WINDOW, reader_of
from tests.attack.pulse import Pulse, overlap
from tests.attack.romp import Romp
from tests.attack.window import again_and_again, left_threads, until


class Logging(QThread):
    """Asks Python who it is, as logging does, and stays until it is told to end."""

    def __init__(self):
        super().__init__()
        self.logged, self.may_end = threading.Event(), threading.Event()

    def run(self):
        logging.getLogger("a library").debug("something")
        threading.current_thread()
        self.logged.set()
        self.may_end.wait()


def test_a_thread_counts_as_left_while_it_runs_and_not_when_only_pythons_object_of_it_is_there(qapp):
    before = left_threads()
    thread = Logging()
    thread.start()
    thread.logged.wait()
    (found,) = set(left_threads()) - set(before)
    assert found.startswith("thread Dummy-")
    thread.may_end.set()
    thread.wait()
    assert found.removeprefix("thread ") in {t.name for t in threading.enumerate()}  # Python does not know
    assert until(lambda: left_threads() == before)


def test_a_click_that_waits_for_a_menu_is_not_waited_for(qtbot):
    button, done = QToolButton(), []
    qtbot.addWidget(button)
    menu = QMenu(button)
    menu.addAction("something")
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.show()

    def click():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        done.append(menu.isVisible())

    again_and_again(click, lambda: len(done) == 3)
    assert done == [False] * 3


@pytest.mark.parametrize("name", [*COMMANDS[WINDOW][1].values(), "t.samples.png", "t.resume.pt", "p.gif"])
def test_each_file_that_is_killed_is_read_as_what_it_is(name):
    readers = {"w-view.png": "experiment", "t.samples.png": "picture", "t.resume.pt": "state", "p.gif": "picture"}
    assert reader_of(name) == readers.get(name, "archive" if name.endswith(".npz") else "record")


def test_gaps_are_told_apart():
    machine, ours, torch, short = (
        Gap(1.0, 0.2, False, "a", "x"), Gap(0.4, 0.3, False, "b", "opens y"), Gap(2.0, 1.9, True, "c", "z"),
        Gap(0.2, 0.2, False, "d", "w"),
    )  # fmt: skip
    romp = Romp(actions=10, seeds=1, gaps=[machine, torch, short])
    assert romp.good
    romp.gaps.append(ours)
    assert (romp.slow, romp.harmless, romp.good) == ([ours], True, False)
    assert "3; 1 of them while torch was imported, 1 because the machine had no processor free, 1 of" in romp.text
    assert "300 ms (400 on the clock) in b, after: opens y" in romp.text


def test_how_late_99_of_100_beats_are_at_most(qapp):
    watched = heart.Heart()
    watched.stop()
    watched.beats[:] = 0
    watched.beats[[heart.BEAT_MS - 1, heart.BEAT_MS + 3, heart.BEAT_MS + 7, 5000]] = 50, 49, 1, 1
    assert [watched.lateness(percent) for percent in (40, 95, 99, 100)] == [0, 3, 7, 5000 - heart.BEAT_MS]


def test_a_gap_is_the_programs_own_as_far_as_it_had_a_processor():
    assert heart.own_seconds(clock=1.0, machine=0.25, worked=0.5, computed=0.5, idle=1.0) == 0.75  # it slept
    assert heart.own_seconds(clock=1.0, machine=0.75, worked=0.5, computed=0.5, idle=1.0) == 0.5
    assert heart.own_seconds(clock=1.0, machine=0.25, worked=0.125, computed=0.25, idle=0.0) == 0.25
    assert heart.own_seconds(clock=1.0, machine=0.25, worked=0.5, computed=1.5, idle=0.0) == 0.75


def test_what_comes_while_the_machine_stands_still_is_not_the_programs_own(qapp):
    watched = heart.Heart()
    watched.stop()
    watched._gaps = [(5.0, Gap(0.5, 0.5, False, "a", "x")), (9.0, Gap(0.4, 0.1, False, "b", "y"))]
    watched._still = [(4.0, 4.6), (4.75, 4.9), (8.0, 9.5)]
    assert [round(gap.own, 6) for gap in watched.gaps] == [0.25, 0]
    assert [gap.clock for gap in watched.gaps] == [0.5, 0.4]
    assert overlap(1.0, 4.0, watched._still) == 0


def _reads(process, name):
    """Whether a process has a file of this name open; it may close another one meanwhile."""
    for link in Path(f"/proc/{process}/fd").iterdir():
        try:
            if str(link.readlink()).endswith(name):
                return True
        except OSError:
            continue
    return False


def test_a_process_that_only_sleeps_knows_when_it_could_not_go_on():
    pulse = Pulse()
    assert until(lambda: _reads(pulse.process.pid, "schedstat"))
    began = time.perf_counter()
    os.kill(pulse.process.pid, signal.SIGSTOP)
    assert until(lambda: time.perf_counter() - began > 0.5)
    os.kill(pulse.process.pid, signal.SIGCONT)
    assert sum(ended - began for began, ended in pulse.stop()) > 0.4
    assert pulse.process.returncode == 0


class Thing:
    """Something that a function leaves to its end."""


def test_looking_at_a_thread_names_its_functions_and_keeps_nothing_of_them():
    inside, may_end, things = threading.Event(), threading.Event(), []

    def work():
        thing = Thing()
        things.append(weakref.ref(thing))
        inside.set()
        may_end.wait()

    thread = threading.Thread(target=work)
    thread.start()
    inside.wait()
    place = heart._where(thread.ident)
    assert place == "test_watching.work"
    may_end.set()
    thread.join()
    assert things[0]() is None


def test_what_a_function_leaves_to_its_end_ends_there_while_somebody_looks():
    main, over, looked = threading.get_ident(), threading.Event(), threading.Event()

    def watch():
        while not over.is_set():
            heart._where(main)
            looked.set()

    def work():
        thing = Thing()
        return weakref.ref(thing)

    watcher, before = threading.Thread(target=watch), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        watcher.start()
        looked.wait()
        late = sum(work()() is not None for _ in range(20_000))
    finally:
        over.set()
        watcher.join()
        sys.setswitchinterval(before)
    assert late == 0, "a painter would have lived on"
