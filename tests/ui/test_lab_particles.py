"""Particles: the real buttons and keys, the same numbers as the command line, live settings, refusals."""

import json

import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.cli import main
from app.params.lab.density import DensityName, SigmaMeaning
from app.params.lab.particles import FASTEST, ParticleStart
from app.params.run import FinishReason
from app.params.samplers import Sampler
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity, PlaneTool
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, LEFT, at, choose, ended, enter, open_lab, settled, type_in, wait_until


@pytest.fixture
def lab(lab_desk, qtbot):
    """The laboratory with a quick pair of runs."""
    lab = enter(qtbot, lab_desk, Activity.PARTICLES)
    for name, value in (("count", 300), ("steps_per_level", 20)):
        for draft in lab.particles.panels:
            draft.set(name, value)
    lab.particles.panels[1].set("levels", 3)
    return lab


def button(lab, name):
    return lab.run_panel.buttons[name]


def play(qtbot, lab):
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.run)
    if lab.run.frame is not None:
        last = [panel.index for panel in lab.run.frame.panels]
        qtbot.waitUntil(lambda: not lab.run.counting and [n.index for n in lab.run.numbers[-1]] == last, timeout=30_000)


def headless(tmp_path, *args):
    path = tmp_path / "headless.npz"
    assert main(["particles", *args, "--npz", str(path), "--quiet"]) == 0
    with np.load(path) as file:
        return file["particles"], json.loads(str(file["settings"]))


def test_both_panels_make_the_particles_of_the_command_line(lab, qtbot, tmp_path, capsys):
    play(qtbot, lab)
    assert lab.run.reason is FinishReason.COMPLETE
    plain, annealed = lab.run.frame.panels
    common = ("--count", "300", "--steps-per-level", "20")
    expected, document = headless(tmp_path, *common)
    assert np.array_equal(plain.places.astype(np.float32), expected)
    assert document["settings"] == lab.run.experiment.settings[0].to_dict()
    report = capsys.readouterr().out
    numbers = lab.run.numbers[-1][0]
    assert f"energy distance to exact samples: {numbers.energy_distance:.3g}" in report
    assert f"share in each mode: {numbers.shares[0]:.3f} (true 0.800)" in report
    expected, _ = headless(tmp_path, "--sampler", "annealed", "--levels", "3", *common)
    assert np.array_equal(annealed.places.astype(np.float32), expected)
    assert (annealed.index, annealed.total, annealed.level) == (60, 60, 2)
    assert (plain.index, plain.over) == (20, True)


def test_the_panels_start_at_the_same_places(lab, qtbot):
    lab.lay("run_panel")
    click(qtbot, button(lab, "step"))
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED)
    a, b = lab.run.frame.panels
    assert a.index == b.index == 1
    start = [p.trails[:, 0] for p in (a, b)]
    assert np.array_equal(*start)
    assert np.abs(start[0]).max() <= 8
    assert not np.array_equal(a.places, b.places)
    click(qtbot, button(lab, "stop"))
    ended(qtbot, lab.run)
    assert lab.run.reason is FinishReason.STOPPED


def test_pause_level_and_go_on_give_the_same_particles(lab, qtbot):
    lab.lay("run_panel")
    play(qtbot, lab)
    whole = [p.places for p in lab.run.frame.panels]
    click(qtbot, button(lab, "level"))
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED)
    assert lab.run.frame.panels[1].index == 20  # the annealed panel's first level
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Period)
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED and lab.run.frame.panels[1].index == 21)
    click(qtbot, button(lab, "play"))
    ended(qtbot, lab.run)
    for panel, places in zip(lab.run.frame.panels, whole, strict=True):
        assert np.array_equal(panel.places, places)


