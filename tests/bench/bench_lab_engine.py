"""How fast the 2-D laboratory is and how well it learns, printed.

make bench    or    pytest tests/bench/bench_lab_engine.py -s            (add -k fields, -k particles or -k learning)

Particles: steps a second of 10,000 particles, each step drawn into a 600x600 picture as the window would. Fields: a
40x40 field of arrows and a 200x200 heat map, milliseconds a sigma. Learning: the relative error
sqrt(E|s - s*|^2 / E|s*|^2) of the default training over 4,000 fresh samples after 20 and 60 seconds.
"""

import statistics
import time

import pytest
import torch
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.lab.densities import build
from app.lab.fields import compute_field, relative_error
from app.lab.particles import ParticleRun
from app.lab.training import LabTrainer
from app.params.lab.density import DensityName, DensitySettings
from app.params.lab.fields import FieldSettings
from app.params.lab.particles import ParticleSettings
from app.params.lab.training import LabTrainSettings
from app.render.lab.panel import DARK, Panel, Points, paint_plane
from tests.walks import PARTICLE_SAMPLERS as SAMPLERS

SIGMAS = (0.5, 1, 2, 5, 20)


def settings_of(name):
    if name is not DensityName.POINTS:
        return DensitySettings(name)
    moons = build(DensitySettings(DensityName.TWO_MOONS))
    return DensitySettings.of_points(moons.sample(2000, torch.Generator().manual_seed(0)).numpy())


@pytest.fixture(scope="module", autouse=True)
def threads():
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


def median_ms(call, rounds):
    times = []
    for _ in range(rounds + 3):
        begun = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times[3:])


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("name", list(DensityName))
def test_particles(qapp, name, sampler):
    density = settings_of(name)
    run = ParticleRun(
        build(density), ParticleSettings.for_density(density, sampler, count=10_000, levels=2, steps_per_level=10**5)
    )
    live, image = run.settings.live, QImage(600, 600, QImage.Format.Format_RGB32)

    def shown_step():
        places = run.step(live).x.double().numpy()
        image.fill(0)
        painter = QPainter(image)
        paint_plane(painter, QRectF(0, 0, 600, 600), Panel(density.view, points=(Points(places, "#cc4778"),)), DARK)
        painter.end()

    shown = median_ms(shown_step, 20)
    alone = median_ms(lambda: run.step(live), 20)
    print(f"\n{name.value:14} {sampler.value:12} {1000 / shown:6.0f} shown steps/s   ({alone:.1f} ms without drawing)")


@pytest.mark.parametrize("name", list(DensityName))
def test_fields(name):
    density = build(settings_of(name))
    parts = []
    for sigma in (0.01, 0.03, 0.1, 1.0, 10.0):
        settings = FieldSettings(sigma=sigma)
        parts.append(f"{median_ms(lambda s=settings: compute_field(density, s), 10):6.1f}")
    print(f"\n{name.value:14} ms a field at sigma 0.01, 0.03, 0.1, 1, 10: {' '.join(parts)}")


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        (DensityName.TWO_GAUSSIANS, (5, 10, 20)),
        (DensityName.RING, (20, 60)),
        (DensityName.SWISS_ROLL, (20, 60)),
        (DensityName.CHECKERBOARD, (20, 60)),
    ],
)
def test_learning(name, marks):
    density = build(DensitySettings(name))
    trainer = LabTrainer(density, LabTrainSettings(steps=10**6))
    begun, waiting, steps = time.perf_counter(), list(marks), trainer.run()
    while waiting:
        next(steps)
        seconds = time.perf_counter() - begun
        if seconds >= waiting[0]:
            errors = "  ".join(f"{s:g}: {relative_error(density, trainer.average.score, s):.3f}" for s in SIGMAS)
            print(f"\n{name.value:14} {waiting.pop(0):3} s, {trainer.step:6} steps   error at sigma {errors}")
            begun += time.perf_counter() - begun - seconds
