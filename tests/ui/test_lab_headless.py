"""The commands and the window give the same numbers for the same seed: every sampler, both scores, several fields."""

import json

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt

from app.cli import main
from app.lab.densities import build
from app.lab.training import LabTrainer
from app.params.export import EXPORTS, ExportChoice
from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.params.lab.particles import ParticleStart
from app.params.lab.run import LearnedScore
from app.params.lab.training import LabTrainSettings
from app.params.samplers import ROWS, Sampler
from app.state.lab.laboratory import Activity
from app.workers.lab.files import read_network, write_network
from tests.ui.lab import choose, ended, open_lab, settled, type_in, wait_until
from tests.walks import PARTICLE_SAMPLERS as SAMPLERS

SMALL = (900, 600)
"""Numbers and files are the same in a window of any size; the plane is painted in less time in a small one."""


def load(path):
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """A small trained network in a file."""
    settings = LabTrainSettings(width=16, depth=2, batch_size=64, steps=30)
    trainer = LabTrainer(build(DensitySettings()), settings)
    list(trainer.run())
    path = tmp_path_factory.mktemp("network") / "net.safetensors"
    write_network(str(path), LearnedScore(trainer.average, "two-gaussians", settings, 30))
    return path


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize("density", [DensityName.TWO_GAUSSIANS, DensityName.CHECKERBOARD])
def test_particles(make_window, qtbot, tmp_path, capsys, network, density, learned):
    _, lab = open_lab(make_window, qtbot, Activity.PARTICLES, size=SMALL)
    choose(lab.density_panel.choice, density)
    lab.particles.set_shown(both=False)
    if learned:
        lab.files.open_network(str(network))
        wait_until(qtbot, lambda: lab.state.network is not None)
        lab.state.activity = Activity.PARTICLES
        choose(lab.particle_panel.samplers[0].form.rows["learned"].editor, True)
    for sampler in SAMPLERS:
        compare(lab, qtbot, capsys, density, sampler, ["--network", str(network)] if learned else [], tmp_path)


def compare(lab, qtbot, capsys, density, sampler, more, tmp_path):
    """One run in the window and by the command."""
    form, shared = lab.particle_panel.samplers[0], lab.particle_panel.form.rows
    choose(form.sampler, sampler)
    choose(lab.particle_panel.start, ParticleStart.GAUSSIAN)
    for name, text in (("seed", "11"), ("count", "120"), ("spread", "3")):
        type_in(qtbot, shared[name].edit, text)
    for name in ("steps_per_level", "temperature"):  # left by the sampler before
        lab.particles.panels[0].reset(name)
    hot, repeats = (ROWS[sampler].uses(name) for name in ("temperature", "steps_per_level"))
    if repeats:
        type_in(qtbot, form.form.rows["steps_per_level"].edit, "3")
    if hot:
        type_in(qtbot, form.form.rows["temperature"].edit, "0.8")
    args = ["--density", density.value, "--sampler", sampler.value, "--seed", "11", "--count", "120", "--spread", "3"]
    args += ["--start", "gaussian", "--quiet", *more]
    args += ["--steps-per-level", "3"] if repeats else []
    args += ["--temperature", "0.8"] if hot else []
    ends = form.form.rows["denoise"]
    assert ends.isVisibleTo(form) is (sampler in (Sampler.ANNEALED, Sampler.CONSISTENT, Sampler.LANGEVIN))
    if ends.isVisibleTo(form):  # the others always end so, or have nothing to end with
        ends.editor.setChecked(True)
        args += ["--denoise"]
    else:
        lab.particles.panels[0].reset("denoise")
    number = lab.run.session.status.run_id
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.run)
    assert lab.run.session.status.run_id == number + 1
    last = lab.run.frame.panels[0].index

    def counted():
        return not lab.run.counting and bool(lab.run.numbers) and lab.run.numbers[-1][0].index == last

    qtbot.waitUntil(counted, timeout=30_000)
    assert main(["particles", *args, "--npz", str(tmp_path / "cli.npz")]) == 0
    theirs = load(tmp_path / "cli.npz")
    assert np.array_equal(lab.run.frame.panels[0].places.astype(np.float32), theirs["particles"])
    assert json.loads(str(theirs["settings"]))["settings"] == lab.run.experiment.settings[0].to_dict()
    said, numbers = capsys.readouterr().out, lab.run.numbers[-1][0]
    of = " of p^(1/tau)" if hot else ""
    assert f"energy distance to exact samples{of}: {numbers.energy_distance:.3g}" in said
    (xx, xy), (_, yy) = numbers.covariance
    mean = f"mean ({numbers.mean[0]:.3g}, {numbers.mean[1]:.3g})"
    assert f"{mean}, covariance (xx {xx:.3g}, xy {xy:.3g}, yy {yy:.3g})" in said
    if density is DensityName.TWO_GAUSSIANS:
        share, weight = numbers.shares[0], numbers.weights[0]
        assert f"share in each mode: {share:.3f} (true {weight:.3f}), " in said
    assert (numbers.accepted is not None) is (sampler is Sampler.MALA)
    if numbers.accepted is not None:
        assert f"accepted: {numbers.accepted:.3f} of the proposals" in said
    if sampler is Sampler.UNDERDAMPED:
        assert f"kinetic temperature: {numbers.kinetic_temperature:.3g}" in said
    else:
        assert numbers.kinetic_temperature is None


