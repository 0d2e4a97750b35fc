"""Chapters of the lessons, read from Markdown files.

A file begins with a head between two lines ``---`` (YAML: ``title``, ``idea``). Each step is a heading ``# Title``,
perhaps a block of YAML between fences (``setup``, ``target``), then paragraphs, lists, tables, and one formula between
two ``$$``. Three parts of a step have a heading of their own: ``## Question`` (its choices are a task list, ``- [x]``
the right one, and below it the answer), ``## Look for`` and ``## Try``. Other Markdown is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from app.io.door import is_file, read_text
from app.io.errors import FileError, LessonError
from app.io.places import help_folder, lessons_folder, own_lessons_folder
from app.io.texts import parse_yaml
from app.params.checks import SettingError
from app.params.documents import TextError
from app.params.lessons.chapter import Block, Chapter, Kind, Language, Question, Shelf, Step
from app.params.lessons.setup import read_setup
from app.params.plain import plain

LARGEST = 1 << 18
"""Bytes of a chapter's file."""
LONGEST_LINE = 2000
MOST_STEPS = 40
MOST_CHAPTERS = 200

PARTS = {
    "question": "question", "질문": "question",
    "look for": "look", "look": "look", "살펴볼 것": "look",
    "try": "try", "해 볼 것": "try",
}  # fmt: skip
"""The headings of the parts of a step, in every language."""

_NAME = re.compile(r"\d{1,3}-[\w-]{1,80}\.md")
_ITEM, _NUMBERED, _CHOICE = (
    re.compile(r"[-*] +(.*)"),
    re.compile(r"\d+[.)] +(.*)"),
    re.compile(r"[-*] +\[([ xX])\] +(.*)"),
)
_RULE = re.compile(r"\|[\s:|-]+\|?")


def picture_path(name: str) -> Path:
    """The picture that a setup names; it lies beside the program's chapters."""
    return lessons_folder() / "pictures" / f"{name}.png"


def load_shelf(language: Language, own: Path | None = None) -> Shelf:
    """All chapters in a language: the program's, and those of the user's own folder (or its sub-folder ``en``, ``ko``).

    A chapter that there is in English only is taken from there. What cannot be read is said in ``broken``.
    """
    own = own_lessons_folder() if own is None else own
    broken: list[str] = []
    chapters: dict[str, Chapter] = {}
    for place, mine in ((lessons_folder(), False), (own, True)):
        chapters |= _chapters(place, language, broken, own=mine)
    ordered = tuple(chapters[key] for key in sorted(chapters, key=_order))
    return Shelf(language, ordered, tuple(broken), str(own))


def _chapters(place: Path, language: Language, broken: list[str], *, own: bool) -> dict[str, Chapter]:
    first = {path.stem: path for path in _files(place / Language.ENGLISH)} | {p.stem: p for p in _files(place)}
    translated = {} if language is Language.ENGLISH else {path.stem: path for path in _files(place / language)}
    found = {}
    for key in first | translated:
        try:
            chapter = load_chapter(translated.get(key, first.get(key, place)), own=own)
            if key in translated and key in first:
                chapter = chapter.set_up_as(load_chapter(first[key], own=own))
            found[key] = chapter
        except FileError as error:
            broken.append(str(error))
    return found


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))[:MOST_CHAPTERS]
    except OSError:
        return []


def _order(key: str) -> tuple[int, str]:
    return int(key.partition("-")[0]), key


def load_page(names: Sequence[str], language: Language) -> Chapter:
    """The first page of help that there is of these names, in a language or else in English: a chapter of one step.

    Raises LessonError.
    """
    files = [help_folder() / code / f"{name}.md" for name in names for code in (language.value, Language.ENGLISH.value)]
    return load_chapter(next((path for path in files if is_file(path)), files[-1]))


def load_chapter(path: Path, *, own: bool = False) -> Chapter:
    """The chapter in a file. Raises LessonError, which names the line."""
    return parse_chapter(read_text(path, LessonError, limit=LARGEST), path, own=own)


