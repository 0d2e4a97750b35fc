"""The known pixels of an inpainting run, and how they were repainted while it went on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

HISTORY_BYTES = 4 * 2**20
"""What the repaintings of one run may hold before they are compressed; beyond it only the last state is kept."""

PATCH_BYTES = 32
"""What a patch costs beside its pixels, roughly."""


@dataclass(frozen=True, eq=False)
class Known:
    """What a run is to fill: ``source`` float32 [C, H, W] in [0, 1], ``mask`` bool [H, W], True = regenerated."""

    source: np.ndarray
    mask: np.ndarray


@dataclass(frozen=True, eq=False)
class Patch:
    """Pixels [..., h, w] that took effect at (``top``, ``left``) after ``evaluation`` evaluations of the network."""

    evaluation: int
    top: int
    left: int
    pixels: np.ndarray

    @property
    def nbytes(self) -> int:
        """Roughly what a record needs for it: a bit a pixel of a mask, a byte a value of a picture."""
        size = self.pixels.size
        return PATCH_BYTES + (-(-size // 8) if self.pixels.dtype == bool else size)

    def apply(self, pixels: np.ndarray) -> np.ndarray:
        """A copy of ``pixels`` [..., H, W] with the patch in it."""
        new = pixels.copy()
        self.paint(new)
        return new

    def paint(self, pixels: np.ndarray) -> None:
        """Put the patch into ``pixels`` [..., H, W] itself."""
        height, width = self.pixels.shape[-2:]
        pixels[..., self.top : self.top + height, self.left : self.left + width] = self.pixels


@dataclass(frozen=True, eq=False)
class Track:
    """An array [..., H, W] as it was painted on during a run: ``first``, and the patches in order."""

    first: np.ndarray
    patches: tuple[Patch, ...] = ()

    @property
    def last(self) -> np.ndarray:
        """The last state."""
        pixels = self.first.copy()
        for patch in self.patches:
            patch.paint(pixels)
        return pixels


@dataclass(frozen=True)
class Repainted:
    """Source and mask of a run, from its start to its end.

    ``dropped`` is the number of repaintings where there were more than is kept: then only the last state is known.
    """

    source: Track
    mask: Track
    dropped: int = 0

    @classmethod
    def still(cls, known: Known, dropped: int = 0) -> Repainted:
        """Nothing was painted on, or nothing but the last state is known."""
        return cls(Track(known.source), Track(known.mask), dropped)

    @property
    def changes(self) -> int:
        """How many repaintings can be repeated."""
        return len({patch.evaluation for track in (self.source, self.mask) for patch in track.patches})

    @property
    def last(self) -> Known:
        """What the finished pictures hold."""
        return Known(self.source.last, self.mask.last)


def up_to(repainted: Repainted, evaluations: int) -> Repainted:
    """What was given to the first ``evaluations`` evaluations."""
    source, mask = (
        Track(track.first, tuple(p for p in track.patches if p.evaluation < evaluations))
        for track in (repainted.source, repainted.mask)
    )
    return Repainted(source, mask, repainted.dropped)


def then(repainted: Repainted, later: Repainted, evaluations: int) -> Repainted:
    """As ``repainted`` for so many evaluations, and as ``later`` after them."""
    first = up_to(repainted, evaluations)
    source, mask = (
        Track(one.first, (*one.patches, *(p for p in other.patches if p.evaluation >= evaluations)))
        for one, other in ((first.source, later.source), (first.mask, later.mask))
    )
    return Repainted(source, mask, max(repainted.dropped, later.dropped))


def changed_at(repainted: Repainted, other: Repainted, evaluations: int) -> Repainted:
    """As ``repainted`` for so many evaluations; then what ``other`` begins with, where that is something else."""
    pairs = ((repainted.source, other.source), (repainted.mask, other.mask))
    if all(len(one.patches) == len(new.patches) and np.array_equal(one.first, new.first) for one, new in pairs):
        return then(repainted, other, evaluations)
    tracks = []
    for one, new in pairs:
        kept = Track(one.first, tuple(p for p in one.patches if p.evaluation < evaluations))
        wanted = one.last if np.array_equal(one.first, new.first) else new.first
        patch = changed(evaluations, kept.last, wanted)
        tracks.append(Track(kept.first, (*kept.patches, patch)) if patch is not None else kept)
    return Repainted(tracks[0], tracks[1], repainted.dropped)


class Player:
    """Repeats what a run was given: the known pixels after so many evaluations, asked for in rising order."""

    def __init__(self, repainted: Repainted) -> None:
        self._waiting = [list(repainted.source.patches), list(repainted.mask.patches)]
        self._known = Known(repainted.source.first, repainted.mask.first)

    def missed(self, evaluation: int) -> list[int]:
        """The evaluations before ``evaluation`` at which something changes that was not asked for yet."""
        return sorted({p.evaluation for waiting in self._waiting for p in waiting if p.evaluation < evaluation})

    def known_at(self, evaluation: int) -> Known:
        """What is in force for the evaluation that follows ``evaluation`` others; the same object while unchanged."""
        source, mask = self._known.source, self._known.mask
        for waiting, is_mask in zip(self._waiting, (False, True), strict=True):
            while waiting and waiting[0].evaluation <= evaluation:
                patch = waiting.pop(0)
                if is_mask:
                    mask = patch.apply(mask)
                else:
                    source = patch.apply(source)
        if source is not self._known.source or mask is not self._known.mask:
            self._known = Known(source, mask)
        return self._known


class Recorder:
    """Notes what a run is given, as far as ``budget`` bytes go; after that only the last state and the count."""

    def __init__(self, budget: int = HISTORY_BYTES) -> None:
        self._budget = budget
        self._first: Known | None = None
        self.last: Known | None = None
        self._sources: list[Patch] = []
        self._masks: list[Patch] = []
        self._used = 0
        self._changes = 0

    def note(self, evaluation: int, known: Known) -> tuple[bool, bool]:
        """``known`` acts after ``evaluation`` evaluations: whether (source, mask) differ from what acted before."""
        before = self.last
        if before is None:
            self._first = self.last = known
            return False, False
        if known is before:
            return False, False
        source = None if known.source is before.source else changed(evaluation, before.source, known.source)
        mask = None if known.mask is before.mask else changed(evaluation, before.mask, known.mask)
        self.last = known
        self._changes += source is not None or mask is not None
        for patch, patches in ((source, self._sources), (mask, self._masks)):
            if patch is not None:
                self._used += patch.nbytes
                patches.append(patch)
        if not self.complete:
            self._sources.clear()
            self._masks.clear()
        return source is not None, mask is not None

    @property
    def complete(self) -> bool:
        """Whether everything fitted."""
        return self._used <= self._budget

    def repainted(self) -> Repainted | None:
        """All that was noted; None before the first."""
        if self._first is None or self.last is None:
            return None
        if not self.complete:
            return Repainted.still(self.last, self._changes)
        sources, masks = Track(self._first.source, tuple(self._sources)), Track(self._first.mask, tuple(self._masks))
        return Repainted(sources, masks)


def changed(evaluation: int, before: np.ndarray, after: np.ndarray) -> Patch | None:
    """The smallest patch that makes ``after`` of ``before`` (both [..., H, W]); None if they are the same."""
    different = (before != after).reshape(-1, *after.shape[-2:]).any(axis=0)
    rows, columns = np.flatnonzero(different.any(axis=1)), np.flatnonzero(different.any(axis=0))
    if len(rows) == 0:
        return None
    top, left = int(rows[0]), int(columns[0])
    box = after[..., top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    return Patch(evaluation, top, left, box.copy())
