"""The thread in which particles run: all panels step by step together, so that they can be compared."""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from app.params import SettingError
from app.params.lab.density import DensitySettings
from app.params.lab.particles import LONGEST_TRAIL, TRAILS, ParticleParams, ParticleSettings
from app.params.run import FinishReason, Problem
from app.workers.control import RunControl
from app.workers.exchange import Mailbox
from app.workers.lab.numbers import Cloud, NumbersRequest
from app.workers.lab.run import LabThread
from app.workers.latest import LatestThread

Array = NDArray[np.float64]

FRAME_SECONDS = 1 / 120
"""Frames closer than this are left out; less than a step at the usual pace, so that a late step costs no frame."""
SHARES_SECONDS = 0.1
NUMBERS_SECONDS = 0.5


@dataclass(frozen=True)
class PanelJob:
    """One panel: its settings, and the learned score that its particles follow (None: the exact one)."""

    settings: ParticleSettings
    network: Any = None

    @property
    def score(self) -> Any:
        """The learned score, or None."""
        return None if self.network is None else self.network.score


@dataclass(frozen=True)
class PanelFrame:
    """One panel after a step: ``index`` of ``total`` steps; ``places`` [N, 2]; ``trails`` [M, P, 2], oldest first.

    ``step`` (of ``steps``) and ``level`` (of ``levels``) count from 0; ``index`` 0 is the start. ``shares`` of the
    particles in each part of the density stand beside its true ``weights``.
    """

    index: int
    total: int
    level: int
    levels: int
    step: int
    steps: int
    sigma: float
    alpha: float
    eta: float
    params: ParticleParams
    places: Array
    trails: Array | None
    shares: tuple[float, ...]
    weights: tuple[float, ...]
    over: bool


@dataclass(frozen=True)
class ParticleFrame:
    """All panels after a step; ``rate`` steps a second."""

    run_id: int
    panels: tuple[PanelFrame, ...]
    rate: float
    made_at: float


Change = tuple[int, int, ParticleParams | DensitySettings]
"""(panel, steps before, the parameters or the density that took effect)."""


@dataclass
class ParticleLink:
    """What the thread and the window share. All but ``control`` may be set at any time and acts at the next step."""

    control: RunControl
    params: tuple[ParticleParams, ...]
    density: DensitySettings
    speed: float = math.inf
    trail: int = 0
    mailbox: Mailbox[ParticleFrame] = field(default_factory=Mailbox)
    changes: list[Change] = field(default_factory=list)
    """What took effect during the run."""
    lock: Lock = field(default_factory=Lock)

    def set_params(self, params: tuple[ParticleParams, ...]) -> None:
        """Parameters for the next step of each panel."""
        with self.lock:
            self.params = params

    def set_density(self, density: DensitySettings) -> None:
        """The density that the particles follow from the next step on."""
        with self.lock:
            self.density = density

    def read_density(self) -> DensitySettings:
        """The density to follow."""
        with self.lock:
            return self.density

    def read_params(self) -> tuple[ParticleParams, ...]:
        """The parameters in force."""
        with self.lock:
            return self.params


@dataclass(frozen=True)
class Refusal:
    """Parameters of ``panel`` that would diverge; ``params`` are those that stay in force.

    Without ``params`` it is the density that cannot be followed.
    """

    panel: int
    text: str
    params: ParticleParams | None


