"""The record of a run that travels inside every picture: enough to make the same picture again."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app import __version__
from app.io.errors import ImageError
from app.io.legs import beginning_from, beginning_to_dict, changes_from, changes_to_list, legs_from, legs_to_list
from app.params import LiveParams, ModelInfo, SampleSettings
from app.params.documents import parse_json
from app.params.opening import Opening
from app.params.path import Leg, OwnPicture
from app.params.plain import shown

KEY = "score-explorer"
"""The PNG text chunk that holds the record."""

FILM_KEY = f"{KEY}: "
"""The same in a film, which has room for one text only."""

VERSION = 1


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{shown(value)} is no text")
    return value


@dataclass(frozen=True)
class RunRecord:
    """What made a picture.

    ``checkpoint`` and ``sha256`` name the network; ``changes`` are the parameters set while the run went on, each with
    the number of evaluations of the network done by then; ``opening`` is how the checkpoint was opened, as
    :meth:`app.params.opening.Opening.to_dict` has it (None: not known); ``before`` are the runs that it goes on from,
    ``beginning`` a picture that the first of them began with; ``extra`` holds what a particular export adds, as plain
    JSON.
    """

    settings: SampleSettings
    checkpoint: str
    sha256: str
    changes: tuple[tuple[int, LiveParams], ...] = ()
    program: str = f"score-explorer {__version__}"
    extra: dict[str, Any] = field(default_factory=dict)
    opening: dict[str, Any] | None = None
    before: tuple[Leg, ...] = ()
    beginning: OwnPicture | None = None

    @classmethod
    def of(cls, info: ModelInfo, settings: SampleSettings, **more: Any) -> RunRecord:
        """The record of a run of the network described by ``info``."""
        return cls(settings, info.name, info.sha256, opening=info.opening, **more)

    def to_json(self) -> str:
        """The record as stored."""
        return json.dumps(
            {
                "version": VERSION,
                "program": self.program,
                "checkpoint": {"name": self.checkpoint, "sha256": self.sha256},
                **({} if self.opening is None else {"opening": self.opening}),
                "settings": self.settings.to_dict(),
                "changes": changes_to_list(self.changes, self.settings),
                **({"before": legs_to_list(self.before)} if self.before else {}),
                **({} if self.beginning is None else {"beginning": beginning_to_dict(self.beginning)}),
                "extra": self.extra,
            }
        )

    def texts(self) -> dict[str, str]:
        """What a picture says about itself: the program, and the record."""
        return {"Software": self.program, KEY: self.to_json()}

    def film_text(self) -> str:
        """What a film says about itself."""
        return FILM_KEY + self.to_json()

    @classmethod
    def from_json(cls, text: str, path: str | Path) -> RunRecord:
        """Read a stored record. Raises ImageError if it is not one."""
        try:
            data = parse_json(text)
            if data["version"] != VERSION:
                version = shown(data["version"])
                raise ImageError(path, f"its settings have version {version}, not {VERSION}", "Update score-explorer")
            settings = SampleSettings.from_dict(data["settings"])
            return cls(
                settings=settings,
                checkpoint=_text(data["checkpoint"]["name"]),
                sha256=_text(data["checkpoint"]["sha256"]),
                changes=changes_from(data["changes"], settings),
                program=_text(data["program"]),
                extra=dict(data["extra"]),
                opening=Opening.from_dict(data["opening"]).to_dict() if "opening" in data else None,
                before=legs_from(data.get("before", [])),
                beginning=beginning_from(data["beginning"]) if "beginning" in data else None,
            )
        except (ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
            raise ImageError(path, f"its stored settings are damaged ({error})", "Use another picture") from error
