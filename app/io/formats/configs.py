"""Configuration files beside a checkpoint: the YAML of ncsn and ncsnv2, and YAML or JSON for score_sde.

ncsn and ncsnv2 dump an ``argparse.Namespace`` of Namespaces, which is YAML with the tag
``!!python/object:argparse.Namespace``. The loader here is PyYAML's safe one, taught to read that one tag as a mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from app.io.door import is_file, read_text
from app.io.errors import CheckpointError, name_of
from app.io.texts import Loader, add_tag, parse_yaml
from app.params import SettingError
from app.params.checks import real
from app.params.documents import TextError, parse_json
from app.params.plain import shown

NAMESPACE = "tag:yaml.org,2002:python/object:argparse.Namespace"
TUPLE = "tag:yaml.org,2002:python/tuple"
MAX_BYTES = 256 * 1024
ADVICE = "Give the config.yml of the training"
SUFFIXES = (".yml", ".yaml", ".json")


def _namespace(loader: Loader, node: yaml.Node) -> dict[Any, Any]:
    if not isinstance(node, yaml.MappingNode):
        raise yaml.YAMLError("a Namespace that is no mapping")
    made: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return made


def _tuple(loader: Loader, node: yaml.Node) -> list[Any]:
    if not isinstance(node, yaml.SequenceNode):
        raise yaml.YAMLError("a tuple that is no sequence")
    made: list[Any] = loader.construct_sequence(node, deep=True)
    return made


add_tag(NAMESPACE, _namespace)
add_tag(TUPLE, _tuple)


@dataclass(frozen=True)
class Config:
    """A configuration as sections of plain values; ``path`` is the file it was read from, if it was."""

    sections: dict[str, dict[str, Any]] = field(default_factory=dict)
    path: Path | None = None

    def get(self, section: str, name: str) -> Any:
        """The value of ``section.name``, or None."""
        return self.sections.get(section, {}).get(name)

    def number(self, section: str, name: str) -> float | None:
        """A finite number, or None if it is not there. Raises CheckpointError for anything else."""
        value = self.get(section, name)
        if isinstance(value, str):
            value = _float(value)  # YAML 1.1 reads 1e-5 as text
        if value is None:
            return None
        try:
            return real(f"{section}.{name}", value)
        except SettingError:
            raise self.error(f"{section}.{name} is {shown(self.get(section, name))}, not a number") from None

    def whole(self, section: str, name: str) -> int | None:
        """A whole number, or None if it is not there. Raises CheckpointError for anything else."""
        value = self.number(section, name)
        if value is not None and value != int(value):
            raise self.error(f"{section}.{name} is {shown(value)}, not a whole number")
        return None if value is None else int(value)

    def flag(self, section: str, name: str) -> bool | None:
        """True or false, or None if it is not there. Raises CheckpointError for anything else."""
        value = self.get(section, name)
        if value is not None and not isinstance(value, bool):
            raise self.error(f"{section}.{name} is {shown(value)}, not true or false")
        return value

    def text(self, section: str, name: str) -> str | None:
        """A text, or None if it is not there. Raises CheckpointError for anything else."""
        value = self.get(section, name)
        if value is not None and not isinstance(value, str):
            raise self.error(f"{section}.{name} is {shown(value)}, not a text")
        return value

    def error(self, problem: str) -> CheckpointError:
        """An error about this configuration."""
        return CheckpointError(self.path or Path("configuration"), problem, "Correct the configuration")


def _float(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def read_config(path: Path) -> Config:
    """The configuration in a YAML or JSON file.

    Raises CheckpointError if it cannot be read or has neither a ``model`` nor a ``data`` section.
    """
    text = read_text(path, CheckpointError, limit=MAX_BYTES)
    try:
        data = parse_json(text) if path.suffix.lower() == ".json" else parse_yaml(text)
    except TextError as error:
        raise CheckpointError(path, f"is not a configuration: {str(error)[:160]}", ADVICE) from error
    sections = {str(k): _plain(v) for k, v in data.items() if isinstance(v, dict)} if isinstance(data, dict) else {}
    if not {"model", "data"} & set(sections):
        raise CheckpointError(path, "is not a configuration: no section 'model' or 'data'", ADVICE)
    return Config(sections, path)


def _plain(section: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(k): v for k, v in section.items()}


def find_config(path: Path) -> tuple[Config, str]:
    """The configuration that belongs to the checkpoint ``path``, and a remark if one was found but is of no use.

    Looked for, in this order: a file of the checkpoint's own name, then ``config`` in its folder, then, for a
    checkpoint in a folder "checkpoints" or "checkpoints-meta", ``config`` in the folder above; with each suffix.
    """
    folders = [path.parent]
    if path.parent.name.startswith("checkpoints"):
        folders.append(path.parent.parent)
    candidates = [path.with_suffix(suffix) for suffix in SUFFIXES]
    candidates += [folder / f"config{suffix}" for folder in folders for suffix in SUFFIXES]
    remark = ""
    for candidate in candidates:
        if candidate != path and is_file(candidate):
            try:
                return read_config(candidate), ""
            except CheckpointError as error:
                remark = remark or f"{name_of(candidate.name)} beside it was not used: {error.problem}"
    return Config(), remark
