"""One sound file of each kind that the program reads, as small as they get: what the attacks begin with."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save

from app.cli import main
from app.io.lab import save_plane_network
from app.networks import registry
from app.networks.plane import PlaneNetConfig, PlaneScoreNet
from app.params.lab.training import LabTrainSettings
from tests.models import write_small

CONFIG = """\
data: {image_size: 28, channels: 1, logit_transform: false, dataset: MNIST}
model: {sigma_begin: 1, sigma_end: 0.01, num_classes: 2, ngf: 1}
sampling: {n_steps_each: 3, step_lr: 2e-5}
"""


def packed(data, **options):
    buffer = io.BytesIO()
    torch.save(data, buffer, **options)
    return buffer.getvalue()


def state(name="ncsn", **arguments):
    """A network's weights, as DataParallel names them."""
    default = {"ncsn": {"channels": 1, "features": 1, "sigmas": [1.0, 0.1]},
               "ncsnv2": {"channels": 1, "features": 1, "levels": 2},
               "tutorial": {"widths": [32, 32, 32, 32], "embed": 4}}  # fmt: skip
    weights = registry.build(name, default[name] | arguments).state_dict()
    if name == "ncsnv2":
        weights["sigmas"] = torch.tensor([2.0, 0.1])
    return {f"module.{key}": value for key, value in weights.items()}


def pictures():
    """A small picture in each format."""
    colours = Image.fromarray(np.random.default_rng(0).integers(0, 256, (8, 8, 4), dtype=np.uint8))
    kinds = {
        "png": ("PNG", "RGBA", {}), "grey.png": ("PNG", "L", {}), "palette.png": ("PNG", "P", {}),
        "jpg": ("JPEG", "RGB", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"}),
        "gif": ("GIF", "P", {}), "bmp": ("BMP", "RGB", {}), "webp": ("WEBP", "RGBA", {"lossless": True}),
        "tiff": ("TIFF", "RGB", {}), "lzw.tiff": ("TIFF", "RGB", {"compression": "tiff_lzw"}),
        "jpeg.tiff": ("TIFF", "RGB", {"compression": "jpeg"}), "float.tiff": ("TIFF", "F", {}),
        "deep.tiff": ("TIFF", "I;16", {}), "ppm": ("PPM", "RGB", {}), "tga": ("TGA", "RGBA", {}),
    }  # fmt: skip
    for ending, (form, mode, options) in kinds.items():
        buffer = io.BytesIO()
        image = colours.convert("L").convert(mode) if mode in ("F", "I;16") else colours.convert(mode)
        image.save(buffer, form, **options)
        yield ending, buffer.getvalue()


def idx(array):
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def zipped(files, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def arrays(*, compress=False, **named):
    buffer = io.BytesIO()
    (np.savez_compressed if compress else np.savez)(buffer, **named)
    return buffer.getvalue()


def array(values):
    buffer = io.BytesIO()
    np.save(buffer, values)
    return buffer.getvalue()


def sound(folder: Path) -> dict[str, list[tuple[str, bytes]]]:
    """Reader -> (name, contents) of the sound files that it takes; ``folder`` gets what is needed beside them."""
    v1, v2 = state(), state("ncsnv2")
    average = {k.removeprefix("module."): v for k, v in v2.items() if k != "module.sigmas"}
    native = write_small(folder / "small.safetensors").read_bytes()
    save_plane_network(
        folder / "plane.safetensors",
        PlaneScoreNet(PlaneNetConfig(8, 2, (0.0, 0.0), 1.0, 0.1, 5.0)),
        "x",
        LabTrainSettings(),
        1,
    )
    numbers = np.random.default_rng(1).integers(0, 256, (24, 8, 8), dtype=np.uint8)
    (folder / "data.npz").write_bytes(arrays(images=numbers))
    checkpoints = [
        ("v1.pth", packed([v1, {}])), ("old.pth", packed([v1, {}], _use_new_zipfile_serialization=False)),
        ("v2.pth", packed([v2, {}, 1, 2, average])), ("dict.pt", packed({"model": v1, "ema": {"shadow_params": []}})),
        ("lightning.ckpt", packed({"state_dict": {k.replace("module.", "net."): v for k, v in v1.items()}})),
        ("lr.pth", packed({"model": v1, "optimizer": {"lr": np.float64(1e-3)}})),
        ("native.safetensors", native), ("bare.safetensors", save({k[7:]: v.contiguous() for k, v in v1.items()})),
    ]  # fmt: skip
    grids = [("record.png", _grid(folder, "sample")), ("filled.png", _grid(folder, "inpaint"))]
    drawn = list(pictures())
    photo = dict(drawn)["grey.png"]
    sets = [
        ("set.npz", arrays(images=numbers)),
        ("packed.npz", arrays(compress=True, images=numbers, labels=np.arange(24))),
        ("float.npz", arrays(samples=numbers / np.float32(255))), ("set.npy", array(numbers)),
        ("set-idx3-ubyte", idx(numbers)), ("set-idx3-ubyte.gz", gzip.compress(idx(numbers))),
        ("set.zip", zipped({"a/1.png": photo, "a/2.png": photo, "__MACOSX/a/._1.png": b"x"})),
        ("lzma.zip", zipped({"1.png": photo}, zipfile.ZIP_LZMA)),
        ("bz2.zip", zipped({"1.png": photo}, zipfile.ZIP_BZIP2)),
    ]  # fmt: skip
    plane = [("points.csv", b"x,y\n" + b"0.5,1.25\n" * 20), ("semicolon.csv", b"1,5;2\n" * 9)]
    plane += [("points.npy", array(np.random.default_rng(2).normal(size=(20, 2))))]
    texts = [("config.yml", CONFIG.encode()), ("config.json", json.dumps({"data": {"image_size": 28}}).encode())]
    named = [(f"p.{ending}", data) for ending, data in drawn]
    return {
        "checkpoint": checkpoints, "converted": checkpoints[:4], "info": checkpoints, "config": texts,
        "configured": texts, "plane": [("plane.safetensors", (folder / "plane.safetensors").read_bytes())],
        "record": grids, "repeated": grids, "picture": named, "mask": named[:3], "images": sets, "all_images": sets,
        "gallery": sets, "points": plane, "resumed": [("net.resume.pt", _resume(folder))],
    }  # fmt: skip


def _grid(folder: Path, command: str) -> bytes:
    """A picture of this program's, with its record."""
    out = folder / f"{command}.png"
    words = ["--checkpoint", str(folder / "small.safetensors"), "-n", "1", "-L", "2", "-T", "1", "--quiet"]
    if command == "inpaint":
        Image.fromarray(np.full((8, 8), 99, np.uint8)).save(folder / "photo.png")
        Image.fromarray(np.eye(8, dtype=np.uint8) * 255).save(folder / "mask.png")
        words += ["--image", str(folder / "photo.png"), "--mask", str(folder / "mask.png")]
    if main([command, *words, "--device", "cpu", "--out", str(out)]) != 0:
        raise RuntimeError(f"{command} made no picture")
    return out.read_bytes()


def _resume(folder: Path) -> bytes:
    """The state of a finished training of one epoch."""
    out = folder / "net.safetensors"
    words = ["--features", "8", "--coarse-features", "16", "--batch-size", "8", "--device", "cpu", "--quiet"]
    words += ["--data", str(folder / "data.npz"), "--out", str(out), "--epochs", "1", "--sample-every", "0"]
    if main(["train", *words]) != 0:
        raise RuntimeError("train made no state")
    return out.with_suffix(".resume.pt").read_bytes()
