"""Our own checkpoint format: safetensors whose header carries one JSON document.

The document says which architecture to build and with what arguments, the data's shape and range, the native noise
levels, recommended sampler settings, the data set and its licence, how it was trained and by which program.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import save_file
from torch import Tensor, nn

from app import __version__
from app.io.atomic import atomic_path
from app.io.errors import CheckpointError
from app.io.formats.safetensors import AGAIN
from app.io.formats.stored import Stored
from app.io.source import Readable
from app.networks import registry
from app.networks.spaces import SPACES, UNIT
from app.params import SampleSettings, SettingError
from app.params.checks import real, whole
from app.params.documents import parse_json
from app.params.lab.training import NETWORK_FORMAT
from app.params.model import whole_range
from app.params.plain import plain, shown
from app.params.recipes import Recipe, to_keep
from app.params.sampling import MAX_LEVELS

KEY = "score_explorer"
FORMAT = "score-explorer checkpoint"
FEATURES_FORMAT = "score-explorer features"
VERSION = 1
MAX_FACTS = 50


@dataclass(frozen=True)
class NativeHeader:
    """The JSON document in the header; see the module's docstring. ``shape`` is (C, H, W).

    ``data_space``, ``assumed`` and ``recipes`` are as in :class:`ModelInfo`. ``digest`` is the SHA-256 of the weights,
    set on saving.
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
    recipes: dict[str, dict[str, Any]] = field(default_factory=dict)
    digest: str = ""

    @property
    def settings(self) -> SampleSettings:
        """The recommended ones. Raises SettingError."""
        base = dataclasses.replace(whole_range(self.sigmas), epsilon=1e-9)
        return SampleSettings.from_dict(self.recommended, base)

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
            data = parse_json(text)
            version = data["version"]
            if data["format"] == NETWORK_FORMAT:
                raise CheckpointError(
                    path, "it is a network of the 2-D lab, which knows no pictures",
                    "Open it in the window's 2-D lab, or with --network of the commands field and particles",
                )  # fmt: skip
            if data["format"] == FEATURES_FORMAT:
                raise CheckpointError(
                    path, "it is a network that samples are compared by, not one that makes them",
                    "Give it to --features of the command evaluate",
                )  # fmt: skip
            if data["format"] != FORMAT:
                raise ValueError("another format")
            if version != VERSION:
                raise CheckpointError(
                    path,
                    f"it has format version {shown(version)}, this program reads {VERSION}",
                    "Update score-explorer",
                )
            channels, height, width = data["shape"]
            shape = whole("channels", channels, 1, 64), whole("height", height, 1, 4096), whole("width", width, 1, 4096)
            if not 1 <= len(data["sigmas"]) <= MAX_LEVELS:
                raise ValueError(f"{len(data['sigmas'])} noise levels")
            sigmas = tuple(real("sigmas", s, 0, 1e6, open_low=True) for s in data["sigmas"])
            if data.get("data_space", UNIT) not in SPACES:
                raise ValueError("its data space is unknown")
            header = cls(
                architecture=str(data["architecture"]),
                arguments=dict(data["arguments"]),
                shape=shape,
                sigmas=tuple(sorted(sigmas, reverse=True)),
                continuous=bool(data["continuous"]),
                recommended=dict(data["recommended"]),
                facts={_text(k, 80): _text(v, 800) for k, v in list(dict(data["facts"]).items())[:MAX_FACTS]},
                weights=_text(data["weights"], 20),
                data_space=str(data.get("data_space", UNIT)),
                assumed={_text(k, 40): _plain(v) for k, v in dict(data.get("assumed", {})).items()},
                recipes={
                    name: dict(kept) for name, kept in dict(data.get("recipes", {})).items() if name in list(Recipe)
                },
                digest=str(data.get("digest", "")),
            )
            for kept in (header.recommended, *header.recipes.values()):
                SampleSettings.from_dict(kept, header.settings)
        except (ValueError, KeyError, TypeError, AttributeError, SettingError, ArithmeticError) as error:
            raise CheckpointError(path, f"its header is damaged ({error})", AGAIN) from error
        return header


