"""Reading off, captions and one particle's step, with the real mouse and keys."""

import dataclasses
import math

import pytest
import torch
from PySide6.QtCore import QPoint, QRectF, Qt

from app.lab.densities import build
from app.params.lab.density import DensityName, DensitySettings, Mode
from app.state.lab.laboratory import Activity, PlaneTool, Spot
from app.ui.lab.canvas import SHRUNK
from app.ui.lab.painting import lay_out, plot_in
from tests.ui.conftest import click
from tests.ui.lab import LEFT, at, choose, ended, enter, settled, wait_until


def read(qtbot, lab):
    wait_until(qtbot, lambda: lab.probe.idle and lab.probe.numbers is not None)
    return dict(lab.probe.lines())


def test_what_holds_under_the_pointer_is_read_off(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    canvas = lab.center.canvas
    qtbot.mouseMove(canvas, at(lab, 1, 1))
    assert lab.state.spot is None
    click(qtbot, lab.center.tools[PlaneTool.PROBE])
    qtbot.mouseMove(canvas, at(lab, 4, -2))
    texts = read(qtbot, lab)
    spot, n = lab.state.spot, lab.probe.numbers
    assert (spot.x, spot.y) == pytest.approx((4, -2), abs=0.05)
    x = torch.tensor([[spot.x, spot.y]], dtype=torch.float64)
    law = build(DensitySettings())
    assert n.log_density == pytest.approx(float(law.log_prob(x, 1.0)))  # sigma 1 added, as the form says
    assert n.score == pytest.approx(law.score(x, 1.0)[0].tolist())
    assert texts["σ"] == "1.00 added"
    assert sum(n.shares) == pytest.approx(1)
    assert canvas.accessibleDescription().startswith(f"x {spot.x:.2f}, ")
    before = lab.state.spot
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert (lab.state.spot.x, lab.state.spot.y) == pytest.approx((before.x + 0.08, before.y - 0.8))
    choose(lab.density_panel.choice, DensityName.GRID)  # twenty-five: only the largest share is told
    wait_until(qtbot, lambda: len(lab.probe.numbers.shares) == 25)
    assert dict(lab.probe.lines())["shares"].startswith("of part ")
    click(qtbot, lab.center.tools[PlaneTool.MOVE])
    assert lab.probe.lines() == ()
    assert canvas.accessibleDescription().startswith("Drag to move")


@pytest.fixture
def lab(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk, Activity.PARTICLES)
    for draft in lab.particles.panels:
        draft.set("count", 200)
        draft.set("steps_per_level", 4)
    return lab


def test_in_a_run_the_present_level_is_read_off(lab, qtbot):
    lab.lay("run_panel")
    click(qtbot, lab.center.tools[PlaneTool.PROBE])
    click(qtbot, lab.run_panel.buttons["step"])
    wait_until(qtbot, lambda: lab.run.frame is not None and lab.run.frame.panels[1].index == 1)
    lab.state.spot = Spot(1, 2.0, 2.0)
    wait_until(qtbot, lambda: lab.probe.request is not None and lab.probe.request.sigma == 20)
    lab.state.spot = Spot(0, 2.0, 2.0)
    wait_until(qtbot, lambda: lab.probe.request.sigma == 1)
    click(qtbot, lab.run_panel.buttons["stop"])
    ended(qtbot, lab.run)


def test_captions_say_what_is_followed_and_how_large_the_step_was(lab, qtbot):
    lab.lay("density_panel", "particle_panel")
    plane = lab.center.canvas.planes[0]
    assert "follows the exact score of Two Gaussians" in plane.caption
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.run)
    panel, plane = lab.run.frame.panels[0], lab.center.canvas.planes[0]
    followed, rule = plane.caption.split(";")
    assert followed == "A   follows the exact score of Two Gaussians, σ = 1.00 the whole width"
    assert rule.startswith("   x ← x + α⁄2 s(x, σ) + √(τα) z:")
    noise = math.sqrt(panel.alpha) * math.sqrt(math.pi / 2)
    assert f"noise {noise:.3f}" in rule
    assert f"SNR {panel.sizes.snr:.3f}"[:8] in rule
    assert plane.crowd.forces is None
    lab.particle_panel.forces.click()
    assert lab.center.canvas.planes[0].crowd.forces == panel.forces
    box = lab.density_panel.boxes["caption"]
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert lab.center.canvas.planes[0].caption == ""


def test_gaussians_are_counted_where_they_are_named(lab):
    for modes, name in ((1, "one Gaussian"), (2, "Two Gaussians"), (3, "3 Gaussians")):
        density = DensitySettings(modes=tuple(Mode(2.0 * k, 0, 1, 1) for k in range(modes)))
        lab.state.choose(density)
        assert f"follows the exact score of {name}, " in lab.center.canvas.planes[0].caption
        assert density.title == name[0].upper() + name[1:]


def test_a_field_says_whose_score_it_is_and_a_low_middle_as_much_as_leaves_the_planes_large(
    lab_desk, qtbot, monkeypatch
):
    lab = enter(qtbot, lab_desk)
    canvas = lab.center.canvas

    def sides():
        """Of the squares as they are shown, and as they were without a word."""
        bare = tuple(dataclasses.replace(plane, idea="", caption="") for plane in canvas.planes)
        return [
            plot_in(lay_out(planes, QRectF(canvas.rect()))[0], own=True).width() for planes in (canvas.planes, bare)
        ]

    assert canvas.planes[0].caption == "exact score of Two Gaussians, σ = 1.00 added"
    lab.center.resize(724, 380)
    settled(qtbot, lab)
    wait_until(qtbot, lambda: canvas.height() < 400)
    shown, bare = sides()
    assert canvas.planes[0].caption
    assert SHRUNK * bare <= shown < bare
    monkeypatch.setattr("app.ui.lab.canvas.SHRUNK", 0.999)
    lab.center.resize(728, 380)
    wait_until(qtbot, lambda: canvas.planes[0].idea == canvas.planes[0].caption == "")


def test_arrows_stand_behind_the_particles_if_asked(lab, qtbot):
    lab.lay("density_panel")
    still = lab.center.canvas.planes[0].still
    assert still.arrows is None
    box = lab.density_panel.boxes["arrows_behind"]
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    settled(qtbot, lab)
    arrays, arrows = lab.fields.arrays[0], lab.center.canvas.planes[0].still.arrows
    x = torch.tensor([[arrays.arrow_x[3], arrays.arrow_y[5]]])
    score = build(DensitySettings()).score(x, 0.0)[0].numpy()  # p at the last level, the data themselves
    assert arrays.score[5, 3] == pytest.approx(score)
    vector = arrows.vectors[5, 3]
    assert vector[0] * score[1] == pytest.approx(vector[1] * score[0])
    assert arrows.key is not None
    assert lab.density_panel.form.rows["arrows"].isVisibleTo(lab.density_panel)
