"""Checkpoints of ncsn (v1) and ncsnv2: lists that begin with the network's ``state_dict``.

ncsn: ``[state, optimizer]``; no EMA and no sigmas. ncsnv2: ``[state, optimizer, epoch, step(, ema)]`` with the buffer
``sigmas`` in the state; the EMA is a dictionary name -> tensor of the parameters, without the prefix ``module.``. A
bare state_dict of either is read too. Everything but the sigma range of v1, the picture's size and the data space can
be read off the weights.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.io.errors import CheckpointError
from app.io.formats.configs import Config
from app.io.formats.weights import Found, shape_of, values_of
from app.io.formats.wrappings import ANOTHER, Weights
from app.networks.ncsn import ENCODERS
from app.networks.spaces import CENTRED, LOGIT, UNIT
from app.params.opening import Opening
from app.params.sampling import MAX_LEVELS
from app.params.schedule import geometric, uniform

DEFAULT_SIGMA_MAX, DEFAULT_SIGMA_MIN = 1.0, 0.01
"""The range of ncsn's published configurations."""

SIZE_BY_SIGMA = {50: 32, 90: 64, 140: 96, 190: 128, 348: 256}
"""ncsnv2 sets its largest sigma by the data set (technique 1): CIFAR-10, CelebA, LSUN church, bedroom/tower, FFHQ."""


def is_ncsn(tensors: Weights) -> bool:
    """Whether these are the weights of an NCSN or NCSNv2."""
    return "normalizer.embed.weight" in tensors or "normalizer.alpha" in tensors


def read_ncsn(path: Path, tensors: Weights, config: Config, options: Opening) -> Found:
    """Make out an NCSN or NCSNv2 from its weights."""
    conditional = "normalizer.embed.weight" in tensors
    features, channels = shape_of(path, tensors, "begin_conv.weight", 4)[:2]
    depth = "deepest" if _has(tensors, "res31") else "deeper" if _has(tensors, "res5") else "standard"
    space, assumed = _space(config, options, conditional=conditional)
    arguments: dict[str, Any] = {"channels": channels, "features": features, "depth": depth, "space": space}
    arguments["activation"] = (config.text("model", "nonlinearity") or "elu").lower()
    if conditional:
        levels, width = shape_of(path, tensors, "normalizer.embed.weight", 2)
        sigmas, unknown = _v1_sigmas(path, levels, config, options)
        assumed |= unknown
        arguments |= {"sigmas": list(sigmas), "norm": "plain" if width == 2 * features else "plus"}
    else:
        sigmas = _v2_sigmas(path, tensors, options)
        arguments |= {"levels": len(sigmas)}
    _agree(path, config, "model", "ngf", features)
    _agree(path, config, "data", "channels", channels)
    _agree(path, config, "model", "num_classes", len(sigmas))
    size = options.image_size or config.whole("data", "image_size")
    if size is None:
        size = assumed["image_size"] = _usual_size(channels, 0 if conditional else sigmas[0], depth)
    multiple = 2 ** sum(stage.down and stage.dilation == 1 for stage in ENCODERS[depth])
    if not 4 <= size <= 4096 or size % multiple:
        raise CheckpointError(
            path, f"its network cannot take pictures of {size}x{size} pixels",
            f"Give an image size that is a multiple of {multiple}",
        )  # fmt: skip
    dataset = config.text("data", "dataset")
    return Found(
        format="ncsn checkpoint" if conditional else "ncsnv2 checkpoint",
        architecture="ncsn" if conditional else "ncsnv2",
        arguments=arguments, tensors=tensors, shape=(channels, size, size), sigmas=sigmas, continuous=not conditional,
        recommended=_recommended(config, sigmas, conditional=conditional), data_space=space,
        facts={"Data set": dataset} if dataset else {}, assumed=assumed,
        answers=(*(("sigma_max", "sigma_min") if conditional else ()), "image_size", "data_space", "config"),
        accepted=("sigma_max", "sigma_min"),
    )  # fmt: skip


def _has(tensors: Weights, stage: str) -> bool:
    return any(name.startswith(f"{stage}.") for name in tensors)