class ParticleThread(LabThread):
    """Runs the panels' samplers in turns. ``numbers`` is asked at most twice a second, and at the end."""

    def __init__(
        self, run_id: int, panels: tuple[PanelJob, ...], link: ParticleLink, numbers: LatestThread,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(run_id, link.control, parent)
        self._density = self._refused = link.density
        self._built: Any = None
        self._jobs = panels
        self._link = link
        self._numbers = numbers
        self._runs: list[Any] = []
        self._steps: list[Any] = []
        self._over: list[bool] = []
        self._used: list[ParticleParams] = []
        self._trails: list[deque[Array]] = []
        self._shares: list[tuple[float, ...]] = []
        self._shared_at = self._framed_at = self._counted_at = -math.inf
        self._rates: deque[float] = deque(maxlen=30)
        self._due = -math.inf

    def work(self) -> None:
        """Step all panels to their ends."""
        from app.lab.densities import build
        from app.lab.particles import ParticleRun

        density = self._built = build(self._density)
        runs = []
        for k, job in enumerate(self._jobs):
            try:
                run = ParticleRun(density, job.settings, job.score)
                run.check_stable(job.settings.live)
            except SettingError as error:
                raise SettingError(f"{'AB'[k]}: {error}" if len(self._jobs) > 1 else str(error)) from error
            runs.append(run)
        self._runs = runs  # only now is there anything to show
        self._steps = [None for _ in runs]
        self._over = [False for _ in runs]
        self._used = [job.settings.live for job in self._jobs]
        self._trails = [deque(maxlen=LONGEST_TRAIL) for _ in runs]
        self._shares = [() for _ in runs]
        self._note_trails()
        self._frame(time.perf_counter())
        while not all(self._over):
            self.checkpoint()
            self._step()
            now = time.perf_counter()
            if now - self._framed_at >= FRAME_SECONDS or all(self._over):
                self._frame(now)
            if now - self._counted_at >= NUMBERS_SECONDS:
                self._count(now, last=False)
            self.control.completed(last_of_level=self._level_ended())
            self._rates.append(now)
            self._wait_until_due()

    def _wait_until_due(self) -> None:
        """Keep the pace asked for: late steps are caught up with, but not more than a few."""
        interval, now = 1 / self._link.speed, time.perf_counter()
        self._due = max(self._due + interval, now - 0.1)
        if interval == 0.0:
            self._due = now
        while (rest := self._due - time.perf_counter()) > 0 and not self.control.paused:
            time.sleep(min(rest, 0.05))

    def _step(self) -> None:
        params, density = self._link.read_params(), self._link.read_density()
        if density is self._density:
            self._refused = density
        elif density is not self._refused:
            self._follow(density, params)
        for k, run in enumerate(self._runs):
            if self._over[k]:
                continue
            wanted = params[k]
            if wanted != self._used[k]:
                wanted = self._check(k, run, wanted)
            step = run.step(wanted)
            if step is None:
                self._over[k] = True
            else:
                self._steps[k] = step
                self._over[k] = step.last_of_level and step.level + 1 >= step.levels
        self._note_trails()

    def _follow(self, density: DensitySettings, params: tuple[ParticleParams, ...]) -> None:
        """From the next step on the edited density, unless a panel cannot: then all stay with the one before."""
        from app.lab.densities import build

        built = build(density)
        k = 0
        try:
            for k, (run, job) in enumerate(zip(self._runs, self._jobs, strict=True)):
                run.follow(built, job.score)
                run.check_stable(params[k])
        except SettingError as error:
            for run, job in zip(self._runs, self._jobs, strict=True):
                run.follow(self._built, job.score)
            if self._refused is self._density:  # a drag makes many; one is enough to tell
                self.refused.emit(self.run_id, Refusal(k, str(error), None))
            self._refused = density
            return
        self._density = self._refused = density
        self._built = built
        self._link.changes += [(k, run.index, density) for k, run in enumerate(self._runs) if not self._over[k]]

    def _check(self, k: int, run: Any, wanted: ParticleParams) -> ParticleParams:
        """The parameters to use: ``wanted``, or the ones before where those would diverge."""
        try:
            run.check_stable(wanted)
        except SettingError as error:
            good = self._used[k]
            with self._link.lock:
                now = list(self._link.params)
                if now[k] == wanted:
                    now[k] = good
                    self._link.params = tuple(now)
            self.refused.emit(self.run_id, Refusal(k, str(error), good))
            return good
        self._used[k] = wanted
        self._link.changes.append((k, run.index, wanted))
        return wanted

    def _level_ended(self) -> bool:
        """Whether a panel with several levels has just finished one; without such a panel whether one is over."""
        annealed = [s for s, r in zip(self._steps, self._runs, strict=True) if s is not None and len(r.sigmas) > 1]
        return any(s.last_of_level for s in annealed) if annealed else any(self._over)

    def _note_trails(self) -> None:
        for run, trail in zip(self._runs, self._trails, strict=True):
            trail.append(run.x[:TRAILS].double().numpy())

    def settle(self) -> None:
        """The newest frame, and its numbers."""
        if self._runs:
            now = time.perf_counter()
            self._shared_at = -math.inf
            self._frame(now)
            self._count(now, last=True)

    def _frame(self, now: float) -> None:
        self._framed_at = now
        if now - self._shared_at >= SHARES_SECONDS:
            self._shared_at = now
            self._shares = [_shares(self._built, run) for run in self._runs]
        panels = tuple(self._panel(k) for k in range(len(self._runs)))
        rate = (len(self._rates) - 1) / max(self._rates[-1] - self._rates[0], 1e-9) if len(self._rates) > 1 else 0.0
        self.put(self._link.mailbox, ParticleFrame(self.run_id, panels, rate, now))

    def _panel(self, k: int) -> PanelFrame:
        run, step = self._runs[k], self._steps[k]
        params = self._used[k]
        length = min(self._link.trail, len(self._trails[k]) - 1)
        trails = np.stack(list(self._trails[k])[-length - 1 :], axis=1) if length > 0 else None
        level, t = (step.level, step.step) if step is not None else (0, -1)
        return PanelFrame(
            index=run.index, total=max(run.index, len(run.sigmas) * params.steps_per_level), level=level,
            levels=len(run.sigmas), step=t, steps=params.steps_per_level, sigma=run.sigmas[level],
            alpha=step.alpha if step is not None else 0.0, eta=step.eta if step is not None else 0.0, params=params,
            places=run.x.double().numpy(), trails=trails, shares=self._shares[k],
            weights=run.density.part_weights, over=self._over[k],
        )  # fmt: skip

    def _count(self, now: float, *, last: bool) -> None:
        self._counted_at = now
        clouds = tuple(
            Cloud(run.index, run.x, run.v, params.mass, run.present)
            for run, params in zip(self._runs, self._used, strict=True)
        )
        self._numbers.ask(NumbersRequest(self.run_id, self._density, clouds, last))

    def explain(self, error: BaseException) -> tuple[FinishReason, Problem | None]:
        """Settings that would diverge are no failure of the program."""
        reason, problem = super().explain(error)
        if problem is None:
            return reason, problem
        if isinstance(error, SettingError):
            problem = Problem("The particles cannot run with these settings", f"{error}.", problem.details)
        elif reason is FinishReason.DIVERGED:
            problem = Problem("The particles diverged", problem.text, problem.details)
        return reason, problem


def _shares(density: Any, run: Any) -> tuple[float, ...]:
    from app.lab.statistics import shares

    return shares(density, run.x)
