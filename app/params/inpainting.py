"""Settings of inpainting."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.params.checks import SettingError, check_whole
from app.params.sampling import Sampler, SampleSettings

MAX_RESAMPLE = 1000


class Paste(StrEnum):
    """How the known pixels are kept while sampling; both put a noisy copy of them in x, at the state's own sigma."""

    LEVEL = "level"
    """One noisy copy a level, pasted after every step (ncsn; the inpainting algorithm of Song & Ermon 2019)."""
    STEP = "step"
    """A fresh noisy copy before every step (ncsnv2)."""


@dataclass(frozen=True)
class InpaintSettings:
    """What inpainting adds to :class:`SampleSettings`.

    ``resample``: how often each level is run; between two passes noise is added that takes x back to the level above
    (after Lugmayr et al. 2022, arXiv 2201.09865, section 4.2): the filled part gets time to adapt to the known one.
    """

    paste: Paste = Paste.STEP
    resample: int = 1

    def __post_init__(self) -> None:
        check_whole("resample", self.resample, 1, MAX_RESAMPLE)

    def evaluations(self, settings: SampleSettings) -> int:
        """How many times one batch evaluates the network; the denoising step is always taken."""
        levels = 1 if settings.sampler is Sampler.LANGEVIN else settings.levels
        steps = 1 if settings.sampler is Sampler.CONSISTENT else settings.steps_per_level
        return (levels + (levels - 1) * (self.resample - 1)) * steps + 1

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and strings, for JSON."""
        return {"paste": self.paste.value, "resample": self.resample}

    @classmethod
    def from_dict(cls, data: dict[str, Any], base: InpaintSettings | None = None) -> InpaintSettings:
        """Settings from :meth:`to_dict`'s form, completed by ``base``. Raises SettingError."""
        known: dict[str, Any] = {name: data[name] for name in ("paste", "resample") if name in data}
        if "paste" in known:
            try:
                known["paste"] = Paste(known["paste"])
            except ValueError:
                allowed = ", ".join(p.value for p in Paste)
                raise SettingError(f"paste must be one of {allowed}, not {known['paste']!r}") from None
        return dataclasses.replace(base or cls(), **known)
