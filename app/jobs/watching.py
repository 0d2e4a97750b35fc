"""A training while one watches: the same as the command's, told step by step."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator

from app.core.device import device_label, resolve_device
from app.io.along import kept_steps
from app.io.errors import WriteError
from app.jobs.orders import check, read_data
from app.jobs.planning import check_orders
from app.jobs.threads import threads_here
from app.jobs.training import GridDone, GridStep, Training
from app.params import TrainParams
from app.params.run import FinishReason, Moment, Occasion, Problem, Tell
from app.params.training_run import (
    AlongKept,
    BestLoss,
    Orders,
    Sampled,
    TrainBegun,
    TrainControl,
    TrainFrame,
    TrainReading,
    TrainSays,
    TrainWritten,
)
from app.training.images import TrainingDivergedError, TrainStep
from app.training.optimum import best_losses, computable

RECENT_S = 20.0
"""The rate is that of the steps of so many seconds."""


class Watched:
    """Trains as ordered on ``device``; ``read`` says what the window asks for, ``stop_asked`` raises if it is to end.

    Wherever it rests its state is saved, and at an early end too.
    """

    def __init__(
        self, orders: Orders, device: str, read: Callable[[], TrainControl], tell: Tell, stop_asked: Callable[[], None]
    ) -> None:
        self._orders, self._device, self._read = orders, device, read
        self._tell, self._stop_asked = tell, stop_asked
        self._training: Training | None = None
        self._sampling: tuple[int, int] | None = None
        self._over = False
        self._written = -1
        self._steps: deque[tuple[float, int]] = deque()
        """When the newest steps were over, and their numbers."""
        self._before = 0.0
        """The rate that was measured last before a rest."""

    def moments(self) -> Iterator[Moment[TrainFrame]]:
        """One after each step, and after each evaluation while a grid is sampled.

        Raises SettingError and FileErrors, before the first one where the orders cannot be carried out.
        """
        with threads_here(self._orders.watch.threads) as threads:
            training = self._begin(threads)
            asked = self._read().write
            try:
                for event in training.run():
                    self._take(event)
                    if self._read().write != asked:
                        asked = self._read().write
                        self._write()
                    yield Moment(self._frame)
            except TrainingDivergedError:
                self._over = True  # the state of before is better
                raise
            self._over = True
            training.finish()
            self._tell(TrainWritten(training.trainer.step))

    def _begin(self, threads: int) -> Training:
        orders, tell = self._orders, self._tell
        TrainParams(**orders.given)
        check_orders(orders.given, orders.sizes, start=orders.watch.start is not None)
        check(orders)
        device = resolve_device(self._device)

        def progress(done: int, total: int) -> None:
            self._stop_asked()
            tell(TrainReading(done, total))

        data = read_data(orders.data, orders.wanted, progress)
        for note in data.notes:
            tell(TrainSays(note))
        training = Training(orders, data, device, lambda text: tell(TrainSays(text)))
        trainer, levels = training.trainer, training.levels.sigmas
        parameters = sum(weight.numel() for weight in trainer.network.parameters())
        tell(
            TrainBegun(
                trainer.params.to_dict(whole=True),
                levels,
                len(data.images),
                parameters,
                device_label(device).partition(" (")[0],
                threads,
            )
        )
        own = orders.resume or orders.watch.keep_mib > 0  # else they are of a training before this one
        tell(AlongKept(kept_steps(orders.along_path) if own else ()))
        best: list[float] = []
        if computable(trainer.images):
            for loss in best_losses(trainer.images, levels, training.weight, flip=trainer.params.flip):
                self._stop_asked()
                best.append(loss)
        tell(BestLoss(tuple(best)))
        self._training = training
        return training

    def _take(self, event: object) -> None:
        now = time.monotonic()
        if isinstance(event, TrainStep):
            self._steps.append((now, event.step))
            while now - self._steps[0][0] > RECENT_S and len(self._steps) > 2:
                self._steps.popleft()
        elif isinstance(event, GridStep):
            self._sampling = event.done, event.total
            self._measure_anew()
        elif isinstance(event, GridDone):
            self._sampling = None
            self._show_grid(event)

    def _rate(self) -> float:
        """Steps a second of late."""
        if len(self._steps) < 2 or self._steps[-1][0] <= self._steps[0][0]:
            return self._before
        (begun, first), (over, last) = self._steps[0], self._steps[-1]
        return (last - first) / (over - begun)

    def _measure_anew(self) -> None:
        """What comes next is no training."""
        self._before = self._rate()
        self._steps.clear()

    def _show_grid(self, grid: GridDone) -> None:
        self._tell(Sampled(grid.step, grid.frames, grid.near, grid.distances))
        if self._orders.watch.keep_mib > 0:
            self._tell(AlongKept(kept_steps(self._orders.along_path)))

    def _write(self) -> None:
        """Save; the training goes on if that is not possible."""
        training = self._training
        if training is None:
            return
        try:
            training.save()
        except WriteError as error:
            self._tell(TrainSays(f"the state could not be saved: {error}"))
        else:
            self._written = training.trainer.step
            self._tell(TrainWritten(self._written))

    def _frame(self, occasion: Occasion) -> TrainFrame:
        """Where it is; at rest the state is saved first. Raises WriteError at the end."""
        training = self._training
        assert training is not None  # noqa: S101 - a frame is of a step
        if occasion is not Occasion.RUNNING and not self._over:
            self._measure_anew()
            if occasion is Occasion.ENDED:
                training.finish(complete=False)
            elif self._written != training.trainer.step:
                self._write()
        trainer, rate = training.trainer, self._rate()
        return TrainFrame(
            trainer.step, trainer.total_steps, trainer.params.epochs, trainer.steps_per_epoch, training.loss,
            trainer.learning_rate(max(0, trainer.step - 1)), training.seconds, rate, training.levels.array(),
            training.trace.arrays(), self._sampling,
        )  # fmt: skip


def explain(error: BaseException) -> tuple[FinishReason, Problem | None] | None:
    """A loss that is no number any more."""
    if not isinstance(error, TrainingDivergedError):
        return None
    text = str(error)
    advice = "The state that was saved last is there: go on from it, or start anew with a smaller learning rate."
    return FinishReason.DIVERGED, Problem("The training diverged", f"{text[0].upper()}{text[1:]}. {advice}")
