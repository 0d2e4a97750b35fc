"""Sections, marginals, Einstein's relation and energies in the window: real mouse and keys, closed forms."""

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt

from app.jobs.lab.particles import Panel
from app.lab.densities import build, counted
from app.lab.particles import ParticleRun
from app.lab.phase import phase_law
from app.lab.profiles import section
from app.params.lab.density import DensitySettings, SigmaMeaning
from app.params.lab.run import CloudNumbers, PanelJob, PhaseLaw
from app.params.run import FinishReason
from app.params.samplers import Sampler
from app.state.lab.laboratory import Activity, PlaneTool, Spot
from app.ui.lab.law_charts import motion_charts
from app.ui.text import number
from tests.ui.conftest import click
from tests.ui.lab import at, choose, drag, ended, enter, settled, step, wait_until


def charts(lab):
    return lab.numbers_panel.charts.charts


def test_a_line_drawn_shows_the_potential_along_it(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("numbers_panel"))
    click(qtbot, lab.center.tools[PlaneTool.PROBE])
    drag(qtbot, lab, (-7, -7), (7, 7))
    assert lab.state.look.charts == "section"
    assert lab.state.section == pytest.approx((-7, -7, 7, 7), abs=0.05)
    wait_until(
        qtbot, lambda: lab.profiles.idle and lab.profiles.request.section == lab.state.section and len(charts(lab)) == 2
    )
    exact = section(build(DensitySettings()), lab.state.section, 1.0)
    v, beside = charts(lab)
    np.testing.assert_allclose(v.curves[0].y, exact.potential)
    assert v.value == f"barrier {number(exact.barriers[0])}, {number(exact.barriers[1])} k T₀"
    assert [curve.label for curve in beside.curves] == ["exp(−V/kT)"]  # there are no particles
    qtbot.mouseClick(lab.center.canvas, Qt.MouseButton.LeftButton, pos=lab.center.canvas.rect().center())
    assert (lab.state.section, lab.state.look.charts) == (None, "steps")


def test_the_plane_shows_the_line_as_it_is(lab_desk, qtbot):
    """While one draws, nothing else may change: the line was seen as it had begun."""
    lab = enter(qtbot, lab_desk)
    lab.state.cut((-7.0, -7.0, 0.0, 0.0))
    settled(qtbot, lab)
    wait_until(qtbot, lambda: lab.profiles.idle and lab.profiles.request.section == lab.state.section)
    seen, canvas = [], lab.center.canvas
    canvas.painted = lambda: seen.append(lab.state.section)
    canvas.repaint()
    lab.state.cut((-7.0, -7.0, 7.0, 3.0))
    wait_until(qtbot, lambda: seen[-1] == (-7.0, -7.0, 7.0, 3.0))


def test_a_line_may_be_drawn_with_keys(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk)
    canvas = lab.center.canvas
    click(qtbot, lab.center.tools[PlaneTool.PROBE])
    canvas.setFocus()
    lab.state.spot = Spot(0, -4.0, 1.0)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    for _ in range(5):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert lab.state.section == pytest.approx((-4, 1, 0, 1))


@pytest.fixture
def lab(lab_desk, qtbot):
    return enter(qtbot, lab_desk, Activity.PARTICLES)


def play(qtbot, lab):
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    all_measured(qtbot, lab)


def all_measured(qtbot, lab):
    """The run is over, and the numbers are those of its last step."""
    ended(qtbot, lab.run)
    last = [panel.index for panel in lab.run.frame.panels]
    wait_until(
        qtbot, lambda: not lab.run.counting and [[n.index for n in row] for row in lab.run.numbers[-1:]] == [last]
    )


def test_marginals_of_the_particles_stand_beside_the_exact_ones(lab, qtbot):
    lab.lay("density_panel", "numbers_panel")
    for draft in lab.particles.panels:
        draft.set("count", 500)
        draft.set("steps_per_level", 5)
    lab.particles.set_shown(both=False)
    choose(lab.density_panel.form.rows["charts"].editor, "marginals")
    play(qtbot, lab)
    wait_until(qtbot, lambda: lab.profiles.idle and lab.profiles.request.panels[0].places is not None)
    wait_until(qtbot, lambda: len(charts(lab)) == 2 and len(charts(lab)[0].curves) == 2)
    found = charts(lab)[0].curves[0].y[::2]
    places = lab.run.frame.panels[0].places
    counts = np.histogram(places[:, 0], np.linspace(-8, 8, 41))[0]
    np.testing.assert_allclose(found, counts / 500 / 0.4)


