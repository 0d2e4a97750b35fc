"""What may change while particles run: the density under them, seen in the run, its numbers and its film."""

import numpy as np
import pytest
import torch
from PIL import Image
from PySide6.QtCore import Qt

from app.cli import main
from app.lab.densities import build
from app.lab.particles import ParticleRun
from app.lab.statistics import Reference, energy_distance
from app.params.export import EXPORTS, ExportChoice
from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.samplers import Sampler
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity, PlaneTool
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, choose, drag, ended, enter, settled, step, type_in, wait_until, wheel


@pytest.fixture
def lab(lab_desk, qtbot):
    """The laboratory with one panel of 60 particles, paused after two steps."""
    lab = enter(qtbot, lab_desk.lay("run_panel"), Activity.PARTICLES)
    lab.particles.set_shown(both=False)
    lab.particles.panels[0].set("count", 60)
    for _ in range(2):
        step(qtbot, lab)
    yield lab
    if lab.run.phase.active:
        lab.run.session.stop()
        ended(qtbot, lab.run)


def expected(steps, edits=None):
    """The run by the mathematics alone: ``edits`` maps steps done to the density from then on."""
    settings = ParticleSettings.for_density(DensitySettings(), Sampler.LANGEVIN, count=60)
    run = ParticleRun(build(DensitySettings()), settings)
    for done in range(steps):
        if done in (edits or {}):
            run.follow(build(edits[done]))
        run.step(settings.live)
    return run.x.double().numpy()


def told(lab):
    """The problems that are to be seen."""
    return [notice.problem for notice in lab.notices.shown()]


def test_a_mode_dragged_during_a_run_acts_at_the_next_step_and_is_in_the_film(lab, qtbot, tmp_path, monkeypatch):
    lab.lay("run_panel")
    np.testing.assert_array_equal(lab.run.frame.panels[0].places, expected(2))
    drag(qtbot, lab, (5, 5), (1, -4))
    edited = lab.state.density
    wheel(lab, *(edited.modes[0].x, edited.modes[0].y), 5)  # heavier, too
    edited = lab.state.density
    assert edited.weights[0] > 0.85
    step(qtbot, lab)
    panel = lab.run.frame.panels[0]
    np.testing.assert_array_equal(panel.places, expected(3, {2: edited}))
    assert panel.weights == pytest.approx(edited.weights)
    assert lab.run.density == edited
    qtbot.waitUntil(lambda: not lab.run.counting and lab.run.numbers[-1][0].index == 3, timeout=30_000)
    assert lab.run.numbers[-1][0].weights == pytest.approx(edited.weights)

    import app.ui.lab.exports as exports

    drawn, draw = [], exports._draw_film
    monkeypatch.setattr(exports, "_draw_film", lambda *args: drawn.append(args[-1][0]) or draw(*args))
    lab.exporter.export(ExportChoice(EXPORTS["film"], str(tmp_path / "run.gif")))
    qtbot.waitUntil(lambda: (tmp_path / "run.gif").exists() and lab.exporter.progress is None, timeout=30_000)
    np.testing.assert_array_equal(drawn[-1].places, panel.places)
    assert drawn[-1].weights == pytest.approx(edited.weights)
    assert drawn[-1].trails.shape == (60, 4, 2)
    np.testing.assert_array_equal(drawn[-1].trails[:, -1], panel.places)

    with qtbot.waitActive(lab.window):  # the film's progress had the keyboard
        lab.window.activateWindow()
    lab.center.canvas.setFocus()
    lab.state.end_edit()
    for _ in range(2):
        qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Z, CONTROL)
    assert lab.state.density == DensitySettings()
    step(qtbot, lab)
    np.testing.assert_array_equal(lab.run.frame.panels[0].places, expected(4, {2: edited, 3: DensitySettings()}))


