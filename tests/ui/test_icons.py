"""The icons: one file each, one colour each, as sharp as the screen."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton

from app.io.places import icons_folder
from app.ui import icons
from app.ui.actions import ACTIONS
from app.ui.theme import DARK, LIGHT, palette_of
from tests.conftest import ROOT

FILES = sorted(path for path in icons_folder().glob("*.svg") if path.stem != "program")
NAMES = [path.stem for path in FILES]


def pixels(pixmap):
    """[H, W, 4] RGBA, not multiplied by alpha."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width()].copy()


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_file_is_a_shape_without_a_colour_of_its_own(path):
    root = ET.parse(path).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    colours = {e.get(a) for e in root.iter() for a in ("fill", "stroke") if e.get(a) is not None}
    assert colours == {"none", "currentColor"}
    assert not re.search("style|class|href", path.read_text())


def test_every_icon_is_asked_for_and_every_one_asked_for_is_there():
    source = "\n".join(path.read_text() for path in (ROOT / "app/ui").rglob("*.py"))
    assert {spec.icon for spec in ACTIONS if spec.icon} <= set(NAMES)
    assert [name for name in NAMES if f'"{name}"' not in source] == []
    assert set(re.findall(r'(?:make_icon\(|draw_icon\(\w+, |icon=)"(\w+)"', source)) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_an_icon_has_the_palettes_colour_and_no_other(name, theme, qapp):
    palette = palette_of(theme)
    icon = icons.make_icon(name, palette)
    for group, mode in (
        (QPalette.ColorGroup.Active, QIcon.Mode.Normal),
        (QPalette.ColorGroup.Disabled, QIcon.Mode.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.ButtonText)
        found = pixels(icon.pixmap(QSize(20, 20), 1.0, mode))
        alpha = found[..., 3]
        assert alpha.max() <= colour.alpha()  # also where lines cross
        solid = found[alpha > colour.alpha() / 2][:, :3].astype(int)
        assert len(solid) >= 10
        assert abs(solid - colour.getRgb()[:3]).max() <= 4  # what multiplying by alpha loses
        assert not alpha[0].any()
        assert not alpha[:, 0].any()


class Screen:
    def __init__(self, ratio):
        self._ratio = ratio

    def devicePixelRatio(self):
        return self._ratio


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("size", icons.SIZES)
def test_an_icon_is_drawn_for_the_pixels_of_each_screen(size, ratio, qapp, monkeypatch):
    class Application:
        @staticmethod
        def screens():
            return [Screen(ratio), Screen(1.0)]

    monkeypatch.setattr(icons, "QGuiApplication", Application)
    palette = palette_of(LIGHT)
    found = icons.make_icon("dice", palette).pixmap(QSize(size, size), ratio)
    side = (QSize(size, size) * ratio).width()
    assert (found.width(), found.devicePixelRatio()) == (side, ratio)
    drawn = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    icons.draw_icon(painter, "dice", QRectF(0, 0, side, side), palette.color(QPalette.ColorRole.ButtonText))
    painter.end()
    np.testing.assert_array_equal(pixels(found), pixels(icons.QPixmap.fromImage(drawn)))


def test_the_window_shows_icons_in_the_sizes_they_are_drawn_in(window):
    buttons = [button for button in window.findChildren(QAbstractButton) if not button.icon().isNull()]
    assert len(buttons) > 10
    assert {(b.iconSize().width(), b.iconSize().height()) for b in buttons} <= {(s, s) for s in icons.SIZES}


def test_the_programs_own_icon_is_drawn_in_many_sizes(qapp):
    icon = icons.program_icon()
    assert [size.width() for size in icon.availableSizes()] == [16, 32, 48, 64, 128, 256]
    image = icon.pixmap(QSize(64, 64)).toImage()
    assert image.pixelColor(32, 46).name() == "#f0f921"  # the innermost ring, below the middle
    assert image.pixelColor(0, 0).alpha() == 0


def test_an_icon_that_is_not_there_is_named(qapp):
    with pytest.raises(FileNotFoundError, match=r"no icon icons:nothing\.svg"):
        icons.make_icon("nothing", QPalette())
    with pytest.raises(FileNotFoundError, match=r"no icon icons:nothing\.svg"):
        icons.draw_icon(QPainter(), "nothing", QRectF(0, 0, 8, 8), QColor("red"))


def test_the_files_lie_where_an_installed_copy_carries_them():
    assert icons_folder() == ROOT / "resources" / "icons"
    assert '"resources" = "app/_data/resources"' in Path(ROOT / "pyproject.toml").read_text()
