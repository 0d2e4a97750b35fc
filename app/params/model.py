"""What is known about an opened checkpoint."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from app.params.sampling import SampleSettings, batch_for


@dataclass(frozen=True)
class ModelInfo:
    """Everything known about an opened checkpoint, in plain values.

    ``sigmas``: the native noise levels, descending. ``continuous``: any sigma may be asked for, not only those.
    ``recommended``: :class:`SampleSettings` fields that suit the network. ``facts``: further lines (label -> text),
    such as the data set, its licence and how it was trained. ``data_space``: what the network's data are: "unit"
    (pixels in [0, 1]), "centred" (2 p - 1) or "logit". ``has_ema`` and ``has_live``: which weights the file holds;
    ``weights`` says which are in use. ``assumed``: what the file does not say and no configuration said, with the value
    taken for it; the names are those of ``load_checkpoint``'s arguments. ``answers``: what may be asked about such a
    file ("data_space" stands for ``logit_transform`` and ``rescaled``). ``opening``: how it was opened, as
    :meth:`app.params.opening.Opening.to_dict` has it. ``recipes``: those that the file keeps, by name, as
    :class:`SampleSettings` fields (:mod:`app.params.recipes` derives the others).
    """

    name: str
    path: str
    format: str
    sha256: str
    architecture: str
    arguments: dict[str, Any]
    parameters: int
    shape: tuple[int, int, int]
    sigmas: tuple[float, ...]
    continuous: bool
    weights: str
    recommended: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    data_space: str = "unit"
    has_ema: bool = True
    has_live: bool = False
    assumed: dict[str, Any] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    opening: dict[str, Any] = field(default_factory=dict)
    recipes: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def settings(self) -> SampleSettings:
        """The recommended settings, completed by the network's own range of sigma."""
        settings = SampleSettings.from_dict(self.recommended, whole_range(self.sigmas))
        return dataclasses.replace(settings, batch_size=batch_for(settings.batch_size, self.shape))


def whole_range(sigmas: tuple[float, ...]) -> SampleSettings:
    """Settings that go through all of a network's own range; its native ``sigmas`` descend."""
    return SampleSettings(sigma_max=max(sigmas), sigma_min=min(sigmas), levels=max(1, len(sigmas)))
