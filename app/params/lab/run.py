"""What the laboratory's jobs are asked for, and what they answer: plain values and arrays for the window to show."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.params.lab.density import DensitySettings, Extent, SigmaMeaning
from app.params.lab.fields import FieldSettings
from app.params.lab.particles import ParticleParams, ParticleSettings
from app.params.lab.training import LabTrainSettings

Array = NDArray[np.float64]


@dataclass(frozen=True)
class LearnedScore:
    """A score network, complete: ``module`` is an :class:`app.networks.plane.PlaneScoreNet`, never changed again."""

    module: object
    density: str
    settings: LabTrainSettings
    steps: int
    source: str = ""
    """The file it was read from, if it was."""
    learned_from: DensitySettings | None = None
    """The density whose samples it has seen, if that is known."""


# Runs of particles


@dataclass(frozen=True)
class PanelJob:
    """One panel: its settings, and the learned score that its particles follow (None: the exact one)."""

    settings: ParticleSettings
    network: LearnedScore | None = None


@dataclass(frozen=True)
class ParticleOrders:
    """What a run of particles is given before every step: parameters of each panel, and the density to follow.

    ``pace`` is in steps a second, ``trail`` the steps that a trail goes back.
    """

    params: tuple[ParticleParams, ...]
    density: DensitySettings
    pace: float = math.inf
    trail: int = 0


@dataclass(frozen=True)
class ParticleChange:
    """``what`` took effect in ``panel`` after ``index`` steps."""

    panel: int
    index: int
    what: ParticleParams | DensitySettings


@dataclass(frozen=True)
class Refusal:
    """Parameters of ``panel`` that would diverge; ``params`` are those that stay in force.

    Without ``params`` it is the density that cannot be followed.
    """

    panel: int
    text: str
    params: ParticleParams | None


@dataclass(frozen=True)
class StepSizes:
    """Mean lengths over all particles: the score, and of a Langevin step its drift and its expected noise.

    ``snr`` is the one over the other. Underdamped: the velocity's kick by the force in a step, and by the noise.
    """

    score: float
    drift: float | None
    noise: float | None
    snr: float | None


@dataclass(frozen=True)
class Forces:
    """One particle's Langevin step: from ``place`` by the ``drift`` (alpha / 2) s and the random ``kick``."""

    place: tuple[float, float]
    drift: tuple[float, float]
    kick: tuple[float, float]


@dataclass(frozen=True, eq=False)
class PanelFrame:
    """One panel after a step: ``index`` of ``total`` steps; ``places`` [N, 2]; ``trails`` [M, P, 2], oldest first.

    ``step`` (of ``steps``) and ``level`` (of ``levels``) count from 0; ``index`` 0 is the start. ``shares`` of the
    particles in each part of the density stand beside its true ``weights``.
    """

    index: int
    total: int
    level: int
    levels: int
    step: int
    steps: int
    sigma: float
    alpha: float | None
    eta: float | None
    params: ParticleParams
    places: Array
    trails: Array | None
    shares: tuple[float, ...]
    weights: tuple[float, ...]
    over: bool
    velocities: Array | None = None
    """[N, 2], where particles have some."""
    sizes: StepSizes | None = None
    forces: Forces | None = None


@dataclass(frozen=True)
class ParticleFrame:
    """All panels after a step; ``rate`` steps a second."""

    run_id: int
    panels: tuple[PanelFrame, ...]
    rate: float
    made_at: float


@dataclass(frozen=True)
class CloudNumbers:
    """One panel's numbers after ``index`` steps: see :class:`app.lab.statistics.ParticleNumbers`."""

    index: int
    shares: tuple[float, ...]
    weights: tuple[float, ...]
    mean: tuple[float, float]
    covariance: tuple[tuple[float, float], tuple[float, float]]
    energy_distance: float
    kinetic_temperature: float | None
    kinetic_expected: float | None
    """What the scheme's velocities read in equilibrium, and the standard error of the mean."""
    kinetic_error: float | None
    time: float
    displacement: float
    """The mean squared displacement since the start; of free particles under the scheme; 2 d D t."""
    free: float
    einstein: float
    potential: float
    """The mean of V = -log p, and of exact samples of the law."""
    potential_exact: float
    accepted: float | None = None
    """The part of the proposals that was taken (MALA)."""


# Training


@dataclass(frozen=True, eq=False)
class TrainingFrame:
    """Where a training is: ``steps`` and ``losses`` are its history, thinned; ``rate`` in steps a second."""

    run_id: int
    step: int
    total: int
    loss: float
    learning_rate: float
    steps: Array
    losses: Array
    network: LearnedScore
    rate: float
    seconds: float
    optimum: float | None = None
    """The loss of the exact score, where there is one."""


@dataclass(frozen=True)
class ErrorRequest:
    """A learned score and the density that it was to learn; ``extent`` is where its regions are looked at."""

    density: DensitySettings
    network: LearnedScore
    extent: Extent


@dataclass(frozen=True, eq=False)
class ErrorNumbers:
    """See :class:`app.lab.errors.LearningErrors`; ``step`` is the network's."""

    step: int
    sigmas: Array
    errors: Array
    regions: tuple[float, float, float]


# Fields


