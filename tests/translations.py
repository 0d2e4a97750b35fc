"""Collect the window's texts for translators, keeping what has been translated already.

    python -m tests.translations de        writes resources/translations/score-explorer_de.ts

Translate the file with Qt Linguist (``pyside6-linguist``) and run this again: once nothing is left to translate it
makes the ``.qm`` that the program loads, by ``pyside6-lrelease``.
"""

import ast
import importlib
import re
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

from app.params import recipes, stepsize, sweep_words
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
    found = sorted(texts(ROOT / "app" / "ui") | described())
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
        shown |= {row.short, *row.ignores.values()}
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
