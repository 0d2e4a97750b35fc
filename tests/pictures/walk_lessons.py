"""Walk through every step of every chapter in the running program, and take a picture of each, to be looked at.

    python -m tests.pictures.walk_lessons FOLDER [--language ko] [--chapter 08-weights] [--theme dark] [--size 1000x700]

Each step is answered and set up as a reader does it, and given a little time. Without a screen it uses Qt's offscreen
platform; Korean needs a Korean font.
"""

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

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
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"XDG_CONFIG_HOME": home}
        walk(args)
    return 0


def walk(args: argparse.Namespace) -> None:
    """One window for all."""
    from app.io.places import bundled_checkpoints, icons_folder
    from app.params.lessons.chapter import Language
    from app.state.preferences import Preferences
    from app.ui.application import make_application
    from app.ui.main_window import MainWindow
    from app.ui.theme import apply_theme

    application = make_application(str(icons_folder()))
    apply_theme(application, args.theme)
    window = MainWindow(Preferences(), {name: str(path) for name, path in bundled_checkpoints().items()})
    window.resize(*map(int, args.size.split("x")))
    window.show()
    window.models.open(window.models.bundled["mnist"])
    until(lambda: window.models.model is not None)
    learn = window.learn
    learn.toggle()
    for language in args.language or ["en", "ko"]:
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
                wait(args.milliseconds)
                path = args.folder / f"{language}-{chapter.key}-{number + 1}.png"
                window.grab().save(str(path))
                problems = [notice.problem.title for notice in window.notices.shown()]
                sys.stdout.write(f"{path}{'  ' + '; '.join(problems) if problems else ''}\n")
                sys.stdout.flush()
    window.close()


def is_read(lessons, language):
    """Whether the chapters have come in a language."""
    return lessons.shelf is not None and lessons.shelf.language == language


if __name__ == "__main__":
    sys.exit(main())
