"""The laboratory's threads: particles, training, a film, and those that answer the newest question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from app.params.lab.density import DensitySettings
from app.params.lab.particles import ParticleParams
from app.params.lab.run import (
    PanelJob,
    ParticleFrame,
    ParticleOrders,
    TrainingFrame,
)
from app.params.lab.training import LabTrainSettings
from app.params.run import FinishReason, Moment, Problem, Tell
from app.workers.latest import LatestThread
from app.workers.problems import explain_titled
from app.workers.run import RunLink, RunThread

if TYPE_CHECKING:
    from app.jobs.lab.bias import BiasWork
    from app.jobs.lab.fields import FieldWork
    from app.jobs.lab.flow import FlowWork
    from app.jobs.lab.learning import ErrorWork
    from app.jobs.lab.numbers import NumbersRequest, NumbersWork
    from app.jobs.lab.probe import ProbeWork
    from app.jobs.lab.profiles import ProfileWork

Q = TypeVar("Q")
A = TypeVar("A")

PARTICLE_SECONDS = 1 / 120
"""Frames of particles closer than this are left out; less than a step at the usual pace, so that a late step costs no
frame."""

TRAINING_SECONDS = 0.2

ParticleLink = RunLink[ParticleOrders, ParticleFrame]
TrainingLink = RunLink[LabTrainSettings, TrainingFrame]


def answering(make: Callable[[], Callable[[Q], A]]) -> Callable[[str], LatestThread[Q, A]]:
    """What makes a thread, of the title of what goes wrong in it; ``make``, called there, makes what answers."""

    def thread(title: str) -> LatestThread[Q, A]:
        return LatestThread(title, make)

    return thread


def particle_thread(
    run_id: int, panels: tuple[PanelJob, ...], link: ParticleLink, ask: Callable[[NumbersRequest], None]
) -> RunThread[ParticleOrders, ParticleFrame]:
    """A thread in which all panels step together; ``ask`` is asked for numbers now and then."""

    def begin(link: ParticleLink, tell: Tell) -> Iterator[Moment[ParticleFrame]]:
        from app.jobs.lab.particles import Particles, kept

        def keep(k: int, wanted: ParticleParams, good: ParticleParams) -> None:
            link.control.change(lambda orders: kept(orders, k, wanted, good))

        return Particles(run_id, panels, lambda: link.control.params, keep, ask, tell).moments()

    titles = {
        FinishReason.FAILED: "The particles cannot run with these settings",
        FinishReason.DIVERGED: "The particles diverged",
    }
    return RunThread(
        run_id, begin, link, explain=partial(explain_titled, titles), frame_seconds=PARTICLE_SECONDS, shows_start=True
    )


def training_thread(
    run_id: int, density: DensitySettings, link: TrainingLink
) -> RunThread[LabTrainSettings, TrainingFrame]:
    """A thread that trains the laboratory's network."""
    settings = link.control.params

    def begin(link: TrainingLink, _tell: Tell) -> Iterator[Moment[TrainingFrame]]:
        from app.jobs.lab.learning import Learning

        return Learning(run_id, density, settings, lambda: link.control.params).moments()

    def explain(error: BaseException) -> tuple[FinishReason, Problem | None] | None:
        from app.jobs.lab.learning import explain

        return explain(error)

    return RunThread(run_id, begin, link, explain=explain, frame_seconds=TRAINING_SECONDS)


@answering
def field_thread() -> FieldWork:
    """Answers FieldRequest with a tuple of FieldArrays."""
    from app.jobs.lab.fields import FieldWork

    return FieldWork()


@answering
def numbers_thread() -> NumbersWork:
    """Answers NumbersRequest with a tuple of CloudNumbers."""
    from app.jobs.lab.numbers import NumbersWork

    return NumbersWork()


@answering
def probe_thread() -> ProbeWork:
    """Answers ProbeRequest with ProbeNumbers."""
    from app.jobs.lab.probe import ProbeWork

    return ProbeWork()


@answering
def profile_thread() -> ProfileWork:
    """Answers ProfileRequest with a PanelProfile a panel."""
    from app.jobs.lab.profiles import ProfileWork

    return ProfileWork()


@answering
def bias_thread() -> BiasWork:
    """Answers BiasRequest with a BiasPoint."""
    from app.jobs.lab.bias import BiasWork

    return BiasWork()


@answering
def flow_thread() -> FlowWork:
    """Answers FlowRequest with the lines of each panel."""
    from app.jobs.lab.flow import FlowWork

    return FlowWork()


@answering
def error_thread() -> ErrorWork:
    """Answers ErrorRequest with ErrorNumbers, or None where the network is not to be compared."""
    from app.jobs.lab.learning import ErrorWork

    return ErrorWork()
