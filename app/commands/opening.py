"""What may be said about a checkpoint when opening it, as options of the command line."""

from __future__ import annotations

import argparse
from typing import Any


def add_opening(parser: argparse.ArgumentParser) -> None:
    """Declare the options that answer what a checkpoint's file cannot tell."""
    group = parser.add_argument_group(
        "about the checkpoint",
        "for what the file cannot tell; by default a config.yml, .yaml or .json beside it is used, then what "
        "the published configurations have",
    )
    group.add_argument("--config", metavar="FILE", help="its training configuration (YAML or JSON)")
    group.add_argument("--preset", metavar="NAME", help="a published configuration of score_sde, by its file's name")
    group.add_argument("--live", action="store_true", help="use the live weights instead of their average (EMA)")
    group.add_argument("--image-size", type=int, metavar="PX", help="the side of the pictures")
    group.add_argument("--native-sigma-max", type=float, metavar="S", help="its largest noise level (ncsn: 1)")
    group.add_argument("--native-sigma-min", type=float, metavar="S", help="its smallest noise level (ncsn: 0.01)")
    group.add_argument(
        "--logit-transform", action=argparse.BooleanOptionalAction, help="the data are logits of the pixels"
    )
    group.add_argument("--rescaled", action=argparse.BooleanOptionalAction, help="the data are 2 p - 1 of the pixels")


def opening(args: argparse.Namespace) -> dict[str, Any]:
    """The keyword arguments for ``load_checkpoint``."""
    return {
        "config": args.config, "preset": args.preset, "use_ema": not args.live, "image_size": args.image_size,
        "sigma_max": args.native_sigma_max, "sigma_min": args.native_sigma_min,
        "logit_transform": args.logit_transform, "rescaled": args.rescaled,
    }  # fmt: skip
