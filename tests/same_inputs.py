"""What :mod:`tests.same_runs` gives both trees to read: numbers alone, and pictures of the old tree."""

import base64
import itertools
import json
import os
import shlex
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, PngImagePlugin
from safetensors.numpy import save_file

RECORD = "score-explorer"
SHARED = Path(os.environ.get("SCORE_EXPLORER_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def write_inputs(place: Path, make: Callable[[list[str]], None]) -> None:
    """Pictures, masks, points, a network; and pictures that ``make`` makes in ``place``, with changes in records."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "pictures").mkdir(parents=True)
    generator = np.random.default_rng(0)
    rows, columns = np.mgrid[:28, :28]
    digit = (255 * np.exp(-((((rows - 14) / 9) ** 2 + ((columns - 13) / 4) ** 2) ** 2))).astype(np.uint8)
    mask = np.zeros((28, 28), np.uint8)
    mask[8:20, 10:24] = 255
    colours = generator.integers(0, 256, (13, 12, 10, 3), np.uint8)
    for name, array in (
        ("digit", digit), ("mask", mask), ("black", 0 * mask), ("large-mask", np.kron(mask, np.ones((2, 2), np.uint8))),
        ("photo", generator.integers(0, 256, (44, 60, 3), np.uint8)),
        *((f"pictures/{i:02}", picture) for i, picture in enumerate(colours)),
    ):  # fmt: skip
        Image.fromarray(array).save(place / f"{name}.png")
    np.savez(place / "pictures.npz", images=colours)
    points = generator.normal(size=(60, 2)) * [1, 2]
    np.savetxt(place / "points.csv", points, delimiter=",", header="x,y", comments="")
    np.save(place / "points.npy", points + 0.5)
    write_plane_network(place / "plane.safetensors", generator)
    for folder in sorted((SHARED / "golden").glob("*/")):
        files = [path for path in folder.iterdir() if path.name.startswith(("checkpoint", "config"))]
        if files:
            (place / folder.name).mkdir()
            for path in files:
                shutil.copyfile(path, place / folder.name / path.name)
    made = place / "making"
    made.mkdir()
    for words in (
        f"sample -n 3 -L 6 -T 2 --seed 1 --quiet --out {made}/plain.png",
        f"inpaint --image digit.png --mask mask.png -n 2 -L 6 -T 2 --seed 1 --quiet --out {made}/filled.png",
    ):
        make(shlex.split(words))
    changes = [
        {"evaluation": 3, "epsilon": 3e-5, "steps_per_level": 3, "temperature": 0.8},
        {"evaluation": 7, "epsilon": 1e-5, "steps_per_level": 1, "temperature": 1.0},
    ]
    rewrite(made / "plain.png", made / "changed.png", lambda record: record.update(changes=changes))
    white = np.zeros((28, 28), bool)
    white[3:9, 3:9] = True
    bright = np.full((1, 5, 6), 200, np.uint8)
    repainted = {
        "mask": {"first": packed(mask > 0), "patches": [[4, 2, 2, 6, 6]], "pixels": packed(white[3:9, 3:9])},
        "source": {"first": packed(digit), "patches": [[5, 20, 4, 5, 6]], "pixels": packed(bright)},
    }

    def repaint(record: dict[str, Any]) -> None:
        record["extra"]["inpainting"]["repainted"] = repainted
        record["changes"] = changes[:1]

    rewrite(made / "filled.png", made / "repainted.png", repaint)
    rewrite(
        made / "filled.png", made / "dropped.png",
        lambda record: record["extra"]["inpainting"].update(repainted={"dropped": 3}),
    )  # fmt: skip
    made.rename(place / "given")


def packed(array: np.ndarray) -> str:
    """Pixels as a record keeps them: a bit a pixel of a mask, a byte a value of a picture, compressed."""
    data = np.packbits(array) if array.dtype == bool else array
    return base64.b64encode(zlib.compress(data.tobytes(), 9)).decode("ascii")


def rewrite(source: Path, target: Path, change: Any) -> None:
    """A copy of a picture with another record."""
    with Image.open(source) as image:
        record = json.loads(image.text[RECORD])
        change(record)
        text = PngImagePlugin.PngInfo()
        text.add_itxt(RECORD, json.dumps(record))
        image.save(target, pnginfo=text)


def write_plane_network(path: Path, generator: np.random.Generator) -> None:
    """A small score network of the plane with random weights."""
    config = {"width": 16, "depth": 2, "mean": [0.5, -0.5], "std": 4.0, "sigma_min": 0.1, "sigma_max": 25.0}
    widths = [5, 16, 16, 2]
    tensors = {}
    for i, (inputs, outputs) in enumerate(itertools.pairwise(widths)):
        tensors[f"layers.{2 * i}.weight"] = (generator.normal(size=(outputs, inputs)) / 4).astype(np.float32)
        tensors[f"layers.{2 * i}.bias"] = (generator.normal(size=outputs) / 4).astype(np.float32)
    header = {
        "format": "score-explorer 2-D score network", "version": 1, "program": "score-explorer", "config": config,
        "density": "two-gaussians", "training": {"steps": 0},
    }  # fmt: skip
    save_file(tensors, path, metadata={"score_explorer": json.dumps(header)})
