"""Files of feature networks, which samples are compared by: safetensors whose header says which network it is."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from app import __version__
from app.io.errors import CheckpointError
from app.io.formats.safetensors import AGAIN, read_safetensors
from app.io.native import FEATURES_FORMAT, KEY, compare_shapes, digest_of, fill, write_tensors
from app.io.places import resolve_features
from app.io.source import Source
from app.networks.digits import Digits
from app.params.documents import parse_json
from app.params.plain import shown

VERSION = 1
NETWORK = "digits"
MAX_BYTES = 64 * 2**20


def save_features(path: str | Path, network: Digits, facts: dict[str, str]) -> None:
    """Write a feature network in half precision, with what is to be known of it. Raises WriteError."""
    tensors = {
        name: (tensor.half() if tensor.is_floating_point() else tensor).contiguous()
        for name, tensor in network.state_dict().items()
    }
    document = {
        "format": FEATURES_FORMAT, "version": VERSION, "program": f"score-explorer {__version__}",
        "network": NETWORK, "facts": facts, "digest": digest_of(tensors),
    }  # fmt: skip
    write_tensors(path, tensors, json.dumps(document))


def read_features(name_or_path: str | Path = NETWORK) -> Digits:
    """The feature network in a file, or the bundled one of that name; in evaluation mode. Raises CheckpointError."""
    source = Source(resolve_features(name_or_path), CheckpointError, MAX_BYTES)
    with source.session():
        metadata, tensors = read_safetensors(source)
        digest = _digest(source.path, metadata)
        with torch.device("meta"):
            network = Digits()
        shapes = {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
        compare_shapes(source.path, shapes, {name: tensor.shape for name, tensor in tensors.items()})
        network.to_empty(device="cpu")
        fill(source.path, network, tensors, digest)
    return network.eval().requires_grad_(requires_grad=False)


def _digest(path: Path, metadata: dict[str, str]) -> str:
    """The digest in the header of a feature network that this program knows."""
    try:
        data = parse_json(metadata.get(KEY, "{}"))
        kind, version, network = (data.get(key) for key in ("format", "version", "network"))
        digest = str(data.get("digest", ""))
    except (ValueError, AttributeError) as error:
        raise CheckpointError(path, f"its header is damaged ({error})", AGAIN) from error
    if kind != FEATURES_FORMAT:
        advice = f"Give a file of the form of the bundled {NETWORK}; Inception's weights cannot be read"
        raise CheckpointError(path, "it is no feature network of this program", advice)
    if (version, network) != (VERSION, NETWORK):
        problem = f"it holds the network {shown(network)}, version {shown(version)}; known is {NETWORK}, {VERSION}"
        raise CheckpointError(path, problem, "Update score-explorer")
    return digest
