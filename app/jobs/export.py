"""Everything that is exported: composed in one way for window and command line, and written with its record inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.io.animation import FILMS
from app.io.atomic import write_bytes
from app.io.images import save_mask
from app.io.inpainting import inpainting_extra
from app.io.lab import save_arrays, view_texts
from app.io.pictures import BACKGROUND, PICTURES, compose_grid, enlarge, grid_scale, save_samples
from app.io.records import RunRecord
from app.io.tables import save_csv
from app.jobs.films import run_frames
from app.jobs.lab.files import write_field
from app.jobs.lab.film import film_frames
from app.jobs.layout import barred, captioned, compose
from app.params import LiveParams
from app.params.export import (
    Content,
    Export,
    ExportRow,
    FieldExport,
    MaskExport,
    NumbersExport,
    Origin,
    ParticlesExport,
    PictureExport,
    PlotsExport,
    RunFilm,
    StepsExport,
    SweepExport,
    ViewExport,
)
from app.params.lab.run import Film
from app.params.repaint import Known
from app.params.run import Progress, Tell
from app.params.samplers import ROWS
from app.params.settings import live_keys, plain
from app.params.tiles import tiled


@dataclass(frozen=True)
class Target:
    """Where to write: as the row says, to ``path``. ``check`` may raise to cancel, ``tell`` is told of progress."""

    row: ExportRow
    path: str
    check: Callable[[], None] = lambda: None
    tell: Tell = lambda _: None


def write(target: Target, what: Export) -> list[str]:
    """Write what a workspace has handed over; the paths written. Raises WriteError."""
    return WRITERS[target.row.content](target, what) or [target.path]


def record_of(origin: Origin) -> RunRecord:
    """The record of what made a picture; of a filling with what it was given."""
    extra = origin.extra if origin.filled is None else origin.extra | inpainting_extra(*origin.filled)
    return RunRecord.of(
        origin.info, origin.settings, changes=origin.changes, extra=extra, before=origin.before,
        beginning=origin.beginning,
    )  # fmt: skip


def _filled(origin: Origin, inputs: bool) -> Known | None:
    """What was filled, if that is to be seen."""
    return origin.filled[1].last if origin.filled is not None and inputs else None


def _write_grid(target: Target, what: PictureExport) -> None:
    image = compose(what.sides(), what.look, _filled(what.origin, what.inputs))
    PICTURES[target.row.ending](target.path, image, record_of(what.origin).texts())


def _write_strip(target: Target, what: PictureExport) -> None:
    """The colour of each column's noise level stands below it."""
    frames, look, columns = what.strip(), what.look, len(what.steps)
    scale = look.scale or grid_scale(frames.shape[1], frames.shape[2], len(frames), columns)
    image = compose_grid(frames, columns, look.padding, scale)
    if what.colours is not None:
        image = barred(image, what.colours)
    PICTURES[target.row.ending](target.path, captioned(image, look), record_of(what.origin).texts())


def _write_samples(target: Target, what: PictureExport) -> list[str]:
    pairs = (tiled(np.stack(both), len(both), gap=1, background=BACKGROUND) for both in zip(*what.sides(), strict=True))
    large = (enlarge(pair, what.look.scale or 1) for pair in pairs)
    paths = save_samples(target.path, large, record_of(what.origin), what.indices, target.row.ending)
    return [str(path) for path in paths]


SVG = ".svg"

MEASURED = ("evaluation", "level", "step", "sigma", "alpha", "eta", "score_norm", "snr")
"""As in the paper's Algorithm 1: alpha = epsilon sigma_i^2 / sigma_L^2, eta = alpha / sigma_i^2; all counted from 1."""


def _write_steps(target: Target, what: StepsExport) -> None:
    """One line an evaluation: what was measured, then what could be changed before it."""
    keys = [key for key in live_keys(LiveParams) if not ROWS[what.sampler].lacks(key)]
    save_csv(target.path, (*MEASURED, *keys), (_row(p, keys) for p in what.steps))


def _row(p: Progress, keys: Sequence[str]) -> list[float | int | str]:
    """The denoising step has no level, and none of the sizes of a Langevin step."""
    place: list[float | int | str] = ["", ""] if p.denoising else [p.level + 1, p.step + 1]
    alpha, eta, snr = (None, None, None) if p.denoising else (p.alpha, p.eta, p.snr)
    sizes = [p.sigma, alpha, eta, p.score_norm, snr]
    settings = [plain(getattr(p.params, key)) for key in keys]
    return [p.done, *place, *("" if size is None else size for size in sizes), *settings]


def _write_plots(target: Target, what: PlotsExport) -> None:
    record = record_of(what.origin)
    if target.row.ending == SVG:
        write_bytes(target.path, what.write(record.to_json()))
    else:
        PICTURES[target.row.ending](target.path, what.draw(), record.texts())


def _write_mask(target: Target, what: MaskExport) -> None:
    save_mask(target.path, what.mask)


def _write_view(target: Target, what: ViewExport) -> None:
    PICTURES[target.row.ending](target.path, what.draw(), view_texts(what.document))


def _write_film(target: Target, what: Film | RunFilm) -> None:
    if isinstance(what, Film):
        frames, comment = film_frames(what, target.check, target.tell), what.comment
    else:
        frames = run_frames(what, _filled(what.origin, what.inputs), target.check, target.tell)
        comment = record_of(what.origin).film_text()
    FILMS[target.row.ending](target.path, frames, delay_ms=what.delay_ms, comment=comment)


def _write_particles(target: Target, what: ParticlesExport) -> None:
    """``particles`` float32 [N, 2], as the command ``particles`` writes them."""
    settings = {"density": what.density.to_dict(), **what.document}
    save_arrays(target.path, settings, particles=what.places.astype(np.float32))


def _write_field(target: Target, what: FieldExport) -> None:
    """The arrays that the command ``field`` writes. Raises SettingError, too, for a sigma that cannot be."""
    write_field(target.path, what.density, what.settings, what.network, what.flow)


def _write_sweep(target: Target, what: SweepExport) -> None:
    PICTURES[target.row.ending](target.path, what.draw(), record_of(what.origin).texts())


def _write_numbers(target: Target, what: NumbersExport) -> None:
    save_csv(target.path, [str(word) for word in what.rows[0]], what.rows[1:])


WRITERS: dict[Content, Callable[[Target, Any], list[str] | None]] = {
    Content.GRID: _write_grid,
    Content.LEVELS: _write_strip,
    Content.SAMPLES: _write_samples,
    Content.STEPS: _write_steps,
    Content.MASK: _write_mask,
    Content.VIEW: _write_view,
    Content.FILM: _write_film,
    Content.PARTICLES: _write_particles,
    Content.FIELD: _write_field,
    Content.SWEEP: _write_sweep,
    Content.NUMBERS: _write_numbers,
    Content.PLOTS: _write_plots,
}
"""What writes each kind of content; the answer are the paths, if there are others than the one asked for."""