def test_numbers_are_shown_in_plots_and_table(lab, qtbot):
    lab.lay("numbers_panel")
    play(qtbot, lab)
    panel = lab.numbers_panel
    for k in range(2):
        numbers = lab.run.numbers[-1][k]
        places = lab.run.frame.panels[k].places
        assert numbers.mean == pytest.approx(tuple(places.mean(axis=0)), abs=1e-4)
        assert np.array(numbers.covariance) == pytest.approx(np.cov(places.T), rel=1e-4)
        nearer = ((places - 5) ** 2).sum(axis=1) < ((places + 5) ** 2).sum(axis=1)
        assert numbers.shares[0] == pytest.approx(nearer.mean())
        assert panel.cells["share", k].text() == f"{nearer.mean():.3f} (0.800)"
        assert lab.run.frame.panels[k].shares == pytest.approx(numbers.shares)
    titles = [chart.title for chart in panel.charts.charts]
    assert titles == ["share of the heaviest mode", "energy distance"]
    true = next(line for line in panel.charts.charts[0].curves if line.dashed)
    assert set(true.y) == {0.8}


def test_where_no_mode_is_the_largest_their_shares_together_are_judged(lab, qtbot):
    lab.lay("density_panel", "numbers_panel")
    choose(lab.density_panel.choice, DensityName.RING)
    play(qtbot, lab)
    n = lab.run.numbers[-1][0]
    amiss = sum(max(0.0, share - 1 / 8) for share in n.shares)
    assert lab.numbers_panel.cells["off", 0].text() == f"{amiss:.3f}"
    assert not lab.numbers_panel.titles["share"].isVisible()
    chart = lab.numbers_panel.charts.charts[0]
    assert chart.title == "particles in the wrong mode"
    assert chart.curves[0].y[-1] == pytest.approx(amiss)
    choose(lab.density_panel.choice, DensityName.TWO_GAUSSIANS)
    play(qtbot, lab)
    assert not lab.numbers_panel.titles["off"].isVisible()


@pytest.mark.usefixtures("all_exact_samples")
def test_energy_distances_to_two_laws_say_to_which(lab, qtbot):
    lab.lay("numbers_panel")
    for draft in lab.particles.panels:
        draft.set("sigma_min", 2.0)
    play(qtbot, lab)
    energy = lab.numbers_panel.charts.charts[1]
    assert [curve.label for curve in energy.curves] == ["A, to p at σ = 2.00", "B, to the data"]
    for draft in lab.particles.panels:
        draft.set("sigma_min", 1.0)  # the modes' own width: both are after the data
    play(qtbot, lab)
    assert [curve.label for curve in lab.numbers_panel.charts.charts[1].curves] == ["A", "B"]


def test_underdamped_shows_the_kinetic_temperature(lab, qtbot):
    lab.lay("numbers_panel", "sampler_a")
    lab.particles.set_shown(both=False)
    form = lab.sampler_a
    choose(form.sampler, Sampler.UNDERDAMPED)
    assert form.form.rows["friction"].isVisible()
    assert not form.form.rows["epsilon"].isVisible()
    assert "Only level" in form.form.rows["sigma_min"].label.text()
    type_in(qtbot, form.form.rows["mass"].edit, "2")
    type_in(qtbot, form.form.rows["steps_per_level"].edit, "150")
    play(qtbot, lab)
    (numbers,) = lab.run.numbers[-1]
    settings = lab.run.experiment.settings[0]
    assert (settings.sampler, settings.mass) == (Sampler.UNDERDAMPED, 2.0)
    expected = 1 - settings.time_step**2 / (4 * settings.mass)  # the scheme's own reading on a Gaussian, variance 1
    assert numbers.kinetic_temperature == pytest.approx(expected, abs=0.2)
    assert "kinetic temperature" in [chart.title for chart in lab.numbers_panel.charts.charts]
    assert lab.numbers_panel.cells["kinetic", 0].isVisible()


