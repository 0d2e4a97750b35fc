"""The one way to open a network, whatever wrote the file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from app.core.types import ScoreModel
from app.io.description import model_info
from app.io.errors import CheckpointError, expanded, name_of
from app.io.folder_names import folder_of
from app.io.folders import FolderSource, read_parts, read_scheduler
from app.io.formats.configs import Config, find_config, read_config
from app.io.formats.diffusers import FolderParts, read_folder
from app.io.formats.foreign import FLAX, file_name, network_name, wrapping_name
from app.io.formats.ncsn import is_ncsn, read_ncsn
from app.io.formats.pickles import FOREIGN, read_pickle
from app.io.formats.safetensors import read_safetensors
from app.io.formats.score_sde import is_score_sde, read_score_sde
from app.io.formats.tutorial import is_tutorial, read_tutorial, renamed
from app.io.formats.weights import Found, build_found, choose
from app.io.formats.wrappings import Weights, unwrap
from app.io.native import NativeHeader, load_native, native_header, save_native
from app.io.places import resolve_checkpoint
from app.io.source import Readable, Source
from app.networks.model import NetworkModel
from app.networks.spaces import SpaceModel
from app.params import ModelInfo, SampleSettings, SettingError
from app.params.opening import Opening
from app.params.recipes import Recipe, to_keep, to_recommend

MAX_BYTES = 16 * 2**30
"""Larger files are no checkpoints of the networks that are known."""

_FLAGS = {"sigma_max": "native-sigma-max", "sigma_min": "native-sigma-min", "base": "sde-base"}
"""Options of the command line that are called otherwise than the argument."""


@dataclass(frozen=True)
class Family:
    """A code base whose checkpoints are read: ``knows`` its weights, and ``read`` makes out what they are of.

    ``renamed`` calls weights as that code base itself does, where others do otherwise.
    """

    knows: Callable[[Weights], bool]
    read: Callable[[Path, Weights, Config, Opening], Found]
    renamed: Callable[[Weights], Weights] = lambda tensors: tensors


FAMILIES = (
    Family(is_ncsn, read_ncsn),
    Family(is_score_sde, read_score_sde),
    Family(is_tutorial, read_tutorial, renamed),
)
"""Whose checkpoints are read beside our own."""


class CheckpointFile:
    """A checkpoint's file: understood once, hashed once, its weights read when a network is made of them.

    With ``keep`` the weights stay in memory, so that a network of another device or with the other weights of the same
    file (average or live) is made without reading it again; :meth:`unchanged` says whether that is still right. To be
    used by one thread at a time. ``sha256`` is the file's hash if it is known already. Raises CheckpointError.
    """

    def __init__(self, path: str | Path, *, keep: bool = False, sha256: str = "") -> None:
        self.path = resolve_checkpoint(path)
        self._source: Readable
        self._header: NativeHeader | None = None
        self._parts: FolderParts | None = None
        self._tensors: Weights = {}
        self._data: Any = None
        if folder_of(self.path) is not None:
            folder = self._source = FolderSource(self.path, MAX_BYTES, sha256=sha256)
            with folder.session():
                self._parts = read_parts(folder)
        else:
            source = self._source = Source(self.path, CheckpointError, MAX_BYTES, sha256=sha256)
            with source.session():
                self._read(source)
        self._source.keep = keep

    def _read(self, source: Source) -> None:
        start = bytes(source.read(0, min(16, source.size)))
        packed = start[:4] == b"PK\x03\x04" or start[:1] == b"\x80"
        if start[8:9] == b"{" or (self.path.suffix == ".safetensors" and not packed):
            metadata, self._tensors = read_safetensors(source)
            self._header, self._data = native_header(self.path, metadata), self._tensors
            return
        if self.path.suffix == ".msgpack":
            raise CheckpointError(self.path, "its weights are those of Flax (JAX), which are not read here", FLAX)
        if not packed and (kind := file_name(start)):
            raise CheckpointError(self.path, f"it is {kind}, not a checkpoint", FOREIGN)
        self._data = read_pickle(source)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal."""
        with self._source.session():
            return self._source.sha256

    @property
    def half(self) -> bool:
        """Whether it is a file in our own format that holds all numbers in half precision."""
        kinds = {tensor.dtype for tensor in self._tensors.values() if tensor.dtype.is_floating_point}
        return self._header is not None and kinds == {torch.float16}

    @property
    def facts(self) -> dict[str, str]:
        """What a file of our own says about itself before its weights are read; nothing where it is another's."""
        return {} if self._header is None else self._header.facts

    def unchanged(self) -> bool:
        """Whether the file is still the one that was opened."""
        return self._source.unchanged()

    def model(self, opening: Opening, device: torch.device | str = "cpu") -> SpaceModel:
        """The network, opened as ``opening`` says. Raises SettingError too, for what does nothing for this file."""
        with self._source.session():
            header = self._header
            network, found = self._found(opening) if header is None else (self._native(header, opening), header)
            info = model_info(self.path, self._source.sha256, network, found)
        return SpaceModel(network, dataclasses.replace(info, opening=opening.to_dict()), device)

    def _native(self, header: NativeHeader, opening: Opening) -> nn.Module:
        _refuse_others(self.path, opening, (), "the file says itself what it is")
        if not opening.use_ema:
            _refuse_live(self.path, header)
        return load_native(self._source, header, self._tensors)

    def _found(self, opening: Opening) -> tuple[nn.Module, Found]:
        if self._parts is not None:
            parts = self._parts
            if opening.config is not None:
                parts = dataclasses.replace(parts, scheduler=read_scheduler(expanded(opening.config)))
            found = read_folder(self.path, parts, opening)
        else:
            given = read_config(expanded(opening.config)) if opening.config is not None else None
            found = recognise(self.path, self._data, given, opening)
        _refuse_others(self.path, opening, (*found.answers, *found.accepted), f"a {found.format} does not depend on it")
        if not opening.use_ema:
            _refuse_live(self.path, found)
        return build_found(self._source, found), found


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
    sde: str | None = None,
    base: float | None = None,
) -> ScoreModel:
    """Open a checkpoint by path or by a bundled name.

    ``config`` is a configuration file for formats that need one (by default one is looked for beside the checkpoint);
    ``use_ema`` chooses the averaged weights where the file has both. The others answer what a file cannot tell
    (:class:`app.params.opening.Opening`); what was assumed instead is in ``describe().assumed``. Raises
    CheckpointError, which names the file and what to do, and SettingError for an option that is out of range or does
    nothing for this file.
    """
    opening = Opening(
        config=None if config is None else str(config), preset=preset, use_ema=use_ema, sigma_max=sigma_max,
        sigma_min=sigma_min, sde=sde, base=base, image_size=image_size, logit_transform=logit_transform,
        rescaled=rescaled,
    )  # fmt: skip
    return CheckpointFile(path).model(opening, device)


