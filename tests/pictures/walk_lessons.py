"""Walk through every step of every chapter in the running program, and take a picture of each, to be looked at.

    python -m tests.pictures.walk_lessons FOLDER [--language ko] [--chapter 08-weights] [--theme dark] [--size 1000x700]

Each step is answered and set up as a reader does it, given a little time, and what the text claims is looked up in the
program (claims.py); the exit code is 1 if one is wrong. Without a screen it uses Qt's offscreen
platform; Korean needs a Korean font.
"""

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.pictures.claims import CLAIMS
from tests.pictures.make_pictures import until, wait


def main() -> int:
    """Walk."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=["en", "ko"], action="append")
    parser.add_argument("--chapter", action="append", help="these only, by the names of their files without ending")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--milliseconds", type=int, default=2500, help="given to each step")
    parser.add_argument("--seconds", type=float, default=120, help="at most, until a claim can be looked up")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"XDG_CONFIG_HOME": home}
        return int(walk(args) > 0)


def walk(args: argparse.Namespace) -> int:
    """A window in each language; how many claims are wrong."""
    from PySide6.QtCore import QLocale

    from app.commands.language import speak
    from app.io.places import icons_folder, translations_folder
    from app.ui.application import make_application
    from app.ui.language import install_language
    from app.ui.theme import apply_theme

    application, wrong = make_application(str(icons_folder())), 0
    apply_theme(application, args.theme)
    for language in args.language or ["en", "ko"]:
        installed = install_language(application, str(translations_folder()), QLocale(language))
        speak(language)
        wrong += walk_in(language, args)
        for translator in installed:
            application.removeTranslator(translator)
    return wrong


def walk_in(language: str, args: argparse.Namespace) -> int:
    """All chapters in one language."""
    from app.io.places import bundled_checkpoints
    from app.params.lessons.chapter import Language
    from app.state.preferences import Preferences
    from app.ui.main_window import MainWindow

    window, wrong = MainWindow(Preferences(), {k: str(path) for k, path in bundled_checkpoints().items()}), 0
    window.resize(*map(int, args.size.split("x")))
    window.show()
    window.models.open(window.models.bundled["mnist"])
    until(lambda: window.models.model is not None)
    learn = window.learn
    learn.toggle()
    learn.lessons.language = Language(language)
    until(partial(is_read, learn.lessons, language))
    for chapter in learn.lessons.shelf.chapters:
        if args.chapter and chapter.key not in args.chapter:
            continue
        for number, step in enumerate(chapter.steps):
            learn.lessons.go(chapter.key, number)
            if step.question is not None:
                learn.panel.view.choices[step.question.right].click()
            if learn.panel.view.button is not None:
                learn.panel.view.button.click()
                until(partial(is_there, window, step.setup.workspace))
            wait(args.milliseconds)
            claim = claimed(window, chapter.key, number, args.seconds)
            wait(700)  # the plots wait half a second
            path = args.folder / f"{language}-{chapter.key}-{number + 1}.png"
            window.grab().save(str(path))
            problems = [f"{n.problem.title}: {n.problem.text}" for n in window.notices.shown()]
            sys.stdout.write(f"{path}  {claim}{'  ' + '; '.join(problems) if problems else ''}\n")
            sys.stdout.flush()
            wrong += claim.startswith("WRONG")
    window.close()
    return wrong


def claimed(window, key, number, seconds):
    """What becomes of the step's claim in the running program."""
    claim = CLAIMS.get((int(key.partition("-")[0]), number + 1))
    if claim is None:
        return "WRONG: nothing is claimed"
    place, end = window if claim.read else window.workspace, time.monotonic() + seconds
    while not claim.ready(place):
        if time.monotonic() > end:
            return "WRONG: it did not get there in time"
        wait(50)
    found = claim.found(place)
    return f"{'holds' if claim.holds(found) else 'WRONG'}: {found}"


def is_there(window, key):
    """Whether a workspace is shown, and the lessons have it; the first time it is made in pieces."""
    return window.preferences.workspace == key and key in window.learn.session.lent


def is_read(lessons, language):
    """Whether the chapters have come in a language."""
    return lessons.shelf is not None and lessons.shelf.language == language


if __name__ == "__main__":
    sys.exit(main())
