"""Two runs beside each other: their pictures at one level of noise, and a table of what differs."""

from __future__ import annotations

import dataclasses
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSlider,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.params.history import Past
from app.params.model import ModelInfo
from app.params.path import Kept, RunPath
from app.params.quality import FEWEST
from app.params.run import Frame
from app.state.history import HistoryState
from app.ui.runs.compare_view import Beside, CompareView
from app.ui.runs.history_words import differences_text, differing, time_text, title_of, titles_of
from app.ui.runs.judging import Judging
from app.ui.runs.quality_words import FRECHET, KERNEL, distance_texts
from app.ui.runs.words import REASONS
from app.ui.text import count, duration, number, tr
from app.ui.widgets.boxes import ElidedBox
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.windows import resize_within_screen
from app.ui.workspace import Context

MODES = (
    (Beside.SIDES, "Side by side", "Both runs, each in its half (1)", "1"),
    (Beside.WIPE, "Wipe", "The left run left of a line that you drag, also by Ctrl+Left and Ctrl+Right (2)", "2"),
    (
        Beside.DIFFERENCE, "Difference",
        "Right minus left, halved, on grey: grey is equal, bright is more in the right one (3)", "3",
    ),
)  # fmt: skip


class CompareWindow(QDialog):
    """Shows two runs of a :class:`HistoryState` whose paths it holds; what they are is found out in the background."""

    def __init__(self, state: HistoryState, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.judging = Judging(context, self)
        self.judging.changed.connect(self._show_table)
        self.setWindowTitle(tr("Compare two runs"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        resize_within_screen(self, 920, 720)
        self.view = CompareView()
        self.left, self.right = ElidedBox(), ElidedBox()
        for box, name in ((self.left, tr("Left run")), (self.right, tr("Right run"))):
            box.setAccessibleName(name)
            box.setToolTip(tr("Runs that are in memory; choose Compare at another one in the history to add it"))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(16)
            box.currentIndexChanged.connect(self._chosen)
        self.modes = QButtonGroup(self)
        self.buttons = {}
        for mode, text, tip, key in MODES:
            button = tool_button(tr(text), tr(tip), checkable=True)
            button.setShortcut(key)
            button.setProperty("role", "option")
            button.clicked.connect(partial(self._set_mode, mode))
            self.modes.addButton(button)
            self.buttons[mode] = button
        self.buttons[Beside.SIDES].setChecked(True)
        self.estimate = QCheckBox(tr("Denoised &estimate"))
        self.estimate.setToolTip(tr("Tweedie's estimate x + σ² s(x, σ) of both instead of the noisy x"))
        self.estimate.setChecked(True)
        self.estimate.toggled.connect(self._show)
        self.level = QSlider(Qt.Orientation.Horizontal)
        self.level.setAccessibleName(tr("Noise level of the left run"))
        self.level.setToolTip(tr("Look at both at a level of noise: the right run at its σ nearest to the left one's"))
        self.level.valueChanged.connect(self._show)
        self.caption = PlainLabel()
        self.caption.setAccessibleName(tr("What is seen"))
        self.table = _table()
        self.shut = QPushButton(tr("&Close"))
        self.shut.setAutoDefault(False)
        self.shut.clicked.connect(self.close)
        self.view.focused.connect(self._show)
        self._pictures: tuple[np.ndarray, np.ndarray] | None = None
        """What is seen, left and right."""
        self._lay_out()

    def _lay_out(self) -> None:
        runs, modes, level, last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (runs, modes, level, last):
            row.setSpacing(8)
        runs.addWidget(self.left, 1)
        runs.addWidget(self.right, 1)
        for button in self.buttons.values():
            modes.addWidget(button)
        modes.addWidget(self.estimate)
        level.addWidget(self.level, 1)
        level.addWidget(self.caption)
        last.addStretch(1)
        last.addWidget(self.shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(runs)
        layout.addLayout(modes)
        layout.addWidget(self.view, 1)
        layout.addLayout(level)
        layout.addWidget(self.table)
        layout.addLayout(last)

    def show_runs(self, left: str, right: str) -> None:
        """Compare these two."""
        held = [past for past in self._state.entries if self._state.path(past.key) is not None]
        for box, key in ((self.left, left), (self.right, right)):
            with QSignalBlocker(box):
                box.clear()
                for past in held:
                    parts = title_of(past), differences_text(past, self._state.before(past)), time_text(past.when)
                    box.addItem(" · ".join(filter(None, parts)), past.key)
                box.setCurrentIndex(max(0, box.findData(key)))
        self._chosen()

    def _pair(self) -> tuple[tuple[Past, RunPath], tuple[Past, RunPath]] | None:
        found = []
        for box in (self.left, self.right):
            key = str(box.currentData() or "")
            past, path = self._state.find(key), self._state.path(key)
            if past is None or path is None or path.last is None:
                return None
            done = past.evaluations or path.last.progress.done  # the entry of a run that goes on does not know
            found.append((dataclasses.replace(past, evaluations=done), path))
        return found[0], found[1]

    @Slot()
    def _chosen(self) -> None:
        pair = self._pair()
        if pair is None:
            return
        with QSignalBlocker(self.level):
            last = len(pair[0][1].kept.ends) - 1
            self.level.setRange(0, last)
            self.level.setValue(last)
        self._show()

    def _set_mode(self, mode: Beside, _checked: bool = True) -> None:
        self.view.set_mode(mode)
        self._show()
        self.view.setFocus()

    @Slot()
    def _show(self) -> None:
        pair = self._pair()
        if pair is None:
            return
        (left, one), (right, other) = pair
        frame = one.kept.ends[min(self.level.value(), len(one.kept.ends) - 1)]
        beside = level_beside(one.kept, frame, other.kept)
        shows = self.estimate.isChecked()
        pictures = frame.pictures(estimate=shows), beside.pictures(estimate=shows)
        self.view.show_pictures(*pictures, titles_of(left, right))
        for mode, button in self.buttons.items():
            button.setEnabled(self.view.alike or mode is Beside.SIDES)
            button.setChecked(mode is self.view.mode)
        sigmas = number(frame.progress.sigma), number(beside.progress.sigma)
        self.caption.setText(tr("σ = {0} | {1}").format(*sigmas) + self._sample_text(one, other))
        for past, path, batch in zip((left, right), (one, other), pictures, strict=True):
            self.judging.ask(past.key, path.info, batch, distances=True)
        self.judging.forget(left.key, right.key)
        self._pictures = pictures
        self._show_table()

    def _sample_text(self, one: RunPath, other: RunPath) -> str:
        """Which sample is shown alone; where each run has only some of its own, that of each."""
        focus = self.view.focus
        if focus is None:
            return ""
        numbers = dict.fromkeys(str(path.leg.indices[focus] + 1) for path in (one, other))
        return " · " + tr("sample {0}").format(" | ".join(numbers))

    @Slot()
    def _show_table(self) -> None:
        pair, pictures = self._pair(), self._pictures
        if pair is None or pictures is None:
            return
        (left, one), (right, other) = pair
        quality = self._quality(((left.key, one.info, pictures[0]), (right.key, other.info, pictures[1])))
        _fill(self.table, rows(left, right, pictures if self.view.alike else None) + quality)
        self._fit_table()

    def _fit_table(self) -> None:
        """As high as its lines, if the pictures keep most of the room; the rest is scrolled."""
        header, lines = self.table.horizontalHeader().sizeHint().height(), self.table.verticalHeader().length()
        self.table.setFixedHeight(min(header + lines + 2 * self.table.frameWidth(), self.height() // 4))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table has its part of the room."""
        super().resizeEvent(event)
        self._fit_table()

    def _quality(self, both: tuple[tuple[str, ModelInfo, np.ndarray], ...]) -> list[tuple[str, str, str]]:
        """What the pictures that are seen are, as far as it is known by now."""
        if not all(self.judging.possible(info) for _, info, _ in both):
            return []
        titles = tr("Mean top probability"), tr(FRECHET[1]), tr(KERNEL[1])
        found = list(zip(titles, *(self._quality_of(*one) for one in both), strict=True))
        if found[1][1:] == found[2][1:]:  # there are none, for the same reason
            return [found[0], (tr("Distances from real pictures"), *found[1][1:])]
        return found

    def _quality_of(self, key: str, info: ModelInfo, batch: np.ndarray) -> tuple[str, str, str]:
        judging = self.judging
        judged, compared = judging.judged(key), judging.compared(key)
        waits = "…" if judging.busy else "–"
        top = waits if judged is None else f"{judged.top_probability:.3f}"
        if compared is not None and (far := distance_texts(compared)):
            return top, far[FRECHET[0]], far[KERNEL[0]]
        if len(batch) < FEWEST:
            waits = tr("fewer than {0} samples").format(FEWEST)
        elif not judging.real(info):
            waits = tr("no real pictures named")
        return top, waits, waits

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Who comes back may have named real pictures elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._pictures is not None:
            self._show()

    @override
    def done(self, result: int) -> None:
        """Closed in whatever way: nothing more is to be found out."""
        self.judging.forget()
        super().done(result)


def level_beside(kept: Kept, frame: Frame, other: Kept) -> Frame:
    """The end of a level of another run that goes with the end of a level of this one: that nearest in log sigma.

    The end of the one goes with the end of the other.
    """
    last = other.ends[-1]
    return last if frame is kept.ends[-1] else other.near(frame.progress.sigma) or last


def rows(left: Past, right: Past, pictures: tuple[np.ndarray, np.ndarray] | None) -> list[tuple[str, str, str]]:
    """What differs, and what each took: (what, left, right); ``pictures`` are those seen, if they can be compared."""
    found = []
    there = {title: value for _, title, value in differing(left, right)}
    found += [(title, there[title], value) for _, title, value in differing(right, left)]
    found += [
        (tr("Evaluations"), count(left.evaluations), count(right.evaluations)),
        (tr("Time"), duration(left.seconds), duration(right.seconds)),
        (tr("Ended"), _end(left), _end(right)),
    ]
    if pictures is not None:
        many = min(len(batch) for batch in pictures)
        signed = pictures[1][:many].astype(np.float64) - pictures[0][:many]
        found.append((tr("Root mean square difference, of 255"), "", number(float(np.sqrt(np.mean(signed**2))))))
    return found


def _end(past: Past) -> str:
    return tr("interrupted") if past.reason is None else tr(REASONS[past.reason])


def _table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setHorizontalHeaderLabels([tr("What differs"), tr("Left"), tr("Right")])
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setShowGrid(False)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setAccessibleName(tr("What differs"))
    return table


def _fill(table: QTableWidget, lines: list[tuple[str, str, str]]) -> None:
    table.setRowCount(len(lines))
    for row, texts in enumerate(lines):
        for column, text in enumerate(texts):
            table.setItem(row, column, QTableWidgetItem(text))
    table.resizeRowsToContents()
