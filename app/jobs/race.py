"""A race: the runs of several settings, each as it is alone, taking turns so that all pass the same sigma together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.core.diagnostics import SamplingDivergedError
from app.core.types import ScoreModel
from app.jobs.pictures import PictureJob, PictureRun
from app.params.path import Leg
from app.params.race import next_of, place_of, start_of
from app.params.run import Frame, Moment, Tell


@dataclass(frozen=True)
class Turn:
    """The contestant at ``index`` has made an evaluation, in ``seconds``; with no ``moment`` it has ended.

    ``error``: why, if not because it is complete.
    """

    index: int
    seconds: float
    moment: Moment[Frame] | None
    error: SamplingDivergedError | None = None


def race(
    model: ScoreModel, legs: Sequence[Leg], run_ids: Sequence[int], tells: Sequence[Tell], check: Callable[[], None]
) -> Iterator[Turn]:
    """One turn after another, to the end of the last one; ``legs`` are what each contestant runs.

    Each has its own noise sources, so who else runs decides nothing of its bits. One that diverges ends alone.
    """
    runs = []
    for leg, run_id, tell in zip(legs, run_ids, tells, strict=True):
        job = PictureJob(run_id, model, leg.settings, leg.indices)
        runs.append(PictureRun(job, leg.params_at, tell, check).moments())
    levels = [leg.settings.noise_levels for leg in legs]
    places = {k: start_of(sigmas) for k, sigmas in enumerate(levels)}
    while places:
        index = next_of(places)
        begun, moment, error = time.perf_counter(), None, None
        try:
            moment = next(runs[index], None)
        except SamplingDivergedError as diverged:
            error = diverged
        seconds = time.perf_counter() - begun
        if moment is None or moment.progress is None:
            del places[index]
        else:
            places[index] = place_of(moment.progress, levels[index])
        yield Turn(index, seconds, moment, error)
