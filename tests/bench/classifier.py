"""Trains the bundled feature network, a classifier of digits, and says how many test digits it gets right.

    python -m tests.bench.classifier --data ../shared/data/mnist --out resources/features/digits.safetensors

The file holds half precision; the accuracy printed at the end is that of the file, read again. Five epochs take some
eight minutes on one busy core.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from app.io.features import read_features, save_features
from app.io.idx import read_idx
from app.networks.digits import Digits
from app.quality.features import see

EPOCHS = 5
BATCH = 128


def digits(folder: Path, part: str) -> tuple[np.ndarray, np.ndarray]:
    """(pictures uint8 [N, 1, 28, 28], labels uint8 [N]) of ``train`` or ``t10k``."""
    images = read_idx(folder / f"{part}-images-idx3-ubyte.gz")
    return images[:, None], read_idx(folder / f"{part}-labels-idx1-ubyte.gz")


def accuracy(model: Digits, images: np.ndarray, labels: np.ndarray) -> float:
    return float(np.mean(see(model, images).classes.numpy() == labels))


def train(images: Tensor, labels: Tensor) -> Digits:
    """The network, trained on pictures [N, 1, 28, 28] in [0, 1]; the same one every time on one machine."""
    torch.manual_seed(0)
    model = Digits().to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=1e-2)
    batches = len(images) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, total_steps=EPOCHS * batches, pct_start=0.2)
    for epoch in range(EPOCHS):
        order = torch.randperm(len(images))
        for k in range(batches):
            rows = order[BATCH * k : BATCH * (k + 1)]
            # A shift of up to two pixels: the classifier should judge the shape, not the place.
            moved = torch.roll(images[rows], tuple(torch.randint(-2, 3, (2,)).tolist()), (2, 3))
            loss = nn.functional.cross_entropy(model(moved), labels[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {loss.item():.3f}", flush=True)
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of MNIST's four IDX files")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    images, labels = digits(args.data, "train")
    model = train(torch.from_numpy(images / np.float32(255)), torch.from_numpy(labels.astype(np.int64)))
    facts = {
        "data": "the 60,000 training digits of MNIST (LeCun, Cortes and Burges; CC BY-SA 3.0)",
        "training": f"{EPOCHS} epochs, shifts of up to two pixels",
    }
    save_features(args.out, model, facts)
    right = accuracy(read_features(args.out), *digits(args.data, "t10k"))
    print(f"{100 * right:.2f} % of the 10,000 test digits right; {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
