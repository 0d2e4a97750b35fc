"""A small classifier of pictures, whose last hidden layer gives the features that samples are compared by."""

from __future__ import annotations

from torch import Tensor, nn
from typing_extensions import override

FEATURES = 128
AT_ONCE = 500
LEAST_SIDE, MOST_SIDE = 8, 256
MOST_CLASSES = 1000


class Classifier(nn.Module):
    """Three convolutions, two dense layers: pictures [B, C, H, W] in [0, 1] to logits [B, classes].

    ``features`` [B, 128] are the activations before the last layer. ``mean`` and ``std`` are those of the pixels in
    [0, 1]. Raises ValueError for shapes and numbers of classes that it is not made for.
    """

    at_once = AT_ONCE

    def __init__(self, shape: tuple[int, int, int], classes: int, mean: float, std: float) -> None:
        super().__init__()
        channels, height, width = shape
        sides = LEAST_SIDE <= min(height, width) <= max(height, width) <= MOST_SIDE
        if channels not in (1, 3) or not sides or not 2 <= classes <= MOST_CLASSES or not std > 0:
            raise ValueError(f"no classifier of {classes} classes of pictures {shape}, deviation {std}")
        self.shape, self.classes, self.mean, self.std = shape, classes, mean, std
        self.body = nn.Sequential(
            nn.Conv2d(channels, 32, 5, padding=2), nn.MaxPool2d(2), nn.BatchNorm2d(32), nn.ReLU(),
            nn.Conv2d(32, 48, 3, padding=1), nn.MaxPool2d(2), nn.BatchNorm2d(48), nn.ReLU(),
            nn.Conv2d(48, 96, 3, padding=1), nn.MaxPool2d(2), nn.BatchNorm2d(96), nn.ReLU(),
            nn.Flatten(), nn.Dropout(0.3), nn.Linear(96 * (height // 8) * (width // 8), FEATURES), nn.ReLU(),
        )  # fmt: skip
        self.head = nn.Linear(FEATURES, classes)

    def features(self, x: Tensor) -> Tensor:
        """The features [B, 128] of pictures [B, C, H, W]."""
        features: Tensor = self.body((x - self.mean) / self.std)
        return features

    def look(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """(features [B, 128], logits [B, classes]) of pictures uint8 [B, C, H, W]."""
        features = self.features(pictures / 255)
        return features, self.head(features)

    @override
    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.head(self.features(x))
        return logits
