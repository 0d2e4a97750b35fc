"""The bundled classifier: that of handwritten digits."""

from __future__ import annotations

from app.networks.classifier import Classifier

SHAPE = (1, 28, 28)
CLASSES = 10


class Digits(Classifier):
    """Of pictures [B, 1, 28, 28]."""

    def __init__(self) -> None:
        super().__init__(SHAPE, CLASSES, mean=0.1307, std=0.3081)  # MNIST's
