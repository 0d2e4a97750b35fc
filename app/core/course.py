"""A run that goes on from another: the way there is gone again, or taken up at a point kept of it, with the same bits.

A course is made of legs (:class:`app.params.path.Leg`). Between two of them everything may change: parameters, sampler,
noise levels, seed, what is filled, and from one sample many may go on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import torch
from torch import Tensor

from app.core.inpainting import Filling, ReadKnown
from app.core.noise import NoiseSource, SampleNoise
from app.core.samplers import State
from app.core.sampling import Replay, starting_point, walk_from
from app.core.types import ScoreModel, Step
from app.core.walk import BranchPoint, Position, Walk
from app.params.path import Leg, OwnPicture
from app.params.samplers import ROWS

T = TypeVar("T")

CLOSE = 1e-9
"""Relative difference below which two noise levels are the same."""


@dataclasses.dataclass(frozen=True)
class Course:
    """The legs of a run, the last of which is the run's own; ``beginning`` where it does not start from noise."""

    legs: tuple[Leg, ...]
    beginning: OwnPicture | None = None

    @property
    def begun(self) -> int:
        """How many evaluations are made before the run's own part."""
        return self.legs[-2].until if len(self.legs) > 1 else 0

    def slices(self, first: int, size: int, *, whole: bool = False) -> list[tuple[int, int]]:
        """Which samples of each leg are needed for those of the last one, as first and size.

        Where all come from one sample, those that go through the network together with it: its result depends on them
        by rounding. ``whole``: all of a leg's.
        """
        found = [(first, size)]
        for leg in reversed(self.legs[:-1]):
            if leg.sample is not None:
                batch = len(leg.indices) if whole else leg.settings.batch_size
                first = leg.indices.index(leg.sample) // batch * batch
                size = min(batch, len(leg.indices) - first)
            found.append((first, size))
        return found[::-1]


class Journey:
    """Goes a course for the samples ``first`` to ``first + size - 1`` of its last leg.

    ``model_for`` gives the network as a leg uses it. ``read_known`` says what is filled, of the evaluation that
    ``on_way`` was told of last: it is called before each evaluation of the legs before, with the number of those done.
    """

    def __init__(
        self, course: Course, model_for: Callable[[Leg], ScoreModel], first: int, size: int, *,
        read_known: ReadKnown | None = None, on_way: Callable[[int], None] = lambda _: None, whole: bool = False,
    ) -> None:  # fmt: skip
        self._course, self._model_for = course, model_for
        self._read_known, self._on_way = read_known, on_way
        self._slices = course.slices(first, size, whole=whole)

    def begin(self) -> Walk:
        """The walk at the start of the first leg."""
        leg, settings = self._course.legs[0], self._course.legs[0].settings
        model, noise = self._model_for(leg), self._noise(0)
        start = self._course.beginning
        x = starting_point(model, settings, noise) if start is None else _from_picture(model, leg, start, noise)
        walk = self._walk(leg, x, noise)
        if start is not None:
            walk.position = Position(level=min(start.level, len(settings.noise_levels) - 1))
        return walk

    def take_up(self, point: BranchPoint) -> Walk:
        """The walk at a point kept of the course: all noise drawn by then is drawn again."""
        done = point.position.index
        place = next(
            (k for k, leg in enumerate(self._course.legs[:-1]) if done <= leg.until), len(self._course.legs) - 1
        )
        source = max((k for k in range(1, place + 1) if self._fresh(k)), default=0)  # the leg whose noise it is
        leg = self._course.legs[place]
        noise = self._noise(source)
        if source == 0 and self._course.beginning is None:
            starting_point(self._model_for(leg), self._course.legs[0].settings, noise)
        elif source == 0:
            noise.normal()
        point = moved(point, self._model_for(leg).device)
        walk = self._walk(leg, point.state.x, noise)
        self._on_way(max(0, done - 1))
        walk.restore(point)
        self._on_way(done)
        return walk

    def rejoin(self, walk: Walk) -> Iterator[tuple[Walk, Step | None]]:
        """Go from where ``walk`` is to where the last leg begins.

        Yields the walk with each step made, and at last the one that goes on in the last leg, with None. Raises
        ValueError if a leg ends before the next one begins.
        """
        legs, done = self._course.legs, walk.position.index
        place = next((k for k, leg in enumerate(legs[:-1]) if done <= leg.until), len(legs) - 1)
        for k in range(place, len(legs) - 1):
            leg = legs[k]
            read = Replay(leg.settings, leg.changes, walk.position.index)
            while walk.position.index < leg.until:
                self._on_way(walk.position.index)
                step = walk.step(read())
                if step is None:
                    raise ValueError(f"the run ends before {leg.until} evaluations: nothing can go on from there")
                yield walk, step
            walk = self._turn(walk, k + 1)
        self._on_way(walk.position.index)
        yield walk, None

    def _fresh(self, k: int) -> bool:
        """Whether leg ``k`` has noise of its own."""
        before, leg = self._course.legs[k - 1], self._course.legs[k]
        return before.settings.seed != leg.settings.seed or before.sample is not None

    def _noise(self, k: int) -> SampleNoise:
        leg, (first, size) = self._course.legs[k], self._slices[k]
        model = self._model_for(leg)
        return SampleNoise(
            leg.settings.seed, model.shape, indices=leg.indices[first : first + size], device=model.device
        )

    def _walk(self, leg: Leg, x: Tensor, noise: NoiseSource) -> Walk:
        filling = None
        if leg.inpainting is not None:
            if self._read_known is None:
                raise ValueError("this run fills something: say what")
            filling = Filling(leg.inpainting, self._read_known)
        return walk_from(x, self._model_for(leg), leg.settings, noise, filling)

    @torch.inference_mode()
    def _turn(self, walk: Walk, k: int) -> Walk:
        """The walk that goes on in leg ``k``; the same one where that asks for nothing else."""
        before, leg = self._course.legs[k - 1], self._course.legs[k]
        if _way(before) == _way(leg) and not self._fresh(k):
            return walk
        point = walk.save()
        if before.sample is not None:
            row, count = before.indices.index(before.sample) - self._slices[k - 1][0], self._slices[k][1]
            point = mapped(point, lambda tensor: _many(tensor, row, len(walk.state.x), count))
        noise: NoiseSource = self._noise(k) if self._fresh(k) else walk.noise
        draws = 0 if self._fresh(k) else point.draws
        new = self._walk(leg, point.state.x, noise)
        position, state = point.position, point.state
        if _way(before)[:2] != _way(leg)[:2]:
            position, state = _position(walk, before, leg), State(state.x)
        new.resume(dataclasses.replace(point, position=position, state=state, draws=draws, pending=None))
        return new


