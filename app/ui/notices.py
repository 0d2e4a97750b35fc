"""Messages in the window: what happened and what to do, details one click away. They never block.

What is said may come from a file: a message is a few lines of plain text, the rest of it stands among the details.
"""

from __future__ import annotations

import itertools
import platform
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app import __version__
from app.params.run import Problem
from app.params.words import told, typeset
from app.ui.icons import draw_icon, make_icon
from app.ui.later import later
from app.ui.text import count, one_line, some_lines, tip, tr
from app.ui.widgets.labels import PlainLabel

MAX_SHOWN = 3

TITLE, TEXT = (160, 2, 900), (500, 4, 2600)
"""The most characters and lines of a message, and the most pixels of its lines together."""

MOST = 100_000
"""The most characters that are kept of a text or its details."""

LONGEST_LINE = 500
"""Where a line of the details is broken: one of megabytes takes seconds to lay out."""

MARGIN, WIDEST = 8, 720
"""Pixels around messages, and how wide they are at most: longer lines are not read."""

MESSAGE_MS = 10_000
"""How long something that is no error stays."""


def versions() -> str:
    """The program's, Python's, Qt's and the system's version in one line."""
    from PySide6 import __version__ as qt_version

    return (
        f"score-explorer {__version__}, Python {platform.python_version()}, PySide6 {qt_version}, {platform.platform()}"
    )


@dataclass(frozen=True)
class Deed:
    """A button of a message: what stands on it, and what it does. The message leaves with it."""

    text: str
    tip: str
    do: Callable[[], object]


