"""Pictures of fields and particles: what is drawn, where, and in which colours."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.params.lab.density import Extent
from app.render.axes import round_values, tick_texts
from app.render.colormaps import COLORMAPS, colourise
from app.render.images import to_array, to_qimage
from app.render.lab.fields import (
    ArrowLength,
    FieldPicture,
    HeatKind,
    arrow_vectors,
    field_panels,
    heat_of,
    render_panels,
)
from app.render.lab.panel import (
    DARK,
    LIGHT,
    Arrows,
    Heat,
    Panel,
    Points,
    paint_plane,
    panel_height,
    place,
)  # fmt: skip
from app.render.lab.particles import ParticlePicture, particle_panel, render_particles
from app.render.shapes import path, polygon, polylines
from app.ui.lab.painting import Crowd, Plane, paint_live
from tests.ui.test_contrast import contrast

pytestmark = pytest.mark.usefixtures("qapp")

PLANE = Extent(-2, 2, -1, 1)


def paint(panel, width=200, height=100, theme=LIGHT):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_plane(painter, QRectF(0, 0, width, height), panel, theme)
    painter.end()
    return to_array(image).astype(int)


def picture(**changes):
    axis = np.linspace(-1.75, 1.75, 8)
    x, y = np.meshgrid(axis, axis)
    score = np.stack([-x, -y], axis=-1)
    log_p = -(np.linspace(-2, 2, 50)[None] ** 2 + np.linspace(-2, 2, 50)[:, None] ** 2) * 5
    return FieldPicture(Extent(-2, 2, -2, 2), log_p, axis, axis, score, **changes)


def test_the_colour_maps_end_where_they_should():
    values = np.array([[0.0, 1.0], [-5.0, 5.0]])
    ends = {"viridis": ((68, 1, 84), (253, 231, 37)), "magma": ((0, 0, 4), (252, 253, 191)),
            "plasma": ((13, 8, 135), (240, 249, 33))}  # fmt: skip
    for name in COLORMAPS:
        colours = colourise(values, 0.0, 1.0, name)
        assert tuple(colours[0, 0]) == tuple(colours[1, 0]) == (*ends[name][0], 255)
        np.testing.assert_array_equal(colourise(1 - values, 0.0, 1.0, f"{name}_r"), colours)
        assert tuple(colours[0, 1]) == tuple(colours[1, 1]) == (*ends[name][1], 255)


@pytest.mark.parametrize("name", COLORMAPS)
def test_the_colour_maps_grow_lighter_all_along(name):
    ramp = colourise(np.linspace(0, 1, 50)[None], 0.0, 1.0, name)[0, :, :3] @ np.array([0.2126, 0.7152, 0.0722])
    assert np.all(np.diff(ramp) > 0)


def test_what_is_not_a_number_is_transparent_and_equal_limits_are_no_trouble():
    colours = colourise(np.array([[np.nan, 1.0, np.inf]]), 1.0, 1.0, "magma")
    assert colours[0, :, 3].tolist() == [0, 255, 255]


def test_shapes_cross_to_qt_unchanged():
    points = np.array([[1.5, 2.0], [3.0, -4.25], [0.0, 1e6]])
    assert [(p.x(), p.y()) for p in polygon(points)] == [tuple(p) for p in points]
    shape = path(points, np.array([True, False, True]))
    elements = [shape.elementAt(k) for k in range(3)]
    assert [(e.x, e.y, e.isMoveTo()) for e in elements] == [(1.5, 2.0, True), (3.0, -4.25, False), (0.0, 1e6, True)]
    two = polylines([points[:2], points])
    assert [two.elementAt(k).isMoveTo() for k in range(5)] == [True, False, True, False, False]
    assert polylines([]).isEmpty()
    assert path(np.empty((0, 2)), np.empty(0, bool)).isEmpty()


@pytest.mark.parametrize("width", [1, 5, 6, 7])
def test_pixels_cross_to_qt_and_back_at_odd_widths(width):
    pixels = np.random.default_rng(0).integers(0, 256, (3, width, 4), np.uint8)
    pixels[..., 3] = 255
    np.testing.assert_array_equal(to_array(to_qimage(pixels)), pixels[..., :3])


def test_the_plane_is_not_upside_down():
    heat = Heat(np.array([[0.0, 0.0], [0.0, 1.0]]), 0.0, 1.0, "magma")
    drawn = paint(Panel(PLANE, heat=heat)).sum(axis=2)
    assert drawn[5, 195] > 600
    assert max(drawn[95, 195], drawn[5, 5], drawn[95, 5]) < 20


def test_points_and_contours_lie_where_they_belong():
    drawn = paint(Panel(PLANE, points=(Points(np.array([[1.0, 0.5]]), "#ff0000", 5.0),)))
    rows, columns = np.nonzero(drawn[..., 1] < 100)
    assert (columns.mean(), rows.mean()) == pytest.approx((150, 25), abs=1)
    line = np.array([[-2.0, -0.5], [2.0, -0.5]])
    drawn = paint(Panel(PLANE, contours=(line,), contour_colour="#0000ff"))
    assert set(np.nonzero(drawn[..., 0] < 200)[0]) <= {74, 75}


def test_arrows_point_the_right_way():
    arrows = Arrows(np.array([0.0]), np.array([0.0]), np.array([[[0.0, 0.5]]]), "#ff0000")
    rows, columns = np.nonzero(paint(Panel(PLANE, arrows=arrows))[..., 1] < 80)
    assert rows.min() < 30
    assert rows.max() > 70
    widths = [np.ptp(columns[rows == row]) for row in (rows.min() + 8, rows.max() - 8)]
    assert widths[0] > widths[1]


def test_arrow_lengths():
    score = np.array([[[1.0, 0.0], [0.0, 2.0], [0.0, 0.0], [1e6, 0.0]]])
    size = {kind: np.linalg.norm(arrow_vectors(score, kind), axis=-1)[0] for kind in ArrowLength}
    assert size[ArrowLength.NORMALISED] == pytest.approx([0.8, 0.8, 0, 0.8])
    linear = np.linalg.norm(arrow_vectors(score[:, :2], ArrowLength.LINEAR, score[:, :2]), axis=-1)[0]
    assert linear[1] == pytest.approx(2 * linear[0])
    assert np.all(np.diff(size[ArrowLength.LOG][[2, 0, 1, 3]]) > 0)
    assert all(values.max() <= 1.4 for values in size.values())
    assert np.all(np.isfinite(arrow_vectors(np.zeros((2, 2, 2)), ArrowLength.LINEAR)))


def test_the_heat_map_is_log_p_or_the_potential():
    log_p = np.array([[-3.0, -50.0], [-1.0, -2.0]])
    heat = heat_of(log_p, HeatKind.LOG_DENSITY, depth=10)
    assert (heat.low, heat.high) == (-11, -1)
    potential = heat_of(log_p, HeatKind.POTENTIAL, depth=10)
    assert (potential.low, potential.high) == (1, 11)
    np.testing.assert_array_equal(potential.values, -log_p)
    flat = heat_of(np.zeros((2, 2)), HeatKind.LOG_DENSITY)
    assert flat.low < flat.high


def test_panels_keep_the_plane_undistorted():
    panel = Panel(PLANE, heat=Heat(np.zeros((2, 2)), 0, 1, label="p"))
    height = panel_height(panel, 400)
    image = render_panels([panel], LIGHT, panel_width=400, scale=1)
    assert image.height() == pytest.approx(height + 24, abs=1)
    moved = place(PLANE, QRectF(10, 20, 100, 50))(np.array([[-2, 1], [2, -1], [0, 0]]))
    np.testing.assert_allclose(moved, [[10, 20], [110, 70], [60, 45]])


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_exact_learned_and_error_stand_side_by_side(theme):
    whole = picture(learned=-picture().score, difference=np.ones((5, 5)), data=np.zeros((3, 2)))
    panels = field_panels(whole, heat=HeatKind.POTENTIAL, length=ArrowLength.LOG)
    assert [p.title for p in panels] == ["Exact score", "Learned score", "Error"]
    np.testing.assert_allclose(panels[1].arrows.vectors, -panels[0].arrows.vectors)
    image = render_panels(panels, theme, heading="A heading", note="σ = 1", panel_width=200, scale=2)
    assert image.width() == 2 * (3 * 200 + 4 * 16)
    assert QColor(image.pixel(2, 2)) == QColor(theme.background)
    assert len(field_panels(picture())) == 1


def nothing_cut_off(image, theme):
    """The outermost pixels show nothing but the background."""
    pixels = to_array(image)
    colour = QColor(theme.background)
    edge = np.concatenate([pixels[:3].reshape(-1, 3), pixels[-3:].reshape(-1, 3), pixels[:, :3].reshape(-1, 3),
                           pixels[:, -3:].reshape(-1, 3)])  # fmt: skip
    return np.array_equal(edge, np.tile((colour.red(), colour.green(), colour.blue()), (len(edge), 1)))


@pytest.mark.parametrize("values", [(-12345.0, -12000.0), (1e-7, 2e-7), (0.0, 1.0)])
@pytest.mark.usefixtures("letters")
def test_no_text_is_cut_off(values):
    field = picture()
    heat = Heat(field.log_density, *values, label="V = −log p")
    panel = Panel(Extent(-1e5, 1e5, -1e5, 1e5), "A title", heat)
    image = render_panels([panel], LIGHT, heading="Heading", note="a note", panel_width=420)
    assert nothing_cut_off(image, LIGHT)


@pytest.mark.parametrize("parts", [1, 2, 8, 25, 200])
def test_particles_with_their_shares(parts):
    weights = (1 / parts,) * parts
    one = ParticlePicture(
        PLANE, np.random.default_rng(0).uniform(-1, 1, (500, 2)), "#cc4778", "step 3", density=np.ones((4, 4)),
        trails=(np.zeros((3, 2)),), shares=weights, weights=weights,
    )  # fmt: skip
    image = render_particles([one, one], DARK, heading="Particles", note="note")
    assert image.width() == 2 * 480 + 3 * 16
    assert nothing_cut_off(image, DARK)
    pixels = to_array(image).astype(int)
    assert (np.abs(pixels - (204, 71, 120)).sum(axis=2) < 40).sum() > 500


@pytest.mark.parametrize(("theme", "colour"), [(DARK, "#0d0887"), (DARK, "#f0f921"), (LIGHT, "#f0f921")])
@pytest.mark.parametrize("many", [1, 5000])
def test_particles_of_every_colour_stand_out_from_their_plot(theme, colour, many):
    """By a contrast of 3: dark violet on dark was not to be seen."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.plot))
    painter = QPainter(image)
    paint_plane(
        painter, QRectF(0, 0, 40, 20), particle_panel(ParticlePicture(PLANE, np.zeros((many, 2)), colour), theme), theme
    )
    painter.end()
    pixels = to_array(image)
    assert contrast(pixels[10, 20], pixels[10, 20]) == 1
    assert max(contrast(pixel, pixels[0, 0]) for pixel in np.unique(pixels.reshape(-1, 3), axis=0)) >= 3


