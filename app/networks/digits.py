"""A small classifier of handwritten digits, whose last hidden layer gives the features that samples are compared by."""

from __future__ import annotations

from torch import Tensor, nn
from typing_extensions import override

SHAPE = (1, 28, 28)
CLASSES = 10
FEATURES = 128
AT_ONCE = 500


class Digits(nn.Module):
    """Three convolutions, two dense layers: pictures [B, 1, 28, 28] in [0, 1] to logits [B, 10].

    ``features`` [B, 128] are the activations before the last layer.
    """

    shape = SHAPE
    classes = CLASSES
    at_once = AT_ONCE

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(1, 32, 5, padding=2), nn.MaxPool2d(2), nn.BatchNorm2d(32), nn.ReLU(),
            nn.Conv2d(32, 48, 3, padding=1), nn.MaxPool2d(2), nn.BatchNorm2d(48), nn.ReLU(),
            nn.Conv2d(48, 96, 3, padding=1), nn.MaxPool2d(2), nn.BatchNorm2d(96), nn.ReLU(),
            nn.Flatten(), nn.Dropout(0.3), nn.Linear(96 * 9, FEATURES), nn.ReLU(),
        )  # fmt: skip
        self.head = nn.Linear(FEATURES, CLASSES)

    def features(self, x: Tensor) -> Tensor:
        """The features [B, 128] of pictures [B, 1, 28, 28]."""
        features: Tensor = self.body((x - 0.1307) / 0.3081)  # MNIST's mean and standard deviation
        return features

    def look(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """(features [B, 128], logits [B, 10]) of pictures uint8 [B, 1, 28, 28]."""
        features = self.features(pictures / 255)
        return features, self.head(features)

    @override
    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.head(self.features(x))
        return logits
