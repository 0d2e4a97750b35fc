"""Folders of diffusers in the window: dropped, chosen, and restored by a picture made with one."""

from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QFileDialog

from app.io.pictures import read_record
from tests.folders import EXPLODING, VE, write_folder
from tests.ui.conftest import open_network
from tests.ui.test_opening import quick
from tests.ui.test_pictures import complete, drop, export, picture


def test_a_dropped_folder_opens_and_its_name_is_shown(window, qtbot, tmp_path):
    folder = write_folder(tmp_path / "cats.256")
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        drop(window, folder)
    info = window.models.state.info
    assert (info.name, info.format, info.path) == ("cats.256", "diffusers folder", str(folder))
    assert "cats.256" in window.windowTitle()
    assert window.workspace.model_panel.choice.currentText() == "cats.256"
    assert window.preferences.recent[0] == str(folder)


def test_the_index_of_a_folder_may_be_chosen_in_the_dialog(window, qtbot, tmp_path, monkeypatch):
    folder = write_folder(tmp_path / "cats", unet=EXPLODING, scheduler=VE)
    kinds = []

    def choose(_parent, _title, _folder, offered):
        kinds.append(offered)
        return str(folder / "model_index.json"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        window.choose_file()
    assert window.models.state.info.path == str(folder)
    assert "model_index.json" in kinds[0]


def test_a_picture_made_with_a_folder_brings_its_run_back(window, qtbot, tmp_path):
    open_network(window, qtbot, str(write_folder(tmp_path / "cats")))
    for seed, name in ((7, "a.png"), (8, "b.png")):
        quick(window, seed=seed)
        complete(window, qtbot)
        export(window, qtbot, tmp_path / name)
    assert read_record(tmp_path / "a.png").sha256 == window.models.state.info.sha256
    assert not np.array_equal(picture(tmp_path / "a.png"), picture(tmp_path / "b.png"))
    drop(window, tmp_path / "a.png")
    qtbot.waitUntil(lambda: window.workspace.settings.value("seed") == 7, timeout=30_000)
    complete(window, qtbot)
    export(window, qtbot, tmp_path / "again.png")
    assert np.array_equal(picture(tmp_path / "a.png"), picture(tmp_path / "again.png"))


def test_a_folder_without_a_network_is_refused_in_a_notice(window, tmp_path, qtbot):
    (tmp_path / "empty").mkdir()
    drop(window, tmp_path / "empty")
    qtbot.waitUntil(lambda: bool(window.notices.problems), timeout=30_000)
    assert "folder" in window.notices.problems[-1].text
    assert Path(window.models.state.info.path).suffix == ".safetensors"
