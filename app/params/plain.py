"""Texts from outside, shown without doing harm.

File names, headers, records and options may hold anything: control characters, half a character, text of megabytes.
Whatever is shown passes :func:`plain`, a value that is quoted :func:`shown`.
"""

from __future__ import annotations

import math
import re
import unicodedata

_DIGITS = 40


def plain(text: str, limit: int = 200) -> str:
    """``text`` in one line of at most ``limit`` printable characters; what is left out is marked by an ellipsis.

    Control characters, direction marks and bytes that are no UTF-8 appear as Python would escape them.
    """
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    if not text.isprintable():
        text = "".join(c if _harmless(c) else c.encode("unicode_escape", "backslashreplace").decode() for c in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _harmless(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"  # narrow spaces stand in our numbers


def shown(value: object, limit: int = 60) -> str:
    """A value from outside as an error message may quote it; never long, never slow."""
    if isinstance(value, int) and value.bit_length() > 3 * _DIGITS:
        return f"an integer of about {round(value.bit_length() * math.log10(2))} digits"
    if isinstance(value, (str, bytes)):
        return plain(repr(value[:limit]), limit)
    if isinstance(value, (bool, int, float, type(None))):
        return repr(value)
    return f"a {type(value).__name__}"


def untagged(text: str) -> str:
    """A text of our own without its tags, for where there is plain text only: sigma<sub>L</sub> is sigma_L there."""
    return re.sub(r"<[^>]*>", "", re.sub("<sub>(.*?)</sub>", r"_\1", text))