def _way(leg: Leg) -> tuple[object, ...]:
    """What a walk is made for, besides its noise."""
    settings = leg.settings
    return settings.sampler, settings.noise_levels, settings.denoise or leg.inpainting is not None, leg.inpainting


def _position(walk: Walk, before: Leg, leg: Leg) -> Position:
    """Where another sampler, or one of other levels, goes on: at the level that the noise in x belongs to.

    A sampler whose steps lead from a sigma to the next begins at the sigma that x has; Langevin dynamics at the first
    one below, if x was already at rest at its own.
    """
    now, old, new = walk.position, ROWS[before.settings.sampler], ROWS[leg.settings.sampler]
    levels = leg.settings.noise_levels
    if now.denoised or now.level >= len(walk.sigmas):
        return dataclasses.replace(now, level=len(levels), repeat=0, step=0)
    over = now.step >= old.steps(before.params_at(now.index - 1))
    sigma = walk.sigmas[now.level]
    if walk.state.sigma is not None:
        sigma = walk.state.sigma
    elif over and old.one_step:
        sigma = walk.sigmas[min(now.level + 1, len(walk.sigmas) - 1)]
    at_rest = over and not old.one_step and not new.one_step
    limit = sigma * (1 - CLOSE) if at_rest else sigma * (1 + CLOSE)
    level = next((k for k, value in enumerate(levels) if value <= limit), len(levels))
    same = before.settings.noise_levels == levels and not over and old.one_step == new.one_step
    return Position(level, 0, now.step if same and not new.one_step else 0, now.index)


def _from_picture(model: ScoreModel, leg: Leg, start: OwnPicture, noise: SampleNoise) -> Tensor:
    """The picture in the network's data space with noise of its level, once for each sample."""
    picture = torch.from_numpy(start.picture)[None].to(model.device)
    levels = leg.settings.noise_levels
    sigma = levels[min(start.level, len(levels) - 1)]
    with torch.inference_mode():
        return torch.add(model.from_pixels(picture), noise.normal(), alpha=sigma)


def _many(tensor: Tensor, row: int, batch: int, count: int) -> Tensor:
    if tensor.dim() == 0 or len(tensor) != batch:
        return tensor
    return tensor[row : row + 1].repeat(count, *[1] * (tensor.dim() - 1))


def mapped(thing: T, function: Callable[[Tensor], Tensor]) -> T:
    """The same tuples and dataclasses with another tensor for each tensor in them."""
    found: Any = thing
    if isinstance(thing, Tensor):
        found = function(thing)
    elif isinstance(thing, tuple):
        parts: Sequence[Any] = [mapped(part, function) for part in thing]
        found = type(thing)(*parts) if hasattr(thing, "_fields") else tuple(parts)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        fields = {f.name: mapped(getattr(thing, f.name), function) for f in dataclasses.fields(thing)}
        found = dataclasses.replace(thing, **fields)
    return found  # type: ignore[no-any-return]


def tensors_in(thing: object) -> Iterator[Tensor]:
    """All tensors in tuples and dataclasses."""
    if isinstance(thing, Tensor):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from tensors_in(part)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from tensors_in(getattr(thing, field.name))


def moved(point: BranchPoint, device: torch.device | str) -> BranchPoint:
    """The same on another device; itself where it is there."""
    there = torch.device(device)
    if all(tensor.device == there for tensor in tensors_in(point)):
        return point
    return mapped(point, lambda tensor: tensor.to(there))


TENSOR_BYTES = 512
"""What a tensor takes beside its numbers."""


def size_of(point: BranchPoint) -> int:
    """Bytes that its tensors take, the objects that they are among them."""
    return sum(tensor.nbytes + TENSOR_BYTES for tensor in tensors_in(point))
