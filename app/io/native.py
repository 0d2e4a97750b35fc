"""Our own checkpoint format: safetensors whose header carries one JSON document.

The document says which architecture to build and with what arguments, the data's shape and range, the native noise
levels, recommended sampler settings, the data set and its licence, how it was trained and by which program.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from app import __version__
from app.io.atomic import atomic_path
from app.io.description import model_info
from app.io.errors import CheckpointError, why
from app.networks import registry
from app.networks.spaces import SPACES, UNIT, SpaceModel
from app.params import SampleSettings, SettingError
from app.params.lab.training import NETWORK_FORMAT

KEY = "score_explorer"
FORMAT = "score-explorer checkpoint"
VERSION = 1


@dataclass(frozen=True)
class NativeHeader:
    """The JSON document in the header; see the module's docstring. ``shape`` is (C, H, W).

    ``data_space`` and ``assumed`` are as in :class:`ModelInfo`. ``digest`` is the SHA-256 of the weights, set on
    saving.
    """

    architecture: str
    arguments: dict[str, Any]
    shape: tuple[int, int, int]
    sigmas: tuple[float, ...]
    continuous: bool
    recommended: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    weights: str = "EMA"
    data_space: str = UNIT
    assumed: dict[str, Any] = field(default_factory=dict)
    digest: str = ""

    @property
    def format(self) -> str:
        """The format's name for people."""
        return f"{FORMAT}, version {VERSION}"

    @property
    def has_ema(self) -> bool:
        """Whether the file holds averaged weights: it holds one kind only."""
        return self.weights == "EMA"

    @property
    def has_live(self) -> bool:
        """Whether the file holds the live weights."""
        return not self.has_ema

    @property
    def answers(self) -> tuple[str, ...]:
        """What may be asked about such a file: nothing."""
        return ()

    def to_json(self) -> str:
        """The document as stored."""
        document = {"format": FORMAT, "version": VERSION, "program": f"score-explorer {__version__}"}
        return json.dumps(document | dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str, path: Path) -> NativeHeader:
        """Read a stored document. Raises CheckpointError if it is not one, or of a later version."""
        try:
            data = json.loads(text)
            version = data["version"]
            if data["format"] == NETWORK_FORMAT:
                raise CheckpointError(
                    path, "it is a network of the 2-D lab, which knows no pictures",
                    "Open it in the window's 2-D lab, or with --network of the commands field and particles",
                )  # fmt: skip
            if data["format"] != FORMAT:
                raise ValueError("another format")
            if version != VERSION:
                raise CheckpointError(
                    path, f"it has format version {version!r}, this program reads {VERSION}", "Update score-explorer"
                )
            shape = tuple(int(n) for n in data["shape"])
            sigmas = tuple(float(s) for s in data["sigmas"])
            if len(shape) != 3 or not sigmas or not all(math.isfinite(s) and s > 0 for s in sigmas):
                raise ValueError("shape or sigmas")
            if not 1 <= shape[0] <= 64 or not all(1 <= side <= 4096 for side in shape[1:]):
                raise ValueError(f"pictures of shape {shape}")
            if data.get("data_space", UNIT) not in SPACES:
                raise ValueError(f"the data space {data['data_space']!r} is unknown")
            header = cls(
                architecture=str(data["architecture"]),
                arguments=dict(data["arguments"]),
                shape=(shape[0], shape[1], shape[2]),
                sigmas=tuple(sorted(sigmas, reverse=True)),
                continuous=bool(data["continuous"]),
                recommended=dict(data["recommended"]),
                facts={str(k): str(v) for k, v in dict(data["facts"]).items()},
                weights=str(data["weights"]),
                data_space=str(data.get("data_space", UNIT)),
                assumed=dict(data.get("assumed", {})),
                digest=str(data.get("digest", "")),
            )
            base = SampleSettings(
                sigma_max=header.sigmas[0], sigma_min=header.sigmas[-1], levels=len(header.sigmas), epsilon=1e-9
            )
            SampleSettings.from_dict(header.recommended, base)
        except (ValueError, KeyError, TypeError, SettingError, RecursionError) as error:
            raise CheckpointError(path, f"its header is damaged ({error})", "Fetch or write the file again") from error
        return header


