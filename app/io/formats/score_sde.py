"""Checkpoints of score_sde_pytorch: ``{'optimizer', 'model', 'ema', 'step'}`` with an NCSN++ inside.

``ema.shadow_params`` is a bare list over the trainable parameters, in the order in which that code's network registers
them; its ``state_dict`` has the same order.
The configuration is Python code in that repository, so it is not with the checkpoint. It is taken, in this order, from
a YAML or JSON file, from a preset by its name, or from the first preset whose network has exactly the file's tensors
(its largest sigma must be the file's, where the file says it).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.io.errors import CheckpointError, UnconfiguredError
from app.io.formats.configs import Config
from app.io.formats.presets import DATA_SETS, PRESETS
from app.io.formats.recommend import ve_settings
from app.io.formats.stored import held
from app.io.formats.weights import Found, expected_shapes, values_of
from app.io.formats.wrappings import Weights
from app.io.native import compare_shapes
from app.networks import registry
from app.networks.ncsnpp import NcsnppConfig
from app.networks.sde import SDES, VE, VP
from app.networks.spaces import CENTRED, UNIT
from app.params.opening import Opening
from app.params.sampling import MAX_LEVELS

_DATA = ("image_size", "num_channels", "centered")
_SETTINGS = tuple(f.name for f in dataclasses.fields(NcsnppConfig))
_CONFIGURE = f"Give its configuration (YAML or JSON; sections model, data, training), or a preset: {', '.join(PRESETS)}"


def is_score_sde(tensors: Weights) -> bool:
    """Whether these are the weights of an NCSN++."""
    return any(name.startswith("all_modules.") for name in tensors)


def read_score_sde(path: Path, live: Weights, config: Config, options: Opening) -> Found:
    """Make out an NCSN++ from its weights."""
    arguments, assumed, source = _arguments(path, live, config, options)
    with _blaming(path, options):
        settings = _checked(path, arguments)
        if "sigmas" not in live or settings.sde != VE:  # early versions of the code keep the levels outside the state
            live = live | {"sigmas": held(settings.sigmas.float())}
        compare_shapes(path, expected_shapes(path, "ncsnpp", arguments), {k: t.shape for k, t in live.items()})
    facts = {"Configuration": source}
    if settings.sde != VE:
        facts["SDE"] = "variance preserving" if settings.sde == VP else "sub-VP"
    if dataset := config.text("data", "dataset") or dataset_of(options.preset or assumed.get("preset", "")):
        facts["Data set"] = dataset
    sigmas = tuple(float(s) for s in settings.sigmas)
    return Found(
        format="score_sde_pytorch checkpoint", architecture="ncsnpp", arguments=arguments, tensors=live,
        shape=(settings.num_channels, settings.image_size, settings.image_size), sigmas=sigmas,
        continuous=settings.continuous,
        recommended=ve_settings(sigmas[0], sigmas[-1], None if settings.continuous else len(sigmas)),
        data_space=CENTRED if settings.centered else UNIT, facts=facts, assumed=assumed,
        answers=("preset", "sde", "config"),
        accepted=(*(("sigma_max", "sigma_min") if settings.sde == VE else ()), "image_size", "rescaled"),
    )  # fmt: skip


@contextmanager
def _blaming(path: Path, options: Opening) -> Iterator[None]:
    """Name what was said about the file in the error that it leads to."""
    try:
        yield
    except CheckpointError as error:
        said = {"--preset": options.preset, "--image-size": options.image_size}
        words = " and ".join(f"{name} {value}" for name, value in said.items() if value is not None)
        if not words:
            raise
        raise CheckpointError(
            path, f"{words} does not fit it: {error.problem}", "Leave it out, or correct it"
        ) from error


def _checked(path: Path, arguments: dict[str, Any]) -> NcsnppConfig:
    try:
        settings: NcsnppConfig = registry.config_from(NcsnppConfig, arguments, "NCSN++")
    except (ValueError, TypeError, ArithmeticError) as error:
        raise CheckpointError(path, f"its configuration is of no use: {error}", _CONFIGURE) from error
    return settings


def _arguments(
    path: Path, live: Weights, config: Config, options: Opening
) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The network's settings, what of them was assumed, and where they come from."""
    assumed: dict[str, Any] = {}
    if options.preset is not None:
        if options.preset not in PRESETS:
            raise CheckpointError(path, f"there is no preset {options.preset!r} (--preset)", _CONFIGURE)
        arguments, source = PRESETS[options.preset], f"preset {options.preset}"
    elif config.get("model", "ch_mult") is not None:
        arguments, source = _from_config(path, config), str(config.path and config.path.name)
    else:
        name = _matching_preset(path, live)
        arguments, source, assumed = PRESETS[name], f"preset {name}, by the weights", {"preset": name}
    arguments = _with_sde(arguments, options)
    told = options.sde or options.preset or config.text("training", "sde")
    if not told and arguments.get("embedding_type") == "positional":  # the same network is trained by each SDE
        assumed["sde"] = arguments.get("sde", VE)
    own = {"sigma_max": options.sigma_max, "sigma_min": options.sigma_min, "image_size": options.image_size,
           "centered": options.rescaled}  # fmt: skip
    arguments = arguments | {k: v for k, v in own.items() if v is not None}
    return arguments, assumed, source


