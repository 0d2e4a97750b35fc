"""The score network: trained by the real buttons, shown beside the exact score, saved, loaded, diverging."""

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt

from app.io.lab import load_plane_network
from app.lab.densities import build
from app.lab.errors import learning_errors
from app.lab.training import LabTrainer
from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.params.lab.run import LearnedScore
from app.params.lab.training import LabTrainSettings, Objective
from app.params.run import FinishReason
from app.params.sampling import SEED_MAX
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity
from app.training.record import LossTrace
from app.ui.runs.controls import ProgressLine
from app.ui.text import number
from app.workers.lab.files import read_network, write_network
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, choose, ended, enter, open_lab, settled, type_in, wait_until

SMALL = LabTrainSettings(width=16, depth=2, batch_size=64, steps=60)


@pytest.fixture
def lab(lab_desk, qtbot):
    """The laboratory about to train a small network."""
    lab = enter(qtbot, lab_desk, Activity.LEARNING)
    lab.training_draft.replace(SMALL)
    return lab


def train(qtbot, lab):
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.training)


def test_another_seed_is_one_that_can_be_used(lab, qtbot):
    lab.training_draft.set("seed", SEED_MAX)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_N)
    assert 0 <= lab.training_draft.value("seed") < SEED_MAX


def weights(network):
    return torch.cat([p.flatten() for p in network.parameters()])


def test_the_buttons_train_the_network_of_the_mathematics(lab, qtbot):
    lab.lay("density_panel", "numbers_panel", "run_panel")
    click(qtbot, lab.run_panel.buttons["step"])
    wait_until(qtbot, lambda: lab.training.phase is RunPhase.PAUSED)
    assert lab.training.frame.step == 1
    click(qtbot, lab.run_panel.buttons["play"])
    ended(qtbot, lab.training)
    assert lab.training.reason is FinishReason.COMPLETE
    trainer = LabTrainer(build(DensitySettings()), SMALL)
    losses = [step.loss for step in trainer.run()]
    frame = lab.training.frame
    np.testing.assert_array_equal(frame.losses, losses)
    np.testing.assert_array_equal(frame.steps, np.arange(1, 61))
    assert torch.equal(weights(lab.state.network.module), weights(trainer.average))
    settled(qtbot, lab)
    planes = lab.center.canvas.planes
    assert [p.title for p in planes] == ["Exact score, σ = 1.00", "Learned score", "Error"]
    arrays = lab.fields.arrays[0]
    assert arrays.settings.meaning is SigmaMeaning.ADDED  # as the network learns it
    learned = trainer.average.score(torch.tensor([[arrays.arrow_x[3], arrays.arrow_y[5]]]), 1.0)
    np.testing.assert_allclose(arrays.learned[5, 3], learned[0].numpy(), rtol=1e-4, atol=1e-5)
    assert planes[2].still.heat.label == "|learned − exact|"
    choose(lab.density_panel.form.rows["error"].editor, "angle")
    assert lab.center.canvas.planes[2].still.heat.high == 180
    wait_until(qtbot, lambda: lab.errors.idle and lab.errors.numbers is not None and lab.errors.numbers.step == 60)
    chart, error = lab.numbers_panel.charts.charts
    assert len(chart.curves[0].x) == 60
    assert chart.curves[1].label == "exact score"
    assert chart.curves[1].y[0] == pytest.approx(trainer.optimum())
    exact = learning_errors(trainer.density, trainer.average.score, SMALL, DensitySettings().view)
    np.testing.assert_allclose(error.curves[0].y, exact.errors[::-1], rtol=1e-5)
    np.testing.assert_allclose(error.curves[0].x, np.log10(exact.sigmas[::-1]))
    assert error.value == "many data {}, few {}, none {}".format(*map(number, exact.regions))


def test_the_loss_is_shown_step_by_step_whatever_else_is_worked_out(lab, qtbot):
    lab.lay("numbers_panel", "run_panel")
    lab.errors.blockSignals(True)  # the error is worked out now and then, and its chart shows the loss anew, too
    charts = lab.numbers_panel.charts
    for step in (1, 2):
        click(qtbot, lab.run_panel.buttons["step"])
        wait_until(qtbot, lambda: lab.training.frame is not None and lab.training.phase is RunPhase.PAUSED)
        wait_until(qtbot, lambda step=step: [len(curve.x) for curve in charts.charts[0].curves[:1]] == [step])


