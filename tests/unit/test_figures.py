"""Charts of a run as a figure: every dot in its place and colour, on both kinds of axes."""

from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtGui import QColor

from app.render.axes import Spacing, fit_axis
from app.render.figures import BOTTOM, LEFT, RIGHT, TALL, TOP, WIDE, Panel, draw_figure, figure_size, figure_svg

pytestmark = pytest.mark.usefixtures("qapp")

X, Y = np.array([1.0, 2.0, 3.0, 4.0]), np.array([100.0, 1.0, np.nan, 10.0])
RED, BLUE = QColor("#ff0000"), QColor("#0000ff")
PANEL = Panel("SNR", "", "level", X, Y, [RED, RED, RED, BLUE], (1.0, 5.0), (2.0,))


def places(panel):
    """Where the dots belong, from the definition of the axes."""
    axis = fit_axis(panel.y, panel.spacing)
    values = np.log10(panel.y) if panel.spacing is Spacing.LOG else panel.y
    low, high = np.log10([axis.low, axis.high]) if panel.spacing is Spacing.LOG else (axis.low, axis.high)
    across = LEFT + (panel.x - 1) / 4 * (WIDE - LEFT - RIGHT)
    up = TALL - BOTTOM - (values - low) / (high - low) * (TALL - TOP - BOTTOM)
    return [(x, y) for x, y in zip(across, up, strict=True) if np.isfinite(y)]


@pytest.mark.parametrize("spacing", [Spacing.LOG, Spacing.LINEAR])
def test_dots_lie_where_their_values_are(spacing):
    panel = Panel(PANEL.title, "", PANEL.across, X, Y, PANEL.colours, PANEL.span, (), spacing)
    picture = draw_figure([panel], scale=1)
    assert picture.shape == (TALL, WIDE, 3)
    for (x, y), colour in zip(places(panel), [RED, RED, BLUE], strict=True):
        assert picture[int(y), int(x)].tolist() == list(colour.getRgb()[:3])


def test_svg_says_what_it_is_and_has_a_dot_a_value():
    svg = ElementTree.fromstring(figure_svg([PANEL] * 3, "Plots", '{"a": "<b>"}'))
    assert (svg.find("{*}title").text, svg.find("{*}desc").text) == ("Plots", '{"a": "<b>"}')
    assert len([c for c in svg.iter() if c.tag.endswith(("circle", "ellipse"))]) == 3 * 3
    assert svg.get("viewBox") == f"0 0 {2 * WIDE} {2 * TALL}"


def test_charts_stand_two_in_a_row():
    sizes = [figure_size([PANEL] * count).toTuple() for count in (1, 2, 3, 4)]
    assert sizes == [(WIDE, TALL), (2 * WIDE, TALL), (2 * WIDE, 2 * TALL), (2 * WIDE, 2 * TALL)]
    picture = draw_figure([PANEL] * 3, scale=1)
    x, y = (int(v) for v in places(PANEL)[0])
    for left, top in ((0, 0), (WIDE, 0), (0, TALL)):
        assert picture[y + top, x + left].tolist() == list(RED.getRgb()[:3])
