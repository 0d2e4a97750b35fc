"""What a lesson's step sets up, carried out without a window: by the tests of its claims, and for its picture."""

from __future__ import annotations

import copy
import dataclasses
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from app.core.inpainting import Filling, Known
from app.core.noise import SampleNoise, stream_seed
from app.core.pixels import to_frames
from app.core.sampling import picture_walk
from app.core.types import ScoreModel, Step
from app.io.checkpoint import load_checkpoint
from app.io.images import fit_picture, read_picture
from app.io.lessons import picture_path
from app.io.places import resolve_checkpoint
from app.jobs.lab.fields import FieldWork
from app.lab.densities import build, counted
from app.lab.particles import ParticleRun
from app.lab.statistics import shares
from app.lab.training import LabTrainer, LabTrainingDivergedError
from app.params.lab.density import Extent
from app.params.lab.fields import FieldSettings
from app.params.lab.run import FieldArrays, FieldRequest, LearnedScore
from app.params.lessons.setup import Doing, FillSetup, LabSetup, Panel, PictureSetup
from app.params.masks import preset_mask

TRAILS = 80


@dataclass(frozen=True, eq=False)
class Cloud:
    """One panel's particles at the end: the run, its places over the last steps [N, P, 2], what stands behind."""

    panel: Panel
    run: ParticleRun
    trails: np.ndarray | None
    behind: FieldArrays


def run_particles(setup: LabSetup, *, steps: int | None = None, trail: int = 0) -> tuple[Cloud, ...]:
    """All panels to their end, or so many steps; ``trail``: keep the places of the last steps. Raises SettingError."""
    return tuple(_run_panel(setup, panel, steps, trail) for panel in setup.panels)


def _run_panel(setup: LabSetup, panel: Panel, steps: int | None, trail: int) -> Cloud:
    density, settings = build(setup.density), panel.settings(setup.density)
    run = ParticleRun(density, settings)
    live = settings.live
    places: list[np.ndarray] = []
    while (steps is None or run.index < steps) and run.step(live) is not None:
        if trail:
            places = [*places[-trail:], run.x[:TRAILS].double().numpy()]
    level = next((s for s in reversed(run.sigmas) if s >= density.sigma_floor), density.sigma_floor)
    behind = FieldSettings(extent_of(setup), level, settings.meaning, arrows=2, cells=160)
    (field,) = FieldWork()(FieldRequest(setup.density, (behind,), contours=True, contour_count=6))
    return Cloud(panel, run, np.stack(places, axis=1) if len(places) > 1 else None, field)


def exact(setup: LabSetup, cloud: Cloud) -> tuple[np.ndarray, tuple[float, ...]]:
    """As many exact samples as particles of the law at the last level, [N, 2], and the share of each part in them."""
    settings = cloud.behind.settings
    target = counted(build(setup.density), settings.meaning)
    generator = torch.Generator().manual_seed(stream_seed(cloud.run.settings.seed, 4))
    x = target.sample(cloud.run.settings.count, generator, settings.sigma)
    return x.numpy(), shares(target, x)


def extent_of(setup: LabSetup) -> Extent:
    """The part of the plane that is looked at."""
    if setup.view is None:
        return setup.density.view
    x, y, half = setup.view
    return Extent(x - half, x + half, y - half, y + half)


@dataclass(frozen=True, eq=False)
class Trained:
    """A training: the losses of its steps, the network, and why it stopped before its end (empty if it did not)."""

    losses: np.ndarray
    learned: LearnedScore
    stopped: str = ""


def train(setup: LabSetup, *, steps: int | None = None) -> Trained:
    """Train as the setup says, to its end or so many steps."""
    if setup.training is None:
        raise ValueError("the setup trains nothing")
    settings, losses, stopped = setup.training, [], ""
    if steps is not None:
        settings = dataclasses.replace(settings, steps=min(steps, settings.steps))
    trainer = LabTrainer(build(setup.density), settings)
    try:
        for step in trainer.run():
            losses.append(step.loss)  # noqa: PERF401 - what was learned before an error stays
    except LabTrainingDivergedError as error:
        stopped = str(error)
    network = copy.deepcopy(trainer.average).eval().requires_grad_(requires_grad=False)
    learned = LearnedScore(network, setup.density.name.value, settings, trainer.step, learned_from=setup.density)
    return Trained(np.array(losses), learned, stopped)


def field(setup: LabSetup, learned: LearnedScore | None = None, *, arrows: int = 30) -> FieldArrays:
    """The field that the setup shows, with the learned one beside it if there is one. Raises SettingError."""
    look = setup.look
    settings = FieldSettings(extent_of(setup), look.sigma, look.meaning, arrows=arrows)
    network = learned if setup.doing is Doing.LEARNING else None
    request = FieldRequest(setup.density, (settings,), look.show_arrows, look.contours, data=look.data, network=network)
    (arrays,) = FieldWork()(request)
    return arrays


def open_network(setup: PictureSetup) -> ScoreModel:
    """The bundled network of a setup. Raises CheckpointError."""
    return load_checkpoint(resolve_checkpoint(setup.network))


def sample(setup: PictureSetup, model: ScoreModel, *, evaluations: int | None = None) -> Step:
    """The last step of a run, or the one after so many evaluations. Raises SettingError, ImageError."""
    settings = setup.settings(model.describe())
    noise = SampleNoise(settings.seed, model.shape, settings.count, device=model.device)
    walk = picture_walk(model, settings, noise, _filling(setup, model) if isinstance(setup, FillSetup) else None)
    last = None
    while evaluations is None or last is None or last.index < evaluations:
        step = walk.step(settings.live)
        if step is None:
            break
        last = step
    if last is None:
        raise ValueError("a run of no steps")
    return last


def frames(model: ScoreModel, setup: PictureSetup, step: Step) -> np.ndarray:
    """What is seen of a step, uint8 [B, H, W, C]."""
    return to_frames(model, step.estimate() if setup.estimate else step.x)


def _filling(setup: FillSetup, model: ScoreModel) -> Filling:
    known = Known(known_picture(setup, model.shape), torch.from_numpy(preset_mask(setup.mask, model.shape[1:])))
    return Filling(setup.filling, lambda: known)


def known_picture(setup: FillSetup, shape: tuple[int, int, int]) -> Tensor:
    """The picture to fill, [C, H, W] in [0, 1]. Raises ImageError."""
    return torch.from_numpy(fit_picture(read_picture(picture_path(setup.picture)), shape))
