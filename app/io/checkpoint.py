"""The one way to open a network, whatever wrote the file."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path
from typing import Any

import torch

from app.core.types import ScoreModel
from app.io.errors import CheckpointError, why
from app.io.formats.configs import Config, find_config, read_config
from app.io.formats.ncsn import is_ncsn, read_ncsn
from app.io.formats.pickles import FOREIGN, read_pickle
from app.io.formats.score_sde import is_score_sde, read_score_sde
from app.io.formats.tutorial import is_tutorial, read_tutorial
from app.io.formats.weights import Found, open_found, state_of
from app.io.native import NativeHeader, load_native, save_native
from app.io.places import resolve_checkpoint
from app.networks.model import NetworkModel
from app.networks.spaces import SpaceModel
from app.params import ModelInfo, SampleSettings, SettingError
from app.params.opening import Opening

_FLAGS = {"sigma_max": "native-sigma-max", "sigma_min": "native-sigma-min"}
"""Options of the command line that are called otherwise than the argument."""


def load_checkpoint(
    path: str | Path,
    *,
    config: str | Path | None = None,
    device: torch.device | str = "cpu",
    use_ema: bool = True,
    sigma_max: float | None = None,
    sigma_min: float | None = None,
    image_size: int | None = None,
    logit_transform: bool | None = None,
    rescaled: bool | None = None,
    preset: str | None = None,
) -> ScoreModel:
    """Open a checkpoint by path or by a bundled name.

    ``config`` is a configuration file for formats that need one (by default one is looked for beside the checkpoint);
    ``use_ema`` chooses the averaged weights where the file has both. The others answer what a file cannot tell
    (:class:`app.params.opening.Opening`); what was assumed instead is in ``describe().assumed``. Raises
    CheckpointError, which names the file and what to do, and SettingError for an option that is out of range or does
    nothing for this file.
    """
    opening = Opening(
        None if config is None else str(config), preset, use_ema, sigma_max, sigma_min, image_size, logit_transform,
        rescaled,
    )  # fmt: skip
    file = resolve_checkpoint(path)
    return open_file(file, file_hash(file), opening, device)


def open_file(file: Path, sha256: str, opening: Opening, device: torch.device | str) -> SpaceModel:
    """Open ``file``, whose hash is known. Raises CheckpointError, and SettingError for what does nothing for it."""
    if is_safetensors(file):
        _refuse_others(file, opening, (), "the file says itself what it is")
        model = load_native(file, sha256, device)
        if not opening.use_ema and not model.info.has_live:
            raise SettingError(f"{file}: --live cannot be given, for it holds the averaged weights (EMA) only")
    else:
        given = read_config(Path(opening.config).expanduser()) if opening.config is not None else None
        found = recognise(file, read_pickle(file), given, opening, use_ema=opening.use_ema)
        _refuse_others(file, opening, (*found.answers, *found.accepted), f"a {found.format} does not depend on it")
        model = open_found(file, found, sha256, device)
    model.info = dataclasses.replace(model.info, opening=opening.to_dict())
    return model


def _refuse_others(file: Path, opening: Opening, names: tuple[str, ...], why_not: str) -> None:
    """Raise SettingError for what is said about a file, but is not among ``names``: it would do nothing."""
    may = set(names) | ({"logit_transform", "rescaled"} if "data_space" in names else set())
    said = [k for k, v in opening.arguments.items() if v is not None and k != "use_ema" and k not in may]
    if said:
        flags = ", ".join(f"--{_FLAGS.get(name, name.replace('_', '-'))}" for name in said)
        raise SettingError(f"{file}: {flags} cannot be given: {why_not}")


def convert_checkpoint(
    source: str | Path, target: str | Path, *, recommended: SampleSettings | None = None, **opening: Any
) -> ModelInfo:
    """Write the checkpoint ``source`` to ``target`` in our own format, and return what is known about it.

    ``recommended`` replaces the sampler settings that the file recommends (all but seed and numbers of samples).
    ``opening`` are the keyword arguments of :func:`load_checkpoint`. Raises CheckpointError, SettingError, WriteError.
    """
    model = load_checkpoint(source, **opening)
    info = model.describe()
    wished = info.recommended if recommended is None else recommended.to_dict()
    advice = {name: value for name, value in wished.items() if name not in ("seed", "count", "batch_size")}
    facts = info.facts if info.architecture == "compact" else {"Converted from": info.format} | info.facts
    header = NativeHeader(
        architecture=info.architecture, arguments=info.arguments, shape=info.shape, sigmas=info.sigmas,
        continuous=info.continuous, recommended=advice, facts=facts, weights=info.weights,
        data_space=info.data_space, assumed=info.assumed,
    )  # fmt: skip
    if not isinstance(model, NetworkModel):
        raise TypeError(f"{type(model).__name__} holds no network")
    save_native(target, model.network, header)
    return info


def recognise(path: Path, data: Any, given: Config | None, options: Opening, *, use_ema: bool) -> Found:
    """Which code base wrote ``data``, and what it holds. Raises CheckpointError if none is known that would."""
    found_config, remark = (given, "") if given is not None else find_config(path)
    if isinstance(data, dict) and isinstance(data.get("state_dict"), dict):
        data = data["state_dict"]
    if isinstance(data, dict) and "shadow_params" in data:
        raise CheckpointError(path, "it holds the average (EMA) alone, without its names", "Give the whole checkpoint")
    state = data[0] if isinstance(data, (list, tuple)) and data else data
    if isinstance(state, dict) and isinstance(state.get("model"), dict):
        state = state["model"]
    try:
        tensors = state_of(path, state)
    except CheckpointError:
        raise CheckpointError(path, "it holds none of the layouts that are known", FOREIGN) from None
    if is_ncsn(tensors):
        found = read_ncsn(path, data, found_config, options, use_ema=use_ema)
    elif is_score_sde(tensors):
        found = read_score_sde(path, data, found_config, options, use_ema=use_ema)
    elif is_tutorial(tensors):
        found = read_tutorial(path, data, options)
    else:
        raise CheckpointError(path, "its weights belong to no network that is known", FOREIGN)
    if found_config.path is not None:
        found.facts.setdefault("Configuration", found_config.path.name)
    elif remark:
        found.facts.setdefault("Configuration", remark)
    return found


def is_safetensors(path: Path) -> bool:
    """Whether the file is laid out as safetensors: the length of a JSON header, then the header."""
    try:
        with path.open("rb") as file:
            return path.suffix == ".safetensors" or file.read(9)[8:] == b"{"
    except OSError as error:
        raise CheckpointError(path, f"cannot be read: {why(error)[0]}", why(error)[1]) from error


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal. Raises CheckpointError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        problem, advice = why(error)
        raise CheckpointError(path, f"cannot be read: {problem}", advice) from error
