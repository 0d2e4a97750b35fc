"""Edits while particles run: what acts at once, what waits for the next run, and what is compared with what."""

import itertools
import time

import numpy as np
import pytest
from PySide6.QtCore import Qt

import app.ui.lab.exports as exports
from app.lab.densities import build
from app.lab.particles import ParticleRun
from app.params.export import EXPORTS, ExportChoice
from app.params.lab.density import DensityName, DensitySettings, Mode, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.samplers import Sampler
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity, PlaneTool
from app.ui.text import number
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, LEFT, at, choose, ended, enter, open_lab, settled, type_in, wait_until, wheel
from tests.walks import PARTICLE_SAMPLERS as SAMPLERS


@pytest.fixture
def lab(lab_desk, qtbot):
    """The laboratory with runs that do not end by themselves; the test makes them go."""
    lab = enter(qtbot, lab_desk, Activity.PARTICLES)
    for draft in lab.particles.panels:
        draft.set("count", 200)
        draft.set("steps_per_level", 100_000)
    yield lab
    if lab.run.phase.active:
        lab.run.session.stop()
        ended(qtbot, lab.run)


def play(qtbot, lab):
    click(qtbot, lab.run_panel.buttons["play"])
    more(qtbot, lab, 3)


def more(qtbot, lab, steps=10):
    """So many steps that know of all that has been set by now: the frame shown may be of long ago."""
    now, begun = time.perf_counter(), []

    def done():
        frame = lab.run.frame
        if frame is None or frame.made_at <= now:
            return False
        begun.append(frame.panels[0].index)
        return begun[-1] > begun[0] + steps

    wait_until(qtbot, done)


def pause(qtbot, lab):
    click(qtbot, lab.run_panel.buttons["play"])
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED)


@pytest.mark.parametrize("sampler", [Sampler.LANGEVIN, Sampler.ANNEALED])
def test_a_resized_mode_is_the_law_of_the_run_from_the_next_step_on(sampler):
    begun, wide = DensitySettings(modes=(Mode(0, 0, 1, 1),)), DensitySettings(modes=(Mode(0, 0, 2, 1),))
    run = ParticleRun(build(begun), ParticleSettings.for_density(begun, sampler, levels=3, count=10))
    run.follow(build(wide))
    assert (run.sigmas[0], run.sigmas[-1]) == pytest.approx((20 if len(run.sigmas) > 1 else 2, 2))
    x = run.x.double()
    np.testing.assert_allclose(run.density.score(x, run.sigmas[-1]), -x / 4)  # the data: N(0, 4 I)
    assert run.limits(run.settings.live).high == pytest.approx(16)
    huge = DensitySettings(modes=(Mode(0, 0, 50, 1),))
    run.follow(build(huge))
    assert run.sigmas[-1] == pytest.approx(50)
    assert list(run.sigmas) == sorted(run.sigmas, reverse=True)
    run.follow(build(begun))
    assert run.sigmas == ParticleRun(build(begun), run.settings).sigmas


@pytest.mark.parametrize(("meaning", "sigma"), [(SigmaMeaning.TOTAL, 1.5), (SigmaMeaning.ADDED, 1.0)])
def test_a_sigma_that_was_chosen_stays_when_a_mode_is_resized(meaning, sigma):
    begun = DensitySettings(modes=(Mode(0, 0, 1, 1),))
    settings = ParticleSettings.for_density(begun, Sampler.LANGEVIN, meaning=meaning, sigma_min=sigma)
    run = ParticleRun(build(begun), settings)
    for std in (1.5, 3.0):
        run.follow(build(begun.resize(0, std)))
        # As their whole width it cannot be less than what the modes have of their own.
        assert run.sigmas == (std if meaning is SigmaMeaning.TOTAL else sigma,)


