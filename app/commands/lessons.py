"""``score-explorer lessons``: all chapters as plain pages to be read anywhere, with pictures made by the program."""

from __future__ import annotations

import argparse
import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.cli import UsageError
from app.commands.language import tell
from app.commands.options import add_quiet
from app.params.lessons.chapter import Block, Chapter, Kind, Language, Shelf, Step
from app.params.lessons.setup import LabSetup
from app.params.lessons.words import WORDS, Words
from app.render.lessons import block_html, inline

EXAMPLES = """\
examples:
  score-explorer lessons --out pages
  score-explorer lessons --out pages --language ko --no-pictures
"""

STYLE = """\
:root { color-scheme: light dark; --text: #1c1c22; --quiet: #62626e; --line: #d3d3dc; --ground: #f5f5f8; --box: #fff;
  --accent: #6d3fc0; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8ee; --quiet: #9d9daa; --line: #3a3b44; --ground: #212228;
  --box: #191a1f; --accent: #b79bf5; } }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: var(--text); background: var(--ground);
  font: 1.05rem/1.55 system-ui, "Noto Sans", "Noto Sans CJK KR", "Noto Sans KR", sans-serif; word-break: keep-all; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 3rem; }
h3 { font-size: 1rem; color: var(--quiet); margin-bottom: 0; }
h3 + p { margin-top: 0.2rem; }
a { color: var(--accent); } nav { display: flex; justify-content: space-between; gap: 1rem; color: var(--quiet); }
.idea, .quiet { color: var(--quiet); }
.formula { margin: 1.2rem 0; overflow-x: auto; } .formula svg { max-width: 100%; height: auto; }
.question { background: var(--box); border: 1px solid var(--line); border-left: 4px solid var(--accent);
  border-radius: 5px; padding: 0.6rem 1rem; }
.question ul { list-style: "○  "; } summary { cursor: pointer; color: var(--accent); }
img { max-width: 100%; border-radius: 5px; image-rendering: auto; } img.pixels { image-rendering: pixelated; }
table { border-collapse: collapse; } td, th { border-bottom: 1px solid var(--line); padding: 0.3rem 0.8rem 0.3rem 0; }
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "lessons",
        help="write the lessons as web pages",
        description="Write all chapters as plain HTML, in English and Korean, with pictures made by the program.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where the pages go; index.html is the first")
    parser.add_argument(
        "--language", choices=[language.value for language in Language], help="one language only (default: all)"
    )
    parser.add_argument("--no-pictures", dest="pictures", action="store_false", help="text and formulas only")
    add_quiet(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the pages; 1 if a chapter could not be read."""
    from app.io.atomic import make_folder, write_bytes
    from app.io.lessons import load_shelf

    languages = [Language(args.language)] if args.language is not None else list(Language)
    shelves = [load_shelf(language) for language in languages]
    folder = Path(args.out)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--out names a folder, and {folder.name} is a file")
    make_folder(folder)
    pictures = _draw_all(shelves[0], languages, folder, quiet=args.quiet) if args.pictures else {}
    write_bytes(folder / "style.css", STYLE.encode())
    for shelf in shelves:
        place = make_folder(folder / shelf.language)
        others = [language for language in languages if language is not shelf.language]
        write_bytes(place / "index.html", _contents(shelf, others).encode())
        for chapter in shelf.chapters:
            page = _page(chapter, shelf, others, pictures)
            write_bytes(place / f"{chapter.key}.html", page.encode())
    first = languages[0].value
    write_bytes(folder / "index.html", f'<meta http-equiv="refresh" content="0; url={first}/index.html">'.encode())
    count = len(shelves[0].chapters)
    tell(f"{count} chapters, {len(pictures)} pictures: {folder / 'index.html'}")
    broken = [text for shelf in shelves for text in shelf.broken]
    for text in dict.fromkeys(broken):
        tell(f"left out: {text}")
    return int(bool(broken))


Pictures = dict[tuple[str, int], dict[str, str]]
"""The name of the file by chapter and step, and by language."""


