"""Looking into an opened network for a picture and a noise level."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from app.core.pixels import to_frames
from app.core.types import ScoreModel
from app.jobs.batches import too_many
from app.jobs.memory import GIB, free_bytes
from app.networks.inside import Inside
from app.networks.model import NetworkModel
from app.params import SettingError
from app.params.inside import OUTPUT, WIDEST, LayerRow, LevelEffect, LookedInto, LookRequest

SEED = 0
"""Of the noise that is put on the picture: always the same, so that two looks differ by what was asked alone."""


class InsideWork:
    """Answers :class:`LookRequest`; keeps what it has found out about the network it looked into last.

    ``check`` is called between the modules of the network and may raise, to stop there.
    """

    def __init__(self, check: Callable[[], None] = lambda: None) -> None:
        self._check = check
        self._model: object = None
        self._inside: Inside | None = None
        self._effects: dict[str, LevelEffect] = {}

    def __call__(self, request: LookRequest) -> LookedInto:
        """Look. Raises SettingError for a model that is no network, or one for which there is not enough memory."""
        model = request.model
        if not isinstance(model, NetworkModel):
            raise SettingError("there is nothing to look into: it is a formula, no network")
        if self._inside is None or self._model is not model:
            self._model, self._inside, self._effects = model, Inside(model.network, self._check), {}
        inside, lacking = self._inside, too_many(model, 1)
        if lacking:
            raise SettingError(f"it cannot be looked into here: {lacking}")
        x = noisy(model, request.picture, request.sigma)
        rows = inside.rows(x, request.sigma)
        name = request.name if any(row.name == request.name for row in rows) else OUTPUT
        pixel = request.pixel or (x.shape[2] // 2, x.shape[3] // 2)
        pixel = (min(pixel[0], x.shape[2] - 1), min(pixel[1], x.shape[3] - 1))
        maps = inside.maps(x, request.sigma, name)
        needed, free = inside.gradient_bytes(x, request.sigma), free_bytes(x.device)
        fits = free is None or needed <= free / 2
        reach = None
        if fits:
            reach = inside.reach(x, request.sigma, name, pixel, dilated=request.dilated, held=request.held)
        if name not in self._effects:
            self._effects[name] = inside.effect(x, some_levels(model.describe().sigmas), name)
        seen = to_frames(model, x.float())[0]
        return LookedInto(
            rows, name, request.sigma, seen, maps, reach, self._effects[name], inside.dilations,
            None if fits else needed / GIB,
        )  # fmt: skip


def noisy(model: ScoreModel, picture: np.ndarray | None, sigma: float) -> Tensor:
    """A picture uint8 [H, W, C] with noise of ``sigma`` as the network is to see it: [1, C, H, W] on its device."""
    channels, height, width = model.shape
    pixels = torch.full((1, channels, height, width), 0.5)
    if picture is not None and picture.shape == (height, width, channels):
        pixels = torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1)))[None].float() / 255
    z = torch.randn(pixels.shape, generator=torch.Generator().manual_seed(SEED))
    return (model.from_pixels(pixels) + sigma * z).to(model.device)


def some_levels(sigmas: tuple[float, ...]) -> tuple[float, ...]:
    """At most WIDEST of the levels, evenly, with the first and the last one."""
    if len(sigmas) <= WIDEST:
        return sigmas
    return tuple(sigmas[i] for i in np.linspace(0, len(sigmas) - 1, WIDEST).round().astype(int))


def layers(model: ScoreModel, *, seen: bool = False) -> list[tuple[LayerRow, tuple[int, int] | None]]:
    """The modules of a network in their order, and with ``seen`` how much of the picture one place in its middle sees.

    That is (height, width) in pixels, for the network's convolutions, and for the modules that hold several; None for
    others and where no maps are made. Raises SettingError for a model that is no network.
    """
    if not isinstance(model, NetworkModel):
        raise SettingError("there is nothing to look into: it is a formula, no network")
    inside, sigma = Inside(model.network), float(min(model.describe().sigmas))
    x = noisy(model, None, sigma)
    rows = inside.rows(x, sigma)
    middle = (x.shape[2] // 2, x.shape[3] // 2)
    holders = {row.name.rpartition(".")[0] for row in rows if row.name}
    found: list[tuple[LayerRow, tuple[int, int] | None]] = []
    for row in rows:
        wanted = seen and len(row.shape) == 3 and (row.kernel > 0 or row.name in holders)
        reach = inside.reach(x, sigma, row.name, middle, probes=1) if wanted else None
        found.append((row, None if reach is None else reach.size))
    return found
