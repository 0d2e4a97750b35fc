"""The parser of the command line in the reader's language; in English it is argparse's own to the byte."""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import Any, NoReturn

from typing_extensions import override

from app.params.words import is_english, say, told

SAID = (
    "usage: ", "error", "options", "positional arguments", "commands", "examples:", "values:", " and ",
    "show this help message and exit", "show program's version number and exit",
    "argument {0}: {1}", "the following arguments are required: {0}", "unrecognized arguments: {0}",
    "ambiguous option: {0} could match {1}", "one of the arguments {0} is required",
    "invalid choice: {0} (choose from {1})", "invalid choice: {0}, maybe you meant {1}? (choose from {2})",
    "not allowed with argument {0}", "expected one argument", "expected at least one argument",
    "expected {0} arguments", "expected at most one argument", "ignored explicit argument {0}",
    "invalid {0} value: {1}", "invalid float value: {0}", "invalid int value: {0}",
)  # fmt: skip
"""What argparse itself says."""

_COLUMNS = re.compile(r"(\s{2,})")


class Parser(argparse.ArgumentParser):
    """Help and errors in the reader's language."""

    @override
    def _get_formatter(self) -> argparse.HelpFormatter:
        return super()._get_formatter() if is_english() else _Told(prog=self.prog)

    @override
    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        if is_english():
            super().error(message)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {say('error')}: {told(message)}\n")


class _Told(argparse.HelpFormatter):
    """Texts are said as they are put in; lines are broken where a terminal would, wide letters counted as two."""

    @override
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, say("usage: ") if prefix is None else prefix)

    @override
    def start_section(self, heading: str | None) -> None:
        super().start_section(None if heading is None else told(heading))

    @override
    def _get_help_string(self, action: argparse.Action) -> str | None:
        return None if action.help is None else told(action.help)

    @override
    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text.split(), width)

    @override
    def _fill_text(self, text: str, width: int, indent: str) -> str:
        found: list[str] = []
        for line in say(text).splitlines():
            first, *beside = _COLUMNS.split(line)
            said = first + "".join(map(_cell, beside)) if line.startswith(" ") else told(line)
            found += [said] if line.startswith(" ") or columns(said) <= width else wrapped(said.split(), width)
        return "".join(f"{indent}{line}\n" for line in found)


def _cell(cell: str) -> str:
    """What stands in a column beside a command is said, the command itself is not."""
    return cell if cell.isspace() else told(cell)


def columns(text: str) -> int:
    """The width of a text in a terminal."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def wrapped(words: Iterable[str], width: int) -> list[str]:
    """Words in lines of at most ``width`` columns, a longer word in a line of its own."""
    lines: list[str] = []
    for word in words:
        if lines and columns(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
