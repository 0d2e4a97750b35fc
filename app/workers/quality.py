"""Judging pictures in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.params.quality import Wish
from app.params.run import FinishReason, Moment, Problem, Tell
from app.workers.control import RunControl
from app.workers.problems import explain_task
from app.workers.run import RunLink, RunThread

if TYPE_CHECKING:
    from app.jobs.judging import Judge


@dataclass
class JudgeHolder:
    """Who judges: made in the first thread, for one thread at a time."""

    judge: Judge | None = None


def judging_thread(number: int, holder: JudgeHolder, wish: Wish, title: str) -> RunThread[None, None]:
    """A thread that judges what is wished for and tells what it finds; it can be stopped.

    ``title`` says what could not be done if it fails.
    """

    def begin(link: RunLink[None, None], tell: Tell) -> Iterator[Moment[None]]:
        from app.jobs.judging import Judge

        holder.judge = holder.judge or Judge()
        holder.judge.judge(wish, tell, link.control.check)
        return iter(())

    def explain(error: BaseException) -> tuple[FinishReason, Problem]:
        return FinishReason.FAILED, explain_task(error, title)

    return RunThread(number, begin, RunLink(RunControl(None)), explain=explain)
