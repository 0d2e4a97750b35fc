"""The density: which one, at which noise level, how it is drawn, and points of one's own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.params import SettingError
from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.state.lab.laboratory import BRUSH, LARGEST_BRUSH, SMALLEST_BRUSH, Activity, LabState, Look, PlaneTool
from app.ui.lab.colours import level_colour
from app.ui.lab.field_session import FieldSession
from app.ui.lab.form import Form, error_label, show_error, tool_button
from app.ui.text import count, tr

NAMES = {
    DensityName.TWO_GAUSSIANS: ("Two Gaussians (Figures 2 and 3)", "Weights 0.8 and 0.2 at (5, 5) and (−5, −5)"),
    DensityName.RING: ("Gaussians on a ring", "Equal Gaussians, evenly on a circle"),
    DensityName.GRID: ("5 × 5 Gaussians", "Twenty-five narrow Gaussians"),
    DensityName.TWO_MOONS: ("Two moons", "Two half circles with a width"),
    DensityName.SWISS_ROLL: ("Swiss roll", "A spiral with a width"),
    DensityName.TWO_SPIRALS: ("Two spirals", "Two arms with a width"),
    DensityName.CHECKERBOARD: ("Checkerboard", "Uniform on every second square"),
    DensityName.RINGS: ("Rings", "Three circles with a width"),
    DensityName.SEGMENT: ("Line segment (Figure 1)", "A 1-D manifold: no density before noise is added"),
    DensityName.CIRCLE: ("Circle", "A 1-D manifold: no density before noise is added"),
    DensityName.POINTS: ("Points", "Drawn by hand, or from a file"),
}

SIGMA_SCALE = (0.01, 25.0)
RING_LIMITS = (1, 64)
BRUSH_LIMITS = (100 * SMALLEST_BRUSH, 100 * LARGEST_BRUSH)


class DensityPanel(QWidget):
    """Edits the density and the look of a :class:`LabState`."""

    open_points = Signal()
    save_points = Signal()
    refused = Signal(str)

    def __init__(self, state: LabState, fields: FieldSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(4)
        self.form = Form(self._picked, self._reset)
        entries: list[tuple[str, object, str]] = [(tr(t), n, tr(tip)) for n, (t, tip) in NAMES.items()]
        self.choice = self.form.add_choice(
            "name", "", tr("Density"), tr("The law p(x) whose score ∇ log p is studied"), entries
        )
        self.form.add_number(
            "ring", tr("How many"), tr("Number of Gaussians on the ring"), tr("Gaussians on the ring"),
            RING_LIMITS, (1, 32), whole=True, linear=True,
        )  # fmt: skip
        self.sigma = self.form.add_number(
            "sigma", tr("Noise level σ"), tr("Noise level sigma"),
            tr("The field is that of p<sub>σ</sub>, the law of x + σz with z standard normal (section 3.1): the larger "
               "σ, the smoother. The colour is the level's."),
            (0, 1000), SIGMA_SCALE,
        )  # fmt: skip
        if self.sigma.slider is not None:
            self.sigma.slider.set_colours(level_colour)
        self.form.add_choice(
            "meaning", tr("σ is"), tr("Meaning of sigma"),
            tr("The paper's toy experiments count σ as the modes' whole standard deviation"),
            [
                (tr("noise added to the data"), SigmaMeaning.ADDED, tr("Mode k has variance s² + σ²")),
                (tr("the narrowest mode's width"), SigmaMeaning.TOTAL,
                 tr("As in the paper's toy code: for its unit modes σ = 1 is the data")),
            ],
        )  # fmt: skip
        self.form.add_choice(
            "heat", tr("Colours"), tr("Heat map"), tr("What the heat map shows"),
            [
                (tr("log-density log p"), "log-density", tr("Its most likely 12 nats")),
                (tr("potential V = −log p"), "potential", tr("The landscape that particles roll down")),
            ],
        )  # fmt: skip
        self.form.add_choice(
            "arrows", tr("Arrows"), tr("Length of the arrows"), tr("What the length of an arrow means"),
            [
                (tr("linear in |s|"), "linear", tr("The longest are cut off")),
                (tr("logarithmic"), "logarithmic", tr("Growing with log(1 + |s| / median)")),
                (tr("normalised"), "normalised", tr("Directions only")),
            ],
        )  # fmt: skip
        self.form.add_choice(
            "error", tr("Error"), tr("Kind of error"), tr("What the third picture shows"),
            [
                (tr("|learned − exact|"), "difference", tr("The length of the difference")),
                (tr("angle between them"), "angle", tr("From 0 to 180 degrees")),
            ],
        )  # fmt: skip
        self.form.add_number(
            "brush", tr("Brush"), tr("Radius of the brush"),
            tr("In % of the view's half width; also [ and ], or Ctrl+wheel in the plane"), BRUSH_LIMITS, BRUSH_LIMITS,
        )  # fmt: skip
        layout.addWidget(self.form)
        layout.addLayout(self._make_boxes())
        layout.addLayout(self._make_files())
        self.note = QLabel()
        self.note.setProperty("role", "quiet")
        self.note.setWordWrap(True)
        layout.addWidget(self.note)
        self.error = error_label()
        layout.addWidget(self.error)
        layout.addStretch(1)
        fields.problem_changed.connect(self._show_problem)
        for signal in (state.density_changed, state.look_changed, state.activity_changed, state.tool_changed):
            signal.connect(self.show_state)
        self.show_state()

    def _make_boxes(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self.boxes: dict[str, QCheckBox] = {}
        for name, text, tip in (
            ("show_arrows", tr("arrows"), tr("The score ∇ log p as arrows")),
            ("contours", tr("contours"), tr("Lines of equal density, one nat apart")),
            ("data", tr("data"), tr("Samples of the data, without noise")),
            (
                "level_behind",
                tr("at present σ"),
                tr("Behind the particles stands p at their present noise level, not at the last one"),
            ),
        ):
            box = QCheckBox(text)
            box.setToolTip(tip)
            box.setAccessibleDescription(tip)
            box.toggled.connect(lambda checked, key=name: self._state.set_look(**{key: checked}))
            line.addWidget(box)
            self.boxes[name] = box
        line.addStretch(1)
        return line

    def _make_files(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.open = tool_button(tr("Open points…"), tr("CSV or .npy with two columns; a file may also be dropped"))
        self.save = tool_button(tr("Save points…"), tr("Write the points as CSV or .npy"))
        self.open.clicked.connect(self.open_points)
        self.save.clicked.connect(self.save_points)
        for button in (self.open, self.save):
            line.addWidget(button)
        return line

    def _picked(self, name: str, value: Any) -> None:
        try:
            if name == "name":
                chosen = DensityName(value)
                if chosen is DensityName.POINTS:
                    # Points come from the first stroke; until then the density stays as it is.
                    self._state.tool = PlaneTool.BRUSH
                    self.show_state()
                else:
                    self._state.choose(DensitySettings(chosen))
                    if self._state.tool is PlaneTool.BRUSH:
                        self._state.tool = PlaneTool.MOVE
            elif name == "ring":
                self._state.choose(DensitySettings.ring(int(value)))
            elif name == "brush":
                self._state.brush = value / 100
            else:
                self._state.set_look(**{name: value})
        except SettingError as error:
            self.refused.emit(str(error))
            self.show_state()

    def _reset(self, name: str) -> None:
        if name == "name":
            self._state.choose(DensitySettings())
        elif name == "ring":
            self._state.choose(DensitySettings.ring(8))
        elif name == "brush":
            self._state.brush = BRUSH
        else:
            self._state.set_look(**{name: getattr(Look(), name)})

    @Slot()
    def show_state(self) -> None:
        """Show density and look as they are."""
        state, look, form = self._state, self._state.look, self.form
        density, activity = state.density, state.activity
        self.choice.choose(density.name)
        form.rows["name"].show_changed(density != DensitySettings())
        form.rows["ring"].setVisible(density.name is DensityName.RING)
        if density.name is DensityName.RING:
            form.show_value("ring", len(density.modes), 8)
        for name in ("sigma", "meaning", "heat", "arrows", "error"):
            form.show_value(name, getattr(look, name), getattr(Look(), name))
        form.rows["brush"].setVisible(state.tool is PlaneTool.BRUSH)
        form.show_value("brush", float(f"{100 * state.brush:.3g}"), 100 * BRUSH)
        field = activity is not Activity.PARTICLES
        form.rows["sigma"].setVisible(field)
        form.rows["meaning"].setVisible(field and state.mixture)
        for name in ("heat", "arrows"):
            form.rows[name].setVisible(field)
        form.rows["error"].setVisible(activity is Activity.LEARNING)
        for name, box in self.boxes.items():
            box.setChecked(getattr(look, name))
        self.boxes["show_arrows"].setVisible(field)
        self.boxes["level_behind"].setVisible(not field)
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
        return tr(NAMES[density.name][1]) + "."

    @Slot(str)
    def _show_problem(self, text: str) -> None:
        show_error(self.error, text)