def test_an_unstable_epsilon_during_a_run_is_refused_and_the_one_before_stays(lab, qtbot):
    lab.lay("sampler_a", "run_panel")
    for draft in lab.particles.panels:
        draft.set("steps_per_level", 100_000)
    click(qtbot, button(lab, "play"))
    wait_until(qtbot, lambda: lab.run.frame is not None and lab.run.frame.panels[0].index > 3)
    edit = lab.sampler_a.form.rows["epsilon"].edit
    type_in(qtbot, edit, "0.5")
    wait_until(qtbot, lambda: lab.run.frame.panels[0].params.epsilon == 0.5)
    type_in(qtbot, edit, "4.5")
    wait_until(qtbot, lambda: bool(lab.notices.problems))
    problem = lab.notices.problems[-1]
    assert "must stay below 4" in problem.text
    assert lab.particles.panels[0].value("epsilon") == 0.5
    assert edit.text() == "0.5"
    index = lab.run.frame.panels[0].index
    wait_until(qtbot, lambda: lab.run.frame.panels[0].index > index + 5)
    assert lab.run.frame.panels[0].params.epsilon == 0.5
    assert np.isfinite(lab.run.frame.panels[0].places).all()
    assert lab.run.phase is RunPhase.RUNNING
    notices = lab.notices
    assert [notice.problem for notice in notices.shown()] == [problem]
    type_in(qtbot, edit, "0.6")  # what was refused is no matter any more
    wait_until(qtbot, lambda: notices.shown() == [])
    type_in(qtbot, edit, "4.5")
    wait_until(qtbot, lambda: len(notices.shown()) == 1)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Return, CONTROL)  # nor in another run
    wait_until(qtbot, lambda: notices.shown() == [])
    click(qtbot, button(lab, "reset"))
    ended(qtbot, lab.run)
    assert lab.run.frame is None
    assert lab.center.canvas.planes[0].crowd is None


def test_an_unstable_epsilon_before_a_run_says_which_panel_and_the_particles_before_stay(lab, qtbot):
    play(qtbot, lab)
    before = lab.run.frame
    lab.particles.panels[1].set("epsilon", 5.0)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.run)
    assert lab.run.reason is FinishReason.FAILED
    assert lab.notices.problems[-1].text.startswith("B: ε = 5 is unstable")
    assert lab.run.frame is before


def test_temperature_acts_live(lab, qtbot):
    lab.lay("sampler_a", "run_panel")
    lab.particles.set_shown(both=False)
    lab.particles.panels[0].set("steps_per_level", 100_000)
    click(qtbot, button(lab, "play"))
    wait_until(qtbot, lambda: lab.run.frame is not None)
    type_in(qtbot, lab.sampler_a.form.rows["temperature"].edit, "0")
    wait_until(qtbot, lambda: lab.run.frame.panels[0].params.temperature == 0)
    begun = lab.run.frame.panels[0].index
    qtbot.waitUntil(lambda: lab.run.frame.panels[0].index > begun + 400, timeout=30_000)
    click(qtbot, button(lab, "stop"))
    ended(qtbot, lab.run)
    places = lab.run.frame.panels[0].places  # without noise everybody rolls to a mode
    distance = np.minimum(np.hypot(*(places - 5).T), np.hypot(*(places + 5).T))
    assert distance.max() < 1e-3


def test_particles_start_where_one_clicks(lab, qtbot):
    lab.lay("particle_panel", "run_panel")
    choose(lab.particle_panel.start, ParticleStart.POINTS)
    assert lab.state.tool is PlaneTool.START
    for x, y in ((-2, 3), (4, -1)):
        qtbot.mouseClick(lab.center.canvas, LEFT, pos=at(lab, x, y))
    assert lab.particles.panels[1].value("start") is ParticleStart.POINTS
    click(qtbot, button(lab, "step"))
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED)
    unit = 2 * lab.state.view.half / lab.center.canvas.plane_geometry.plots[0].width()
    start = lab.run.frame.panels[0].trails[:, 0]
    assert np.abs(start[0::2] - (-2, 3)).max() <= unit
    assert np.abs(start[1::2] - (4, -1)).max() <= unit
    lab.run.session.stop()
    ended(qtbot, lab.run)
    click(qtbot, lab.particle_panel.clear)
    assert lab.particles.panels[0].value("start") is ParticleStart.BOX


