"""Pipeline folders of diffusers, read without that library: ``model_index.json``, ``unet/``, ``scheduler/``.

The network is a UNet2DModel (:mod:`app.networks.unet2d`); the scheduler's configuration says how its output becomes a
score. Class names are only compared with those that are known: nothing is imported. Older folders have everything at
the root, or other names for the same things.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.io.errors import CheckpointError
from app.io.formats.recommend import ve_settings
from app.io.formats.weights import Found, choose
from app.io.formats.wrappings import Unwrapped, Weights
from app.networks import registry
from app.networks.preserving import native_sigmas
from app.networks.spaces import UNIT
from app.networks.unet2d import EXPLODING, PRESERVING, Unet2dConfig
from app.params.checks import real, whole
from app.params.opening import Opening
from app.params.sampling import MAX_LEVELS
from app.params.schedule import geometric

FORMAT = "diffusers folder"
NETWORKS = ("UNet2DModel", "UNetUnconditionalModel")
SCORE_ONLY = "Give a folder whose network is an unconditional UNet2DModel on pixels, with a VE or VP scheduler"

EXPLODING_SCHEDULERS = ("ScoreSdeVeScheduler", "KarrasVeScheduler")
PRESERVING_SCHEDULERS = (
    "DDPM", "GaussianDDPM", "DDPMParallel", "DDIM", "DDIMParallel", "DDIMInverse", "PNDM", "RePaint", "DEISMultistep",
    "DPMSolverMultistep", "DPMSolverMultistepInverse", "DPMSolverSinglestep", "DPMSolverSDE", "UniPCMultistep",
    "SASolver", "EulerDiscrete", "EulerAncestralDiscrete", "HeunDiscrete", "KDPM2Discrete", "KDPM2AncestralDiscrete",
    "LMSDiscrete",
)  # fmt: skip
"""Schedulers of one and the same training, without the ending ``Scheduler``."""
CONSISTENCY = ("CMStochasticIterativeScheduler", "LCMScheduler", "ConsistencyDecoderScheduler", "TCDScheduler")
OTHER_BETAS = ("HeunDiscrete", "KDPM2Discrete", "KDPM2AncestralDiscrete", "DPMSolverSDE")
"""Those whose betas are from 0.00085 to 0.012 where the configuration does not say."""

_SETTINGS = {
    "image_size": "sample_size", "num_res_blocks": "layers_per_block", "block_channels": "block_out_channels",
    "down_blocks": "down_block_types", "up_blocks": "up_block_types", "downscale_freq_shift": "freq_shift",
    "resnet_num_groups": "norm_num_groups", "resnet_act_fn": "act_fn", "resnet_eps": "norm_eps",
    "num_head_channels": "attention_head_dim",
}  # fmt: skip
"""What settings of the network were called before -> now."""
_PARTS = {
    "time_steps": "time_proj", "mid": "mid_block", "downsample_blocks": "down_blocks", "upsample_blocks": "up_blocks",
}  # fmt: skip
_INNER = {
    "query": "to_q", "key": "to_k", "value": "to_v", "proj_attn": "to_out.0", "op": "conv", "Conv2d_0": "conv",
    "nin_shortcut": "conv_shortcut",
}  # fmt: skip
"""What parts of the network were called before -> now: at the beginning of a tensor's name, and inside it."""

_MIDDLE = "UNetMidBlock2D"
_OF_THE_SCHEDULER = {
    "process", "prediction_type", "num_train_timesteps", "beta_schedule", "beta_start", "beta_end", "trained_betas",
}  # fmt: skip

DEFAULTS: dict[str, Any] = {
    "down_block_types": ["DownBlock2D", *["AttnDownBlock2D"] * 3],
    "up_block_types": [*["AttnUpBlock2D"] * 3, "UpBlock2D"],
    "block_out_channels": [224, 448, 672, 896],
}
"""What the library takes for what a configuration does not say, where :class:`Unet2dConfig` has something else."""


@dataclass(frozen=True)
class FolderParts:
    """What is in a folder: its configurations as plain values (``scheduler`` None where there is none), its weights,
    their average kept beside them by some trainings, and the names of the files that all this is in.
    """

    index: Mapping[str, Any]
    network: Mapping[str, Any]
    scheduler: Mapping[str, Any] | None
    tensors: Weights
    averaged: Weights | None
    files: tuple[str, ...]


def class_in(value: Any) -> str:
    """The class in an entry of ``model_index.json`` ([library, class]) or in ``_class_name``, a text or a list."""
    if isinstance(value, (list, tuple)):
        value = next((part for part in reversed(value) if isinstance(part, str)), "")
    return value if isinstance(value, str) else ""


