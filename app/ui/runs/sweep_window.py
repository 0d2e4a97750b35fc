"""The window of sweeps: one setting against another, filled in the background."""

from __future__ import annotations

import dataclasses
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.params import ModelInfo, SettingError
from app.params.run import FinishReason, Problem
from app.params.sampling import batch_for
from app.params.stepsize import said_in
from app.params.sweep import Cell, Sweep, Works
from app.params.sweep_words import axis_words, place_text, saving_text
from app.params.words import typeset
from app.state.settings import SettingsState
from app.ui.notices import NoticesOver
from app.ui.runs.exporting import Exporter
from app.ui.runs.steering import show_steering
from app.ui.runs.sweep_form import FILLING, SweepForm
from app.ui.runs.sweep_runner import Fills, SweepExports, SweepRunner
from app.ui.runs.sweep_view import SweepView
from app.ui.runs.words import status_text
from app.ui.text import count, duration, number, tr
from app.ui.widgets.labels import PlainLabel, error_label, quiet_label, show_error
from app.ui.widgets.windows import keep_room, resize_within_screen
from app.ui.workspace import Context

RUN_ONLY = ("seed", "count")
"""What stays as it is set where each cell has settings of its own: a network's, or a recipe's."""

SIZE = (980, 720)

LEAST = 160
"""Pixels: a cell, or a message, has room."""

MOST_TOLD = 24
"""Up to so many cells it is said while one types what they cost; counting more of them would be felt."""


MOST_RECENT = 3
"""Networks opened before that are suggested."""


class Home(Protocol):
    """The workspace that sweeps are made from."""

    def take_cell(self, cell: Cell, info: ModelInfo) -> None:
        """Show a cell's settings, for a run of the network described."""
        ...


