"""The middle of the workspace: a line that says what is seen, and the grid, one sample, or what to do first."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.render.colours import plasma
from app.state.run import RunState
from app.ui.model_session import ModelSession
from app.ui.runs.colours import LevelColours
from app.ui.sample.grid_view import GridView
from app.ui.sample.sample_view import SampleView
from app.ui.text import number, one_line, tr
from app.ui.widgets.labels import ElidedLabel, PlainLabel, quiet_label


class SampleCenter(QWidget):
    """Switches between the views; the caption names sample, level, sigma, and whether x or the estimate is seen."""

    def __init__(
        self, models: ModelSession, run: RunState, colours: LevelColours, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._models = models
        self._colours = colours
        self.grid = self._make_grid()
        self.sample = self._make_sample_view()
        self.empty = EmptyState()
        self.caption = Caption()
        self.caption.live.clicked.connect(self._follow)
        self._stack = QStackedLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.caption)
        layout.addLayout(self._stack, 1)
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

    def _make_grid(self) -> GridView:
        return GridView(self._run)

    def _make_sample_view(self) -> SampleView:
        return SampleView(self._run, self._colours)

    @Slot()
    def give_focus(self) -> None:
        """Give the keyboard to the view that is seen."""
        view = self._stack.currentWidget()
        (view if view is not None else self).setFocus()

    @Slot(int)
    def _open(self, _position: int) -> None:
        self._run.enlarged = True

    @Slot()
    def _close(self) -> None:
        self._run.enlarged = False

    @Slot()
    def _follow(self) -> None:
        self._run.viewed_level = None

    @Slot()
    def _refresh(self) -> None:
        run = self._run
        view: QWidget = self.empty
        if run.frame is not None:
            view = self.sample if run.enlarged else self.grid
        if self._stack.currentWidget() is not view:
            holder = QApplication.focusWidget()
            focused = holder is None or holder is self or self.isAncestorOf(holder)
            self._stack.setCurrentWidget(view)
            if focused:
                view.setFocus()
        self.caption.setVisible(run.frame is not None)
        if run.frame is None:
            self.empty.show_state(self._first_line(), self._second_line())
        else:
            self._show_caption()

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

    def _show_caption(self) -> None:
        run = self._run
        frame = run.shown_frame()
        if frame is None:
            return
        progress = frame.progress
        what = tr("denoised estimate x + σ² s(x, σ)") if run.show_estimate else tr("noisy x")
        if progress.denoising and not run.show_estimate:
            what = tr("denoised x")
        parts = [
            what,
            tr("level {0} of {1}").format(progress.level + 1, progress.levels),
            f"σ = {number(progress.sigma)}",
        ]
        if run.enlarged and run.focus < len(run.indices):
            parts.insert(0, tr("sample {0}").format(run.indices[run.focus]))
        if run.marks:
            parts.append(tr("{0} marked").format(len(run.marks)))
        self.caption.show_text(" · ".join(parts), self._colours.of_sigma(progress.sigma), run.viewed_level is not None)


class Caption(QWidget):
    """A line above the pictures, with the level's colour; a button while an earlier level is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._chip = _Chip()
        self.text = ElidedLabel()
        self.text.setAccessibleName(tr("What is seen"))
        self.live = QPushButton(tr("Follow the run (L)"))
        self.live.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.live.setFlat(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._chip)
        row.addWidget(self.text, 1)
        row.addWidget(self.live)
        self.setFixedHeight(32)

    def show_text(self, text: str, colour: QColor, looking_back: bool) -> None:
        """Say what is seen."""
        self.text.setText(text)
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
        layout.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

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
