"""A desk with what the workspace of samples has: pictures, what is found in them, and the windows opened from it."""

from dataclasses import replace
from functools import cached_property, partial

from app.state.inside import InsideState
from app.state.quality import QualityState
from app.ui.runs.fan_shares import FanShares
from app.ui.runs.races import Races
from app.ui.runs.sweeps import Sweeps
from app.ui.sample.center import SampleCenter
from app.ui.sample.inside_session import InsideSession
from app.ui.sample.inside_view import InsideView
from app.ui.sample.quality_panel import QualityPanel
from app.ui.sample.quality_session import QualitySession
from app.ui.sample.start_picture import StartPicture
from tests.ui.desk import Desk


class SampleDesk(Desk):
    """Each part is made when it is asked for; the pictures bring the keys and the actions of all of them."""

    def take_cell(self, cell, info):
        """A sweep's."""
        self._kept.show_cell(cell, info, lambda: self.take_cell(cell, info))

    def situation(self):
        now = super().situation()
        inside = "inside" in vars(self) and self.inside.state.shown
        return replace(now, zoomable=now.pictures and not now.enlarged, inside=inside)

    @cached_property
    def center(self):
        made = self.show(SampleCenter(self.models, self.run, self.colours, self.table), (760, 680))
        made.give_focus()
        self.sheet.addActions(list(self.table.actions.values()))
        grid = made.grid
        zooms = {"zoom_in": grid.zoom_in, "zoom_out": grid.zoom_out, "zoom_fit": grid.zoom_fit}
        self.bind(made.handlers() | zooms | {"export": lambda: self.exporter.ask()})
        self.bind({"sweep": lambda: self.sweeps.show(), "race": lambda: self.races.show()})
        return made

    @property
    def central(self):
        """What has the keyboard."""
        return self.center

    @cached_property
    def quality(self):
        state = QualityState(self.owner)
        return self.hold(QualitySession(state, self.run, self.models, self.tasks, self.preferences, self.owner))

    @cached_property
    def quality_panel(self):
        return self.show(QualityPanel(self.quality, self.run, self.table))

    @cached_property
    def inside(self):
        """Its view comes in front of the pictures."""
        state = InsideState(self.owner)
        made = InsideSession(state, self.run, self.models, self.tasks, self.owner)
        state.shown_changed.connect(self._look)
        self.center.add_view(partial(InsideState.shown.of, state), self._make_inside, state.shown_changed)
        self.bind({"inside": self._toggle_inside})
        return made

    def _make_inside(self):
        made = InsideView(self.inside, self.colours, self.context)
        made.closed.connect(self._toggle_inside)
        return made

    def _toggle_inside(self):
        self.inside.state.shown = not self.inside.state.shown

    @cached_property
    def start_picture(self):
        return StartPicture(self.context, self.runner, self.center, self.owner)

    @cached_property
    def sweeps(self):
        return self.hold(Sweeps(self.context, self.settings, self, self.sheet))

    @cached_property
    def races(self):
        return self.hold(Races(self.context, self.settings, self.colours, self.history, self.sheet))

    @cached_property
    def fan(self):
        """The shares below the pictures, and the key that goes on from one."""
        self.bind({"fan_out": lambda: self.runner.branch(fan=self.preferences.fan)})
        return self.hold(FanShares(self.context, self.run, self.center.shares, self.owner))