def test_einstein_s_relation_at_one_click(lab, qtbot):
    """The numbers are those of the mathematics for the same settings, and D is Einstein's within its error."""
    lab.lay("run_panel", "numbers_panel")
    lab.particles.set_shown(speed=1000.0)
    click(qtbot, lab.center.figures["einstein"])
    wait_until(qtbot, lambda: lab.run.frame is not None and lab.run.frame.panels[0].index >= 1)
    click(qtbot, lab.run_panel.buttons["stop"])
    ended(qtbot, lab.run)
    assert lab.state.look.charts == "motion"
    for draft in lab.particles.panels:
        draft.set("steps_per_level", 60)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ended(qtbot, lab.run)
    assert lab.run.reason is FinishReason.COMPLETE
    wait_until(qtbot, lambda: not lab.run.counting and [n.index for n in lab.run.numbers[-1]] == [60, 60])
    for settings, n in zip(lab.run.experiment.settings, lab.run.numbers[-1], strict=True):
        assert not settings.force
        made = Panel(PanelJob(settings), ParticleRun(build(DensitySettings()), settings))
        for _ in range(60):
            made.take(settings.live)
        moved = float((made.run.x - made.start).double().square().sum(dim=1).mean())
        assert n.displacement == pytest.approx(moved, rel=1e-6)
        assert (n.free, n.einstein) == pytest.approx((made.motion.free, made.motion.einstein))
        assert n.time == pytest.approx(6.0)
        assert n.displacement == pytest.approx(n.free, rel=5 / 1280**0.5)
    (chart,) = charts(lab)
    assert lab.center.canvas.planes[0].caption.startswith("A   free: no force acts, ")
    assert chart.title == "mean squared displacement"
    assert "2 d D t" in [curve.label for curve in chart.curves]
    found = ", ".join(number(n.displacement / (4 * n.time)) for n in lab.run.numbers[-1])
    assert chart.value == f"D = {found} (1.00)"  # tau = 1 and m gamma = 1


@pytest.mark.usefixtures("all_exact_samples")
def test_over_and_underdamped_side_by_side_with_energies_and_phase_plane(lab, qtbot):
    lab.lay("particle_panel", "numbers_panel", "run_panel")
    click(qtbot, lab.center.figures["damping"])
    wait_until(qtbot, lambda: lab.run.frame is not None and lab.run.frame.panels[0].index >= 1)
    click(qtbot, lab.run_panel.buttons["stop"])
    all_measured(qtbot, lab)
    assert [s.sampler for s in lab.run.experiment.settings] == [Sampler.LANGEVIN, Sampler.UNDERDAMPED]
    kinetic, potential = charts(lab)
    n = lab.run.numbers[-1][1]
    assert kinetic.curves[0].y[-1] == pytest.approx(n.kinetic_temperature / 2)
    assert kinetic.curves[1].y[-1] == pytest.approx((1 - 0.1**2 / 4) / 2)  # kT/2, less h²/(4 m σ²) of it
    law = build(DensitySettings())
    places = torch.tensor(lab.run.frame.panels[0].places)
    assert lab.run.numbers[-1][0].potential == pytest.approx(-float(law.log_prob(places, 0.0).mean()), rel=1e-6)
    assert len(potential.curves) == 4
    assert lab.center.canvas.planes[1].vertical == "x₂"
    lab.particle_panel.phase.click()
    settled(qtbot, lab)
    plane, panel = lab.center.canvas.planes[1], lab.run.frame.panels[1]
    assert (plane.vertical, plane.title) == ("v₁", "B   Phase plane")
    np.testing.assert_array_equal(plane.crowd.places[:, 1], panel.velocities[:, 0])
    law_there = phase_law(law, 0.0, PhaseLaw(), lab.state.view.extent, 160)[2]  # sigma 1 is the modes' own width
    np.testing.assert_allclose(plane.still.shade, np.exp(law_there - law_there.max()), atol=1e-9)
    assert lab.center.canvas.planes[0].idea.startswith("Phase plane: shaded is the law that x₁ and v₁ come to")
    assert "v ← exp(−γh) v + " in plane.caption
    lab.particles.panels[1].set("temperature", 2.0)  # the law is tempered once
    lab.particles.panels[1].set("mass", 4.0)
    settled(qtbot, lab)
    whole = counted(law, SigmaMeaning.TOTAL)
    hot = phase_law(whole, 1.0, PhaseLaw(2.0, 4.0), lab.state.view.extent, 160)[2]
    np.testing.assert_allclose(lab.center.canvas.planes[1].still.shade, np.exp(hot - hot.max()), atol=1e-9)
    assert lab.center.canvas.planes[0].vertical == "x₂"
    cell = lab.numbers_panel.cells["kinetic", 1].text()
    assert cell.endswith(f"(0.998 ± {0.9975 / 1280**0.5:.4f})")