@dataclass(frozen=True)
class PhaseLaw:
    """Particles of this ``mass`` at a temperature tau: their places' law is p^(1/tau), v is N(0, tau/m I)."""

    temperature: float = 1.0
    mass: float = 1.0


@dataclass(frozen=True)
class FieldRequest:
    """Fields of one density, one by one, with the learned score beside the exact one if ``network`` is given.

    ``arrows``, ``contours`` and ``data`` say what is wanted besides the heat map; ``contour_count`` lines at most.
    """

    density: DensitySettings
    fields: tuple[FieldSettings, ...]
    arrows: bool = True
    contours: bool = True
    contour_count: int = 10
    data: bool = False
    noisy: bool = False
    """Whether the data are shown with the noise of their field."""
    network: LearnedScore | None = None
    exact: tuple[int, int, float] | None = None
    """(how many, seed, temperature tau) of exact samples of the last field's law, p^(1/tau), if they are wanted."""
    phase: tuple[PhaseLaw | None, ...] = ()
    """For those of the fields whose law is wanted in the plane of x1 and v1 instead: of which particles."""


@dataclass(frozen=True, eq=False)
class FieldArrays:
    """One field, row 0 the lowest: see :class:`app.render.lab.fields.FieldPicture`; ``angle`` in degrees.

    In the phase plane ``log_density`` is that of x1 and v1, which is no field. ``weights`` are the true shares of the
    density's parts.
    """

    settings: FieldSettings
    log_density: Array
    arrow_x: Array
    arrow_y: Array
    score: Array
    contours: tuple[Array, ...] = ()
    weights: tuple[float, ...] = (1.0,)
    data: Array | None = None
    learned: Array | None = None
    difference: Array | None = None
    angle: Array | None = None
    exact: Array | None = None
    """Exact samples [N, 2] of the law whose field this is, and the share of each part among them."""
    shares: tuple[float, ...] = ()


# What is read off at a place


@dataclass(frozen=True)
class ProbeRequest:
    """A place of the plane, and the law and score that are to be read off there."""

    density: DensitySettings
    place: tuple[float, float]
    sigma: float
    meaning: SigmaMeaning
    network: LearnedScore | None = None


@dataclass(frozen=True)
class ProbeNumbers:
    """log p and the score at a place, the learned score if there is one, and the share of each part in p there."""

    log_density: float
    score: tuple[float, float]
    learned: tuple[float, float] | None
    shares: tuple[float, ...]


# Profiles: sections through the potential, and marginal laws


@dataclass(frozen=True, eq=False)
class ProfilePanel:
    """The law of one panel, p_sigma^(1/tau), and the places [N, 2] of its particles, if there are any."""

    sigma: float
    meaning: SigmaMeaning
    temperature: float = 1.0
    places: Array | None = None
    velocities: Array | None = None
    """[N, 2] of particles of this ``mass``, if they have any."""
    mass: float = 1.0


@dataclass(frozen=True, eq=False)
class ProfileRequest:
    """What is to be drawn of the panels' laws: along ``section`` (x0, y0, x1, y1), and their marginals in ``view``."""

    density: DensitySettings
    panels: tuple[ProfilePanel, ...]
    view: Extent
    section: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, eq=False)
class Histogram:
    """Densities in the bins between ``edges`` [B + 1]: those ``found`` among particles [B], and those ``expected``."""

    edges: Array
    found: Array | None
    expected: Array


@dataclass(frozen=True, eq=False)
class SectionProfile:
    """V - min V at the distances ``along`` [N] of a line, in units of k_B T_0.

    ``barriers`` are the heights, seen from the left and from the right, of the pass between the two deepest wells; none
    where there are not two. ``histogram`` is of the particles in a narrow strip around the line, ``counted`` of them.
    """

    along: Array
    potential: Array
    barriers: tuple[float, ...]
    histogram: Histogram
    counted: int


@dataclass(frozen=True, eq=False)
class PanelProfile:
    """The marginal laws of x1 and x2, the section if one was asked for, and the law of v1."""

    marginals: tuple[Histogram, Histogram]
    section: SectionProfile | None
    velocities: Histogram | None = None
    """Of v1, where there are velocities."""


# Films


@dataclass(frozen=True, eq=False)
class FilmFrame:
    """One panel of an animation: ``places`` [N, 2] float64 after ``index`` steps at ``sigma``."""

    index: int
    sigma: float
    places: Array
    shares: tuple[float, ...]
    weights: tuple[float, ...]
    trails: Array | None = None
    """[M, P, 2], the oldest place first."""


@dataclass(frozen=True)
class Film:
    """What a GIF is made of: the run is done again, with its changes, to the step ``upto`` of each panel.

    ``draw(fields, panels)`` makes a frame, uint8 [H, W, 3]; ``behind`` is asked for the fields behind the particles.
    """

    density: DensitySettings
    jobs: tuple[PanelJob, ...]
    changes: tuple[ParticleChange, ...]
    upto: tuple[int, ...]
    behind: FieldRequest
    draw: Callable[[tuple[FieldArrays, ...], tuple[FilmFrame, ...]], NDArray[np.uint8]]
    trail: int = 0
    """Steps that a trail goes back; 0 for none."""
    frames: int = 100
    delay_ms: float = 50.0
    """How long a frame is seen."""
    comment: str = ""
