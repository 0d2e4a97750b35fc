"""The thread that fills a picture: the sampler's, with the known pixels held and a mask that may change meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.params import Sampler
from app.params.inpainting import InpaintSettings
from app.workers.sampler import RunJob, RunLink, SamplerThread, Step


@dataclass(frozen=True)
class MaskChange:
    """A mask that acted after ``evaluation`` evaluations, at ``level`` from 1; ``count`` of ``size`` pixels are set."""

    evaluation: int
    level: int
    count: int
    size: int


class MaskLink:
    """The mask of a run: set from the window at any time, read by the thread once an evaluation.

    ``replay`` holds masks bool [H, W] that take effect after so many evaluations, until someone sets another.
    """

    def __init__(self, mask: np.ndarray, replay: Mapping[int, np.ndarray] | None = None) -> None:
        self._lock = Lock()
        self._replay = dict(replay or {})
        self._mask = mask.copy()
        self._used: list[tuple[int, np.ndarray]] = []

    def set(self, mask: np.ndarray) -> None:
        """Another mask for the next evaluation; no copy is kept of the array itself."""
        fresh = mask.copy()
        with self._lock:
            self._mask = fresh
            self._replay.clear()

    def mask_at(self, evaluation: int) -> np.ndarray:
        """The mask for the evaluation that follows ``evaluation`` others; called by the thread. Not to be written."""
        with self._lock:
            self._mask = self._replay.get(evaluation, self._mask)
            if not self._used or not np.array_equal(self._used[-1][1], self._mask):
                self._used.append((evaluation, self._mask))
            return self._used[-1][1]

    def used(self) -> tuple[tuple[int, np.ndarray], ...]:
        """The masks that took effect, each with the number of evaluations made by then; the first at 0."""
        with self._lock:
            return tuple(self._used) or ((0, self._mask),)


@dataclass(frozen=True)
class Given:
    """What a run is to fill: the source float32 [C, H, W] in [0, 1], its masks, and how."""

    source: np.ndarray
    masks: MaskLink
    settings: InpaintSettings


class InpaintThread(SamplerThread):
    """Runs one inpainting job and ends. Known pixels come back exactly, pasted in pixel space."""

    mask_applied = Signal(int, object)
    """A MaskChange took effect."""

    def __init__(self, job: RunJob, link: RunLink, given: Given, parent: QObject | None = None) -> None:
        super().__init__(job, link, parent)
        self._given = given
        self._mask: Any = None
        self._mask_array: np.ndarray | None = None
        self._mask_at = -1
        self._source: Any = None
        self._level = -1
        self._pass = 0

    def _steps(self) -> Iterator[Step]:
        import torch

        from app.core.inpainting import inpaint
        from app.core.noise import SampleNoise
        from app.core.schedule import noise_levels

        job, model = self._job, self._job.model
        self.levels_known.emit(job.run_id, noise_levels(job.settings))
        self._source = torch.from_numpy(self._given.source)
        noise = SampleNoise(job.settings.seed, model.shape, indices=job.indices, device=model.device)
        return inpaint(
            model, job.settings, self._read_params, noise,
            source=self._source, read_mask=self._read_mask, inpainting=self._given.settings,
        )  # fmt: skip

    def _read_mask(self) -> Any:
        """The mask in force, a tensor on the network's device: one mask an evaluation, whenever it is asked for."""
        if self._mask_at != self._done:
            import torch

            self._mask_at = self._done
            array = self._given.masks.mask_at(self._done)
            if array is not self._mask_array:
                if self._mask_array is not None:
                    level = self._progress.level + 1 if self._progress is not None else 1
                    change = MaskChange(self._done, level, int(np.count_nonzero(array)), array.size)
                    self.mask_applied.emit(self._job.run_id, change)
                self._mask_array = array
                self._mask = torch.from_numpy(array).to(self._job.model.device)
        return self._mask

    def _left(self, step: Step) -> int:
        if step.level != self._level:
            self._level, self._pass = step.level, 0
        elif step.step == 0:
            self._pass += 1
        levels, again = step.levels, self._given.settings.resample - 1
        one_step = self._job.settings.sampler is Sampler.CONSISTENT
        single = levels - 1 if one_step else 0  # the level that is run once only
        passes = again - self._pass if step.level != single else 0
        later = levels - 1 - step.level
        repeated = later - int(single > step.level)
        steps_left = max(0, step.steps - 1 - step.step)
        left: int = steps_left + (passes + later + repeated * again) * step.steps + 1
        return left

    def _pictures(self, step: Step) -> tuple[np.ndarray, np.ndarray]:
        import torch

        from app.core.inpainting import completed
        from app.core.types import Phase

        if step.phase is not Phase.DENOISE:
            return super()._pictures(step)
        pictures = completed(self._job.model, step.x, self._source, self._mask)
        levels = pictures.mul(255).round_().to(torch.uint8).permute(0, 2, 3, 1)
        frames = np.ascontiguousarray(levels.numpy())
        return frames, frames