FIELDS = (
    (DensityName.TWO_GAUSSIANS, SigmaMeaning.TOTAL, 1.0),
    (DensityName.RING, SigmaMeaning.ADDED, 0.3),
    (DensityName.SWISS_ROLL, SigmaMeaning.ADDED, 0.0),
    (DensityName.SEGMENT, SigmaMeaning.ADDED, 0.01),
    (DensityName.POINTS, SigmaMeaning.ADDED, 0.05),
)


def test_fields(make_window, qtbot, tmp_path, network, subtests):
    window, lab = open_lab(make_window, qtbot, size=SMALL)
    for density, meaning, sigma in FIELDS:
        with subtests.test(density.value):
            compare_fields(window, lab, qtbot, density, meaning, sigma, network, tmp_path)


def compare_fields(window, lab, qtbot, density, meaning, sigma, network, tmp_path):
    """What the window exports and what the command writes, with both scores."""
    window.notices.problems.clear()
    args = ["field", "--density", density.value, "--sigma", str(sigma), "--sigma-is", meaning.value]
    if density is DensityName.POINTS:
        points = tmp_path / "points.csv"
        np.savetxt(points, np.random.default_rng(0).normal(0, 1, (300, 2)), delimiter=",")
        lab.files.open_points(str(points))
        wait_until(qtbot, lambda: lab.state.density.points is not None)
        args += ["--points", str(points)]
    else:
        choose(lab.density_panel.choice, density)
    known = lab.state.network
    lab.files.open_network(str(network))
    wait_until(qtbot, lambda: lab.state.network is not None and lab.state.network is not known)
    if lab.state.mixture:
        choose(lab.density_panel.form.rows["meaning"].editor, meaning)
    type_in(qtbot, lab.density_panel.sigma.edit, str(sigma))
    settled(qtbot, lab)
    path = tmp_path / "window.npz"
    lab.exporter.export(ExportChoice(EXPORTS["field"], str(path)))
    qtbot.waitUntil(lambda: any("Saved window.npz" in p.title for p in window.notices.problems), timeout=30_000)
    assert main([*args, "--network", str(network), "--npz", str(tmp_path / "cli.npz")]) == 0
    ours, theirs = load(path), load(tmp_path / "cli.npz")
    assert ours.keys() == theirs.keys() >= {"score", "learned", "log_density"}
    for name, array in theirs.items():
        assert np.array_equal(ours[name], array), name
    shown = lab.fields.arrays[0]  # and it is what the window shows, whose arrows may be fewer
    assert np.array_equal(shown.log_density, theirs["log_density"])


def test_learn2d(make_window, qtbot, tmp_path, capsys):
    """The same weights, loss, optimum and errors; and the window's charts show what the command says of a file."""
    _, lab = open_lab(make_window, qtbot, Activity.LEARNING, size=SMALL)
    choose(lab.density_panel.choice, DensityName.RING)
    for name, text in (("width", "16"), ("depth", "2"), ("batch_size", "64"), ("steps", "40"), ("seed", "5")):
        type_in(qtbot, lab.learning_panel.form.rows[name].edit, text)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.training)
    path = tmp_path / "net.safetensors"
    args = ["--width", "16", "--depth", "2", "--batch-size", "64", "--steps", "40", "--seed", "5", "--quiet"]
    assert main(["learn2d", "--density", "ring", *args, "--out", str(path)]) == 0
    said = capsys.readouterr().out
    theirs, ours = read_network(str(path)), lab.state.network
    assert (theirs.settings, theirs.steps, theirs.learned_from) == (ours.settings, ours.steps, ours.learned_from)
    for name, tensor in ours.module.state_dict().items():
        assert torch.equal(tensor, theirs.module.state_dict()[name]), name
    frame = lab.training.frame
    assert f"40 steps, loss {frame.loss:.4f} (of the exact score: {frame.optimum:.4f})" in said
    wait_until(qtbot, lambda: lab.errors.idle and lab.errors.numbers is not None and lab.errors.numbers.step == 40)
    errors = lab.errors.numbers
    many, few, none = errors.regions
    lines = (
        f"relative error: {errors.errors[0]:.3g} at sigma {errors.sigmas[0]:.3g}, ",
        f"by region: {many:.3g} where data are many, {few:.3g} where they are few, {none:.3g} where there are none",
    )
    assert [line for line in lines if line not in said] == []
    use = ["field", "--density", "ring", "--network", str(path), "--npz", str(tmp_path / "f.npz")]
    assert main(use) == 0
    again = capsys.readouterr().out
    assert [line for line in lines if line not in again] == []