def _with_sde(arguments: dict[str, Any], options: Opening) -> dict[str, Any]:
    """The settings for the SDE that was given: data and output are as in the published configurations of that SDE."""
    before = arguments.get("sde", VE)
    if options.sde is None or options.sde == before:
        return arguments
    if options.sde == VE:
        return arguments | {"sde": VE, "centered": False, "scale_by_sigma": True, "discrete": False}
    discrete = arguments.get("discrete", "continuous" not in (options.preset or "continuous"))
    changed = {"sde": options.sde, "discrete": discrete and options.sde == VP}
    return arguments | changed | ({"centered": True, "scale_by_sigma": False} if before == VE else {})


def _from_config(path: Path, config: Config) -> dict[str, Any]:
    name = config.text("training", "sde") or "vesde"
    sde = name.lower().removesuffix("sde")
    if sde not in SDES:
        raise CheckpointError(
            path, f"it is of a {name} model, which is not known; known are vesde, vpsde and subvpsde",
            "Correct the configuration",
        )  # fmt: skip
    model = {name: config.get("model", name) for name in _SETTINGS if name not in _DATA}
    data = {name: config.get("data", name) for name in _DATA}
    arguments = {name: value for name, value in (model | data).items() if value is not None}
    for name in ("resblock_type", "progressive", "progressive_input", "progressive_combine", "embedding_type",
                 "nonlinearity"):  # fmt: skip
        if isinstance(arguments.get(name), str):
            arguments[name] = arguments[name].lower()
    if config.text("model", "name") == "ddpm":
        plain = ("fir", "skip_rescale", "resblock_type", "progressive", "progressive_input", "embedding_type")
        arguments |= {name: PRESETS["cifar10_ddpm"][name] for name in plain}
    for name in ("sigma_max", "sigma_min", "beta_min", "beta_max"):
        if (value := config.number("model", name)) is not None:
            arguments[name] = value
    if sde == VE:
        return arguments
    discrete = sde == VP and config.flag("training", "continuous") is False
    return {"scale_by_sigma": False} | arguments | {"sde": sde, "discrete": discrete}


def _matching_preset(path: Path, live: Weights) -> str:
    shapes = {name: tensor.shape for name, tensor in live.items()}
    largest = max(values_of(path, live, "sigmas", MAX_LEVELS)) if "sigmas" in live else None
    for name, arguments in PRESETS.items():
        if not _same_beginning(shapes, arguments):
            continue
        if largest is not None and abs(largest - arguments["sigma_max"]) > 1e-3 * arguments["sigma_max"]:
            continue
        expected = expected_shapes(path, "ncsnpp", arguments)
        if {k: v for k, v in expected.items() if k != "sigmas"} == {k: v for k, v in shapes.items() if k != "sigmas"}:
            return name
    raise UnconfiguredError(path, "it is an NCSN++, but of none of the published configurations", _CONFIGURE)


def _same_beginning(shapes: dict[str, tuple[int, ...]], arguments: dict[str, Any]) -> bool:
    """Whether the first module, the embedding of sigma, is the one of these settings: else no closer look is needed."""
    nf = arguments["nf"]
    fourier = arguments.get("embedding_type", "fourier") == "fourier"
    name, shape = ("all_modules.0.W", (nf,)) if fourier else ("all_modules.0.weight", (4 * nf, nf))
    return shapes.get(name) == shape


def dataset_of(preset: str) -> str:
    """The data set that a preset was trained on."""
    return DATA_SETS.get(preset.partition("_")[0], "")
