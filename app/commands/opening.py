"""What may be said about a checkpoint when opening it, as options of the command line."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from app.params import SettingError
from app.params.opening import PRECISIONS, Opening

if TYPE_CHECKING:
    from app.io.records import RunRecord
    from app.networks.spaces import SpaceModel

_NAMES = {
    "config": "config", "preset": "preset", "image_size": "image_size", "native_sigma_max": "sigma_max",
    "native_sigma_min": "sigma_min", "logit_transform": "logit_transform", "rescaled": "rescaled",
    "use_ema": "use_ema", "compile": "compiled", "precision": "precision", "cuda_graphs": "graphs",
}  # fmt: skip
"""The command line's names -> those of :class:`Opening`."""


def add_opening(parser: argparse.ArgumentParser) -> None:
    """Declare the options that answer what a checkpoint's file cannot tell."""
    group = parser.add_argument_group(
        "about the checkpoint",
        "for what the file cannot tell; by default a config.yml, .yaml or .json beside it is used, then what "
        "the published configurations have",
    )
    group.add_argument("--config", metavar="FILE", help="its training configuration (YAML or JSON)")
    group.add_argument("--preset", metavar="NAME", help="a published configuration of score_sde, by its file's name")
    weights = group.add_mutually_exclusive_group()
    weights.add_argument(
        "--live", dest="use_ema", action="store_false", default=None,
        help="use the live weights instead of their average (EMA)",
    )  # fmt: skip
    weights.add_argument("--ema", dest="use_ema", action="store_true", default=None, help="use the average (default)")
    group.add_argument("--image-size", type=int, metavar="PX", help="the side of the pictures")
    group.add_argument("--native-sigma-max", type=float, metavar="S", help="its largest noise level (ncsn: 1)")
    group.add_argument("--native-sigma-min", type=float, metavar="S", help="its smallest noise level (ncsn: 0.01)")
    group.add_argument(
        "--logit-transform", action=argparse.BooleanOptionalAction, help="the data are logits of the pixels"
    )
    group.add_argument("--rescaled", action=argparse.BooleanOptionalAction, help="the data are 2 p - 1 of the pixels")


def add_speed(parser: argparse.ArgumentParser) -> None:
    """Declare the options that make a network compute faster."""
    group = parser.add_argument_group("speed (results change by rounding)")
    group.add_argument(
        "--compile", action=argparse.BooleanOptionalAction,
        help="compiled kernels for NCSN, NCSNv2 and NCSN++ on the CPU; needs a C++ compiler, at first some ten seconds",
    )  # fmt: skip
    group.add_argument(
        "--precision", choices=PRECISIONS, help="of products on an NVIDIA graphics card (default: float32, exact)"
    )
    group.add_argument(
        "--cuda-graphs", action=argparse.BooleanOptionalAction, help="start all kernels of an evaluation at once there"
    )


def opening(args: argparse.Namespace, base: dict[str, Any] | None = None) -> Opening:
    """What the command line says, over ``base``, the opening of an earlier run's record. Raises SettingError."""
    given = {to: getattr(args, name) for name, to in _NAMES.items() if getattr(args, name, None) is not None}
    before = dict(base or {})
    if given.get("preset") is not None and "config" not in given:
        before.pop("config", None)
    for one, other in (("logit_transform", "rescaled"), ("rescaled", "logit_transform")):
        if given.get(one) and other not in given:
            before.pop(other, None)
    return Opening.from_dict(before | given)


def open_model(args: argparse.Namespace, record: RunRecord | None = None) -> SpaceModel:
    """The network of --checkpoint; by default that of ``record``, the run in --from-image, or the bundled digits.

    What the command line leaves open about it is as in ``record``, if that is a run of the same file. Remarks go to
    standard error. Raises CheckpointError, SettingError, and ImageError if the record's network is not at hand.
    """
    from app.core.device import resolve_device
    from app.io.checkpoint import CheckpointFile
    from app.io.door import is_file
    from app.io.errors import ImageError
    from app.io.opening import open_network
    from app.io.places import resolve_checkpoint

    device = resolve_device(args.device)
    name = args.checkpoint or (record.checkpoint if record is not None else "mnist")
    path = resolve_checkpoint(name)
    if record is not None and args.checkpoint is None and not is_file(path):
        raise ImageError(
            args.from_image, f"it was made with the checkpoint {name!r} (SHA-256 {record.sha256})",
            "Give that file with --checkpoint",
        )  # fmt: skip
    file = CheckpointFile(path)
    base = record.opening if record is not None and record.sha256 == file.sha256 else {}
    try:
        opened = open_network(file, opening(args, base), device)
    except SettingError as error:
        if not base:
            raise
        opened = open_network(file, opening(args), device)  # raises again if the command line says it
        print(f"note: what the picture says about the file was left out: {error}", file=sys.stderr)
    if record is not None and record.sha256 != file.sha256:
        print(f"note: the picture was made with another file than {path}; the result will differ", file=sys.stderr)
    for remark in opened.remarks:
        print(f"note: {remark}", file=sys.stderr)
    return opened.model