@pytest.mark.usefixtures("all_exact_samples")
def test_a_mode_resized_by_the_wheel_acts_on_particles_numbers_and_film(lab, qtbot, tmp_path, monkeypatch):
    lab.lay("run_panel")
    lab.state.choose(DensitySettings(modes=(Mode(0, 0, 1, 1),)))
    lab.particles.set_shown(both=False)
    lab.particles.panels[0].set("count", 2000)
    settled(qtbot, lab)
    play(qtbot, lab)
    for _ in range(6):
        wheel(lab, 0, 0, 1, CONTROL)
    std = lab.state.density.smallest_std
    assert std > 1.9
    more(qtbot, lab, 150)
    pause(qtbot, lab)
    panel = lab.run.frame.panels[0]
    assert panel.sigma == pytest.approx(std)
    assert panel.params.epsilon == pytest.approx(0.1 * std**2)
    # Discretised Langevin dynamics of N(0, s^2 I) has the variance s^2 / (1 - eta / 4), here of 4000 numbers.
    assert panel.places.var() == pytest.approx(std**2 / (1 - 0.1 / 4), rel=0.12)
    qtbot.waitUntil(lambda: not lab.run.counting and lab.run.numbers[-1][0].index == panel.index, timeout=30_000)
    assert lab.run.numbers[-1][0].energy_distance < 0.15

    behind, point = [], np.zeros((1, 1, 3), np.uint8)
    monkeypatch.setattr(exports, "_draw_film", lambda *args: behind.append(args[-2]) or point)
    lab.exporter.export(ExportChoice(EXPORTS["film"], str(tmp_path / "run.gif")))
    qtbot.waitUntil(lambda: (tmp_path / "run.gif").exists() and lab.exporter.progress is None, timeout=60_000)
    assert behind[-1][0].settings.sigma == pytest.approx(std)


@pytest.mark.parametrize("text", ["3", "7"])
def test_a_sigma_for_the_next_run_leaves_the_present_one_alone(lab, qtbot, text):
    lab.lay("particle_panel", "run_panel")
    play(qtbot, lab)
    before = [panel.params for panel in lab.run.frame.panels]
    rows = [form.form.rows for form in lab.particle_panel.samplers]
    type_in(qtbot, rows[0]["sigma_min"].edit, text)
    more(qtbot, lab)
    assert [panel.params for panel in lab.run.frame.panels] == before
    assert not lab.notices.problems
    click(qtbot, rows[0]["sigma_min"].reset_button)
    type_in(qtbot, rows[0]["sigma_min"].edit, text)
    lab.particles.panels[1].set("temperature", 0.5)  # nor does a live setting of the other panel take it along
    lab.particles.panels[0].set("friction", 2.0)
    more(qtbot, lab)
    now = [panel.params for panel in lab.run.frame.panels]
    assert [p.epsilon for p in now] == [p.epsilon for p in before]
    assert (now[0].friction, now[0].temperature, now[1].temperature) == (2.0, 1.0, 0.5)


def test_another_sampler_and_back_leaves_the_run_alone(lab, qtbot):
    lab.lay("sampler_a", "run_panel")
    type_in(qtbot, lab.sampler_a.form.rows["epsilon"].edit, "0.05")
    play(qtbot, lab)
    for sampler in (Sampler.UNDERDAMPED, Sampler.LANGEVIN):
        choose(lab.sampler_a.sampler, sampler)
    more(qtbot, lab)
    assert lab.run.frame.panels[0].params.epsilon == 0.05


def test_the_true_share_follows_the_weights_during_a_run(lab, qtbot):
    lab.lay("numbers_panel", "run_panel")
    play(qtbot, lab)
    wait_until(qtbot, lambda: bool(lab.run.numbers))
    wheel(lab, 5, 5, -25)  # from 0.8 to less than the other
    weights = lab.state.density.weights
    assert weights[0] < weights[1]
    wait_until(qtbot, lambda: lab.run.numbers[-1][0].weights == pytest.approx(weights))
    pause(qtbot, lab)
    wait_until(qtbot, lambda: not lab.run.counting)
    chart = lab.numbers_panel.charts.charts[0]
    *shares, true = chart.curves
    assert true.dashed
    assert (true.x[0], true.y[0]) == (0, pytest.approx(0.2))
    assert true.y[-1] == pytest.approx(weights[1])
    assert [line.y[-1] for line in shares] == [n.shares[1] for n in lab.run.numbers[-1]]


