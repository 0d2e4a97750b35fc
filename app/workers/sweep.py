"""A sweep as a thread fills it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from app.params.repaint import Repainted
from app.params.run import FinishReason, Moment, Occasion, Problem, Tell
from app.params.sweep import Sweep
from app.params.sweeping import CellDone, CellStep, SweepPlanned
from app.workers.control import Mode, RunControl
from app.workers.problems import explain_task
from app.workers.run import RunLink, RunThread

if TYPE_CHECKING:
    from app.core.types import ScoreModel as ScoreModel

STEP_SECONDS = 0.1
"""How far it is is told at most this often."""


@dataclass(frozen=True)
class SweepJob:
    """Which sweep on which network, the one that ``sweep.checkpoint`` names; ``done`` are cells that are filled.

    ``remembered`` is how other files were opened before, ``known`` what is filled in a sweep of fillings;
    ``threads`` of the processor compute it (None: all cores).
    """

    sweep: Sweep
    model: ScoreModel
    remembered: Mapping[str, Any] = field(default_factory=dict)
    known: Repainted | None = None
    done: Mapping[int, CellDone] = field(default_factory=dict)
    threads: int | None = None


def sweep_thread(run_id: int, job: SweepJob, mode: Mode, title: str) -> RunThread[None, CellStep]:
    """A thread that tells SweepPlanned, then a CellDone for each cell; ``title`` says what failed if a file does."""

    def begin(_link: RunLink[None, CellStep], tell: Tell) -> Iterator[Moment[CellStep]]:
        from app.jobs.sweep import OpenNetworks, judge_for, run_sweep
        from app.jobs.threads import computed_with

        networks = OpenNetworks(job.sweep.checkpoint, job.model, job.remembered)
        infos = {name: networks(name).describe() for name in job.sweep.networks}
        cells = job.sweep.cells(infos)
        tell(SweepPlanned(cells, infos))
        fill = partial(run_sweep, cells, networks, known=job.known, done=job.done, judge=judge_for)
        for what in computed_with(job.threads, fill):
            if isinstance(what, CellDone):
                tell(what)
            else:
                yield Moment(partial(_step, what))

    def explain(error: BaseException) -> tuple[FinishReason, Problem | None] | None:
        from app.io.errors import FileError

        return (FinishReason.FAILED, explain_task(error, title)) if isinstance(error, FileError) else None

    link = RunLink[None, CellStep](RunControl(None, mode))
    return RunThread(run_id, begin, link, explain=explain, frame_seconds=STEP_SECONDS)


def _step(step: CellStep, _occasion: Occasion) -> CellStep:
    return step
