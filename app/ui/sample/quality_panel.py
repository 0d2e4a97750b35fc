"""How good the samples are: their classes, their distances to real pictures, and the nearest of those."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDockWidget,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.params.quality import FEWEST, Compared
from app.state.quality import QualityState
from app.state.run import RunState
from app.ui.action_table import ActionTable
from app.ui.runs.class_views import ClassBars
from app.ui.runs.controls import RunButtons, ValueGrid
from app.ui.runs.quality_words import FRECHET, KERNEL, TOP, distance_texts
from app.ui.sample.neighbour_view import NeighbourView
from app.ui.sample.quality_session import QualitySession
from app.ui.text import count, number, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import ElidedLabel, error_label, heading, quiet_label, rule_line, show_error
from app.ui.widgets.seen import WhenSeen

DISTANCES = (
    FRECHET,
    ("floor", "its floor", "The same for as many real pictures: mean ± deviation of disjoint draws"),
    KERNEL,
    TOP,
    ("real_top", "of real pictures", "The same for the real pictures"),
)

KINDS = "*.gz *.idx *-ubyte *.npz *.npy *.zip"


NO_FEATURES = (
    "The program brings a classifier of grey pictures of 28 × 28 only: here are no classes and no distances, but there "
    "are neighbours."
)
NEAREST = "Of {0} pictures. The distance is the L2 norm of the difference, with pixels from 0 to 1."
NO_FILE = "With a file of real pictures the ones nearest to the chosen sample are shown: is it a copy?"


class QualityPanel(QWidget):
    """Shows a :class:`QualityState`; while it can be seen the session finds things out."""

    def __init__(
        self, session: QualitySession, run: RunState, actions: ActionTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._state, self._run = session, session.state, run
        self._dock: QDockWidget | None = None
        self.controls = RunButtons(actions)
        self.labels = QCheckBox(tr("Class on each picture"))
        self.labels.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.labels.setToolTip(
            tr("Write on each picture of the grid which digit a bundled classifier sees in it, and how sure it is")
        )
        self.labels.toggled.connect(self._label)
        self.none = quiet_label()
        self.bars = ClassBars()
        self.hint = quiet_label()
        self.values = ValueGrid([(key, tr(title), tr(tip)) for key, title, tip in DISTANCES])
        self._grid = QWidget()
        self.values.setContentsMargins(0, 0, 0, 0)
        self._grid.setLayout(self.values)
        self.neighbours = NeighbourView()
        self.about = quiet_label()
        self.error = error_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.setSpacing(6)
        layout.addWidget(self.controls)
        layout.addWidget(heading(tr("Classes")))
        layout.addWidget(self.none)
        layout.addWidget(self.labels)
        layout.addWidget(self.bars)
        layout.addWidget(rule_line())
        layout.addWidget(heading(tr("Beside real pictures")))
        layout.addLayout(self._make_file_row())
        layout.addLayout(self._make_progress())
        layout.addWidget(self.error)
        layout.addWidget(self.hint)
        layout.addWidget(self._grid)
        layout.addWidget(rule_line())
        layout.addWidget(heading(tr("Nearest real pictures")))
        layout.addWidget(self.neighbours)
        layout.addWidget(self.about)
        layout.addStretch(1)
        self._when_seen = WhenSeen(self, self._show)
        state = self._state
        for signal in (
            state.labels_changed, state.judged_changed, state.found_changed, state.work_changed, state.data_changed,
            run.numbers_changed, run.began,
        ):  # fmt: skip
            signal.connect(self._when_seen.do)
        self._show()

    def _make_file_row(self) -> QHBoxLayout:
        self.file = ElidedLabel("")
        self.file.setAccessibleName(tr("File of real pictures"))
        self.choose = tool_button(
            tr("Choose…"), tr("Name a data set of real pictures: IDX, .npz, .npy, a zip; kept for this network")
        )
        self.clear = tool_button(tr("None"), tr("Compare with no real pictures"))
        self.choose.clicked.connect(self._ask)
        self.clear.clicked.connect(self._clear)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.file, 1)
        for button in (self.choose, self.clear):
            button.setProperty("role", "option")
            row.addWidget(button)
        return row

    def _make_progress(self) -> QHBoxLayout:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(10)
        self.bar.setAccessibleName(tr("Looking at the real pictures"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.setToolTip(tr("Stop looking at the real pictures; what was found stays"))
        self.cancel.clicked.connect(self._session.cancel)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        return row

    # What the user does

    @Slot(bool)
    def _label(self, checked: bool) -> None:
        self._state.labels = checked

    @Slot()
    def _ask(self) -> None:
        folder = str(Path(self._state.data).parent) if self._state.data else ""
        kinds = f"{tr('Data sets of pictures')} ({KINDS});;{tr('All files')} (*)"
        path, _ = QFileDialog.getOpenFileName(self, tr("Real pictures"), folder, kinds)
        if path:
            self._session.choose(path)

    @Slot()
    def _clear(self) -> None:
        self._session.choose("")

    # From the state to the widgets

    def _show(self) -> None:
        state = self._state
        known = bool(state.features)
        self.labels.setVisible(known)
        self.bars.setVisible(known)
        self.none.setVisible(not known)
        self.none.setText(tr(NO_FEATURES))
        self.labels.setChecked(state.labels)
        self.bars.show_shares(state.judged, state.compared)
        self.file.setText(Path(state.data).name if state.data else tr("no file named"))
        self.clear.setVisible(bool(state.data))
        self.bar.setVisible(state.busy)
        self.cancel.setVisible(state.busy)
        looking = state.looking
        self.bar.setRange(0, looking.total if looking is not None else 0)
        self.bar.setValue(looking.done if looking is not None else 0)
        show_error(self.error, "" if state.problem is None else f"{state.problem.title}: {state.problem.text}")
        self._show_distances(state, known=known)
        found = state.neighbours
        self.neighbours.show_found(found)
        self.about.setText(self._about())

    def _show_distances(self, state: QualityState, *, known: bool) -> None:
        self.hint.setText(self._hint())
        self.hint.setVisible(known and bool(self.hint.text()))
        self._grid.setVisible(known)
        texts = {} if state.compared is None else _distance_texts(state.compared)
        if state.judged is not None:
            texts["top"] = f"{state.judged.top_probability:.3f}"
        self.values.show_values(texts)

    def _hint(self) -> str:
        missing = FEWEST - self._run.count
        if self._run.count and missing > 0:
            return tr("Distances need {0} samples at least: {1} are missing.").format(FEWEST, missing)
        if not self._state.data:
            return tr("Name a file of real pictures to compare the samples with.")
        compared = self._state.compared
        if compared is not None and compared.real < FEWEST:
            return tr("The file holds {0} pictures, and distances need {1}.").format(compared.real, FEWEST)
        return ""

    def _about(self) -> str:
        if self._state.neighbours is not None:
            return tr(NEAREST).format(count(self._state.neighbours.total))
        if not self._state.data:
            return tr(NO_FILE)
        return "" if self._state.busy else tr("They are looked for when the run rests.")

    # Whether anybody looks

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """In a dock it is "shown" behind another tab, too: the dock knows whether it can be seen."""
        super().showEvent(event)
        dock = self.parentWidget()
        while dock is not None and not isinstance(dock, QDockWidget):
            dock = dock.parentWidget()
        window = None if dock is None else dock.parentWidget()
        if isinstance(window, QMainWindow) and isinstance(dock, QDockWidget):  # beside the run's panel, or over it
            self.controls.setVisible(window.dockWidgetArea(dock) is not Qt.DockWidgetArea.RightDockWidgetArea)
        if dock is None:
            self._session.watch(True)
        elif dock is not self._dock:
            self._dock = dock
            dock.visibilityChanged.connect(self._session.watch)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._session.watch(False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The neighbours take the width there is."""
        super().resizeEvent(event)
        self.neighbours.show_found(self._state.neighbours)


def _distance_texts(compared: Compared) -> dict[str, str]:
    texts = {"real_top": f"{compared.top_probability:.3f}"} | distance_texts(compared)
    if compared.frechet is not None:
        texts["floor"] = tr("too few real pictures")
    if compared.floor is not None:
        mean, spread, _ = compared.floor
        texts["floor"] = number(mean) if spread is None else f"{number(mean)} ± {number(spread)}"
    return texts
