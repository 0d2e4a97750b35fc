"""What can be exported: a row each. The window's dialog and what it writes are made from the rows.

A row says what is written (``content``) and as what (``ending``). :data:`app.jobs.export.WRITERS` prepares each kind of
content; pictures and films are then written by the format of that ending in :mod:`app.io`.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import numpy as np

from app.params.inpainting import InpaintSettings
from app.params.lab.density import DensitySettings
from app.params.lab.fields import FieldSettings
from app.params.lab.flow import FlowRequest
from app.params.lab.run import Film, LearnedScore
from app.params.model import ModelInfo
from app.params.path import Leg, OwnPicture
from app.params.repaint import Repainted
from app.params.run import Progress
from app.params.samplers import LiveParams, Sampler
from app.params.sampling import SampleSettings
from app.params.settings import Option, Settings, setting


class Content(Enum):
    """What is written."""

    GRID = "grid"
    LEVELS = "levels"
    SAMPLES = "samples"
    STEPS = "steps"
    MASK = "mask"
    VIEW = "view"
    FILM = "film"
    PARTICLES = "particles"
    FIELD = "field"
    SWEEP = "sweep"
    NUMBERS = "numbers"
    PLOTS = "plots"


ONE_STEP = {Content.GRID, Content.SAMPLES}
"""What is of one step of a run: the one looked at."""


class Showing(Option):
    """Which of the two pictures of each step."""

    NOISY = "x", "x, as the sampler has it"
    ESTIMATE = "estimate", "the denoised estimate x + σ² s(x, σ)"
    BOTH = "both", "both: x, and beside it the estimate"


class Which(Option):
    """Which samples; the numbers are those of the marked, of all, and of the one in focus."""

    ALL = "all", "all {1} samples"
    MARKED = "marked", "only the {0} marked of {1} samples"
    FOCUS = "focus", "only sample {2}, the one in focus"


class Need(Enum):
    """What must be there for it; a workspace tells whether it is."""

    NOTHING = "nothing"
    RUN = "run"
    ONE_PANEL = "one panel"
    TWO_PANELS = "two panels"


@dataclass(frozen=True)
class ExportOptions(Settings):
    """How an exported picture is to look; 0 leaves it to the program."""

    showing: Showing = setting(
        Showing.NOISY, "&Showing", flags=("--film-shows",), help="what the film shows of each step (default: x)"
    )
    which: Which = setting(Which.ALL, "&Which")
    columns: int = setting(
        0, "&Columns", low=0, high=1000, choices=((0, "as square as possible", ""),), tip="Pictures in a row"
    )
    rows: int = setting(
        0, "&Rows", low=0, high=1000, choices=((0, "as many as needed", ""),),
        tip="Rows; samples that do not fit are left out",
    )  # fmt: skip
    padding: int = setting(1, "&Gap", low=0, high=100, unit="px", tip="Pixels between the pictures")
    scale: int = setting(
        0, "&Enlarge", symbol="×", low=0, high=64, choices=((0, "to about 800 px", ""),),
        tip="Each pixel is repeated so many times, unsmoothed",
    )  # fmt: skip
    each_scale: int = setting(
        1, "E&nlarge", symbol="×", low=1, high=64, tip="Each pixel is repeated so many times, unsmoothed; × 1 is exact"
    )
    levels: int = setting(
        12, "&Levels", low=1, high=1000,
        tip="So many noise levels are columns, evenly in log σ from the first to the last; fewer where there are fewer",
    )  # fmt: skip
    frames: int = setting(
        100, "&Frames", low=2, high=1000, flags=("--film-frames",), metavar="N",
        help="pictures in the film, at most 50 a second (default: 100)",
        tip="Pictures in the film, evenly in log σ from noise to the end; at most 50 a second",
    )  # fmt: skip
    seconds: int = setting(
        5, "Secon&ds", unit="s", low=1, high=600, flags=("--film-seconds",), metavar="S",
        help="how long the film takes, without the second for which the last picture stays (default: 5)",
        tip="How long the film takes; the last picture stays for a second more",
    )  # fmt: skip
    caption: bool = setting(False, "Ca&ption", tip="the settings in small letters below")

    def with_columns_for(self, count: int) -> ExportOptions:
        """The same with as many columns as ``count`` samples need in the rows asked for, if only these were."""
        columns = math.ceil(count / self.rows) if self.rows and not self.columns else self.columns
        return dataclasses.replace(self, columns=columns)


@dataclass(frozen=True)
class ExportRow:
    """Something that can be exported.

    ``ending`` is that of the files' names; with ``folder`` there are several, in a folder of their own. ``stem`` is
    added to the name that is suggested. ``needs`` must be there in one of the ``workspaces``. ``options`` are the
    fields of :class:`ExportOptions` that act. ``slow``: it shows its progress and can be cancelled. ``panel`` counts
    from 0, where it is about one of several. ``library``: what must be installed besides.
    """

    key: str
    content: Content
    title: str
    ending: str
    note: str
    workspaces: tuple[str, ...]
    needs: Need = Need.NOTHING
    options: tuple[str, ...] = ()
    stem: str = ""
    folder: bool = False
    slow: bool = False
    panel: int = 0
    library: str = ""

    @property
    def missing(self) -> str:
        """What is to be installed for it, as pip is told; empty where all is there."""
        there = not self.library or importlib.util.find_spec(self.library) is not None
        return "" if there else f"score-explorer[{self.ending[1:]}]"


PICTURES, LAB, SWEEP = ("sample", "inpaint"), ("lab",), ("sweep",)
WHICH = ("showing", "which")
LOOK = ("padding", "scale", "caption")
LENGTH = ("frames", "seconds")
RUN_FILM = (*WHICH, *LENGTH, "columns", *LOOK)
RESTORES = "The PNG carries all settings: drop it on the window to bring them back."
SHARP = "Sharp at any size, for papers and slides; all settings are in its description."
EVERYWHERE = "Opens everywhere, also in slides; 256 colours. Dropped on the window it brings its settings back."
EXACT = "Every pixel exact, and small; browsers show it. Dropped on the window it brings its settings back."
AGAIN = "The run is done again, with all changes made on the way, and drawn."
PLACES = "The array “particles”, float32 [N, 2], as the command score-explorer particles writes it."

EXPORTS = {
    row.key: row
    for row in (
        ExportRow("grid", Content.GRID, "The grid, one PNG", ".png", RESTORES, PICTURES, Need.RUN,
                  (*WHICH, "columns", "rows", *LOOK)),
        ExportRow("levels", Content.LEVELS, "A strip of noise levels, one PNG: a row a sample", ".png", RESTORES,
                  PICTURES, Need.RUN, (*WHICH, "levels", *LOOK), stem="-levels"),
        ExportRow("samples", Content.SAMPLES, "Each sample as a PNG of its own", ".png",
                  "One file a sample, sample-0001.png and so on; each carries all settings.", PICTURES, Need.RUN,
                  (*WHICH, "each_scale"), stem="-samples", folder=True),
        ExportRow("run_gif", Content.FILM, "A film of the run (GIF)", ".gif",
                  EVERYWHERE, PICTURES, Need.RUN, RUN_FILM, slow=True),
        ExportRow("run_webp", Content.FILM, "A film of the run (WebP)", ".webp",
                  EXACT, PICTURES, Need.RUN, RUN_FILM, slow=True),
        ExportRow("run_mp4", Content.FILM, "A film of the run (MP4)", ".mp4",
                  "H.264, for slides and video players.", PICTURES, Need.RUN, RUN_FILM, slow=True, library="av"),
        ExportRow("steps", Content.STEPS, "The numbers of the steps (CSV)", ".csv",
                  "A line a step, with what was changed during the run.", PICTURES, Need.RUN, stem="-steps"),
        ExportRow("plots_svg", Content.PLOTS, "The plots (SVG)", ".svg", SHARP, PICTURES, Need.RUN, stem="-plots"),
        ExportRow("plots_png", Content.PLOTS, "The plots (PNG)", ".png", RESTORES, PICTURES, Need.RUN, stem="-plots"),
        ExportRow("mask", Content.MASK, "The mask, one PNG", ".png", "White pixels are those to be regenerated.",
                  ("inpaint",), stem="-mask"),
        ExportRow("view", Content.VIEW, "The view (PNG)", ".png",
                  "As it is seen, twice as large, with the experiment inside: drop it on the window to go back.", LAB),
        ExportRow("film", Content.FILM, "The run as an animation (GIF)", ".gif",
                  AGAIN, LAB, Need.RUN, LENGTH, slow=True),
        ExportRow("film_webp", Content.FILM, "The run as an animation (WebP)", ".webp", AGAIN, LAB, Need.RUN, LENGTH,
                  slow=True),
        ExportRow("film_mp4", Content.FILM, "The run as an animation (MP4)", ".mp4", AGAIN, LAB, Need.RUN, LENGTH,
                  slow=True, library="av"),
        ExportRow("particles", Content.PARTICLES, "The particles (.npz)", ".npz", PLACES, LAB, Need.ONE_PANEL),
        ExportRow("particles_a", Content.PARTICLES, "The particles of A (.npz)", ".npz", PLACES, LAB, Need.TWO_PANELS),
        ExportRow("particles_b", Content.PARTICLES, "The particles of B (.npz)", ".npz", PLACES, LAB, Need.TWO_PANELS,
                  panel=1),
        ExportRow("field", Content.FIELD, "The field (.npz)", ".npz",
                  "x, y, log_density, arrow_x, arrow_y and score, as the command score-explorer field writes them.",
                  LAB),
        ExportRow("sweep", Content.SWEEP, "The table of pictures, one PNG", ".png",
                  "With its axes labelled, and the sweep inside: score-explorer sweep --from-image makes it again.",
                  SWEEP, Need.RUN, ("scale",)),
        ExportRow("sweep_numbers", Content.NUMBERS, "The numbers of the cells (CSV)", ".csv",
                  "A line a cell: every setting, the evaluations, the seconds, what the pictures are.", SWEEP, Need.RUN,
                  stem="-cells"),
    )
}  # fmt: skip
"""Every row by its key, in the dialog's order."""


