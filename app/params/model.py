"""What is known about an opened checkpoint."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.params.sampling import SampleSettings


@dataclass(frozen=True)
class ModelInfo:
    """Everything known about an opened checkpoint, in plain values.

    ``sigmas``: the native noise levels, descending. ``continuous``: any sigma may be asked for, not only those.
    ``recommended``: :class:`SampleSettings` fields that suit the network. ``facts``: further lines (label -> text),
    such as the data set, its licence and how it was trained.
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

    @property
    def settings(self) -> SampleSettings:
        """The recommended settings, completed by the network's own range of sigma."""
        base = SampleSettings(sigma_max=max(self.sigmas), sigma_min=min(self.sigmas), levels=max(1, len(self.sigmas)))
        return SampleSettings.from_dict(self.recommended, base)
