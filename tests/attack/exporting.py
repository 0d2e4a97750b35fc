"""A window that opens a network, lets it run, and exports: what the kills strike there."""

from __future__ import annotations

from pathlib import Path

from app.params.export import EXPORTS, ExportChoice, Need
from app.params.status import RunPhase
from app.workers.latest import LatestThread
from tests.attack.window import application, close, open_window, own_places, until

SECONDS = 60


def main(words: list[str]) -> int:
    """``EXPORT FILE`` again and again: of the workspace that has the export; 0 if all were written."""
    folder = Path.cwd()
    own_places(folder)
    app = application()
    window = open_window(folder)
    window.open_path(str(folder / "small.safetensors"))
    for key, name in zip(words[::2], words[1::2], strict=True):
        row = EXPORTS[key]
        window.show_workspace(row.workspaces[0])
        work = window.workspace
        if not until(lambda: window.models.model is not None, SECONDS):
            return 1
        if row.needs is Need.RUN and work.run.frame is None:
            work.handlers["restart"]()
            if not until(lambda work=work: work.run.frame is not None and work.run.phase is RunPhase.IDLE, SECONDS):
                return 1
        work.exporter.export(ExportChoice(row, str(folder / name)))
        if not until(lambda: all(isinstance(t, LatestThread) for t in window.tasks._threads), SECONDS):
            return 1
    wrong = [p for p in window.notices.problems if not p.title.startswith("Saved")]
    left = close(window)
    del app
    return 1 if wrong or left else 0
