"""The reader's language below the window: of what is painted, and of what commands and errors say.

Errors and notes are made in English, where they happen: logs, records and programs that read them know one language.
Whoever *shows* them says them in the reader's, by the catalogue that the window has, too. A text of it with places {0},
{1} ... is a pattern: ``seed must be a whole number, not 'x'`` is found under ``{0} must be a whole number, not {1}``.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping

SEPARATORS = (". ", ": ", "; ", " and ", ", ")
"""Between parts that are said each by itself, from sentences to words in a list."""

FEW = 14
"""Letters of a pattern that is not told from others by its words alone."""

ENDINGS = ("s", "es", "s were", " was")
"""What a text puts behind an English word for one or many."""

_SYMBOLS = {
    "sigma_max": "σ₁", "sigma_1": "σ₁", "sigma_min": "σ_L", "sigma_L": "σ_L", "sigma": "σ", "epsilon": "ε", "eta": "η",
    "tau": "τ", "rho": "ρ", "alpha": "α", "<=": "≤", ">=": "≥",
}  # fmt: skip

_NAMED = re.compile(
    r"""(?<![\w/.\\'"-])(sigma(?:_(?:max|min|1|L))?|epsilon|eta|tau|rho|alpha)(\^2)?(?!\.?[\w/\\'"-])|<=|>=""", re.ASCII
)
"""Names of the paper's quantities as commands write them, particles of any language behind them; not those in paths,
options and quotes.
"""

_PHRASE, _REMARK = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2}"), re.compile(r"(.*)( \([^()]*\))")
_QUOTED = re.compile(r"\([^()]*\)|'[^']*'")
_TYPED, _SENTENCE = re.compile(r"'[^']*'|--\S+|\S+[/_]\S+"), re.compile(r"\. [A-Z]")
_NAMES = re.compile(r"\S+(?:, \S+)*(?: and \S+)+")
_STOPS = (":", ";", ",")
_PLACE = re.compile(r"\{(\d+)\}")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_ENDS = re.compile(r"^(.*?)([.:!]?\s*)$", re.DOTALL)

_catalogue: dict[str, str] = {}


def speak(catalogue: Mapping[str, str]) -> None:
    """From now on texts are said as this catalogue, English -> the reader's language, has them; empty: in English."""
    _catalogue.clear()
    _catalogue.update(catalogue)
    _patterns.cache_clear()
    _tails.cache_clear()
    _told.cache_clear()


def spoken() -> dict[str, str]:
    """The catalogue by which texts are said."""
    return dict(_catalogue)


def is_english() -> bool:
    """Whether texts are said as they are."""
    return not _catalogue


def say(text: str) -> str:
    """One of the program's own texts in the reader's language; places in it stay."""
    return _catalogue.get(text, text)


def told(message: str) -> str:
    """A finished message, with names and numbers in it, in the reader's language; what is not known stays as it is."""
    return _told(message) if _catalogue and message else message


def typeset(message: str) -> str:
    """The message in the reader's language, with symbols for what commands write in letters, as the window has them."""
    return _NAMED.sub(lambda found: _SYMBOLS[found[1] or found[0]] + ("²" if found[2] else ""), told(message))


@functools.lru_cache(maxsize=1000)
def _told(message: str) -> str:
    """As it is said by the way that leaves least of the English, the first of those that leave as much."""
    if "\n" in message and message not in _catalogue:
        return "\n".join(map(_told, message.split("\n")))
    best, least = message, math.inf
    for said in _ways(message):
        left = len(_PHRASE.findall(_TYPED.sub("", said)))
        if left < least:
            best, least = said, left
        if not left:
            break
    return best


