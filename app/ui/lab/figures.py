"""What is set up at one click: the paper's three pictures (Song & Ermon 2019, sections 3.1, 3.2.1, 3.2.2 and 4.3), and
three of the physics behind them.
"""

from __future__ import annotations

from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.params.lab.look import Look
from app.params.lab.physics import LARGE_STEP, OVERDAMPED, PHYSICS, UNDERDAMPED
from app.params.lab.training import LabTrainSettings, Objective
from app.params.samplers import Sampler
from app.state.lab.laboratory import Activity, LabState, PlaneTool
from app.state.lab.particles import ParticlesState
from app.state.lab.training import TrainingDraft

FIGURE_1 = LabTrainSettings(objective=Objective.SLICED, noise=False, learning_rate=1e-3, limit=300)
"""Sliced score matching on a line without noise, as in Figure 1 (left); slowly, so that the fall can be watched."""

FIGURE_1_NOISE = LabTrainSettings(objective=Objective.SLICED, sigma_max=0.1, sigma_min=0.1, levels=1, steps=1500)
"""The same with a little noise, as in Figure 1 (right): in the paper's measure, 0.01 on pictures in [0, 1], too."""

FIGURE_2 = LabTrainSettings(objective=Objective.SLICED, noise=False, batch_size=512, steps=2000)
"""Sliced score matching on two Gaussians without noise, as in Figure 2."""


def prepare(name: str, state: LabState, particles: ParticlesState, training: TrainingDraft) -> Activity:
    """Set everything for a figure; the activity whose run is then to be started."""
    state.tool = PlaneTool.MOVE
    if name == "figure1":
        state.choose(DensitySettings(DensityName.SEGMENT))
        state.set_look(**_plain(sigma=0.1, meaning=SigmaMeaning.ADDED, data=True))
        training.replace(FIGURE_1)
        activity = Activity.LEARNING
    elif name == "figure2":
        state.choose(DensitySettings())
        state.set_look(**_plain(sigma=1.0, meaning=SigmaMeaning.TOTAL, data=True))
        training.replace(FIGURE_2)
        activity = Activity.LEARNING
    elif name == "mala":
        state.choose(DensitySettings())
        state.set_look(**_plain(charts="energies"))
        particles.set_shown(both=True, exact=False)
        for draft, sampler in zip(particles.panels, (Sampler.LANGEVIN, Sampler.MALA), strict=True):
            draft.replace(sampler, **LARGE_STEP)
        activity = Activity.PARTICLES
    elif name in PHYSICS:
        state.choose(DensitySettings())
        state.set_look(**_plain(charts="motion" if name == "einstein" else "energies"))
        particles.set_shown(both=True, exact=False)
        for draft, sampler in zip(particles.panels, (Sampler.LANGEVIN, Sampler.UNDERDAMPED), strict=True):
            draft.replace(sampler, **PHYSICS[name], **(OVERDAMPED if sampler is Sampler.LANGEVIN else UNDERDAMPED))
        activity = Activity.PARTICLES
    else:
        state.choose(DensitySettings())
        state.set_look(**_plain())
        particles.set_shown(both=True, exact=True)
        for draft, sampler in zip(particles.panels, (Sampler.LANGEVIN, Sampler.ANNEALED), strict=True):
            draft.replace(sampler)
        activity = Activity.PARTICLES
    state.fit_view()
    state.activity = activity
    return activity


def _plain(**changes: object) -> dict[str, object]:
    look = Look()
    names = ("sigma", "meaning", "arrows", "show_arrows", "contours", "data", "flow", "error", "charts")
    return {name: getattr(look, name) for name in names} | changes
