"""What several files of tests share: a call of ``score-explorer train``."""

import numpy as np
import pytest

from app.cli import main

COMPACT = ["--features", "8", "--coarse-features", "16"]
# Grids of samples cost a hundred times what such a training costs: those who want them say so.
SMALL = [*COMPACT, "--batch-size", "8", "--device", "cpu", "--sample-every", "0"]
GRIDS = ("--sample-every", "1")


@pytest.fixture
def data(tmp_path):
    pictures = np.random.default_rng(1).integers(0, 256, (24, 8, 8), dtype=np.uint8)
    np.savez(tmp_path / "data.npz", images=pictures)
    return str(tmp_path / "data.npz")


@pytest.fixture
def train(data, tmp_path):
    def call(*arguments, out="net.safetensors", path=data, epochs=2, sizes=COMPACT):
        words = ["train", "--data", path, "--out", str(tmp_path / out), *SMALL[len(COMPACT) :], *sizes]
        words += ["--epochs", str(epochs)]
        return main([*words, *map(str, arguments)])

    return call
