"""What can be seen inside a network, as plain values: its modules, their maps, how far they see, what sigma changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_MAPS = 64
"""Maps of a layer that are shown: more would be too small to be seen."""

WIDEST = 12
"""Noise levels at which the effect of the level is looked up: each costs an evaluation of the network."""

OUTPUT = ""
"""The name of the whole network, whose output is the score."""


@dataclass(frozen=True)
class LayerRow:
    """A module that takes part in an evaluation, in the order in which they begin.

    ``name`` leads to it, its parts separated by dots; the network itself has none. ``kind`` is its class. ``shape`` is
    that of what it makes of one sample: (C, H, W), or (F,) where that is no map. ``parameters`` counts all that belong
    to it. Of a convolution ``kernel`` is its side, with ``dilation`` and ``stride``. ``told``: the noise level acts in
    it.
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    parameters: int
    kernel: int = 0
    dilation: int = 1
    stride: int = 1
    told: bool = False

    @property
    def depth(self) -> int:
        """How many modules it lies in, the network not counted; -1: the network itself."""
        return self.name.count(".") if self.name else -1


@dataclass(frozen=True, eq=False)
class Maps:
    """What a layer makes of a picture: ``pictures`` uint8 [N, h, w, 1], each from its ``low`` (black) to its ``high``.

    ``total`` is the number of the layer's maps, of which the first N are here. ``low`` and ``high`` are [N].
    """

    pictures: np.ndarray
    low: np.ndarray
    high: np.ndarray
    total: int


@dataclass(frozen=True, eq=False)
class Reach:
    """How much each pixel of the input matters to one place of a layer: ``influence`` float32 [H, W].

    It is sqrt(sum over the channels of both of |d h_i / d x_j|^2). ``pixel`` is the (row, column) of the picture above
    that place. ``box`` is (top, left, bottom, right), the last ones included, of all that matters at all; None where
    nothing does. ``half`` is the radius in pixels around ``pixel`` in which half of the sum of the influence lies.
    """

    influence: np.ndarray
    pixel: tuple[int, int]
    box: tuple[int, int, int, int] | None
    half: float

    @property
    def size(self) -> tuple[int, int]:
        """(height, width) of the box."""
        if self.box is None:
            return 0, 0
        top, left, bottom, right = self.box
        return bottom - top + 1, right - left + 1


@dataclass(frozen=True, eq=False)
class LevelEffect:
    """What the noise level changes in a part of a network: quantiles over ``maps`` maps, each [3, K] (10, 50, 90 %).

    ``gain`` multiplies the maps (None: nothing does), ``shift`` is added to them, both after the normalisation where
    there is one. ``output`` [K] multiplies the network's raw output to give the score. All at ``sigmas`` [K],
    descending.
    """

    sigmas: tuple[float, ...]
    output: np.ndarray
    maps: int = 0
    gain: np.ndarray | None = None
    shift: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class LookRequest:
    """What is asked of the network ``model``: of its layer ``name``, for ``picture`` with noise of ``sigma``.

    ``picture`` is uint8 [H, W, C]; None: there is noise alone, on grey. ``pixel`` is its (row, column) below which the
    layer is looked at; None: the middle. ``dilated``: with the network's dilations as they are, else all are 1.
    ``held``: the means and deviations that normalisations divide by are taken as fixed, so that only what goes through
    convolutions and attention counts as seen.
    """

    model: object
    picture: np.ndarray | None
    sigma: float
    name: str = OUTPUT
    pixel: tuple[int, int] | None = None
    dilated: bool = True
    held: bool = True

    def same(self, other: LookRequest | None) -> bool:
        """Whether the other asks the same."""
        if other is None or self.model is not other.model or self.picture is not other.picture:
            return False
        mine, its = ((r.sigma, r.name, r.pixel, r.dilated, r.held) for r in (self, other))
        return mine == its


@dataclass(frozen=True, eq=False)
class LookedInto:
    """What was found: ``rows`` of the network, ``name`` of the layer, which is there, ``input`` uint8 [H, W, C] as it
    went in, and what is seen of the layer.

    ``maps`` and ``reach`` are None for a layer that makes no maps. ``dilations``: whether the network has any above 1.
    ``too_large``: the memory in GiB that ``reach`` would take, where there is not as much.
    """

    rows: tuple[LayerRow, ...]
    name: str
    sigma: float
    input: np.ndarray
    maps: Maps | None
    reach: Reach | None
    effect: LevelEffect
    dilations: bool
    too_large: float | None = None

    @property
    def row(self) -> LayerRow:
        """The layer's."""
        return next(row for row in self.rows if row.name == self.name)
