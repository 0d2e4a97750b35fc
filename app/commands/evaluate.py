"""``score-explorer evaluate``: what samples are worth, in numbers."""

from __future__ import annotations

import argparse
import dataclasses
import json
from statistics import median
from typing import TYPE_CHECKING, Any

from app.commands.language import aligned, tell
from app.params.plain import plain
from app.params.words import say

if TYPE_CHECKING:
    from app.jobs.evaluate import ClassShares, Closest, Evaluation, InceptionScore, Labelled

ABOUT = """\
Compare samples with real pictures of the same kind: Frechet and kernel distance of a network's features, classes, and
the nearest training pictures. Beside each number stands that of as many real pictures. The bundled feature network
knows handwritten digits, grey, 28x28; the classes of the real pictures are its own decisions. Where these lie in a
folder for each class, called by its number (0 to 9), the folders' shares stand beside them. With Inception's weights
(--features) the distances are FID and KID, and there is the inception score.
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("evaluate", help="compare samples with real pictures, in numbers", description=ABOUT)
    parser.add_argument("samples", metavar="SAMPLES", help="pictures as sample --npz writes them, or any data set")
    parser.add_argument("--against", metavar="DATA", required=True, help="real pictures, not those trained on")
    parser.add_argument(
        "--train", metavar="DATA",
        help="the pictures trained on: those nearest to the samples are looked for, and the floor is made of these",
    )  # fmt: skip
    parser.add_argument(
        "--features", metavar="FILE", default="digits",
        help="a feature network: digits, the bundled one (default), a file of its form, or Inception's weights for "
             "colour (.pth as torch-fidelity and pytorch-fid publish them; needs the extra 'inception')",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print JSON, with every sample's nearest picture")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, compare, print."""
    from app.io.datasets import read_images
    from app.io.features import read_features
    from app.jobs.evaluate import evaluate

    network = read_features(args.features)
    samples, against = read_images(args.samples), read_images(args.against)
    train = None if args.train is None else read_images(args.train)
    labels = None if against.labels is None else against.labels.as_numbers(network.classes)
    found = evaluate(samples.images, against.images, None if train is None else train.images, network, labels)
    if args.json:
        data = dataclasses.asdict(found)
        for key in ("inception_score", "labelled"):
            if data[key] is None:
                del data[key]
        print(json.dumps(data, indent=2))
    else:
        tell(f"{len(samples.images):,} samples beside {len(against.images):,} real pictures, {against.name}")
        print(describe(found))
        if against.labels is not None and labels is None:
            names = ", ".join(plain(name, 20) for name in against.labels.classes[:4])
            tell(f"The folders ({names}{', …' * (len(against.labels.classes) > 4)}) are no classes of the feature "
                  f"network, which are called 0 to {network.classes - 1}: their shares are not compared.")  # fmt: skip
    return 0


def describe(found: Evaluation) -> str:
    """The numbers as aligned lines."""
    floor = found.frechet_floor
    if floor is None:
        real = "too few real pictures for a floor: give twice as many as samples"
    else:
        spread = "" if floor.spread is None else f" ± {floor.spread:.2f}"
        real = f"as many real pictures: {floor.mean:.2f}{spread}, {floor.draws} draw{'s' * (floor.draws > 1)}"
    top = found.top_probability
    rows = [
        ("mean top probability", f"{top.samples:.4f} (real pictures: {top.real:.4f})"),
        ("Frechet distance", f"{found.frechet:.2f} ({real})"),
        ("kernel distance", f"{found.kernel:.4f} ± {found.kernel_error:.4f} (of one law: 0)"),
        *([] if found.inception_score is None else _score(found.inception_score)),
        *([] if found.inception_score is not None else _classes(found.classes)),
        *([] if found.labelled is None else _labelled(found.labelled, shares=found.inception_score is None)),
        *([] if found.nearest is None else _nearest(found.nearest)),
    ]
    return aligned(rows, 26)


def _score(score: InceptionScore) -> list[tuple[str, str]]:
    real = f"{score.real:.2f} ± {score.real_spread:.2f}"
    return [("inception score", f"{score.samples:.2f} ± {score.samples_spread:.2f} (real pictures: {real})")]


def _classes(classes: ClassShares) -> list[tuple[str, str]]:
    return [
        (say("classes, %"), " ".join(f"{100 * share:4.1f}" for share in classes.samples)),
        ("of the real, as judged", " ".join(f"{100 * share:4.1f}" for share in classes.real)),
        (say("chi-squared"), f"{classes.chi_squared:.1f}, {classes.degrees} degrees of freedom, p = {classes.p:.2g}"),
    ]


def _labelled(labelled: Labelled, *, shares: bool) -> list[tuple[str, str]]:
    chance = f"{labelled.chi_squared:.1f}, {labelled.degrees} degrees of freedom, p = {labelled.p:.2g}"
    return [
        *([("of the real, by folder", " ".join(f"{100 * share:4.1f}" for share in labelled.real))] if shares else []),
        ("chi-squared to these", chance),
        ("judged as their folder", f"{100 * labelled.agreement:.1f} % of the real pictures"),
    ]


def _nearest(closest: Closest) -> list[tuple[str, str]]:
    usual = median(closest.held_out)
    nearer = sum(distance < usual for distance in closest.distances) / len(closest.distances)
    return [
        ("nearest trained on", f"median {median(closest.distances):.2f}, smallest {min(closest.distances):.2f} in L2"),
        ("of held-out real ones", f"median {usual:.2f}, smallest {min(closest.held_out):.2f}"),
        ("nearer than that median", f"{100 * nearer:.0f} % of the samples"),
    ]
