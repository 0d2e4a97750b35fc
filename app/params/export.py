"""What can be exported: a row each. The window's dialog and what it writes are made from the rows.

A row says what is written (``content``) and as what (``ending``). :data:`app.jobs.export.WRITERS` prepares each kind of
content; pictures and films are then written by the format of that ending in :mod:`app.io`.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import numpy as np

from app.params.inpainting import InpaintSettings
from app.params.lab.density import DensitySettings
from app.params.lab.fields import FieldSettings
from app.params.lab.run import Film, LearnedScore
from app.params.model import ModelInfo
from app.params.path import Leg, OwnPicture
from app.params.repaint import Repainted
from app.params.run import Progress
from app.params.samplers import LiveParams, Sampler
from app.params.sampling import SampleSettings
from app.params.settings import Settings, setting


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


class Need(Enum):
    """What must be there for it; a workspace tells whether it is."""

    NOTHING = "nothing"
    RUN = "run"
    ONE_PANEL = "one panel"
    TWO_PANELS = "two panels"


@dataclass(frozen=True)
class ExportOptions(Settings):
    """How an exported picture is to look; 0 leaves it to the program."""

    estimate: bool = setting(
        False, "&Showing", choices=(
            (False, "x, as the sampler has it", ""), (True, "the denoised estimate x + σ² s(x, σ)", ""),
        ),
    )  # fmt: skip
    only_marked: bool = setting(False, "&Which", tip="only the {0} marked of {1} samples")
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
    from 0, where it is about one of several.
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


PICTURES, LAB, SWEEP = ("sample", "inpaint"), ("lab",), ("sweep",)
WHICH = ("estimate", "only_marked")
LOOK = ("padding", "scale", "caption")
RESTORES = "The PNG carries all settings: drop it on the window to bring them back."
PLACES = "The array “particles”, float32 [N, 2], as the command score-explorer particles writes it."

EXPORTS = {
    row.key: row
    for row in (
        ExportRow("grid", Content.GRID, "The grid, one PNG", ".png", RESTORES, PICTURES, Need.RUN,
                  (*WHICH, "columns", "rows", *LOOK)),
        ExportRow("levels", Content.LEVELS, "The noise levels, one PNG: a row a sample", ".png", RESTORES, PICTURES,
                  Need.RUN, (*WHICH, *LOOK), stem="-levels"),
        ExportRow("samples", Content.SAMPLES, "Each sample as a PNG of its own", ".png",
                  "One file a sample, sample-0000.png and so on; each carries all settings.", PICTURES, Need.RUN, WHICH,
                  stem="-samples", folder=True),
        ExportRow("steps", Content.STEPS, "The numbers of the steps (CSV)", ".csv",
                  "A line a step, with what was changed during the run.", PICTURES, Need.RUN, stem="-steps"),
        ExportRow("mask", Content.MASK, "The mask, one PNG", ".png", "White pixels are those to be regenerated.",
                  ("inpaint",), stem="-mask"),
        ExportRow("view", Content.VIEW, "The view (PNG)", ".png",
                  "As it is seen, twice as large, with the experiment inside: drop it on the window to go back.", LAB),
        ExportRow("film", Content.FILM, "The run as an animation (GIF)", ".gif",
                  "The run is done again, with all changes made on the way, and drawn in a hundred frames.", LAB,
                  Need.RUN, slow=True),
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


@dataclass(frozen=True)
class PictureExport:
    """Pictures of the samples at ``positions`` of each batch uint8 [B, H, W, C]; ``indices`` are their numbers.

    Several batches are columns, and each sample a row. ``inputs``: a filling's source and masked input stand first.
    """

    batches: tuple[np.ndarray, ...]
    positions: tuple[int, ...]
    indices: tuple[int, ...]
    origin: Origin
    look: GridLook = GridLook()
    inputs: bool = False

    def frames(self) -> np.ndarray:
        """The chosen pictures in the order of the grid, uint8 [N, H, W, C]."""
        chosen = [batch[list(self.positions)] for batch in self.batches]
        return chosen[0] if len(chosen) == 1 else np.stack(chosen, axis=1).reshape(-1, *chosen[0].shape[1:])


@dataclass(frozen=True)
class StepsExport:
    """The numbers of the steps of a run of ``sampler``."""

    steps: tuple[Progress, ...]
    sampler: Sampler


@dataclass(frozen=True)
class MaskExport:
    """A mask bool [H, W], True = regenerated."""

    mask: np.ndarray


@dataclass(frozen=True)
class ViewExport:
    """What the laboratory shows: ``draw`` makes it, uint8 [H, W, 3]; ``document`` is what it says about itself."""

    draw: Callable[[], np.ndarray]
    document: dict[str, Any]


@dataclass(frozen=True)
class ParticlesExport:
    """The places [N, 2] of particles, their density, and what else is to be known."""

    places: np.ndarray
    density: DensitySettings
    document: dict[str, Any]


@dataclass(frozen=True)
class FieldExport:
    """A field to be computed, with the learned score beside the exact one if there is a network."""

    density: DensitySettings
    settings: FieldSettings
    network: LearnedScore | None = None


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
    PictureExport | StepsExport | MaskExport | ViewExport | Film | ParticlesExport | FieldExport | SweepExport
    | NumbersExport
)  # fmt: skip
