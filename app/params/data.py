"""Which pictures a training sees, and what of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from typing_extensions import override

from app.params.checks import SettingError
from app.params.plain import shown
from app.params.settings import Settings, setting

LEAST_SIDE, MOST_SIDE = 8, 512

LICENCE = "licence of the data"
"""Under this name a network's facts have it."""


@dataclass(frozen=True)
class Cut:
    """A rectangle of a picture, in pixels, with its left upper corner; written as ``48x48+8+11``."""

    width: int
    height: int
    left: int
    top: int

    @classmethod
    def of(cls, text: str) -> Self:
        """The rectangle that a text says. Raises SettingError."""
        found = re.fullmatch(r"(\d{1,5})x(\d{1,5})\+(\d{1,5})\+(\d{1,5})", text)
        if found is None or int(found[1]) < 1 or int(found[2]) < 1:
            raise SettingError(f"crop must be WIDTHxHEIGHT+LEFT+TOP, like 48x48+8+11, not {shown(text)}")
        return cls(*map(int, found.groups()))


@dataclass(frozen=True)
class DataParams(Settings):
    """What is made of the pictures of a data set before a network sees them (:func:`app.io.datasets.read_images`).

    First the rectangle is cut out, then colours become grey, then the picture is scaled.
    """

    crop: str | None = setting(
        None, "Cut out", flags=("--crop",), metavar="WxH+X+Y",
        tip="Only this rectangle of each picture is used: its width and height, then how far it is from the left and "
        "from the top, in pixels. Nothing is scaled by it.",
        help="cut this rectangle out of each picture, for example 48x48+8+11",
    )  # fmt: skip
    size: int | None = setting(
        None, "Side", unit="px", low=LEAST_SIDE, high=MOST_SIDE, flags=("--size",), metavar="PX",
        tip="Each picture is cut to a centred square and scaled to this side. All pictures must be equally large.",
        help="crop to a square and scale to this side",
    )  # fmt: skip
    grey: bool = setting(
        False, "Colours", flags=("--grey",), box="as grey", tip="Colours become shades of grey.",
        help="turn colours to grey",
    )  # fmt: skip
    limit: int | None = setting(
        None, "At most", unit="pictures", low=1, high=100_000_000, flags=("--limit",), metavar="N",
        tip="Only the first so many pictures are used.", help="use the first N pictures only",
    )  # fmt: skip
    licence: str = setting(
        "", "Licence", flags=("--licence",), metavar="TEXT",
        tip="The licence and the source of the pictures: kept in the file of the network.",
        help="the data's licence and source, kept in the file",
    )  # fmt: skip

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        if self.crop is not None:
            Cut.of(self.crop)

    @property
    def cut(self) -> Cut | None:
        """The rectangle to cut out."""
        return None if self.crop is None else Cut.of(self.crop)

    @property
    def words(self) -> str:
        """What is made of each picture, in the order in which it is done; empty where nothing is."""
        made = {
            f"{self.crop} cut out": self.crop is not None,
            "colours to grey": self.grey,
            f"a centred square scaled to {self.size}x{self.size}": self.size is not None,
        }
        return ", ".join(words for words, done in made.items() if done)
