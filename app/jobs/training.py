"""What a training of pictures does: it is checked before its first step, and from then on nothing of it is lost.

The state is saved before anything that may fail. A file that cannot be written while the training goes on is said and
tried again later; if the finished network cannot be written to its place, it is written to another.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

from app.core.diagnostics import SamplingDivergedError
from app.core.pixels import to_frames
from app.io.atomic import check_writable
from app.io.datasets import ImageSet
from app.io.door import is_file
from app.io.errors import CheckpointError, DataError, WriteError, name_of
from app.io.native import NativeHeader, save_native
from app.io.pictures import compose_grid, grid_scale, save_png
from app.io.training_state import load_training_state, resume_path, save_training_state
from app.jobs.planning import Sizes, params_for, plan_for
from app.jobs.sampling import run_all
from app.jobs.start import StartNetwork
from app.networks.compact import CompactScoreNet
from app.networks.model import NetworkModel
from app.params import ModelInfo, SettingError, TrainParams
from app.training.images import ImageTrainer, TrainStep
from app.training.plans import CompactPlan
from app.training.ranks import ALONE, Ranks
from app.training.recipe import low_contrast, pixel_moments

GRID_SAVE_S = 5
"""A state younger than this is not saved again before a grid is sampled."""

_UNFIT = (KeyError, ValueError, RuntimeError, TypeError, AttributeError, LookupError, ArithmeticError)


@dataclass(frozen=True)
class Orders:
    """What is to be trained, and what becomes of files that are there.

    ``given`` are the fields of :class:`TrainParams` that were chosen; the others are the usual ones, or follow from the
    data. ``resume``: go on with the run that writes the same file. ``overwrite``: give up an unfinished one. ``force``:
    replace a finished network. ``save_every_s`` seconds pass between savings, ``sample_every`` epochs between grids of
    samples (0: none). ``start``: a finished network whose weights the training begins with; it may have fewer blocks.
    ``half``: the finished file holds the weights in 16 bits.
    """

    out: Path
    given: dict[str, Any]
    sizes: Sizes = field(default_factory=Sizes)
    licence: str = ""
    resume: bool = False
    overwrite: bool = False
    force: bool = False
    save_every_s: float = 300
    sample_every: int = 1
    start: Path | None = None
    half: bool = False

    @property
    def state_path(self) -> Path:
        """Where the state lies that a run is taken up from."""
        return resume_path(self.out)

    @property
    def grid_path(self) -> Path:
        """Where samples are shown while the training goes on."""
        return self.out.with_suffix(".samples.png")


def check(orders: Orders) -> None:
    """Raise SettingError or a FileError if the run could not be begun, or would replace what it must not.

    To be called before anything is read that takes time.
    """
    paths = [orders.out, *([orders.grid_path] if orders.sample_every > 0 else [])]
    for path in (*paths, orders.state_path):
        check_writable(path)
    out, state = name_of(orders.out), name_of(orders.state_path)
    if not is_file(orders.state_path):
        if orders.resume:
            raise SettingError(f"there is no unfinished run to resume: {state} does not exist")
        there = [path for path in paths if is_file(path)]
        if there and not orders.force:
            raise SettingError(f"{name_of(there[0])} exists; give another name, or --force to replace it")
        return
    try:
        found = load_training_state(orders.state_path)
    except CheckpointError:
        if orders.resume or not orders.overwrite:
            raise
        return
    wanted = orders.given.get("epochs", TrainParams().epochs)
    if orders.resume:
        if found.complete and wanted <= found.epochs:
            raise SettingError(
                f"there is no unfinished run to resume: {out} is complete after {found.epochs} epochs; "
                "--epochs with a larger number goes on with it"
            )
    elif found.complete and is_file(orders.out) and not orders.force:
        raise SettingError(
            f"{out} is the finished network of another run; replace it with --force, or go on with it by --resume and "
            f"more than its {found.epochs} --epochs"
        )
    elif not found.complete and not orders.overwrite:
        raise SettingError(f"{state} holds an unfinished run: go on with --resume, or start anew with --overwrite")


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
        self._saved_step = -1
        images = torch.from_numpy(data.images)
        mean, std = pixel_moments(images)
        if std == 0:
            raise DataError(data.name, "all pixels of all pictures are equal", "There is nothing to learn from them")
        if remark := low_contrast(images, std):
            self._say(f"the pictures have hardly any contrast: {remark}. Are they meant to be multiplied by something?")
        self.plan = plan_for(images, mean, std, orders.given.get("architecture", "compact"), orders.sizes)
        params = params_for(self.plan, orders.given)
        first = None if orders.start is None else StartNetwork(orders.start)
        if first is not None and isinstance(self.plan, CompactPlan):
            self.plan = CompactPlan(first.fitted(self.plan.config))
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(params.seed)
            network = self.plan.network(params)
        if first is not None and isinstance(network, CompactScoreNet):
            first.hand_on(network)
        try:
            self.trainer = ImageTrainer(
                network, self.plan.objective(params), images, params, device, betas=self.plan.betas, ranks=ranks,
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
        if orders.resume:
            self._take_up()

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
        except _UNFIT as error:
            problem = f"it does not fit this run ({error})"
            raise CheckpointError(path, problem, "Start anew with --overwrite") from error
        if trainer.step >= trainer.total_steps:
            raise SettingError(f"there is no unfinished run to resume: the {trainer.params.epochs} epochs are done")
        self.seconds, self.loss = found.seconds, found.loss

    def run(self) -> Iterator[TrainStep]:
        """Train to the end of the last epoch, saving and sampling now and then; :meth:`finish` is to follow."""
        trainer = self.trainer
        last = time.monotonic()
        self._saved_at = last
        for step in trainer.run():
            now = time.monotonic()
            self.seconds += now - last
            last = now
            # A mean over some hundred steps: the loss of one batch says little.
            self.loss += (step.loss - self.loss) / min(step.step, 200)
            if step.step % trainer.steps_per_epoch == 0:
                self._after_epoch(step.epoch + 1)
            if now - self._saved_at > self.orders.save_every_s:
                self._try_to_save()
            yield step

    def _after_epoch(self, done: int) -> None:
        self._say(f"epoch {done}: loss {self.loss:.4f}")
        if not self.ranks.first:
            return
        every = self.orders.sample_every
        if every > 0 and (done % every == 0 or done == self.trainer.params.epochs):
            if self._saved_step < 0 or time.monotonic() - self._saved_at > GRID_SAVE_S:
                self._try_to_save()
            try:
                self._sample_grid()
            except (WriteError, SamplingDivergedError, MemoryError, RuntimeError, ValueError) as error:
                self._say(f"no grid of samples this time: {error}")

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
            where += f"{'. ' if where else ''}A state is saved: go on with --resume"
        raise WriteError(error.path, error.problem, where or error.advice) from error

    def write_network(self, path: Path) -> None:
        """Write the averaged weights with everything about them in the header. Raises WriteError."""
        weights = "EMA" if self.trainer.params.ema_decay > 0 else "live"
        header = NativeHeader(**self.plan.header(self.trainer.params), facts=self._facts(), weights=weights)
        save_native(path, self.trainer.average.network, header, half=self.orders.half)

    def _facts(self) -> dict[str, str]:
        t, p = self.trainer, self.trainer.params
        facts = {
            "data": f"{self.data.name}, {len(self.data.images):,} pictures",
            "licence of the data": self.orders.licence,
            "training": (
                f"{p.objective} score matching, {t.step:,} of {t.total_steps:,} steps ({p.epochs} epochs) of "
                f"{t.batch_size} pictures, learning rate {p.learning_rate:g}, EMA {p.ema_decay:g}, seed {p.seed}"
            ),
            "training noise": self.plan.noise_words(p),
            "training loss": f"{self.loss:.4f}",
            "training time": f"{self.seconds / 60:.0f} min on {t.device.type}, torch {torch.__version__}",
        }
        facts |= self._start_facts
        return {name: text for name, text in facts.items() if text}

    def _sample_grid(self) -> None:
        info = ModelInfo(
            name=self.orders.out.stem, path=str(self.orders.out), format="", sha256="", parameters=0, weights="EMA",
            **self.plan.header(self.trainer.params),
        )  # fmt: skip
        model = NetworkModel(self.trainer.average.network, info, self.trainer.device)
        *_, final = run_all(model, info.settings)
        frames = to_frames(model, final.step.x)
        grid = compose_grid(frames, scale=grid_scale(*info.shape[1:], len(frames), 4))
        save_png(self.orders.grid_path, np.ascontiguousarray(grid))


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
        memory["step"] = memory["step"].float().reshape(())
        if float(memory["step"]) != trainer.step:
            raise ValueError("the optimizer's memory is of another step")
