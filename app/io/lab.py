"""The 2-D laboratory's files: its score networks as .safetensors, its pictures and arrays with their settings."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save

from app import __version__
from app.io.atomic import atomic_path, write_bytes
from app.io.errors import CheckpointError, ImageError, expanded
from app.io.formats.safetensors import read_safetensors
from app.io.images import opened_picture
from app.io.native import KEY, compare_shapes, fill
from app.io.source import Source
from app.networks.plane import PlaneNetConfig, PlaneScoreNet
from app.networks.registry import config_from
from app.params.documents import TextError, parse_json
from app.params.lab.density import DensitySettings
from app.params.lab.experiment import EXPERIMENT, MAX_POINTS_KEPT, UNREADABLE, read_density, write_density
from app.params.lab.fields import PICTURE_KEY
from app.params.lab.training import NETWORK_FORMAT, LabTrainSettings
from app.params.plain import plain, shown

VERSION = 1
MAX_BYTES = 256 * 2**20


@dataclass(frozen=True)
class PlaneNetworkFile:
    """A loaded 2-D score network, the density's name and the training settings that it was saved with.

    ``learned_from`` is the density itself, where the file tells it.
    """

    network: PlaneScoreNet
    density: str
    training: dict[str, Any]
    learned_from: DensitySettings | None = None


def save_plane_network(
    path: str | Path, network: PlaneScoreNet, density: str, settings: LabTrainSettings, steps: int,
    learned_from: DensitySettings | None = None,
) -> None:  # fmt: skip
    """Write a 2-D score network with its configuration and training in the header, atomically. Raises WriteError."""
    header = {
        "format": NETWORK_FORMAT,
        "version": VERSION,
        "program": f"score-explorer {__version__}",
        "config": dataclasses.asdict(network.config),
        "density": density,
        "training": settings.to_dict() | {"steps": steps},
    }
    points = None if learned_from is None else learned_from.points
    if learned_from is not None and (points is None or len(points) <= MAX_POINTS_KEPT):
        header["learned_from"] = write_density(learned_from)
    tensors = {name: tensor.detach().contiguous() for name, tensor in network.state_dict().items()}
    write_bytes(path, save(tensors, metadata={KEY: json.dumps(header)}))


def load_plane_network(path: str | Path) -> PlaneNetworkFile:
    """Open a file written by :func:`save_plane_network`. Raises CheckpointError for anything else."""
    path = expanded(path)
    advice = "Choose a file saved by the 2-D laboratory"
    source = Source(path, CheckpointError, MAX_BYTES)
    with source.session():
        metadata, tensors = read_safetensors(source)
        header = _read_header(path, metadata.get(KEY), advice)
        config = _read_config(path, header.get("config"), advice)
        with torch.device("meta"):
            expected = {name: tuple(tensor.shape) for name, tensor in PlaneScoreNet(config).state_dict().items()}
        compare_shapes(path, expected, {name: tensor.shape for name, tensor in tensors.items()})
        network = PlaneScoreNet(config)
        fill(path, network, tensors)
    training = header.get("training")
    density = plain(str(header.get("density", "")), 80)
    training = training if isinstance(training, dict) else {}
    return PlaneNetworkFile(network.eval(), density, training, _read_density(header.get("learned_from")))


def view_texts(settings: dict[str, Any]) -> dict[str, str]:
    """What a picture of the laboratory says about itself."""
    return {"Software": f"score-explorer {__version__}", PICTURE_KEY: json.dumps(settings)}


def read_experiment(path: str | Path) -> Any:
    """The experiment that a picture of the laboratory carries, as :mod:`app.params.lab.experiment` has it, unchecked.

    Raises ImageError for a picture without one.
    """
    with opened_picture(path) as image:
        stored = getattr(image, "text", {}).get(PICTURE_KEY) if image.format == "PNG" else None
    if not isinstance(stored, str):
        raise ImageError(path, "it holds no experiment", "Choose a PNG exported from the 2-D laboratory")
    try:
        document = parse_json(stored)
        return document[EXPERIMENT]
    except (TextError, KeyError, TypeError) as error:
        raise ImageError(path, "it was written by an earlier version, or is damaged", "Export it anew") from error


def save_arrays(path: str | Path, settings: dict[str, Any], **arrays: NDArray[Any]) -> None:
    """Write arrays as compressed .npz with the settings as the JSON string ``settings``, atomically.

    Raises WriteError.
    """
    with atomic_path(path) as temporary, temporary.open("wb") as file:
        np.savez_compressed(file, settings=np.array(json.dumps(settings)), **arrays)  # type: ignore[arg-type]


def _read_header(path: Path, text: str | None, advice: str) -> dict[str, Any]:
    try:
        header = parse_json(text or "null")
    except TextError as error:
        raise CheckpointError(path, f"its header is damaged ({error})", advice) from error
    if not isinstance(header, dict) or header.get("format") != NETWORK_FORMAT:
        raise CheckpointError(path, "it is not a 2-D score network", advice)
    if header.get("version") != VERSION:
        raise CheckpointError(
            path, f"it has format version {shown(header.get('version'))}, this program reads {VERSION}",
            "Update score-explorer",
        )  # fmt: skip
    return header


def _read_density(stored: Any) -> DensitySettings | None:
    """The density that a network has learned from; None where the file does not tell, or tells it badly."""
    try:
        return read_density(stored)
    except UNREADABLE:
        return None


def _read_config(path: Path, data: object, advice: str) -> PlaneNetConfig:
    try:
        if not isinstance(data, dict):
            raise TypeError("no configuration")
        config: PlaneNetConfig = config_from(PlaneNetConfig, data, "the network")
        return config
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise CheckpointError(path, f"its header does not describe a network ({error})", advice) from error
