"""How a checkpoint is opened: what is said about it that its file does not say, and how its network is to compute."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from typing_extensions import override

from app.params.checks import SettingError
from app.params.settings import Settings, setting

PRECISIONS = (
    ("float32", "float32, exact", "Products are exact"),
    ("tf32", "TF32", "Products keep 10 bits of the mantissa (TensorFloat-32)"),
    ("bf16", "bfloat16", "Products in bfloat16, sums in float32 (autocast)"),
)
"""How a graphics card multiplies: exactly, with 10 bits of mantissa (TensorFloat-32), or in bfloat16 (autocast)."""

SDES = (
    ("ve", "variance exploding", "Noise is added to the picture"),
    ("vp", "variance preserving", "The picture shrinks as noise is added (DDPM)"),
    ("subvp", "sub-VP", "The picture shrinks, and less noise is added"),
)
"""The ways to add noise of Song et al. 2021, section 3.4: networks of all three look the same."""

HOW_TO_COMPUTE = ("compiled", "precision", "graphs")
"""What says nothing about the file."""


@dataclass(frozen=True)
class Opening(Settings):
    """The answers and choices of a person who opens a checkpoint; None: what the configuration or the file says.

    ``config``: path of a configuration. ``preset``: a published configuration of score_sde by its name.
    ``use_ema``: the averaged weights where the file has both. ``sigma_max``, ``sigma_min``: the largest and
    smallest noise level (ncsn: 1 and 0.01). ``sde``: one of SDES. ``base``: s of the tutorial's SDE dx = s^t dw.
    ``image_size``: the side of the pictures in pixels. ``logit_transform``, ``rescaled``: the data are logits, or 2
    p - 1. ``compiled``: the compiled kernels are to be used. ``precision`` (one of PRECISIONS) and ``graphs`` (CUDA
    graphs) act on a graphics card only.
    """

    config: str | None = setting(
        None, "Configuration", recorded=False, flags=("--config",), metavar="FILE",
        help="its training configuration (YAML or JSON)", tip="The config.yml, .yaml or .json of its training",
    )  # fmt: skip
    preset: str | None = setting(
        None, "Published as", recorded=False, flags=("--preset",), metavar="NAME",
        help="a published configuration of score_sde, by its file's name",
        tip="The configuration of score_sde that it was trained with",
    )  # fmt: skip
    use_ema: bool = setting(
        True, "Weights", recorded=False, flags=("--ema",), help="use the average (default)", off="--live",
        off_help="use the live weights instead of their average (EMA)", tip="The average of the weights, or the last",
    )  # fmt: skip
    sigma_max: float | None = setting(
        None, "Largest σ₁", name="Largest noise level σ₁", recorded=False, low=0, high=1e6, open_low=True,
        flags=("--native-sigma-max",), metavar="S", help="its largest noise level (ncsn: 1)",
        tip="The paper's σ₁; ncsn's configurations have 1",
    )  # fmt: skip
    sigma_min: float | None = setting(
        None, "Smallest σ<sub>L</sub>", name="Smallest noise level σ_L", recorded=False, low=0, high=1e6, open_low=True,
        flags=("--native-sigma-min",), metavar="S", help="its smallest noise level (ncsn: 0.01)",
        tip="The paper's σ_L; ncsn's configurations have 0.01",
    )  # fmt: skip
    sde: str | None = setting(
        None, "Trained by", name="SDE of the training", recorded=False, choices=SDES, flags=("--sde",),
        help="how noise was added in training (score_sde, tutorial: ve)",
        tip="The SDE of its training (Song et al. 2021, section 3.4). Networks of all three look the same",
    )  # fmt: skip
    base: float | None = setting(
        None, "Base s of s<sup>t</sup>", name="Base s of the SDE", called="the SDE's base", recorded=False, low=1,
        high=1e4, open_low=True, flags=("--sde-base",), metavar="S", help="s of the tutorial's SDE dx = s^t dw (25)",
        tip="The tutorial's 'sigma': dx = s<sup>t</sup> dw. Its notebook has 25; σ₁ follows from it",
    )  # fmt: skip
    image_size: int | None = setting(
        None, "Image size, pixels", name="Image size in pixels", recorded=False, low=4, high=2048,
        flags=("--image-size",), metavar="PX", help="the side of the pictures",
        tip="The side of the pictures that it was trained on",
    )  # fmt: skip
    logit_transform: bool | None = setting(
        None, "Logits", recorded=False, flags=("--logit-transform",), help="the data are logits of the pixels"
    )
    rescaled: bool | None = setting(
        None, "Rescaled", recorded=False, flags=("--rescaled",), help="the data are 2 p - 1 of the pixels"
    )
    compiled: bool = setting(
        False, "Compiled", recorded=False, flags=("--compile",),
        help="compiled kernels for NCSN, NCSNv2 and NCSN++ on the CPU; needs a C++ compiler, at first some ten seconds",
    )  # fmt: skip
    precision: str = setting(
        "float32", "Precision", recorded=False, choices=PRECISIONS, flags=("--precision",),
        help="of products on an NVIDIA graphics card (default: float32, exact)",
    )  # fmt: skip
    graphs: bool = setting(
        False, "CUDA graphs", recorded=False, flags=("--cuda-graphs",),
        help="start all kernels of an evaluation at once there",
    )  # fmt: skip

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        if self.sigma_max is not None and self.sigma_min is not None and self.sigma_min >= self.sigma_max:
            raise SettingError(f"sigma_min ({self.sigma_min:g}) must be below sigma_max ({self.sigma_max:g})")
        if self.logit_transform and self.rescaled:
            raise SettingError("the data are either logits or rescaled, not both")

    @property
    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of ``load_checkpoint``."""
        return {name: value for name, value in self.values().items() if name not in HOW_TO_COMPUTE}

    def replaced(self, **changes: Any) -> Opening:
        """The same with changes."""
        return dataclasses.replace(self, **changes)


@dataclass(frozen=True)
class Wish:
    """What is to be opened, and how: ``opening``, or if that is None what ``remembered`` (SHA-256 -> answers) has.

    What comes from ``remembered``, or from a picture's record (``recorded``), gives way where it does not fit any more.
    ``file`` is the same file as it was opened before, if it was: it need not be read again.
    """

    path: str
    device: str
    opening: Opening | None = None
    remembered: Mapping[str, Any] = field(default_factory=dict)
    recorded: bool = False
    file: object | None = None


@dataclass(frozen=True)
class Unconfigured:
    """A checkpoint that needs a configuration: ``problem`` says so, ``presets`` are the published ones."""

    path: str
    problem: str
    presets: tuple[str, ...]
