"""Draw the program's icon in the sizes of a desktop's themes, from ``resources/icons/program.svg``.

python -m tests.program_icon        writes resources/desktop/icons/hicolor/<size>x<size>/apps/score-explorer.png
"""

import io
import os

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.conftest import ROOT

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
FOLDER = ROOT / "resources" / "desktop" / "icons" / "hicolor"
SHAPE = ROOT / "resources" / "icons" / "program.svg"


def place(size):
    """Where an icon lies by the icon theme specification."""
    return FOLDER / f"{size}x{size}" / "apps" / "score-explorer.png"


def drawn(size):
    """[size, size, 4] RGBA, not multiplied by alpha."""
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SHAPE)).render(painter)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(size, size, 4).copy()


def main():
    """Write all sizes, each as small as the format can have it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    for size in SIZES:
        file = io.BytesIO()
        Image.fromarray(drawn(size)).save(file, "PNG", optimize=True)
        place(size).parent.mkdir(parents=True, exist_ok=True)
        place(size).write_bytes(file.getvalue())
    del application


if __name__ == "__main__":
    main()
