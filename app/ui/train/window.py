"""The window of trainings: what is to be trained at the left, how it goes at the right. It stands beside the others."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.params.run import FinishReason, Problem
from app.params.training_run import ENDING, DataLook, FoundRun, KeptStep, Orders, Place, Standing, command
from app.state.training import TrainingDrafts
from app.ui.later import later
from app.ui.making import Pieces, dressed
from app.ui.palette import CommandPalette
from app.ui.runs.steering import show_steering
from app.ui.text import count, duration, one_line, tr
from app.ui.train.commands import training_commands
from app.ui.train.form import TrainingForm
from app.ui.train.progress import TrainingView
from app.ui.train.session import TrainingRunner
from app.ui.widgets.labels import PlainLabel, error_label, rule_line, show_error
from app.ui.widgets.windows import resize_within_screen, stand_beside
from app.ui.workspace import Context
from app.workers.training import find_run, look_at, place_of

SIZE = (1120, 740)
FORM_WIDTH = 340

LOOK_MS = 300
"""So long after the last change it is looked what there is at the place."""


class TrainingWindow(QDialog):
    """Asks what is to be trained, says what prevents it before anything starts, and steers the training."""

    DOCUMENT = "training"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def make(self) -> Pieces:
        """Make all that it is of, piece by piece; nothing else is called before."""
        context = self._context
        self.setWindowTitle(tr("Train a network"))
        stand_beside(self)
        self.setAcceptDrops(True)
        resize_within_screen(self, *SIZE)
        self.drafts = TrainingDrafts(self)
        self.runner = TrainingRunner(context.tasks, self)
        self.session = self.runner.session
        self.form = TrainingForm(self.drafts)
        yield from self.form.make()
        self.view = TrainingView(self.runner, context)
        yield
        self.standing = PlainLabel(role="quiet", wrap=True)
        self.standing.setAccessibleName(tr("What is at the place of the file"))
        self.replace = QCheckBox(tr("Give it &up and start anew"))
        self.replace.setToolTip(tr("What is there is replaced as soon as the new training is first saved"))
        self.error = error_label()
        self._look: DataLook | None = None
        self._found: Standing | None = None
        self._found_at = Path()
        self._refusal = ""
        """Why it was refused, until something is set otherwise."""
        self._looking = self._placing = 0
        self._rest = later(self, self.look_at_place, LOOK_MS)
        self._make_buttons()
        self._lay_out()
        self._connect()
        yield
        self._restore()
        yield
        yield from dressed(self)

    def _make_buttons(self) -> None:
        self.start, self.stop = QPushButton(tr("&Start")), QPushButton(tr("St&op"))
        self.start.setObjectName("primary")
        self.stop.setToolTip(tr("End after the step under way; the state is saved, and it can be gone on with"))
        self.copy, self.shut = QPushButton(tr("Copy &command")), QPushButton(tr("C&lose"))
        self.copy.setToolTip(tr("Put the same training as a command line on the clipboard: for a server, or a script"))
        self.shut.setToolTip(tr("Only this window: a training goes on"))
        for button, slot in (
            (self.start, self.play_pause), (self.stop, self.session.stop), (self.copy, self._copy_command),
            (self.shut, self.close),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(slot)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = QWidget()
        side.setFixedWidth(FORM_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 12)
        foot.setSpacing(6)
        foot.addWidget(rule_line())
        foot.addWidget(PlainLabel(tr("File of the network"), "quiet"))
        foot.addLayout(self.form.place)
        for widget in (self.standing, self.replace, self.error):
            foot.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.start, 1)
        row.addWidget(self.stop)
        foot.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(self.copy, 1)
        row.addWidget(self.shut, 1)
        foot.addLayout(row)
        left.addLayout(foot)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.form.data_changed.connect(self.look_at_data)
        self.form.changed.connect(self._edited)
        self.form.resume_chosen.connect(self.take_up)
        self.replace.toggled.connect(self.show_state)
        QShortcut(self._context.actions["commands"].shortcut(), self).activated.connect(self.show_palette)
        self.session.changed.connect(self.show_state)
        self.session.finished.connect(self._finished)
        self.session.problem.connect(self._context.notices.show_problem)
        self.session.problem.connect(self._show_problem)

    # What is remembered

    def _restore(self) -> None:
        kept = self._context.preferences.document(self.DOCUMENT)
        self.drafts.restore(kept)
        if isinstance(kept.get("data"), str) and kept["data"]:
            self.form.choose_data(kept["data"])
        if isinstance(kept.get("out"), str) and kept["out"]:
            self.form.place.show(kept["out"])  # until other data are chosen
        self.show_state()

    def _keep(self) -> None:
        document = {"data": self.form.data, "out": str(self.form.out), **self.drafts.to_dict()}
        self._context.preferences.keep_document(self.DOCUMENT, document)

    # What is looked at before

    @Slot()
    def look_at_data(self) -> None:
        """Look what the data are, in the background."""
        tasks = self._context.tasks
        tasks.abandon(self._looking)
        self._look = None
        wanted, path = self.drafts.wanted.valid, self.form.data
        if not path or wanted is None:
            self.form.show_look(None)
            self._take_look(None)
            return
        self.form.show_look(None, busy=True)
        self._looking = tasks.start(
            tr("The data cannot be used"), partial(look_at, path, wanted), self._take_look, self._not_seen
        )
        self.show_state()

    def _take_look(self, look: DataLook | None) -> None:
        self._look = look
        self.form.show_look(look)
        self.form.blockSignals(True)  # what is recommended changes with the data, what is made of them does not
        self.drafts.take_look(look)
        self.form.blockSignals(False)
        self._edited()

    def _not_seen(self, problem: Problem) -> None:
        self._take_look(None)
        self.form.show_look(None, problem)

    @Slot()
    def _edited(self) -> None:
        self._refusal = ""
        if self.form.out != self._found_at:
            self._found = None
        self._rest.start()
        self.show_state()

    @Slot()
    def look_at_place(self) -> None:
        """Look what there is where the file is to be, in the background."""
        tasks = self._context.tasks
        tasks.abandon(self._placing)
        orders = self.orders()
        if self.session.status.phase.active or orders is None:
            return
        shape = None if self._look is None else self._look.shape
        self._placing = tasks.start(
            tr("This cannot be trained"), partial(place_of, orders, shape), partial(self._take_place, orders),
            self._no_place,
        )  # fmt: skip

    def _take_place(self, orders: Orders, found: tuple[Standing, tuple[KeptStep, ...]]) -> None:
        if self.session.status.phase.active:
            return
        (self._found, kept), self._found_at = found, orders.out
        if self.runner.orders is None:
            self.runner.take_kept(kept)
        self.show_state()

    def _no_place(self, problem: Problem) -> None:
        self._found, self._refusal = None, f"{problem.title}. {problem.text}"
        self.show_state()

    # What is ordered

    def orders(self) -> Orders | None:
        """What is set, as it would be trained now; None while it does not fit together."""
        wanted, watch = self.drafts.wanted.valid, self.drafts.watch.valid
        if self.drafts.error or wanted is None or watch is None or not self.form.data or not self.form.place.text:
            return None
        given, sizes = self.drafts.chosen()
        found, anew = self._found or Standing(Place.FREE), self.replace.isChecked()
        there = found.place is not Place.FREE
        goes_on = found.place in (Place.UNFINISHED, Place.COMPLETE) and not anew
        return Orders(
            self.form.out, given, sizes, self.form.data, wanted, watch, resume=goes_on, overwrite=there and anew,
            force=there and anew,
        )  # fmt: skip

    @Slot()
    def play_pause(self) -> None:
        """Start, pause, go on."""
        if not self.session.status.phase.active:
            self._keep()
            self.runner.orders, self.runner.device = self.orders(), str(self.form.device.currentData())
        self.session.play_pause()

    @Slot(str)
    def take_up(self, path: str) -> None:
        """Set everything as the training was set up whose state or network is at ``path``."""
        title = tr("{0} is no training to go on with").format(Path(path).name)
        self._context.tasks.start(title, partial(find_run, path), self._take_up, self._show_problem)

    def _take_up(self, found: FoundRun) -> None:
        self.drafts.take_over(found)
        self.replace.setChecked(False)
        self.form.choose_out(found.out)
        if found.data:
            self.form.choose_data(found.data)
        self._edited()

    @Slot()
    def _copy_command(self) -> None:
        orders = self.runner.orders if self.session.status.phase.active else self.orders()
        if orders is not None:
            QGuiApplication.clipboard().setText(command(orders))

    @Slot()
    def show_palette(self) -> None:
        """Find a button or a setting by its name."""
        palette = CommandPalette([], self)
        palette.add(training_commands(self, palette))
        palette.show()

    # What is shown

    @Slot(object)
    def _show_problem(self, problem: Problem) -> None:
        self._refusal = f"{problem.title}. {problem.text}"
        self.show_state()

    @Slot()
    def show_state(self) -> None:
        """What stands at the place, what can be pressed, and what prevents it."""
        phase = self.session.status.phase
        orders, found = self.orders(), self._found
        idle = not phase.active
        show_error(self.error, (self.drafts.error or self._refusal) if idle else "")
        self.form.setEnabled(idle)
        text = self._standing_text()
        self.standing.setVisible(idle and bool(text))
        self.standing.setText(text)
        for widget in (self.form.place.edit, self.form.place.browse):
            widget.setEnabled(idle)
        self.replace.setVisible(idle and found is not None and found.place is not Place.FREE)
        self.replace.setText(
            tr("Give it &up and start anew")
            if found is not None and found.place is Place.UNFINISHED
            else tr("&Replace it, and start anew")
        )
        goes_on = orders is not None and orders.resume
        at_rest = tr("&Go on") if goes_on else tr("&Start")
        show_steering(self.start, self.stop, phase, at_rest, startable=self._startable(orders))
        self.copy.setEnabled(orders is not None or phase.active)

    def _standing_text(self) -> str:
        if not self.form.data:
            return tr("Choose the data to train on.")
        if not self.form.place.text:
            return tr("Name the file that the network is written to.")
        return "" if self._found is None else standing_text(self._found, int(self.drafts.given.value("epochs")))

    def _startable(self, orders: Orders | None) -> bool:
        """Whether nothing prevents it, as far as is known."""
        found = self._found
        if orders is None or self._look is None or found is None:
            return False
        if orders.force or found.place is Place.FREE:
            return True
        more = int(self.drafts.given.value("epochs")) > found.epochs
        return found.place is Place.UNFINISHED or (found.place is Place.COMPLETE and more)

    @Slot()
    def _finished(self) -> None:
        self.replace.setChecked(False)
        if self.session.status.reason is FinishReason.COMPLETE:
            name = Path(self.runner.out).name
            self._context.preferences.add_recent(str(Path(self.runner.out).absolute()))
            self._context.notices.show_message(
                tr("{0} is trained").format(one_line(name, 80)), tr("It is among the recent files.")
            )
        self._edited()

    # Events

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()) and not self.session.status.phase.active:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_up(paths[0]) if paths[0].endswith((".resume.pt", ENDING)) else self.form.choose_data(paths[0])

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """What is at the place now; the keyboard goes to the data."""
        super().showEvent(event)
        self.form.offer_devices(self._context.models.state.devices)
        self._rest.start()
        if not self.form.data:
            self.form.path.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """A training goes on."""
        self._keep()
        super().closeEvent(event)

    def end(self) -> None:
        """The program ends."""
        self._rest.stop()
        self._keep()
        self.session.close()


def standing_text(found: Standing, epochs: int) -> str:
    """What is where the training would write to, in words; nothing where nothing is."""
    if found.place is Place.FREE:
        return ""
    name = one_line(found.name, 200)
    if found.place is Place.UNFINISHED:
        return tr("{0} holds an unfinished training: step {1}, {2} so far. Go on with the same settings.").format(
            name, count(found.step), duration(found.seconds)
        )
    if found.place is Place.COMPLETE and epochs <= found.epochs:
        return tr("{0} is of a training that is complete after {1} epochs: more of them go on with it.").format(
            name, count(found.epochs)
        )
    if found.place is Place.COMPLETE:
        return tr("{0} is of a training of {1} epochs, which is gone on with up to {2}.").format(
            name, count(found.epochs), count(epochs)
        )
    if found.place is Place.DAMAGED:
        return found.problem
    return tr("{0} is there already: give another name, or replace it.").format(name)