def test_a_share_of_every_colour_stands_out_from_its_bar():
    weights = (0.7, 0.3)
    image = render_particles(
        [ParticlePicture(PLANE, np.zeros((1, 2)), "#0d0887", shares=weights, weights=weights)], DARK
    )
    pixels = to_array(image)
    row = next(row for row in pixels[::-1] if (row == (13, 8, 135)).all(axis=1).sum() > 100)
    (left, *_), edge = np.flatnonzero((row == (13, 8, 135)).all(axis=1)), QColor(DARK.background)
    assert contrast(row[left - 1], edge.getRgb()[:3]) >= 3


class Pens(QPainter):
    """A painter that notes the pens of long lines."""

    def __init__(self, device):
        super().__init__(device)
        self.pens = []

    def strokePath(self, lines, pen):
        self.pens.append(pen)
        super().strokePath(lines, pen)


@pytest.mark.parametrize(("ratio", "scale"), [(2.0, 1.0), (1.5, 1.0), (1.0, 1.0), (1.0, 2.0)])
def test_long_lines_are_a_pixel_wide_on_dense_screens_only(ratio, scale):
    line = np.array([[-1.0, -0.5], [1.0, 0.5]])
    here = np.array([-1.0, 1.0])
    panel = Panel(
        PLANE, contours=(line,), trails=(line,), arrows=Arrows(here, here, np.full((2, 2, 2), 0.7)),
    )  # fmt: skip
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = Pens(image)
    painter.scale(scale, scale)
    paint_plane(painter, QRectF(0, 0, 200, 100), panel, LIGHT)
    crowd = Crowd(line, "#3050c0", trails=line[None])
    paint_live(painter, Plane("A", crowd=crowd), QRectF(0, 0, 300, 160), PLANE, LIGHT)
    painter.end()
    assert len(painter.pens) == 5  # contours, trails, the arrows' two, the live trails
    for pen in painter.pens:
        assert pen.isCosmetic() is (ratio > 1)
        assert pen.widthF() == 1 or (scale > 1 and pen.widthF() in (2.2, 1.1))


@pytest.mark.parametrize(("top", "label"), [(-3.0, "log p"), (-3e5, "log p − max log p"), (2.5e9, "log p − max log p")])
def test_the_numbers_beside_the_bar_fit_and_can_be_told_apart(top, label):
    heat = heat_of(np.array([[top, top - 30.0]]), HeatKind.LOG_DENSITY)
    assert heat.label == label
    texts = tick_texts(round_values(heat.low, heat.high))
    assert len(set(texts)) == len(texts) > 4
    assert max(map(len, texts)) <= 6  # what there is room for
    turned = heat_of(np.array([[top, top - 30.0]]), HeatKind.POTENTIAL)
    assert (turned.low, turned.high) == (-heat.high, -heat.low)
