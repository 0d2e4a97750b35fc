"""Collect the program's texts for translators, keeping what has been translated already.

    python -m tests.translations de        writes resources/translations/score-explorer_de.ts

Translate the file with Qt Linguist (``pyside6-linguist``) and run this again: once nothing is left to translate it
makes the ``.qm`` that the program loads, by ``pyside6-lrelease``.
"""

import ast
import importlib
import itertools
import re
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from app.commands.bars import UNITS
from app.commands.info import FACTS
from app.commands.parser import SAID
from app.params import recipes, stepsize, sweep_words
from app.params.export import EXPORTS
from app.params.lessons.words import WORDS
from app.params.samplers import ROWS
from app.params.settings import Settings, fields_of

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "score-explorer"
WORD = re.compile(r"^[^#]*[A-Za-z]{3}")
MNEMONIC = re.compile(r"(^|\w |^\w+)&\w")
"""The "&" before the letter that is underlined in menus and buttons."""


def main(language: str) -> int:
    """Write the language's file."""
    path = FOLDER / f"{CONTEXT}_{language}.ts"
    known = translated(path) if path.exists() else {}
    tree = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(tree, "context")
    ET.SubElement(context, "name").text = CONTEXT
    found = sorted(every_text())
    for text in found:
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        if text in known:
            translation.text = known[text]
        else:
            translation.set("type", "unfinished")
    ET.indent(tree)
    path.parent.mkdir(parents=True, exist_ok=True)
    ET.ElementTree(tree).write(path, encoding="utf-8", xml_declaration=True)
    done = sum(text in known for text in found)
    sys.stdout.write(f"{path}: {len(found)} texts, {done} translated\n")
    if done == len(found):
        release(path, path.with_suffix(".qm"))
    return 0


def release(path: Path, target: Path) -> None:
    """Make what the program loads of a finished file."""
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lrelease"
    subprocess.run([tool, "-silent", path, "-qm", target], check=True)


def translated(path: Path) -> dict[str, str]:
    """The finished translations in a file."""
    messages = ET.parse(path).getroot().iter("message")
    pairs = [(m.findtext("source") or "", m.find("translation")) for m in messages]
    return {text: t.text or "" for text, t in pairs if t is not None and t.get("type") != "unfinished"}


def texts(folder: Path) -> set[str]:
    """What ``tr()`` is given: literally, or from the tables of constants, where every word counts."""
    found = set()
    for path in folder.rglob("*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                found |= {text for argument in node.args for text in strings(argument) if text}
        found |= {text for text in strings(module) if MNEMONIC.search(text)}
        for statement in module.body:
            if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
                continue
            if not ast.unparse(statement.value).startswith("TypeVar("):
                found |= {text for text in strings(statement.value) if WORD.search(text)}
    return found


def every_text() -> set[str]:
    """All that there is to translate."""
    return texts(ROOT / "app" / "ui") | described() | said()


BELOW = ("params", "core", "networks", "lab", "training", "quality", "io", "jobs", "workers", "render", "commands")
"""The layers below the window."""

SPEAKING = {"tell", "told", "say", "Problem", "Note"}
HELP = {"help", "description", "title", "off_help"}
UNSEEN = {
    "ValueError", "TypeError", "RuntimeError", "NotImplementedError", "AssertionError", "KeyError", "AttributeError",
    "getLogger", "debug", "info", "warning", "exception", "compile", "encode",
}  # fmt: skip
"""What is given to these is for programmers, or no text."""

FILLED = re.compile(r"\{\d+\}.*?[a-z]{4} |[a-z]{4}.* \{\d+\}|\{\d+\} \(?[a-z]{4}")
SENTENCE = re.compile(r"[A-Za-z)}'\"]{2,}[,:]? [A-Za-z({'\"]{2,}|^[Aa] [a-z]{3}| a [a-z]{3}")
LETTERS, PLACE = re.compile("[A-Za-z]{2}"), re.compile(r"\{\d+\}")
NO_TEXT = re.compile(r"^score-explorer \{0\}$|<\w+|[{};]\s*\n|^\w*://|%s|align=")


def said() -> set[str]:
    """What commands, painted pictures and errors say: sentences, and whatever is given to a function that says it."""
    found: set[str] = set()
    paths = [path for layer in BELOW for path in (ROOT / "app" / layer).rglob("*.py")]
    for path in (*paths, ROOT / "app" / "cli.py"):
        for text, by_name in _said(ast.parse(path.read_text(encoding="utf-8")), spoken=False):
            lines = _lines(text) if text.startswith("examples:") else [text]
            found |= {line for line in lines if by_name or SENTENCE.search(line) or FILLED.search(line)}
    found -= {word for words in WORDS.values() for word in vars(words).values()}  # both languages stand there
    shown = {text for text in found if not NO_TEXT.search(text) and LETTERS.search(PLACE.sub("", text))}
    return shown | {*SAID, *FACTS, *UNITS}


def _lines(text: str) -> Iterator[str]:
    """What stands beside the commands of an example, and the sentences between them."""
    for line in text.splitlines():
        cells = re.split(r"\s{2,}", line.strip())
        yield from cells[1:] if line.startswith(" ") else [line]


def _said(node: ast.AST, *, spoken: bool) -> Iterator[tuple[str, bool]]:
    """(a text with {0}, {1} ... for what is put into it, whether it is said whatever it looks like)."""
    text = template(node)
    if text is not None:
        yield text, spoken
        for value in node.values if isinstance(node, ast.JoinedStr) else ():
            if isinstance(value, ast.FormattedValue):
                yield from _said(value.value, spoken=False)
        return
    name = ""
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in UNSEEN:
            return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a description
        told = name in SPEAKING and isinstance(node, ast.Call) and child in node.args
        told |= isinstance(child, ast.keyword) and child.arg in HELP
        yield from _said(child, spoken=told or (spoken and not isinstance(node, ast.Call)))


def template(node: ast.AST) -> str | None:
    """The text of a string, of an f-string with {0}, {1} ... for what is put in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    places = itertools.count()
    return "".join(str(v.value) if isinstance(v, ast.Constant) else f"{{{next(places)}}}" for v in node.values)


def described() -> set[str]:
    """The texts of the settings' own descriptions, their choices, and the rows of samplers and exports."""
    shown = set()
    for cls in every_settings():
        for field in fields_of(cls).values():
            about = field.about
            shown |= {about.title, about.name, about.tip, about.unit, about.box}
            shown |= {text for _, title, tip in field.choices for text in (title, tip)}
    shown |= {*recipes.SAID, *sweep_words.SAID, stepsize.TOO_FAR.text, stepsize.DIVERGES.text}
    shown |= {text for name in recipes.Recipe for text in (name.label, name.tip)}
    for row in ROWS.values():
        shown |= {row.short, *row.ignores.values(), *([row.rule] if re.search("[a-z]{4}", row.rule) else [])}
    shown |= {text for export in EXPORTS.values() for text in (export.title, export.note)}
    return {text for text in shown if text}


def every_settings() -> set[type[Settings]]:
    """All classes of settings that describe themselves."""
    for path in (ROOT / "app" / "params").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        importlib.import_module(".".join(parts).removesuffix(".__init__"))
    found, waiting = set(), [Settings]
    while waiting:
        cls = waiting.pop()
        found.add(cls)
        waiting += cls.__subclasses__()
    return found


def strings(node: ast.AST) -> set[str]:
    """The string constants below a node."""
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
