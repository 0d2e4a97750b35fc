"""What may be said about a checkpoint that its file does not say."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from app.params import SettingError
from app.params.checks import check_number, check_whole


@dataclass(frozen=True)
class OpenOptions:
    """Answers to what a file cannot tell; None: the configuration's value, else the documented default.

    ``sigma_max``, ``sigma_min``: the largest and smallest noise level (ncsn: 1 and 0.01). ``image_size``: the side of
    the pictures in pixels (by channels and levels: 28, 32, 64, 96, 128, 256). ``logit_transform``, ``rescaled``: the
    data are logits, or 2 p - 1 (both no). ``preset``: a published configuration of score_sde by its name.
    """

    sigma_max: float | None = None
    sigma_min: float | None = None
    image_size: int | None = None
    logit_transform: bool | None = None
    rescaled: bool | None = None
    preset: str | None = None

    def __post_init__(self) -> None:
        for name in ("sigma_max", "sigma_min"):
            if getattr(self, name) is not None:
                check_number(name, getattr(self, name), 0, 1e6, open_low=True)
        if self.image_size is not None:
            check_whole("image_size", self.image_size, 4, 4096)
        if self.sigma_max is not None and self.sigma_min is not None and self.sigma_min >= self.sigma_max:
            raise SettingError(f"sigma_min ({self.sigma_min:g}) must be below sigma_max ({self.sigma_max:g})")
        if self.logit_transform and self.rescaled:
            raise SettingError("the data are either logits or rescaled, not both")

    def given(self) -> dict[str, Any]:
        """The answers that were given."""
        return {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None}
