"""The runner of one-shot tasks: a thread counts as running until its answer has arrived."""

import pytest
from PySide6.QtCore import QObject

from app.params.run import FinishReason
from app.ui.asker import Asker
from app.ui.tasks import TaskRunner
from app.workers.control import RunControl
from app.workers.latest import LatestThread
from app.workers.run import RunLink, RunThread


def test_a_thread_counts_until_its_answer_is_here(qtbot):
    """Of two that have both ended, the news of the first must not make the second one forgotten before it is heard."""
    runner, heard = TaskRunner(), []
    for name in ("first", "second"):
        runner.start(name, lambda name=name: name, lambda answer: heard.append((answer, runner.running)), heard.append)
        assert runner._threads[-1].wait(30_000)  # no event is delivered meanwhile
    assert heard == []
    qtbot.waitUntil(lambda: runner.running == 0, timeout=30_000)
    assert heard == [("first", 2), ("second", 1)]


def test_waiting_for_all_forgets_all_and_drops_their_answers(qtbot):
    runner, heard = TaskRunner(), []
    for _ in range(2):
        runner.start("a task", lambda: 1, heard.append, heard.append)
    assert runner.wait_all(30)
    assert runner.running == 0
    with qtbot.waitSignal(runner.destroyed, timeout=30_000):
        runner.deleteLater()  # and what was on its way arrives before
    assert heard == []


@pytest.fixture
def asker(qapp):
    """Answers with capitals."""
    owner, runner = QObject(), TaskRunner()
    yield Asker(lambda title: LatestThread(title, lambda: str.upper), "it failed", runner, owner)
    assert runner.wait_all(30)


def test_a_thread_that_waits_for_questions_ends_with_the_program(asker, qtbot):
    with qtbot.waitSignal(asker.answered):
        asker.ask("a word")
    assert asker.take().result == "A WORD"
    assert asker._tasks.end(60)
    assert asker._tasks.running == 0


def test_after_the_end_nothing_is_asked_and_nothing_begins(asker, qtbot):
    runner, heard = asker._tasks, []
    assert runner.end(60)
    asker.ask("what came too late")
    runner.start("a task", lambda: heard.append("begun"), heard.append, heard.append)
    assert runner.running == 0
    run = RunThread(1, lambda *_: iter(()), RunLink(RunControl(None)))
    run.ended.connect(lambda _number, reason, _problem: heard.append(reason))
    runner.adopt(run)
    run.start()
    asker.started().ask("another")
    qtbot.waitUntil(lambda: runner.running == 0)
    assert heard == [FinishReason.STOPPED]
    assert asker.take() is None