def test_reset_forgets_and_the_training_before_is_kept_to_compare(lab, qtbot):
    lab.lay("learning_panel", "numbers_panel", "run_panel")
    train(qtbot, lab)
    first = lab.training.frame
    lab.training_draft.set("steps", 20)
    train(qtbot, lab)
    assert lab.training.before is first
    assert [curve.faint for curve in lab.numbers_panel.charts.charts[0].curves] == [True, False, False]
    click(qtbot, lab.run_panel.buttons["reset"])
    assert lab.state.network is None
    settled(qtbot, lab)
    assert len(lab.center.canvas.planes) == 1
    assert not lab.learning_panel.save.isEnabled()


def test_a_network_of_another_density_than_the_one_shown_is_pointed_out(lab, qtbot):
    lab.lay("density_panel", "learning_panel")
    train(qtbot, lab)
    stale = lab.learning_panel.stale
    assert not stale.isVisible()
    choose(lab.density_panel.choice, DensityName.RING)
    assert stale.isVisible()
    settled(qtbot, lab)
    titles = [plane.title for plane in lab.center.canvas.planes]
    assert titles[1:] == ["Learned from another density", "Not an error: two densities"]
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Return, CONTROL)
    ended(qtbot, lab.training)
    settled(qtbot, lab)
    assert [plane.title for plane in lab.center.canvas.planes][1:] == ["Learned score", "Error"]
    wait_until(qtbot, lambda: not stale.isVisible())
    assert lab.state.network.density == "ring"


def test_the_shared_actions_say_what_they_do_here(make_window, qtbot):
    window, lab = open_lab(make_window, qtbot, Activity.LEARNING)
    tips = {name: button.toolTip() for name, button in lab.run_panel.buttons.items()}
    assert "optimiser" in tips["step"]
    assert "Train" in tips["play"]
    lab.state.activity = Activity.PARTICLES
    assert "particles" in lab.run_panel.buttons["play"].toolTip()
    qtbot.keyClick(window, "1", CONTROL)
    assert "evaluation of the network" in window.table["step"].toolTip()


def test_learning_rate_and_batch_act_at_the_next_step(lab, qtbot):
    lab.lay("learning_panel", "run_panel")
    lab.training_draft.set("steps", 1_000_000)
    click(qtbot, lab.run_panel.buttons["play"])
    wait_until(qtbot, lambda: lab.training.frame is not None)
    type_in(qtbot, lab.learning_panel.form.rows["learning_rate"].edit, "1e-5")
    wait_until(qtbot, lambda: lab.training.frame.learning_rate <= 1e-5)
    click(qtbot, lab.run_panel.buttons["play"])
    wait_until(qtbot, lambda: lab.training.phase is RunPhase.PAUSED)
    assert lab.run_panel.findChild(ProgressLine).state.text().startswith("Paused")
    click(qtbot, lab.run_panel.buttons["stop"])
    ended(qtbot, lab.training)
    assert lab.training.reason is FinishReason.STOPPED
    assert lab.state.network is not None


def test_without_noise_denoising_gives_way_and_thin_data_stop_with_an_explanation(lab, qtbot):
    lab.lay("density_panel", "learning_panel", "run_panel")
    choose(lab.density_panel.choice, DensityName.SEGMENT)
    rows = lab.learning_panel.form.rows
    choose(rows["noise"].editor, False)
    assert lab.training_draft.valid.objective is Objective.SLICED
    assert not rows["sigma_min"].isVisible()
    choose(rows["objective"].editor, Objective.DENOISING)
    assert lab.training_draft.valid.noise
    choose(rows["objective"].editor, Objective.IMPLICIT)
    choose(rows["noise"].editor, False)
    for name, text in (("width", "32"), ("batch_size", "256"), ("limit", "100"), ("steps", "20000")):
        type_in(qtbot, rows[name].edit, text)
    train(qtbot, lab)
    assert lab.training.reason is FinishReason.DIVERGED
    problem = lab.notices.problems[-1]
    assert "no lower bound" in problem.title
    assert "section 3.1)" in problem.text
    assert "Train with noise" in problem.text
    assert lab.learning_panel.note.text().endswith("steps on Line segment (Figure 1)")
    assert "Figure 1 shows a loss that falls first and then fluctuates" in problem.text  # and this one does not
    assert lab.training.frame.losses.min() < -30
    assert np.isfinite(lab.fields.arrays[0].score).all()
    assert lab.run_panel.findChild(ProgressLine).state.text().startswith("Diverged")


