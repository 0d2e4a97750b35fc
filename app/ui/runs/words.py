"""A run in words: what it does, why it ended, how far it is."""

from __future__ import annotations

from app.params.path import Kept
from app.params.run import FinishReason
from app.params.status import RunPhase, RunStatus
from app.ui.text import count, duration, number, tr

PHASES = {
    RunPhase.IDLE: "Ready",
    RunPhase.RUNNING: "Running",
    RunPhase.PAUSING: "Pausing…",
    RunPhase.PAUSED: "Paused",
    RunPhase.STOPPING: "Stopping…",
}
"""What a run does."""

REASONS = {
    FinishReason.COMPLETE: "Complete",
    FinishReason.STOPPED: "Stopped",
    FinishReason.DIVERGED: "Diverged",
    FinishReason.OUT_OF_MEMORY: "Out of memory",
    FinishReason.FAILED: "Failed",
}
"""Why a run ended."""


def status_text(status: RunStatus) -> str:
    """What the run does, or why it ended."""
    ended = status.phase is RunPhase.IDLE and status.reason is not None
    return tr(REASONS[status.reason]) if ended and status.reason is not None else tr(PHASES[status.phase])


def progress_text(status: RunStatus, done: int, total: int, rate: float = 0.0, *, back: bool = False) -> str:
    """The same with the step that the run has come to, and while it goes on the steps a second, if they are given.

    ``back``: it is an earlier step, which is looked at.
    """
    if back:
        return tr("Looking back: step {0} of {1}").format(count(done), count(total))
    text = tr("{0}: step {1} of {2}").format(status_text(status), count(done), count(total))
    return text + tr(", {0}/s").format(number(rate)) if rate and status.phase is RunPhase.RUNNING else text


def duration_each(rate: float) -> str:
    """How long one evaluation takes."""
    if rate <= 0:
        return "–"
    return tr("{0} ms").format(number(1000 / rate)) if rate > 1 else duration(1 / rate)


def thinned_text(kept: Kept) -> str:
    """What had to be left out of a run's path for want of memory; empty if nothing."""
    if kept.every_level > 1:
        return tr("1 level of {0} kept").format(kept.every_level)
    if kept.every != 1:
        return tr("1 step of {0} kept").format(kept.every) if kept.every else tr("only the levels' ends kept")
    return ""
