"""A small form for what a checkpoint's file cannot tell. It stands beside the window; nothing waits for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.params import SettingError
from app.params.opening import Opening
from app.params.settings import fields_of
from app.ui.model_session import ModelSession, Question
from app.ui.text import one_line, tip, tr
from app.ui.widgets.fields import Choice, NumberEdit
from app.ui.widgets.form import make_edit, make_tip
from app.ui.widgets.labels import ElidedLabel, PlainLabel, error_label, rich_label, show_error

SPACES = {"unit": "pixels in [0, 1]", "centred": "2 p − 1 of the pixels p", "logit": "logits of the pixels"}
FLAGS: dict[str, tuple[bool, bool]] = {"unit": (False, False), "centred": (False, True), "logit": (True, False)}
"""Data space -> (logit_transform, rescaled)."""


class OpeningForm(QDialog):
    """The documented defaults are filled in; Enter opens the file again with what was changed."""

    def __init__(self, models: ModelSession, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = Path(question.path).name
        self.setWindowTitle(tr("About {0}").format(one_line(name, 80)))
        self.setMinimumWidth(420)
        self._models = models
        self._question = question
        self._shown: dict[str, Any] = {}
        self.numbers: dict[str, NumberEdit] = {}
        self.choices: dict[str, Choice] = {}
        self.config = ElidedLabel()
        self._config: str | None = None
        text = PlainLabel(self._words(one_line(name, 80)), wrap=True)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._make_rows()
        self.error = error_label()
        buttons = QDialogButtonBox()
        self.use = QPushButton(tr("&Open with these") if question.info is None else tr("&Use these"))
        self.use.setDefault(True)
        self.keep = QPushButton(tr("Not now") if question.info is None else tr("&Keep as it is"))
        self.keep.setAutoDefault(False)
        buttons.addButton(self.use, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.keep, QDialogButtonBox.ButtonRole.RejectRole)
        self.use.clicked.connect(self._apply)
        self.keep.clicked.connect(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(text)
        layout.addLayout(self.form)
        layout.addWidget(self.error)
        layout.addWidget(buttons)
        models.opened.connect(self._opened)

    def _words(self, name: str) -> str:
        if self._question.info is None:
            return tr(
                "{0} holds an NCSN++ of no published configuration that is known by its weights. Say which one it is, "
                "or choose the configuration of its training."
            ).format(name)
        if self._question.info.assumed:
            return tr(
                "The file does not say all that is needed. What stands here was taken from the published "
                "configurations; what you change is remembered for this file."
            )
        return tr("What you change here goes before what the file and its configuration say, and is remembered.")

    def _make_rows(self) -> None:
        info, opening = self._question.info, self._question.opening
        answers = info.answers if info is not None else ("preset", "config")
        if info is not None and "sigma_max" in answers:
            self._number("sigma_max", max(info.sigmas))
            self._number("sigma_min", min(info.sigmas))
        if info is not None and "image_size" in answers:
            self._number("image_size", info.shape[1])
        if info is not None and "data_space" in answers:
            tip = tr("What the network saw: 'logit_transform' and 'rescaled' in the configurations")
            spaces = {key: tr(text) for key, text in SPACES.items()}
            self._choice("data_space", tr("Data"), spaces, info.data_space, tip)
        if "preset" in answers:
            presets = {"": tr("by the weights") if info is not None else tr("choose…")}
            presets |= {name: name for name in self._question.presets}
            guessed = info.assumed.get("preset", "") if info is not None else ""
            about = fields_of(Opening)["preset"].about
            self._choice("preset", tr(about.title), presets, opening.preset or guessed, tr(about.tip))
        if info is not None and "sde" in answers:
            about = fields_of(Opening)["sde"].about
            entries = {value: tr(label) for value, label, _ in about.choices}
            self._choice("sde", tr(about.title), entries, info.arguments.get("sde", "ve"), tr(about.tip))
        if info is not None and "base" in answers:
            self._number("base", float(info.arguments["base"]))
        if "config" in answers:
            self._config_row(opening)

    def _row(self, label: str, editor: QWidget, name: str, tip: str) -> None:
        text = rich_label(label)
        text.setBuddy(editor)
        editor.setAccessibleName(name)
        for widget in (text, editor):
            widget.setToolTip(tip)
        self.form.addRow(text, editor)

    def _number(self, key: str, value: float) -> None:
        field = fields_of(Opening)[key]
        edit = self.numbers[key] = make_edit(field)
        edit.show_value(value)
        self._shown[key] = value
        self._row(tr(field.about.title), edit, tr(field.about.name), make_tip(field))

    def _choice(self, key: str, label: str, entries: dict[str, str], value: str, tip: str) -> None:
        choice = self.choices[key] = Choice()
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for data, text in entries.items():
            choice.addItem(text, data)
        choice.choose(value)
        self._shown[key] = choice.currentData()
        self._row(label, choice, label, tip)

    def _config_row(self, opening: Opening) -> None:
        self._config = opening.config
        self._shown["config"] = opening.config
        self.choose = QPushButton(tr("&Choose…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose_config)
        line = QHBoxLayout()
        line.addWidget(self.config, 1)
        line.addWidget(self.choose)
        holder = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        about = fields_of(Opening)["config"].about
        self._row(tr(about.title), holder, tr(about.title), tr(about.tip))
        self.choose.setAccessibleName(tr("Choose a configuration"))
        self._show_config()

    def _show_config(self) -> None:
        beside = self._question.info.facts.get("Configuration", "") if self._question.info is not None else ""
        text = Path(self._config).name if self._config else beside or tr("none")
        self.config.setText(text)
        self.config.setToolTip(tip(self._config or text))

    @Slot()
    def _choose_config(self) -> None:
        kinds = tr("Configurations") + " (*.yml *.yaml *.json);;" + tr("All files") + " (*)"
        folder = str(Path(self._config or self._question.path).parent)
        path, _ = QFileDialog.getOpenFileName(self, tr("Configuration of the training"), folder, kinds)
        if path:
            self._config = path
            self._show_config()

    def answers(self) -> Opening:
        """The opening with what was changed here. Raises SettingError."""
        changes: dict[str, Any] = {}
        for key, edit in self.numbers.items():
            edit.editingFinished.emit()  # what is being typed counts
            if edit.value() != self._shown[key]:
                changes[key] = edit.value()
        for key, choice in self.choices.items():
            value = choice.currentData()
            if value == self._shown[key]:
                continue
            if key == "data_space":
                changes["logit_transform"], changes["rescaled"] = FLAGS[value]
            else:
                changes[key] = value or None
        if changes.get("sde", "ve") != "ve":
            changes["base"] = None  # the other SDEs have none
        if self._config != self._shown.get("config"):
            changes["config"] = self._config
        return self._question.opening.replaced(**changes)

    @Slot()
    def _apply(self) -> None:
        try:
            opening = self.answers()
        except SettingError as error:
            self._say(str(error))
            return
        if self._question.info is None and opening == self._question.opening:
            self._say(tr("Choose a published configuration or a file"))
        elif self._question.info is not None and opening == self._question.opening:
            self._models.settle()
            self.close()
        else:
            self.error.hide()
            self._models.open(self._question.path, opening=opening)

    @Slot()
    def _keep(self) -> None:
        if self._question.info is not None:
            self._models.settle()
        self.close()

    def _say(self, text: str) -> None:
        show_error(self.error, f"{text}.")

    @Slot()
    def _opened(self) -> None:
        self.close()  # with these answers, or another network is looked at now
