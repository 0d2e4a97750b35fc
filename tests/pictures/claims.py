"""What the lessons say of a step, looked up in the running program after the step has been set up there.

The same claims are tested without a window, more of them and with closed forms, in tests/unit/test_lessons_*.py.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Look = Callable[[Any], Any]
"""What is looked up in a workspace."""


@dataclass(frozen=True)
class Claim:
    """``found`` is read off the workspace once it is ``ready``, and ``holds`` says whether it is as the text has it."""

    ready: Look
    found: Look
    holds: Callable[[Any], bool]


def after(steps: int) -> Look:
    """Whether the particles, and their numbers, are so many steps on, or at their end."""

    def ready(lab: Any) -> bool:
        row = lab.run.numbers[-1] if lab.run.numbers else ()
        frame = lab.run.frame
        panels = frame.panels if frame is not None else ()
        return bool(row) and all(n.index >= min(steps, p.total) for n, p in zip(row, panels, strict=True))

    return ready


def numbers(lab: Any) -> Any:
    """The newest numbers of each panel."""
    return lab.run.numbers[-1]


def variances(lab: Any) -> list[float]:
    """The mean variance of the two directions, of each panel."""
    return [(n.covariance[0][0] + n.covariance[1][1]) / 2 for n in numbers(lab)]


def shares(lab: Any) -> list[tuple[float, ...]]:
    """In each part of the density, of each panel."""
    return [tuple(n.shares) for n in numbers(lab)]


def heavier(lab: Any) -> list[float]:
    """The share of the heavier mode in each panel."""
    return [n.shares[int(np.argmax(n.weights))] for n in numbers(lab)]


def temperatures(lab: Any) -> list[float]:
    """What the velocities read, in each panel, and the time."""
    return [*(n.kinetic_temperature for n in numbers(lab)), numbers(lab)[-1].time]


def places(lab: Any) -> Any:
    """Of the particles of the first panel."""
    return lab.run.frame.panels[0].places


def drawn(lab: Any) -> bool:
    """Whether the field has been computed."""
    return bool(lab.fields.arrays)


def trained(steps: int) -> Look:
    """Whether the network has learned so long, or has stopped."""

    def ready(lab: Any) -> bool:
        frame = lab.training.frame
        return frame is not None and (frame.step >= steps or not lab.training.phase.active)

    return ready


def loss(lab: Any) -> float:
    """The last loss of the training."""
    return float(lab.training.frame.loss)


def evaluated(times: int) -> Look:
    """Whether a run of pictures is so many evaluations on, or over."""

    def ready(work: Any) -> bool:
        run = work.run
        done = run.frame is not None and run.frame.run_id == run.run_id
        return done and (run.frame.progress.done >= times or run.reason is not None)

    return ready


def spread(work: Any) -> float:
    """How far the pictures of the estimate differ from each other: the largest deviation of a pixel, from 0 to 1."""
    return float(work.run.frame.estimate.astype(float).std(axis=0).max() / 255)


def bright(work: Any) -> float:
    """The part of bright pixels in the estimate: of digits about an eighth."""
    return float((work.run.frame.estimate > 127).mean())


def levels(work: Any) -> tuple[float, float]:
    """How far the step size has fallen, and between what the signal-to-noise ratio has gone."""
    steps = [s for s in work.run.kept.steps if s.alpha is not None and not s.denoising][3:]
    ratios = [s.snr for s in steps]
    return steps[0].alpha / steps[-1].alpha, max(ratios) / min(ratios)


def eta(work: Any) -> float:
    """The step size that is set, in the variance of the last level."""
    return float(work.settings.value("epsilon") / work.settings.value("sigma_min") ** 2)


def known_half(work: Any) -> int:
    """How far the upper halves of the pictures differ, in grey levels."""
    x = work.run.frame.x[:, :14].astype(int)
    return int((x.max(axis=0) - x.min(axis=0)).max())


def near(said: float, by: float) -> Callable[[float], bool]:
    """Whether a number is as it was said."""
    return lambda value: abs(value - said) <= by


def known_right(work: Any) -> int:
    """The same of the right halves."""
    x = work.run.frame.x[:, :, 14:].astype(int)
    return int((x.max(axis=0) - x.min(axis=0)).max())


def pair(first: Callable[[float], bool], second: Callable[[float], bool]) -> Callable[[Any], bool]:
    """Whether the two panels' numbers are each as it was said."""
    return lambda values: first(values[0]) and second(values[1])


def inside(work: Any) -> Any:
    """What is seen inside of the network."""
    return work.inside.state.found


def looked_into(layer: str) -> Look:
    """Whether a run of pictures is over, and the layer was looked into for them."""

    def ready(work: Any) -> bool:
        over = evaluated(10**6)(work) and work.inside.idle
        return over and inside(work) is not None and inside(work).name == layer

    return ready


