"""The opened network as the window shows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.params import ModelInfo


class ModelState(QObject):
    """What is known about the network, where it computes, and whether one is being opened.

    ``info`` stays what it was while another file is being opened, and when that fails.
    """

    changed = Signal()
    loading_changed = Signal()
    device_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.info: ModelInfo | None = None
        self.loading = ""
        """The name of the file being opened, or empty."""
        self.device_choice = "auto"
        self.device_label = ""
        self.devices: tuple[str, ...] = ()
        self.memory = ""
        self.compiling = False
        """Whether the file being opened is to be compiled, which can take long."""
        self.compilable = ""
        """Why the open network cannot be compiled; empty if it can."""

    def set_info(self, info: ModelInfo) -> None:
        """Another network is open."""
        self.info = info
        self.changed.emit()

    def set_loading(self, name: str, *, compiling: bool = False) -> None:
        """A file is being opened; empty: no longer."""
        if (self.loading, self.compiling) != (name, compiling):
            self.loading, self.compiling = name, compiling
            self.loading_changed.emit()

    def set_device(self, choice: str, label: str, devices: tuple[str, ...]) -> None:
        """Where the network computes now."""
        if (choice, label, devices) != (self.device_choice, self.device_label, self.devices):
            self.device_choice, self.device_label, self.devices = choice, label, devices
            self.device_changed.emit()

    def set_memory(self, text: str) -> None:
        """How much memory the device has in use."""
        if text and text != self.memory:
            self.memory = text
            self.device_changed.emit()
