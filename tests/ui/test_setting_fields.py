"""Settings in the window: number fields, sliders, what resets, converts or refuses them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox

from app.ui.text import duration, number, plain
from app.ui.widgets.boxes import ElidedBox
from app.ui.widgets.fields import NumberEdit
from app.ui.widgets.sliders import ScaleSlider
from tests.ui.conftest import click
from tests.ui.test_pictures import complete


def test_each_setting_resets_to_the_recommended_value(desk, qtbot):
    settings = desk.settings
    for name, value in (
        ("epsilon", 9e-5),
        ("steps_per_level", 7),
        ("sigma_max", 1.5),
        ("count", 3),
        ("denoise", False),
    ):
        row = desk.sampler_panel.rows[name]
        assert row.reset_button.isHidden()
        settings.set(name, value)
        assert not row.reset_button.isHidden()
        click(qtbot, row.reset_button)
        assert settings.value(name) == getattr(settings.recommended, name)
        assert row.reset_button.isHidden()


def test_settings_that_do_not_fit_are_explained_and_do_not_start(desk, qtbot):
    settings, error = desk.settings, desk.sampler_panel.error
    settings.set("sigma_max", 0.001)
    assert "σ_L (0.01) must be below σ₁ (0.001)" in error.text()
    qtbot.keyClick(desk.center.empty, Qt.Key.Key_Space)
    assert desk.run.run_id == 0
    assert "do not fit" in desk.notices.problems[-1].title
    settings.set("sigma_max", 2.0)
    assert not error.isVisible()


def test_a_panel_that_is_made_of_such_settings_says_so_at_once(desk):
    desk.settings.set("sigma_max", 0.001)
    assert "must be below" in desk.sampler_panel.error.text()
    assert desk.sampler_panel.error.isVisible()


def test_the_code_s_convention_shows_half_of_epsilon(desk, qtbot):
    panel, settings = desk.sampler_panel, desk.settings
    settings.set("epsilon", 4e-5)
    panel.convention.setCurrentIndex(1)
    panel.convention.activated.emit(1)
    assert panel.epsilon.edit.text() == "2e-5"
    panel.epsilon.edit.selectAll()
    qtbot.keyClicks(panel.epsilon.edit, "3e-5")
    qtbot.keyClick(panel.epsilon.edit, Qt.Key.Key_Return)
    assert settings.value("epsilon") == 6e-5


def test_a_number_past_its_limit_looks_like_it(desk, qtbot):
    """Typed, dragged or set: the number and what eta is, in the colour of an error, besides the hatching."""
    panel, settings = desk.sampler_panel, desk.settings
    limit = 4 * settings.value("sigma_min") ** 2
    edit, slider = panel.epsilon.edit, panel.epsilon.slider
    for value, roles in ((limit / 2, ("", "quiet")), (2 * limit, ("beyond", "error")), (limit / 3, ("", "quiet"))):
        edit.selectAll()
        qtbot.keyClicks(edit, repr(value))
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        assert ((edit.property("role") or ""), panel.eta.property("role")) == roles
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert settings.value("epsilon") > limit
    assert (edit.property("role"), panel.eta.property("role")) == ("beyond", "error")


# Widgets


def test_a_number_field_keeps_all_digits_and_refuses_nonsense(qtbot):
    edit = NumberEdit(1e-12, 1.0, factor=True)
    qtbot.addWidget(edit)
    edit.show()
    picked = []
    edit.value_picked.connect(picked.append)
    edit.show_value(1.23456789e-5)
    assert edit.text() == "1.235e-5"
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (picked, edit.value()) == ([], 1.23456789e-5)
    for text in ("abc", "nan", "inf", ""):
        edit.selectAll()
        qtbot.keyClicks(edit, text) if text else qtbot.keyClick(edit, Qt.Key.Key_Delete)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        assert (picked, edit.text()) == ([], "1.235e-5")
    edit.selectAll()
    qtbot.keyClicks(edit, "2,5e-3")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    edit.selectAll()
    qtbot.keyClicks(edit, "50")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert picked == [2.5e-3, 1.0]
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    assert picked[-1] == pytest.approx(10**-0.1, rel=1e-2)


def test_the_slider_s_scale_is_logarithmic(qtbot):
    slider = ScaleSlider(1e-4, 1.0)
    qtbot.addWidget(slider)
    assert [slider.value_at(part) for part in (0, 0.25, 0.5, 1)] == [1e-4, 1e-3, 1e-2, 1.0]
    assert slider.place(1e-2) == pytest.approx(0.5)
    told = []
    slider.value_picked.connect(told.append)
    slider.show_value(1e-3)
    assert told == []
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert told == [1.0]


def test_numbers_for_people():
    values = {
        0.0: "0", 0.012345: "0.0123", 1234.6: "1235", 4e-5: "4.00×10⁻⁵", 123456.0: "1.23×10⁵", 0.09999: "0.100",
        9.999: "10.0", -0.0123: "-0.0123",
    }  # fmt: skip
    assert {v: number(v) for v in values} == values
    assert number(float("nan")) == "–"
    assert [plain(v) for v in (4e-5, 0.01, 20.0, 1e6)] == ["4e-5", "0.01", "20", "1e6"]
    assert [duration(s) for s in (4.24, 59.6, 185, 7800)] == ["4.2 s", "1 min 0 s", "3 min 5 s", "2 h 10 min"]


def test_enter_in_a_number_field_commits_and_goes_back_to_the_pictures(window, qtbot):
    run = complete(window, qtbot)
    edit = window.workspace.sampler_panel.epsilon.edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "5e-5")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert window.workspace.settings.value("epsilon") == 5e-5
    assert not run.enlarged
    assert window.workspace.center.grid.hasFocus()


def test_escape_in_a_number_field_takes_the_change_back_before_it_stops_anything(desk, qtbot):
    run = desk.run
    assert desk.center.isVisible()  # where the key stops a run
    desk.session.step()
    qtbot.waitUntil(lambda: run.phase.value == "paused", timeout=30_000)
    edit = desk.sampler_panel.epsilon.edit
    edit.setFocus()
    before = edit.text()
    edit.selectAll()
    qtbot.keyClicks(edit, "5")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert (edit.text(), run.phase.value) == (before, "paused")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not run.phase.active, timeout=30_000)


def test_a_slider_of_noise_levels_runs_as_a_run_does(qtbot):
    """The largest at the left, as in progress and timeline: mouse and keys follow what is seen, Up is more."""
    slider, told = ScaleSlider(0.01, 100.0), []
    qtbot.addWidget(slider)
    slider.resize(300, 22)
    slider.set_colours(lambda sigma: QColor("blue") if sigma > 1 else QColor("yellow"))
    slider.value_picked.connect(told.append)
    slider.show()
    slider.setFocus()
    for x in (1, 299):
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(x, 11))
    assert told == [100.0, 0.01]
    shown = slider.grab().toImage()
    middle = round(11 * shown.devicePixelRatio())
    left, right = (shown.pixelColor(round(x * shown.devicePixelRatio()), middle) for x in (40, 260))
    assert (left.blue(), left.red()) == (255, 0)
    assert (right.blue(), right.red()) == (0, 255)
    key, at = Qt.Key, []
    for pressed in (key.Key_Left, key.Key_Up, key.Key_Right, key.Key_Home, key.Key_Right, key.Key_End, key.Key_Left):
        qtbot.keyClick(slider, pressed)
        at.append(told[-1])
    assert at[0] > 0.01
    assert at[1] > at[0] == at[2]
    assert at[3] == 100.0 > at[4]
    assert at[5] == 0.01 < at[6]


@pytest.mark.usefixtures("letters")
def test_a_choice_that_is_too_long_for_its_box_ends_with_an_ellipsis(qtbot):
    box, plain_box = ElidedBox(), QComboBox()
    for one in (box, plain_box):
        qtbot.addWidget(one)
        one.addItem("a run that goes on from step 8 of another · 01:32")
        one.resize(160, 26)
    assert box.fitting().endswith("…")
    assert box.fontMetrics().horizontalAdvance(box.fitting()) < 160
    assert box.grab().toImage() != plain_box.grab().toImage()
    for one in (box, plain_box):
        one.resize(600, 26)
    assert box.fitting() == box.currentText()
    assert box.grab().toImage() == plain_box.grab().toImage()
