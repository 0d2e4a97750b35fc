"""Every control of the laboratory: found by walking its widgets, described for those who cannot see it, operated."""

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from app.params.lab.density import DensityName, DensitySettings
from app.params.lab.flow import FlowStart
from app.params.lab.particles import ParticleStart
from app.params.lab.training import LabTrainSettings, Objective
from app.params.samplers import Sampler
from app.params.schedule import Schedule
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity, PlaneTool
from app.ui.lab.numbers_panel import NumbersPanel
from app.ui.lab.run_panel import PastRow
from app.ui.runs.export_dialog import ExportDialog
from app.ui.widgets.fields import Choice, NumberRow
from app.ui.widgets.sliders import ScaleSlider
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, LEFT, at, choose, drag, ended, open_lab, type_in, wait_until
from tests.walks import PARTICLE_SAMPLERS as SAMPLERS

INPUTS = (QAbstractButton, QComboBox, QLineEdit, ScaleSlider, QTabBar)


def controls(lab):
    """What can be operated in the laboratory, apart from the plane itself and Qt's own parts of a list."""
    parts = (lab.center, lab.density_panel, lab.run_panel, lab.numbers_panel)
    found = [w for part in parts for w in part.findChildren(QWidget) if isinstance(w, INPUTS)]
    return [w for w in found if not isinstance(w, QScrollBar) and not isinstance(w.parent(), (QTabBar, QComboBox))]


def described(widget):
    """(name, tip, label): what a screen reader says, what the mouse shows, what stands beside or on the control."""
    tip, around = widget.toolTip(), widget
    while not tip and around.parentWidget() is not None:
        around = around.parentWidget()
        tip = around.toolTip()
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    name = widget.accessibleName() or text
    label = text or name
    return name.replace("&", ""), re.sub("<[^>]+>", "", tip), label


def test_every_control_has_a_name_of_its_own_and_a_tip(make_window, qtbot):
    _, lab = open_lab(make_window, qtbot)
    seen = {}
    for widget in controls(lab):
        name, tip, label = described(widget)
        assert name, widget
        assert label, name
        assert len(tip) > 8, name
        seen.setdefault((type(widget), name, widget.window(), widget.parent().parent()), []).append(widget)
    assert len(seen) > 100
    assert not [key[1] for key, widgets in seen.items() if len(widgets) > 1]
    rows = [row for form in forms(lab).values() for row in form.rows.values()]
    assert len(rows) > 30
    assert all(row.label.buddy() is row.editor for row in rows)


def forms(lab):
    a, b = lab.particle_panel.samplers
    return {
        "density": lab.density_panel.form, "shared": lab.particle_panel.form, "A": a.form, "B": b.form,
        "learning": lab.learning_panel.form,
    }  # fmt: skip


def value_of(lab, form, name):
    """What the state holds for a row."""
    state, particles = lab.state, lab.particles
    if form == "density":
        special = {"name": state.density.name, "ring": len(state.density.modes), "brush": 100 * state.brush}
        return special[name] if name in special else getattr(state.look, name)
    if form == "shared":
        if name in ("speed", "trail"):
            return getattr(particles.shown, name)
        first, second = (panel.value(name) for panel in particles.panels)
        assert first == second
        return first
    if form in ("A", "B"):
        return particles.panels["AB".index(form)].value(name)
    return lab.training_draft.value(name)