class SweepWindow(QDialog):
    """Axes above, the table below; a click on a cell takes its settings over into the workspace."""

    def __init__(
        self, context: Context, settings: SettingsState, home: Home, fills: Fills | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._context, self._settings, self._home, self._fills = context, settings, home, fills
        self.setWindowTitle(tr("Sweep: one setting against another"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        resize_within_screen(self, *SIZE)
        self._can_start, self._next_cost, self._taken = True, "", ""
        self.runner = SweepRunner(context, self._asked, fills, self)
        self.session = self.runner.session
        self.form = SweepForm(self._usual, filling=fills is not None)
        self.error = error_label()
        self.cost = quiet_label()
        self.cost.setAccessibleName(tr("What the sweep costs"))
        self.view = SweepView(self.words)
        self.area = QScrollArea()
        self.area.setWidget(self.view)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.viewport().installEventFilter(self)
        self.hint = quiet_label(
            tr("Choose two settings and their values, then start.\n"
               "While the cells fill you can go on working; a click on a cell takes its settings over.")
        )  # fmt: skip
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(96, 0, 96, 0)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        keep_room(self.bar)
        self.bar.setAccessibleName(tr("Progress of the sweep"))
        self.status = PlainLabel()
        self.status.setAccessibleName(tr("State of the sweep"))
        self.stage = QStackedWidget()
        self.stage.setMinimumHeight(LEAST)
        for widget in (self.hint, self.area):
            self.stage.addWidget(widget)
        self.notices = NoticesOver(self.stage, self)
        self.exporter = Exporter(context, SweepExports(self.runner), self, self)
        self._make_buttons()
        self._lay_out()
        self.form.changed.connect(self._edited)
        self.view.picked.connect(self.take)
        self.view.focus_moved.connect(self._focus_moved)
        self.runner.changed.connect(self._show)
        self.session.changed.connect(self._show_state)
        self.session.problem.connect(context.notices.show_problem)
        self.session.problem.connect(self._show_problem)
        for signal in (context.models.opened, settings.changed):
            signal.connect(self._elsewhere_changed)
        self._form_changed()
        self._show()

    def _make_buttons(self) -> None:
        self.start, self.stop = QPushButton(tr("&Start")), QPushButton(tr("St&op"))
        self.anew = QPushButton(tr("Start a&new"))
        self.export, self.shut = QPushButton(tr("&Export…")), QPushButton(tr("&Close"))
        self.anew.setToolTip(tr("Forget the cells and sweep with the settings as they are now"))
        self.stop.setToolTip(tr("End after the evaluation under way; the cells that are filled stay"))
        self.export.setToolTip(tr("The table as a labelled PNG that holds the sweep, or its numbers as CSV"))
        for button, slot in (
            (self.start, self.session.play_pause), (self.anew, self._begin_anew), (self.stop, self.session.stop),
            (self.export, self.exporter.ask), (self.shut, self.close),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(slot)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.status, 1)
        for button in (self.anew, self.start, self.stop, self.export, self.shut):  # that comes and goes moves no other
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        for widget in (self.form, self.error, self.cost):
            layout.addWidget(widget)
        layout.addWidget(self.stage, 1)
        layout.addWidget(self.bar)
        layout.addLayout(row)

    # What is asked for

    def _usual(self, key: str) -> Any:
        """The value that a setting has now; for networks all that are at hand."""
        if key == "checkpoint":
            return ", ".join((*self._context.models.bundled, *self._context.preferences.recent[:MOST_RECENT]))
        if key in FILLING and self._fills is not None:
            return getattr(self._fills.how(), key)
        return None if key == "recipe" else self._settings.value(key)

    def _asked(self, info: ModelInfo) -> Sweep:
        x, y = self.form.axes()
        settings = self._settings.valid
        if settings is None:
            raise SettingError(self._settings.error)
        samples = self.form.count.value()
        base = dataclasses.replace(settings, count=samples, batch_size=batch_for(samples, info.shape))
        own = {axis.key for axis in (x, y) if axis is not None} & {"recipe", "checkpoint"}
        fixed = RUN_ONLY if own else tuple(key for key in said_in(info.settings, base) if key != "batch_size")
        filling = None if self._fills is None else self._fills.how()
        return Sweep(x, y, base, fixed, checkpoint=info.name, filling=filling, begins=self.form.begins.value())

    def show_sweep(self, sweep: Sweep) -> None:
        """Show the axes of a sweep that comes from elsewhere."""
        self.form.show_sweep(sweep.x, sweep.y, sweep.base.count, sweep.begins)

    @Slot()
    def _edited(self) -> None:
        self.runner.anew = True
        self._form_changed()

    @Slot()
    def _elsewhere_changed(self) -> None:
        if self.isVisible():
            self._form_changed()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """What it costs now."""
        super().showEvent(event)
        self._form_changed()

    @Slot()
    def _begin_anew(self) -> None:
        self.runner.anew = True
        self.session.play_pause()

    @Slot()
    def _form_changed(self) -> None:
        info = self._context.models.state.info
        error = cost = ""
        if info is not None:
            try:
                cost = self._cost(self._asked(info), info)
            except SettingError as problem:
                error = str(problem)
        show_error(self.error, error)
        self._next_cost = cost
        self._can_start = not error
        self._show_state()

    def _cost(self, sweep: Sweep, info: ModelInfo) -> str:
        cells = sweep.rows * sweep.columns
        if cells > MOST_TOLD or any(axis.key == "checkpoint" for axis in sweep.axes):
            return tr("{0} cells").format(count(cells))
        return f"{saving_text(Works(sweep.cells({info.name: info})), tr)}."

    # What is shown

    @Slot(object)
    def _show_problem(self, problem: Problem) -> None:
        show_error(self.error, f"{problem.title}. {problem.text}")

    @Slot()
    def _show(self) -> None:
        look = self.runner.look()
        self.stage.setCurrentWidget(self.hint if look is None else self.area)
        self.view.show_look(look)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        runner, phase = self.runner, self.session.status.phase
        cells, done, step = len(runner.cells), len(runner.done), runner.step
        self.form.setEnabled(not phase.active)
        goes_on = runner.unfinished and not runner.anew
        at_rest = tr("&Go on") if goes_on else tr("&Start")
        show_steering(self.start, self.stop, phase, at_rest, startable=goes_on or self._can_start)
        self.anew.setVisible(goes_on and not phase.active)
        self.anew.setEnabled(self._can_start)
        self.cost.setText(f"{runner.saving}." if (phase.active or goes_on) and cells else self._next_cost)
        self.export.setEnabled(bool(runner.done))
        self.bar.setVisible(phase.active)
        if step is not None:
            self.bar.setRange(0, step.total)
            self.bar.setValue(step.done)
        elif phase.active:
            self.bar.setRange(0, 0)
        text = status_text(self.session.status) if phase.active or runner.reason is not FinishReason.COMPLETE else ""
        if cells:
            text = tr("{0} of {1} cells").format(done, cells) + (f", {text.lower()}" if text else "")
        self.status.setText(f"{text}. {self._taken}" if self._taken else text)

    @Slot(int)
    def _focus_moved(self, index: int) -> None:
        layout = self.view.layout_shown
        if layout is not None:
            center, ratio = self.view.cell_center(index), self.view.devicePixelRatioF()
            wide, tall = layout.cell.size
            self.area.ensureVisible(center.x(), center.y(), round(wide / ratio / 2), round(tall / ratio / 2))

    def words(self, index: int) -> str:
        """What there is to know about a cell, in lines."""
        runner = self.runner
        if runner.sweep is None or index >= len(runner.cells):
            return ""
        cell, result = runner.cells[index], runner.done.get(index)
        lines, values, idle = [], dict(cell.values), dict(cell.idle)
        for axis in runner.sweep.axes:
            title, texts = axis_words(axis, tr)
            lines.append(f"{title} = {texts[axis.values.index(values[axis.key])]}")
            lines += [f"{title}: {tr(idle[axis.key])}."] if axis.key in idle else []
        if cell.same_as is not None:
            lines.append(tr("The same run as {0}").format(place_text(runner.sweep, cell.same_as, tr)))
        error = cell.error if result is None else result.error
        if error:
            lines.append(typeset(f"{error[:1].upper()}{error[1:]}."))
        if result is not None and result.frames is not None:
            lines.append(tr("{0} evaluations of the network, {1} of them made for it in {2}").format(
                count(result.evaluations), count(result.computed), duration(result.seconds)))  # fmt: skip
            if result.judged is not None:
                lines.append(tr("Mean top probability {0}").format(number(result.judged.top_probability)))
        if cell.settings is not None:
            lines.append(tr("A click takes these settings over."))
        return "\n".join(lines)

    @Slot(int)
    def take(self, index: int) -> None:
        """Take the settings of a cell over into the workspace."""
        runner = self.runner
        cell = runner.cells[index]
        info = runner.planned.infos.get(cell.network)
        if cell.settings is None or info is None or runner.sweep is None:
            return
        self._home.take_cell(cell, info)
        place = place_text(runner.sweep, index, tr)
        self._taken = tr("The settings of {0} are taken over.").format(place)
        self._show_state()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table fits its room."""
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize:
            self.view.set_room(self._room())
        return bool(super().eventFilter(watched, event))

    def _room(self) -> QSize:
        return self.area.maximumViewportSize()

    def end(self) -> None:
        """The program ends."""
        self.session.close()
        self.exporter.close()