def _refuse_others(file: Path, opening: Opening, names: tuple[str, ...], why_not: str) -> None:
    """Raise SettingError for what is said about a file, but is not among ``names``: it would do nothing."""
    may = set(names) | ({"logit_transform", "rescaled"} if "data_space" in names else set())
    said = [k for k, v in opening.arguments.items() if v is not None and k != "use_ema" and k not in may]
    if said:
        flags = ", ".join(f"--{_FLAGS.get(name, name.replace('_', '-'))}" for name in said)
        raise SettingError(f"{name_of(file)}: {flags} cannot be given: {why_not}")


def convert_checkpoint(
    source: str | Path, target: str | Path, *, keep: Mapping[Recipe, SampleSettings] | None = None, **opening: Any
) -> ModelInfo:
    """Write the checkpoint ``source`` to ``target`` in our own format, and return what is known about it.

    ``keep``: settings (all but seed and numbers of samples) that the file is to keep as its recipes, ALGORITHM1 being
    what it recommends. Of a file in our own format the weights stay bit for bit what they are, in half precision too.
    ``opening`` are the keyword arguments of :func:`load_checkpoint`. Raises CheckpointError, SettingError, WriteError.
    """
    model = load_checkpoint(source, **opening)
    info = model.describe()
    kept = {name.value: to_recommend(settings.to_dict()) for name, settings in (keep or {}).items()}
    advice = kept.pop(Recipe.ALGORITHM1.value, to_recommend(info.recommended))
    facts = info.facts if info.architecture == "compact" else {"Converted from": info.format} | info.facts
    header = NativeHeader(
        architecture=info.architecture, arguments=info.arguments, shape=info.shape, sigmas=info.sigmas,
        continuous=info.continuous, recommended=advice, facts=facts, weights=info.weights,
        data_space=info.data_space, assumed=info.assumed, recipes=info.recipes,
    )  # fmt: skip
    if kept:
        header = dataclasses.replace(header, recipes=(info.recipes or to_keep(header)) | kept)
    if not isinstance(model, NetworkModel):
        raise TypeError(f"{type(model).__name__} holds no network")
    half = resolve_checkpoint(source).suffix == ".safetensors" and CheckpointFile(source).half
    save_native(target, model.network, header, half=half)
    return info


def recognise(path: Path, data: Any, given: Config | None, options: Opening) -> Found:
    """Which code base wrote ``data``, and what it holds. Raises CheckpointError if none is known that would.

    ``data`` is what was given to ``torch.save``, with a description in the place of each tensor.
    """
    found_config, remark = (given, "") if given is not None else find_config(path)
    try:
        parts = unwrap(path, data, _is_known)
    except CheckpointError as error:
        if kind := wrapping_name(data):
            raise _foreign(path, *kind) from None
        if "EMA" in error.problem:
            raise
        raise CheckpointError(path, "it holds none of the layouts that are known", FOREIGN) from None
    tensors = parts.named
    family = next((family for family in FAMILIES if family.knows(tensors)), None)
    if family is None:
        if kind := network_name(tensors) or wrapping_name(data):
            raise _foreign(path, *kind)
        raise CheckpointError(path, "its weights belong to no network that is known", FOREIGN)
    if isinstance(parts.averaged, dict):
        parts = dataclasses.replace(parts, averaged=family.renamed(parts.averaged))
    found = family.read(path, family.renamed(tensors), found_config, options)
    choose(path, found, parts, use_ema=options.use_ema)
    found.facts = {"Layout": parts.layout} | found.facts
    if parts.steps is not None:
        found.facts["Trained for"] = f"{parts.steps:,} steps"
    if found_config.path is not None:
        found.facts.setdefault("Configuration", found_config.path.name)
    elif remark:
        found.facts.setdefault("Configuration", remark)
    return found


def _is_known(tensors: Weights) -> bool:
    return any(family.knows(tensors) for family in FAMILIES)


def _foreign(path: Path, kind: str, advice: str) -> CheckpointError:
    return CheckpointError(path, f"it is {kind}, whose output is not a score that can be used here", advice)


def _refuse_live(path: Path, found: Found | NativeHeader) -> None:
    if found.has_ema and not found.has_live:
        raise SettingError(f"{name_of(path)}: --live cannot be given, for it holds the averaged weights (EMA) only")