def check_pipeline(path: Path, index: Mapping[str, Any]) -> None:
    """Raise CheckpointError, which names it, for a pipeline whose network has no score that can be used here."""
    pipeline = class_in(index.get("_class_name"))
    parts = {key: class_in(value) for key, value in index.items() if not key.startswith("_")}
    called = f" ({pipeline})" if pipeline else ""
    if "ConsistencyModel" in pipeline or parts.get("scheduler") in CONSISTENCY:
        raise CheckpointError(
            path, f"it is a consistency model{called}, which jumps along the ODE: its output is no E[x_0 | x], so "
            "there is no score", SCORE_ONLY,
        )  # fmt: skip
    if {"vae", "vqvae", "movq", "first_stage"} & set(parts) or pipeline.startswith(("LDM", "Latent")):
        raise CheckpointError(path, f"it is a diffusion model in a latent space{called}, not of pixels", SCORE_ONLY)
    if "FlowMatch" in parts.get("scheduler", ""):
        raise _flow(path, parts["scheduler"])
    if "transformer" in parts or "prior" in parts:
        raise CheckpointError(path, f"its network is a transformer{called}, which is not known here", SCORE_ONLY)
    for key in ("unet", "model"):
        kind = parts.get(key, "")
        if kind and kind not in NETWORKS:
            raise _foreign(path, kind)


def _foreign(path: Path, kind: str) -> CheckpointError:
    what = "is conditional (on text or another picture)" if "Condition" in kind else "is not known here"
    return CheckpointError(path, f"its network, a {kind}, {what}", SCORE_ONLY)


def _flow(path: Path, kind: str) -> CheckpointError:
    return CheckpointError(
        path, f"it is trained by flow matching ({kind}): its output is a velocity between noise and picture, for "
        "which there is no noise level sigma here", SCORE_ONLY,
    )  # fmt: skip


def read_folder(path: Path, parts: FolderParts, options: Opening) -> Found:
    """Make out the network of a folder. Raises CheckpointError."""
    check_pipeline(path, parts.index)
    network = {_SETTINGS.get(name, name): value for name, value in parts.network.items()}
    kind = class_in(network.get("_class_name"))
    if kind and kind not in NETWORKS:
        raise _foreign(path, kind)
    if network.get("class_embed_type") is not None or network.get("num_class_embeds") is not None:
        raise CheckpointError(path, "its network is conditional: it has to be told a class", SCORE_ONLY)
    fourier = network.get("time_embedding_type") == "fourier"
    scheduler, assumed, answers = _scheduler(parts.scheduler, options, fourier=fourier)
    arguments = _network_arguments(network) | _process(path, scheduler)
    try:
        config: Unet2dConfig = registry.config_from(Unet2dConfig, arguments, "UNet2DModel")
        exploding = config.process == EXPLODING
        sigmas = _exploding_levels(scheduler) if exploding else tuple(reversed(native_sigmas(config.preserving)))
        shape, unknown = _shape(network, config, options)
    except (ValueError, TypeError, ArithmeticError) as error:
        raise CheckpointError(path, f"its configuration is of no use: {error}", SCORE_ONLY) from error
    found = Found(
        format=FORMAT, architecture="unet2d", arguments=arguments, tensors=renamed_tensors(parts.tensors), shape=shape,
        sigmas=sigmas, continuous=config.time_embedding_type != "learned",
        recommended=ve_settings(sigmas[0], sigmas[-1]), data_space=UNIT, facts=_facts(parts, scheduler, config),
        assumed=assumed | unknown, answers=(*answers, *unknown), accepted=("image_size", "config"),
    )  # fmt: skip
    averaged = None if parts.averaged is None else renamed_tensors(parts.averaged)
    choose(path, found, Unwrapped(found.tensors, averaged, ""), use_ema=options.use_ema)
    return found


def _scheduler(
    stored: Mapping[str, Any] | None, options: Opening, *, fourier: bool
) -> tuple[Mapping[str, Any], dict[str, Any], tuple[str, ...]]:
    """The scheduler's configuration, what of it was assumed, and what may be asked about it."""
    if stored is not None:
        return stored, {}, () if options.config is None else ("config",)
    if not fourier:
        assumed = {"_class_name": "DDPMScheduler"}
        return assumed, {"scheduler": "DDPMScheduler, linear betas, 1000 steps, epsilon"}, ("config",)
    given = {"sigma_max": options.sigma_max, "sigma_min": options.sigma_min}
    taken = {"sigma_max": 1348.0, "sigma_min": 0.01}
    unknown = {name: taken[name] for name, value in given.items() if value is None}
    scheduler = {"_class_name": "ScoreSdeVeScheduler"} | given | unknown
    return scheduler, {"scheduler": "ScoreSdeVeScheduler"} | unknown, ("config", "sigma_max", "sigma_min")