def endings(content: Content) -> tuple[str, ...]:
    """How the names of files with such content end, in the rows' order."""
    return tuple(dict.fromkeys(row.ending for row in EXPORTS.values() if row.content is content))


@dataclass(frozen=True)
class ExportChoice:
    """What is to be written where; ``path`` is a file, or a folder where the row says so."""

    row: ExportRow
    path: str
    options: ExportOptions = field(default_factory=ExportOptions)


# What a workspace hands over to be written: plain values and arrays that nobody writes into any more.


@dataclass(frozen=True)
class GridLook:
    """How an exported grid looks: ``columns`` 0 means as square as possible, ``scale`` 0 to about 800 pixels.

    ``caption`` draws a text of the given width: uint8 [rows, width, 3], put below the grid.
    """

    columns: int = 0
    padding: int = 1
    scale: int = 0
    caption: Callable[[int], np.ndarray] | None = None


@dataclass(frozen=True)
class Origin:
    """What made pictures: the network, the settings, the changes; of a filling also what it was given, and how.

    ``before`` and ``beginning`` as in :class:`app.params.path.RunPath`.
    """

    info: ModelInfo
    settings: SampleSettings
    changes: tuple[tuple[int, LiveParams], ...]
    extra: dict[str, Any]
    filled: tuple[InpaintSettings, Repainted] | None = None
    before: tuple[Leg, ...] = ()
    beginning: OwnPicture | None = None


