"""Light and dark palettes over Fusion, following the system unless told otherwise.

Widgets paint with palette roles only: Window and Base for surfaces, Dark for the canvas behind pictures, Mid for lines,
PlaceholderText for quiet text, Accent for what is active, BrightText for what has gone wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui.making import Pieces

FUSION_DARKENS = 140
"""Per cent: by how much the outline of a field is darker than Window."""

PIECE = 64
"""So many widgets that nobody sees get their colours at a time."""


@dataclass(frozen=True)
class Colours:
    """The colours of one theme."""

    window: str
    base: str
    canvas: str
    text: str
    quiet: str
    line: str
    button: str
    accent: str
    on_accent: str
    alarm: str
    outline: str


LIGHT = Colours(
    "#f5f5f8",
    "#ffffff",
    "#e7e7ec",
    "#1c1c22",
    "#62626e",
    "#d3d3dc",
    "#fbfbfd",
    "#6d3fc0",
    "#ffffff",
    "#b3261e",
    "#8a8a94",
)
DARK = Colours(
    "#212228",
    "#191a1f",
    "#131417",
    "#e8e8ee",
    "#9d9daa",
    "#3a3b44",
    "#2c2d35",
    "#b79bf5",
    "#17131f",
    "#ff9a8f",
    "#74747f",
)


def style_sheet() -> str:
    """What the palette cannot say; its colours are the palette's, as :func:`palette_of` has them.

    What is looked at is underlined, what is switched on looks pressed, and what to press next is filled.

    A line between panels is 1 px, and one grasps it 1 px beside it, too. Never let the whole be 1 px: then Qt lays
    widgets of its own over the lines, and 6.11 ends the process, since it hides such a widget after it has deleted it
    (``QDockAreaLayoutInfo::updateSeparatorWidgets``; a panel that floats is enough).
    """
    return """
QMainWindow::separator { background: palette(mid); width: 1px; height: 1px; margin: 1px; }
QMainWindow::separator:vertical { margin: 0 1px; }
QMainWindow::separator:horizontal { margin: 1px 0; }
QMainWindow::separator:hover { background: palette(link); }
QDockWidget { color: palette(link-visited); font-weight: 600; }
QDockWidget::title { background: palette(window); padding: 4px 12px 2px 8px; text-align: left; }
QToolBar { background: palette(window); border: none; border-bottom: 1px solid palette(mid); padding: 1px 8px 2px 8px;
           spacing: 2px; }
QToolBar::separator { background: palette(mid); width: 1px; margin: 6px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px 6px; color: palette(text); }
QToolButton:hover { background: palette(button); border-color: palette(mid); }
QToolButton:pressed, QToolButton:checked { background: palette(mid); border-color: palette(link-visited); }
QToolButton[role="workspace"] { border: none; border-bottom: 3px solid transparent; border-radius: 0px; }
QToolButton[role="workspace"]:hover { background: palette(button); }
QToolButton[role="workspace"]:checked { background: transparent; border-bottom-color: palette(link); }
QToolButton[role="option"] { border-color: palette(mid); padding: 4px 2px; }
QToolButton[role="tool"] { padding: 4px 2px; }
QToolButton[role="option"]:checked { background: palette(base); border-color: palette(link); font-weight: 600; }
QToolButton#primary { background: palette(midlight); border-color: palette(link); font-weight: 600; }
QToolButton#primary:hover { background: palette(base); }
QToolButton#primary:disabled { background: palette(button); border-color: palette(mid); }
QToolButton:focus { border: 1px dashed palette(link); }
QToolButton:disabled { color: palette(link-visited); }
QMenuBar { background: palette(window); padding: 0 4px; }
QMenuBar::item { padding: 3px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: palette(mid); }
QStatusBar { background: palette(window); color: palette(link-visited); border-top: 1px solid palette(mid); }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: palette(link-visited); padding: 0 8px; }
QToolTip { background: palette(base); color: palette(text); border: 1px solid palette(mid); padding: 6px 8px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
StartPage { background: palette(dark); border: none; }
QPlainTextEdit { background: palette(base); border: 1px solid palette(mid); border-radius: 5px; padding: 4px; }
CommandPalette { background: palette(window); border: 1px solid palette(mid); }
CommandPalette QListWidget::item { padding: 4px 8px; }
QListWidget#chapters { background: transparent; }
QListWidget#chapters::item { padding: 6px 4px; border-radius: 4px; }
QListWidget#chapters::item:hover { background: palette(button); color: palette(text); }
QListWidget#chapters::item:selected { background: palette(base); color: palette(text);
                                      border: 1px solid palette(link); }
