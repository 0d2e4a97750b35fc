"""A small digit classifier, trained by the quality scripts themselves: judges samples, gives features to compare."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from app.io.idx import read_idx


class Digits(nn.Module):
    """Two convolutions, two dense layers; ``features`` [B, 128] are the activations before the last."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Dropout(0.3), nn.Linear(64 * 49, 128), nn.ReLU(),
        )  # fmt: skip
        self.head = nn.Linear(128, 10)

    def features(self, x: Tensor) -> Tensor:
        return self.body((x - 0.1307) / 0.3081)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x))


def digits(folder: Path, part: str) -> tuple[Tensor, Tensor]:
    """(pictures [N, 1, 28, 28] in [0, 1], labels [N]) of ``train`` or ``t10k``."""
    images = read_idx(folder / f"{part}-images-idx3-ubyte.gz")
    labels = read_idx(folder / f"{part}-labels-idx1-ubyte.gz")
    return torch.from_numpy(images[:, None] / np.float32(255)), torch.from_numpy(labels.astype(np.int64))


def trained_classifier(folder: Path, cache: Path, epochs: int = 5) -> tuple[Digits, float]:
    """The classifier and its accuracy on the 10,000 test digits; weights are kept in ``cache``."""
    torch.manual_seed(0)
    model = Digits()
    test, test_labels = digits(folder, "t10k")
    if cache.exists():
        model.load_state_dict(torch.load(cache, weights_only=True))
    else:
        _train(model, *digits(folder, "train"), epochs)
        cache.parent.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), cache)
    model.eval()
    accuracy = float((classify(model, test)[0].argmax(1) == test_labels).double().mean())
    return model, accuracy


def _train(model: Digits, images: Tensor, labels: Tensor, epochs: int) -> None:
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-2)
    steps = epochs * (len(images) // 128)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    model.train()
    for epoch in range(epochs):
        order = torch.randperm(len(images))
        for k in range(len(images) // 128):
            rows = order[128 * k : 128 * k + 128]
            # A shift of up to two pixels: the classifier should judge the shape, not the place.
            moved = torch.roll(images[rows], tuple(torch.randint(-2, 3, (2,)).tolist()), (2, 3))
            loss = nn.functional.cross_entropy(model(moved), labels[rows], label_smoothing=0.0)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"classifier, epoch {epoch + 1}: loss {loss.item():.3f}", file=sys.stderr, flush=True)


@torch.inference_mode()
def classify(model: Digits, images: Tensor) -> tuple[Tensor, Tensor]:
    """(probabilities [N, 10], features [N, 128])."""
    parts = [model.features(part) for part in images.split(500)]
    features = torch.cat(parts)
    return model.head(features).softmax(1), features


def frechet_distance(first: Tensor, second: Tensor) -> float:
    """|m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2)) of two sets of features [N, D] (Heusel et al. 2017)."""
    a, b = first.double(), second.double()
    c1, c2 = torch.cov(a.T), torch.cov(b.T)
    # tr (C1 C2)^(1/2) from the eigenvalues of the symmetric C1^(1/2) C2 C1^(1/2).
    values, vectors = torch.linalg.eigh(c1)
    root = vectors @ torch.diag(values.clamp_min(0).sqrt()) @ vectors.T
    cross = torch.linalg.eigvalsh(root @ c2 @ root).clamp_min(0).sqrt().sum()
    return float((a.mean(0) - b.mean(0)).square().sum() + c1.trace() + c2.trace() - 2 * cross)
