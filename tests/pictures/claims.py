"""What the lessons say of a step, looked up in the running program after the step has been set up there.

The same claims are tested without a window, more of them and with closed forms, in tests/unit/test_lessons_*.py.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.params.lessons.chapter import Kind, Step
from app.state.lab.laboratory import Activity, PlaneTool

Look = Callable[[Any], Any]
"""What is looked up in a workspace."""


@dataclass(frozen=True)
class Claim:
    """``found`` is read off the workspace once it is ``ready``, and ``holds`` says whether it is as the text has it.

    Of a step that is only to be ``read`` both are given the window.
    """

    ready: Look
    found: Look
    holds: Callable[[Any], bool]
    read: bool = False


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


def as_computed(lab: Any) -> tuple[float, float]:
    """How far mean and variance are from what steps of Langevin dynamics in a bowl of variance 4 make of (5, 3)."""
    panel, settings = numbers(lab)[0], lab.run.experiment.settings[0]
    eta = settings.epsilon / 4
    left = (1 - eta / 2) ** panel.index
    variance = 4 / (1 - eta / 4) * (1 - left**2)
    apart = max(abs(mean - start * left) for mean, start in zip(panel.mean, (5, 3), strict=True))
    return apart / math.sqrt(variance / settings.count), abs(variances(lab)[0] / variance - 1)


def learned(steps: int) -> Look:
    """Whether the field has been computed with a network that has learned so long, or to the end."""

    def ready(lab: Any) -> bool:
        shown = lab.fields.request.network if lab.fields.request is not None else None
        return trained(steps)(lab) and shown is not None and shown.steps >= min(steps, lab.training.frame.total)

    return ready


def relative_error(places: tuple[tuple[float, float], ...], radius: float) -> Look:
    """Of the learned score within ``radius`` of any of the places, in lengths of the exact score."""

    def found(lab: Any) -> float:
        arrays = lab.fields.arrays[0]
        x, y = np.meshgrid(arrays.arrow_x, arrays.arrow_y)
        chosen = np.min([np.hypot(x - a, y - b) for a, b in places], axis=0) < radius
        sizes = [np.square(field)[chosen].sum() for field in (arrays.learned - arrays.score, arrays.score)]
        return math.sqrt(sizes[0] / sizes[1])

    return found


def bottoms(lab: Any) -> tuple[Any, ...]:
    """Of the training before, without noise, and of this one: the least loss that there can be, and the last loss."""
    bare, noisy = lab.training.before, lab.training.frame
    return bare.optimum, float(bare.loss), noisy.optimum, float(noisy.losses[-200:].mean())


def passes(work: Any) -> float:
    """How many times as long the filling takes as one of the same settings that goes through each level once."""
    return float(work.run.frame.progress.total / work.settings.valid.plan.total)


def fields(window: Any) -> tuple[str, int, int]:
    """The right answer of the step that is read, and how far three convolutions with and without dilation do see."""
    from tests.lessons import field_width

    question = window.learn.lessons.step.question
    return question.choices[question.right], field_width((1, 2, 4)), field_width((1, 1, 1))


PUBLISHED = {
    "SNGAN": 21.7, "NCSN": 25.32, "NCSNv2": 10.87, "DDPM": 3.17, "NCSN++": 2.20, "EDM": 1.97,
}  # fmt: skip
"""FID on CIFAR-10, unconditional, as its paper reports it: Miyato et al. 2018, table 2; Song and Ermon 2019, table 1;
Song and Ermon 2020, table 1; Ho et al. 2020, table 1; Song et al. 2021, table 3; Karras et al. 2022, table 2."""


def table(step: Step) -> dict[str, str]:
    """The rows of a step's table: the first word, and the last cell."""
    (lines,) = (block.lines for block in step.text if block.kind is Kind.TABLE)
    cells = [[cell.strip() for cell in line.split("|")] for line in lines[1:]]
    return {first.split(",")[0].split()[0]: last for first, *_, last in cells}


