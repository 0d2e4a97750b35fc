"""How the window shows a density of the plane, and what it lets one choose about it."""

from __future__ import annotations

from dataclasses import dataclass

from app.params.lab.density import MAX_MODES, DensityName, SigmaMeaning
from app.params.lab.flow import FlowStart
from app.params.settings import Settings, setting

HEAT = (
    ("log-density", "log-density log p", "Its most likely 12 nats"),
    ("potential", "potential V = −log p", "The landscape that particles roll down"),
)
ARROWS = (
    ("linear", "linear in |s|", "The longest are cut off"),
    ("logarithmic", "logarithmic", "Growing with log(1 + |s| / median)"),
    ("normalised", "normalised", "Directions only"),
)
CHARTS = (
    ("steps", "over the steps", "Shares, distances, losses"),
    ("section", "along a line", "V along a line drawn with Probe, and the particles near it beside exp(−V/kT)"),
    (
        "marginals",
        "x₁ and x₂ alone",
        "Marginal laws, and the particles' histograms; of v₁, too, where they have one",
    ),
    ("motion", "displacement", "Mean squared displacement over time beside Einstein's 2 d D t"),
    ("energies", "energies", "Kinetic energy per degree of freedom beside kT/2, and the mean of V"),
    (
        "bias",
        "bias over step size",
        "How much too large the mean of V becomes, in short Langevin and MALA runs from exact samples of panel A's law",
    ),
)
ERRORS = (
    ("difference", "|learned − exact|", "The length of the difference"),
    ("angle", "angle between them", "From 0 to 180 degrees"),
)


@dataclass(frozen=True)
class Look(Settings):
    """Which field is shown, and how.

    ``level_behind``: behind particles stands p at their present noise level rather than at the last.
    """

    sigma: float = setting(
        1.0, "Noise level σ", name="Noise level sigma", symbol="σ", low=0, high=1e6, scale=(0.01, 25),
        tip="The field is that of p<sub>σ</sub>, the law of x + σz with z standard normal (section 4.1): the larger σ, "
            "the smoother. The colour is the level's.",
    )  # fmt: skip
    meaning: SigmaMeaning = setting(
        SigmaMeaning.ADDED, "σ is", name="Meaning of sigma",
        tip="What σ is counted from: the noise added to the data, as a network learns it, or the modes' whole standard "
            "deviation, as in the paper's toy experiments",
    )  # fmt: skip
    heat: str = setting("log-density", "Colours", name="Heat map", tip="What the heat map shows", choices=HEAT)
    arrows: str = setting(
        "linear", "Arrows", name="Length of the arrows", tip="What the length of an arrow means", choices=ARROWS
    )
    show_arrows: bool = setting(True, box="arrows", tip="The score ∇ log p as arrows")
    contours: bool = setting(True, box="contours", tip="Lines of equal density, one nat apart")
    data: bool = setting(
        False, box="data", tip="Samples of the data, with the noise of σ where a law with noise is shown"
    )
    flow: FlowStart = setting(
        FlowStart.NONE, "Flow lines", name="Lines of the probability flow",
        tip="Where noise leads without chance: lines of the ODE dx/dσ = −σ s(x, σ), which carries p<sub>σ</sub> along "
            "(Song et al. 2021, section 4.3), from the largest σ down to the one shown. A line has the colour of its "
            "noise level",
    )  # fmt: skip
    flow_from: float = setting(
        20.0, "Flow from σ₁", name="Noise level at which flow lines begin", called="the flow's first noise level",
        symbol="σ₁", low=0, high=1e6, open_low=True, scale=(0.01, 40),
        tip="The flow lines begin at this σ and end at the one shown",
    )  # fmt: skip
    error: str = setting(
        "difference", "Error", name="Kind of error", tip="What the third picture shows", choices=ERRORS
    )
    charts: str = setting("steps", "Charts", name="What is drawn below", tip="What the charts show", choices=CHARTS)
    arrows_behind: bool = setting(
        False, box="arrows behind", tip="The score ∇ log p that stands behind the particles, as arrows"
    )
    caption: bool = setting(
        True, box="caption", tip="Below the pictures: what they show, which score is followed, and the step in numbers"
    )
    level_behind: bool = setting(
        False, box="at present σ",
        tip="Behind the particles stands p at their present noise level, not at the last one",
    )  # fmt: skip


@dataclass(frozen=True)
class DensityChoice(Settings):
    """Which density, as the window asks for it: by name, a ring by the number of its modes, points by a brush.

    ``brush``: its radius in % of the view's half width.
    """

    name: DensityName = setting(
        DensityName.TWO_GAUSSIANS, name="Density", tip="The law p(x) whose score ∇ log p is studied"
    )
    ring: int = setting(
        8, "How many", name="Number of Gaussians on the ring", low=1, high=MAX_MODES, scale=(1, 32), linear=True,
        tip="Gaussians on the ring",
    )  # fmt: skip
    brush: float = setting(
        6.0, "Brush", name="Radius of the brush", low=0.5, high=50, scale=(0.5, 50),
        tip="In % of the view's half width; also [ and ], or Ctrl+wheel in the plane",
    )  # fmt: skip
