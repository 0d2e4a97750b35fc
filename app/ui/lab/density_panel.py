"""The density: which one, at which noise level, how it is drawn, and points of one's own."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.params.lab.flow import FlowStart
from app.params.lab.look import DensityChoice, Look
from app.params.samplers import Limits
from app.params.settings import fields_of
from app.state.draft import Held
from app.state.lab.laboratory import Activity, LabState, PlaneTool
from app.ui.lab.colours import level_colour
from app.ui.lab.field_session import FieldSession
from app.ui.lab.flow_session import FlowSession
from app.ui.text import count, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.form import Form
from app.ui.widgets.labels import error_label, quiet_label, show_error


class DensityPanel(QWidget):
    """Edits the density and the look of a :class:`LabState`."""

    open_points = Signal()
    save_points = Signal()
    refused = Signal(str)

    def __init__(self, state: LabState, fields: FieldSession, flow: FlowSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(4)
        self.form = form = Form()
        form.refused.connect(self.refused)
        choice, look = _Chosen(state, self.show_state), Held(state, LabState.look)
        form.add(choice, DensityChoice, "name", "ring")
        form.add(look, Look, "sigma", "meaning", "heat", "arrows", "flow", "flow_from", "error", "charts")
        form.add(choice, DensityChoice, "brush")
        self.choice, self.sigma = form.rows["name"].editor, form.number("sigma")
        for slider in filter(None, (self.sigma.slider, form.number("flow_from").slider)):
            slider.set_colours(level_colour)
        layout.addWidget(self.form)
        for keys in (("show_arrows", "arrows_behind", "contours", "data"), ("level_behind", "caption")):
            boxes = QHBoxLayout()
            boxes.setSpacing(6)
            for key in keys:
                boxes.addWidget(form.add_box(look, Look, key))
            boxes.addStretch(1)
            layout.addLayout(boxes)
        self.boxes = form.boxes
        layout.addLayout(self._make_files())
        self.note = quiet_label()
        layout.addWidget(self.note)
        self.error = error_label()
        layout.addWidget(self.error)
        layout.addStretch(1)
        self._fields, self._flow = fields, flow
        for session in (fields, flow):
            session.problem_changed.connect(self._show_problem)
        for signal in (state.density_changed, state.look_changed, state.activity_changed, state.tool_changed):
            signal.connect(self.show_state)
        self.show_state()

    def _make_files(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.open = tool_button(tr("Open points…"), tr("CSV or .npy with two columns; a file may also be dropped"))
        self.save = tool_button(tr("Save points…"), tr("Write the points as CSV or .npy"))
        self.open.clicked.connect(self.open_points)
        self.save.clicked.connect(self.save_points)
        for button in (self.open, self.save):
            line.addWidget(button)
        return line

    @Slot()
    def show_state(self) -> None:
        """Show density and look as they are."""
        state, form = self._state, self.form
        density, activity = state.density, state.activity
        form.show_values()
        form.rows["name"].show_changed(density != DensitySettings())
        form.rows["ring"].setVisible(density.name is DensityName.RING)
        form.rows["brush"].setVisible(state.tool is PlaneTool.BRUSH)
        field = activity is not Activity.PARTICLES
        form.rows["sigma"].setVisible(field)
        form.rows["meaning"].setVisible(field and state.mixture)
        whole = state.look.meaning is SigmaMeaning.TOTAL
        form.show_limits(Limits("sigma", density.smallest_std if whole else 0.0, math.inf))
        form.rows["heat"].setVisible(field)
        form.rows["arrows"].setVisible(field or state.look.arrows_behind)
        form.rows["flow_from"].setVisible(state.look.flow is not FlowStart.NONE)
        form.rows["error"].setVisible(activity is Activity.LEARNING)
        self.boxes["show_arrows"].setVisible(field)
        for name in ("arrows_behind", "level_behind"):
            self.boxes[name].setVisible(not field)
        self.save.setEnabled(density.points is not None)
        self.note.setText(self._note())

    def _note(self) -> str:
        density = self._state.density
        if density.points is None and self._state.tool is PlaneTool.BRUSH:
            return tr("Draw points in the plane: they become the density. Ctrl+Z brings this one back.")
        if density.points is not None:
            return tr("{0} points. Erase with the right button, undo with Ctrl+Z.").format(count(len(density.points)))
        if self._state.mixture:
            return tr("Point at a mode: drag it, wheel for its weight, Ctrl+wheel for its width.")
        return tr(density.name.tip) + "."

    @Slot()
    def _show_problem(self) -> None:
        show_error(self.error, self._fields.error or self._flow.error)


class _Chosen:
    """The density as the form chooses it: by its name, a ring by the number of its modes; and the brush for points."""

    def __init__(self, state: LabState, show: Callable[[], None]) -> None:
        self._state, self._show = state, show

    def value(self, key: str) -> Any:
        state = self._state
        if key == "name":
            return state.density.name
        return len(state.density.modes) if key == "ring" else float(f"{100 * state.brush:.3g}")

    @staticmethod
    def usual(key: str) -> Any:
        return fields_of(DensityChoice)[key].default

    def set(self, key: str, value: Any) -> None:
        state = self._state
        if key == "brush":
            state.brush = value / 100
        elif key == "ring":
            state.choose(DensitySettings.ring(value))
        elif value is DensityName.POINTS:
            # Points come from the first stroke; until then the density stays as it is.
            state.tool = PlaneTool.BRUSH
            self._show()
        else:
            state.choose(DensitySettings(value))
            if state.tool is PlaneTool.BRUSH:
                state.tool = PlaneTool.MOVE

    def reset(self, key: str) -> None:
        if key == "name":
            self._state.choose(DensitySettings())
        else:
            self.set(key, self.usual(key))