FIELD = Claim(drawn, lambda lab: float(np.isfinite(lab.fields.arrays[0].score).mean()), lambda part: part == 1)
DIGITS = Claim(evaluated(10**6), bright, lambda part: 0.05 < part < 0.3)
FLAT = Claim(evaluated(120), levels, pair(lambda fall: fall > 1.5, lambda wide: wide < 2.5))
HALF = Claim(evaluated(10**6), known_half, lambda apart: apart == 0)

CLAIMS: dict[tuple[int, int], Claim] = {
    (1, 1): Claim(evaluated(1), lambda work: float(work.run.frame.x.astype(float).std()), lambda wide: wide > 50),
    (1, 2): DIGITS,
    (1, 3): DIGITS,
    (1, 4): Claim(after(1), lambda lab: float(np.abs(places(lab)).max()), lambda far: far > 7),
    (2, 1): Claim(after(200), lambda lab: float(places(lab).std(axis=0).max()), lambda wide: wide == 0),
    (2, 2): Claim(after(1000), lambda lab: float(np.abs(places(lab)).max()), lambda far: far < 0.05),
    (2, 3): Claim(after(700), temperatures, pair(near(1, 0.2), lambda _: True)),
    (2, 4): Claim(after(1), lambda lab: float(np.abs(places(lab)).max()), lambda far: far < 1.8),
    (2, 5): Claim(after(300), temperatures, lambda t: abs(t[0] - 1) < 0.25 and
                  abs(t[1] / (1000 * (1 - math.exp(-t[2] / 1000))) - 1) < 0.25),
    (3, 1): Claim(after(200), lambda lab: [min(row[k].mean[0] for row in lab.run.numbers) for k in (0, 1)],
                  pair(lambda low: low < -0.3, lambda low: low > -0.2)),
    (3, 3): Claim(after(300), variances, lambda v: abs(v[0] / v[1] - 1) < 0.15),
    (4, 1): Claim(after(800), variances, lambda v: abs(v[0] - 40) < 6 and abs(v[1] / v[0] - 2) < 0.35),
    (4, 2): Claim(after(2000), variances, pair(near(40, 6), near(4, 0.6))),
    (4, 3): Claim(after(1000), lambda lab: [s[0] for s in shares(lab)], pair(near(0.8, 0.06), near(0.56, 0.06))),
    (4, 4): Claim(after(600), lambda lab: [s[1] for s in shares(lab)], lambda s: s[0] < 0.1 < s[1]),
    (5, 1): FIELD,
    (5, 2): Claim(after(400), lambda lab: numbers(lab)[0].energy_distance, lambda far: far < 0.4),
    (5, 3): FIELD,
    (5, 4): Claim(after(600), variances, pair(near(4, 0.6), near(1, 0.15))),
    (6, 1): FIELD,
    (6, 2): Claim(trained(10**6), loss, lambda value: value < -50),
    (6, 3): Claim(trained(120), loss, lambda value: value > -50),
    (7, 1): FIELD,
    (7, 3): Claim(after(1), lambda lab: float(np.abs(places(lab)).max()), lambda far: far > 5),
    (8, 1): FIELD,
    (8, 2): Claim(after(1000), heavier, lambda s: abs(s[0] - 0.5) < 0.06),
    (8, 3): Claim(after(1000), heavier, pair(near(0.5, 0.06), near(0.8, 0.06))),
    (8, 4): Claim(after(1000), heavier, lambda s: s[1] < 0.75),
    (9, 1): FIELD,
    (9, 2): FLAT,
    (9, 3): Claim(lambda _: True, eta, near(8, 0.01)),
    (9, 4): Claim(after(1000), heavier, pair(near(0.8, 0.06), near(0.8, 0.06))),
    (10, 1): Claim(evaluated(1), spread, lambda wide: wide < 0.1),
    (10, 3): Claim(looked_into("res1.0.conv1"), lambda work: inside(work).reach.size, lambda size: size == (5, 5)),
    (10, 4): Claim(looked_into("res4.1"), lambda work: inside(work).reach.half, lambda radius: radius > 8),
    (10, 5): Claim(looked_into("normalizer"), lambda work: inside(work).effect.gain[1, [0, -1]].tolist(),
                   pair(near(0.9, 0.1), near(4, 0.2))),
    (11, 1): FLAT,
    (11, 2): Claim(evaluated(120), spread, lambda wide: wide > 0.1),
    (11, 3): FLAT,
    (12, 1): HALF,
    (12, 2): Claim(evaluated(10**6), known_right, lambda apart: apart == 0),
    (13, 1): DIGITS,
    (13, 2): DIGITS,
}  # fmt: skip
"""(chapter, step), both counted from 1 -> what the program shows there."""
