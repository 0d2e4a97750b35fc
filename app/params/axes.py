"""The axis of a sweep: which setting it is, its values, typed one by one or as a range, and their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.params import plain
from app.params.checks import SettingError
from app.params.inpainting import InpaintSettings
from app.params.recipes import Recipe
from app.params.sampling import SampleSettings
from app.params.settings import Field, Settings, fields_of, setting
from app.params.settings import plain as stored

MAX_VALUES = 100
"""On one axis."""

MAX_TEXT = 20_000

_SWITCH = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}

_WORDS = {True: "on", False: "off"}


@dataclass(frozen=True)
class Beside(Settings):
    """What can be swept beside the settings of a run."""

    recipe: Recipe = setting(
        Recipe.ALGORITHM1, "Recipe", tip="Settings with a name; what else is swept is changed in them",
    )  # fmt: skip
    checkpoint: str = setting(
        "", "Network", called="the network", tip="Names of bundled networks, or files; each runs as it recommends",
    )  # fmt: skip


SWEPT: dict[str, Field] = {
    key: field
    for cls in (Beside, SampleSettings, InpaintSettings)
    for key, field in fields_of(cls).items()
    if field.about.flags or cls is Beside
}
"""What can be on an axis, by its key."""


@dataclass(frozen=True)
class Axis:
    """A setting and its values, in the order of the table."""

    key: str
    values: tuple[Any, ...]

    def __post_init__(self) -> None:
        """Raise SettingError unless there is such a setting and it can have these values."""
        if self.key not in SWEPT:
            raise SettingError(f"there is no setting {plain.shown(self.key)} to sweep")
        if not isinstance(self.values, tuple) or not 1 <= len(self.values) <= MAX_VALUES:
            raise SettingError(f"{self.field.called} must have 1 to {MAX_VALUES} values in a sweep")
        for value in self.values:
            self.field.check(value)
        if len(set(self.values)) < len(self.values):
            raise SettingError(f"{self.field.called} has a value twice")

    @property
    def field(self) -> Field:
        """The setting's description."""
        return SWEPT[self.key]

    @property
    def title(self) -> str:
        """What stands along the axis: the setting's title, without tags, and its unit."""
        return title_of(self.field)

    @property
    def texts(self) -> tuple[str, ...]:
        """The values in words, numbers with as few digits as tell them apart."""
        return value_texts(self.field, self.values)

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON."""
        return {"key": self.key, "values": stored(self.values)}

    @classmethod
    def from_dict(cls, data: Any) -> Axis:
        """The axis of :meth:`to_dict`. Raises SettingError for what is none."""
        if not isinstance(data, dict) or not isinstance(data.get("values"), list):
            raise SettingError(f"an axis must have a key and a list of values, not {plain.shown(data)}")
        key = data.get("key")
        field = SWEPT.get(key) if isinstance(key, str) else None
        if field is None:
            raise SettingError(f"there is no setting {plain.shown(key)} to sweep")
        if any(isinstance(value, (list, dict)) for value in data["values"]):
            raise SettingError(f"{field.called} must have plain values in a sweep")
        return cls(field.key, tuple(field.typed(value) for value in data["values"][: MAX_VALUES + 1]))


def title_of(field: Field, words: Callable[[str], str] = str) -> str:
    """A setting's title without tags, and its unit; ``words`` translates."""
    title = plain.untagged(words(field.about.title or field.about.name)) or field.called
    return f"{title} ({words(field.about.unit)})" if field.about.unit else title


def symbol_of(field: Field, words: Callable[[str], str] = str) -> str:
    """What stands for a setting where there is little room."""
    return field.about.symbol or title_of(field, words)


def value_texts(field: Field, values: Sequence[Any], words: Callable[[str], str] = str) -> tuple[str, ...]:
    """Values in words, numbers with as few digits as tell them apart; ``words`` translates choices."""
    if field.kind is bool:
        return tuple(words(_WORDS[value]) for value in values)
    if field.choices:
        labels = {choice: label for choice, label, _ in field.choices}
        return tuple(plain.untagged(words(labels.get(value, str(value)))) for value in values)
    if field.kind is not float:
        return tuple(plain.plain(str(value), 60) for value in values)
    for digits in range(4, 18):
        texts = tuple(_number_text(value, digits) for value in values)
        if len(set(texts)) == len(set(values)):
            break
    return texts


def _number_text(value: float, digits: int) -> str:
    """As it is typed: 0.25, 1e-4."""
    if 0 < abs(value) < 1e-3:
        mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
        return f"{float(mantissa):.{digits}g}e{int(exponent)}"
    mantissa, e, exponent = f"{value:.{digits}g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if e else mantissa


def find_field(word: str) -> Field:
    """The setting that a word means: its key, the name of its option, or its symbol. Raises SettingError."""
    wanted = word.strip()
    for key, field in SWEPT.items():
        names = {key, key.replace("_", "-"), field.about.symbol, *(flag.lstrip("-") for flag in field.about.flags)}
        if wanted and wanted in names | {f"--{name}" for name in names}:
            return field
    known = ", ".join(key.replace("_", "-") for key in SWEPT)
    raise SettingError(f"there is no setting {plain.shown(word)} to sweep; there are {known}")