def operate_row(qtbot, lab, form, name, row):
    """Type, slide, choose, reset; each time the state must follow. Returns the widgets that were used."""
    used = {row.editor}
    before = value_of(lab, form, name)
    if isinstance(row, NumberRow):
        wanted = before + 1 if row.edit._whole else before * 0.9 if before else 0.5
        type_in(qtbot, row.edit, f"{wanted:.4g}")
        assert value_of(lab, form, name) == pytest.approx(wanted, rel=1e-3), name
        if row.slider is not None:
            slider = row.slider
            qtbot.mouseClick(slider, LEFT, pos=QPoint(slider.width() // 3, slider.height() // 2))
            slid = value_of(lab, form, name)
            assert slid == pytest.approx(row.edit.value(), rel=1e-3)
            assert slid != pytest.approx(wanted, rel=1e-3), name
            qtbot.keyClick(slider, Qt.Key.Key_PageUp)
            assert value_of(lab, form, name) > slid, name
            used.add(slider)
    elif isinstance(row.editor, QCheckBox):
        row.editor.click()
        assert value_of(lab, form, name) is not before, name
    else:
        assert isinstance(row.editor, Choice)
        for index in range(row.editor.count()):
            data = row.editor.itemData(index)
            if data in (DensityName.POINTS, ParticleStart.POINTS):
                continue  # these begin with the first stroke or click: tested with the mouse
            choose(row.editor, data)
            assert value_of(lab, form, name) == data, name
        if not row.reset_button.isVisible():
            choose(row.editor, row.editor.itemData(0))
    if row.reset_button.isVisible():
        changed = value_of(lab, form, name)
        click(qtbot, row.reset_button)
        assert value_of(lab, form, name) != changed, name
        assert not row.reset_button.isVisible(), name
        used.add(row.reset_button)
    return used


def operate_rows(qtbot, lab, used):
    """All rows that can be seen now and have not been operated yet."""
    for key, form in forms(lab).items():
        for name, row in form.rows.items():
            if row.isVisible() and row.editor not in used:
                used |= operate_row(qtbot, lab, key, name, row)


@pytest.fixture
def lab(make_window, qtbot):
    window, lab = open_lab(make_window, qtbot, size=(1500, 1300))
    lab.window = window
    return lab


def test_every_control_does_what_it_says(lab, qtbot, monkeypatch, tmp_path):
    """At the end no control is left that was not operated here."""
    used = set()

    def press(button):
        used.add(button)
        click(qtbot, button)

    def tick(box, read):
        before = read()
        qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
        assert read() is not before
        qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
        assert read() is before
        used.add(box)

    state, center, density, panel = lab.state, lab.center, lab.density_panel, lab.particle_panel
    operate_rows(qtbot, lab, used)
    choose(density.form.rows["flow"].editor, FlowStart.GRID)
    operate_rows(qtbot, lab, used)
    choose(density.form.rows["flow"].editor, FlowStart.NONE)
    choose(density.choice, DensityName.RING)
    operate_rows(qtbot, lab, used)
    choose(density.choice, DensityName.TWO_GAUSSIANS)
    for tool in (PlaneTool.BRUSH, PlaneTool.MOVE):
        press(center.tools[tool])
        assert state.tool is tool
        operate_rows(qtbot, lab, used)
    for name in ("show_arrows", "contours", "data", "caption"):
        tick(density.boxes[name], lambda n=name: getattr(state.look, n))

    press(center.activities[Activity.PARTICLES])
    for name in ("level_behind", "arrows_behind"):
        tick(density.boxes[name], lambda n=name: getattr(state.look, n))
    tick(panel.both, lambda: lab.particles.shown.both)
    tick(panel.exact, lambda: lab.particles.shown.exact)
    tick(panel.forces, lambda: lab.particles.shown.forces)
    for k, form in enumerate(panel.samplers):
        bar = panel.tabs.tabBar()
        qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(k).center())
        used.add(bar)
        assert form.isVisible()
        for sampler in SAMPLERS:
            choose(form.sampler, sampler)
            operate_rows(qtbot, lab, used)
        choose(form.sampler, Sampler.ANNEALED)
        choose(form.form.rows["schedule"].editor, Schedule.RHO)
        operate_rows(qtbot, lab, used)
    choose(panel.samplers[1].sampler, Sampler.UNDERDAMPED)
    tick(panel.phase, lambda: lab.particles.shown.phase)
    press(center.tools[PlaneTool.PROBE])
    press(center.tools[PlaneTool.START])
    qtbot.mouseClick(center.canvas, LEFT, pos=at(lab, 1, 2))
    assert lab.particles.panels[0].value("start") is ParticleStart.POINTS
    press(panel.clear)
    assert lab.particles.panels[0].value("points") is None
    seed = lab.particles.panels[0].value("seed")
    press(panel.dice)
    assert lab.particles.panels[0].value("seed") != seed
    used.add(run_buttons(qtbot, lab, press))

    press(center.activities[Activity.LEARNING])
    operate_rows(qtbot, lab, used)
    choose(lab.learning_panel.form.rows["objective"].editor, Objective.DENOISING)
    lab.training_draft.replace(LabTrainSettings(width=8, depth=1, steps=3))
    qtbot.keyClick(center.canvas, Qt.Key.Key_Space)
    ended(qtbot, lab.training)
    press(center.activities[Activity.FIELD])
    press(center.activities[Activity.LEARNING])
    file_buttons(qtbot, lab, press, monkeypatch, tmp_path)
    assert len(center.figures) == 6
    for name, button in center.figures.items():
        press(button)
        run = lab.training if name in ("figure1", "figure2") else lab.run
        assert run.phase is RunPhase.RUNNING, name
        run.session.stop()
        ended(qtbot, run)
    assert [described(w)[0] for w in controls(lab) if w not in used] == []


def run_buttons(qtbot, lab, press):
    """Play, one step, back and forth, one level, stop, reset; the slider over what is kept."""
    buttons = lab.run_panel.buttons
    for draft in lab.particles.panels:
        draft.reset_all()
        draft.set("count", 30)
    press(buttons["play"])
    assert lab.run.phase is RunPhase.RUNNING
    press(buttons["play"])
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED)
    index = lab.run.frame.panels[0].index
    press(buttons["step"])
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED and lab.run.frame.panels[0].index == index + 1)
    past = lab.run_panel.findChild(PastRow)
    wait_until(qtbot, lambda: past.isVisible() and past.back.isEnabled())
    press(past.back)
    assert lab.run.viewed is not None
    press(past.forth)
    assert lab.run.viewed is None
    qtbot.keyClick(past.slider, Qt.Key.Key_Home)
    assert lab.run.viewed is lab.run.memory.frames[0]
    press(buttons["level"])
    qtbot.waitUntil(lambda: lab.run.phase is RunPhase.PAUSED and lab.run.frame.panels[1].step == 99, timeout=30_000)
    press(buttons["stop"])
    ended(qtbot, lab.run)
    assert lab.run.frame is not None
    past = lab.run_panel.findChild(PastRow)
    press(past.back)
    assert lab.run.viewed is not None
    press(past.forth)
    assert lab.run.viewed is None
    press(buttons["reset"])
    assert lab.run.frame is None
    return past.slider


