"""Files of the laboratory opened from anywhere: the window's own dialog, drops, other workspaces."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.errors import CheckpointError
from app.lab.densities import build
from app.lab.training import LabTrainer
from app.params.lab.density import DensitySettings
from app.params.lab.run import LearnedScore
from app.params.lab.training import LabTrainSettings
from app.state.lab.laboratory import Activity
from app.workers.lab.files import write_network
from tests.ui.lab import CONTROL, LEFT


@pytest.fixture
def network(tmp_path):
    """A small network of the laboratory in a file."""
    settings = LabTrainSettings(width=8, depth=1, steps=1)
    trainer = LabTrainer(build(DensitySettings()), settings)
    path = tmp_path / "plane.safetensors"
    write_network(str(path), LearnedScore(trainer.average, "two-gaussians", settings, 1))
    return path


@pytest.fixture
def points(tmp_path):
    path = tmp_path / "cloud.csv"
    np.savetxt(path, np.random.default_rng(0).normal(0, 2, (40, 2)), delimiter=",")
    return path


def by_dialog(qtbot, window, path, monkeypatch):
    asked = []

    def answer(_parent, _title, _folder, kinds):
        asked.append(kinds)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    return asked[0]


def by_drop(qtbot, window, path, monkeypatch):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier))
    return ""


@pytest.mark.parametrize("way", [by_dialog, by_drop])
@pytest.mark.parametrize("workspace", [1, 2, 3])
def test_points_and_networks_open_in_the_laboratory_from_everywhere(
    make_window, qtbot, monkeypatch, network, points, way, workspace
):
    window = make_window()
    qtbot.keyClick(window, str(workspace), CONTROL)
    kinds = way(qtbot, window, points, monkeypatch)
    if kinds:
        for ending in ("*.csv", "*.npy", "*.safetensors", "*.jpg"):
            assert ending in kinds.split(";;")[0]
    lab = window.workspace
    qtbot.waitUntil(lambda: lab.state.density.points is not None, timeout=30_000)
    assert len(lab.state.density.points) == 40
    qtbot.keyClick(window, str(workspace), CONTROL)
    way(qtbot, window, network, monkeypatch)
    assert window.workspace is lab
    qtbot.waitUntil(lambda: lab.state.network is not None, timeout=30_000)
    assert lab.state.activity is Activity.LEARNING
    assert window.models.state.info is None


def test_as_a_network_of_pictures_it_is_refused_with_a_way_out(network, tmp_path, capsys):
    with pytest.raises(CheckpointError, match="2-D lab") as error:
        load_checkpoint(network)
    assert "plane.safetensors" in str(error.value)
    assert main(["sample", "--checkpoint", str(network), "--out", str(tmp_path / "x.png")]) == 1
    said = capsys.readouterr().err
    assert "2-D lab" in said
    assert "field and particles" in said