Sides = tuple[np.ndarray, ...]
"""What is seen of a step: x, its estimate, or both, each uint8 [B, H, W, C]."""


@dataclass(frozen=True, eq=False)
class PictureExport:
    """Pictures of the samples at ``positions`` of each step; ``indices`` are their numbers.

    Several ``steps`` are columns, and each sample a row (two, where both sides are seen), with ``colours`` uint8
    [columns, 3] below. ``inputs``: a filling's source and masked input stand first.
    """

    steps: tuple[Sides, ...]
    positions: tuple[int, ...]
    indices: tuple[int, ...]
    origin: Origin
    look: GridLook = GridLook()
    inputs: bool = False
    colours: np.ndarray | None = None

    def sides(self) -> Sides:
        """The chosen pictures of the last step, each side uint8 [N, H, W, C]."""
        return tuple(side[list(self.positions)] for side in self.steps[-1])

    def strip(self) -> np.ndarray:
        """The chosen pictures of all steps, sample by sample and side by side, uint8 [N, H, W, C]."""
        return np.stack([side[p] for p in self.positions for k in range(len(self.steps[0])) for side in self._row(k)])

    def _row(self, k: int) -> list[np.ndarray]:
        return [sides[k] for sides in self.steps]


@dataclass(frozen=True, eq=False)
class RunFilm:
    """A film of a run: ``shots`` are what is seen in each of its frames, at ``places`` from 0 to 1 of the run's axis.

    ``colours`` are those of the axis, uint8 [N, 3]. ``positions`` and ``inputs`` as in :class:`PictureExport`.
    """

    shots: tuple[Sides, ...]
    places: tuple[float, ...]
    colours: np.ndarray
    positions: tuple[int, ...]
    origin: Origin
    look: GridLook = GridLook()
    seconds: float = 5.0
    inputs: bool = False

    @property
    def delay_ms(self) -> float:
        """How long a frame is seen."""
        return 1000 * self.seconds / len(self.places)


