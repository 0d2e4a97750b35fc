"""What a feature network sees in pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor


class FeatureNetwork(Protocol):
    """What samples are compared by: ``at_once`` pictures of ``shape`` (C, H, W) go through it; None: of any size."""

    @property
    def shape(self) -> tuple[int, int, int] | None:
        """The pictures that it knows."""
        ...

    @property
    def classes(self) -> int:
        """How many classes it tells apart."""
        ...

    @property
    def at_once(self) -> int:
        """How many pictures go through it at once."""
        ...

    def look(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """(features [B, D], logits [B, classes]) of pictures uint8 [B, C, H, W]."""
        ...


@dataclass(frozen=True, eq=False)
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
def see(network: FeatureNetwork, pictures: np.ndarray, watch: Watch = unwatched) -> Seen:
    """What ``network`` says of pictures uint8 [N, C, H, W]."""
    pieces = []
    for first in range(0, len(pictures), network.at_once):
        watch(first, len(pictures))
        pieces.append(network.look(torch.from_numpy(pictures[first : first + network.at_once])))
    features, logits = (torch.cat(parts) for parts in zip(*pieces, strict=True))
    return Seen(logits.softmax(1), features)
