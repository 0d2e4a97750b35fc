"""The training of the laboratory's score network while one watches."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator

from app.jobs.lab.learned import network_of
from app.lab.densities import build
from app.lab.errors import learning_errors
from app.lab.training import LabTrainer, LabTrainingDivergedError
from app.params.lab.density import DensitySettings
from app.params.lab.run import ErrorNumbers, ErrorRequest, LearnedScore, TrainingFrame
from app.params.lab.training import LabTrainSettings
from app.params.run import FinishReason, Moment, Occasion, Problem
from app.training.record import LossTrace


class Learning:
    """A training to its last step; the learning rate and the batch size are read anew before each."""

    def __init__(
        self, run_id: int, density: DensitySettings, settings: LabTrainSettings, read: Callable[[], LabTrainSettings]
    ) -> None:
        self._run_id = run_id
        self._density, self._settings, self._read = density, settings, read
        self._trainer = LabTrainer(build(density), settings)
        self._trace = LossTrace()
        self._seconds = 0.0
        self._loss = self._rate = 0.0
        self._optimum = self._trainer.optimum()

    def moments(self) -> Iterator[Moment[TrainingFrame]]:
        """One after each step."""
        trainer = self._trainer
        while trainer.step < self._settings.steps:
            begun = time.perf_counter()
            now = self._read()
            step = trainer.take_step(now.learning_rate, now.batch_size)
            self._loss, self._rate = step.loss, step.learning_rate
            self._trace.add(step.step, step.loss)
            self._seconds += time.perf_counter() - begun
            yield Moment(self._frame, last_of_level=True)

    def _frame(self, _occasion: Occasion) -> TrainingFrame:
        """A copy of the averaged network, and the losses so far."""
        trainer = self._trainer
        network = copy.deepcopy(trainer.average).eval().requires_grad_(requires_grad=False)
        learned = LearnedScore(
            network, self._density.name.value, self._settings, trainer.step, learned_from=self._density
        )
        rate = trainer.step / self._seconds if self._seconds else 0.0
        return TrainingFrame(
            self._run_id, trainer.step, self._settings.steps, self._loss, self._rate, *self._trace.arrays(), learned,
            rate, self._seconds, self._optimum,
        )  # fmt: skip


class ErrorWork:
    """Answers :class:`ErrorRequest` with :class:`ErrorNumbers`, or None where there is no score to compare with."""

    def __call__(self, request: ErrorRequest) -> ErrorNumbers | None:
        """Evaluate."""
        network = request.network
        score = network_of(network).score
        found = learning_errors(build(request.density), score, network.settings, request.extent)
        return None if found is None else ErrorNumbers(network.steps, found.sigmas, found.errors, found.regions)


def explain(error: BaseException) -> tuple[FinishReason, Problem | None] | None:
    """A loss beyond its limit is the lesson of the paper's Figure 1, not a failure."""
    if not isinstance(error, LabTrainingDivergedError):
        return None
    text = str(error)
    title = "The loss has no lower bound here: training stopped"
    return FinishReason.DIVERGED, Problem(title, text[0].upper() + text[1:] + ".")
