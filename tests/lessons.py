"""The setups of the lessons, carried out without a window."""

import dataclasses

import numpy as np
import torch

from app.io.lessons import load_shelf
from app.jobs.lessons import run_particles
from app.lab.density import grid_points
from app.lab.statistics import shares
from app.params.lessons.chapter import Language

CHAPTERS = {int(c.key.partition("-")[0]): c for c in load_shelf(Language.ENGLISH).chapters}
STEPS = [(n, k) for n, chapter in CHAPTERS.items() for k, step in enumerate(chapter.steps) if step.setup is not None]


def setup_of(chapter, step):
    """Of a step, counted from 1."""
    return CHAPTERS[chapter].steps[step - 1].setup


def clouds(chapter, step, **how):
    return [(cloud.run, cloud.run.x.double()) for cloud in run_particles(setup_of(chapter, step), **how)]


def changed(setup, panel=None, **changes):
    """With other values in one panel, or all."""
    panels = tuple(
        dataclasses.replace(p, changes=(*p.changes, *changes.items())) if panel in (None, k) else p
        for k, p in enumerate(setup.panels)
    )
    return dataclasses.replace(setup, panels=panels)


def boltzmann(run, half=12.0, n=301):
    """The share of each part in p^(1/tau), by summing over a grid."""
    xs = torch.linspace(-half, half, n).double()
    law = (run.density.log_prob_on_grid(xs, xs, run.sigmas[-1]) / run.settings.temperature).flatten()
    law = (law - law.max()).exp()
    parts = run.density.part_of(grid_points(xs, xs))
    return [float(law[parts == k].sum() / law.sum()) for k in range(len(run.density.part_weights))]


def field_width(dilations):
    """How wide the field is that one pixel sees through 3 x 3 convolutions in a row: where its gradient is not 0."""
    layers = [torch.nn.Conv2d(1, 1, 3, padding=d, dilation=d, bias=False) for d in dilations]
    for layer in layers:
        torch.nn.init.ones_(layer.weight)
    x = torch.zeros(1, 1, 41, 41, requires_grad=True)
    torch.nn.Sequential(*layers)(x)[0, 0, 20, 20].backward()
    rows = torch.nonzero(x.grad[0, 0])[:, 0]
    return int(rows.max() - rows.min()) + 1


def largest(run, x):
    """The share of the heavier mode."""
    heavy = int(np.argmax(run.density.part_weights))
    return shares(run.density, x)[heavy]
