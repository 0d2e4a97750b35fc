"""The timeline under the pictures: what is seen in words, playing it, and the whole run in small pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.state.run import RunState
from app.ui.action_table import ActionTable
from app.ui.notices import STAYS
from app.ui.runs.colours import LevelColours
from app.ui.runs.replay import SPEEDS, WHOLE_SECONDS, Replay
from app.ui.runs.timeline_view import TimelineView
from app.ui.runs.words import thinned_text
from app.ui.text import number, tr, without_mnemonic
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import FittingLabel
from app.ui.widgets.windows import keep_room

ROOMY = 520
"""Pixels across from which on what is seen is said beside the controls."""


class Timeline(QWidget):
    """A line with the controls and what is seen, and below it the pictures of the run."""

    def __init__(
        self, run: RunState, colours: LevelColours, actions: ActionTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._run, self._colours = run, colours
        self.view = TimelineView(run, colours)
        self.replay = Replay(run, self.view.places.kept, self)
        self.caption = Caption()
        self.speed = QComboBox()
        for speed in SPEEDS:
            self.speed.addItem(f"× {speed:g}", speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.speed.setAccessibleName(tr("Speed of the replay"))
        self.speed.setToolTip(tr("At × 1 the whole run is played in {0} seconds").format(f"{WHOLE_SECONDS:g}"))
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.whole = tool_button(
            tr("All"), tr("Show the whole batch in each picture of the timeline, instead of the sample in focus"),
            checkable=True,
        )  # fmt: skip
        self.whole.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(4)
        for action_id in ("replay_back", "replay"):
            row.addWidget(_button(actions, action_id))
        row.addWidget(self.speed)
        row.addWidget(self.whole)
        row.addStretch(0)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(4)
        self._line.addLayout(row)
        self._line.addWidget(self.caption, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(2)
        layout.addLayout(self._line)
        layout.addWidget(self.view)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty(STAYS, True)
        self.speed.currentIndexChanged.connect(self._speed_chosen)
        self.whole.toggled.connect(self.view.set_whole)
        self.view.grabbed.connect(self.replay.stop)
        self.caption.live.clicked.connect(self._follow)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id -> what it does here."""
        return {"replay": partial(self.replay.play, 1), "replay_back": partial(self.replay.play, -1)}

    @Slot(int)
    def _speed_chosen(self, _index: int) -> None:
        self.replay.speed = self.speed.currentData()

    @Slot()
    def _follow(self) -> None:
        self.replay.stop()
        self._run.viewed = None

    def refresh(self, first: str = "") -> None:
        """Say what is seen, ``first`` before it."""
        run = self._run
        frame = run.shown_frame()
        self.caption.setVisible(frame is not None)
        if frame is None:
            return
        progress = frame.progress
        forms = tuple(
            (self._seen(first, progress.level + 1, progress.step + 1, number(progress.sigma), brief=brief),
             self._seen(first, progress.levels, progress.steps, number(0.00888), brief=brief))
            for brief in (False, True)
        )  # fmt: skip
        self.caption.show_text(forms, self._colours.of_sigma(progress.sigma), run.viewed is not None)

    def _seen(self, first: str, level: int, step: int, sigma: str, *, brief: bool) -> str:
        """What is seen, as of this level and step; ``brief``: only what changes, counts as fractions."""
        run, parts = self._run, [first] if first else []
        frame = run.shown_frame()
        if frame is None:
            return ""
        progress = frame.progress
        what = tr("estimate") if run.show_estimate else tr("noisy x")
        if progress.denoising:
            parts += [tr("denoised") if not run.show_estimate else what, *([] if brief else [tr("the denoising step")])]
        else:
            text = "{0}/{1}" if brief else tr("level {0} of {1}")
            parts += [what, text.format(level, progress.levels)]
            if progress.steps > 1:
                text = "{0}/{1}" if brief else tr("step {0} of {1}")
                parts.append(text.format(step, progress.steps))
        parts.append(f"σ = {sigma}")
        if not brief:
            parts += [tr("{0} marked").format(len(run.marks))] if run.marks else []
            parts += filter(None, [thinned_text(run.kept)])
        return " · ".join(parts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is seen is said below the controls where there is no room for it beside them."""
        super().resizeEvent(event)
        beside = self.width() >= ROOMY
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.caption.setContentsMargins(0 if beside else 8, 0, 8, 0)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is played that nobody sees."""
        self.replay.stop()
        super().hideEvent(event)


def _button(actions: ActionTable, action_id: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[action_id])
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(without_mnemonic(actions[action_id].text()))
    return button


class Caption(QWidget):
    """What is seen, with the level's colour; a button while an earlier step is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._chip = _Chip()
        self.text = FittingLabel()
        self.text.setAccessibleName(tr("What is seen"))
        self.live = QPushButton(tr("Live (L)"))
        self.live.setToolTip(tr("Leave the step looked at, and follow the run again"))
        self.live.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.live.setFlat(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._chip)
        row.addWidget(self.text, 1)
        row.addWidget(self.live)
        for widget in (self, self.live):
            keep_room(widget)

    def show_text(self, forms: tuple[tuple[str, str], ...], colour: QColor, looking_back: bool) -> None:
        """Say what is seen, in the longest of these forms that there is room for."""
        self.text.set_forms(*forms)
        self._chip.colour = colour
        self._chip.update()
        self.live.setVisible(looking_back)


class _Chip(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.colour = QColor()
        self.setFixedSize(QSize(14, 14))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour)
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
