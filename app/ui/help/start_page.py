"""The start page: in the picture's place, with a few ways to begin; it goes when one is taken, or a run begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCommandLinkButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.ui.icons import make_icon
from app.ui.text import tr
from app.ui.widgets.labels import PlainLabel, quiet_label

WAYS: tuple[tuple[str, str, str, str], ...] = (
    ("digits", "play", "Make digits out of noise", "Sixteen at once, in a few seconds; the same as Space"),
    ("inpaint", "brush", "Paint and let it be filled", "Mask a part of a picture, and see many completions"),
    ("lab", "plots", "See the score in two dimensions", "Densities, their arrows, and particles that follow them"),
    ("open", "open", "Open a network of yours…", "Or drop its file on the window: ncsn, score_sde, diffusers"),
    ("learn", "learn", "Begin with the lessons", "The paper step by step, each step at the real controls"),
    ("tour", "rectangle", "Take the tour", "Five stations: where everything is"),
)
"""Key, icon, title, explanation."""

WIDEST = 760


class StartPage(QScrollArea):
    """Lies over a widget and covers it. It hears Escape; all other keys are the window's."""

    chosen = Signal(str)
    """The key of a way in."""
    closed = Signal()

    def __init__(self, over: QWidget, *, always: bool, set_always: Callable[[bool], None]) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("start-page")
        self.setAccessibleName(tr("Start page"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.buttons: dict[str, QCommandLinkButton] = {}
        self.always = QCheckBox(tr("Show this page at &every start"))
        self.always.setToolTip(tr("Without this it comes at the first start only; it is in the menu Help, too"))
        self.always.setChecked(always)
        self.always.toggled.connect(set_always)
        self.shut = QPushButton(tr("Close"))
        self.shut.setToolTip(tr("Away with this page (Esc)"))
        self.shut.clicked.connect(self.finish)
        self.setWidget(self._make_body())
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()

    def _make_body(self) -> QWidget:
        title = PlainLabel("score-explorer")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        title.setFont(font)
        text = quiet_label(tr("See and touch score-based generative models. Where do you want to begin?"))
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (key, icon, name, about) in enumerate(WAYS):
            button = QCommandLinkButton(tr(name), tr(about))
            button.setIcon(make_icon(icon, self.palette()))
            button.setObjectName(key)
            button.setAccessibleName(tr(name))
            button.setAccessibleDescription(tr(about))
            button.clicked.connect(lambda _checked=False, key=key: self._choose(key))
            grid.addWidget(button, *divmod(place, 2))
            self.buttons[key] = button
        row = QHBoxLayout()
        row.addWidget(self.always)
        row.addStretch(1)
        row.addWidget(self.shut)
        page = QWidget()
        page.setMaximumWidth(WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addStretch(1)
        for item in (title, text):
            column.addWidget(item)
        column.addLayout(grid)
        column.addLayout(row)
        column.addStretch(1)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(page, 100)
        across.addStretch(1)
        return body

    def _choose(self, key: str) -> None:
        self.finish()
        self.chosen.emit(key)

    @Slot()
    def finish(self) -> None:
        """Go away, once."""
        if not self.isHidden():
            self._over.removeEventFilter(self)
            self.hide()
            self.deleteLater()
            self.closed.emit()

    @override
    def event(self, event: QEvent) -> bool:
        """Escape is this page's as long as it has the keyboard."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.finish()
            return True
        return bool(super().event(event))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as what it covers."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return bool(super().eventFilter(watched, event))
