"""The runner of one-shot tasks: a thread counts as running until its answer has arrived."""

from PySide6.QtCore import QObject

from app.ui.asker import Asker
from app.ui.tasks import TaskRunner
from app.workers.latest import LatestThread


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


def test_a_question_that_comes_after_the_end_keeps_no_thread(qtbot):
    owner, runner = QObject(), TaskRunner()
    asker = Asker(lambda title: LatestThread(title, lambda: str.upper), "it failed", runner, owner)
    asker.close()
    asker.ask("what came too late")
    assert runner.running == 1
    qtbot.waitUntil(lambda: runner.running == 0)
    assert asker.take() is None
