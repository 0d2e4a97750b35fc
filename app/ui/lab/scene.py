"""From state, fields and particles to the planes that the canvas paints."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.lab.run import FieldArrays, LearnedScore, PanelFrame, StepSizes
from app.params.samplers import ROWS
from app.render.lab.fields import ArrowLength, FieldPicture, HeatKind, field_arrows, field_panels
from app.render.lab.flow import coloured
from app.render.lab.panel import Heat, Panel, Points, Theme
from app.render.lab.particles import MAX_SHARES, shade_of
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticlesState
from app.ui.lab.colours import level_colour
from app.ui.lab.field_session import FieldSession
from app.ui.lab.flow_session import FlowSession
from app.ui.lab.painting import PLACES, Crowd, Plane
from app.ui.lab.particle_run import ParticleRunner
from app.ui.text import count, number, one_line, tr

Format = Callable[[float | None], str]
"""How a number is shown."""


class Scene(QObject):
    """Makes planes; keeps the still parts, which are costly to paint, until what they show has changed."""

    changed = Signal()
    """Other planes are to be shown."""

    def __init__(
        self, state: LabState, particles: ParticlesState, run: ParticleRunner, fields: FieldSession,
        flow: FlowSession, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._state = state
        self._flow = flow
        self._particles = particles
        self._run = run
        self._fields = fields
        self._still: tuple[object, list[Panel]] | None = None
        for signal in (
            fields.changed, flow.changed, run.frame_changed, run.session.began, state.look_changed,
            particles.shown_changed, *(draft.changed for draft in particles.panels),
        ):  # fmt: skip
            signal.connect(self.changed)

    def planes(self, theme: Theme) -> tuple[Plane, ...]:
        """What to show now."""
        if self._state.activity is Activity.PARTICLES:
            return self._particle_planes(theme)
        stills = self._stills(theme)
        if not stills:
            return (Plane(tr("Score ∇ log p")),)
        captions = (*self._field_captions(), *[("", "")] * len(stills))
        idea = self._idea(LEARNING_IDEA if self._state.activity is Activity.LEARNING else FIELD_IDEA)
        return tuple(
            Plane(panel.title, still=panel, idea=idea, caption=caption, widest=widest)
            for panel, (caption, widest) in zip(stills, captions, strict=False)
        )

    def _idea(self, usual: str) -> str:
        """What the planes are about: what was added to them last."""
        if not self._state.look.caption:
            return ""
        request = self._fields.request
        if request is not None and any(request.phase):
            return tr(PHASE_IDEA)
        return tr(FLOW_IDEA if any(found is not None for found in self._flow.lines) else usual)

    def _field_captions(self) -> tuple[tuple[str, str], ...]:
        """What each of the field's planes shows, and the same as wide as it may become."""
        request = self._fields.request
        if request is None or not self._state.look.caption:
            return ()
        name, s = density_name(request.density), request.fields[0]
        exact = tr("exact score of {0}, {1}").format(name, sigma_text(s.sigma, s.meaning, mixture=self._state.mixture))
        network = request.network
        if network is None:
            return ((exact, exact),)
        trained = dataclasses.replace(network, steps=max(network.steps, network.settings.steps))
        same = tr("{0}, at the same σ")
        return (exact, exact), (same.format(learned_text(network)), same.format(learned_text(trained)))

    def _stills(self, theme: Theme) -> list[Panel]:
        request, arrays, look = self._fields.request, self._fields.arrays, self._state.look
        drawn = (look.heat, look.arrows, look.show_arrows, look.arrows_behind, look.error)  # the rest is in the arrays
        taus = self._temperatures()
        places = self._particles.panels[0].value("points")
        key = (request, drawn, self._state.activity, theme, taus, places, self._flow.request)
        if self._still is not None and self._still[0] == key:
            return self._still[1]
        if request is None:
            return []
        if self._state.activity is Activity.PARTICLES:
            panels = self._behind_particles(arrays, theme, taus)
        else:
            panels = self._field_panels(arrays[0])
        panels = self._with_flow(panels)
        self._still = (key, panels)
        return panels

    def _behind_particles(self, arrays: tuple[FieldArrays, ...], theme: Theme, taus: tuple[float, ...]) -> list[Panel]:
        """What stands behind the particles: their law, arrows, and where they start; in the phase plane the law."""
        look, places = self._state.look, self._particles.panels[0].value("points")
        panels = []
        for k, (a, tau) in enumerate(zip(arrays, taus, strict=False)):
            phased = self._phased(k)
            panel = _backdrop(a, theme, 1.0 if phased else tau)
            if k < len(self._particles.used) and not phased:
                if look.arrows_behind:
                    drawn = field_arrows(a.arrow_x, a.arrow_y, a.score, ArrowLength(look.arrows), theme.muted)
                    panel = dataclasses.replace(panel, arrows=drawn)
                if places is not None:
                    marks = Points(places.points, theme.text, 5.0, 1.0, outline=True)
                    panel = dataclasses.replace(panel, points=(*panel.points, marks))
            panels.append(panel)
        return panels

    def _phased(self, k: int) -> bool:
        """Whether the plane ``k`` is that of x1 and v1."""
        request = self._fields.request
        return request is not None and k < len(request.phase) and request.phase[k] is not None

    def _with_flow(self, panels: list[Panel]) -> list[Panel]:
        """The lines of the probability flow, where there are some."""
        lines = (*self._flow.lines, *[None] * len(panels))
        return [
            panel
            if found is None or self._phased(k)
            else dataclasses.replace(panel, flow=coloured(found.lines, found.sigmas))
            for k, (panel, found) in enumerate(zip(panels, lines, strict=False))
        ]

    def _temperatures(self) -> tuple[float, ...]:
        """The particles' temperature in each panel; 1 for the exact samples."""
        return (*(float(draft.value("temperature")) for draft in self._particles.used), 1.0)

    def _field_panels(self, arrays: FieldArrays) -> list[Panel]:
        look, s = self._state.look, arrays.settings
        learning = self._state.activity is Activity.LEARNING
        picture = FieldPicture(
            s.extent, arrays.log_density, arrays.arrow_x, arrays.arrow_y, arrays.score, arrays.contours,
            arrays.learned if learning else None, arrays.difference if learning else None, arrays.data,
        )  # fmt: skip
        sigma = f"σ = {number(s.sigma)}"
        panels = field_panels(
            picture, heat=HeatKind(look.heat), length=ArrowLength(look.arrows),
            exact_title=tr("Exact score, {0}").format(sigma),
            learned_title=tr("Learned from another density") if self._stale else tr("Learned score"),
            error_title=tr("Not an error: two densities") if self._stale else tr("Error"),
        )  # fmt: skip
        panels = [dataclasses.replace(p, points=_dots(arrays)) for p in panels]
        if not look.show_arrows:
            panels = [dataclasses.replace(p, arrows=None) for p in panels]
        if len(panels) == 3:
            # One bar is enough where room is scarce; the first two share the heat map, the third has its own scale.
            for k in (0, 1):
                heat = panels[k].heat
                if heat is not None:
                    panels[k] = dataclasses.replace(panels[k], heat=dataclasses.replace(heat, label=""))
            if look.error == "angle" and arrays.angle is not None:
                panels[2] = dataclasses.replace(
                    panels[2], heat=Heat(arrays.angle, 0.0, 180.0, "magma", tr("angle / °"))
                )
        return panels

    @property
    def _stale(self) -> bool:
        """Whether the learned score is that of another density than the one it is compared with."""
        request = self._fields.request
        network = None if request is None else request.network
        return request is not None and network is not None and network.learned_from not in (None, request.density)

    def _particle_planes(self, theme: Theme) -> tuple[Plane, ...]:
        stills = self._stills(theme)
        frame, running = self._run.frame, self._run.experiment
        planes = []
        idea = self._idea(PARTICLE_IDEA)
        weights = self._fields.arrays[0].weights if self._fields.arrays else ()
        shares = 1 < len(weights) <= MAX_SHARES
        for k, draft in enumerate(self._particles.used):
            there = frame is not None and running is not None and k < len(frame.panels)
            settings = running.settings[k] if there and running is not None else draft.valid
            sampler = settings.sampler if settings is not None else draft.value("sampler")
            title = tr(ROWS[sampler].short)
            if self._particles.shown.both:
                title = f"{'AB'[k]}   {title}"
            still = stills[k] if k < len(stills) else None
            phased = self._phased(k)
            if phased:
                title = f"{'AB'[k]}   {tr('Phase plane')}" if self._particles.shown.both else tr("Phase plane")
            axis = "v₁" if phased else PLACES
            panel = frame.panels[k] if there and frame is not None else None
            network = running.jobs[k].network if panel is not None and running is not None else None
            caption, widest = ("", "") if settings is None else self._caption(k, settings, network, panel)
            if panel is None:
                known = weights if draft.value("temperature") == 1 else ()  # another temperature has others
                planes.append(Plane(title, (), still, None, shares, known, axis, idea, caption, widest))
                continue
            crowd = _phase(panel) if phased else _crowd(panel, forces=self._particles.shown.forces)
            planes.append(Plane(title, _notes(panel), still, crowd, shares, (), axis, idea, caption, widest))
        last = self._fields.arrays[-1] if self._fields.arrays else None
        if self._particles.shown.exact and last is not None and last.exact is not None and len(stills) > len(planes):
            crowd = Crowd(last.exact, level_colour(last.settings.sigma).name(), None, last.shares, last.weights)
            note = tr("{0}, independent").format(count(len(last.exact)))
            planes.append(Plane(tr("Exact samples"), (note,), stills[-1], crowd, shares))
        return tuple(planes)

    def _caption(
        self, k: int, settings: ParticleSettings, network: LearnedScore | None, panel: PanelFrame | None
    ) -> tuple[str, str]:
        """The score that is followed, and the update rule with the size of its terms; and as wide as it may become."""
        if not self._state.look.caption:
            return "", ""
        row, mixture = ROWS[settings.sampler], self._state.mixture
        followed = tr("follows the exact score of {0}").format(density_name(self._run.density))
        if row.uses("force") and not (settings if panel is None else panel.params).force:
            followed = tr("free: no force acts")
        elif network is not None:
            followed = tr("follows the {0}").format(learned_text(network))
        sigma = settings.sigma_min if panel is None else panel.sigma
        meaning = SigmaMeaning.ADDED if row.added and panel is not None else settings.meaning
        rule = re.sub("<.*?>", "", re.sub("e<sup>(.*?)</sup>", r"exp(\1)", tr(row.rule)))
        before = f"{'AB'[k]}   {followed}" if self._particles.shown.both else followed

        def text(shown: Format, sizes: str) -> str:
            return f"{before}, {sigma_text(sigma, meaning, mixture=mixture, shown=shown)};   {rule}:   {sizes}"

        most = StepSizes(0, *([None] * 3 if row.leads_on and not row.uses("snr") else [0.0] * 3))
        sizes = None if panel is None else panel.sizes
        now = size_text(most, lambda _: "–") if sizes is None else size_text(sizes)
        return text(number, now), text(widest, size_text(most, widest))


