"""The thread that trains the laboratory's score network while one watches."""

from __future__ import annotations

import copy
import math
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from app.params.lab.density import DensitySettings
from app.params.lab.training import LabTrainSettings
from app.params.run import FinishReason, Problem
from app.workers.control import RunControl
from app.workers.exchange import Mailbox
from app.workers.lab.run import LabThread

FRAME_SECONDS = 0.2
TRACE_POINTS = 2048


@dataclass(frozen=True)
class LearnedScore:
    """A score network, complete: ``module`` is a :class:`app.networks.plane.PlaneScoreNet`, never changed again."""

    module: Any
    density: str
    settings: LabTrainSettings
    steps: int
    source: str = ""
    """The file it was read from, if it was."""
    learned_from: DensitySettings | None = None
    """The density whose samples it has seen, if that is known."""

    @property
    def score(self) -> Any:
        """The score as x [N, 2], sigma -> [N, 2]."""
        return self.module.score


@dataclass(frozen=True)
class TrainingFrame:
    """Where a training is: ``steps`` and ``losses`` are its history, thinned; ``rate`` in steps a second."""

    run_id: int
    step: int
    total: int
    loss: float
    learning_rate: float
    steps: NDArray[np.float64]
    losses: NDArray[np.float64]
    network: LearnedScore
    rate: float
    seconds: float


class LossTrace:
    """Losses over steps: when there are too many, neighbours are averaged two by two."""

    def __init__(self, points: int = TRACE_POINTS) -> None:  # an even number
        self._points = points
        self._stride = 1
        self._sum, self._count = 0.0, 0
        self._steps: list[float] = []
        self._losses: list[float] = []

    def add(self, step: int, loss: float) -> None:
        """Note the loss of a step."""
        self._sum, self._count = self._sum + loss, self._count + 1
        if self._count < self._stride:
            return
        self._steps.append(float(step))
        self._losses.append(self._sum / self._count)
        self._sum, self._count = 0.0, 0
        if len(self._steps) == self._points:
            self._losses = np.array(self._losses).reshape(-1, 2).mean(axis=1).tolist()
            self._steps = self._steps[1::2]
            self._stride *= 2

    def arrays(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(steps, losses)."""
        return np.array(self._steps), np.array(self._losses)


@dataclass
class TrainingLink:
    """What the thread and the window share; of ``settings`` the learning rate and the batch size act at once."""

    control: RunControl
    settings: LabTrainSettings
    mailbox: Mailbox[TrainingFrame] = field(default_factory=Mailbox)
    lock: Lock = field(default_factory=Lock)

    def set_settings(self, settings: LabTrainSettings) -> None:
        """Settings for the next step."""
        with self.lock:
            self.settings = settings

    def read_settings(self) -> LabTrainSettings:
        """The settings in force."""
        with self.lock:
            return self.settings


class TrainingThread(LabThread):
    """Trains to the last step, unless stopped."""

    def __init__(
        self, run_id: int, density: DensitySettings, link: TrainingLink, parent: QObject | None = None
    ) -> None:
        super().__init__(run_id, link.control, parent)
        self._density = density
        self._link = link
        self._settings = link.settings
        self._trainer: Any = None
        self._trace = LossTrace()
        self._latest: Any = None
        self._framed_at = -math.inf
        self._seconds = 0.0

    def work(self) -> None:
        """Train."""
        from app.lab.densities import build
        from app.lab.training import LabTrainer

        trainer = self._trainer = LabTrainer(build(self._density), self._settings)
        while trainer.step < self._settings.steps:
            self.checkpoint()
            begun = time.perf_counter()
            now = self._link.read_settings()
            self._latest = trainer.take_step(now.learning_rate, now.batch_size)
            self._trace.add(self._latest.step, self._latest.loss)
            end = time.perf_counter()
            self._seconds += end - begun
            if end - self._framed_at >= FRAME_SECONDS:
                self.settle()
            self.control.completed(last_of_level=True)

    def settle(self) -> None:
        """A copy of the averaged network, and the losses so far."""
        if self._latest is None:
            return
        trainer, now = self._trainer, time.perf_counter()
        network = copy.deepcopy(trainer.average).eval().requires_grad_(requires_grad=False)
        learned = LearnedScore(
            network, self._density.name.value, self._settings, trainer.step, learned_from=self._density
        )
        rate = trainer.step / self._seconds if self._seconds else 0.0
        self._framed_at = now
        frame = TrainingFrame(
            self.run_id, trainer.step, self._settings.steps, self._latest.loss, self._latest.learning_rate,
            *self._trace.arrays(), learned, rate, self._seconds,
        )  # fmt: skip
        self.put(self._link.mailbox, frame)

    def explain(self, error: BaseException) -> tuple[FinishReason, Problem | None]:
        """A loss beyond its limit is the lesson of the paper's Figure 1, not a failure."""
        from app.lab.training import LabTrainingDivergedError

        if isinstance(error, LabTrainingDivergedError):
            text = str(error)
            return FinishReason.DIVERGED, Problem(
                "The loss has no lower bound here: training stopped", text[0].upper() + text[1:] + "."
            )
        return super().explain(error)
