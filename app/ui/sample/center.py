"""The middle of the workspace: the grid, one sample, or what to do first, over the timeline of the run."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.params.colours import plasma
from app.state.run import RunState
from app.ui.action_table import ActionTable
from app.ui.model_session import ModelSession
from app.ui.runs.class_views import ShareBar
from app.ui.runs.colours import LevelColours
from app.ui.runs.timeline import Timeline
from app.ui.sample.grid_view import GridView
from app.ui.sample.sample_view import SampleView
from app.ui.text import one_line, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import PlainLabel, quiet_label

MENU = (
    "copy", "export", "", "mark", "enlarge", "estimate", "", "play", "fan_out", "start_from", "", "inpaint_this",
    "inside",
)  # fmt: skip
"""The actions of the menu of the right button; "" is a line between them."""


class SampleCenter(QWidget):
    """Switches between the views; below them the timeline, which names what is seen."""

    copied = Signal(str)
    """What was put on the clipboard, in words."""

    def __init__(
        self, models: ModelSession, run: RunState, colours: LevelColours, actions: ActionTable,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._run = run
        self._models = models
        self._colours = colours
        self._actions = actions
        self.grid = self._make_grid()
        self.sample = self._make_sample_view()
        self.empty = EmptyState()
        self.shares = ShareBar()
        self.timeline = Timeline(run, colours, actions)
        self.timeline.setObjectName("timeline")
        self.caption = self.timeline.caption
        self._others: list[tuple[Callable[[], bool], Callable[[], QWidget]]] = []
        self._stack = QStackedLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.shares)
        layout.addWidget(self.timeline)
        for view in (self.empty, self.grid, self.sample):  # now that they get a parent and are no windows
            self._stack.addWidget(view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grid.opened.connect(self._open)
        self.sample.closed.connect(self._close)
        for signal in (
            run.numbers_changed, run.view_changed, run.focus_changed, run.marks_changed, run.status_changed,
            models.state.loading_changed, models.state.changed, colours.changed,
        ):  # fmt: skip
            signal.connect(self._refresh)
        self._refresh()

    def add_view(self, wanted: Callable[[], bool], make: Callable[[], QWidget], changed: SignalInstance) -> None:
        """A further view, made when it is first wanted, and shown instead of the others while it is."""
        made: list[QWidget] = []

        def view() -> QWidget:
            if not made:
                made.append(make())
                self._stack.addWidget(made[0])
            return made[0]

        self._others.append((wanted, view))
        changed.connect(self._refresh)

    def _make_grid(self) -> GridView:
        return GridView(self._run)

    def _make_sample_view(self) -> SampleView:
        return SampleView(self._run, self._colours)

    @Slot()
    def give_focus(self) -> None:
        """Give the keyboard to the view that is seen."""
        view = self._stack.currentWidget()
        (view if view is not None else self).setFocus()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id -> what it does to what is shown here."""
        return self.timeline.handlers() | {"copy": self.copy}

    def copy(self) -> None:
        """Put the picture that is shown on the clipboard."""
        image = self.sample.image() if self._run.enlarged else self.grid.image()
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            number = self._run.indices[self._run.focus] + 1
            what = tr("sample {0}").format(number) if self._run.enlarged else tr("all samples")
            self.copied.emit(tr("Copied: {0}, {1} × {2} pixels").format(what, image.width(), image.height()))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the pictures; a sample that is clicked on gets the focus."""
        view = self._stack.currentWidget()
        own = view in (self.grid, self.sample)
        if self._run.frame is None or view is None or not own or not view.geometry().contains(event.pos()):
            return
        place = event.globalPos()
        if view is self.grid and event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.grid.mapToGlobal(self.grid.sample_center(self._run.focus))
        elif view is self.grid:
            position = self.grid.position_at(self.grid.mapFromGlobal(place))
            self._run.focus = self._run.focus if position is None else position
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action_id in MENU:
            if not action_id:
                menu.addSeparator()
            elif self._actions[action_id].isEnabled():
                menu.addAction(self._actions[action_id])
        menu.popup(place)

    @Slot(int)
    def _open(self, _position: int) -> None:
        self._run.enlarged = True

    @Slot()
    def _close(self) -> None:
        self._run.enlarged = False

    @Slot()
    def _refresh(self) -> None:
        run = self._run
        view: QWidget = self.empty
        if run.frame is not None:
            view = self.sample if run.enlarged else self.grid
        view = next((other() for wanted, other in self._others if wanted()), view)
        if self._stack.currentWidget() is not view:
            holder = QApplication.focusWidget()
            focused = holder is None or holder is self or self.isAncestorOf(holder)
            self._stack.setCurrentWidget(view)
            if focused:
                view.setFocus()
        sample = tr("sample {0}").format(run.indices[run.focus] + 1) if run.focus < len(run.indices) else ""
        self.timeline.refresh(sample if run.enlarged else "")
        if run.frame is None:
            self.empty.show_state(self._first_line(), self._second_line())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The timeline grows with the window."""
        super().resizeEvent(event)
        self.timeline.view.set_room(self.window().height())

    def _first_line(self) -> str:
        state = self._models.state
        if self._run.status.waiting:
            return tr("Starting as soon as {0} is open…").format(one_line(state.loading, 80))
        if self._run.phase.active:
            return tr("Starting…")
        if state.info is None and state.loading:
            return tr("Opening {0}…").format(one_line(state.loading, 80))
        if state.info is None:
            return tr("Open a checkpoint")
        return tr("Press Space")

    def _second_line(self) -> str:
        state = self._models.state
        if state.info is None and not state.loading:
            return tr("Drop a .safetensors, .pth or .pt file or a folder of diffusers on the window, or press Ctrl+O.")
        return tr("Pictures appear out of noise, level by level. Drag ε and T meanwhile, and watch what that does.")


class EmptyState(QWidget):
    """Nothing has been sampled yet: one line says what to press, a bar what the colours mean."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.text = PlainLabel(wrap=True, lines=4), quiet_label()
        self.legend = LevelLegend()
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        self.title.setFont(font)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addSpacing(16)
        layout.addWidget(self.legend, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(16)
        self.lessons = tool_button(tr("New to this? Begin with the lessons"), tr("The paper step by step (Ctrl+4)"))
        self.lessons.setObjectName("primary")
        self.lessons.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.lessons.hide()  # until there are some
        layout.addWidget(self.lessons, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer_lessons(self, action: QAction) -> None:
        """A button for the action that opens the lessons."""
        self.lessons.clicked.connect(action.trigger)
        self.lessons.show()

    def show_state(self, title: str, text: str) -> None:
        """What to do, or what is going on."""
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{title}. {text}")

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Dark))


class LevelLegend(QWidget):
    """The colours of the noise levels, from the largest sigma to the smallest."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(320, 32))
        self.setAccessibleName(tr("Each noise level has a colour, from dark violet, large σ, to yellow, small σ"))
        self.setToolTip(self.accessibleName())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, 0, self.width(), 8)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for i in range(11):
            gradient.setColorAt(i / 10, QColor(*plasma(i / 10).tolist()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(bar, 4, 4)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        below = QRectF(0, 12, self.width(), self.height() - 12)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, tr("large σ: noise"))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, tr("small σ: pictures"))
