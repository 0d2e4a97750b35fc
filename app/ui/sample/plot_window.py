"""The plots against the noise level in a window of their own: zoomed, panned, read off, and saved as numbers."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QBrush, QCloseEvent, QColor, QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.params import Sampler
from app.params.run import Progress
from app.render.plots import Scale
from app.state.run import RunState
from app.ui.runs.colours import LevelColours
from app.ui.sample.plots import QUANTITIES, REFRESH_MS, plotted_steps, thinned
from app.ui.text import number, tr
from app.ui.theme import tabular
from app.ui.widgets.save_place import usual_folder
from app.ui.workspace import Context
from app.workers.tables import export_steps

UNITS = ("units of the data", "units²", "1 / units", "")
"""Of the quantities plotted."""

POINT = 6

LINE = 36
"""Pixels from tick to tick, at least."""

MOST_MARKS = 50
"""More changes than this, as dragging a slider makes, are drawn as so many lines."""

SHARE = 20
"""The plots take at most this part of the window's time while a run goes on."""


class LevelAxis(pg.AxisItem):  # type: ignore[misc]  # the library has no types
    """A vertical axis with the round numbers of the small plots, linear or logarithmic, never on top of one another."""

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Where the ticks are, in the plot's own coordinates."""
        if not np.isfinite([low, high]).all() or low >= high:
            return []
        scale = Scale(10.0**low, 10.0**high, True) if self.logMode else Scale(low, high, False)
        found = scale.ticks(max(2, int(size / LINE)))
        places = [float(np.log10(value)) if self.logMode else value for value, _ in found]
        self._texts = {place: text for place, (_, text) in zip(places, found, strict=True)}
        return [(1.0, places)]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Their texts."""
        return [self._texts.get(value, "") for value in values]


class PlotWindow(QDialog):
    """Four linked plots that follow the run, at most twice a second, as long as they are open."""

    def __init__(self, context: Context, run: RunState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._run = run
        self._colours = colours
        self._steps: list[Progress] = []
        self._brushes: dict[int, QBrush] = {}
        self.setWindowTitle(tr("Plots against the noise level"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1000, 680)
        self.view = pg.GraphicsLayoutWidget()
        self.view.setAccessibleName(tr("Plots against the noise level"))
        self.view.setAccessibleDescription("; ".join(f"{title}: {tr(text)}" for title, text, _ in QUANTITIES))
        self.plots: list[pg.PlotItem] = []
        self.curves: list[pg.PlotDataItem] = []
        self._marks: list[pg.InfiniteLine] = []
        self._changes = -1
        self._next = 0
        for i, (title, text, _) in enumerate(QUANTITIES):
            self._add_plot(i, title, text)
        self.reading = QLabel()
        self.reading.setFont(tabular(self.reading.font()))
        self.reading.setAccessibleName(tr("Values under the pointer"))
        self.log = QCheckBox(tr("Lo&garithmic"))
        self.log.setChecked(True)
        self.log.setToolTip(tr("Powers of ten on the vertical axes: levels form a geometric sequence in the paper"))
        self.fit = QPushButton(tr("Show &all"))
        self.fit.setToolTip(tr("Undo zooming and panning. Wheel: zoom; drag: pan; right button and drag: stretch."))
        self.save = QPushButton(tr("&Save numbers…"))
        self.save.setToolTip(tr("Every step's σ, α, η, ‖s‖, SNR, ε, T and τ as comma-separated values (CSV)"))
        self.shut = QPushButton(tr("&Close"))
        for button in (self.fit, self.save, self.shut):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().replace("&", ""))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.log)
        row.addSpacing(8)
        row.addWidget(self.reading, 1)
        for button in (self.fit, self.save, self.shut):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REFRESH_MS // len(QUANTITIES))
        self._rest.timeout.connect(self._refresh_next)
        self.log.toggled.connect(self._set_log)
        self.fit.clicked.connect(self.show_all)
        self.save.clicked.connect(self._ask_path)
        self.shut.clicked.connect(self.close)
        self.view.scene().sigMouseMoved.connect(self._moved)
        run.numbers_changed.connect(self._later)
        run.began.connect(self._began)
        run.sigmas_changed.connect(self.show_all)
        run.ended.connect(self.refresh)
        colours.changed.connect(self.refresh)
        self._set_log(True)
        self._paint_theme()

    def _add_plot(self, index: int, title: str, text: str) -> None:
        plot = self.view.addPlot(index // 2, index % 2, axisItems={"left": LevelAxis("left")})
        plot.setLabel("left", title, tr(UNITS[index]) if UNITS[index] else None)
        plot.setLabel("bottom", tr("level i"))
        plot.getAxis("left").enableAutoSIPrefix(False)
        plot.getAxis("left").setWidth(72)
        plot.setToolTip(f"{title}: {tr(text)}")
        plot.showGrid(x=True, y=True, alpha=0.15)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        if self.plots:
            plot.setXLink(self.plots[0])
        curve = pg.PlotDataItem(symbol="o", symbolSize=POINT, symbolPen=None)
        plot.addItem(curve)
        self.plots.append(plot)
        self.curves.append(curve)

    @Slot()
    def _began(self) -> None:
        self._changes = -1
        self.show_all()
        self.refresh()

    @Slot()
    def _later(self) -> None:
        if self.isVisible() and not self._rest.isActive():
            self._rest.start()

    @Slot()
    def refresh(self) -> None:
        """Take over the numbers as they are now; zoom and place stay as the user has set them."""
        if not self.isVisible():
            return  # showEvent() comes back to it
        self._take()
        for index in range(len(self.curves)):
            self._show(index)
        self._show_changes()

    @Slot()
    def _refresh_next(self) -> None:
        """One plot after the other, for none of them to keep the window waiting."""
        if not self.isVisible():
            return
        begun = time.perf_counter()
        self._take()
        self._show(self._next)
        self._next = (self._next + 1) % len(self.curves)
        self._show_changes()
        spent = time.perf_counter() - begun
        self._rest.setInterval(max(REFRESH_MS // len(self.curves), round(SHARE * 1000 * spent)))

    def _take(self) -> None:
        self._steps = plotted_steps(self._run)
        self.save.setEnabled(bool(self._steps))

    def _show(self, index: int) -> None:
        x = np.array([p.position for p in self._steps])
        y = np.array([QUANTITIES[index][2](p) for p in self._steps], dtype=float)
        good = np.isfinite(y) & ((y > 0) | (not self.log.isChecked()))
        shown = [p for p, keep in zip(self._steps, good, strict=True) if keep]
        shades = [self._brush(self._colours.of_sigma(p.sigma)) for p in shown]
        self.curves[index].setData(x[good], y[good], symbolBrush=shades or None)

    def _brush(self, colour: QColor) -> QBrush:
        """One object for all points of a colour: each brush is drawn once, into an atlas of symbols."""
        key = colour.rgb() & 0xFFF8F8F8  # finer shades cannot be told apart
        if key not in self._brushes:
            self._brushes[key] = pg.mkBrush(QColor.fromRgb(key))
        return self._brushes[key]

    def _show_changes(self) -> None:
        changes = self._run.steps.changes() if self._run.steps is not None else []
        if len(changes) == self._changes:
            return
        self._changes = len(changes)
        for mark in self._marks:
            mark.getViewBox().removeItem(mark)
        changes = thinned(changes, MOST_MARKS)
        pen = pg.mkPen(self.palette().color(QPalette.ColorRole.Highlight), style=Qt.PenStyle.DashLine)
        self._marks = [pg.InfiniteLine(change.position, 90, pen) for change in changes for _ in self.plots]
        for mark, plot in zip(self._marks, self.plots * len(changes), strict=True):
            plot.addItem(mark, ignoreBounds=True)

    @Slot(bool)
    def _set_log(self, log: bool) -> None:
        for plot in self.plots:
            plot.setLogMode(False, log)
        self.refresh()
        self.show_all()

    @Slot()
    def show_all(self) -> None:
        """Undo zooming and panning: all levels, and whatever values there are."""
        self.plots[0].setXRange(1, max(2, len(self._run.sigmas) + 1), padding=0.02)  # the others are linked to it
        for plot in self.plots:
            plot.enableAutoRange(axis="y")

    def step_at(self, position: float) -> Progress | None:
        """The step nearest to a place on the axis of levels."""
        return min(self._steps, key=lambda p: abs(p.position - position), default=None)

    @Slot(object)
    def _moved(self, place: QPointF) -> None:
        for plot in self.plots:
            if plot.sceneBoundingRect().contains(place):
                found = self.step_at(plot.getViewBox().mapSceneToView(place).x())
                if found is not None:
                    self._read(found)

    def _read(self, p: Progress) -> None:
        where = tr("level {0}, step {1}").format(p.level + 1, p.step + 1)
        values = [f"{title} = {number(read(p))}" for title, _, read in QUANTITIES]
        self.reading.setText("   ".join([where, *values]))

    @Slot()
    def _ask_path(self) -> None:
        folder = usual_folder(self._context.preferences.export_folder)
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save numbers"), str(Path(folder) / "steps.csv"), tr("Comma-separated values") + " (*.csv)"
        )
        if path:
            self.export(path)

    def export(self, path: str) -> None:
        """Write every step kept as CSV, in the background."""
        if not self._steps:
            return
        steps = self._run.steps.steps() if self._run.steps is not None else []
        sampler = self._run.settings.sampler if self._run.settings is not None else Sampler.ANNEALED
        notices, name = self._context.notices, Path(path).name
        self._context.tasks.start(
            tr("{0} could not be written").format(name),
            partial(export_steps, path, steps, sampler),
            lambda _: notices.show_message(tr("Saved {0}").format(name), str(Path(path).absolute().parent)),
            notices.show_problem,
        )

    def _paint_theme(self) -> None:
        palette = self.palette()
        role = QPalette.ColorRole
        self.view.setBackground(palette.color(role.Base))
        quiet = QColor(palette.color(role.PlaceholderText))
        faint = QColor(quiet)
        faint.setAlpha(110)
        for plot, curve in zip(self.plots, self.curves, strict=True):
            curve.setPen(QPen(faint, 0))
            for side in ("left", "bottom"):
                plot.getAxis(side).setPen(QPen(palette.color(role.Mid), 0))
                plot.getAxis(side).setTextPen(quiet)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the run."""
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_rest"):
            self._paint_theme()
            self._changes = -1
            self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is drawn for a window that is not seen."""
        self._rest.stop()
        super().closeEvent(event)
