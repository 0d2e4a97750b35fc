"""Folders that are opened as one checkpoint: where their parts lie, and reading them as one source.

Only files with known names are looked for, each passes the door (:mod:`app.io.door`), and a name that a file in the
folder gives for another must be one of that folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from app.io.door import is_file
from app.io.errors import CheckpointError
from app.io.folder_names import AVERAGED, CONFIG, INDEX, NETWORKS, SCHEDULER, STEMS
from app.io.formats.diffusers import FORMAT, FolderParts, check_pipeline, class_in
from app.io.formats.pickles import read_pickle
from app.io.formats.safetensors import read_safetensors
from app.io.formats.wrappings import Weights, state_of
from app.io.source import Source
from app.params.documents import TextError, parse_json

SUFFIXES = (
    ".safetensors", ".safetensors.index.json", ".bin", ".bin.index.json", ".pt", ".fp16.safetensors",
    ".safetensors.index.fp16.json", ".fp16.bin", ".bin.index.fp16.json",
)  # fmt: skip
"""Endings of the weights' files, the best first: whole precision before half, tensors alone before pickles."""
OTHERS = (
    ("diffusion_flax_model.msgpack", "Flax", "load it with from_flax=True"),
    ("diffusion_pytorch_model.onnx", "ONNX", "fetch the weights of PyTorch"),
    ("model.onnx", "ONNX", "fetch the weights of PyTorch"),
)
"""(weights that are not read here, whose they are, what to do)."""

MAX_JSON = 8 * 2**20
MOST_SHARDS = 1000
AGAIN = "Fetch the folder again"


class FolderSource:
    """The files of a folder as one source: see :class:`app.io.source.Source`, whose names these are."""

    def __init__(self, path: Path, limit: int, *, sha256: str = "") -> None:
        self.path = path
        self.limit = limit
        self.sources: dict[str, Source] = {}
        self._keep = False
        self._stack: ExitStack | None = None
        self._sha256 = sha256

    def add(self, file: Path) -> Source:
        """One more file of the folder, within a session. Raises CheckpointError."""
        source = Source(file, CheckpointError, self.limit)
        source.keep = self._keep
        self.sources[file.relative_to(self.path).as_posix()] = source
        if self._stack is not None:
            self._stack.enter_context(source.session())
        return source

    @property
    def keep(self) -> bool:
        """Whether weights stay in memory at the end of a session."""
        return self._keep

    @keep.setter
    def keep(self, keep: bool) -> None:
        self._keep = keep
        for source in self.sources.values():
            source.keep = keep

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(source.size for source in self.sources.values())

    @contextmanager
    def session(self) -> Iterator[None]:
        """Have all files open for the block; sessions may be nested. Raises CheckpointError if one has changed."""
        if self._stack is not None:
            yield
            return
        with ExitStack() as stack:
            for source in self.sources.values():
                stack.enter_context(source.session())
            self._stack = stack
            try:
                yield
            finally:
                self._stack = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the names and hashes of all files that were read, but the index; within a session."""
        if not self._sha256:
            whole = hashlib.sha256(FORMAT.encode())
            for name in sorted(self.sources):
                if name != INDEX:
                    whole.update(f"\n{name} {self.sources[name].sha256}".encode())
            self._sha256 = whole.hexdigest()
        return self._sha256

    def unchanged(self) -> bool:
        """Whether all files are still those that were opened."""
        return all(source.unchanged() for source in self.sources.values())


def read_parts(source: FolderSource) -> FolderParts:
    """What is in a folder, within a session; its weights are read when they are used. Raises CheckpointError."""
    root = source.path
    index = _json(source, root / INDEX) if is_file(root / INDEX) else {}
    check_pipeline(root, index)
    places = [root / name for name in _network_names(index)]
    inner = next((place for place in places if is_file(place / CONFIG)), root)
    if not is_file(inner / CONFIG):
        raise CheckpointError(root, f"it holds no network: {' and '.join(NETWORKS)}/{CONFIG} are missing", AGAIN)
    network = _json(source, inner / CONFIG)
    scheduler = _find_scheduler(source, inner)
    tensors = _weights(source, inner)
    other = inner.with_name(inner.name + AVERAGED)
    averaged = _weights(source, other) if inner != root and is_file(other / CONFIG) else None
    return FolderParts(index, network, scheduler, tensors, averaged, tuple(sorted(source.sources)))


def read_scheduler(path: Path) -> dict[str, Any]:
    """A scheduler's configuration that was named by a person. Raises CheckpointError."""
    source = FolderSource(path.parent, MAX_JSON)
    with source.session():
        found = _json(source, path)
    if "Scheduler" not in class_in(found.get("_class_name")):
        raise CheckpointError(path, "it is not the configuration of a scheduler", f"Give a {SCHEDULER}")
    return found


def _network_names(index: dict[str, Any]) -> list[str]:
    """The folders that the network may lie in: first those that the index says it is in."""
    named = [name for name in NETWORKS if class_in(index.get(name))]
    return [*named, *(name for name in NETWORKS if name not in named)]


def _json(source: FolderSource, file: Path) -> dict[str, Any]:
    part = source.add(file)
    if part.size > MAX_JSON:
        raise CheckpointError(file, f"it is too large for a configuration ({part.size:,} bytes)", AGAIN)
    try:
        data = parse_json(bytes(part.read(0, part.size)))
    except TextError as error:
        raise CheckpointError(file, f"it is no JSON ({error})", AGAIN) from error
    if not isinstance(data, dict):
        raise CheckpointError(file, "it is no configuration: no mapping of names to values", AGAIN)
    return data


def _find_scheduler(source: FolderSource, inner: Path) -> dict[str, Any] | None:
    """The scheduler's configuration: in its own folder, beside the network's, or at the root."""
    root = source.path
    places = [root / "scheduler" / SCHEDULER, root / SCHEDULER, inner / SCHEDULER]
    found = next((place for place in places if is_file(place)), None)
    return None if found is None else _json(source, found)


def _weights(source: FolderSource, place: Path) -> Weights:
    file = next((place / (stem + end) for end in SUFFIXES for stem in STEMS if is_file(place / (stem + end))), None)
    if file is None:
        for name, whose, advice in OTHERS:
            if is_file(place / name):
                raise CheckpointError(
                    source.path, f"its weights are those of {whose} ({name}), which are not read here",
                    f"In diffusers, {advice} and save it with save_pretrained",
                )  # fmt: skip
        raise CheckpointError(source.path, "its weights are missing: no diffusion_pytorch_model.safetensors", AGAIN)
    if not file.name.endswith(".json"):
        return _tensors(source, file)
    tensors: Weights = {}
    for name in _shards(file, _json(source, file)):
        tensors |= _tensors(source, place / name)
    return tensors


def _shards(file: Path, index: dict[str, Any]) -> list[str]:
    """The names of the files that the weights are spread over: plain names, for they must lie beside the index."""
    places = index.get("weight_map")
    names = set(places.values()) if isinstance(places, dict) and _texts(places.values()) else set()
    if not 1 <= len(names) <= MOST_SHARDS:
        raise CheckpointError(file, "it does not say which files hold the weights", AGAIN)
    for name in names:
        if Path(name).name != name or "\\" in name or not name.endswith((".safetensors", ".bin")):
            raise CheckpointError(file, f"it names {name[:80]!r}, which is no file of weights beside it", AGAIN)
    return sorted(names)


def _texts(values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _tensors(source: FolderSource, file: Path) -> Weights:
    part = source.add(file)
    if file.suffix == ".safetensors":
        return read_safetensors(part)[1]
    return state_of(file, read_pickle(part))
