"""Arguments and steps that the commands of the 2-D laboratory share."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from app.cli import UsageError
from app.commands.language import tell
from app.commands.options import add_quiet
from app.params.lab.density import DensityName, DensitySettings
from app.params.lab.run import ErrorRequest, LearnedScore
from app.params.words import told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage


T = TypeVar("T")


def add_density(parser: argparse.ArgumentParser, *, network: bool = True) -> None:
    """Declare which density, where its points come from, and a network to compare."""
    parser.add_argument(
        "--density", choices=[d.value for d in DensityName], default=DensityName.TWO_GAUSSIANS.value,
        help="the density (default: the paper's two-gaussians)",
    )  # fmt: skip
    parser.add_argument("--points", metavar="FILE", help="the points of --density points: CSV or .npy, two columns")
    parser.add_argument("--ring-count", type=int, metavar="N", help="how many Gaussians on the ring (default: 8)")
    if network:
        parser.add_argument(
            "--network", metavar="FILE", help="a score network saved by the 2-D laboratory or learn2d (.safetensors)"
        )


def add_look(parser: argparse.ArgumentParser) -> None:
    """Declare the picture's options."""
    parser.add_argument("--theme", choices=["light", "dark"], default="light", help="the picture's colours")
    add_quiet(parser)


def read_density(args: argparse.Namespace) -> DensitySettings:
    """The density that the arguments mean. Raises UsageError for arguments that do not go together, DataError."""
    name = DensityName(args.density)
    if (args.points is None) is (name is DensityName.POINTS):
        raise UsageError("--density points needs --points FILE, and no other density takes it")
    if args.ring_count is not None and name is not DensityName.RING:
        raise UsageError("--ring-count goes with --density ring")
    if args.points is not None:
        from app.io.points import load_points

        return DensitySettings(name, points=load_points(args.points))
    return DensitySettings.ring(args.ring_count) if args.ring_count is not None else DensitySettings(name)


def add_picture(parser: argparse.ArgumentParser) -> None:
    """Declare a picture to take an experiment from."""
    parser.add_argument(
        "--from", dest="picture", metavar="PNG",
        help="density and settings of a picture exported from the 2-D laboratory; options given besides win",
    )  # fmt: skip


def read_picture(args: argparse.Namespace, read: Callable[[Any, DensitySettings], T]) -> tuple[DensitySettings, T]:
    """The density of the picture --from, and what ``read`` finds in its experiment for that density.

    Raises UsageError for another density besides, ImageError for a picture without an experiment or a damaged one.
    """
    from app.io.errors import ImageError
    from app.io.lab import read_experiment
    from app.params.lab.experiment import UNREADABLE
    from app.params.lab.experiment import read_density as density_of

    if args.points is not None or args.ring_count is not None:
        raise UsageError("--from brings its own density")
    document = read_experiment(args.picture)
    try:
        density = density_of(document["density"])
        return density, read(document, density)
    except UNREADABLE as error:
        raise ImageError(args.picture, f"its experiment is damaged ({error})", "Export it anew") from error


def open_network(args: argparse.Namespace) -> LearnedScore | None:
    """The learned score that the arguments name, if any. Raises CheckpointError."""
    if args.network is None:
        return None
    from app.jobs.lab.files import read_network

    return read_network(args.network)


def report_errors(density: DensitySettings, network: LearnedScore) -> None:
    """Print how wrong a learned score is on a density: over the noise levels, and by how many data there are."""
    from app.jobs.lab.learning import ErrorWork

    errors = ErrorWork()(ErrorRequest(density, network, density.view))
    if errors is None:
        return
    if network.learned_from not in (None, density):
        tell(f"not an error: the network has learned from another density ({network.density})")
    pairs = zip(errors.sigmas.tolist(), errors.errors.tolist(), strict=True)
    over = ", ".join(told(f"{error:.3g} at sigma {sigma:.3g}") for sigma, error in pairs)
    tell(f"relative error: {over}")
    many, few, none = errors.regions
    tell(f"by region: {many:.3g} where data are many, {few:.3g} where they are few, {none:.3g} where there are none")


class Painter:
    """What drawing without a window needs: Qt's offscreen platform and an application object that stays alive."""

    def __init__(self) -> None:
        from PySide6.QtGui import QGuiApplication

        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self._application = QGuiApplication.instance() or QGuiApplication(["score-explorer"])

    @staticmethod
    def array(image: QImage) -> NDArray[np.uint8]:
        """The pixels of a picture, uint8 [H, W, 3]."""
        from app.render.images import to_array

        return to_array(image)


def target_numbers(shares: tuple[float, ...], weights: tuple[float, ...]) -> str:
    """The shares of up to four parts beside the true ones, as text."""
    if not 1 < len(weights) <= 4:
        return ""
    return ", ".join(f"{share:.3f} (true {weight:.3f})" for share, weight in zip(shares, weights, strict=True))
