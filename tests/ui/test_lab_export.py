"""What the laboratory writes: pictures, arrays and animations, the same as the command line's; and the figures."""

import json
import threading

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from app.cli import main
from app.params.export import EXPORTS, ExportChoice
from app.params.lab.density import DensityName, SigmaMeaning
from app.params.lab.run import ParticleChange
from app.params.lab.training import Objective
from app.params.run import FinishReason
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity
from app.ui.runs.export_dialog import ExportDialog
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, ended, open_lab, settled, type_in, wait_until

SMALL = (900, 600)
"""Files are the same from a window of any size, but for the view; the plane is painted in less time in a small one."""


def saved(qtbot, window, name):
    qtbot.waitUntil(lambda: any(p.title == f"Saved {name}" for p in window.notices.problems), timeout=60_000)


def export(qtbot, window, lab, what, path):
    """By the dialog, as a user does it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_E, CONTROL)
    dialog = window.findChildren(ExportDialog)[-1]
    dialog.what.setCurrentIndex(dialog.what.findData(what))
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(path))
    click(qtbot, dialog.buttons.buttons()[0])


def load(path):
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def test_the_field_is_the_command_lines(make_window, qtbot, tmp_path):
    window, lab = open_lab(make_window, qtbot, size=SMALL)
    type_in(qtbot, lab.density_panel.sigma.edit, "2")
    settled(qtbot, lab)
    export(qtbot, window, lab, "field", tmp_path / "window.npz")
    saved(qtbot, window, "window.npz")
    assert main(["field", "--sigma", "2", "--npz", str(tmp_path / "cli.npz")]) == 0
    ours, theirs = load(tmp_path / "window.npz"), load(tmp_path / "cli.npz")
    assert ours.keys() == theirs.keys() >= {"score", "log_density", "settings"}
    for name, array in theirs.items():
        assert np.array_equal(ours[name], array), name
    size = lab.center.canvas.size()
    export(qtbot, window, lab, "view", tmp_path / "view")  # the ending is added
    saved(qtbot, window, "view.png")
    with Image.open(tmp_path / "view.png") as image:
        assert image.size == (2 * size.width(), 2 * size.height())
        assert len(np.unique(np.asarray(image)[::9, ::9].reshape(-1, 3), axis=0)) > 100
        assert json.loads(image.text["score-explorer-laboratory"])["sigma"] == 2


def small_run(qtbot, lab):
    for draft in lab.particles.panels:
        draft.set("count", 100)
        draft.set("steps_per_level", 6)
    lab.particles.panels[1].set("levels", 2)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.run)


def test_particles_and_film(make_window, qtbot, tmp_path):
    window, lab = open_lab(make_window, qtbot, Activity.PARTICLES, size=SMALL)
    small_run(qtbot, lab)
    export(qtbot, window, lab, "particles_b", tmp_path / "b.npz")
    saved(qtbot, window, "b.npz")
    args = ["--count", "100", "--steps-per-level", "6", "--levels", "2", "--quiet"]
    assert main(["particles", "--sampler", "annealed", *args, "--npz", str(tmp_path / "cli.npz")]) == 0
    ours, theirs = load(tmp_path / "b.npz"), load(tmp_path / "cli.npz")
    assert ours["particles"].dtype == np.float32
    assert np.array_equal(ours["particles"], theirs["particles"])
    assert json.loads(str(ours["settings"]))["settings"] == json.loads(str(theirs["settings"]))["settings"]
    export(qtbot, window, lab, "film", tmp_path / "run.gif")
    saved(qtbot, window, "run.gif")
    qtbot.waitUntil(lambda: lab.exporter.progress is None, timeout=60_000)
    with Image.open(tmp_path / "run.gif") as film:
        assert film.n_frames == 13  # the start and the twelve steps of the longer run
        assert json.loads(film.info["comment"])["settings"][1]["sampler"] == "annealed"


def test_a_changed_run_is_filmed_with_its_changes(make_window, qtbot, tmp_path, monkeypatch):
    window, lab = open_lab(make_window, qtbot, Activity.PARTICLES, size=SMALL)
    lab.particles.set_shown(both=False)
    lab.particles.panels[0].set("count", 50)
    for name in ("step", "step"):
        click(qtbot, lab.run_panel.buttons[name])
        wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED)
    type_in(qtbot, lab.particle_panel.samplers[0].form.rows["epsilon"].edit, "1.5")
    lab.center.canvas.setFocus()
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Period)
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED and lab.run.frame.panels[0].index == 3)
    assert lab.run.changes() == (ParticleChange(0, 2, lab.particles.panels[0].valid.live),)
    drawn = []
    import app.ui.lab.exports as exports

    draw = exports._draw_film
    monkeypatch.setattr(exports, "_draw_film", lambda *a: drawn.append(a[-1]) or draw(*a))
    lab.exporter.export(ExportChoice(EXPORTS["film"], str(tmp_path / "run.gif")))
    saved(qtbot, window, "run.gif")
    assert [frames[0].index for frames in drawn] == [0, 1, 2, 3]
    assert np.array_equal(drawn[-1][0].places, lab.run.frame.panels[0].places)
    lab.run.session.stop()
    ended(qtbot, lab.run)


def test_a_film_can_be_cancelled_and_a_failure_names_the_file(make_window, qtbot, tmp_path, monkeypatch):
    window, lab = open_lab(make_window, qtbot, Activity.PARTICLES, size=SMALL)
    small_run(qtbot, lab)
    import app.ui.lab.exports as exports

    begun, go_on = threading.Event(), threading.Event()
    draw = exports._draw_film

    def slow(*args):
        begun.set()
        assert go_on.wait(10)
        return draw(*args)

    monkeypatch.setattr(exports, "_draw_film", slow)
    lab.exporter.export(ExportChoice(EXPORTS["film"], str(tmp_path / "run.gif")))
    assert begun.wait(30)
    lab.exporter.progress.canceled.emit()
    go_on.set()
    wait_until(qtbot, lambda: lab.exporter.progress is None)
    assert list(tmp_path.glob("*.gif*")) == []
    lab.exporter.export(ExportChoice(EXPORTS["film"], str(tmp_path / "missing" / "deep" / "run.gif")))
    qtbot.waitUntil(lambda: lab.exporter.progress is None, timeout=30_000)
    lab.exporter.export(ExportChoice(EXPORTS["view"], "/proc/nowhere/view.png"))
    wait_until(qtbot, lambda: "view.png" in window.notices.problems[-1].title)


def test_the_figures_are_made_at_one_click(make_window, qtbot):
    window, lab = open_lab(make_window, qtbot, size=SMALL)
    click(qtbot, lab.center.figures["figure3"])
    assert lab.state.activity is Activity.PARTICLES
    assert lab.run.phase is RunPhase.RUNNING
    ended(qtbot, lab.run)
    assert lab.run.reason is FinishReason.COMPLETE
    plain, annealed = lab.run.frame.panels
    assert 0.45 <= plain.shares[0] <= 0.56
    assert annealed.shares[0] == pytest.approx(0.8, abs=0.05)
    settled(qtbot, lab)
    exact = lab.center.canvas.planes[2]
    assert exact.title == "Exact samples"
    assert exact.crowd.places.shape == (1280, 2)
    assert exact.crowd.shares[0] == pytest.approx(0.8, abs=0.04)  # three standard deviations are 0.034
    near = exact.crowd.places[exact.crowd.places.sum(axis=1) > 0]
    np.testing.assert_allclose(near.mean(axis=0), 5, atol=0.13)
    np.testing.assert_allclose(np.cov(near.T), np.eye(2), atol=0.2)

    click(qtbot, lab.center.figures["figure1"])
    assert lab.state.density.name is DensityName.SEGMENT
    qtbot.waitUntil(lambda: lab.training.frame is not None, timeout=60_000)
    click(qtbot, lab.center.figures["figure1"])  # from the beginning
    qtbot.waitUntil(lambda: bool(window.notices.problems), timeout=60_000)
    assert "no smooth density" in window.notices.problems[-1].text
    qtbot.waitUntil(lambda: lab.training.frame is not None and lab.training.before is not None, timeout=60_000)
    qtbot.waitUntil(lambda: lab.numbers_panel.charts.charts[-1].title.startswith("loss, data with noise"))
    without, with_noise = lab.numbers_panel.charts.charts
    assert (without.title, with_noise.title) == ("loss, data without noise", "loss, data with noise of σ = 0.100")
    assert without.curves[0].y.min() < -100
    assert np.abs(with_noise.curves[0].y).max() < 5
    click(qtbot, lab.run_panel.buttons["stop"])
    ended(qtbot, lab.training)

    click(qtbot, lab.center.figures["figure2"])
    settings = lab.training.settings
    assert (settings.objective, settings.noise) == (Objective.SLICED, False)
    assert lab.state.look.meaning is SigmaMeaning.TOTAL
    assert [lab.state.look.data, lab.state.density.name] == [True, DensityName.TWO_GAUSSIANS]
    qtbot.waitUntil(lambda: lab.training.frame is not None, timeout=60_000)
    click(qtbot, lab.run_panel.buttons["stop"])
    ended(qtbot, lab.training)
    settled(qtbot, lab)
    assert len(lab.center.canvas.planes) == 3