FIELD_IDEA = "Arrows: the score ∇ log p, which points to where the density grows fastest; noise makes it smooth"
PARTICLE_IDEA = (
    "Each particle goes along the score and, in Langevin dynamics, is kicked at random: so they come to follow p"
)
FLOW_IDEA = (
    "Lines: where the probability-flow ODE dx/dσ = −σ s(x, σ) leads, without chance; each has its σ's colour and ends "
    "in a dot"
)
PHASE_IDEA = (
    "Phase plane: shaded is the law that x₁ and v₁ come to whatever the friction, that of x₁ times N(0, τ/m) of v₁"
)
LEARNING_IDEA = "A network learns the score from samples of the data alone: it is never told p"


def density_name(density: DensitySettings) -> str:
    """Its label, without the figures of the paper that it is known from; how many Gaussians there are, if others."""
    many = len(density.modes)
    if density.name is DensityName.TWO_GAUSSIANS and many != 2:
        return tr("one Gaussian") if many == 1 else tr("{0} Gaussians").format(many)
    return tr(density.name.label).partition("(")[0].rstrip()


def sigma_text(sigma: float, meaning: SigmaMeaning, *, mixture: bool, shown: Format = number) -> str:
    """The noise level, and on a mixture what it means."""
    if not mixture:
        return f"σ = {shown(sigma)}"
    text = tr("σ = {0} the whole width") if meaning is SigmaMeaning.TOTAL else tr("σ = {0} added")
    return text.format(shown(sigma))


