"""A race as a thread runs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from app.params.path import Leg
from app.params.race import Lane, LaneEnded, Lanes, LaneTold
from app.params.run import FinishReason, Moment, Occasion, ParamsChange, Problem, Tell
from app.workers.control import Mode, RunControl
from app.workers.exchange import PathStore
from app.workers.pictures import FRAME_SECONDS
from app.workers.problems import explain_run, explain_task
from app.workers.run import RunLink, RunThread

if TYPE_CHECKING:
    from app.core.types import ScoreModel as ScoreModel


@dataclass(frozen=True)
class Racer:
    """A contestant's run: what it does, the number of its frames, and where its path is kept."""

    leg: Leg
    run_id: int
    path: PathStore


@dataclass(frozen=True)
class RaceJob:
    """Who runs on which network, called ``name``; ``remembered`` is how files were opened before.

    ``threads`` of the processor compute it (None: all cores).
    """

    racers: Sequence[Racer]
    model: ScoreModel
    name: str
    remembered: Mapping[str, Any] = field(default_factory=dict)
    threads: int | None = None


def race_thread(run_id: int, job: RaceJob, mode: Mode, title: str) -> RunThread[None, Lanes]:
    """A thread that tells LaneEnded for each contestant, and what takes effect in its run; ``title``: what failed."""

    def begin(link: RunLink[None, Lanes], tell: Tell) -> Iterator[Moment[Lanes]]:
        from app.jobs.race import race
        from app.jobs.sweep import OpenNetworks
        from app.jobs.threads import computed_with

        model = OpenNetworks(job.name, job.model, job.remembered)(job.name)
        racers, lanes = job.racers, [Lane() for _ in job.racers]
        tells = [partial(_told, tell, k, racer.path) for k, racer in enumerate(racers)]
        legs, numbers = [racer.leg for racer in racers], [racer.run_id for racer in racers]
        for turn in computed_with(job.threads, partial(race, model, legs, numbers, tells, link.control.check)):
            k = turn.index
            if turn.moment is None:
                reason, problem = (FinishReason.COMPLETE, None) if turn.error is None else explain_run(turn.error)
                tell(LaneEnded(k, reason, problem))
                continue
            frame = turn.moment.frame(Occasion.RUNNING)
            racers[k].path.put(frame)
            racers[k].path.add(frame.progress)
            lanes[k] = Lane(frame, lanes[k].seconds + turn.seconds)
            yield Moment(partial(_snapshot, tuple(lanes)))

    def explain(error: BaseException) -> tuple[FinishReason, Problem | None] | None:
        from app.io.errors import FileError

        return (FinishReason.FAILED, explain_task(error, title)) if isinstance(error, FileError) else None

    link = RunLink[None, Lanes](RunControl(None, mode))
    return RunThread(run_id, begin, link, explain=explain, frame_seconds=FRAME_SECONDS)


def _told(tell: Tell, index: int, path: PathStore, what: object) -> None:
    if isinstance(what, ParamsChange):
        path.add_change(what)
    else:
        tell(LaneTold(index, what))


def _snapshot(lanes: Lanes, _occasion: Occasion) -> Lanes:
    return lanes
