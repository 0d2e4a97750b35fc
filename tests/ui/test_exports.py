"""The one dialog of all workspaces, made from the rows of exports."""

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from app.io.images import read_mask
from app.io.pictures import PICTURES, compose_grid
from app.io.records import KEY, RunRecord
from app.params.export import EXPORTS, Content, ExportRow, Need
from app.params.masks import Preset
from app.ui.runs.export_dialog import ExportDialog
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, open_lab
from tests.ui.test_pictures import complete


def ask(window, qtbot):
    """By the shortcut, as a user does it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    return window.findChildren(ExportDialog)[-1]


def offered(dialog):
    return [dialog.what.itemData(i) for i in range(dialog.what.count())]


def save(window, qtbot, dialog, key, path):
    dialog.what.setCurrentIndex(dialog.what.findData(key))
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(path))
    before = len(window.notices.problems)
    click(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Save))
    qtbot.waitUntil(lambda: len(window.notices.problems) > before, timeout=30_000)
    return window.notices.problems[-1]


def filled(window, qtbot):
    window.show_workspace("inpaint")
    workspace = window.workspace
    workspace.brush_panel.presets[Preset.LOWER].click()
    workspace.settings.set("count", 3)
    complete(window, qtbot)
    return workspace


@pytest.mark.parametrize("workspace", ["sample", "inpaint"])
def test_a_picture_format_is_a_row_and_a_writer(window, qtbot, tmp_path, monkeypatch, workspace):
    def write_plain(path, array, texts):
        """Portable greymaps, as the row below promises them."""
        height, width, _ = array.shape
        head = f"P5\n# {json.dumps(texts[KEY])}\n{width} {height}\n255\n"
        Path(path).write_bytes(head.encode() + array.tobytes())

    row = ExportRow("plain", Content.GRID, "The grid, one PGM", ".pgm", "For old programs.", ("sample", "inpaint"),
                    Need.RUN, ("scale",))  # fmt: skip
    monkeypatch.setitem(EXPORTS, row.key, row)
    monkeypatch.setitem(PICTURES, row.ending, write_plain)

    run = complete(window, qtbot) if workspace == "sample" else filled(window, qtbot).run
    dialog = ask(window, qtbot)
    dialog.what.setCurrentIndex(dialog.what.findData("plain"))
    assert dialog.what.currentText() == "The grid, one PGM"
    assert dialog.path.text().endswith(".pgm")
    assert dialog.note.text() == "For old programs."
    assert [key for key, widget in dialog.fields.items() if widget.isEnabled()] == ["scale"]
    dialog.fields["scale"].setValue(2)
    assert save(window, qtbot, dialog, "plain", tmp_path / "grid").title == "Saved grid.pgm"
    magic, record, size, depth, pixels = (tmp_path / "grid.pgm").read_bytes().split(b"\n", 4)
    assert (magic, depth) == (b"P5", b"255")
    width, height = map(int, size.split())
    grid = np.frombuffer(pixels, np.uint8).reshape(height, width, 1)
    expected = compose_grid(run.frame.x, scale=2)
    assert np.array_equal(grid[:, width - expected.shape[1] :], expected)  # a filling's inputs stand before it
    assert RunRecord.from_json(json.loads(record[2:]), "grid.pgm").settings == run.settings


def test_each_workspace_offers_its_own(window, qtbot):
    complete(window, qtbot)
    dialog = ask(window, qtbot)
    assert offered(dialog) == ["grid", "levels", "samples", "steps"]
    dialog.reject()
    filled(window, qtbot)
    dialog = ask(window, qtbot)
    assert offered(dialog) == ["grid", "levels", "samples", "steps", "mask"]
    dialog.reject()


def test_the_laboratory_offers_what_is_there(make_window, qtbot):
    window, lab = open_lab(make_window, qtbot)
    dialog = ask(window, qtbot)
    assert offered(dialog) == ["view", "field"]
    assert dialog.fields == {}
    dialog.reject()
    for both, expected in ((False, ["particles"]), (True, ["particles_a", "particles_b"])):
        lab.particles.set_shown(both=both)
        lab.run.session.restart()
        qtbot.waitUntil(lambda both=both: lab.run.frame is not None and len(lab.run.frame.panels) == 1 + both)
        dialog = ask(window, qtbot)
        assert offered(dialog) == ["view", "film", *expected, "field"]
        dialog.reject()


def test_the_steps_and_the_mask_are_written(window, qtbot, tmp_path):
    workspace = filled(window, qtbot)
    assert save(window, qtbot, ask(window, qtbot), "steps", tmp_path / "steps").title == "Saved steps.csv"
    lines = (tmp_path / "steps.csv").read_text().splitlines()
    assert len(lines) == 1 + workspace.run.progress.done
    assert save(window, qtbot, ask(window, qtbot), "mask", tmp_path / "mask").title == "Saved mask.png"
    assert np.array_equal(read_mask(tmp_path / "mask.png", 8, 8), workspace.mask.pixels)


def test_what_is_shown_and_marked_is_suggested(window, qtbot):
    run = complete(window, qtbot)
    run.show_estimate = True
    run.marks = frozenset({1, 2})
    dialog = ask(window, qtbot)
    assert dialog.fields["estimate"].currentData() is True
    assert dialog.fields["only_marked"].isChecked()
    assert dialog.fields["only_marked"].text() == "only the 2 marked of 16 samples"
    dialog.reject()
    run.marks = frozenset()
    dialog = ask(window, qtbot)
    assert not dialog.fields["only_marked"].isEnabled()
    dialog.reject()
