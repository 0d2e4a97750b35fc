"""The tone of a picture that is to be filled: inverted, and with another contrast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CONTRASTS = (0.1, 10.0)
"""The least and the most."""

GREYS = np.float32(255)


@dataclass(frozen=True)
class Tone:
    """``contrast`` times as far from middle grey, then dark and light exchanged if ``inverted``."""

    inverted: bool = False
    contrast: float = 1.0

    def of(self, pixels: np.ndarray) -> np.ndarray:
        """Pixels in [0, 1] of a picture [C, H, W] in this tone, each one of 256 greys; a fourth channel stays."""
        if self == AS_IT_IS:
            return pixels
        toned = ((pixels - 0.5) * self.contrast + 0.5).clip(0, 1)
        toned = 1 - toned if self.inverted else toned
        toned = (np.rint(toned * GREYS) / GREYS).astype(np.float32)
        if len(pixels) == 4:
            toned[3] = pixels[3]
        return toned


AS_IT_IS = Tone()