def test_the_terms_of_the_equation_have_switches_that_act_at_the_next_step(lab, qtbot):
    lab.lay("particle_panel", "run_panel")
    lab.particles.set_shown(both=False)
    choose(lab.particle_panel.samplers[0].sampler, Sampler.UNDERDAMPED)
    settled(qtbot, lab)
    rows = lab.particle_panel.samplers[0].form.rows
    assert [rows[name].isVisibleTo(lab.particle_panel) for name in ("force", "drag", "kicks")] == [True] * 3
    step(qtbot, lab)
    for name in ("force", "drag", "kicks"):
        rows[name].editor.click()
    before = lab.run.frame.panels[0]
    step(qtbot, lab)
    after = lab.run.frame.panels[0]
    np.testing.assert_allclose(after.velocities, before.velocities, atol=1e-6)
    np.testing.assert_allclose(after.places, before.places + 0.3 * before.velocities, atol=1e-5)
    click(qtbot, lab.run_panel.buttons["stop"])
    ended(qtbot, lab.run)


def test_mala_beside_langevin_at_one_click(lab, qtbot):
    lab.lay("numbers_panel", "run_panel")
    click(qtbot, lab.center.figures["mala"])
    wait_until(qtbot, lambda: lab.run.frame is not None and lab.run.frame.panels[0].index >= 20)
    click(qtbot, lab.run_panel.buttons["stop"])
    all_measured(qtbot, lab)
    assert [s.sampler for s in lab.run.experiment.settings] == [Sampler.LANGEVIN, Sampler.MALA]
    plain, adjusted = lab.run.numbers[-1]
    assert plain.accepted is None
    assert 0 < adjusted.accepted < 1
    assert lab.numbers_panel.cells["accepted", 1].text() == f"{adjusted.accepted:.3f}"
    assert lab.center.canvas.planes[1].crowd.forces is None


def test_in_the_phase_plane_the_mouse_meets_no_places(lab, qtbot):
    """What lies at (x1, v1) is no place: no mode is dragged there, nothing is read off; the view can be moved."""
    lab.lay("particle_panel", "run_panel")
    click(qtbot, lab.center.figures["damping"])
    wait_until(qtbot, lambda: lab.run.frame is not None and lab.run.frame.panels[0].index >= 1)
    click(qtbot, lab.run_panel.buttons["stop"])
    ended(qtbot, lab.run)
    lab.particle_panel.phase.click()
    settled(qtbot, lab)
    density, view = lab.state.density, lab.state.view
    plots = lab.center.canvas.plane_geometry.plots
    assert plots[1].left() - plots[0].right() > 58  # room for an axis of its own
    click(qtbot, lab.center.tools[PlaneTool.PROBE])
    qtbot.mouseMove(lab.center.canvas, at(lab, 5, 5, 0))
    assert lab.state.spot.panel == 0
    qtbot.mouseMove(lab.center.canvas, at(lab, 5, 4, 1))
    assert lab.state.spot.panel == 0
    click(qtbot, lab.center.tools[PlaneTool.MOVE])
    drag(qtbot, lab, (5, 5), (3, 4), panel=1)
    assert lab.state.density is density
    assert (lab.state.view.x - view.x, lab.state.view.y - view.y) == pytest.approx((2, 1), abs=0.1)
    lab.particle_panel.phase.click()
    settled(qtbot, lab)
    drag(qtbot, lab, (5, 5), (4, 4), panel=1)
    assert lab.state.density.modes[0].x == pytest.approx(4, abs=0.1)


def test_steps_through_noise_levels_take_no_time():
    """They are no motion: beside Langevin dynamics their displacement, all of it at time 0, is left out."""

    def measured(index, time):
        return CloudNumbers(
            index, (1.0,), (1.0,), (0.0, 0.0), ((1.0, 0.0), (0.0, 1.0)), 0.1, None, None, None, time, 4.0, time, time,
            1.0, 1.0,
        )  # fmt: skip

    rows = [(measured(i, 0.1 * i), measured(i, 0.0)) for i in range(4)]
    (chart,) = motion_charts(rows, "#000000")
    assert [curve.label for curve in chart.curves] == ["A", "", "2 d D t"]
    (alone,) = motion_charts([row[1:] for row in rows], "#000000")
    assert (alone.curves, alone.empty[:8]) == ((), "How far ")
