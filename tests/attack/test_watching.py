"""What the long attack says of gaps and of threads that are left."""

import logging
import threading
import weakref

from PySide6.QtCore import QThread

from tests.attack import heart
from tests.attack.heart import Gap
from tests.attack.romp import Romp
from tests.attack.window import left_threads, until


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
    assert "test_looking_at_a_thread_names_its_functions_and_keeps_nothing_of_them.<locals>.work" in place
    may_end.set()
    thread.join()
    assert things[0]() is None
