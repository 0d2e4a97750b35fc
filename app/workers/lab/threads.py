"""The laboratory's threads: particles, training, a film, and those that answer the newest question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from app.params.lab.bias import BiasPoint, BiasRequest
from app.params.lab.density import DensitySettings
from app.params.lab.flow import FlowLines, FlowRequest
from app.params.lab.particles import ParticleParams
from app.params.lab.run import (
    CloudNumbers,
    ErrorNumbers,
    ErrorRequest,
    FieldArrays,
    FieldRequest,
    PanelJob,
    PanelProfile,
    ParticleFrame,
    ParticleOrders,
    ProbeNumbers,
    ProbeRequest,
    ProfileRequest,
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

PARTICLE_SECONDS = 1 / 120
"""Frames of particles closer than this are left out; less than a step at the usual pace, so that a late step costs no
frame."""

TRAINING_SECONDS = 0.2

ProbeThread = LatestThread[ProbeRequest, ProbeNumbers]
ProfileThread = LatestThread[ProfileRequest, tuple[PanelProfile, ...]]
BiasThread = LatestThread[BiasRequest, BiasPoint]
FlowThread = LatestThread[FlowRequest, tuple[FlowLines | None, ...]]
ErrorThread = LatestThread[ErrorRequest, ErrorNumbers | None]
ParticleLink = RunLink[ParticleOrders, ParticleFrame]
FieldThread = LatestThread[FieldRequest, tuple[FieldArrays, ...]]
NumbersThread = LatestThread["NumbersRequest", tuple[CloudNumbers, ...]]
TrainingLink = RunLink[LabTrainSettings, TrainingFrame]


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


def field_thread(title: str) -> FieldThread:
    """Answers FieldRequest with a tuple of FieldArrays."""

    def make() -> FieldWork:
        from app.jobs.lab.fields import FieldWork

        return FieldWork()

    return LatestThread(title, make)


def numbers_thread(title: str) -> NumbersThread:
    """Answers NumbersRequest with a tuple of CloudNumbers."""

    def make() -> NumbersWork:
        from app.jobs.lab.numbers import NumbersWork

        return NumbersWork()

    return LatestThread(title, make)


def probe_thread(title: str) -> ProbeThread:
    """Answers ProbeRequest with ProbeNumbers."""

    def make() -> ProbeWork:
        from app.jobs.lab.probe import ProbeWork

        return ProbeWork()

    return LatestThread(title, make)


def profile_thread(title: str) -> ProfileThread:
    """Answers ProfileRequest with a PanelProfile a panel."""

    def make() -> ProfileWork:
        from app.jobs.lab.profiles import ProfileWork

        return ProfileWork()

    return LatestThread(title, make)


def bias_thread(title: str) -> BiasThread:
    """Answers BiasRequest with a BiasPoint."""

    def make() -> BiasWork:
        from app.jobs.lab.bias import BiasWork

        return BiasWork()

    return LatestThread(title, make)


def flow_thread(title: str) -> FlowThread:
    """Answers FlowRequest with the lines of each panel."""

    def make() -> FlowWork:
        from app.jobs.lab.flow import FlowWork

        return FlowWork()

    return LatestThread(title, make)


def error_thread(title: str) -> ErrorThread:
    """Answers ErrorRequest with ErrorNumbers."""

    def make() -> ErrorWork:
        from app.jobs.lab.learning import ErrorWork

        return ErrorWork()

    return LatestThread(title, make)