def test_a_place_to_start_from_is_marked_and_the_status_says_what_a_click_does(make_window, qtbot):
    _, lab = open_lab(make_window, qtbot, Activity.PARTICLES)
    said = []
    lab.status_changed.connect(said.append)
    click(qtbot, lab.center.tools[PlaneTool.START])
    assert "start" in said[-1]
    assert len(lab.center.canvas.planes) == 2
    assert not [p for plane in lab.center.canvas.planes for p in plane.still.points]
    for x, y in ((-2, 3), (4, -1)):
        qtbot.mouseClick(lab.center.canvas, LEFT, pos=at(lab, x, y))
    unit = 2 * lab.state.view.half / lab.center.canvas.plane_geometry.plots[0].width()
    for plane in lab.center.canvas.planes:
        (marks,) = plane.still.points
        assert np.abs(marks.places - [(-2, 3), (4, -1)]).max() <= unit
    click(qtbot, lab.particle_panel.clear)
    assert not [p for plane in lab.center.canvas.planes for p in plane.still.points]
    click(qtbot, lab.center.tools[PlaneTool.BRUSH])
    assert "draw" in said[-1]


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("name", [n for n in DensityName if n is not DensityName.POINTS])
def test_the_default_step_is_a_tenth_of_the_narrowest_variance_and_stable(name, sampler):
    density = DensitySettings(name)
    built = build(density)
    assert density.width == pytest.approx(built.width)
    settings = ParticleSettings.for_density(density, sampler)
    run = ParticleRun(built, settings)
    run.check_stable(settings.live)
    variance = run.density.variance(settings.sigma_min)
    assert settings.time_step == pytest.approx(0.3 * variance**0.5)
    if sampler is Sampler.CONSISTENT:  # which cannot take any step
        ratio = (settings.sigma_min / settings.sigma_max) ** (1 / 9)
        assert settings.epsilon == pytest.approx(2 * (1 - ratio**2) * settings.sigma_min**2)
    else:
        assert settings.epsilon == pytest.approx(0.1 * variance, rel=1e-3)
    added = ParticleSettings.for_density(density, sampler, meaning=SigmaMeaning.ADDED, sigma_min=0.1)
    ParticleRun(built, added).check_stable(added.live)


def test_the_limit_that_is_shown_is_the_one_of_the_run(lab, subtests):
    lab.lay("particle_panel", "run_panel")
    names = (DensityName.TWO_MOONS, DensityName.SWISS_ROLL, DensityName.RINGS)
    for name, levels in itertools.product(names, (1, 10)):
        with subtests.test(f"{name.value} {levels}"):
            lab.state.choose(DensitySettings(name))
            for draft, form in zip(lab.particles.panels, lab.particle_panel.samplers, strict=True):
                draft.reset("sampler")
                draft.set("levels", levels)
                run = ParticleRun(build(lab.state.density), draft.valid)
                eta = run.step(draft.valid.live).eta if len(run.sigmas) == 1 else 0.1
                shown, limit = form.note.text().removeprefix("η = ").split("; stable below ε = ")
                assert float(shown) == pytest.approx(eta)
                assert limit == number(run.limits(run.settings.live).high)
                draft.set("sampler", Sampler.UNDERDAMPED)
                limit = 2 * run.density.variance(run.sigmas[-1]) ** 0.5  # h^2 < 4 m v
                assert form.note.text().startswith(f"h < {number(limit)} is stable")


def test_undo_ends_the_edit_under_way(lab, qtbot):
    state, begun = lab.state, lab.state.density
    wheel(lab, 5, 5, 1)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Z, CONTROL)
    assert state.density == begun
    wheel(lab, -5, -5, 1)  # within the time in which notches are one edit
    edited = state.density
    assert state.can_undo
    assert not state.can_redo
    state.undo()
    assert state.density == begun
    state.redo()
    wheel(lab, 5, 5, 1)
    state.undo()
    assert state.density == edited
    wheel(lab, 5, 5, 1)
    turned = state.density
    state.choose(DensitySettings(DensityName.RING))
    mode = state.density.modes[0]
    wheel(lab, mode.x, mode.y, 1)
    state.undo()
    assert state.density == DensitySettings(DensityName.RING)
    state.undo()
    assert state.density == turned