def _draw_all(shelf: Shelf, languages: Sequence[Language], folder: Path, *, quiet: bool) -> Pictures:
    """All pictures; those of the laboratory have words in them, so there is one for each language."""
    from app.commands.bars import make_bar
    from app.commands.lesson_pictures import LessonPictures
    from app.io.atomic import make_folder

    place, artist, found = make_folder(folder / "pictures"), LessonPictures(), {}
    steps = [(c.key, k, s.setup) for c in shelf.chapters for k, s in enumerate(c.steps) if s.setup is not None]
    with make_bar(len(steps), "picture", quiet=quiet) as progress:
        for key, number, setup in steps:
            name = f"{key}-{number + 1}.png"
            names = {languages[0].value: name}
            if isinstance(setup, LabSetup):
                names |= {other.value: f"{key}-{number + 1}-{other}.png" for other in languages[1:]}
            if artist.draw(setup, {language: place / file for language, file in names.items()}):
                found[key, number] = {language.value: names.get(language, name) for language in languages}
            progress.update()
    return found


def _contents(shelf: Shelf, others: Sequence[Language]) -> str:
    words = WORDS[shelf.language]
    rows = "".join(
        f'<li value="{_number(chapter)}"><a href="{html.escape(chapter.key)}.html">{inline(chapter.title)}</a><br>'
        f'<span class="quiet">{inline(chapter.idea)}</span></li>'
        for chapter in shelf.chapters
    )
    body = f'<h1>{words.title}</h1><p class="quiet">{words.intro}</p><ol>{rows}</ol>'
    return _document(words.title, shelf.language, _links(others, "index.html", "") + body)


def _page(chapter: Chapter, shelf: Shelf, others: Sequence[Language], pictures: Pictures) -> str:
    words = WORDS[shelf.language]
    title = f"{_number(chapter)} {inline(chapter.title)}"
    index = f'<a href="index.html">{words.all}</a>'
    head = f'<h1>{title}</h1><p class="idea">{inline(chapter.idea)}</p>'
    parts = [_links(others, f"{chapter.key}.html", index), head]
    parts += [
        _step(step, words, pictures.get((chapter.key, k), {}).get(shelf.language, ""))
        for k, step in enumerate(chapter.steps)
    ]
    at = shelf.chapters.index(chapter)
    beside = []
    for other, word in ((at - 1, words.back), (at + 1, words.next)):
        if 0 <= other < len(shelf.chapters):
            to = shelf.chapters[other]
            beside.append(f'<a href="{html.escape(to.key)}.html">{word}: {inline(to.title)}</a>')
        else:
            beside.append("<span></span>")
    return _document(title, shelf.language, "".join(parts) + f"<hr><nav>{''.join(beside)}</nav>")


def _step(step: Step, words: Words, picture: str) -> str:
    parts = [f"<h2>{inline(step.title)}</h2>", _blocks(step.text)]
    if step.question is not None:
        question = step.question
        choices = "".join(f"<li>{inline(choice)}</li>" for choice in question.choices)
        answer = f"<p><b>{inline(question.choices[question.right])}</b></p>{_blocks(question.answer)}"
        parts.append(
            f'<div class="question"><p><b>{inline(question.text)}</b></p><ul>{choices}</ul>'
            f"<details><summary>{words.answer}</summary>{answer}</details></div>"
        )
    if picture:
        pixels = "" if step.setup is not None and step.setup.workspace == "lab" else ' class="pixels"'
        parts.append(f'<p><img{pixels} src="../pictures/{picture}" alt="{html.escape(step.title)}"></p>')
    for word, blocks in ((words.look, step.look), (words.try_it, step.try_it)):
        if blocks:
            parts.append(f"<h3>{word}</h3>{_blocks(blocks)}")
    return "".join(parts)


def _blocks(blocks: Sequence[Block]) -> str:
    return "".join(_formula(block) if block.kind is Kind.FORMULA else block_html(block) for block in blocks)


def _formula(block: Block) -> str:
    from app.render.formulas import FormulaError, formula_svg

    try:
        svg = formula_svg(block.lines[0], "currentColor", 20.0).decode("utf-8")
    except FormulaError:
        return block_html(block)
    return f'<div class="formula" role="img" aria-label="{html.escape(block.lines[0])}">{svg}</div>'


def _links(others: Sequence[Language], page: str, left: str) -> str:
    links = " ".join(f'<a lang="{o}" href="../{o}/{html.escape(page)}">{o.label}</a>' for o in others)
    return f"<nav><span>{left}</span><span>{links}</span></nav>"


def _document(title: str, language: Language, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="../style.css"></head><body>{body}</body></html>\n'
    )


def _number(chapter: Chapter) -> int:
    return int(chapter.key.partition("-")[0])
