"""Exports, written in a thread."""

from __future__ import annotations

from collections.abc import Iterator

from app.params.export import Export, ExportRow
from app.params.run import Done, FinishReason, Moment, Problem, Tell
from app.workers.control import RunControl
from app.workers.heap import give_back
from app.workers.problems import explain_task
from app.workers.run import RunLink, RunThread


def export_thread(number: int, row: ExportRow, path: str, what: Export, title: str) -> RunThread[None, None]:
    """A thread that writes an export and tells the paths as Done, before that perhaps FilmProgress; it can be stopped.

    ``title`` says what could not be done if it fails.
    """

    def begin(link: RunLink[None, None], tell: Tell) -> Iterator[Moment[None]]:
        from app.jobs.export import Target, write

        written = write(Target(row, path, link.control.checkpoint, tell), what)
        give_back()  # a film takes tens of megabytes
        tell(Done(written))
        return iter(())

    def explain(error: BaseException) -> tuple[FinishReason, Problem]:
        return FinishReason.FAILED, explain_task(error, title)

    return RunThread(number, begin, RunLink(RunControl(None)), explain=explain)
