"""Trains a classifier whose features samples are compared by, and says how many held-out pictures it gets right.

    python -m tests.bench.classifier --data ../shared/data/mnist --out resources/features/digits.safetensors
    python -m tests.bench.classifier --data tinyhero.zip --crop 48x48+8+11 --out heroes-features.safetensors

The first makes the bundled one from the folder of MNIST's four files; the second one for any pictures that lie in a
folder a class, called 0, 1, 2 ..., of which every fifth is held out. Either is a file for ``evaluate --features``. It
holds half precision; the accuracy printed at the end is that of the file, read again. Five epochs of MNIST take some
eight minutes on one busy core.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from app.io.datasets import read_images
from app.io.features import read_features, save_features
from app.io.idx import read_idx
from app.networks.classifier import MOST_CLASSES, Classifier
from app.networks.digits import Digits
from app.params.data import Cut
from app.quality.features import see

EPOCHS = 5
BATCH = 128
HELD_OUT = 5

MNIST = "the 60,000 training digits of MNIST (LeCun, Cortes and Burges; CC BY-SA 3.0)"


@dataclass(frozen=True, eq=False)
class Task:
    """Pictures uint8 [N, C, H, W] with labels int [N], to train on and to be judged by, and an untrained network."""

    network: Classifier
    train: tuple[np.ndarray, np.ndarray]
    test: tuple[np.ndarray, np.ndarray]
    about: str


def digits(folder: Path, part: str) -> tuple[np.ndarray, np.ndarray]:
    """(pictures uint8 [N, 1, 28, 28], labels uint8 [N]) of ``train`` or ``t10k``."""
    images = read_idx(folder / f"{part}-images-idx3-ubyte.gz")
    return images[:, None], read_idx(folder / f"{part}-labels-idx1-ubyte.gz")


def task(data: Path, cut: Cut | None) -> Task:
    """MNIST's, or that of pictures in folders."""
    if (data / "train-labels-idx1-ubyte.gz").exists():
        return Task(Digits(), digits(data, "train"), digits(data, "t10k"), MNIST)
    found = read_images(data, cut=cut)
    labels = None if found.labels is None else found.labels.as_numbers(MOST_CLASSES)
    if labels is None:
        raise SystemExit(f"{data}: the pictures must lie in a folder a class, called 0, 1, 2 ...")
    images, out = found.images, np.arange(len(labels)) % HELD_OUT == 0
    pixels = images[~out] / np.float32(255)
    network = Classifier(images.shape[1:], int(labels.max()) + 1, float(pixels.mean()), float(pixels.std()))
    about = f"{int((~out).sum()):,} pictures of {found.name}"
    return Task(network, (images[~out], labels[~out]), (images[out], labels[out]), about)


def accuracy(model: Classifier, images: np.ndarray, labels: np.ndarray) -> float:
    return float(np.mean(see(model, images).classes.numpy() == labels))


def train(model: Classifier, images: Tensor, labels: Tensor, epochs: int) -> Classifier:
    """The network, trained on pictures uint8 [N, C, H, W]; the same one every time on one machine."""
    model.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=1e-2)
    batches = len(images) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, total_steps=epochs * batches, pct_start=0.2)
    for epoch in range(epochs):
        order = torch.randperm(len(images))
        for k in range(batches):
            rows = order[BATCH * k : BATCH * (k + 1)]
            # A shift of up to two pixels: the classifier should judge the shape, not the place.
            moved = torch.roll(images[rows] / 255, tuple(torch.randint(-2, 3, (2,)).tolist()), (2, 3))
            loss = nn.functional.cross_entropy(model(moved), labels[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1} of {epochs}: loss {loss.item():.3f}", flush=True)
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of MNIST's four files, or any data set")
    parser.add_argument("--crop", type=Cut.of, help="cut this rectangle out of each picture, for example 48x48+8+11")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help=f"passes over the data (default: {EPOCHS})")
    parser.add_argument("--seed", type=int, default=0, help="of the weights and the order of pictures (default: 0)")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    found = task(args.data, args.crop)
    images, labels = found.train
    model = train(found.network, torch.from_numpy(images), torch.from_numpy(labels.astype(np.int64)), args.epochs)
    facts = {"data": found.about, "training": f"{args.epochs} epochs, shifts of up to two pixels, seed {args.seed}"}
    save_features(args.out, model, facts)
    right = accuracy(read_features(args.out), *found.test)
    size = args.out.stat().st_size
    print(f"{100 * right:.2f} % of the {len(found.test[0]):,} held-out pictures right; {size:,} bytes")


if __name__ == "__main__":
    main()
