"""The small pictures of the timeline: each made once in its size on the screen, and painted often."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from app.params.run import Frame
from app.params.tiles import tiled
from app.render.grids import fit_grid
from app.render.images import to_screen
from app.state.run import RunState

MOST = 1024
"""Pictures that are kept ready."""


class SmallPictures:
    """Those of the run shown, of the sample in focus or of the whole batch; :meth:`clear` where these are others."""

    def __init__(self, run: RunState) -> None:
        self._run = run
        self._images: dict[tuple[int, bool], QImage] = {}

    def clear(self) -> None:
        """Make all of them anew."""
        self._images.clear()

    def of(self, done: int, size: QSize, ratio: float, *, estimate: bool, whole: bool) -> QImage | None:
        """The picture of a step, by its evaluations, in ``size`` at a device pixel ratio; None where there is none."""
        key = done, estimate
        if key not in self._images:
            frame = self._run.kept.at(done)
            if frame is None or self._run.focus >= len(frame.x):
                return None
            if len(self._images) >= MOST:
                self._images.clear()
            self._images[key] = self._drawn(frame, size * ratio, ratio, estimate=estimate, whole=whole)
        return self._images[key]

    def _drawn(self, frame: Frame, size: QSize, ratio: float, *, estimate: bool, whole: bool) -> QImage:
        batch = frame.pictures(estimate=estimate)
        image = to_screen(_contact(batch, size) if whole else batch[self._run.focus])
        smooth = image.height() > size.height()
        how = Qt.TransformationMode.SmoothTransformation if smooth else Qt.TransformationMode.FastTransformation
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, how)
        image.setDevicePixelRatio(ratio)
        return image


def _contact(batch: np.ndarray, size: QSize) -> np.ndarray:
    """A batch uint8 [B, H, W, C] as one picture, about square."""
    count, height, width, _ = batch.shape
    return tiled(batch, fit_grid(count, height, width, (size.width() * 8, size.height() * 8), 1).columns)