def parse_axis(text: str) -> Axis:
    """An axis from ``KEY=VALUES``, as ``epsilon=1e-4,3e-4``. Raises SettingError."""
    word, equals, values = text.partition("=")
    if not equals:
        raise SettingError(f"an axis is written SETTING=VALUES, such as epsilon=1e-4,3e-4, not {plain.shown(text)}")
    field = find_field(word)
    return Axis(field.key, parse_values(field, values))


def parse_values(field: Field, text: str) -> tuple[Any, ...]:
    """The values that a text lists, separated by commas: single ones, and ranges of numbers LOW:HIGH:COUNT.

    A range includes both ends. It is spaced as the setting's slider is, or as a last part ``:log`` or ``:lin`` says;
    what is between the ends has four significant digits. LOW:HIGH of whole numbers are all of them; ``all`` are all
    choices. Raises SettingError.
    """
    if len(text) > MAX_TEXT:
        raise SettingError(f"the values of {field.called} are a text of more than {MAX_TEXT} characters")
    found: list[Any] = []
    for word in (part.strip() for part in text.split(",")):
        if word:
            found += _values(field, word)
        if len(found) > MAX_VALUES:
            raise SettingError(f"{field.called} must have at most {MAX_VALUES} values in a sweep")
    if not found:
        raise SettingError(f"{field.called} needs values: {example(field)}")
    return tuple(dict.fromkeys(found))


def example(field: Field) -> str:
    """How values of a setting are typed, for a placeholder and for errors."""
    if field.kind is bool:
        return "on, off"
    if field.choices:
        return ", ".join(str(choice) for choice, *_ in field.choices[:2]) + ", or all"
    if not field.number:
        return "mnist, other.pth"
    low, high = field.about.scale or (1, 4)
    if field.whole:
        return f"{low:g}, {min(high, low + 4):g} or {low:g}:{high:g}:4"
    return f"{low:g}, {high:g} or {low:g}:{high:g}:5"


def suggestion(field: Field, value: Any) -> str:
    """Values around one, as they are typed."""
    if field.kind is bool:
        return "on, off"
    if field.choices:
        return "all"
    if not field.number:
        return str(value)
    about = field.about
    if about.linear and about.scale is not None:
        low, high = about.scale
        return f"{low:g}:{value if low < value < high else high:g}:3"
    if field.key == "seed":
        return f"{value}, {value + 1}" if value < about.high else f"{value}"
    around = [value / 3, value, value * 3] if not field.whole else [max(1, value // 2), max(1, value), 2 * value]
    allowed = [v for v in around if about.low <= v <= about.high and (v > about.low or not about.open_low)]
    return ", ".join(dict.fromkeys(str(v) if field.whole else _number_text(v, 3) for v in allowed))


def _values(field: Field, word: str) -> list[Any]:
    if field.kind is bool:
        if word.lower() not in _SWITCH:
            raise SettingError(f"{field.called} must be on or off, not {plain.shown(word)}")
        return [_SWITCH[word.lower()]]
    if field.choices:
        return _choices(field, word)
    if not field.number:
        return [word]
    if ":" in word:
        return _range(field, word)
    return [_number(field, word)]


def _choices(field: Field, word: str) -> list[Any]:
    choices = [choice for choice, *_ in field.choices]
    if word.lower() == "all":
        return choices
    found = [choice for choice, label, _ in field.choices if word.lower() in (str(choice).lower(), label.lower())]
    if not found:
        known = ", ".join(str(choice) for choice in choices)
        raise SettingError(f"{field.called} must be one of {known}, not {plain.shown(word)}")
    return found[:1]


def _number(field: Field, word: str) -> Any:
    try:
        value = int(word) if field.whole else float(word)
    except ValueError:
        what = "a whole number" if field.whole else "a number"
        raise SettingError(f"{field.called} must be {what}, not {plain.shown(word)}") from None
    field.check(value)
    return value


def _range(field: Field, word: str) -> list[Any]:
    parts = [part.strip() for part in word.split(":")]
    spacing = parts.pop() if parts[-1] in ("log", "lin") else ""
    if not 2 <= len(parts) <= 3 or (len(parts) == 2 and not field.whole):
        raise SettingError(f"a range of {field.called} is written LOW:HIGH:COUNT, not {plain.shown(word)}")
    low, high = (_number(field, part) for part in parts[:2])
    count = _count(field, parts[2]) if len(parts) == 3 else min(abs(high - low), MAX_VALUES) + 1
    usual = "lin" if field.about.linear or len(parts) == 2 or min(low, high) <= 0 else "log"
    spacing = spacing or usual
    if spacing == "log" and min(low, high) <= 0:
        raise SettingError(f"a logarithmic range of {field.called} needs ends above zero, not {plain.shown(word)}")
    space = np.geomspace if spacing == "log" else np.linspace
    inner = [float(f"{value:.4g}") if not field.whole else round(value) for value in space(low, high, count)[1:-1]]
    return [low, *inner, high] if count > 1 else [low]


def _count(field: Field, word: str) -> int:
    if not word.isascii() or not word.isdecimal() or not 1 <= int(word[:9]) <= MAX_VALUES:
        raise SettingError(f"a range of {field.called} has 1 to {MAX_VALUES} values, not {plain.shown(word)}")
    return int(word[:9])