def _ways(message: str) -> Iterator[str]:
    """How a message may be said: as a whole, without what is added at its end, in parts, without a remark."""
    if message in _catalogue:
        yield _catalogue[message]
        return
    body, end = _split_end(message)
    yield from _known(body, end)
    yield from _known(message)
    if body[:1].isupper():  # a message that was made a sentence
        yield from _known(body[0].lower() + body[1:], end)
    for text in _tails():
        match = _tail(text).fullmatch(body)
        if match is not None and match["head"]:
            yield _told(match["head"]) + _filled(_catalogue[text], match) + end
    for separator in SEPARATORS:
        first, there, rest = body.partition(separator)
        if there and (said := (_part(first, separator), _part(rest, separator))) != (first, rest):
            yield say(separator).join(said) + end
    remark = _REMARK.fullmatch(body)
    if remark is not None:
        yield _told(remark[1]) + next(_known(remark[2]), f" ({_told(remark[2][2:-1])})") + end


def _part(text: str, separator: str) -> str:
    """A part of a message; a word in a list may be a value that is typed, and stays."""
    return text if separator == SEPARATORS[-1] and " " not in text else _told(text)


def _split_end(message: str) -> tuple[str, str]:
    match = _ENDS.match(message)
    return (match[1], match[2]) if match is not None else (message, "")


def _known(message: str, end: str = "") -> Iterator[str]:
    """The message by the catalogue's text for it, or by its patterns, that of which most is its own words first."""
    if message in _catalogue:
        yield _catalogue[message] + end
    for text, words in _patterns():
        if all(word in message for word in words):
            match = _regex(text).fullmatch(message)
            if match is not None and _fits(text, words, list(match.groups())):
                yield _filled(_catalogue[text], match) + end


def _fits(text: str, words: tuple[str, ...], values: list[str]) -> bool:
    """Whether the values can be meant: none ends or goes on as a sentence does, a short pattern's is no phrase."""
    bare = [_QUOTED.sub("", value) for value in values]
    if any(value.endswith(_STOPS) for value in bare[:-1]) or any(_SENTENCE.search(value) for value in bare):
        return False
    few = sum(map(len, words)) < FEW
    if few and any(" and " in value for value in bare):
        return False
    if _LETTERS.match(text) is not None:  # it is told by its first word
        return True
    if few and any(_PHRASE.search(value) or ", " in value for value in bare):
        return False
    return not any(separator in value for value in bare for separator in SEPARATORS[:3])


def _filled(text: str, match: re.Match[str]) -> str:
    return _PLACE.sub(lambda place: _value(match, f"p{place[1]}"), text)


def _value(match: re.Match[str], place: str) -> str:
    """What stands in a place, said by itself; nothing for the ending of an English word there, as of thread{1}."""
    value = match[place]
    if match.string[: match.start(place)][-1:].isalpha() and value in ENDINGS:
        return ""
    said = _told(value)
    return value.replace(" and ", say(" and ")) if said == value and _NAMES.fullmatch(value) else said


@functools.cache
def _patterns() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(text, its words between the places), those with most words of their own first."""
    found = []
    for text in _catalogue:
        words = _PLACE.split(text)[::2]
        if len(words) > 1 and any(_LETTERS.search(word) for word in words):
            found.append((text, tuple(filter(None, words))))
    return tuple(sorted(found, key=lambda pair: -sum(map(len, pair[1]))))


@functools.cache
def _tails() -> tuple[str, ...]:
    """The texts that are added to others."""
    return tuple(text for text in _catalogue if text.startswith((" ", ", ")) and _LETTERS.search(_PLACE.sub("", text)))


@functools.lru_cache(maxsize=100)
def _tail(text: str) -> re.Pattern[str]:
    return re.compile(f"(?P<head>.*){_regex(text).pattern}", re.DOTALL)


@functools.lru_cache(maxsize=500)
def _regex(text: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def part(piece: str, *, place: bool) -> str:
        if not place:
            return re.escape(piece)
        again = piece in seen
        seen.add(piece)
        return f"(?P=p{piece})" if again else f"(?P<p{piece}>.*?)"

    return re.compile("".join(part(p, place=bool(k % 2)) for k, p in enumerate(_PLACE.split(text))), re.DOTALL)