def learned_text(network: LearnedScore) -> str:
    """Which learned score it is."""
    return tr("score learned in {0} steps from {1}").format(count(network.steps), data_name(network))


def data_name(network: LearnedScore) -> str:
    """What a network has learned from: a density by its label, anything else as its file calls it."""
    known = network.density in list(DensityName)
    return tr(DensityName(network.density).label) if known else one_line(network.density, 60)


def size_text(sizes: StepSizes, shown: Format = number) -> str:
    """How large the terms of a step are, in the mean over the particles."""
    if sizes.drift is None:
        return tr("|s| {0}").format(shown(sizes.score))
    texts = tr("drift {0}").format(shown(sizes.drift)), tr("noise {0}").format(shown(sizes.noise))
    return ", ".join((*texts, tr("SNR {0}").format(shown(sizes.snr))))


def widest(_value: float | None) -> str:
    """A number as long as any that is shown of a step."""
    return number(-8.88e-8)


def _backdrop(arrays: FieldArrays, theme: Theme, tau: float) -> Panel:
    """The law p^(1/tau) faintly behind the particles; its level sets are those of p."""
    shade = shade_of(arrays.log_density, tau)
    data = () if arrays.data is None else (Points(arrays.data, theme.muted, 2.0, 0.5),)
    return Panel(
        arrays.settings.extent, shade=shade, contours=arrays.contours, contour_colour=theme.muted + "88", points=data
    )


def _dots(arrays: FieldArrays) -> tuple[Points, ...]:
    return () if arrays.data is None else (Points(arrays.data, "#ffffff", 2.0, 0.75, outline=True),)


def _crowd(panel: PanelFrame, *, forces: bool) -> Crowd:
    colour, step = level_colour(panel.sigma).name(), panel.forces if forces else None
    return Crowd(panel.places, colour, panel.trails, panel.shares, panel.weights, step)


def _phase(panel: PanelFrame) -> Crowd:
    """The particles at (x1, v1); they start at rest."""
    still = np.zeros(len(panel.places))
    v = still if panel.velocities is None else panel.velocities[:, 0]
    places = np.stack([panel.places[:, 0], v], axis=1)
    return Crowd(places, level_colour(panel.sigma).name(), None, panel.shares, panel.weights)


def _notes(panel: PanelFrame) -> tuple[str, ...]:
    sigma = f"σ = {number(panel.sigma)}"
    return (f"{panel.index} / {panel.total}   {sigma}", sigma)
