"""Texts and numbers for people: translation, three significant digits, durations; texts from outside in labels."""

from __future__ import annotations

import html
import math
import re

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import Qt

from app.params import plain as outside
from app.params.notes import Note
from app.params.settings import Settings, fields_of

LINE = 300
"""Characters of a text from outside that stand in one line."""

_LONG_WORD = re.compile(r"\S{41,}")

_MNEMONIC = re.compile(r"&&|\s?\(&\w\)|&(\w?)")

_POWER = re.compile(r"\^\(([^()]*)\)")

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def tr(text: str) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("score-explorer", text)


def without_mnemonic(text: str) -> str:
    """A text as it is read aloud or searched: without the "&" before a letter to press, and without a "(&O)"."""
    return _MNEMONIC.sub(lambda found: "&" if found[0] == "&&" else found[1] or "", text)


def number(value: float | None) -> str:
    """Three significant digits, with a power of ten where that is shorter: 0.0123, 4.00×10⁻⁵."""
    if value is None or not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.2e}".split("e")
    if 1e-3 <= abs(value) < 1e4:
        return f"{value:.{max(0, 2 - int(exponent))}f}"
    return f"{mantissa}×10{str(int(exponent)).translate(_SUPERSCRIPTS)}"


def plain(value: float | str) -> str:
    """A number as it is typed: up to four significant digits, 4e-5 rather than 4e-05; a whole one with all of them."""
    if isinstance(value, (int, str)):
        return str(value)
    text = f"{value:.4g}"
    mantissa, e, exponent = text.partition("e")
    return f"{mantissa}e{int(exponent)}" if e else text


def note_text(note: Note) -> str:
    """A sentence with its numbers, in the user's language."""
    return tr(note.text).format(*map(number, note.numbers))


def duration(seconds: float | None) -> str:
    """Such as 4.2 s, 3 min 5 s, 2 h 10 min."""
    if seconds is None:
        return "–"
    if seconds < 10:
        return tr("{0} s").format(f"{seconds:.1f}")
    whole = round(seconds)
    if whole < 60:
        return tr("{0} s").format(whole)
    if whole < 3600:
        return tr("{0} min {1} s").format(*divmod(whole, 60))
    return tr("{0} h {1} min").format(whole // 3600, whole % 3600 // 60)


def count(value: int) -> str:
    """A whole number with narrow spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f")


def setting_text(settings: Settings, key: str) -> str:
    """A setting with its symbol, as in ε = 4e-5."""
    about, value = fields_of(type(settings))[key].about, getattr(settings, key)
    return f"{about.symbol or tr(about.title)} = {plain(value)}"


def one_line(text: str, limit: int = LINE) -> str:
    """A text from outside in one line of printable characters, for labels, lists, titles."""
    return outside.plain(text, limit)


def some_lines(text: str, characters: int, lines: int, width: int = 0) -> str:
    """The beginning of a text from outside, its lines kept, and broken every ``width`` characters if that is given."""
    found = text[:characters].splitlines()[: lines + 1]
    if width:
        found = [line[at : at + width] for line in found for at in range(0, max(1, len(line)), width)][: lines + 1]
    shown = "\n".join(outside.plain(line.replace("\t", "    "), characters) for line in found[:lines])
    return shown + "…" if len(text) > characters or len(found) > lines else shown


def breakable(text: str) -> str:
    """A text whose long words may be broken, so that no label is made as wide as they are."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(re.findall(r".{1,20}", word[0])), text)


def tip(text: str) -> str:
    """A tooltip of a text from outside: never taken for rich text, in at most twenty lines that fit the screen."""
    text = some_lines(text, 2000, 20)
    if len(text) <= 80 and not Qt.mightBeRichText(text):
        return text
    return f"<p style='white-space: pre-wrap'>{html.escape(breakable(text))}</p>"


def raised(text: str) -> str:
    """Rich text of our own with its powers x^(a) set as such."""
    return _POWER.sub(r"<sup>\1</sup>", text)


def own_tip(text: str) -> str:
    """A tooltip of a text of our own, which may have tags: in lines, its powers set as such."""
    return f"<p>{raised(text)}</p>" if text else ""
