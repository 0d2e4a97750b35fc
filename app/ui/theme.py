"""Light and dark palettes over Fusion, following the system unless told otherwise.

Widgets paint with palette roles only: Window and Base for surfaces, Dark for the canvas behind pictures, Mid for lines,
PlaceholderText for quiet text, Accent for what is active, BrightText for what has gone wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow
from typing_extensions import override


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


LIGHT = Colours(
    "#f5f5f8", "#ffffff", "#e7e7ec", "#1c1c22", "#62626e", "#d3d3dc", "#fbfbfd", "#6d3fc0", "#ffffff", "#b3261e"
)
DARK = Colours(
    "#212228", "#191a1f", "#131417", "#e8e8ee", "#9d9daa", "#3a3b44", "#2c2d35", "#b79bf5", "#17131f", "#ff9a8f"
)


def is_dark(application: QApplication, choice: str) -> bool:
    """Whether the dark palette is meant by "system", "light" or "dark"."""
    if choice == "system":
        return application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return choice == "dark"


def apply_theme(application: QApplication, choice: str) -> None:
    """Set palette and style sheet.

    For a sheet in the place of another one Qt styles each widget once for every widget around it: it takes four times
    as long as taking the old one away first, which styles each once.
    """
    dark = is_dark(application, choice)
    colours = DARK if dark else LIGHT
    between = _Between()
    frames = [widget for widget in application.allWidgets() if isinstance(widget, QMainWindow)]
    for frame in frames:
        frame.installEventFilter(between)
    application.setStyleSheet("")
    for frame in frames:
        frame.removeEventFilter(between)
    application.setPalette(palette_of(colours))
    application.setStyleSheet(style_sheet(colours))


class _Between(QObject):
    """While there is no sheet the lines between panels would be wider, and the panels smaller ever after."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() is QEvent.Type.StyleChange


def palette_of(c: Colours) -> QPalette:
    """The Qt palette of a theme."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, name in (
        (role.Window, c.window), (role.WindowText, c.text), (role.Base, c.base), (role.AlternateBase, c.window),
        (role.Text, c.text), (role.Button, c.button), (role.ButtonText, c.text), (role.BrightText, c.alarm),
        (role.ToolTipBase, c.base), (role.ToolTipText, c.text), (role.PlaceholderText, c.quiet), (role.Dark, c.canvas),
        (role.Mid, c.line), (role.Midlight, c.line), (role.Light, c.base), (role.Shadow, c.canvas),
        (role.Highlight, c.accent), (role.HighlightedText, c.on_accent), (role.Accent, c.accent),
        (role.Link, c.accent), (role.LinkVisited, c.accent),
    ):  # fmt: skip
        palette.setColor(target, QColor(name))
    faded = QColor(c.quiet)
    faded.setAlpha(140)
    for target in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, faded)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c.line))
    return palette


def style_sheet(c: Colours) -> str:
    """What the palette cannot say.

    What is looked at is underlined, what is switched on looks pressed, and what to press next is filled.

    A line between panels is 1 px, and one grasps it 1 px beside it, too. Never let the whole be 1 px: then Qt lays
    widgets of its own over the lines, and 6.11 ends the process, since it hides such a widget after it has deleted it
    (``QDockAreaLayoutInfo::updateSeparatorWidgets``; a panel that floats is enough).
    """
    tint = mixed(c.accent, c.base, 0.2)
    return f"""
    QMainWindow::separator {{ background: {c.line}; width: 1px; height: 1px; margin: 1px; }}
    QMainWindow::separator:vertical {{ margin: 0 1px; }}
    QMainWindow::separator:horizontal {{ margin: 1px 0; }}
    QMainWindow::separator:hover {{ background: {c.accent}; }}
    QDockWidget {{ color: {c.quiet}; font-weight: 600; }}
    QDockWidget::title {{ background: {c.window}; padding: 4px 12px 2px 8px; text-align: left; }}
    QToolBar {{ background: {c.window}; border: none; border-bottom: 1px solid {c.line}; padding: 1px 8px 2px 8px;
                spacing: 2px; }}
    QToolBar::separator {{ background: {c.line}; width: 1px; margin: 6px 6px; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px 6px; color: {c.text}; }}
    QToolButton:hover {{ background: {c.button}; border-color: {c.line}; }}
    QToolButton:pressed, QToolButton:checked {{ background: {c.line}; border-color: {c.quiet}; }}
    QToolButton[role="workspace"] {{ border: none; border-bottom: 3px solid transparent; border-radius: 0px; }}
    QToolButton[role="workspace"]:hover {{ background: {c.button}; }}
    QToolButton[role="workspace"]:checked {{ background: transparent; border-bottom-color: {c.accent}; }}
    QToolButton[role="option"] {{ border-color: {c.line}; padding: 4px 2px; }}
    QToolButton[role="tool"] {{ padding: 4px 2px; }}
    QToolButton[role="option"]:checked {{ background: {c.base}; border-color: {c.accent}; font-weight: 600; }}
    QToolButton#primary {{ background: {tint}; border-color: {c.accent}; font-weight: 600; }}
    QToolButton#primary:hover {{ background: {c.base}; }}
    QToolButton#primary:disabled {{ background: {c.button}; border-color: {c.line}; }}
    QToolButton:focus {{ border: 1px dashed {c.accent}; }}
    QToolButton:disabled {{ color: {c.quiet}; }}
    QMenuBar {{ background: {c.window}; padding: 0 4px; }}
    QMenuBar::item {{ padding: 3px 8px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.line}; }}
    QStatusBar {{ background: {c.window}; color: {c.quiet}; border-top: 1px solid {c.line}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {c.quiet}; padding: 0 8px; }}
    QToolTip {{ background: {c.base}; color: {c.text}; border: 1px solid {c.line}; padding: 6px 8px; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    StartPage {{ background: {c.canvas}; border: none; }}
    QPlainTextEdit {{ background: {c.base}; border: 1px solid {c.line}; border-radius: 5px; padding: 4px; }}
    CommandPalette {{ background: {c.window}; border: 1px solid {c.line}; }}
    CommandPalette QListWidget::item {{ padding: 4px 8px; }}
    QListWidget#chapters {{ background: transparent; }}
    QListWidget#chapters::item {{ padding: 6px 4px; border-radius: 4px; }}
    QListWidget#chapters::item:hover {{ background: {c.button}; color: {c.text}; }}
    QListWidget#chapters::item:selected {{ background: {c.base}; color: {c.text}; border: 1px solid {c.accent}; }}
    QCheckBox::indicator:unchecked {{ background: {c.base}; border: 1px solid {c.quiet}; border-radius: 2px; }}
    QCheckBox::indicator:unchecked:disabled {{ border-color: {c.line}; }}
    QLabel[role="quiet"] {{ color: {c.quiet}; }}
    QLabel[role="heading"] {{ color: {c.quiet}; font-weight: 600; }}
    QLabel[role="error"], QLineEdit[role="beyond"] {{ color: {c.alarm}; }}
    QFrame[role="rule"] {{ background: {c.line}; max-height: 1px; border: none; }}
    QFrame[role="bubble"] {{ background: {c.base}; border: 1px solid {c.accent}; border-radius: 6px; }}
    QDockWidget > QToolButton {{ padding: 0px; color: {c.quiet}; }}
    QFrame[role="notice"] {{ background: {c.base}; border: 1px solid {c.line}; border-left: 4px solid {c.accent};
                             border-radius: 5px; }}
    QFrame[role="problem"] {{ background: {c.base}; border: 1px solid {c.line}; border-left: 4px solid {c.alarm};
                              border-radius: 5px; }}
    """


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
