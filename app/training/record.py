"""What is noted of a training as it goes on: the loss over its steps, and at each noise level what it is of late."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.params import TrainParams
from app.params.checks import finite, whole
from app.params.schedule import geometric

Array = NDArray[np.float64]

TRACE_POINTS = 2048
MOST_BINS = 12
WINDOW = 2000
"""The loss at a level is a mean over about so many of the newest pictures there."""


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

    def arrays(self) -> tuple[Array, Array]:
        """(steps, losses)."""
        return np.array(self._steps), np.array(self._losses)

    def state(self) -> dict[str, Any]:
        """Plain values, for :meth:`load`."""
        return {"stride": self._stride, "steps": list(self._steps), "losses": list(self._losses)}

    def load(self, state: dict[str, Any]) -> None:
        """Go on after what :meth:`state` gave. Raises KeyError, TypeError, or SettingError for other values."""
        stride = whole("stride", state["stride"], 1, 2**40)
        steps, losses = ([finite(name, value) for value in state[name]] for name in ("steps", "losses"))
        if len(steps) != len(losses) or len(steps) >= self._points or steps != sorted(steps):
            raise TypeError("no trace")
        self._stride, self._steps, self._losses = stride, steps, losses


class LevelLosses:
    """The loss at noise levels between the largest and the smallest, each for the part of ln sigma that is nearest."""

    def __init__(self, params: TrainParams) -> None:
        count = MOST_BINS if params.architecture == "compact" else min(MOST_BINS, params.levels)
        alike = params.sigma_max == params.sigma_min
        self.sigmas: tuple[float, ...] = (
            (params.sigma_max,) if alike else geometric(params.sigma_max, params.sigma_min, count)
        )
        """Descending."""
        self._logs = torch.tensor(self.sigmas, dtype=torch.float64).log()
        self._seen = torch.zeros(len(self.sigmas), dtype=torch.float64)
        self._means = torch.full_like(self._seen, torch.nan)

    def add(self, sigmas: Tensor, losses: Tensor) -> None:
        """Note the losses [B] of pictures at these noise levels [B]."""
        places = (sigmas.double().log()[:, None] - self._logs).abs().argmin(1)
        counts = torch.bincount(places, minlength=len(self._seen)).double()
        sums = torch.zeros_like(counts).index_add_(0, places, losses.double())
        self._seen = (self._seen + counts).clamp(max=WINDOW)
        there = counts > 0
        before = self._means.nan_to_num(0.0)
        part = (counts / self._seen.clamp(min=1)).clamp(max=1)
        now = before + part * (sums / counts.clamp(min=1) - before)
        self._means = torch.where(there, now, self._means)

    def array(self) -> Array:
        """The losses, [K]; NaN where no picture was yet."""
        found: Array = self._means.numpy().copy()
        return found
