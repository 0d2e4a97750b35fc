"""What a feature network sees in pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from app.networks.digits import Digits

CHUNK = 500
"""Pictures that go through the network at once."""


@dataclass(frozen=True)
class Seen:
    """Of N pictures: ``probabilities`` [N, classes] and ``features`` [N, D]."""

    probabilities: Tensor
    features: Tensor

    @property
    def classes(self) -> Tensor:
        """The most probable class of each picture, int64 [N]."""
        return self.probabilities.argmax(1)

    @property
    def top_probability(self) -> float:
        """The mean of each picture's largest probability."""
        return float(self.probabilities.max(1).values.mean())


Watch = Callable[[int, int], None]
"""Called with (done, total) pictures between two pieces of the work; it may raise to stop there."""


def unwatched(_done: int, _total: int) -> None:
    """Nobody looks on."""


@torch.inference_mode()
def see(network: Digits, pictures: np.ndarray, watch: Watch = unwatched) -> Seen:
    """What ``network`` says of pictures uint8 [N, 1, 28, 28]."""
    pieces = []
    for first in range(0, len(pictures), CHUNK):
        watch(first, len(pictures))
        pieces.append(network.features(torch.from_numpy(pictures[first : first + CHUNK]) / 255))
    features = torch.cat(pieces)
    return Seen(network.head(features).softmax(1), features)