def test_the_settings_of_each_control_reach_the_run(lab, qtbot):
    lab.lay("particle_panel")
    shared, own = lab.particle_panel.form.rows, lab.particle_panel.samplers[1].form.rows
    choose(lab.particle_panel.start, ParticleStart.GAUSSIAN)
    for name, text in (("count", "50"), ("seed", "7"), ("spread", "2.5"), ("x", "1"), ("y", "-2")):
        type_in(qtbot, shared[name].edit, text)
    for name, text in (("levels", "4"), ("sigma_max", "12"), ("sigma_min", "0.5"), ("steps_per_level", "5"),
                       ("epsilon", "0.02"), ("temperature", "0.5")):  # fmt: skip
        type_in(qtbot, own[name].edit, text)
    choose(own["meaning"].editor, SigmaMeaning.ADDED)
    play(qtbot, lab)
    a, b = lab.run.experiment.settings
    for s in (a, b):
        assert (s.count, s.seed, s.start, s.spread, s.x, s.y) == (50, 7, ParticleStart.GAUSSIAN, 2.5, 1.0, -2.0)
    assert (b.levels, b.sigma_max, b.sigma_min, b.steps_per_level, b.epsilon, b.temperature, b.meaning) == (
        4, 12.0, 0.5, 5, 0.02, 0.5, SigmaMeaning.ADDED,
    )  # fmt: skip
    assert a.temperature == 1
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_N)
    assert lab.particles.panels[0].value("seed") == lab.particles.panels[1].value("seed") != 7
    click(qtbot, own["levels"].reset_button)
    assert lab.particles.panels[1].value("levels") == 10


def test_another_density_forgets_what_suited_the_old_one(lab, qtbot):
    lab.lay("density_panel")
    lab.particles.panels[0].set("epsilon", 3.0)
    choose(lab.density_panel.choice, DensityName.GRID)
    assert lab.particles.panels[0].value("epsilon") == pytest.approx(0.1 * 0.25**2)
    assert lab.particles.panels[0].value("count") == 300
    settled(qtbot, lab)
    play(qtbot, lab)
    assert lab.run.reason is FinishReason.COMPLETE
    assert len(lab.run.frame.panels[0].weights) == 25
    assert len(lab.center.canvas.planes[0].crowd.shares) == 25


def test_one_panel_alone_speed_and_trails(lab, qtbot):
    lab.lay("particle_panel")
    qtbot.mouseClick(lab.particle_panel.both, LEFT, pos=lab.particle_panel.both.rect().center() / 8)
    if lab.particles.shown.both:
        lab.particle_panel.both.click()
    assert len(lab.center.canvas.planes) == 1
    assert not lab.particle_panel.tabs.isTabVisible(1)
    rows = lab.particle_panel.form.rows
    type_in(qtbot, rows["trail"].edit, "0")
    play(qtbot, lab)
    assert len(lab.run.frame.panels) == 1
    assert lab.run.frame.panels[0].trails is None
    type_in(qtbot, rows["speed"].edit, "500")
    assert lab.particles.shown.speed == 500 < FASTEST


def test_the_background_follows_the_level_if_asked(lab, qtbot):
    lab.lay("density_panel", "run_panel")
    box = lab.density_panel.boxes["level_behind"]
    box.click()
    click(qtbot, button(lab, "level"))
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED)
    settled(qtbot, lab)
    assert [a.settings.sigma for a in lab.fields.arrays] == pytest.approx([1.0, 20.0])
    lab.run.session.stop()
    ended(qtbot, lab.run)
    box.click()
    settled(qtbot, lab)
    assert [a.settings.sigma for a in lab.fields.arrays] == pytest.approx([1.0, 1.0])


def test_a_learned_score_that_is_not_there_is_explained(lab, qtbot):
    lab.lay("sampler_a")
    choose(lab.sampler_a.form.rows["learned"].editor, True)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    assert lab.run.phase is RunPhase.IDLE
    assert "Train a network" in lab.notices.problems[-1].text


def test_leaving_the_workspace_lets_the_particles_rest_and_closing_ends_them(make_window, qtbot):
    window, lab = open_lab(make_window, qtbot, Activity.PARTICLES)
    for draft in lab.particles.panels:
        draft.set("steps_per_level", 100_000)
    click(qtbot, button(lab, "play"))
    wait_until(qtbot, lambda: lab.run.frame is not None)
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED)
    qtbot.keyClick(window, Qt.Key.Key_3, CONTROL)
    click(qtbot, button(lab, "play"))
    assert lab.run.phase is RunPhase.RUNNING
    window.close()
    assert window.finished
