"""What is to be trained on what: data with a look at them, network, training, and where it is written to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.params import TrainParams
from app.params.data import DataParams
from app.params.run import Problem
from app.params.training import SizeParams, WatchParams, idle_settings
from app.params.training_run import ENDING, DataLook
from app.state.training import TrainingDrafts
from app.ui.file_names import typed_path
from app.ui.making import Pieces
from app.ui.text import count, tr
from app.ui.widgets.batch_view import BatchView
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.labels import PlainLabel, error_label, heading, quiet_label, show_error
from app.ui.widgets.save_place import SavePlace

PREVIEW = 100


class TrainingForm(QWidget):
    """Edits :class:`TrainingDrafts`, the path of the data and that of the file."""

    data_changed = Signal()
    """Other data, or something else is made of them."""
    changed = Signal()
    """Anything else is set otherwise."""
    resume_chosen = Signal(str)
    """The path of a training to go on with."""

    def __init__(self, drafts: TrainingDrafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts

    def make(self) -> Pieces:
        """Make all that it is of, piece by piece; nothing else is called before."""
        drafts = self._drafts
        self.path = QLineEdit()
        self.path.setAccessibleName(tr("Data to train on"))
        self.path.setPlaceholderText(tr("A file or a folder of pictures; drop it here"))
        self.path.setAcceptDrops(False)
        self.file = _button(tr("&File…"), tr("A zip, IDX, .npz, .npy or .parquet of pictures"))
        self.folder = _button(tr("Fol&der…"), tr("A folder of pictures, also in folders in it"))
        self.resume = _button(
            tr("&Take up…"),
            tr("Go on with a training: choose its NAME.resume.pt, or the network that it writes. Everything is set as "
               "it was, also for one that was begun on the command line"),
        )  # fmt: skip
        self.preview = BatchView(tr("Some of the data, as the network will see them"))
        self.preview.setFixedHeight(PREVIEW)
        self.about = quiet_label()
        self.problem = error_label()
        self.form = Form()
        self.device = Choice()
        self.place = SavePlace(tr("File of the network"), self._ask_place)
        """Whoever shows the form places it."""
        self.place.browse.setAutoDefault(False)
        yield from self._lay_out()
        self.path.editingFinished.connect(self._path_edited)
        self.file.clicked.connect(self._ask_file)
        self.folder.clicked.connect(self._ask_folder)
        self.resume.clicked.connect(self._ask_resume)
        self.place.changed.connect(self.changed)
        self.device.activated.connect(self.changed)
        drafts.changed.connect(self._draft_changed)
        self._last = ""
        self.show_values()

    def _lay_out(self) -> Pieces:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        buttons = QHBoxLayout()
        for button in (self.file, self.folder, self.resume):
            buttons.addWidget(button)
        column.addWidget(heading(tr("Data")))
        column.addWidget(self.path)
        column.addLayout(buttons)
        for widget in (self.preview, self.about, self.problem):
            column.addWidget(widget)
        form, drafts = self.form, self._drafts
        form.add_rest(drafts.wanted, DataParams, live=False)
        yield
        form.add_heading(tr("Network"))
        form.add(drafts.given, TrainParams, "architecture", "objective")
        form.add_rest(drafts.sizes, SizeParams, live=False)
        yield
        form.add_heading(tr("Training"))
        form.add(drafts.given, TrainParams, "epochs", "batch_size", "learning_rate")
        form.add_rest(drafts.given, TrainParams, live=False)
        yield
        form.add_heading(tr("While it trains"))
        form.add_rest(drafts.watch, WatchParams, live=False)
        yield
        column.addWidget(form)
        line = QHBoxLayout()
        label = PlainLabel(tr("Device"))
        label.setBuddy(self.device)
        self.device.setAccessibleName(tr("Device to train on"))
        self.device.setToolTip(tr("Where it is computed; auto: a graphics card if there is one"))
        self.offer_devices(())
        line.addWidget(label)
        line.addWidget(self.device, 1)
        column.addLayout(line)
        column.addStretch(1)

    # What is set

    @property
    def data(self) -> str:
        """The path of the data, as it is meant."""
        text = self.path.text().strip()
        return str(typed_path(text)) if text else ""

    @property
    def out(self) -> Path:
        """The file to write; a missing ending is put to it."""
        path = typed_path(self.place.text)
        return path if path.suffix == ENDING else path.with_name(path.name + ENDING) if path.name else path

    def offer_devices(self, devices: tuple[str, ...]) -> None:
        """These are there to be chosen; what is chosen stays."""
        chosen = self.device.currentData()
        self.device.clear()
        for name in ("auto", *(name for name in devices if name != "auto")):
            self.device.addItem(name, name)
        self.device.choose(chosen)

    def choose_data(self, path: str) -> None:
        """Train on these."""
        self.path.setText(path)
        self.path.setCursorPosition(0)
        self._path_edited()

    def choose_out(self, path: str) -> None:
        """Write there."""
        self.place.choose(path)

    @Slot()
    def _path_edited(self) -> None:
        if self.data != self._last:
            self._last = self.data
            if self.data:
                path = Path(self.data)
                name = path.name.split(".")[0] or "network"
                self.place.suggest(str(path.parent), name, ENDING)
            self.data_changed.emit()

    @Slot(str)
    def _draft_changed(self, key: str) -> None:
        self.show_values()
        if key in ("crop", "size", "grey", "limit", ""):
            self.data_changed.emit()
        self.changed.emit()

    @Slot()
    def show_values(self) -> None:
        """Show what is set; what the architecture does not have is hidden."""
        self.form.show_values()
        idle = idle_settings(self._drafts.architecture)
        for key, row in self.form.rows.items():
            row.setVisible(key not in idle and not (key == "start" and self._drafts.architecture != "compact"))

    def show_look(self, look: DataLook | None, problem: Problem | None = None, *, busy: bool = False) -> None:
        """Show what the data look like, or why that cannot be known."""
        show_error(self.problem, f"{problem.title}. {problem.text}" if problem is not None else "")
        if busy:
            self.about.setText(tr("Reading the data…"))
            return
        self.preview.setVisible(look is not None)
        self.about.setVisible(look is not None)
        if look is None:
            self.preview.show_pictures(None)
            return
        _, height, width = look.shape
        kind = tr("in grey") if look.shape[0] == 1 else tr("in colour")
        text = tr("{0} pictures of {1}×{2}, {3}").format(count(look.total), width, height, kind)
        self.about.setText(". ".join((text, *look.notes)) + ".")
        self.preview.show_pictures(look.pictures, about=text)

    # What is asked

    @Slot()
    def _ask_file(self) -> None:
        known = "*.gz *.idx *-ubyte *.zip *.npz *.npy *.parquet"
        kinds = ";;".join((tr("Data of pictures") + f" ({known})", tr("All files") + " (*)"))
        path, _ = QFileDialog.getOpenFileName(self, tr("Data to train on"), self.data, kinds)
        if path:
            self.choose_data(path)

    @Slot()
    def _ask_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("Folder of pictures to train on"), self.data)
        if path:
            self.choose_data(path)

    @Slot()
    def _ask_resume(self) -> None:
        kinds = ";;".join((tr("Trainings") + f" (*.resume.pt *{ENDING})", tr("All files") + " (*)"))
        path, _ = QFileDialog.getOpenFileName(self, tr("Take up a training"), str(self.out.parent), kinds)
        if path:
            self.resume_chosen.emit(path)

    def _ask_place(self, at: str) -> str:
        kinds = tr("Networks") + f" (*{ENDING})"
        options = QFileDialog.Option.DontConfirmOverwrite  # what is there is said below
        path, _ = QFileDialog.getSaveFileName(self, tr("File of the network"), at, kinds, options=options)
        return path


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    button.setAutoDefault(False)
    return button