class Notices(QWidget):
    """A stack of messages; the newest is at the top, older ones give way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.problems: list[Problem] = []
        self._shown: list[Notice] = []
        self.hide()

    def show_problem(self, problem: Problem, deed: Deed | None = None) -> None:
        """Show a problem until it is closed, or until :meth:`clear`; with a button for what can be done about it."""
        self._add(problem, deed, wrong=True)

    def _add(self, problem: Problem, deed: Deed | None, *, wrong: bool) -> Notice:
        told_of, text = problem, (typeset if problem.of_settings else told)(problem.text)
        problem = Problem(_kept(told(problem.title)), _kept(text), _kept(problem.details))
        self.problems = [*self.problems[-19:], problem]
        for notice in self.shown():
            if notice.problem == problem:
                self._remove(notice)
        added = Notice(problem, self, deed, wrong=wrong)
        added.told_of = told_of
        self._layout.insertWidget(0, added)
        self._shown.insert(0, added)
        for notice in self.shown()[MAX_SHOWN:]:
            self._remove(notice)
        self.show()
        return added

    def show_message(self, title: str, text: str = "", deed: Deed | None = None) -> None:
        """Show something that is no error, in the place of the one before; it leaves by itself."""
        for notice in self.shown():
            if notice.passing:
                self._remove(notice)
        self._add(Problem(title, text), deed, wrong=False).pass_after(MESSAGE_MS)

    def shown(self) -> list[Notice]:
        """The messages, newest first."""
        return list(self._shown)

    def fit(self, width: int, room: int) -> int:
        """Show as many of the newest as have room, one at least, and tell how high they are at this width."""
        heights = [
            notice.heightForWidth(width) if notice.hasHeightForWidth() else notice.sizeHint().height()
            for notice in self.shown()
        ]
        ends = [end + place * self._layout.spacing() for place, end in enumerate(itertools.accumulate(heights))]
        count = max(1, sum(end <= room for end in ends))
        for place, notice in enumerate(self.shown()):
            notice.setVisible(place < count)
        return min(ends[count - 1], room)

    def withdraw(self, problem: Problem) -> None:
        """Close what was said of a problem that is none any more."""
        for notice in self.shown():
            if notice.told_of == problem:
                self._remove(notice)

    @Slot()
    def clear(self) -> None:
        """Close all."""
        for notice in self.shown():
            self._remove(notice)

    def _remove(self, notice: Notice) -> None:
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and notice.isAncestorOf(focus)
        self._shown.remove(notice)
        self._layout.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self.setVisible(bool(self._shown))
        around = self.parentWidget()
        if had_keyboard and around is not None:
            around.setFocus()  # and not the next in the tab order, a button that Space would press


class NoticesOver(Notices):
    """Messages over the upper edge of the ``view`` in a window of its own, where what was done there is told.

    Nothing moves, and what the window is steered with stays in sight.
    """

    def __init__(self, view: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._view = view
        view.installEventFilter(self)

    @override
    def event(self, event: QEvent) -> bool:
        """Another message: another height."""
        done = bool(super().event(event))
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._place()
        return done

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The messages keep to the middle."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._place()
        return bool(super().eventFilter(watched, event))

    def _place(self) -> None:
        lay_over(self, self._view)
        self.raise_()


STAYS = "stays"
"""The property of what messages do not cover; they lie above it."""


def lay_over(messages: Notices, view: QWidget) -> None:
    """Put messages at the middle of the upper edge of a view, as high as they need to be; the oldest wait for room."""
    around = messages.parentWidget()
    if around is None or not messages.shown():
        return
    seen = (below for below in view.findChildren(QWidget) if below.property(STAYS) and below.isVisibleTo(view))
    bottom = min((below.mapTo(view, QPoint(0, 0)).y() for below in seen), default=view.height())
    width = max(1, min(view.width() - 2 * MARGIN, WIDEST))
    height = messages.fit(width, max(1, bottom - 2 * MARGIN))
    corner = QPoint((view.width() - width) // 2, MARGIN)
    messages.setGeometry(QRect(view.mapTo(around, corner), QSize(width, height)))


class Notice(QFrame):
    """One message: with a sign and a colour of its own if something went ``wrong``."""

    def __init__(self, problem: Problem, owner: Notices, deed: Deed | None, *, wrong: bool) -> None:
        super().__init__(owner)
        self.problem = self.told_of = problem
        """As it is said, and as it was told."""
        self.deed_button: QPushButton | None = None
        self._deed = deed
        self._owner = owner
        self.setProperty("role", "problem" if wrong else "notice")
        shown = [
            _beginning(part, self.fontMetrics(), *most) for part, most in ((problem.title, TITLE), (problem.text, TEXT))
        ]
        title, text = (PlainLabel(part, wrap=True) for part in shown)
        title.setStyleSheet("font-weight: 600")
        for label in (title, text):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        cut = shown != [problem.title, problem.text]
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title)
        if problem.text:
            words.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        if wrong:
            row.addWidget(_Sign(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if deed is not None:
            self.deed_button = QPushButton(deed.text)
            self.deed_button.setToolTip(tip(deed.tip))
            self.deed_button.setAccessibleName(deed.text)
            self.deed_button.clicked.connect(self._do)
            row.addWidget(self.deed_button, 0, Qt.AlignmentFlag.AlignTop)
        if problem.details or cut:
            details = QPushButton(tr("Details…"))
            details.setAccessibleName(tr("Details of: {0}").format(title.text()))
            details.clicked.connect(self._show_details)
            row.addWidget(details, 0, Qt.AlignmentFlag.AlignTop)
        self.close_button = QToolButton()
        self.close_button.setIcon(make_icon("close", self.palette()))
        self.close_button.setToolTip(tr("Close this message"))
        self.close_button.setAccessibleName(tr("Close this message"))
        self.close_button.clicked.connect(self._close)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = later(self, self._close)
        self.setAccessibleName(title.text())
        self.setAccessibleDescription(text.text())

    @property
    def passing(self) -> bool:
        """Whether it leaves by itself."""
        return self._timer.isActive()

    def pass_after(self, milliseconds: int) -> None:
        """Leave by itself."""
        self._timer.start(milliseconds)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """The icon follows the palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "close_button"):
            self.close_button.setIcon(make_icon("close", self.palette()))

    @Slot()
    def _close(self) -> None:
        self._owner._remove(self)  # noqa: SLF001 - the two are one thing

    @Slot()
    def _do(self) -> None:
        self._close()
        if self._deed is not None:
            self._deed.do()

    @Slot()
    def _show_details(self) -> None:
        DetailsDialog(self.problem, self.window()).open()


class _Sign(QWidget):
    """Says that something went wrong, also to those who do not tell its colour from others."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(18, 18)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        field = QRectF(0, 0, self.width() * ratio, self.height() * ratio)
        draw_icon(painter, "warning", field, self.palette().color(QPalette.ColorRole.BrightText))


class DetailsDialog(QDialog):
    """All that is known about a problem, to be copied."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(one_line(problem.title, 120))
        self.resize(720, 440)
        report = f"{problem.title}\n{problem.text}\n\n{problem.details}\n{versions()}"
        self.report = some_lines(report, 4 * MOST, 4 * MOST) + "\n"
        text = QPlainTextEdit(some_lines(report, 4 * MOST, 4 * MOST, LONGEST_LINE))
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName(tr("Details"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(text)
        layout.addWidget(buttons)

    @Slot()
    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)


def _beginning(text: str, metrics: QFontMetrics, characters: int, lines: int, pixels: int) -> str:
    """As much of a text as there is room for; wide letters take more of it."""
    shown = some_lines(text, characters, lines)
    wide = metrics.horizontalAdvance(shown)
    return shown if wide <= pixels else some_lines(text, characters * pixels // wide, lines)


def _kept(text: str) -> str:
    if len(text) <= MOST:
        return text
    return text[:MOST] + "\n" + tr("… and {0} characters more.").format(count(len(text) - MOST))
