"""From state, fields and particles to the planes that the canvas paints."""

from __future__ import annotations

import dataclasses

from app.params.lab.run import FieldArrays, PanelFrame
from app.params.samplers import ROWS
from app.render.lab.fields import ArrowLength, FieldPicture, HeatKind, field_panels
from app.render.lab.panel import Heat, Panel, Points, Theme
from app.render.lab.particles import MAX_SHARES, shade_of
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticlesState
from app.ui.lab.colours import level_colour
from app.ui.lab.field_session import FieldSession
from app.ui.lab.painting import Crowd, Plane
from app.ui.lab.particle_run import ParticleRunner
from app.ui.text import count, number, tr


class Scene:
    """Makes planes; keeps the still parts, which are costly to paint, until what they show has changed."""

    def __init__(self, state: LabState, particles: ParticlesState, run: ParticleRunner, fields: FieldSession) -> None:
        self._state = state
        self._particles = particles
        self._run = run
        self._fields = fields
        self._still: tuple[object, list[Panel]] | None = None

    def planes(self, theme: Theme) -> tuple[Plane, ...]:
        """What to show now."""
        if self._state.activity is Activity.PARTICLES:
            return self._particle_planes(theme)
        stills = self._stills(theme)
        if not stills:
            return (Plane(tr("Score ∇ log p")),)
        return tuple(Plane(panel.title, still=panel) for panel in stills)

    def _stills(self, theme: Theme) -> list[Panel]:
        request, arrays, look = self._fields.request, self._fields.arrays, self._state.look
        drawn = (look.heat, look.arrows, look.show_arrows, look.error)  # the rest is in the arrays
        taus = self._temperatures()
        places = self._particles.panels[0].value("points")
        key = (request, drawn, self._state.activity, theme, taus, places)
        if self._still is not None and self._still[0] == key:
            return self._still[1]
        if request is None:
            return []
        if self._state.activity is Activity.PARTICLES:
            panels = [_backdrop(a, theme, tau) for a, tau in zip(arrays, taus, strict=False)]
            if places is not None:
                marks = Points(places.points, theme.text, 5.0, 1.0, outline=True)
                used = len(self._particles.used)
                panels = [
                    dataclasses.replace(p, points=(*p.points, marks)) if k < used else p for k, p in enumerate(panels)
                ]
        else:
            panels = self._field_panels(arrays[0])
        self._still = (key, panels)
        return panels

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
        shares = bool(self._fields.arrays) and 1 < len(self._fields.arrays[0].weights) <= MAX_SHARES
        for k, draft in enumerate(self._particles.used):
            there = frame is not None and running is not None and k < len(frame.panels)
            settings = running.settings[k] if there and running is not None else draft.valid
            sampler = settings.sampler if settings is not None else draft.value("sampler")
            title = tr(ROWS[sampler].short)
            if self._particles.shown.both:
                title = f"{'AB'[k]}   {title}"
            still = stills[k] if k < len(stills) else None
            if not there or frame is None:
                planes.append(Plane(title, still=still, shares=shares))
                continue
            panel = frame.panels[k]
            planes.append(Plane(title, _notes(panel), still, _crowd(panel), shares))
        last = self._fields.arrays[-1] if self._fields.arrays else None
        if self._particles.shown.exact and last is not None and last.exact is not None and len(stills) > len(planes):
            crowd = Crowd(last.exact, level_colour(last.settings.sigma).name(), None, last.shares, last.weights)
            note = tr("{0}, independent").format(count(len(last.exact)))
            planes.append(Plane(tr("Exact samples"), (note,), stills[-1], crowd, shares))
        return tuple(planes)


def _backdrop(arrays: FieldArrays, theme: Theme, tau: float) -> Panel:
    """The law p^(1/tau) faintly behind the particles; its level sets are those of p."""
    shade = shade_of(arrays.log_density, tau)
    data = () if arrays.data is None else (Points(arrays.data, theme.muted, 2.0, 0.5),)
    return Panel(
        arrays.settings.extent, shade=shade, contours=arrays.contours, contour_colour=theme.muted + "88", points=data
    )


def _dots(arrays: FieldArrays) -> tuple[Points, ...]:
    return () if arrays.data is None else (Points(arrays.data, "#ffffff", 2.0, 0.75, outline=True),)


def _crowd(panel: PanelFrame) -> Crowd:
    return Crowd(panel.places, level_colour(panel.sigma).name(), panel.trails, panel.shares, panel.weights)


def _notes(panel: PanelFrame) -> tuple[str, ...]:
    sigma = f"σ = {number(panel.sigma)}"
    return (f"{panel.index} / {panel.total}   {sigma}", sigma)