def test_a_density_that_would_make_the_run_diverge_is_refused_once_and_the_run_goes_on(lab, qtbot):
    lab.lay("sampler_a", "run_panel")
    lab.run.session.reset()
    wait_until(qtbot, lambda: lab.run.frame is None)
    rows = lab.sampler_a.form.rows
    choose(rows["meaning"].editor, SigmaMeaning.ADDED)
    type_in(qtbot, rows["sigma_min"].edit, "0.1")
    type_in(qtbot, rows["epsilon"].edit, "4")
    step(qtbot, lab)
    before = lab.run.density
    for _ in range(2):
        wheel(lab, 5, 5, -6, CONTROL)  # half as wide: 4 (0.5^2 + 0.1^2) is about 1
        step(qtbot, lab)
    problems = [p for p in lab.notices.problems if "do not follow" in p.title]
    assert len(problems) == 1
    assert "unstable" in problems[0].text
    assert told(lab) == problems  # until it is so no more
    assert lab.run.density == before
    assert np.isfinite(lab.run.frame.panels[0].places).all()
    assert lab.run.frame.panels[0].index == 3
    lab.state.end_edit()
    while lab.state.density != DensitySettings():  # a slow machine takes two turns of the wheel for two edits
        assert lab.state.can_undo
        qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Z, CONTROL)
    assert told(lab) == []
    step(qtbot, lab)
    assert lab.run.frame.panels[0].index == 4
    wheel(lab, 5, 5, -6, CONTROL)
    step(qtbot, lab)
    assert len([p for p in lab.notices.problems if "do not follow" in p.title]) == 2  # told anew


def test_another_density_begins_the_run_anew(lab, qtbot):
    lab.lay("density_panel", "run_panel")
    lab.particles.panels[0].set("steps_per_level", 100_000)
    lab.run.session.reset()
    wait_until(qtbot, lambda: lab.run.frame is None)
    click(qtbot, lab.run_panel.buttons["play"])
    wait_until(qtbot, lambda: lab.run.frame is not None)
    first = lab.run.session.status.run_id
    choose(lab.density_panel.choice, DensityName.RING)
    wait_until(
        qtbot,
        lambda: (
            lab.run.session.status.run_id > first and lab.run.frame is not None and lab.run.phase is RunPhase.RUNNING
        ),
    )
    wait_until(qtbot, lambda: len(lab.run.frame.panels[0].weights) == 8)
    assert lab.run.density.name is DensityName.RING
    click(qtbot, lab.run_panel.buttons["play"])
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED)
    choose(lab.density_panel.choice, DensityName.SWISS_ROLL)  # a paused run is over: there is nothing to go on with
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.IDLE and lab.run.frame is None)


def test_points_drawn_during_a_run_pull_at_the_next_step(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("run_panel"), Activity.PARTICLES)
    lab.state.tool = PlaneTool.BRUSH
    drag(qtbot, lab, (-3, 0), (3, 0))
    lab.particles.set_shown(both=False)
    lab.particles.panels[0].set("count", 60)
    step(qtbot, lab)
    drag(qtbot, lab, (-3, 4), (3, 4))
    step(qtbot, lab)
    assert lab.run.density == lab.state.density
    assert len(lab.run.density.points) > 100
    lab.run.session.stop()
    ended(qtbot, lab.run)
    assert lab.notices.problems == []


def test_the_brush_has_a_size_to_set(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    row = lab.density_panel.form.rows["brush"]
    assert not row.isVisible()
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_B)
    assert row.isVisible()
    type_in(qtbot, row.edit, "20")
    assert lab.state.brush == pytest.approx(0.2)
    lab.center.canvas.setFocus()
    qtbot.keyClick(lab.center.canvas, "]")
    assert lab.state.brush == pytest.approx(0.25)
    assert row.edit.text() == "25"
    drag(qtbot, lab, (0, 0), (0, 0))
    assert 1 < np.hypot(*lab.state.density.points.points.T).max() <= 0.25 * 8 + 0.1
    click(qtbot, row.reset_button)
    assert lab.state.brush == 0.06


