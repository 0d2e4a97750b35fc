"""Icons: the SVG files of ``resources/icons``, each drawn in the palette's text colour and sharp on every screen.

The files are symbolic: only their shapes count, painted in ``currentColor``, a stencil for any colour.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QDir, QFile, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

PREFIX = "icons"
"""Where Qt looks for the files: ``icons:play.svg``."""

SIZES = (16, 18, 20)
"""The sizes, in device-independent pixels, in which the window shows icons."""


def use_icons(folder: str) -> None:
    """Take the icons from ``folder``; before any is made."""
    QDir.setSearchPaths(PREFIX, [folder])


use_icons(str(Path(__file__).resolve().parents[2] / "resources" / PREFIX))  # those of a checkout, unless told otherwise


def make_icon(name: str, palette: QPalette) -> QIcon:
    """The icon in the palette's colours, for normal and disabled buttons, on all of today's screens.

    Raises FileNotFoundError if there is none of this name.
    """
    role, group = QPalette.ColorRole.ButtonText, QPalette.ColorGroup
    ratios = tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}))
    return _icon(name, palette.color(group.Active, role).rgba(), palette.color(group.Disabled, role).rgba(), ratios)


@lru_cache(maxsize=256)
def _icon(name: str, normal: int, disabled: int, ratios: tuple[float, ...]) -> QIcon:
    icon = QIcon()
    shape = _shape(name)
    for size in SIZES:
        for ratio in ratios:
            stencil = _drawn(shape, QSize(size, size) * ratio)
            stencil.setDevicePixelRatio(ratio)
            icon.addPixmap(_filled(stencil, QColor.fromRgba(normal)), QIcon.Mode.Normal)
            icon.addPixmap(_filled(stencil, QColor.fromRgba(disabled)), QIcon.Mode.Disabled)
    return icon


def draw_icon(painter: QPainter, name: str, field: QRectF, colour: QColor) -> None:
    """Draw an icon into the square ``field``, in device pixels, on the pixels nearest to it."""
    place = field.toRect()
    key = f"{PREFIX}:{name} {place.width()} {colour.rgba():08x}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _filled(_drawn(_shape(name), place.size()), colour)
        QPixmapCache.insert(key, pixmap)
    painter.drawPixmap(place.topLeft(), pixmap)


def program_icon() -> QIcon:
    """The program's own icon, in colours of its own."""
    icon = QIcon()
    shape = _shape("program")
    for size in (16, 32, 48, 64, 128, 256):
        icon.addPixmap(_drawn(shape, QSize(size, size)))
    return icon


def _shape(name: str) -> QSvgRenderer:
    file = QFile(f"{PREFIX}:{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(f"there is no icon {file.fileName()}")
    return QSvgRenderer(file.readAll())


def _drawn(shape: QSvgRenderer, size: QSize) -> QPixmap:
    """The picture as the file has it, of a size in device pixels."""
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    shape.render(painter)
    painter.end()
    return pixmap


def _filled(stencil: QPixmap, colour: QColor) -> QPixmap:
    """The same shape in one colour, which may be translucent."""
    pixmap = QPixmap(stencil)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), colour)
    painter.end()
    return pixmap
