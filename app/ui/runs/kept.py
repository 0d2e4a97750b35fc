"""The settings that are shown: which network's they are, kept for it, and restored from pictures of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.params import SampleSettings
from app.params.model import ModelInfo
from app.params.opening import Opening
from app.params.sweep import Cell
from app.state.preferences import Preferences
from app.state.settings import SettingsState
from app.workers.restoring import Restored

if TYPE_CHECKING:
    from app.ui.model_session import ModelSession

Suit = Callable[[SampleSettings], SampleSettings]
"""Settings as a workspace can use them."""

Again = Callable[[], None]
"""Restores a picture once more, at another network."""


class NetworkSettings:
    """Gives each network its own settings; ``prefix`` tells a workspace's from those of others.

    ``suit`` is applied to all that is shown, ``recommend`` to what is recommended for a network, before that.
    """

    def __init__(
        self, models: ModelSession, preferences: Preferences, settings: SettingsState, *, prefix: str = "",
        suit: Suit = lambda settings: settings, recommend: Suit = lambda settings: settings,
    ) -> None:  # fmt: skip
        self._models, self._preferences, self._settings = models, preferences, settings
        self._prefix, self._suit, self._recommend = prefix, suit, recommend
        self._sha256 = ""
        self._advice: SampleSettings | None = None
        """What was recommended for the network ``_sha256``."""
        self._awaited: tuple[str, Again] | None = None
        """The network that made a restored picture (SHA-256), while another is open; what restores the picture there.

        Until then the settings shown are not the open network's own, and are not kept as such.
        """
        self.lent = False
        """The settings are a lesson's: they are not kept as the reader's."""
        self._when_open: Again | None = None
        """What restores a picture's run once the network that is being opened is there."""

    def take_up(self, info: ModelInfo) -> None:
        """The network is open: show what was kept for it, what it recommends, or the picture that waited for it."""
        recommended = self._suit(self._recommend(info.settings))
        self._settings.set_network(info, recommended, self._suit)
        restore, self._when_open = self._when_open, None
        if info.sha256 != self._sha256:  # not for the same network on another device
            self.keep()
            self._sha256 = ""  # what the panel shows belongs to no network until all below is done
            if restore is None and self._awaited is not None and self._awaited[0] == info.sha256:
                restore = self._awaited[1]
            self._awaited = None
            kept = self._preferences.settings_for(self._prefix + info.sha256, recommended)
            self._settings.set_replay((), ())
            self._settings.replace(self._suit(kept), live=False)
        elif recommended != self._advice and restore is None:
            self._settings.replace(recommended, live=False)  # the same file, opened with other answers
        if restore is not None:
            restore()
        self._sha256, self._advice = info.sha256, recommended

    def keep(self) -> None:
        """Keep what is shown for the network whose it is."""
        settings = self._settings.valid
        if self._sha256 and settings is not None and self._awaited is None and not self.lent:
            self._preferences.keep_settings(self._prefix + self._sha256, settings, self._advice)

    def show_kept(self) -> None:
        """Show what was kept for the open network, or what suits it."""
        if self._sha256 and self._advice is not None:
            kept = self._preferences.settings_for(self._prefix + self._sha256, self._advice)
            self._settings.replace(self._suit(kept), live=False)

    # A picture of a run comes back

    def recall(self, restored: Restored, then: Again) -> bool:
        """Open the network as it was when the picture was made; False while that goes on, ``then`` is called later."""
        self._models.recall(restored.sha256, restored.opening)
        if self._models.state.loading:
            self._when_open = then
            return False
        return True

    def elsewhere(self, restored: Restored) -> bool:
        """Whether another network than the open one made the picture."""
        info = self._models.state.info
        return info is None or info.sha256 != restored.sha256

    def wait_for(self, restored: Restored, again: Again) -> None:
        """The picture is about to be restored, and by ``again`` once its network is open, if that is another one."""
        self.keep()
        self._awaited = (restored.sha256, again) if self.elsewhere(restored) else None

    def show(self, restored: Restored, again: Again) -> None:
        """Show the settings of the picture, whose changes act again in the next runs."""
        self.wait_for(restored, again)
        if restored.threads is not None:
            self._models.state.threads = restored.threads
        self._settings.set_replay((), ())
        self._settings.replace(self._suit(restored.settings), live=False)
        self._settings.set_replay(restored.changes, restored.indices, restored.before, restored.beginning)

    def show_cell(self, cell: Cell, info: ModelInfo, again: Again) -> None:
        """Show the settings of a sweep's cell, made with the network described, and open that if it is another one."""
        if cell.settings is None:
            return
        opening = Opening.from_dict(info.opening)
        made = Restored(
            "", cell.settings, cell.changes, info.name, info.sha256, (), opening=opening, before=cell.before
        )
        self.show(made, again)
        if self.elsewhere(made):
            self._models.open(info.path)
