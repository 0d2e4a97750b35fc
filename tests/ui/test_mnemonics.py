"""Names of buttons and what is read aloud have no mnemonic in them, whatever the language."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QToolBar

from app.ui.language import install_language
from app.ui.text import without_mnemonic
from tests.translations import FOLDER

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("&Open…", "Open…"), ("S&top", "Stop"), ("열기(&O)…", "열기…"), ("시작 (&S)", "시작"),
        ("Salt && pepper", "Salt & pepper"), ("f(x)", "f(x)"), ("", ""),
    ],
)  # fmt: skip
def test_a_mnemonic_is_taken_away(text, plain):
    assert without_mnemonic(text) == plain


def test_no_button_of_the_korean_window_shows_one(qapp, make_window):
    installed = install_language(qapp, str(FOLDER), QLocale("ko"))
    try:
        window = make_window()
        assert {a.iconText() for a in window.table.actions.values() if "(" in a.iconText()} == set()
        bar = window.findChild(QToolBar, "toolbar")
        assert bar.widgetForAction(window.table["open"]).text() == "열기…"
        for button in window.findChildren(QAbstractButton):
            assert "&" not in button.accessibleName()
            assert not button.accessibleName().rstrip("…").endswith(")") or "(&" not in button.text()
        assert "(" not in window.table.plain_text(window.table.specs["open"])
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