@dataclass(frozen=True)
class StepsExport:
    """The numbers of the steps of a run of ``sampler``."""

    steps: tuple[Progress, ...]
    sampler: Sampler


@dataclass(frozen=True)
class PlotsExport:
    """The plots of a run: ``draw`` makes a picture uint8 [H, W, 3]; ``write`` SVG, given what it says about itself."""

    draw: Callable[[], np.ndarray]
    write: Callable[[str], bytes]
    origin: Origin


@dataclass(frozen=True, eq=False)
class MaskExport:
    """A mask bool [H, W], True = regenerated."""

    mask: np.ndarray


@dataclass(frozen=True)
class ViewExport:
    """What the laboratory shows: ``draw`` makes it, uint8 [H, W, 3]; ``document`` is what it says about itself."""

    draw: Callable[[], np.ndarray]
    document: dict[str, Any]


@dataclass(frozen=True, eq=False)
class ParticlesExport:
    """The places [N, 2] of particles, their density, and what else is to be known."""

    places: np.ndarray
    density: DensitySettings
    document: dict[str, Any]


@dataclass(frozen=True)
class FieldExport:
    """A field to be computed, with the learned score beside the exact one if there is a network, and its flow."""

    density: DensitySettings
    settings: FieldSettings
    network: LearnedScore | None = None
    flow: FlowRequest | None = None


@dataclass(frozen=True)
class SweepExport:
    """The table of a sweep: ``draw`` makes it, uint8 [H, W, 3]; ``origin`` is what its cells have in common."""

    draw: Callable[[], np.ndarray]
    origin: Origin


@dataclass(frozen=True)
class NumbersExport:
    """A table of numbers, the header first."""

    rows: tuple[list[float | int | str], ...]


Export = (
    PictureExport | RunFilm | StepsExport | PlotsExport | MaskExport | ViewExport | Film | ParticlesExport | FieldExport
    | SweepExport | NumbersExport
)  # fmt: skip
