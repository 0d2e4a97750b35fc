"""What a training of pictures does: it is checked before its first step, and from then on nothing of it is lost.

The state is saved before anything that may fail. A file that cannot be written while the training goes on is said and
tried again later; if the finished network cannot be written to its place, it is written to another.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch

from app.core.diagnostics import SamplingDivergedError
from app.core.pixels import to_frames
from app.io.along import keep_grid, network_path, thin
from app.io.datasets import ImageSet
from app.io.errors import CheckpointError, WriteError, expanded, name_of
from app.io.native import NativeHeader, save_native
from app.io.pictures import compose_grid, grid_scale, save_png
from app.io.places import resolve_checkpoint
from app.io.training_state import load_training_state, save_training_state
from app.jobs.orders import told_of
from app.jobs.planning import moments_of, params_for, plan_for
from app.jobs.sampling import run_all
from app.jobs.start import StartNetwork
from app.networks.compact import CompactScoreNet
from app.networks.model import NetworkModel
from app.params import ModelInfo, SettingError
from app.params.data import LICENCE
from app.params.training_run import Orders
from app.quality.neighbours import nearest
from app.training.images import ImageTrainer, TrainStep
from app.training.plans import CompactPlan
from app.training.ranks import ALONE, Ranks
from app.training.recipe import low_contrast
from app.training.record import LevelLosses, LossTrace

MIB = 2**20
GRID_SAVE_S = 5
"""A state younger than this is not saved again before a grid is sampled."""

_UNFIT = (KeyError, ValueError, RuntimeError, TypeError, AttributeError, LookupError, ArithmeticError)


@dataclass(frozen=True)
class GridStep:
    """While a grid is sampled: ``done`` of ``total`` evaluations of the network."""

    done: int
    total: int


@dataclass(frozen=True, eq=False)
class GridDone:
    """The grid sampled after ``step`` steps: ``frames`` uint8 [N, H, W, C], and ``near``, the nearest picture of the
    data to each, at ``distances``: L2 norms with pixels from 0 to 1.
    """

    step: int
    frames: np.ndarray
    near: np.ndarray
    distances: tuple[float, ...]


Event: TypeAlias = TrainStep | GridStep | GridDone


class Training:
    """One training from its data to its finished file. ``say`` is given sentences about what happens.

    ``ranks``: the processes that share it, of which the first one alone writes files and says anything; ``stopping`` is
    asked after each step whether to stop (see :class:`ImageTrainer`).
    """

    def __init__(
        self,
        orders: Orders,
        data: ImageSet,
        device: torch.device,
        say: Callable[[str], None],
        *,
        ranks: Ranks = ALONE,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self.orders, self.data, self.ranks = orders, data, ranks
        self.seconds, self.loss = 0.0, 1.0
        self._say = say if ranks.first else lambda _: None
        self._saved_at = -float("inf")
        self._grid_at = time.monotonic()
        self._saved_step = -1
        images, mean, std = moments_of(data)
        if remark := low_contrast(images, std):
            self._say(f"the pictures have hardly any contrast: {remark}. Are they meant to be multiplied by something?")
        self.plan = plan_for(images, mean, std, orders.given.get("architecture", "compact"), orders.sizes)
        params = params_for(self.plan, orders.given)
        first = None if orders.watch.start is None else StartNetwork(resolve_checkpoint(expanded(orders.watch.start)))
        if first is not None and isinstance(self.plan, CompactPlan):
            self.plan = CompactPlan(first.fitted(self.plan.config))
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(params.seed)
            network = self.plan.network(params)
        if first is not None and isinstance(network, CompactScoreNet):
            first.hand_on(network)
        objective = self.plan.objective(params)
        self.weight = objective.weight
        """See :class:`app.training.objectives.Objective`."""
        try:
            self.trainer = ImageTrainer(
                network, objective, images, params, device, betas=self.plan.betas, ranks=ranks,
                stopping=stopping,
            )  # fmt: skip
        except ValueError as error:
            raise SettingError(str(error)) from error
        self._setup = {
            "params": params.to_dict() | {"epochs": 0},  # the number of epochs may be changed on resuming
            "config": self.plan.arguments,
            "data": hashlib.sha256(np.ascontiguousarray(data.images).data).hexdigest(),
        }
        if first is not None:
            self._setup["start"] = first.sha256
        self._start_facts = {} if first is None else first.facts
        self.trace, self.levels = LossTrace(), LevelLosses(params)
        if orders.resume:
            self._take_up()
        if self.ranks.first and orders.watch.keep_mib > 0:
            thin(orders.along_path, MIB * orders.watch.keep_mib, after=self.trainer.step)

    def _take_up(self) -> None:
        path, trainer = self.orders.state_path, self.trainer
        found = load_training_state(path)
        names = sorted(self._setup.keys() | found.setup.keys())
        changed = [name for name in names if found.setup.get(name) != self._setup.get(name)]
        if changed:
            raise SettingError(
                f"{name_of(path)} is of a run with other {', '.join(changed)}; resume with the same settings"
            )
        try:
            _load(trainer, found.state)
            if "trace" in found.state:  # an older file has none
                self.trace.load(found.state["trace"])
        except _UNFIT as error:
            problem = f"it does not fit this run ({error})"
            raise CheckpointError(path, problem, "Start anew with --overwrite") from error
        if trainer.step >= trainer.total_steps:
            raise SettingError(f"there is no unfinished run to resume: the {trainer.params.epochs} epochs are done")
        self.seconds, self.loss = found.seconds, found.loss

    def run(self) -> Iterator[Event]:
        """Train to the end of the last epoch, saving and sampling now and then; :meth:`finish` is to follow."""
        trainer, watch = self.trainer, self.orders.watch
        last = time.monotonic()
        self._saved_at = self._grid_at = last
        for step in trainer.run():
            now = time.monotonic()
            self.seconds += now - last
            last = now
            # A mean over some hundred steps: the loss of one batch says little.
            self.loss += (step.loss - self.loss) / min(step.step, 200)
            self.trace.add(step.step, step.loss)
            self.levels.add(step.sigmas, step.losses)
            ends_epoch = step.step % trainer.steps_per_epoch == 0
            if ends_epoch:
                self._say(f"epoch {step.epoch + 1}: loss {self.loss:.4f}")
            if self.ranks.first and self._grid_due(step.epoch + 1, ends_epoch=ends_epoch):
                yield from self._grid()
            if now - self._saved_at > 60 * watch.save_every:
                self._try_to_save()
            yield step

    def _grid_due(self, epoch: int, *, ends_epoch: bool) -> bool:
        watch = self.orders.watch
        if 0 < 60 * watch.sample_minutes <= time.monotonic() - self._grid_at:
            return True
        every = watch.sample_every
        ends = epoch == self.trainer.params.epochs and self.orders.samples
        return ends_epoch and (ends or (every > 0 and epoch % every == 0))

    def _grid(self) -> Iterator[Event]:
        """Sample a grid of the averaged network; what goes wrong with it is said, and the training goes on."""
        if self._saved_step < 0 or time.monotonic() - self._saved_at > GRID_SAVE_S:
            self._try_to_save()
        try:
            yield from self._sample_grid()
        except (WriteError, SamplingDivergedError, MemoryError, RuntimeError, ValueError) as error:
            self._say(f"no grid of samples this time: {error}")
        self._grid_at = time.monotonic()

    def _try_to_save(self) -> None:
        try:
            self.save()
        except WriteError as error:
            self._say(f"the training goes on, but it could not be saved: {error}")
            self._saved_at = time.monotonic()

    def save(self, *, complete: bool = False) -> None:
        """Write the state to resume from, then the network as it is now. Raises WriteError."""
        if not self.ranks.first:
            return
        more = {
            "seconds": self.seconds, "loss": self.loss, "epochs": self.trainer.params.epochs, "complete": complete,
            "trace": self.trace.state(), "orders": told_of(self.orders),
        }  # fmt: skip
        save_training_state(self.orders.state_path, self.trainer.state() | more, self._setup)
        self._saved_at, self._saved_step = time.monotonic(), self.trainer.step
        self.write_network(self.orders.out)

    def finish(self, *, complete: bool = True) -> None:
        """Write the network and the state from which it could go on, at the end or after an interruption.

        Raises WriteError, which says where the network lies instead if its place cannot be written to.
        """
        if not self.ranks.first:
            return
        try:
            self.save(complete=complete)
        except WriteError as error:
            self._rescue(error)

    def _rescue(self, error: WriteError) -> None:
        """The finished network could not be written, or its state could not: write it wherever that is possible."""
        try:
            self.write_network(self.orders.out)
            where = "The network itself is there"
        except WriteError:
            elsewhere = Path(tempfile.mkdtemp(prefix="score-explorer-")) / self.orders.out.name
            try:
                self.write_network(elsewhere)
                where = f"The network was written to {elsewhere}"
            except WriteError:
                where = ""
        if self._saved_step >= 0:
            where = ". ".join(filter(None, (where, "A state is saved: go on with --resume")))
        raise WriteError(error.path, error.problem, where or error.advice) from error

    def write_network(self, path: Path) -> None:
        """Write the averaged weights with everything about them in the header. Raises WriteError."""
        weights = "EMA" if self.trainer.params.ema_decay > 0 else "live"
        header = NativeHeader(**self.plan.header(self.trainer.params), facts=self._facts(), weights=weights)
        save_native(path, self.trainer.average.network, header, half=self.orders.watch.half)

    def _facts(self) -> dict[str, str]:
        t, p = self.trainer, self.trainer.params
        facts = {
            "data": f"{self.data.name}, {len(self.data.images):,} pictures",
            "of each picture": self.orders.wanted.words,
            LICENCE: self.orders.wanted.licence,
            "training": (
                f"{p.objective} score matching, {t.step:,} of {t.total_steps:,} steps ({p.epochs} epochs) of "
                f"{t.batch_size} pictures{', half of them mirrored' if p.flip else ''}, "
                f"learning rate {p.learning_rate:g}, EMA {p.ema_decay:g}, seed {p.seed}"
                f"{'' if p.precision == 'float32' else f', products in {p.precision}'}"
            ),
            "training noise": self.plan.noise_words(p),
            "training loss": f"{self.loss:.4f}",
            "training time": f"{self.seconds / 60:.0f} min on {t.device.type}, torch {torch.__version__}",
        }
        facts |= self._start_facts
        return {name: text for name, text in facts.items() if text}

    def _sample_grid(self) -> Iterator[Event]:
        orders = self.orders
        info = ModelInfo(
            name=orders.out.stem, path=str(orders.out), format="", sha256="", parameters=0, weights="EMA",
            **self.plan.header(self.trainer.params),
        )  # fmt: skip
        model = NetworkModel(self.trainer.average.network, info, self.trainer.device)
        total = info.settings.plan.total
        x = torch.empty(0)
        for done, sampled in enumerate(run_all(model, info.settings), 1):
            x = sampled.step.x
            yield GridStep(done, max(done, total))
        frames, among = to_frames(model, x), self.data.images
        found = nearest(np.ascontiguousarray(frames.transpose(0, 3, 1, 2)), among)
        near = np.ascontiguousarray(among[found.indices].transpose(0, 2, 3, 1))
        try:
            self._write_grid(frames, near)
        except (WriteError, ValueError) as error:
            self._say(f"the grid of samples could not be written: {error}")
        yield GridDone(self.trainer.step, frames, near, tuple(found.distances.tolist()))

    def _write_grid(self, frames: np.ndarray, near: np.ndarray) -> None:
        orders, step = self.orders, self.trainer.step
        _, height, width, _ = frames.shape
        grid = compose_grid(frames, scale=grid_scale(height, width, len(frames), 4))
        save_png(orders.grid_path, np.ascontiguousarray(grid))
        if orders.watch.keep_mib > 0:
            keep_grid(orders.along_path, step, frames, near)
            self.write_network(network_path(orders.along_path, step))
            thin(orders.along_path, MIB * orders.watch.keep_mib)


def _load(trainer: ImageTrainer, state: dict[str, Any]) -> None:
    """Take up a trainer's state. Raises one of _UNFIT if anything in it is not as this trainer would have it."""
    optimizer = trainer.optimizer
    groups = [{k: v for k, v in group.items() if k != "params"} for group in optimizer.param_groups]
    trainer.load_state(state)
    for group, own in zip(optimizer.param_groups, groups, strict=True):
        group.update(own)  # only the memory is taken: the settings are this run's
    for weight, memory in optimizer.state.items():
        if any(memory[name].shape != weight.shape for name in ("exp_avg", "exp_avg_sq")):
            raise ValueError("the optimizer's memory is of other weights")
        # Where the weights are on a card one kernel moves them all, which counts there.
        counts_on = weight.device if optimizer.param_groups[0]["fused"] else "cpu"
        memory["step"] = memory["step"].float().reshape(()).to(counts_on)
        if float(memory["step"]) != trainer.step:
            raise ValueError("the optimizer's memory is of another step")