def _text(value: Any, limit: int) -> str:
    """A text of a header's, in one printable line: what it says is shown in many places."""
    return plain(" ".join(str(value)[: 2 * limit].split()), limit)


def _plain(value: Any) -> Any:
    """A number or a truth value as it is, anything else as a text."""
    short = isinstance(value, (bool, float)) or (isinstance(value, int) and value.bit_length() < 64)
    return value if short else _text(value, 80)


def save_native(path: str | Path, network: nn.Module, header: NativeHeader, *, half: bool = False) -> None:
    """Write ``network``'s weights and ``header`` to ``path``, atomically; ``half``: as float16. Raises WriteError.

    Recipes are kept with the file, so that their names mean the same settings for as long as the file is there.
    """
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in network.state_dict().items()}
    if half:
        tensors = {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in tensors.items()}
    header = dataclasses.replace(header, recipes=header.recipes or to_keep(header), digest=digest_of(tensors))
    write_tensors(path, tensors, header.to_json())


def write_tensors(path: str | Path, tensors: dict[str, Tensor], document: str) -> None:
    """Write tensors with our JSON document in the header, atomically. Raises WriteError."""
    with atomic_path(path) as temporary:
        try:
            save_file(tensors, temporary, metadata={KEY: document})
        except SafetensorError as error:  # it wraps the operating system's errors
            raise OSError(errno_in(str(error)), str(error)) from error


def native_header(path: Path, metadata: dict[str, str]) -> NativeHeader | None:
    """The header in the metadata of a file written by :func:`save_native`; None if it is another's."""
    return NativeHeader.from_json(metadata[KEY], path) if KEY in metadata else None


def load_native(source: Readable, header: NativeHeader, tensors: dict[str, Stored]) -> nn.Module:
    """The network in a file written by :func:`save_native`, within a session. Raises CheckpointError."""
    path = source.path
    network = build_checked(path, header.architecture, header.arguments, {k: t.shape for k, t in tensors.items()})
    fill(path, network, tensors, header.digest)
    return network


def digest_of(tensors: dict[str, Tensor]) -> str:
    """The SHA-256 of all values, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        _add(digest, name, tensors[name])
    return digest.hexdigest()


def _add(digest: hashlib._Hash, name: str, tensor: Tensor) -> None:
    digest.update(name.encode())
    digest.update(tensor.contiguous().view(-1).view(torch.uint8).numpy().data)


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
        expected = registry.shapes_of(architecture, arguments)
    except (ValueError, TypeError, KeyError, RuntimeError, ArithmeticError) as error:
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


def fill(path: Path, network: nn.Module, tensors: dict[str, Stored], digest: str = "") -> None:
    """Load the weights (any floating type), one after another, of which :func:`compare_shapes` found names and shapes.

    Raises CheckpointError if one is not finite, or if ``digest`` is given and not that of all values.
    """
    own = network.state_dict()
    found = hashlib.sha256()
    with torch.no_grad():
        for name in sorted(own):
            tensor = tensors[name].load()
            if digest:
                _add(found, name, tensor)
            own[name].copy_(tensor)
    if digest and found.hexdigest() != digest:
        raise CheckpointError(path, "its weights are not those that were written", AGAIN)
    for name, tensor in own.items():
        if tensor.is_floating_point() and not bool(tensor.isfinite().all()):
            raise CheckpointError(path, f"the tensor {name!r} holds values that are not finite", "Use another file")


def errno_in(message: str) -> int:
    """The operating system's error number in a message of safetensors', or 0."""
    found = message.split("os error ")
    digits = "".join(c for c in found[1] if c.isdigit()) if len(found) > 1 else ""
    return int(digits) if digits else 0
