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
from app.ui.runs.export_dialog import HIGH, ExportDialog
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, open_lab
from tests.ui.test_pictures import complete

FILMS = ["run_gif", "run_webp", "run_mp4"]
OF_A_RUN = ["grid", "levels", "samples", *FILMS, "steps", "plots_svg", "plots_png"]


def ask(window, qtbot):
    """By the shortcut, as a user does it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.workspace.central, Qt.Key.Key_E, CONTROL)
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
    assert [key for key, widget in dialog.fields.items() if widget.isVisible()] == ["scale"]
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
    assert offered(dialog) == [
        "grid",
        "levels",
        "samples",
        "run_gif",
        "run_webp",
        "run_mp4",
        "steps",
        "plots_svg",
        "plots_png",
    ]
    dialog.reject()
    filled(window, qtbot)
    dialog = ask(window, qtbot)
    assert offered(dialog) == [
        "grid",
        "levels",
        "samples",
        "run_gif",
        "run_webp",
        "run_mp4",
        "steps",
        "plots_svg",
        "plots_png",
        "mask",
    ]
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
        assert offered(dialog) == ["view", "film", "film_webp", "film_mp4", *expected, "field"]
        dialog.reject()


def test_the_steps_and_the_mask_are_written(window, qtbot, tmp_path):
    workspace = filled(window, qtbot)
    assert save(window, qtbot, ask(window, qtbot), "steps", tmp_path / "steps").title == "Saved steps.csv"
    lines = (tmp_path / "steps.csv").read_text().splitlines()
    assert len(lines) == 1 + workspace.run.progress.done
    assert save(window, qtbot, ask(window, qtbot), "mask", tmp_path / "mask").title == "Saved mask.png"
    assert np.array_equal(read_mask(tmp_path / "mask.png", 8, 8), workspace.mask.pixels)


def choices(dialog, key):
    box = dialog.fields[key]
    return [box.itemText(i) for i in range(box.count())]


def test_what_is_shown_marked_or_enlarged_is_suggested(desk, qtbot):
    run = complete(desk, qtbot)
    run.show_estimate = True
    run.marks = frozenset({1, 2})
    dialog = ask(desk, qtbot)
    assert dialog.fields["showing"].currentData() == "estimate"
    assert dialog.fields["which"].currentText() == "only the 2 marked of 16 samples"
    dialog.reject()
    run.marks, run.focus = frozenset(), 4
    dialog = ask(desk, qtbot)
    assert dialog.fields["which"].currentText() == "all 16 samples"
    assert choices(dialog, "which") == ["all 16 samples", "only sample 5, the one in focus"]
    dialog.reject()
    run.enlarged = True
    dialog = ask(desk, qtbot)
    assert dialog.fields["which"].currentText() == "only sample 5, the one in focus"
    dialog.reject()


def test_only_the_options_that_act_are_there(desk, qtbot):
    complete(desk, qtbot)
    dialog = ask(desk, qtbot)
    for key, row in ((key, EXPORTS[key]) for key in offered(dialog)):
        dialog.what.setCurrentIndex(dialog.what.findData(key))
        seen = [name for name, widget in dialog.fields.items() if widget.isVisible()]
        assert set(seen) == set(row.options)
    dialog.reject()


def test_the_dialog_is_as_high_as_what_is_asked_for_and_its_rows_alike(desk, qtbot):
    complete(desk, qtbot)
    dialog = ask(desk, qtbot)
    qtbot.waitUntil(dialog.isVisible)
    heights = {}
    for key in ("samples", "grid", "samples"):
        dialog.what.setCurrentIndex(dialog.what.findData(key))
        heights.setdefault(key, []).append(dialog.height())
        assert dialog.height() == dialog.layout().totalHeightForWidth(dialog.width())
    assert heights["samples"][0] == heights["samples"][1] < heights["grid"][0]
    rows = [widget for widget in (dialog.what, *dialog.fields.values(), dialog.path) if widget.isVisible()]
    assert min(row.height() for row in rows) >= HIGH
    dialog.reject()


def test_an_earlier_step_is_named_where_it_is_what_is_written(desk, qtbot):
    run = complete(desk, qtbot)
    qtbot.keyClick(desk.center.grid, Qt.Key.Key_PageUp)
    seen = run.shown
    assert not seen.denoising
    dialog = ask(desk, qtbot)
    said = (
        f"As looked at now, not as the run ended: level {seen.level + 1} of {seen.levels}, step {seen.step + 1}, σ = "
    )
    for key, named in (("grid", True), ("samples", True), ("levels", False), ("run_gif", False)):
        dialog.what.setCurrentIndex(dialog.what.findData(key))
        assert dialog.note.text().startswith(said) is named
    assert f"-level{seen.level + 1}" in dialog.path.text()
    dialog.reject()
    qtbot.keyClick(desk.center.grid, Qt.Key.Key_L)
    dialog = ask(desk, qtbot)
    assert "looked at" not in dialog.note.text()
    dialog.reject()


def test_what_needs_a_library_says_how_to_get_it(desk, qtbot, monkeypatch):
    complete(desk, qtbot)
    monkeypatch.setattr("app.params.export.importlib.util.find_spec", lambda name: None)
    dialog = ask(desk, qtbot)
    save_button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    for key in ("run_mp4", "run_webp"):
        dialog.what.setCurrentIndex(dialog.what.findData(key))
        assert ("pip install 'score-explorer[mp4]'" in dialog.note.text()) is (key == "run_mp4")
        assert save_button.isEnabled() is (key != "run_mp4")
    dialog.reject()
