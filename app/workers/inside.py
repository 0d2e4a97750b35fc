"""Looking into a network in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.params.inside import LookedInto, LookRequest
from app.workers.latest import LatestThread

if TYPE_CHECKING:
    from app.jobs.inside import InsideWork

InsideThread = LatestThread[LookRequest, LookedInto]


def inside_thread(title: str) -> InsideThread:
    """Answers LookRequest with LookedInto; ``title`` says what could not be done if it fails."""

    def make() -> InsideWork:
        from app.jobs.inside import InsideWork

        return InsideWork(thread.check)

    thread: InsideThread = LatestThread(title, make)
    return thread
