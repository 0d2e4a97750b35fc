"""What is not text is seen as well, in both themes: WCAG asks for a contrast of 3."""

import numpy as np
import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox

from app.render.images import to_array
from app.ui.lab.colours import level_colour
from app.ui.theme import apply_theme
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
