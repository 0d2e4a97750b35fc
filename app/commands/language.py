"""The language in which commands speak: the one asked for, else the system's, where there are texts in it."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from app.commands.parser import columns
from app.params import words
from app.params.lessons.chapter import Language

OPTION = "--language"


def speak(language: str) -> None:
    """Let everything below the window say its texts in this language."""
    if language == Language.ENGLISH:
        words.speak({})
        return
    from app.io.catalogue import read_catalogue

    words.speak(read_catalogue(language))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language for a while."""
    before = words.spoken()
    speak(language)
    try:
        yield
    finally:
        words.speak(before)


def tell(message: str, *, error: bool = False) -> None:
    """Print a message in the reader's language, on standard error if it is no result."""
    print(words.told(message), file=sys.stderr if error else sys.stdout)


def listed(*names: str | None) -> str:
    """Names, those that there are, one after the other."""
    return words.say(" and ").join(filter(None, names))


def aligned(rows: Sequence[tuple[str, str]], width: int) -> str:
    """Names and what belongs to them, one a line, as a table whose first column is ``width`` wide, or as names need."""
    said = [(words.told(name), words.told(text)) for name, text in rows]
    if not words.is_english():
        width = max(columns(name) for name, _ in said) + 2
    return "\n".join(f"{name}:{' ' * (width - columns(name) - 1)}{text}" for name, text in said)


def language_for(
    argv: Sequence[str], commands: Collection[str] = (), environment: Mapping[str, str] = os.environ
) -> str:
    """The language asked for before the command, else the system's; English where there are no texts in it."""
    known = [language.value for language in Language]
    wanted = asked(argv, commands) or system_language(environment)
    return wanted if wanted in known else Language.ENGLISH.value


def asked(argv: Sequence[str], commands: Collection[str]) -> str:
    """What stands behind ``--language`` before the name of a command."""
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        if word in commands:
            break
        name, _, value = word.partition("=")
        if name == OPTION:
            return value or following
    return ""


def system_language(environment: Mapping[str, str]) -> str:
    """The two letters of the language that the environment, or else the system, asks messages to be in."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    text = next((environment[name] for name in names if environment.get(name)), None)
    if text is None:
        text = locale.getlocale(locale.LC_CTYPE)[0] or ""
    if text.split(".")[0] not in ("C", "POSIX"):  # these ask for no language at all
        text = environment.get("LANGUAGE") or text
    return {"korean": "ko"}.get(text.lower().split("_")[0], text.lower()[:2])
