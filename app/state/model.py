"""The opened network as the window shows it."""

from __future__ import annotations

from operator import is_

from PySide6.QtCore import Signal

from app.params import ModelInfo
from app.params.threads import MOST_THREADS, cpu_label
from app.state.observable import Kept, Observable, Observed


class ModelState(Observable):
    """What is known about the network, where it computes, and whether one is being opened.

    ``info`` stays what it was while another file is being opened, and when that fails. Each opening tells, also of the
    same file.
    """

    changed = Signal()
    loading_changed = Signal()
    device_changed = Signal()

    info = Observed[ModelInfo | None](None, changed, same=is_)
    compilable = Observed("", changed)
    """Why the open network cannot be compiled; empty if it can."""
    loading = Observed("", loading_changed)
    """The name of the file being opened, or empty."""
    compiling = Observed(False, loading_changed)
    """Whether the file being opened is to be compiled, which can take long."""
    # Other devices need not be there at the next start, and "auto" finds them.
    device_choice = Observed(
        "auto", device_changed, kept=Kept("texts/device", read=lambda text: "cpu" if text == "cpu" else "auto")
    )
    device_label = Observed("", device_changed)
    on_cpu = Observed(False, device_changed)
    """Whether the open network computes on the processor."""
    threads = Observed(0, device_changed, kept=Kept("texts/threads", read=int))
    """How many threads of the processor compute from the next run on; 0: as many as it has cores."""
    devices = Observed[tuple[str, ...]]((), device_changed)
    memory = Observed("", device_changed)
    """How much memory the device has in use, as far as is known."""

    @loading.then
    def _loaded(self) -> None:
        self.compiling = self.compiling and bool(self.loading)

    @property
    def where(self) -> str:
        """Where the network computes, and with how many threads if that was set."""
        return cpu_label(self.threads) if self.threads and self.on_cpu else self.device_label

    @threads.check
    def _so_many(self, threads: int) -> int:
        return min(MOST_THREADS, max(0, threads))

    @memory.check
    def _known(self, memory: str) -> str:
        return memory or self.memory
