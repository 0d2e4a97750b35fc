"""The thread that fills a picture: the sampler's, with the known pixels held; they may be repainted meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.params.inpainting import InpaintSettings
from app.params.repaint import HISTORY_BYTES, Known, Player, Recorder, Repainted
from app.workers.sampler import RunJob, RunLink, SamplerThread, Step


@dataclass(frozen=True)
class KnownChange:
    """Picture or mask were repainted: in force after ``evaluation`` evaluations, at ``level`` from 1.

    ``count`` of ``size`` pixels are regenerated now; ``full`` if the run's record has no room for more of this.
    """

    evaluation: int
    level: int
    source: bool
    mask: bool
    count: int
    size: int
    full: bool


class KnownLink:
    """Picture and mask of a run: set from the window at any time, read by the thread once an evaluation.

    ``replay`` is what a recorded run was given, acting again evaluation by evaluation, until someone paints.
    """

    def __init__(self, known: Known, replay: Repainted | None = None, budget: int = HISTORY_BYTES) -> None:
        self._lock = Lock()
        self._known = known
        self._replay = Player(replay) if replay is not None else None
        self._recorder = Recorder(budget)

    def set(self, known: Known) -> None:
        """Fill this from the next evaluation on. The arrays are kept: nobody may write into them any more."""
        with self._lock:
            self._known, self._replay = known, None

    def known_at(self, evaluation: int) -> tuple[Known, bool, bool]:
        """What the evaluation after ``evaluation`` others is given, and whether (source, mask) are new.

        Called by the thread.
        """
        with self._lock:
            if self._replay is not None:
                self._known = self._replay.known_at(evaluation)
            return self._known, *self._recorder.note(evaluation, self._known)

    @property
    def complete(self) -> bool:
        """Whether all that was painted so far can be recorded."""
        with self._lock:
            return self._recorder.complete

    def repainted(self) -> Repainted:
        """All that took effect."""
        with self._lock:
            return self._recorder.repainted() or Repainted.still(self._known)

    def last(self) -> Known:
        """What took effect last."""
        with self._lock:
            return self._recorder.last or self._known


@dataclass(frozen=True)
class Given:
    """What a run is to fill, and how."""

    link: KnownLink
    settings: InpaintSettings


class InpaintThread(SamplerThread):
    """Runs one inpainting job and ends. Known pixels come back exactly, pasted in pixel space."""

    known_applied = Signal(int, object)
    """A KnownChange took effect."""

    def __init__(self, job: RunJob, link: RunLink, given: Given, parent: QObject | None = None) -> None:
        super().__init__(job, link, parent)
        self._given = given
        self._known: Known | None = None
        self._known_at = -1
        self._tensors: Any = None

    def _steps(self) -> Iterator[Step]:
        from app.core.inpainting import Filling
        from app.core.noise import SampleNoise
        from app.core.sampling import picture_walk

        job, model = self._job, self._job.model
        self.levels_known.emit(job.run_id, job.settings.noise_levels)
        noise = SampleNoise(job.settings.seed, model.shape, indices=job.indices, device=model.device)
        filling = Filling(self._given.settings, self._read_known)
        return picture_walk(model, job.settings, noise, filling).steps(self._read_params)

    def _read_known(self) -> Any:
        """What is in force, as tensors: the same all through an evaluation, whenever it is asked for."""
        if self._known_at == self._done:
            return self._tensors
        self._known_at = self._done
        known, source, mask = self._given.link.known_at(self._done)
        if known is not self._known:
            self._take_known(known)
        if source or mask:
            before = self._progress
            level = min(before.levels, int(before.position)) if before is not None else 1
            count, full = int(np.count_nonzero(known.mask)), not self._given.link.complete
            change = KnownChange(self._done, level, source, mask, count, known.mask.size, full)
            self.known_applied.emit(self._job.run_id, change)
        return self._tensors

    def _take_known(self, known: Known) -> None:
        import torch

        from app.core import inpainting

        before, self._known = self._known, known
        source: Any
        mask: Any
        source, mask = self._tensors or (None, None)
        if before is None or known.source is not before.source:
            source = torch.from_numpy(known.source)
        if before is None or known.mask is not before.mask:
            mask = torch.from_numpy(known.mask).to(self._job.model.device)
        self._tensors = inpainting.Known(source, mask)

    def _left(self, step: Step) -> int:
        plan = self._given.settings.plan(self._job.settings)
        return plan.left(step.level, step.repeat, step.step, step.steps)

    def _settle(self) -> None:
        if self._over and self._latest is not None and not self._denoised(self._latest):
            self._shown = -1  # ended early: what was shown has noisy known pixels
        super()._settle()

    def _pictures(self, step: Step) -> tuple[np.ndarray, np.ndarray]:
        if self._denoised(step):
            frames = self._completed(step.x)
            return frames, frames
        if self._over:
            return self._completed(step.x), self._completed(step.estimate())
        return super()._pictures(step)

    @staticmethod
    def _denoised(step: Step) -> bool:
        from app.core.types import Phase

        return bool(step.phase is Phase.DENOISE)

    def _completed(self, x: Any) -> np.ndarray:
        """The pictures of x with the exact known pixels, uint8 [B, H, W, C]: every run ends so, a stopped one too."""
        import torch

        from app.core.inpainting import completed

        levels = completed(self._job.model, x, *self._tensors).mul(255).round_().to(torch.uint8)
        return np.ascontiguousarray(levels.permute(0, 2, 3, 1).numpy())
