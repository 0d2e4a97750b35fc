"""How a checkpoint is opened: what is said about it that its file does not say, and how its network is to compute."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, fields
from typing import Any

from app.params.checks import SettingError, check_number, check_whole

PRECISIONS = ("float32", "tf32", "bf16")
"""How a graphics card multiplies: exactly, with 10 bits of mantissa (TensorFloat-32), or in bfloat16 (autocast)."""


@dataclass(frozen=True)
class Opening:
    """The answers and choices of a person who opens a checkpoint; None: what the configuration or the file says.

    ``config``: path of a configuration. ``preset``: a published configuration of score_sde by its name. ``use_ema``:
    the averaged weights where the file has both. ``sigma_max``, ``sigma_min``: the largest and smallest noise level
    (ncsn: 1 and 0.01). ``image_size``: the side of the pictures in pixels. ``logit_transform``, ``rescaled``: the data
    are logits, or 2 p - 1. ``compiled``: the compiled kernels are to be used. ``precision`` (one of PRECISIONS) and
    ``graphs`` (CUDA graphs) act on a graphics card only.
    """

    config: str | None = None
    preset: str | None = None
    use_ema: bool = True
    sigma_max: float | None = None
    sigma_min: float | None = None
    image_size: int | None = None
    logit_transform: bool | None = None
    rescaled: bool | None = None
    compiled: bool = False
    precision: str = "float32"
    graphs: bool = False

    def __post_init__(self) -> None:
        for name in ("sigma_max", "sigma_min"):
            if getattr(self, name) is not None:
                check_number(name, getattr(self, name), 0, 1e6, open_low=True)
        if self.image_size is not None:
            check_whole("image_size", self.image_size, 4, 4096)
        if self.sigma_max is not None and self.sigma_min is not None and self.sigma_min >= self.sigma_max:
            raise SettingError(f"sigma_min ({self.sigma_min:g}) must be below sigma_max ({self.sigma_max:g})")
        for name in ("use_ema", "logit_transform", "rescaled", "compiled", "graphs"):
            if not isinstance(getattr(self, name), (bool, type(None))):
                raise SettingError(f"{name} must be true or false, not {getattr(self, name)!r}")
        for name in ("config", "preset"):
            if not isinstance(getattr(self, name), (str, type(None))):
                raise SettingError(f"{name} must be a text, not {getattr(self, name)!r}")
        if self.logit_transform and self.rescaled:
            raise SettingError("the data are either logits or rescaled, not both")
        if self.precision not in PRECISIONS:
            raise SettingError(f"precision must be one of {', '.join(PRECISIONS)}, not {self.precision!r}")

    def to_dict(self) -> dict[str, Any]:
        """What differs from the defaults, as plain values for JSON."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}

    @classmethod
    def from_dict(cls, data: Any) -> Opening:
        """From :meth:`to_dict`'s form; unknown names are ignored. Raises SettingError for values of no use."""
        if not isinstance(data, dict):
            raise SettingError(f"the answers about a checkpoint must be a mapping, not {data!r}")
        return cls(**{f.name: data[f.name] for f in fields(cls) if f.name in data})

    @property
    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of ``load_checkpoint``."""
        names = [f.name for f in fields(self) if f.name not in ("compiled", "precision", "graphs")]
        return {name: getattr(self, name) for name in names}

    def replaced(self, **changes: Any) -> Opening:
        """The same with changes."""
        return dataclasses.replace(self, **changes)