def save_native(path: str | Path, network: nn.Module, header: NativeHeader) -> None:
    """Write ``network``'s weights and ``header`` to ``path``, atomically. Raises WriteError."""
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in network.state_dict().items()}
    header = dataclasses.replace(header, digest=digest_of(tensors))
    with atomic_path(path) as temporary:
        try:
            save_file(tensors, temporary, metadata={KEY: header.to_json()})
        except SafetensorError as error:  # it wraps the operating system's errors
            raise OSError(errno_in(str(error)), str(error)) from error


def load_native(path: Path, sha256: str, device: torch.device | str = "cpu") -> SpaceModel:
    """Open a file written by :func:`save_native`. Raises CheckpointError for anything else."""
    try:
        with safe_open(path, framework="pt", device="cpu") as file:
            metadata = file.metadata() or {}
            if KEY not in metadata:
                raise CheckpointError(
                    path, "it holds tensors but not which network they belong to",
                    "Convert the original checkpoint with 'score-explorer convert'",
                )  # fmt: skip
            header = NativeHeader.from_json(metadata[KEY], path)
            shapes = {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
            network = build_checked(path, header.architecture, header.arguments, shapes)
            tensors = {name: file.get_tensor(name) for name in shapes}
    except SafetensorError as error:
        raise CheckpointError(
            path, f"it is damaged or incomplete ({error})", "Fetch or write the file again"
        ) from error
    except OSError as error:
        raise CheckpointError(path, f"cannot be read: {why(error)[0]}", why(error)[1]) from error
    if header.digest and digest_of(tensors) != header.digest:
        raise CheckpointError(path, "its weights are not those that were written", "Fetch or write the file again")
    load_checked(path, network, tensors)
    return SpaceModel(network, model_info(path, sha256, network, header), device)


def digest_of(tensors: dict[str, Tensor]) -> str:
    """The SHA-256 of all values, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(name.encode())
        digest.update(tensors[name].contiguous().view(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def build_checked(
    path: Path, architecture: str, arguments: dict[str, Any], shapes: dict[str, tuple[int, ...]]
) -> nn.Module:
    """Build the named network once its tensors' names and shapes are known to be the file's.

    The comparison uses torch's meta device, so a header that claims an absurd size takes no memory.
    """
    if architecture not in registry.FACTORIES:
        known = ", ".join(sorted(registry.FACTORIES))
        raise CheckpointError(path, f"its network is called {architecture!r}; known are: {known}", "Update the program")
    try:
        meta = registry.build_on_meta(architecture, arguments)
        expected = {name: tuple(tensor.shape) for name, tensor in meta.state_dict().items()}
    except (ValueError, TypeError, KeyError, RuntimeError, OverflowError) as error:
        raise CheckpointError(path, f"its settings do not describe a network: {error}") from error
    compare_shapes(path, expected, shapes)
    return registry.build_blank(architecture, arguments)


def compare_shapes(path: Path, expected: dict[str, tuple[int, ...]], found: dict[str, tuple[int, ...]]) -> None:
    """Raise CheckpointError naming the first tensor that is missing, unknown, or of another shape."""
    advice = "The file was written for another network, or is damaged"
    for name, shape in expected.items():
        if name not in found:
            raise CheckpointError(path, f"the tensor {name!r} is missing", advice)
        if found[name] != shape:
            raise CheckpointError(path, f"the tensor {name!r} has shape {found[name]} instead of {shape}", advice)
    for name in found:
        if name not in expected:
            raise CheckpointError(path, f"it holds an unknown tensor {name!r}", advice)


def load_checked(path: Path, network: nn.Module, tensors: dict[str, Tensor]) -> None:
    """Load the weights (any floating type), after making sure that each is finite."""
    for name, tensor in tensors.items():
        if tensor.is_floating_point() and not bool(tensor.isfinite().all()):
            raise CheckpointError(path, f"the tensor {name!r} holds values that are not finite", "Use another file")
    network.load_state_dict(tensors, strict=True)


def errno_in(message: str) -> int:
    """The operating system's error number in a message of safetensors', or 0."""
    found = message.split("os error ")
    digits = "".join(c for c in found[1] if c.isdigit()) if len(found) > 1 else ""
    return int(digits) if digits else 0
