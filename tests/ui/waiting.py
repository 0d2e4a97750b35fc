"""How long the tests of the window wait: longer than any machine needs that has other things to do."""

from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000
"""No wait gives up before this, whatever a test asks for."""


class Bot(QtBot):
    """Pytest-qt's, more patient."""

    def waitUntil(self, callback, *, timeout=0):
        """Until it is true, as ``while`` has it, or returns None without an assertion that fails."""

        def holds():
            answer = callback()
            return answer if answer is None else bool(answer)

        return super().waitUntil(holds, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal, *, timeout=0, **options):
        return super().waitSignal(signal, timeout=max(timeout, PATIENCE_MS), **options)

    def waitSignals(self, signals, *, timeout=0, **options):
        return super().waitSignals(signals, timeout=max(timeout, PATIENCE_MS), **options)

    def waitExposed(self, widget, *, timeout=0):
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE_MS))

    def waitActive(self, widget, *, timeout=0):
        return super().waitActive(widget, timeout=max(timeout, PATIENCE_MS))