def as_published(rows: dict[str, str]) -> bool:
    """Whether each number is the published one, rounded as it is written."""
    return rows == {name: f"{value:.1f}" for name, value in PUBLISHED.items()}


def missing(window: Any) -> list[str]:
    """What the last step sends the reader to, and is not there: controls, the command, the folder of own chapters."""
    from app.cli import COMMANDS
    from app.io.places import own_lessons_folder

    window.show_workspace("lab")
    center = window.workspace.center
    there = {
        "learning": center.activities[Activity.LEARNING].isEnabled(),
        "draw": center.tools[PlaneTool.BRUSH].isEnabled(),
        "figure 3": center.figures["figure3"].isEnabled(),
        "train": "train" in COMMANDS,
        "folder": str(own_lessons_folder()) in window.learn.panel.chapters.own.text().replace("\u200b", ""),
    }
    return [name for name, found in there.items() if not found]


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
    (3, 2): Claim(after(300), as_computed, pair(lambda errors: errors < 4, lambda wide: wide < 0.2)),
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
    (6, 4): Claim(trained(10**6), bottoms, lambda b: b[0] is None and b[1] < -50 and abs(b[3] - b[2]) < 0.2),
    (7, 1): FIELD,
    (7, 2): Claim(learned(10**6), lambda lab: (relative_error(((5, 5), (-5, -5)), 2)(lab),
                                             relative_error(((0, 0),), 2.5)(lab)),
                  pair(lambda near_modes: near_modes < 0.1, lambda between: 0.5 < between < 1.2)),
    (7, 3): Claim(after(1), lambda lab: float(np.abs(places(lab)).max()), lambda far: far > 5),
    (7, 4): Claim(learned(600), relative_error(((0, 0),), 11), lambda error: error < 0.15),
    (8, 1): FIELD,
    (8, 2): Claim(after(1000), heavier, lambda s: abs(s[0] - 0.5) < 0.06),
    (8, 3): Claim(after(1000), heavier, pair(near(0.5, 0.06), near(0.8, 0.06))),
    (8, 4): Claim(after(1000), heavier, lambda s: s[1] < 0.75),
    (9, 1): FIELD,
    (9, 2): FLAT,
    (9, 3): Claim(lambda _: True, eta, near(8, 0.01)),
    (9, 4): Claim(after(1000), heavier, pair(near(0.8, 0.06), near(0.8, 0.06))),
    (10, 1): Claim(evaluated(1), spread, lambda wide: wide < 0.1),
    (10, 2): Claim(lambda _: True, fields, lambda found: found == ("15", 15, 7), read=True),
    (10, 3): Claim(looked_into("res1.0.conv1"), lambda work: inside(work).reach.size, lambda size: size == (5, 5)),
    (10, 4): Claim(looked_into("res4.1"), lambda work: inside(work).reach.half, lambda radius: radius > 8),
    (10, 5): Claim(looked_into("normalizer"), lambda work: inside(work).effect.gain[1, [0, -1]].tolist(),
                   pair(near(0.9, 0.1), near(4, 0.2))),
    (11, 1): FLAT,
    (11, 2): Claim(evaluated(120), spread, lambda wide: wide > 0.1),
    (11, 3): FLAT,
    (12, 1): HALF,
    (12, 2): Claim(evaluated(10**6), known_right, lambda apart: apart == 0),
    (12, 3): Claim(evaluated(1), passes, near(3, 0.03)),
    (13, 1): DIGITS,
    (13, 2): DIGITS,
    (13, 3): Claim(lambda _: True, lambda window: table(window.learn.lessons.step), as_published, read=True),
    (13, 4): Claim(lambda _: True, missing, lambda names: names == [], read=True),
}  # fmt: skip
"""(chapter, step), both counted from 1 -> what the program shows there."""
