"""An exported picture restores its experiment: by dropping it, in any workspace, and on the command line."""

import json

import numpy as np
import pytest
import torch
from PIL import Image, PngImagePlugin
from PySide6.QtCore import Qt

from app.cli import main
from app.io.lab import read_experiment
from app.params.export import EXPORTS, ExportChoice
from app.params.lab.density import DensityName, SigmaMeaning
from app.params.lab.flow import FlowStart
from app.params.lab.look import Look
from app.params.lab.training import LabTrainSettings
from app.params.samplers import Sampler
from app.state.lab.laboratory import Activity
from app.workers.lab.files import read_network
from tests.ui.lab import drag, ended, enter, open_lab, settled, wait_until


def export(qtbot, lab, path):
    lab.exporter.export(ExportChoice(EXPORTS["view"], str(path)))
    told(qtbot, lab, f"Saved {path.name}")


def restored(qtbot, lab, name):
    told(qtbot, lab, f"Experiment restored from {name}")


def told(qtbot, lab, title):
    wait_until(qtbot, lambda: any(problem.title == title for problem in lab.context.notices.problems))


def play(qtbot, lab):
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.run)


def test_a_run_comes_back_with_its_density_and_makes_the_same_particles(make_window, qtbot, tmp_path, capsys):
    window, lab = open_lab(make_window, qtbot, Activity.PARTICLES)
    lab.state.choose(lab.state.density.move(0, 3.0, 1.0).reweight(1, 2.5))
    for draft, count in zip(lab.particles.panels, (150, 150), strict=True):
        draft.set("count", count)
        draft.set("seed", 7)
        draft.set("steps_per_level", 6)
    lab.particles.panels[1].replace(Sampler.HEUN, count=150, seed=7, levels=5)
    play(qtbot, lab)
    density, places = lab.state.density, [panel.places for panel in lab.run.frame.panels]
    path = tmp_path / "run.png"
    export(qtbot, lab, path)
    lab.run.session.reset()
    lab.state.choose(type(density)(DensityName.RING))
    lab.state.set_look(heat="potential", charts="motion")
    for draft in lab.particles.panels:
        draft.reset_all()
    lab.state.activity = Activity.LEARNING
    window.show_workspace("sample")  # wherever one is
    window.open_path(str(path))
    restored(qtbot, lab, "run.png")
    assert window.workspace is lab
    assert (lab.state.density, lab.state.activity, lab.state.look) == (density, Activity.PARTICLES, Look())
    assert lab.particles.panels[1].value("sampler") is Sampler.HEUN
    play(qtbot, lab)
    for panel, before in zip(lab.run.frame.panels, places, strict=True):
        np.testing.assert_array_equal(panel.places, before)
    for k, panel in enumerate("AB"):
        npz = tmp_path / f"{panel}.npz"
        assert main(["particles", "--from", str(path), "--panel", panel, "--npz", str(npz), "--quiet"]) == 0
        with np.load(npz) as file:
            np.testing.assert_array_equal(file["particles"], places[k].astype(np.float32))
    assert main(["particles", "--from", str(path), "--count", "3", "--npz", str(npz), "--quiet"]) == 0
    with np.load(npz) as file:  # what is said besides wins
        assert len(file["particles"]) == 3


def test_points_drawn_by_hand_travel_inside_the_picture(lab_desk, qtbot, tmp_path):
    lab = enter(qtbot, lab_desk)
    qtbot.keyClick(lab.center.canvas, "b")
    drag(qtbot, lab, (-4, 0), (4, 0))
    points = lab.state.density.points
    lab.state.set_look(sigma=0.7, contours=False)
    settled(qtbot, lab)
    path = tmp_path / "points.png"
    export(qtbot, lab, path)
    lab.state.undo()
    assert lab.state.density.points is None
    lab.files.open_experiment(str(path))
    restored(qtbot, lab, "points.png")
    assert lab.state.density.points == points
    assert (lab.state.look.sigma, lab.state.look.contours, lab.state.activity) == (0.7, False, Activity.FIELD)
    lab.state.undo()  # the density before is a step back
    assert lab.state.density.points is None


DAMAGES = {
    "version 9, not 1": lambda e: e | {"version": 9},
    "density": lambda e: {k: v for k, v in e.items() if k != "density"},
    "unheard": lambda e: e | {"look": e["look"] | {"unheard": 1}},
    "1 wide without any noise": lambda e: e | {"look": e["look"] | {"meaning": "total", "sigma": 0.1}},
    "cannot be read": lambda _: [],
}
"""What is said of an experiment -> what was done to it."""


