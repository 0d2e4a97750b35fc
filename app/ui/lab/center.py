"""The middle of the laboratory: what to do, the paper's figures at one click, and the planes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.state.lab.laboratory import Activity, LabState, PlaneTool
from app.ui.lab.canvas import PlaneCanvas
from app.ui.lab.colours import picture_theme
from app.ui.lab.probe import ProbeSession
from app.ui.lab.scene import Scene
from app.ui.text import tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import PlainLabel

ACTIVITIES = (
    (Activity.FIELD, "Field", "The exact score of the density at any noise level"),
    (Activity.PARTICLES, "Particles", "Particles that follow the score: Langevin dynamics"),
    (Activity.LEARNING, "Learning", "A score network, trained while you watch, beside the exact score"),
)

TOOLS = (
    (PlaneTool.MOVE, "Move", "Drag modes or the view; the wheel zooms; double-click shows everything"),
    (
        PlaneTool.BRUSH,
        "Draw points",
        "Draw data with the brush (B); the right button erases; Ctrl+wheel, [ and ]: its size",
    ),
    (PlaneTool.START, "Place start", "Each click is a place where particles start"),
    (
        PlaneTool.PROBE,
        "Probe",
        (
            "What holds under the pointer: σ, log p, the potential, the score, the share of each mode; drag a line to "
            "see the potential along it, click to remove it. The arrow keys move the place, with Shift ten times as "
            "far; Enter begins and ends a line"
        ),
    ),
)

FIGURES = (
    (
        "figure1",
        "Figure 1",
        (
            "Data on a line cannot be learned without noise: the loss has no lower bound. Then train them with noise. "
            "In the paper, on pictures, the loss without noise falls and then fluctuates; this network is free to fall "
            "on"
        ),
    ),
    ("figure2", "Figure 2", "Where data are scarce the learned score is wrong: trains on two Gaussians at once"),
    ("figure3", "Figure 3", "Plain Langevin dynamics gets the modes' weights wrong, annealing mends it: runs both"),
)


PHYSICS = (
    (
        "einstein",
        "Einstein",
        "Free particles from one place, without and with velocities: the mean squared displacement beside 2 d D t",
    ),
    (
        "damping",
        "Inertia",
        "The same equation of motion without and with inertia, side by side, with its energies",
    ),
    (
        "mala",
        "MALA",
        "Large steps: Langevin dynamics has too wide a law, with Metropolis' accept or reject it is the right one",
    ),
)


class Bar(QWidget):
    """Two pairs of groups of buttons: all beside each other if there is room, else pair below pair, or one by one."""

    def __init__(self, *groups: QHBoxLayout) -> None:
        super().__init__()
        across = QBoxLayout.Direction.LeftToRight
        self._groups = groups[:2], groups[2:]
        self._box = QBoxLayout(across, self)
        self._box.setContentsMargins(12, 6, 12, 6)
        self._pairs = QBoxLayout(across), QBoxLayout(across)
        for pair, part in zip(self._pairs, self._groups, strict=True):
            for group in part:
                group.setSpacing(4)
                group.addStretch(1)
                pair.addLayout(group, int(group is part[-1]))
            self._box.addLayout(pair, int(pair is self._pairs[0]))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 40
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        widths = [sum(group.sizeHint().width() + 8 for group in part) for part in self._groups]
        self._box.setDirection(across if sum(widths) <= room else down)
        for pair, width in zip(self._pairs, widths, strict=True):
            pair.setDirection(across if width <= room else down)


class LabCenter(QWidget):
    """Keeps the canvas up to date."""

    figure_chosen = Signal(str)

    def __init__(self, state: LabState, scene: Scene, probe: ProbeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._scene = scene
        self.canvas = PlaneCanvas(state, probe)
        self.setFocusProxy(self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_bar())
        layout.addWidget(self.canvas, 1)
        scene.changed.connect(self.refresh)
        state.activity_changed.connect(self._show_activity)
        state.tool_changed.connect(self._show_tool)
        self._show_activity()

    def _make_bar(self) -> QWidget:
        first, tools, figures, physics = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.activities: dict[Activity, QToolButton] = {}
        group = QButtonGroup(self)
        for activity, text, tip in ACTIVITIES:
            button = tool_button(tr(text), tr(tip), checkable=True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, a=activity: LabState.activity.set(self._state, a))
            button.setObjectName(activity.value)
            group.addButton(button)
            first.addWidget(button)
            self.activities[activity] = button
        tools.addWidget(_divider(), 0, Qt.AlignmentFlag.AlignVCenter)
        self.tools: dict[PlaneTool, QToolButton] = {}
        for tool, text, tip in TOOLS:
            button = tool_button(tr(text), tr(tip), checkable=True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, t=tool: self._choose_tool(t))
            button.setObjectName(tool.value)
            tools.addWidget(button)
            self.tools[tool] = button
        figures.addWidget(PlainLabel(tr("Paper:"), "quiet"))
        physics.addWidget(PlainLabel(tr("Physics:"), "quiet"))
        self.figures: dict[str, QToolButton] = {}
        for name, text, tip in (*FIGURES, *PHYSICS):
            button = tool_button(tr(text), tr(tip))
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, n=name: self.figure_chosen.emit(n))
            button.setObjectName(name)
            (physics if (name, text, tip) in PHYSICS else figures).addWidget(button)
            self.figures[name] = button
        return Bar(first, tools, figures, physics)

    def _choose_tool(self, tool: PlaneTool) -> None:
        self._state.tool = tool
        self._show_tool()

    @Slot()
    def _show_tool(self) -> None:
        for tool, button in self.tools.items():
            button.setChecked(tool is self._state.tool)

    @Slot()
    def _show_activity(self) -> None:
        activity = self._state.activity
        self.activities[activity].setChecked(True)
        self.tools[PlaneTool.START].setVisible(activity is Activity.PARTICLES)
        if activity is not Activity.PARTICLES and self._state.tool is PlaneTool.START:
            self._state.tool = PlaneTool.MOVE
        self._show_tool()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the newest planes."""
        self.canvas.show_planes(self._scene.planes(picture_theme(self.palette())))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "canvas"):
            self.refresh()


def _divider() -> QFrame:
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedSize(1, 20)
    return line
