"""The program in Korean: every text is translated, none is left over, and what is put into them stays."""

import argparse
import re

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QAction, QFontDatabase
from PySide6.QtWidgets import QMenu

from app.commands.gui import add_arguments
from app.io.catalogue import read_catalogue
from app.ui.language import install_language, lacks_letters
from tests.translations import CONTEXT, FOLDER, ROOT, every_text, release, translated

FILE = FOLDER / "score-explorer_ko.ts"
PUT_IN = re.compile(r"\{\d\}|</?\w+[^>]*>")
SYSTEM = QFontDatabase.WritingSystem.Korean
MNEMONIC = re.compile(r"&(\w)")


@pytest.fixture(scope="module")
def korean():
    return translated(FILE)


def test_every_text_is_translated_and_none_is_left_over(korean):
    wanted = every_text()
    assert wanted - korean.keys() == set()
    assert korean.keys() - wanted == set()
    assert [text for text, ko in korean.items() if not ko.strip()] == []


def test_what_is_put_into_a_text_is_put_into_its_translation(korean):
    wrong = {t: ko for t, ko in korean.items() if sorted(PUT_IN.findall(t)) != sorted(PUT_IN.findall(ko))}
    assert wrong == {}


def test_letters_to_press_stay(korean):
    wrong = {t: ko for t, ko in korean.items() if MNEMONIC.findall(t.upper()) != MNEMONIC.findall(ko.upper())}
    assert wrong == {}


def test_what_the_program_loads_is_made_of_this_file(korean, tmp_path):
    shipped, fresh = QTranslator(), QTranslator()
    assert shipped.load(str(FILE.with_suffix(".qm")))
    release(FILE, tmp_path / "fresh.qm")
    assert fresh.load(str(tmp_path / "fresh.qm"))
    for text in korean:
        assert shipped.translate(CONTEXT, text) == fresh.translate(CONTEXT, text) == korean[text]


def test_commands_read_the_same_catalogue(korean):
    assert read_catalogue("ko") == korean


def test_the_window_speaks_korean(qapp, make_window, qtbot):
    installed = install_language(qapp, str(FOLDER), QLocale("ko"))
    try:
        window = make_window()
        menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.title()]
        assert len(menus) > 5
        assert [menu.title() for menu in menus if not re.search("[가-힣]", menu.title())] == []
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)


def test_the_language_of_the_next_start_is_chosen_in_the_menu(make_window, qtbot):
    window = make_window()
    next(a for a in window.findChildren(QAction) if a.text() == "한국어").trigger()
    assert window.preferences.language == "ko"
    assert window.notices.isVisible()
    window.close()
    again = make_window()
    assert next(a for a in again.findChildren(QAction) if a.text() == "한국어").isChecked()


def test_a_font_is_asked_for_where_none_has_the_letters(monkeypatch):
    monkeypatch.setattr(QFontDatabase, "families", lambda system: [] if system is SYSTEM else ["Latin"])
    assert lacks_letters(QLocale("ko"))
    assert not lacks_letters(QLocale("en"))
    monkeypatch.setattr(QFontDatabase, "families", lambda system: ["Hangul"] if system is SYSTEM else [])
    assert not lacks_letters(QLocale("ko"))


def test_the_language_can_be_given_on_the_command_line(capsys):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert parser.parse_args(["--language", "ko"]).language == "ko"
    with pytest.raises(SystemExit):
        parser.parse_args(["--language", "xx"])
    assert "xx" in capsys.readouterr().err


EMPHASIS = re.compile(r"\*{1,2}([^*\n]+)\*{1,2}")


def test_lessons_call_controls_what_the_window_calls_them(korean):
    named = {}
    for text, ko in korean.items():
        named.setdefault(text.replace("&", ""), set()).add(re.sub(r"\(&\w\)|&", "", ko))
    found = 0
    for path in sorted((ROOT / "resources" / "lessons" / "en").glob("*.md")):
        told = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        korean_chapter = (path.parent.parent / "ko" / path.name).read_text(encoding="utf-8")
        for name in set(EMPHASIS.findall(told)) & named.keys():
            found += 1
            assert any(ko in korean_chapter for ko in named[name]), (path.name, name, named[name])
    assert found > 10