def test_a_damaged_experiment_changes_nothing(lab_desk, qtbot, tmp_path, subtests):
    lab = enter(qtbot, lab_desk)
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    export(qtbot, lab, good)
    for message, change in DAMAGES.items():
        with subtests.test(message):
            info = PngImagePlugin.PngInfo()
            info.add_itxt("score-explorer-laboratory", json.dumps({"experiment": change(read_experiment(good))}))
            Image.new("RGB", (4, 4)).save(bad, pnginfo=info)
            lab.state.set_look(sigma=2.0)
            before = lab.state.density, lab.state.look, lab.state.activity
            lab.context.notices.problems.clear()
            lab.files.open_experiment(str(bad))
            told(qtbot, lab, "bad.png could not be restored")
            assert message in lab.context.notices.problems[-1].text
            assert (lab.state.density, lab.state.look, lab.state.activity) == before
            assert lab.state.look.meaning is SigmaMeaning.ADDED


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--from", "none.png"], 1, "no such file"),
        (["--from", "plain.png"], 1, "no experiment"),
        (["--from", "old.png"], 1, "earlier version"),
        (["--from", "plain.png", "--ring-count", "3"], 2, "--from brings its own density"),
    ],
)
def test_mistakes_of_the_command_are_explained(tmp_path, monkeypatch, capsys, qapp, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (4, 4)).save("plain.png")
    info = PngImagePlugin.PngInfo()
    info.add_itxt("score-explorer-laboratory", json.dumps({"density": {"name": "ring"}}))
    Image.new("RGB", (4, 4)).save("old.png", pnginfo=info)
    assert main(["particles", *arguments, "--npz", "p.npz"]) == code
    assert message in capsys.readouterr().err


def test_the_command_field_draws_a_picture_s_field_again(lab_desk, qtbot, tmp_path):
    """Density, noise level and its meaning, view, and lines of the flow; what is said besides wins."""
    lab = enter(qtbot, lab_desk)
    lab.state.edit(lab.state.density.move(0, 3.0, 1.0))
    lab.state.set_look(meaning=SigmaMeaning.TOTAL, sigma=1.5, flow=FlowStart.GRID, flow_from=7.0, heat="potential")
    lab.state.zoom(1.7)
    export(qtbot, lab, tmp_path / "field.png")
    lab.exporter.export(ExportChoice(EXPORTS["field"], str(tmp_path / "window.npz")))
    told(qtbot, lab, "Saved window.npz")
    command = ["field", "--from", str(tmp_path / "field.png"), "--npz", str(tmp_path / "c.npz")]
    assert main([*command, "--out", str(tmp_path / "again.png")]) == 0
    with np.load(tmp_path / "window.npz") as ours, np.load(tmp_path / "c.npz") as theirs:
        assert set(ours) == set(theirs) >= {"flow", "score"}
        for name in ours:
            assert np.array_equal(ours[name], theirs[name]), name
    assert main([*command, "--sigma", "2.5", "--sigma-is", "added", "--extent", "0", "1", "0", "1"]) == 0
    with np.load(tmp_path / "c.npz") as theirs:
        said = json.loads(str(theirs["settings"]))
        assert (said["sigma"], said["sigma_is"], said["extent"]) == (2.5, "added", [0, 1, 0, 1])
        assert said["density"] == lab.state.density.to_dict()


def test_the_command_learn2d_does_a_picture_s_training_again(lab_desk, qtbot, tmp_path, capsys):
    lab = enter(qtbot, lab_desk, Activity.LEARNING)
    lab.state.choose(type(lab.state.density)(DensityName.RING))
    lab.training_draft.replace(LabTrainSettings(width=16, depth=2, batch_size=64, steps=12, seed=4))
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.training)
    export(qtbot, lab, tmp_path / "run.png")
    out = tmp_path / "net.safetensors"
    command = ["learn2d", "--from", str(tmp_path / "run.png"), "--out", str(out), "--quiet"]
    assert main(command) == 0
    theirs, ours = read_network(str(out)), lab.state.network
    assert (theirs.settings, theirs.learned_from) == (ours.settings, lab.state.density)
    for name, tensor in ours.module.state_dict().items():
        assert torch.equal(tensor, theirs.module.state_dict()[name]), name
    assert main([*command, "--steps", "3"]) == 0
    assert read_network(str(out)).steps == 3
    assert main([*command, "--ring-count", "3"]) == 2
    assert "--from brings its own density" in capsys.readouterr().err
