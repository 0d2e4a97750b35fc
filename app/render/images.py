"""The one place where a numpy array becomes a QImage, and back."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPainter

_FORMATS = {1: QImage.Format.Format_Grayscale8, 3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBA8888}


def to_qimage(array: np.ndarray) -> QImage:
    """An image of uint8 [H, W, C], C = 1, 3 or 4.

    A QImage over foreign memory shares it, and guesses the bytes of a line wrongly for odd widths: the stride is given,
    and the image gets memory of its own.
    """
    if array.dtype != np.uint8 or array.ndim != 3 or array.shape[2] not in _FORMATS:
        raise ValueError(f"not a picture: {array.dtype} {array.shape}")
    array = np.ascontiguousarray(array)
    height, width, channels = array.shape
    return QImage(array.data, width, height, array.strides[0], _FORMATS[channels]).copy()


def to_screen(array: np.ndarray) -> QImage:
    """The image of uint8 [H, W, C] in the format that is enlarged fastest: grey ones take three times as long."""
    opaque = array.shape[2] != 4
    screen = QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    return to_qimage(array).convertToFormat(screen)


def stack_qimage(batch: np.ndarray) -> QImage:
    """All pictures of uint8 [B, H, W, C] above one another in one image, ready for painting."""
    count, height, width, channels = batch.shape
    return to_screen(np.ascontiguousarray(batch).reshape(count * height, width, channels))


def to_array(image: QImage) -> np.ndarray:
    """uint8 [H, W, 3] of an image."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(rgb.constBits(), np.uint8, rgb.sizeInBytes()).reshape(rgb.height(), rgb.bytesPerLine())
    return lines[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


def on_white(image: QImage) -> np.ndarray:
    """An image's uint8 [H, W, 3], its transparent parts put on white."""
    if image.hasAlphaChannel():
        ground = QImage(image.size(), QImage.Format.Format_RGB32)
        ground.fill(0xFFFFFFFF)
        painter = QPainter(ground)
        painter.drawImage(0, 0, image)
        painter.end()
        image = ground
    return to_array(image)