def _network_arguments(network: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of :class:`Unet2dConfig` that the network's configuration has; its nulls are 0 there."""
    known = {field.name for field in dataclasses.fields(Unet2dConfig)} - _OF_THE_SCHEDULER
    said: dict[str, Any] = DEFAULTS | dict(network)
    arguments: dict[str, Any] = {name: 0 if value is None else value for name, value in said.items() if name in known}
    for name in ("down_block_types", "up_block_types"):
        if isinstance(arguments[name], list):
            arguments[name] = [str(kind).removeprefix("UNetRes") for kind in arguments[name]]
    middle = network.get("mid_block_type", _MIDDLE)
    if middle not in (None, _MIDDLE):
        arguments["mid_block_scale_factor"] = str(middle)  # refused as of the wrong kind, with its name
    return arguments | {"mid_block": middle is not None}


def _process(path: Path, scheduler: Mapping[str, Any]) -> dict[str, Any]:
    """How the network was trained, as fields of :class:`Unet2dConfig`. Raises CheckpointError for another way."""
    kind = class_in(scheduler.get("_class_name"))
    check_pipeline(path, {"scheduler": kind})
    if kind in EXPLODING_SCHEDULERS:
        return {"process": EXPLODING}
    short = kind.removesuffix("Scheduler")
    prediction = scheduler.get("prediction_type") or "epsilon"
    if "flow" in str(prediction):
        raise _flow(path, str(prediction))
    if short not in PRESERVING_SCHEDULERS:
        raise CheckpointError(path, f"its scheduler, {kind or 'without a name'}, is not known here", SCORE_ONLY)
    if scheduler.get("rescale_betas_zero_snr"):
        raise CheckpointError(
            path, "its betas are rescaled to a signal-to-noise ratio of 0 at the last step, where nothing of the "
            "picture is left: no noise level sigma belongs to it", SCORE_ONLY,
        )  # fmt: skip
    if scheduler.get("predict_epsilon") is False:
        prediction = "sample"
    first, last = (0.00085, 0.012) if short in OTHER_BETAS else (1e-4, 0.02)
    betas = scheduler.get("trained_betas") or []
    steps = scheduler.get("num_train_timesteps", scheduler.get("timesteps", 1000))
    return {
        "process": PRESERVING, "prediction_type": prediction, "trained_betas": betas,
        "num_train_timesteps": len(betas) if betas and isinstance(betas, list) else steps,
        "beta_schedule": scheduler.get("beta_schedule", "linear"), "beta_start": scheduler.get("beta_start", first),
        "beta_end": scheduler.get("beta_end", last),
    }  # fmt: skip


def _exploding_levels(scheduler: Mapping[str, Any]) -> tuple[float, ...]:
    """The levels of a variance-exploding scheduler, descending. KarrasVe counts them in units of [-1, 1]."""
    halved = class_in(scheduler.get("_class_name")) == "KarrasVeScheduler"
    defaults = (100.0, 0.02) if halved else (1348.0, 0.01)
    values = [
        real(name, scheduler.get(name, usual), 0, 1e6, open_low=True)
        for name, usual in zip(("sigma_max", "sigma_min"), defaults, strict=True)
    ]
    high, low = (value / 2 if halved else value for value in values)
    count = whole("num_train_timesteps", scheduler.get("num_train_timesteps", 2000), 2, MAX_LEVELS)
    if low >= high:
        raise ValueError(f"its noise levels cannot run from {high:g} to {low:g}")
    return geometric(high, low, count)


def _shape(
    network: Mapping[str, Any], config: Unet2dConfig, options: Opening
) -> tuple[tuple[int, int, int], dict[str, Any]]:
    """(C, H, W), and the side if it had to be assumed. Raises ValueError."""
    said = network.get("sample_size")
    sides = said if isinstance(said, list) and len(said) == 2 else [said, said]
    unknown: dict[str, Any] = {}
    if options.image_size is not None:
        sides = [options.image_size] * 2
    elif said is None:
        sides = [32 * 2 ** max(0, len(config.block_out_channels) - 4)] * 2
        unknown = {"image_size": sides[0]}
    multiple = 2 ** (len(config.block_out_channels) - 1)
    height, width = (whole("sample_size", side, 4, 4096) for side in sides)
    if height % multiple or width % multiple:
        raise ValueError(f"it takes pictures whose sides are multiples of {multiple}, not {height}x{width}")
    return (config.in_channels, height, width), unknown


def _facts(parts: FolderParts, scheduler: Mapping[str, Any], config: Unet2dConfig) -> dict[str, str]:
    betas = "its own" if config.trained_betas else config.beta_schedule
    trained = f"{config.num_train_timesteps} steps, {betas} betas, predicts {config.prediction_type}"
    facts = {
        "Pipeline": class_in(parts.index.get("_class_name")),
        "Scheduler": class_in(scheduler.get("_class_name")),
        "Noise": "variance exploding" if config.process == EXPLODING else f"variance preserving: {trained}",
        "Files": ", ".join(parts.files),
    }
    return {name: text for name, text in facts.items() if text}


def renamed_tensors(tensors: Weights) -> Weights:
    """The weights by their present names. Of a tensor that is there under an old and the present name, the latter."""
    found: Weights = {}
    for name, tensor in tensors.items():
        first, _, rest = name.partition(".")
        parts = [_PARTS.get(first, first), *(_INNER.get(part, part) for part in rest.split(".") if rest)]
        present = ".".join(parts)
        if present == "time_proj.W":
            present = "time_proj.weight"
        if present == name or present not in tensors:
            found[present] = tensor
    return found
