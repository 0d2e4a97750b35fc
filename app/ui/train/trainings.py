"""The window of trainings as the program has it: opened when it is wanted, and not left with anything unsaved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox, QSizePolicy, QWidget

from app.ui.later import later
from app.ui.making import Making, Pieces
from app.ui.text import one_line, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.windows import bring_to_front
from app.ui.workspace import Context

if TYPE_CHECKING:
    from app.ui.train.window import TrainingWindow


class Trainings(QObject):
    """Opens the window of trainings when it is first wanted, and asks before the program leaves one."""

    wanted = Signal(str)
    """The path of a network to sample from."""
    may_close = Signal()
    """The training is over and saved: the program may end."""

    def __init__(self, context: Context, widget: QWidget) -> None:
        super().__init__(widget)
        self._context, self._widget = context, widget
        self.window: TrainingWindow | None = None
        """As soon as it is complete."""
        self._making: Making | None = None
        self.question: QMessageBox | None = None
        self._closing = False
        self._leaving = later(self, self._leave)
        self.badge = tool_button("", tr("A network is being trained: show how it goes"))
        """Stands in the status bar while a training goes on."""
        self.badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.badge.clicked.connect(self.show)
        self.badge.setAccessibleName(tr("Training"))
        self.badge.setMaximumHeight(self.badge.fontMetrics().height() + 6)  # the status bar stays as low as it is
        self.badge.hide()

    @Slot()
    def show(self) -> None:
        """Open the window as soon as it is made, in pieces the first time; or bring it to the front."""
        if self._making is None:
            self._making = Making(self._make(), self)
            self._making.done.connect(self.show)
            self._making.begin()
        elif self.window is not None:
            bring_to_front(self.window)

    def _make(self) -> Pieces:
        from app.ui.train.window import TrainingWindow  # when the program has long been there

        yield
        window = TrainingWindow(self._context, self._widget)
        yield from window.make()
        window.runner.wanted.connect(self._hand_on)
        window.session.problem.connect(self._stay)
        window.session.changed.connect(self._over)
        window.session.changed.connect(self._show_badge)
        window.runner.changed.connect(self._show_badge)
        self.window = window

    @Slot(str)
    def _hand_on(self, path: str) -> None:
        """Its samples are to be seen."""
        self.wanted.emit(path)
        bring_to_front(self._widget)

    def commands(self, parent: QObject) -> list[tuple[str, QAction]]:
        """(what is searched, the action) of what can be done in the window, once it has been opened."""
        if self.window is None:
            return []
        from app.ui.train.commands import training_commands  # as the window itself

        return training_commands(self.window, parent)

    @Slot()
    def _show_badge(self) -> None:
        self.badge.setVisible(self.busy)
        frame = None if self.window is None else self.window.runner.frame
        part = 0.0 if frame is None else 100 * frame.done / max(1, frame.total)
        text = tr("Training: {0} %").format(f"{part:.0f}")
        if self.badge.text() != text:
            self.badge.setText(text)
            self.badge.setAccessibleName(text)

    @property
    def busy(self) -> bool:
        """Whether a training goes on."""
        return self.window is not None and self.window.session.status.phase.active

    @Slot()
    def ask_to_close(self) -> None:
        """Ask whether to stop and save; then tell :attr:`may_close` once that is done."""
        window = self.window
        if window is None or self.question is not None or self._closing:
            return
        name = one_line(Path(window.runner.out).name, 80)
        box = QMessageBox(QMessageBox.Icon.Question, tr("A training goes on"), "", parent=self._widget)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr("{0} is being trained. Stop it, and leave the program?").format(name))
        box.setInformativeText(
            tr("Its state is saved first. To go on, open this window's training again and press “Go on”, or on the "
               "command line add --resume to the command that can be copied there.")
        )  # fmt: skip
        self.stop_button = box.addButton(tr("&Stop, save and leave"), QMessageBox.ButtonRole.AcceptRole)
        self.stay_button = box.addButton(tr("&Keep training"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(self.stay_button)
        box.setEscapeButton(self.stay_button)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._answered)
        self.question = box
        box.open()

    @Slot()
    def _answered(self) -> None:
        box, self.question = self.question, None
        if box is None or self.window is None or box.clickedButton() is not self.stop_button:
            return
        self._closing = True
        if self.busy:
            self.window.session.stop()
        else:
            self._over()

    @Slot()
    def _over(self) -> None:
        if self._closing and not self.busy:
            self._leaving.start()  # a problem of the end is told after it

    @Slot()
    def _stay(self) -> None:
        """It could not be saved: that is to be seen."""
        self._closing = False

    @Slot()
    def _leave(self) -> None:
        if self._closing:
            self._closing = False
            self.may_close.emit()

    def close(self) -> None:
        """The program ends."""
        if self._making is not None:
            self._making.stop()
        if self.window is not None:
            self.window.end()
            self.window.close()
