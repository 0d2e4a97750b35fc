"""Another theme: all looks as if it had been so from the beginning, what nobody sees a few turns later."""

import re

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QToolBar, QToolButton, QVBoxLayout, QWidget
from shiboken6 import delete

from app.ui.application import Themer
from app.ui.theme import DARK, LIGHT, PIECE, apply_theme, new_theme, style_sheet

OLDEST = {
    "alternate-base", "base", "bright-text", "button", "button-text", "dark", "highlight", "highlighted-text", "light",
    "link", "link-visited", "mid", "midlight", "shadow", "text", "tooltip-base", "tooltip-text", "window",
    "window-text",
}  # fmt: skip
"""The colours that Qt 6.8 knows in style sheets; of others it says nothing, and draws none."""


def test_the_sheet_s_colours_are_known_to_the_oldest_qt():
    assert set(re.findall(r"palette\(([\w-]+)\)", style_sheet())) <= OLDEST
    assert not re.search(r"#[0-9a-f]{6}", style_sheet())


@pytest.fixture
def light(qapp):
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


def quiet(parent=None):
    label = QLabel("quiet", parent)
    label.setProperty("role", "quiet")
    return label


def colour(label):
    return label.palette().color(label.foregroundRole()).name()


@pytest.fixture
def pages(qtbot, light):
    """A window with one label that is shown, and more than one piece of those that were."""
    window, shown = QWidget(), quiet()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(shown)
    hidden = [quiet(window) for _ in range(3 * PIECE)]
    window.show()
    for label in hidden:
        label.show()
        label.hide()
    assert {colour(label) for label in (shown, *hidden)} == {LIGHT.quiet}
    return window, shown, hidden


def test_what_is_seen_comes_first_and_what_is_hidden_in_pieces(qapp, pages):
    _, shown, hidden = pages
    pieces = new_theme(qapp, "dark")
    next(pieces)
    assert colour(shown) == DARK.quiet
    assert {colour(label) for label in hidden} == {LIGHT.quiet}
    next(pieces)
    assert sum(colour(label) == DARK.quiet for label in hidden) <= PIECE
    late = next(label for label in hidden if colour(label) == LIGHT.quiet)
    late.show()
    next(pieces)
    assert colour(late) == DARK.quiet
    for _ in pieces:
        pass
    assert {colour(label) for label in hidden} == {DARK.quiet}


def test_a_widget_may_end_before_its_turn(qapp, pages):
    _, _, hidden = pages
    pieces = new_theme(qapp, "dark")
    next(pieces)
    for label in hidden[::2]:
        delete(label)
    for _ in pieces:
        pass
    assert {colour(label) for label in hidden[1::2]} == {DARK.quiet}


def test_a_theme_that_is_left_before_all_have_it_leaves_nothing_behind(qapp, pages, preferences, qtbot):
    _, shown, hidden = pages
    preferences.theme = "light"
    themer = Themer(qapp, preferences)
    try:
        preferences.theme = "dark"
        assert colour(shown) == DARK.quiet
        preferences.theme = "light"
        assert colour(shown) == LIGHT.quiet
        preferences.theme = "dark"
        qtbot.waitUntil(lambda: {colour(label) for label in hidden} == {DARK.quiet}, timeout=60_000)
    finally:
        preferences.theme_changed.disconnect(themer.apply)
        themer.setParent(None)
        themer.deleteLater()


@pytest.mark.usefixtures("dressed")
def test_all_looks_as_if_it_had_been_so_from_the_beginning(window, qtbot, qapp):
    """Qt's own way, another sheet for all widgets, is no different to the eye; hidden or not."""

    def shown():
        pictures = []
        for key in ("lab", "sample"):
            window.show_workspace(key)
            qtbot.waitUntil(lambda: not window.docks.panels()[0].visibleRegion().isEmpty(), timeout=60_000)
            QApplication.processEvents()
            window.setFocus()
            pictures += [dock.grab().toImage() for dock in window.docks.panels()]
            pictures.append(window.findChild(QToolBar, "toolbar").grab().toImage())
            pictures += [button.grab().toImage() for button in window.docks.findChildren(QToolButton, "primary")]
        return pictures

    light = shown()
    apply_theme(qapp, "dark")
    changed = shown()
    qapp.setStyleSheet(style_sheet() + " ")
    assert len(changed) > 8
    assert [picture for picture, other in zip(changed, shown(), strict=True) if picture != other] == []
    assert all(picture != other for picture, other in zip(changed, light, strict=True))
    apply_theme(qapp, "light")
    assert [picture for picture, other in zip(light, shown(), strict=True) if picture != other] == []