def parse_chapter(text: str, path: Path, *, own: bool = False) -> Chapter:
    """The chapter in a text; ``path`` is named in errors. Raises LessonError."""
    reader = _Reader(path, text.replace("\r\n", "\n").split("\n"))
    head, start = reader.head()
    title, idea = (reader.text_of(head, key, 1) for key in ("title", "idea"))
    if not title:
        reader.fail(1, "the head has no title")
    steps = tuple(reader.step(*bounds) for bounds in reader.steps(start))
    if not steps:
        reader.fail(len(reader.lines), "there is no step: a step begins with a line '# Title'")
    return Chapter(path.stem, title, idea, steps, own)


@dataclass
class _Part:
    """The lines of a part of a step, from which line of the file on."""

    line: int
    lines: list[str] = field(default_factory=list)


class _Reader:
    """Reads one file; lines count from 1."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.path, self.lines = path, [line.replace("\t", "    ").rstrip() for line in lines]
        for number, line in enumerate(self.lines, 1):
            if len(line) > LONGEST_LINE:
                self.fail(number, f"a line has at most {LONGEST_LINE} characters")
            if plain(line, LONGEST_LINE) != line:
                self.fail(number, "there is a character that cannot be shown")

    def fail(self, line: int, what: str) -> NoReturn:
        raise LessonError(self.path, f"line {line}: {what}")

    def yaml(self, first: int, lines: list[str]) -> dict[str, Any]:
        """The values in lines of YAML, the first of which is line ``first``."""
        try:
            values = parse_yaml("\n".join(lines))
        except TextError as error:
            cause = error.__cause__
            mark = cause.problem_mark if isinstance(cause, yaml.MarkedYAMLError) else None
            problem = cause.problem if isinstance(cause, yaml.MarkedYAMLError) else str(error)
            self.fail(first + (mark.line if mark is not None else 0), str(problem))
        if not isinstance(values, dict):
            self.fail(first, "these should be names with values, as in 'title: …'")
        return values

    def text_of(self, values: dict[str, Any], key: str, line: int) -> str:
        value = values.get(key, "")
        if not isinstance(value, str):
            self.fail(line, f"{key} must be a text")
        return value.strip()

    def head(self) -> tuple[dict[str, Any], int]:
        """The values of the head, and the index of the first line after it."""
        if not self.lines or self.lines[0] != "---" or "---" not in self.lines[1:]:
            self.fail(1, "a chapter begins with a head between two lines '---'")
        end = self.lines.index("---", 1)
        return self.yaml(2, self.lines[1:end]), end + 1

    def steps(self, start: int) -> Iterator[tuple[int, int]]:
        """Where each step begins and ends, as indices."""
        begins, fenced = [], False
        for index in range(start, len(self.lines)):
            line = self.lines[index]
            fenced ^= line.startswith("```")
            if not fenced and line.startswith("# "):
                begins.append(index)
            elif line and not begins:
                self.fail(index + 1, "text before the first step: a step begins with a line '# Title'")
        if len(begins) > MOST_STEPS:
            self.fail(begins[MOST_STEPS] + 1, f"a chapter has at most {MOST_STEPS} steps")
        yield from zip(begins, [*begins[1:], len(self.lines)], strict=True)

    def step(self, begin: int, end: int) -> Step:
        title = self.lines[begin][2:].strip()
        values, line, index = self._settings(begin + 1, end)
        parts = self._parts(index, end)
        text = self._blocks(parts["text"])
        target = self.text_of(values, "target", line)
        setup = None
        if "setup" in values:
            try:
                setup = read_setup(values["setup"])
            except SettingError as error:
                self.fail(self._line_of("setup:", line, index), str(error))
        unknown = sorted(str(key) for key in values.keys() - {"setup", "target"})
        if unknown:
            self.fail(self._line_of(f"{unknown[0]}:", line, index), f"a step knows setup and target, no {unknown[0]!r}")
        if not text:
            self.fail(begin + 1, "the step has no text")
        look, try_it = (self._blocks(parts[key]) if key in parts else () for key in ("look", "try"))
        question = self._question(parts["question"]) if "question" in parts else None
        step = Step(title, text, setup, target, question, look, try_it)
        if len(step.formulas) > 1:
            self.fail(begin + 1, "a step has at most one formula")
        return step

    def _line_of(self, start: str, line: int, index: int) -> int:
        return next((k + 1 for k in range(line - 1, index) if self.lines[k].startswith(start)), line)

    def _settings(self, index: int, end: int) -> tuple[dict[str, Any], int, int]:
        """The values of the step's YAML, its first line, and the index after it."""
        while index < end and not self.lines[index]:
            index += 1
        if index == end or not self.lines[index].startswith("```"):
            return {}, index + 1, index
        close = next((k for k in range(index + 1, end) if self.lines[k].startswith("```")), None)
        if close is None:
            self.fail(index + 1, "the block of settings is not closed by a line '```'")
        return self.yaml(index + 2, self.lines[index + 1 : close]), index + 2, close + 1

    def _parts(self, index: int, end: int) -> dict[str, _Part]:
        parts = {"text": _Part(index + 1)}
        now = parts["text"]
        for k in range(index, end):
            line = self.lines[k]
            if line.startswith("## "):
                name = PARTS.get(line[3:].strip().lower())
                if name is None:
                    self.fail(k + 1, f"there is no part {line[3:].strip()!r}: Question, Look for, or Try")
                if name in parts:
                    self.fail(k + 1, "the step has this part already")
                now = parts[name] = _Part(k + 2)
            else:
                now.lines.append(line)
        return parts

    def _question(self, part: _Part) -> Question:
        where = [k for k, line in enumerate(part.lines) if _CHOICE.match(line)]
        found = [match for match in map(_CHOICE.match, part.lines) if match is not None]
        right = [k for k, match in enumerate(found) if match[1] in "xX"]
        if len(found) < 2 or len(right) != 1:
            self.fail(part.line, "a question has choices '- [ ] …', two at least, and one right one '- [x] …'")
        text = " ".join(line for line in part.lines[: where[0]] if line)
        if not text:
            self.fail(part.line, "the question itself is missing")
        answer = self._blocks(_Part(part.line + where[-1] + 1, part.lines[where[-1] + 1 :]))
        return Question(text, tuple(match[2].strip() for match in found), right[0], answer)

    def _blocks(self, part: _Part) -> tuple[Block, ...]:
        blocks: list[Block] = []
        lines = [(part.line + k, line.strip()) for k, line in enumerate(part.lines)]
        while lines:
            number, line = lines[0]
            if not line:
                lines.pop(0)
            elif line.startswith("$$"):
                blocks.append(self._formula(number, lines))
            else:
                kind = _kind(line)
                taken = []
                while lines and lines[0][1] and not lines[0][1].startswith("$$"):
                    if _kind(lines[0][1]) not in (kind, Kind.TEXT):
                        break
                    taken.append(lines.pop(0)[1])
                blocks.append(Block(kind, _joined(kind, taken)))
        return tuple(blocks)

    def _formula(self, number: int, lines: list[tuple[int, str]]) -> Block:
        taken = [lines.pop(0)[1][2:]]
        while not taken[-1].endswith("$$"):
            if not lines:
                self.fail(number, "the formula is not closed by '$$'")
            taken.append(lines.pop(0)[1])
        taken[-1] = taken[-1][:-2]
        formula = " ".join(taken).strip()
        if not formula:
            self.fail(number, "the formula is empty")
        return Block(Kind.FORMULA, (formula,))


def _kind(line: str) -> Kind:
    if _ITEM.match(line):
        return Kind.LIST
    if _NUMBERED.match(line):
        return Kind.NUMBERED
    return Kind.TABLE if line.startswith("|") and line.endswith("|") else Kind.TEXT  # |x| > 1 is none


def _joined(kind: Kind, lines: list[str]) -> tuple[str, ...]:
    """A paragraph is one line; an entry of a list may go on in the next lines; a table has a line a row."""
    if kind is Kind.TEXT:
        return (" ".join(lines),)
    if kind is Kind.TABLE:
        return tuple(line.strip("|").strip() for line in lines if not _RULE.fullmatch(line))
    entries: list[str] = []
    for line in lines:
        match = (_ITEM if kind is Kind.LIST else _NUMBERED).match(line)
        if match is not None:
            entries.append(match[1])
        else:
            entries[-1] += " " + line
    return tuple(entries)
