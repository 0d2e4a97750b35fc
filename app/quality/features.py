"""What a feature network sees in pictures."""

from __future__ import annotations

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


@torch.inference_mode()
def see(network: Digits, pictures: np.ndarray) -> Seen:
    """What ``network`` says of pictures uint8 [N, 1, 28, 28]."""
    features = torch.cat(
        [network.features(torch.from_numpy(pictures[k : k + CHUNK]) / 255) for k in range(0, len(pictures), CHUNK)]
    )
    return Seen(network.head(features).softmax(1), features)
