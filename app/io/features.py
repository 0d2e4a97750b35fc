"""Files of feature networks, which samples are compared by: safetensors whose header says which network it is."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import torch
from torch import nn

from app import __version__
from app.io.errors import CheckpointError
from app.io.formats.pickles import read_pickle
from app.io.formats.safetensors import AGAIN, read_safetensors
from app.io.formats.stored import Stored, held
from app.io.native import FEATURES_FORMAT, KEY, compare_shapes, digest_of, fill, write_tensors
from app.io.places import bundled_features, resolve_features
from app.io.source import Source
from app.networks import inception
from app.networks.classifier import Classifier
from app.networks.digits import Digits
from app.networks.inception import Inception
from app.params.documents import parse_json
from app.params.plain import shown

VERSION = 1
NETWORK = "digits"
ANOTHER = "classifier"
"""A classifier of other pictures; its file says of which."""
ARGUMENTS = ("shape", "classes", "mean", "std")
MAX_BYTES = 2**28
"""Inception's weights take 91 MiB."""
ADVICE = f"Give a file of the form of the bundled {NETWORK}, or Inception's weights for the Frechet inception distance"


def save_features(path: str | Path, network: Classifier, facts: dict[str, str]) -> None:
    """Write a feature network in half precision, with what is to be known of it. Raises WriteError."""
    known = isinstance(network, Digits)
    tensors = {
        name: (tensor.half() if tensor.is_floating_point() else tensor).contiguous()
        for name, tensor in network.state_dict().items()
    }
    document = {
        "format": FEATURES_FORMAT, "version": VERSION, "program": f"score-explorer {__version__}",
        "network": NETWORK if known else ANOTHER, "facts": facts, "digest": digest_of(tensors),
    } | ({} if known else {"arguments": {name: getattr(network, name) for name in ARGUMENTS}})  # fmt: skip
    write_tensors(path, tensors, json.dumps(document))


def read_features(name_or_path: str | Path = NETWORK) -> Classifier | Inception:
    """The feature network in a file, or the bundled one of that name; in evaluation mode.

    Of Inception a file holds the weights alone, as torch-fidelity and pytorch-fid publish them. Raises CheckpointError,
    and SettingError where Inception's layers are not installed.
    """
    source = Source(resolve_features(name_or_path), CheckpointError, MAX_BYTES)
    network: Classifier | Inception
    with source.session():
        metadata, tensors = _contents(source)
        if KEY not in metadata and all(name in tensors for name in inception.TELLING):
            with torch.device("meta"):
                network = Inception()
            _fill(source.path, network.layers, _as_asked(network.layers, tensors), "")
        else:
            digest, arguments = _header(source.path, metadata)
            with torch.device("meta"):
                network = Digits() if arguments is None else Classifier(*arguments)
            _fill(source.path, network, tensors, digest)
    return network.eval().requires_grad_(requires_grad=False)


def bundled_network(name: str = NETWORK) -> Digits:
    """The bundled feature network of that name. Raises CheckpointError."""
    network = read_features(bundled_features()[name])
    if not isinstance(network, Digits):
        raise TypeError(f"{name} is no classifier of digits")
    return network


def _contents(source: Source) -> tuple[dict[str, str], dict[str, Stored]]:
    """(metadata, tensors) of a safetensors file, or of a dictionary of tensors written by torch.save."""
    start = bytes(source.read(0, min(4, source.size)))
    if start[:2] != b"PK" and start[:1] != b"\x80":
        return read_safetensors(source)
    found = read_pickle(source)
    if not isinstance(found, dict) or not all(isinstance(tensor, Stored) for tensor in found.values()):
        raise CheckpointError(source.path, "it is no dictionary of tensors", ADVICE)
    return {}, found


def _as_asked(network: nn.Module, tensors: dict[str, Stored]) -> dict[str, Stored]:
    """The tensors with what a converted file leaves out: how many batches a normalisation has seen means nothing."""
    names = (name for name in network.state_dict() if name.endswith(".num_batches_tracked"))
    return dict.fromkeys(names, held(torch.zeros((), dtype=torch.int64))) | tensors


def _fill(path: Path, network: nn.Module, tensors: dict[str, Stored], digest: str) -> None:
    shapes = {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
    compare_shapes(path, shapes, {name: tensor.shape for name, tensor in tensors.items()})
    network.to_empty(device="cpu")
    fill(path, network, tensors, digest)


Arguments = tuple[tuple[int, int, int], int, float, float]


def _header(path: Path, metadata: dict[str, str]) -> tuple[str, Arguments | None]:
    """(digest, arguments) in the header of a feature network that this program knows; the bundled one needs none."""
    try:
        data = parse_json(metadata.get(KEY, "{}"))
        kind, version, network = (data.get(key) for key in ("format", "version", "network"))
        digest = str(data.get("digest", ""))
        arguments = _arguments(data["arguments"]) if network == ANOTHER and version == VERSION else None
    except (ValueError, AttributeError, KeyError, TypeError, OverflowError) as error:
        raise CheckpointError(path, f"its header is damaged ({error})", AGAIN) from error
    if kind != FEATURES_FORMAT:
        raise CheckpointError(path, "it is no feature network of this program", ADVICE)
    if version != VERSION or network not in (NETWORK, ANOTHER):
        problem = f"it holds the network {shown(network)}, version {shown(version)}; known is {NETWORK}, {VERSION}"
        raise CheckpointError(path, problem, "Update score-explorer")
    return digest, arguments


def _arguments(said: dict[str, Any]) -> Arguments:
    """What a classifier is built with. Raises ValueError, KeyError, TypeError or OverflowError."""
    channels, height, width = (int(side) for side in said["shape"])
    mean, std = float(said["mean"]), float(said["std"])
    arguments = (channels, height, width), int(said["classes"]), mean, std
    if not math.isfinite(mean + std):
        raise ValueError("its mean or deviation is not finite")
    with torch.device("meta"):
        Classifier(*arguments)
    return arguments
