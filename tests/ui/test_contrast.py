"""What is not text is seen as well, in both themes: WCAG asks for a contrast of 3."""

from functools import partial

import numpy as np
import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QSpinBox, QToolBar, QToolButton

from app.params.run import Problem
from app.render.images import to_array
from app.ui.lab.colours import level_colour
from app.ui.theme import apply_theme
from app.ui.widgets.fields import NumberEdit
from app.ui.widgets.sliders import ScaleSlider


def luminance(colour):
    linear = np.where(
        np.asarray(colour) <= 10.3, np.asarray(colour) / 3294.6, ((np.asarray(colour) / 255 + 0.055) / 1.055) ** 2.4
    )
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(one, other):
    light, dark = np.maximum(luminance(one), luminance(other)), np.minimum(luminance(one), luminance(other))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_wcag_s():
    assert contrast([255, 255, 255], [0, 0, 0]) == pytest.approx(21)
    assert contrast([119, 119, 119], [255, 255, 255]) == pytest.approx(4.48, abs=0.01)  # the standard's own example


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("checked", [False, True])
def test_a_box_is_seen_whether_checked_or_not(qtbot, theme, checked):
    application = QApplication.instance()
    apply_theme(application, theme)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(checked)
    box.show()
    picture = to_array(box.grab().toImage())
    window = application.palette().color(QPalette.ColorRole.Window).getRgb()[:3]
    assert contrast(picture.reshape(-1, 3), window).max() >= 3
    apply_theme(application, "light")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("make", [QLineEdit, QSpinBox, partial(NumberEdit, 0, 1)], ids=["line", "spin", "number"])
def test_a_field_is_seen_though_nothing_stands_in_it(qtbot, theme, make):
    application = QApplication.instance()
    apply_theme(application, theme)
    field = make()
    qtbot.addWidget(field)
    field.resize(120, 26)
    field.show()
    picture = to_array(field.grab().toImage())
    ratio = picture.shape[1] // 120
    window = application.palette().color(QPalette.ColorRole.Window).getRgb()[:3]
    for edge in (picture[:, 40 * ratio][: 4 * ratio], picture[:, 40 * ratio][-4 * ratio :]):
        assert contrast(edge, window).max() >= 3
    apply_theme(application, "light")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("coloured", [False, True])
def test_a_slider_is_seen_from_end_to_end(qtbot, theme, coloured):
    application = QApplication.instance()
    apply_theme(application, theme)
    slider = ScaleSlider(0.01, 50)
    qtbot.addWidget(slider)
    slider.resize(200, 22)
    if coloured:
        slider.set_colours(level_colour)
    slider.show_value(0.7)  # the handle is in the middle
    slider.show()
    picture = to_array(slider.grab().toImage())
    ratio = picture.shape[1] // 200
    window = application.palette().color(QPalette.ColorRole.Window).getRgb()[:3]
    for x in (12, 40, 160, 188):
        assert contrast(picture[:, x * ratio], window).max() >= 3, x
    apply_theme(application, "light")


def near(picture, colour, by=2):
    """Where a picture has a colour, but for rounding, or for smoothed edges if ``by`` more."""
    return np.abs(picture.astype(int) - colour).max(axis=-1) <= by


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_place_a_switch_and_an_action_do_not_look_alike(window, qtbot, theme):
    """The workspace shown is underlined, a switch that is on looks pressed, what to press next is filled."""
    application = QApplication.instance()
    apply_theme(application, theme)
    window.workspace.central.setFocus()
    bar = window.findChild(QToolBar, "toolbar")
    (place,) = [b for b in bar.findChildren(QToolButton) if b.property("role") == "workspace" and b.isChecked()]
    switch = bar.widgetForAction(window.table["estimate"])
    assert switch.isChecked()
    primary = window.workspace.run_panel.buttons["play"]
    accent = application.palette().color(QPalette.ColorRole.Accent).getRgb()[:3]
    ground = application.palette().color(QPalette.ColorRole.Window).getRgb()[:3]
    seen = {}
    for name, widget in (("place", place), ("switch", switch), ("primary", primary)):
        picture = to_array(widget.grab().toImage())
        height, width, _ = picture.shape
        rows = near(picture, accent).mean(axis=1)
        seen[name] = bool(rows[: height // 2].max() > 0.8), bool(rows[height // 2 :].max() > 0.8)
        seen[name] += (bool(near(picture[height // 2, width - 8 : width - 4], ground).all()),)
    assert seen["place"] == (False, True, True)  # the accent above, below, and whether there is no ground of its own
    assert seen["switch"] == (False, False, False)
    assert seen["primary"] == (True, True, False)
    apply_theme(application, "light")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_problem_does_not_look_like_a_success(window, qtbot, theme):
    application = QApplication.instance()
    apply_theme(application, theme)
    alarm = application.palette().color(QPalette.ColorRole.BrightText).getRgb()[:3]
    accent = application.palette().color(QPalette.ColorRole.Accent).getRgb()[:3]
    shown = []
    for tell in (
        lambda: window.notices.show_problem(Problem("No", "It failed.")),
        lambda: window.notices.show_message("Yes"),
    ):
        tell()
        notice = window.notices.shown()[0]
        QApplication.processEvents()  # what is in it has its place
        qtbot.waitUntil(lambda notice=notice: notice.width() > 200)
        picture = to_array(notice.grab().toImage())
        edge = picture[picture.shape[0] // 2, 1]
        ratio = picture.shape[1] // notice.width()
        shown.append((near(edge, alarm), near(edge, accent), near(picture[:, 8 * ratio :], alarm, 40).sum()))
    (wrong, well) = shown
    assert wrong[:2] == (True, False)
    assert well[:2] == (False, True)
    assert wrong[2] > 10  # the sign, too
    assert well[2] == 0
    assert contrast(alarm, application.palette().color(QPalette.ColorRole.Base).getRgb()[:3]) >= 4.5
    apply_theme(application, "light")
