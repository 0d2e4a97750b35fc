"""Inpainting: the samplers' iteration with the known pixels held (Song & Ermon 2019, appendix, Figure 6).

The sampler runs on whole pictures; where a pixel is known, x is replaced by the source plus noise of the state's own
sigma, so that the network always sees one picture of one noise level. A mask is True where pixels are regenerated.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor

from app.core.types import ScoreModel
from app.core.walk import DrawNormal
from app.params.inpainting import InpaintSettings, Paste


class Known(NamedTuple):
    """What is to be filled: ``source`` [C, H, W], pixels in [0, 1], and ``mask`` bool [H, W], True = regenerated."""

    source: Tensor
    mask: Tensor


ReadKnown = Callable[[], Known]
"""Called once before every step: what is painted while it runs acts at the next step."""


@dataclass(frozen=True)
class Filling:
    """How a run fills what; :func:`completed` gives the final pictures.

    The result does not depend on the source where the mask is True throughout.
    """

    settings: InpaintSettings
    read_known: ReadKnown


class KnownPixels:
    """The source in the network's data space, put into x [B, C, H, W] with noise where the mask is False."""

    def __init__(self, model: ScoreModel, filling: Filling) -> None:
        self._model, self._read_known, self._paste = model, filling.read_known, filling.settings.paste
        self._now: Known | None = None
        self.edited = False
        """Whether the evaluation before was given something else."""
        self._data: Tensor | None = None
        self._kept: Tensor | None = None
        """The noise of the present copy."""
        self._level_sigma = math.nan

    def before(self, x: Tensor, sigma: float, draw: DrawNormal) -> Tensor:
        """What the network is to see at ``sigma``."""
        before = self._now
        self._read()
        self.edited = before is not None and before is not self._now
        if self._paste is Paste.LEVEL:
            return x
        # Noise for the whole picture: what a sample sees must not depend on the mask.
        if self._paste is Paste.STEP or self._kept is None:
            self._kept = draw()
        return self._put(x, sigma, self._kept)

    def _read(self) -> None:
        before, self._now = self._now, self._read_known()
        if before is None or before.source is not self._now.source:
            self._data = self._model.from_pixels(self._now.source[None].to(self._model.device))

    def after(self, x: Tensor, sigma: float, draw: DrawNormal) -> Tensor:
        """What a step led to, x with noise of ``sigma``."""
        if self._paste is not Paste.LEVEL:
            return x
        if self._kept is None or sigma != self._level_sigma:
            self._kept, self._level_sigma = draw(), sigma
        return self._put(x, sigma, self._kept)

    def clean(self, x: Tensor) -> Tensor:
        """The source itself where it is known."""
        return self._put(x, 0.0, None)

    def save(self) -> object:
        """The noise of the present copy, and the level that it belongs to."""
        return self._kept, self._level_sigma

    def restore(self, saved: object) -> None:
        """Go on with that noise, after an evaluation that was given what is read now."""
        if not isinstance(saved, tuple):
            raise TypeError("this is a branch point of a run without known pixels")
        self._kept, self._level_sigma = saved
        self._read()

    @torch.inference_mode()
    def _put(self, x: Tensor, sigma: float, z: Tensor | None) -> Tensor:
        if self._now is None or self._data is None:
            raise RuntimeError("before() reads the known pixels")
        known = self._data if z is None else torch.add(self._data, z, alpha=sigma)
        return torch.where(self._now.mask.to(x.device), x, known.to(x.dtype))


@torch.inference_mode()
def completed(model: ScoreModel, x: Tensor, source: Tensor, mask: Tensor) -> Tensor:
    """The pictures in [0, 1], [B, C, H, W], with the known pixels exactly the source's [C, H, W].

    Pasted in pixel space: the way to a network's data space and back is not exact.
    """
    pixels = model.to_pixels(x).float().cpu()
    return torch.where(mask.cpu(), pixels, source.to(pixels.dtype).cpu())