@pytest.mark.parametrize(
    ("sampler", "variance"),
    [(Sampler.LANGEVIN, 5.0), (Sampler.UNDERDAMPED, 5.0), (Sampler.ANNEALED, 1.0)],
)
@pytest.mark.usefixtures("all_exact_samples")
def test_the_energy_distance_is_to_the_law_that_the_run_is_after(sampler, variance):
    """At added noise of 2 the unit modes have variance 5; annealing is after the data, of variance 1."""
    density = DensitySettings().remove(1)
    settings = ParticleSettings(sampler=sampler, meaning=SigmaMeaning.ADDED, sigma_min=2.0)
    reference = Reference.for_run(build(density), settings)
    np.testing.assert_allclose(np.cov(reference.samples.numpy().T), variance * np.eye(2), atol=0.12 * variance)
    law = 5 + variance**0.5 * torch.randn(2000, 2, generator=torch.Generator().manual_seed(3), dtype=torch.float64)
    other = 5 + (6 - variance) ** 0.5 * (law - 5) / variance**0.5
    assert energy_distance(law, reference.samples) < 0.1 < 0.3 < energy_distance(other, reference.samples)
    assert reference.numbers(law).energy_distance < 0.1


def test_the_command_draws_trails_if_asked(tmp_path, capsys):
    def last_frame(*more):
        path = tmp_path / "run.gif"
        args = ["particles", "--count", "20", "--steps-per-level", "12", "--frames", "2", "--quiet", *more]
        assert main([*args, "--out", str(path)]) == 0
        with Image.open(path) as image:
            image.seek(image.n_frames - 1)
            return np.asarray(image.convert("RGB")).astype(int)

    plain, trailed = last_frame(), last_frame("--trails", "10")
    changed = (np.abs(plain - trailed).sum(axis=2) > 30).sum()
    assert 200 < changed < 20_000
    assert main(["particles", "--out", str(tmp_path / "x.gif"), "--trails", "61"]) == 2
    assert "--trails" in capsys.readouterr().err


def test_the_boltzmann_law_is_shaded_behind_the_particles(lab_desk, qtbot, subtests):
    lab = enter(qtbot, lab_desk.lay("sampler_b"), Activity.PARTICLES)
    for tau in (1.0, 0.5, 2.0):
        with subtests.test(str(tau)):
            type_in(qtbot, lab.sampler_b.form.rows["temperature"].edit, str(tau))
            settled(qtbot, lab)
            shaded(lab, tau)


def shaded(lab, tau):
    """p^(1/tau) of a Gaussian has variance tau: at distance 1 from the mode it is exp(-1 / (2 tau)) of its top."""
    for k, expected_tau in enumerate((1.0, tau)):
        shade = lab.center.canvas.planes[k].still.shade
        centres = -8 + 16 * (np.arange(160) + 0.5) / 160
        row, column = np.abs(centres - 5).argmin(), np.abs(centres - 6).argmin()
        top = shade.max()
        squared = (centres[row] - 5) ** 2 + (centres[column] - 5) ** 2
        near = (centres[np.abs(centres - 5).argmin()] - 5) ** 2 * 2
        assert shade[row, column] / top == pytest.approx(np.exp(-(squared - near) / 2 / expected_tau), rel=1e-6)


def test_fewer_steps_per_level_act_at_the_next_step(lab, qtbot):
    lab.lay("run_panel", "sampler_a")
    type_in(qtbot, lab.sampler_a.form.rows["steps_per_level"].edit, "3")
    click(qtbot, lab.run_panel.buttons["play"])
    ended(qtbot, lab.run)
    np.testing.assert_array_equal(lab.run.frame.panels[0].places, expected(3))
    assert (lab.run.frame.panels[0].index, lab.run.frame.panels[0].total) == (3, 3)
