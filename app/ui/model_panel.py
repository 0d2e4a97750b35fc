"""The network: the bundled and opened checkpoints, what the open one is, and the device."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.params import ModelInfo
from app.state.preferences import Preferences
from app.ui.actions import ActionTable
from app.ui.model_session import ModelSession
from app.ui.text import count, number, tr
from app.ui.widgets.fields import Choice
from app.ui.widgets.labels import ElidedLabel

DEVICES = ("auto", "cuda", "mps", "cpu")


class ModelPanel(QWidget):
    """Choosing an entry opens it; what was open stays until that has worked."""

    def __init__(
        self, models: ModelSession, preferences: Preferences, actions: ActionTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._models = models
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
        self.device = Choice()
        self.device.setAccessibleName(tr("Device"))
        self.device.setToolTip(tr("Where the network computes; auto: a graphics card if there is one"))
        self.device.activated.connect(self._device_chosen)
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
        device_line = QHBoxLayout()
        device_label = QLabel(tr("Device"))
        device_label.setBuddy(self.device)
        device_line.addWidget(device_label)
        device_line.addWidget(self.device, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addLayout(device_line)
        layout.addWidget(self._facts)
        layout.addStretch(1)
        state = models.state
        state.changed.connect(self._show_info)
        state.changed.connect(self._fill)
        state.loading_changed.connect(self._fill)
        state.device_changed.connect(self._show_device)
        preferences.recent_changed.connect(self._fill)
        self._fill()
        self._show_device()
        self._show_info()

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
        for path in paths:
            known = path in bundled.values()
            name = Path(path).stem if known else Path(path).name
            self.choice.addItem(tr("{0} (comes with the program)").format(name) if known else name, path)
            self.choice.setItemData(self.choice.count() - 1, path, Qt.ItemDataRole.ToolTipRole)
            if current and str(Path(path).absolute()) == current:
                self.choice.setCurrentIndex(self.choice.count() - 1)

    @Slot(int)
    def _chosen(self, _index: int) -> None:
        path = self.choice.currentData()
        info = self._models.state.info
        if path and (info is None or Path(info.path).absolute() != Path(path).absolute()):
            self._models.open(path)
        self._fill()

    @Slot(int)
    def _device_chosen(self, _index: int) -> None:
        self._models.set_device(self.device.currentData())

    @Slot()
    def _show_device(self) -> None:
        state = self._models.state
        self.device.clear()
        for name in DEVICES:
            self.device.addItem(name, name)
            missing = name != "auto" and state.devices and name not in state.devices
            item = self.device.model().index(self.device.count() - 1, 0)
            if missing:
                self.device.model().setData(item, 0, Qt.ItemDataRole.UserRole - 1)  # not to be chosen
                self.device.setItemData(item.row(), tr("not at hand on this machine"), Qt.ItemDataRole.ToolTipRole)
        self.device.choose(state.device_choice)

    @Slot()
    def _show_info(self) -> None:
        while self.form.rowCount():
            self.form.removeRow(0)
        info = self._models.state.info
        if info is None:
            return
        for title, text in facts(info):
            name, value = QLabel(title), ElidedLabel(text)
            name.setProperty("role", "quiet")
            value.setAccessibleName(title)
            self.form.addRow(name, value)
        self._facts.setToolTip(_everything(info))


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
    for key, text in info.facts.items():
        if key == "data":
            lines.append((tr("Data"), text))
        elif key.startswith(("licence", "license")):
            lines.append((tr("Licence"), text))
    return lines


def _everything(info: ModelInfo) -> str:
    lines = [info.path, info.format, tr("weights: {0}").format(info.weights), f"SHA-256 {info.sha256}"]
    lines += [f"{key}: {text}" for key, text in info.facts.items()]
    return "\n".join(lines)