def _space(config: Config, options: Opening, *, conditional: bool) -> tuple[str, dict[str, Any]]:
    """What the data are, and which of the two flags had to be assumed."""
    flags: dict[str, bool | None] = {}
    for name in ("logit_transform", "rescaled"):
        said: bool | None = getattr(options, name)
        flags[name] = config.flag("data", name) if said is None else said
    asked = ("logit_transform",) if conditional else tuple(flags)  # ncsn knows no other
    assumed = {} if any(flags.values()) else {name: False for name in asked if flags[name] is None}
    return (LOGIT if flags["logit_transform"] else CENTRED if flags["rescaled"] else UNIT), assumed


def _v1_sigmas(path: Path, levels: int, config: Config, options: Opening) -> tuple[tuple[float, ...], dict[str, Any]]:
    if not 2 <= levels <= MAX_LEVELS:
        raise CheckpointError(path, f"it has {levels} noise levels; from 2 to 10,000 are possible", ANOTHER)
    assumed = {}
    high = options.sigma_max or config.number("model", "sigma_begin")
    low = options.sigma_min or config.number("model", "sigma_end")
    if high is None:
        high = assumed["sigma_max"] = DEFAULT_SIGMA_MAX
    if low is None:
        low = assumed["sigma_min"] = DEFAULT_SIGMA_MIN
    if not 0 < low < high < 1e6:
        raise CheckpointError(path, f"its noise levels cannot run from {high:g} to {low:g}", "Give another range")
    make = uniform if config.text("model", "sigma_dist") == "uniform" else geometric
    return make(high, low, levels), assumed


def _v2_sigmas(path: Path, tensors: Weights, options: Opening) -> tuple[float, ...]:
    if "sigmas" not in tensors:
        raise CheckpointError(
            path, "it lacks the noise levels ('sigmas'), as the average (EMA) alone does", "Give the whole checkpoint"
        )
    values = [
        float(f"{s:.7g}") for s in values_of(path, tensors, "sigmas", MAX_LEVELS)
    ]  # 0.01, not float32's 0.00999999978
    if not all(0 < s < 1e6 for s in values) or values != sorted(values, reverse=True):
        raise CheckpointError(path, "its noise levels ('sigmas') do not descend from finite to positive", ANOTHER)
    asked = (options.sigma_max, options.sigma_min)
    for name, value, own in zip(("sigma_max", "sigma_min"), asked, (values[0], values[-1]), strict=True):
        if value is not None and abs(value - own) > 1e-3 * own:
            raise CheckpointError(path, f"{name} was given as {value:g}, but the file says {own:g}", "Leave it out")
    return tuple(values)


def _agree(path: Path, config: Config, section: str, name: str, found: int) -> None:
    value = config.whole(section, name)
    if value is not None and value != found:
        raise CheckpointError(
            path, f"its weights say {section}.{name} = {found}, but {config.path} says {value}",
            "Give the configuration that belongs to it",
        )  # fmt: skip


def _usual_size(channels: int, sigma_max: float, depth: str) -> int:
    """The picture's side in the published configurations of such a network."""
    by_sigma = SIZE_BY_SIGMA.get(round(sigma_max))
    usual = 28 if channels == 1 else {"standard": 32, "deeper": 128, "deepest": 256}[depth]
    return by_sigma or usual


def _schedule(sigmas: tuple[float, ...]) -> str:
    even = uniform(sigmas[0], sigmas[-1], len(sigmas))
    same = all(abs(a - b) <= 1e-3 * b for a, b in zip(sigmas, even, strict=True))
    return "uniform" if len(sigmas) > 2 and same else "geometric"


def _recommended(config: Config, sigmas: tuple[float, ...], *, conditional: bool) -> dict[str, Any]:
    """The sampler that the code base itself would use; its step_lr is half of the paper's epsilon.

    ncsn (runner's code): T = 100, step_lr 2e-5. ncsnv2: from its configuration, else as for CIFAR-10, with step_lr
    scaled by sigma_L^2 so that eta stays the same.
    """
    steps = config.whole("sampling", "n_steps_each") or (100 if conditional else 5)
    step_lr = config.number("sampling", "step_lr") or (2e-5 if conditional else 6.2e-6 * (sigmas[-1] / 0.01) ** 2)
    denoise = config.flag("sampling", "denoise")
    return {
        "sampler": "annealed", "schedule": _schedule(sigmas), "start": "uniform", "levels": len(sigmas),
        "sigma_max": sigmas[0], "sigma_min": sigmas[-1], "steps_per_level": steps, "epsilon": 2 * step_lr,
        "denoise": (not conditional) if denoise is None else denoise,
    }  # fmt: skip