QCheckBox::indicator:unchecked { background: palette(base); border: 1px solid palette(link-visited);
                                 border-radius: 2px; }
QCheckBox::indicator:unchecked:disabled { border-color: palette(mid); }
QLabel[role="quiet"] { color: palette(link-visited); }
QLabel[role="heading"] { color: palette(link-visited); font-weight: 600; }
QLabel[role="error"], QLineEdit[role="beyond"] { color: palette(bright-text); }
QFrame[role="rule"] { background: palette(mid); max-height: 1px; border: none; }
QFrame[role="bubble"] { background: palette(base); border: 1px solid palette(link); border-radius: 6px; }
QDockWidget > QToolButton { padding: 0px; color: palette(link-visited); }
QFrame[role="notice"], QFrame[role="problem"] { background: palette(base); border: 1px solid palette(mid);
                                                border-radius: 5px; }
QFrame[role="notice"] { border-left: 4px solid palette(link); }
QFrame[role="problem"] { border-left: 4px solid palette(bright-text); }
"""


def is_dark(application: QApplication, choice: str) -> bool:
    """Whether the dark palette is meant by "system", "light" or "dark"."""
    if choice == "system":
        return application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return choice == "dark"


def apply_theme(application: QApplication, choice: str) -> None:
    """Set palette and style sheet of all there is, at once."""
    for _ in new_theme(application, choice):
        pass


def new_theme(application: QApplication, choice: str) -> Pieces:
    """Set palette and style sheet: the first piece all that is shown, then the rest, some at a time.

    The sheet takes its colours from the palette and stays: for another one Qt gives each widget its style anew and lays
    all windows out again, half a second with many windows open. Qt works a widget's colours out once, and again when
    it is polished. What is shown before its turn comes next.
    """
    colours = DARK if is_dark(application, choice) else LIGHT
    palette = palette_of(colours)
    application.setPalette(palette)
    fields: tuple[Any, ...] = ("QLineEdit", "QAbstractSpinBox")  # Qt's stubs ask for bytes; it takes texts alone
    for kind in fields:
        application.setPalette(fields_palette(palette, colours), kind)
    if application.styleSheet() != style_sheet():
        application.setStyleSheet(style_sheet())
        return
    waiting = application.allWidgets()
    while waiting:
        waiting = [widget for widget in waiting if isValid(widget)]
        seen = [widget for widget in waiting if widget.isVisible()]
        for widget in seen or waiting[:PIECE]:
            _dress(widget)
        waiting = [widget for widget in waiting if not widget.isVisible()] if seen else waiting[PIECE:]
        yield


def _dress(widget: QWidget) -> None:
    """Let a widget work its colours out again; one that was never shown does when it is."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().polish(widget)
        widget.update()


def palette_of(c: Colours) -> QPalette:
    """The Qt palette of a theme."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, name in (
        (role.Window, c.window), (role.WindowText, c.text), (role.Base, c.base), (role.AlternateBase, c.window),
        (role.Text, c.text), (role.Button, c.button), (role.ButtonText, c.text), (role.BrightText, c.alarm),
        (role.ToolTipBase, c.base), (role.ToolTipText, c.text), (role.PlaceholderText, c.quiet), (role.Dark, c.canvas),
        (role.Mid, c.line), (role.Midlight, mixed(c.accent, c.base, 0.2)), (role.Light, c.base),
        (role.Shadow, c.canvas), (role.Highlight, c.accent), (role.HighlightedText, c.on_accent),
        (role.Accent, c.accent), (role.Link, c.accent), (role.LinkVisited, c.quiet),
    ):  # fmt: skip
        palette.setColor(target, QColor(name))
    faded = QColor(c.quiet)
    faded.setAlpha(140)
    for target in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, faded)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c.line))
    return palette


def fields_palette(palette: QPalette, colours: Colours) -> QPalette:
    """The same for fields to type in: Fusion draws their outline in Window, darkened, and Window for nothing else."""
    found = QPalette(palette)
    found.setColor(QPalette.ColorRole.Window, QColor(colours.outline).lighter(FUSION_DARKENS))
    return found


def mixed(one: str, other: str, part: float) -> str:
    """The name of a colour between two: ``part`` of the first."""
    a, b, rest = QColor(one), QColor(other), 1 - part
    return QColor.fromRgbF(
        part * a.redF() + rest * b.redF(), part * a.greenF() + rest * b.greenF(), part * a.blueF() + rest * b.blueF()
    ).name()  # fmt: skip


def tabular(font: QFont) -> QFont:
    """The font with figures of one width, so that numbers do not dance."""
    result = QFont(font)
    if hasattr(QFont, "setFeature"):
        result.setFeature(QFont.Tag("tnum"), 1)
    return result
