"""``score-explorer info``: all that is known about a checkpoint."""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import TYPE_CHECKING, Any

from app.commands.language import aligned
from app.commands.opening import add_opening, opening
from app.commands.parser import columns
from app.params.plain import plain
from app.params.words import say

if TYPE_CHECKING:
    from app.params import ModelInfo
    from app.params.inside import LayerRow

    Layer = tuple[LayerRow, tuple[int, int] | None]


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
    parser.add_argument(
        "--layers",
        action="store_true",
        help="list the network's modules in their order: what they make of a picture, their parameters, and how much "
        "of the picture one place of a convolution, or of a block of several, sees",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_opening(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the description."""
    from app.io.checkpoint import load_checkpoint

    model = load_checkpoint(args.checkpoint, **opening(args).arguments)
    info = model.describe()
    found: list[Layer] = []
    if args.layers:
        from app.jobs.inside import layers

        found = layers(model, seen=True)
    if args.json:
        listed = {"layers": [dataclasses.asdict(row) | {"sees": sees} for row, sees in found]} if args.layers else {}
        print(json.dumps(dataclasses.asdict(info) | listed, indent=2))
        return 0
    print(describe(info))
    if found:
        print("\n" + table(found, info.shape))
    return 0


def table(found: list[Layer], shape: tuple[int, int, int]) -> str:
    """The modules as lines of four columns."""
    heads = (say("module"), say("makes"), say("parameters"), say("sees"))
    lines = [heads]
    for row, sees in found:
        seen = "" if sees is None else say("all") if sees == shape[1:] else f"{sees[0]} x {sees[1]}"
        makes = " x ".join(map(str, row.shape))
        lines.append((_named(row), makes, f"{row.parameters:,}" if row.parameters else "", seen))
    widths = [max(columns(line[k]) for line in lines) for k in range(4)]

    def padded(k: int, text: str) -> str:
        room = " " * (widths[k] - columns(text))
        return room + text if k else text + room

    return "\n".join("  ".join(padded(k, text) for k, text in enumerate(line)).rstrip() for line in lines)


def _named(row: LayerRow) -> str:
    text = f"{row.name or say('score')} ({row.kind}"
    text += f" {row.kernel}x{row.kernel}" if row.kernel else ""
    text += f", {say('dilation {0}').format(row.dilation)}" if row.dilation > 1 else ""
    text += f", {say('stride {0}').format(row.stride)}" if row.stride > 1 else ""
    return text + (f", {say('told sigma')})" if row.told else ")")


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