def file_buttons(qtbot, lab, press, monkeypatch, tmp_path):
    """The four buttons that ask for a file: cancelled first, then answered."""
    answers = []
    for method in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, method, lambda *args: (answers.pop(0), ""))
    density, learning, notices = lab.density_panel, lab.learning_panel, lab.window.notices
    source = tmp_path / "in.csv"
    np.savetxt(source, np.arange(10.0).reshape(5, 2), delimiter=",")
    answers += ["", str(source)]
    press(density.open)
    assert lab.state.density == DensitySettings()
    press(density.open)
    wait_until(qtbot, lambda: lab.state.density.points is not None)
    target = tmp_path / "out.npy"
    answers += ["", str(target)]
    for _ in range(2):
        press(density.save)
    wait_until(qtbot, target.exists)
    np.testing.assert_array_equal(np.load(target), np.arange(10.0).reshape(5, 2))
    file = tmp_path / "net.safetensors"
    answers += ["", str(tmp_path / "net")]  # the ending is added
    for _ in range(2):
        press(learning.save)
    wait_until(qtbot, file.exists)
    first = lab.state.network
    answers += ["", str(file)]
    for _ in range(2):
        press(learning.load)
    wait_until(qtbot, lambda: lab.state.network is not first)
    assert lab.state.network.source == "net.safetensors"
    assert answers == []
    assert [p.title for p in notices.problems if "could not" in p.title] == []


def test_the_export_dialog_browses_warns_and_can_be_cancelled(lab, qtbot, monkeypatch, tmp_path):
    window = lab.center.window()

    def ask():
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(lab.center.canvas, Qt.Key.Key_E, CONTROL)
        return window.findChildren(ExportDialog)[-1]

    dialog = ask()
    for widget in (dialog.what, dialog.path, dialog.browse):
        assert widget.accessibleName() or widget.text()
    there = tmp_path / "taken.npz"
    there.write_bytes(b"before")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(there), ""))
    choose(dialog.what, "field")
    click(qtbot, dialog.browse)
    assert dialog.path.text() == str(there)
    assert "replaced" in dialog.note.text()
    dialog.reject()
    assert there.read_bytes() == b"before"
    dialog = ask()
    assert not Path(dialog.path.text()).exists()
    dialog.path.clear()
    qtbot.keyClicks(dialog.path, " ")
    assert not dialog.buttons.buttons()[0].isEnabled()
    dialog.reject()


def test_a_stroke_is_still_possible_at_the_edge(lab, qtbot):
    click(qtbot, lab.center.tools[PlaneTool.BRUSH])
    drag(qtbot, lab, (-7.9, -7.9), (7.9, 7.9))
    assert len(lab.state.density.points) > 100


@pytest.mark.usefixtures("letters", "usual_font")
def test_numbers_and_lessons_fit_a_small_window(make_window, qtbot):
    """However long the numbers are: the charts leave before a word of the table does."""
    window, lab = open_lab(make_window, qtbot, Activity.PARTICLES, size=(1000, 700))
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    panel = window.findChild(NumbersPanel)
    panel.table.show()
    for cell in panel.cells.values():
        cell.setText("−0.00123, −0.00456")
    wait_until(qtbot, lambda: panel.charts.isHidden())
    assert window.width() == 1000
    assert panel.width() >= panel.table.sizeHint().width()
    buttons = [*lab.center.activities.values(), *lab.center.tools.values(), *lab.center.figures.values()]
    assert [b.text() for b in buttons if b.isVisible() and b.width() < b.sizeHint().width()] == []
