"""The network: the bundled and opened checkpoints, what the open one is, and the device."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.params import ModelInfo
from app.params.opening import PRECISIONS
from app.params.threads import MOST_THREADS
from app.state.preferences import Preferences
from app.state.settings import SettingsState
from app.ui.action_table import ActionTable
from app.ui.file_names import distinct_names
from app.ui.model_session import ModelSession
from app.ui.opening_form import SPACES
from app.ui.text import count, number, one_line, tip, tr
from app.ui.widgets.fields import Choice
from app.ui.widgets.labels import ElidedLabel, PlainLabel

DEVICES = ("auto", "cuda", "mps", "cpu")

ASSUMED = {
    "sigma_max": "σ₁ = {0}", "sigma_min": "σ_L = {0}", "image_size": "{0} px", "logit_transform": "no logits",
    "rescaled": "not rescaled",
    "preset": "{0}", "scheduler": "{0}", "sde": "SDE: {0}", "base": "s = {0}",
}  # fmt: skip
"""What was assumed -> how it is written."""


class ModelPanel(QWidget):
    """Choosing an entry opens it; what was open stays until that has worked."""

    def __init__(
        self,
        models: ModelSession,
        preferences: Preferences,
        actions: ActionTable,
        settings: SettingsState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._settings = settings
        self._preferences = preferences
        self.choice = Choice()
        self.choice.setAccessibleName(tr("Checkpoint"))
        self.choice.setToolTip(tr("The networks that came with the program, and those opened before"))
        self.choice.activated.connect(self._chosen)
        self.open = QToolButton()
        self.open.setDefaultAction(actions["open"])
        self.open.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.open.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.open.setAccessibleName(tr("Open a checkpoint"))
        self.inside = QToolButton()
        self.inside.setDefaultAction(actions["inside"])
        self.inside.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.inside.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.inside.setProperty("role", "option")
        self.device = Choice()
        self.device.setAccessibleName(tr("Device"))
        self.device.setToolTip(tr("Where the network computes; auto: a graphics card if there is one"))
        self.device.activated.connect(self._device_chosen)
        self.threads = QSpinBox()
        self.threads.setRange(0, MOST_THREADS)
        self.threads.setSpecialValueText(tr("auto"))
        self.threads.setKeyboardTracking(False)
        self.threads.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.threads.setToolTip(
            tr(
                "So many of the processor's cores compute from the next run on; auto: all. Fewer leave room for other "
                "programs; another number rounds differently, so the last bits of the pictures change with it"
            )
        )
        self.threads.valueChanged.connect(self._threads_chosen)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.choice, 1)
        line.addWidget(self.open)
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(4)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._facts = QWidget()
        self._facts.setLayout(self.form)
        self._make_choices()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self._labelled(tr("Device"), self.device))
        layout.addWidget(self._labelled(tr("Threads"), self.threads))
        layout.addWidget(self.native)
        layout.addWidget(self.mapped)
        layout.addWidget(self.compile)
        layout.addWidget(self.weights_row)
        layout.addWidget(self.precision_row)
        layout.addWidget(self.graphs)
        layout.addWidget(self._facts)
        layout.addWidget(self.inside, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        state = models.state
        state.changed.connect(self._show_info)
        state.changed.connect(self._fill)
        state.loading_changed.connect(self._fill)
        state.device_changed.connect(self._show_device)
        preferences.recent_changed.connect(self._fill)
        settings.changed.connect(self._setting_changed)
        actions["inside"].changed.connect(self._offer_inside)
        self._offer_inside()
        self._fill()
        self._show_device()
        self._show_info()

    def _make_choices(self) -> None:
        """What can be chosen about some networks only; each is hidden where there is no choice."""
        self.compile = _box(
            tr("Compile: faster steps after a wait"),
            tr(
                "Compiled kernels for this processor do what lies between two convolutions in one pass. Building them "
                "takes some ten seconds the first time and needs a C++ compiler; scores change by rounding"
            ),
        )
        self.compile.clicked.connect(self._compile_chosen)
        self.weights = Choice()
        self.weights.addItem(tr("average (EMA)"), True)
        self.weights.addItem(tr("live, as last trained"), False)
        self.weights.setToolTip(tr("The running average of the weights gives better pictures (Song & Ermon 2020)"))
        self.weights.activated.connect(self._weights_chosen)
        self.weights_row = self._labelled(tr("Weights"), self.weights)
        self.native = _box(
            tr("Native levels only"),
            tr(
                "The sampler visits only the noise levels σ that this network was trained on: for each level asked for "
                "the nearest in log σ, and none twice. Acts with the next run"
            ),
        )
        self.native.clicked.connect(self._native_chosen)
        self.mapped = PlainLabel(
            tr("It knows only its own levels: any other σ is taken to the nearest in log σ."), "quiet", wrap=True
        )
        self.precision = Choice()
        for name, title, _ in PRECISIONS:
            self.precision.addItem(tr(title), name)
        self.precision.setToolTip(tr("How the graphics card multiplies: exactly, in TF32, or in bfloat16 (autocast)"))
        self.precision.activated.connect(self._precision_chosen)
        self.precision_row = self._labelled(tr("Precision"), self.precision)
        self.graphs = _box(
            tr("CUDA graphs"), tr("Start all kernels of an evaluation at once: faster where there are many small ones")
        )
        self.graphs.clicked.connect(self._graphs_chosen)
        self.ask = QPushButton(tr("What the file cannot tell…"))
        self.ask.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ask.setToolTip(
            tr("Noise range, image size, kind of data, configuration: say it, and the file opens again")
        )
        self.ask.clicked.connect(self._models.ask)

    def _labelled(self, text: str, editor: QWidget) -> QWidget:
        label = PlainLabel(text)
        label.setBuddy(editor)
        editor.setAccessibleName(text)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label)
        line.addWidget(editor, 1)
        return holder

    @Slot()
    def _fill(self) -> None:
        info = self._models.state.info
        self.choice.clear()
        if info is None:
            self.choice.addItem(tr("Opening…") if self._models.state.loading else tr("No network is open"), "")
        bundled = self._models.bundled
        paths = [*bundled.values(), *(p for p in self._preferences.recent if p not in bundled.values())]
        current = str(Path(info.path).absolute()) if info is not None else ""
        if info is not None and current not in [str(Path(p).absolute()) for p in paths]:
            paths.append(info.path)
        names = distinct_names(p for p in paths if p not in bundled.values())
        for path in paths:
            known = path in bundled.values()
            name = one_line(Path(path).stem if known else names[path], 80)
            self.choice.addItem(tr("{0} (comes with the program)").format(name) if known else name, path)
            self.choice.setItemData(self.choice.count() - 1, tip(path), Qt.ItemDataRole.ToolTipRole)
            if current and str(Path(path).absolute()) == current:
                self.choice.setCurrentIndex(self.choice.count() - 1)

    @Slot(int)
    def _chosen(self, _index: int) -> None:
        path = self.choice.currentData()
        info = self._models.state.info
        if path and (info is None or Path(info.path).absolute() != Path(path).absolute()):
            self._models.open(path)
        self._fill()

    @Slot()
    def _offer_inside(self) -> None:
        """Where there is no such view there is no button for it."""
        self.inside.setVisible(self.inside.defaultAction().isEnabled())

    @Slot(int)
    def _device_chosen(self, _index: int) -> None:
        self._models.set_device(self.device.currentData())

    @Slot(int)
    def _threads_chosen(self, threads: int) -> None:
        self._models.state.threads = threads

    @Slot(bool)
    def _compile_chosen(self, checked: bool) -> None:
        self._models.change(compiled=checked)

    @Slot(int)
    def _weights_chosen(self, _index: int) -> None:
        self._models.change(use_ema=self.weights.currentData())

    @Slot(int)
    def _precision_chosen(self, _index: int) -> None:
        self._models.change(precision=self.precision.currentData())

    @Slot(bool)
    def _graphs_chosen(self, checked: bool) -> None:
        self._models.change(graphs=checked)

    @Slot(bool)
    def _native_chosen(self, checked: bool) -> None:
        info = self._models.state.info
        self._settings.set("native", info.sigmas if checked and info is not None and not info.continuous else ())

    @Slot(str)
    def _setting_changed(self, name: str) -> None:
        if name == "native":
            self.native.setChecked(bool(self._settings.value("native")))

    def _show_choices(self) -> None:
        """Show what is in use; what cannot be chosen for this network is hidden."""
        state, opening = self._models.state, self._models.opening
        info = state.info
        cuda = (
            info is not None and "cuda" in state.devices and state.device_choice.partition(":")[0] in ("auto", "cuda")
        )
        self.compile.setVisible(info is not None and not state.compilable)
        self.compile.setChecked(opening.compiled)
        self.weights_row.setVisible(info is not None and info.has_ema and info.has_live)
        self.weights.choose(info is not None and info.weights == "EMA")
        discrete = info is not None and not info.continuous
        self.native.setVisible(discrete)
        self.mapped.setVisible(discrete)
        self.native.setChecked(bool(self._settings.value("native")))
        for widget in (self.precision_row, self.graphs):
            widget.setVisible(cuda)
        self.precision.choose(opening.precision)
        self.graphs.setChecked(opening.graphs)
        self.ask.setVisible(info is not None and bool(info.answers))

    @Slot()
    def _show_device(self) -> None:
        state = self._models.state
        self._show_choices()
        self.device.clear()
        for name in DEVICES:
            self.device.addItem(name, name)
            missing = name != "auto" and state.devices and name not in state.devices
            item = self.device.model().index(self.device.count() - 1, 0)
            if missing:
                self.device.model().setData(item, 0, Qt.ItemDataRole.UserRole - 1)  # not to be chosen
                self.device.setItemData(item.row(), tr("not at hand on this machine"), Qt.ItemDataRole.ToolTipRole)
        self.device.choose(state.device_choice)
        self.threads.setValue(state.threads)

    @Slot()
    def _show_info(self) -> None:
        while self.form.rowCount():
            self.form.removeRow(0)
        info = self._models.state.info
        self._show_choices()
        if info is None:
            return
        for title, text in facts(info):
            name, value = PlainLabel(title, "quiet"), ElidedLabel(text)
            value.setAccessibleName(title)
            self.form.addRow(name, value)
        self._facts.setToolTip(tip(_everything(info)))


def facts(info: ModelInfo) -> list[tuple[str, str]]:
    """What a person wants to know first, as lines."""
    channels, height, width = info.shape
    kinds = {1: tr("grey"), 3: tr("RGB"), 4: tr("RGBA")}
    lines = [
        (tr("Pictures"), f"{height} × {width}, {kinds.get(channels, str(channels))}"),
        (tr("Network"), tr("{0}, {1} parameters").format(info.architecture, count(info.parameters))),
        (
            tr("Noise"),
            tr("σ {0} … {1}, {2}").format(
                number(max(info.sigmas)),
                number(min(info.sigmas)),
                tr("any σ") if info.continuous else tr("{0} levels").format(len(info.sigmas)),
            ),
        ),
    ]
    lines += [(tr(title), text) for title, text in provenance(info.facts)]
    if info.data_space != "unit":
        lines.append((tr("Data space"), tr(SPACES[info.data_space])))
    if info.assumed:
        said = [tr(text).format(_short(info.assumed[k])) for k, text in ASSUMED.items() if k in info.assumed]
        lines.append((tr("Assumed"), ", ".join(said)))
    return lines


def provenance(facts: dict[str, str]) -> list[tuple[str, str]]:
    """(title, text) of the data and their licence. The name of a file gives way to that of the data set."""
    data = facts.get("data") or facts.get("Data set") or ""
    licence = next((text for key, text in facts.items() if key.startswith(("licence", "license"))), "")
    first, _, rest = data.partition(", ")
    if licence and Path(first).suffix:
        named, _, licence = licence.partition(", ")
        data = ", ".join(filter(None, (named, rest)))
    return [(title, text) for title, text in (("Data", data), ("Licence", licence)) if text]


def _short(value: Any) -> str:
    return number(value) if isinstance(value, float) else str(value)


def _box(text: str, tip: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    box.setToolTip(f"<p>{tip}</p>")
    return box


def _everything(info: ModelInfo) -> str:
    lines = [info.path, info.format, tr("weights: {0}").format(info.weights), f"SHA-256 {info.sha256}"]
    lines += [f"{key}: {text}" for key, text in info.facts.items()]
    lines = [one_line(line) for line in lines]
    return "\n".join(lines)
