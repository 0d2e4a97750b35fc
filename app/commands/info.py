"""``score-explorer info``: all that is known about a checkpoint."""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import TYPE_CHECKING, Any

from app.commands.language import aligned
from app.commands.opening import add_opening, opening
from app.params.plain import plain
from app.params.words import say

if TYPE_CHECKING:
    from app.params import ModelInfo


SPACES = {"unit": "pixels in [0, 1]", "centred": "pixels in [-1, 1]", "logit": "logits of pixels"}

MAPPED = "others are mapped to the nearest in log sigma (sample --native-levels visits these only)"

FACTS = ("training", "data", "source", "licence", "loss", "version {0}")
"""Names that files give to what they say of themselves."""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "info",
        help="describe a checkpoint",
        description="Print what a checkpoint holds: network, data, noise levels, recommended settings, provenance.",
    )
    parser.add_argument(
        "checkpoint", metavar="CHECKPOINT", help="a file, a folder of diffusers, or the name of a bundled one"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_opening(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the description."""
    from app.io.checkpoint import load_checkpoint

    info = load_checkpoint(args.checkpoint, **opening(args).arguments).describe()
    print(json.dumps(dataclasses.asdict(info), indent=2) if args.json else describe(info))
    return 0


def describe(info: ModelInfo) -> str:
    """The description as aligned lines."""
    channels, height, width = info.shape
    kind = {1: say("grey"), 3: "RGB", 4: "RGBA"}.get(channels, say("{0} channels").format(channels))
    levels = say("{0} to {1}").format(f"{max(info.sigmas):g}", f"{min(info.sigmas):g}")
    rows = [
        (say("name"), info.name),
        (say("file"), info.path),
        (say("format"), info.format),
        ("SHA-256", info.sha256),
        (say("network"), f"{info.architecture}, {info.parameters:,} parameters, {info.weights} weights"),
        (say("arguments"), ", ".join(f"{k}={_short(v)}" for k, v in info.arguments.items())),
        (say("samples"), f"{height}x{width}, {kind}, {SPACES.get(info.data_space, info.data_space)}"),
        (say("sigma"), f"any from {levels}" if info.continuous else f"{len(info.sigmas)} levels, {levels}; {MAPPED}"),
        (say("weights"), _weights(info)),
        (say("recommended"), ", ".join(f"{k}={v}" for k, v in info.recommended.items()) or "nothing stored"),
        (say("assumed"), ", ".join(f"{k}={v}" for k, v in info.assumed.items())),
        *(
            (name if name[:2].isupper() else name[0].lower() + name[1:], text)
            for name, text in info.facts.items()
            if name
        ),
    ]
    shown_rows = [(plain(name, 60), value) for name, value in rows]  # a file's texts could forge lines
    label = max(len(name) for name, _ in shown_rows) + 2
    return aligned([(name, plain(value, 1000)) for name, value in shown_rows if value], label)


def _weights(info: ModelInfo) -> str:
    """Which weights the file holds, where there is a choice."""
    if not (info.has_ema and info.has_live):
        return ""
    if info.weights == "EMA":
        return "EMA and live; described: EMA (--live for the others)"
    return f"EMA and live; described: {info.weights}"


def _short(value: object) -> str:
    if isinstance(value, (list, tuple)) and len(value) > 4:
        text = say("[{0}, ... {1} values ..., {2}]")
        return text.format(_short(value[0]), len(value), _short(value[-1]))
    return f"{value:.6g}" if isinstance(value, float) else str(value)
