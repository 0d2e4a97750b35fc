"""One-shot tasks in a thread of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.params.run import Done, FinishReason, Moment, Problem, Tell
from app.workers.control import RunControl
from app.workers.problems import explain_task
from app.workers.run import RunLink, RunThread


def task_thread(task_id: int, title: str, work: Callable[[], object]) -> RunThread[None, None]:
    """Calls ``work()`` once and tells what it returns as Done; ``title`` says what could not be done if it fails."""

    def begin(_link: RunLink[None, None], tell: Tell) -> Iterator[Moment[None]]:
        tell(Done(work()))
        return iter(())

    def explain(error: BaseException) -> tuple[FinishReason, Problem]:
        return FinishReason.FAILED, explain_task(error, title)

    return RunThread(task_id, begin, RunLink(RunControl(None)), explain=explain)