def test_a_network_is_saved_loaded_and_followed_by_particles(lab, qtbot, tmp_path):
    lab.lay("learning_panel", "run_panel")
    train(qtbot, lab)
    trained = lab.state.network
    path = tmp_path / "net.safetensors"
    lab.files.save(str(path), lambda: write_network(str(path), trained))
    wait_until(qtbot, lambda: any("Saved net.safetensors" in p.title for p in lab.notices.problems))
    assert torch.equal(weights(load_plane_network(path).network), weights(trained.module))
    click(qtbot, lab.run_panel.buttons["reset"])
    lab.files.open_network(str(path))
    wait_until(qtbot, lambda: lab.state.network is not None)
    loaded = lab.state.network
    assert (loaded.settings.width, loaded.steps, loaded.source) == (16, 60, "net.safetensors")
    assert torch.equal(weights(loaded.module), weights(trained.module))
    assert "net.safetensors" in lab.learning_panel.note.text()
    lab.state.activity = Activity.PARTICLES
    lab.particles.set_shown(both=False)
    lab.particles.panels[0].set("learned", True)
    lab.particles.panels[0].set("steps_per_level", 5)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.run)
    assert lab.run.reason is FinishReason.COMPLETE
    assert lab.run.experiment.jobs[0].network is loaded
    assert lab.context.models.state.info is None  # the networks of pictures are not concerned


def test_a_damaged_network_is_refused_by_name_and_the_one_before_stays(lab, qtbot, tmp_path):
    train(qtbot, lab)
    before = lab.state.network
    path = tmp_path / "torn.safetensors"
    write_network(str(path), before)
    path.write_bytes(path.read_bytes()[:-100])
    lab.files.open_network(str(path))
    wait_until(qtbot, lambda: bool(lab.notices.problems))
    assert "torn.safetensors" in lab.notices.problems[-1].title
    assert lab.state.network is before


def test_a_file_with_strange_settings_still_opens(tmp_path):
    trainer = LabTrainer(build(DensitySettings()), SMALL)
    path = tmp_path / "net.safetensors"
    write_network(str(path), LearnedScore(trainer.average, "two-gaussians", SMALL, 3))
    path.write_bytes(path.read_bytes().replace(b"denoising", b"dreamedup"))
    assert read_network(str(path)).settings == LabTrainSettings()


def test_the_loss_trace_is_bounded_and_keeps_the_mean():
    trace = LossTrace(points=16)
    for step in range(1, 1001):
        trace.add(step, float(step))
    steps, losses = trace.arrays()
    assert len(steps) <= 17
    assert (np.diff(steps) == steps[1] - steps[0]).all()
    np.testing.assert_allclose(losses, steps - (steps[1] - steps[0] - 1) / 2)


@pytest.mark.parametrize("told", [True, False])
def test_a_network_from_a_file_has_errors_in_numbers(lab, qtbot, tmp_path, told):
    """On the density that its file tells it has learned from, else on the one shown."""
    lab.lay("density_panel", "learning_panel", "numbers_panel")
    ring = DensitySettings(DensityName.RING)
    trainer = LabTrainer(build(ring), SMALL)
    list(trainer.run())
    path = tmp_path / "net.safetensors"
    write_network(
        str(path), LearnedScore(trainer.average, "ring", SMALL, 60, learned_from=ring if told else None)
    )  # fmt: skip
    lab.files.open_network(str(path))
    wait_until(qtbot, lambda: lab.state.network is not None)
    assert lab.state.network.learned_from == (ring if told else None)

    def shows(density):
        exact = learning_errors(build(density), trainer.average.score, SMALL, density.view)
        wait_until(qtbot, lambda: lab.errors.idle and lab.errors.numbers is not None)
        wait_until(qtbot, lambda: np.array_equal(lab.errors.numbers.errors, exact.errors))
        assert lab.errors.numbers.regions == exact.regions
        chart = lab.numbers_panel.charts.charts[1]
        np.testing.assert_array_equal(chart.curves[0].y, exact.errors[::-1])
        assert chart.value == "many data {}, few {}, none {}".format(*map(number, exact.regions))

    shows(ring if told else DensitySettings())
    stale = "The network from the file has learned from another density than the one shown."
    assert (lab.learning_panel.stale.text() == stale) is told
    choose(lab.density_panel.choice, DensityName.RING)
    shows(ring)
    assert lab.learning_panel.stale.text() == ""
