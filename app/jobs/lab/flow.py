"""Lines of the probability-flow ODE, for the window and the command."""

from __future__ import annotations

from app.jobs.lab.learned import score_of
from app.lab.densities import added_noise, build, counted
from app.lab.density import Density
from app.lab.flow import flow_lines, flow_sigmas, flow_starts
from app.params import SettingError
from app.params.lab.density import DensitySettings
from app.params.lab.flow import FlowLines, FlowPanel, FlowRequest


class FlowWork:
    """Answers :class:`FlowRequest` with :class:`FlowLines` a panel, None for a network that knows no noise.

    Keeps the density it built last, and its answers until another flow is asked for.
    """

    def __init__(self) -> None:
        self._settings: DensitySettings | None = None
        self._density: Density | None = None
        self._kept: dict[tuple[object, ...], FlowLines | None] = {}

    def __call__(self, request: FlowRequest) -> tuple[FlowLines | None, ...]:
        """Compute. Raises SettingError where the lines would not go from a larger sigma to a smaller one."""
        if self._density is None or self._settings != request.density:
            self._density, self._settings = build(request.density), request.density
            self._kept = {}
        found: dict[tuple[object, ...], FlowLines | None] = {}
        answer = []
        for panel in request.panels:
            key = (request.start, request.largest, request.line, panel)
            if key not in found:
                found[key] = self._kept[key] if key in self._kept else self._lines(self._density, request, panel)
            answer.append(found[key])
        self._kept = found
        return tuple(answer)

    @staticmethod
    def _lines(density: Density, request: FlowRequest, panel: FlowPanel) -> FlowLines | None:
        if not panel.sigma < request.largest:
            raise SettingError(
                f"flow lines go from a larger sigma to a smaller one, not from {request.largest:.4g} to "
                f"{panel.sigma:.4g}: begin above that"
            )
        if panel.network is not None and not panel.network.settings.noise:
            return None
        counted(density, panel.meaning).check_sigma(panel.sigma)
        largest, smallest = (added_noise(density, panel.meaning, s) for s in (request.largest, panel.sigma))
        score = score_of(panel.network) or density.score
        lines = flow_lines(score, flow_starts(density, request.start, largest, request.line), largest, smallest)
        own = max(0.0, panel.sigma**2 - smallest**2)
        return FlowLines(lines, (flow_sigmas(largest, smallest) ** 2 + own) ** 0.5)
