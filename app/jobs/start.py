"""A training that begins with the weights of a finished network, which may be a smaller one of its kind.

Every residual block ends with a convolution that is zero when it is made, so blocks that the finished network does not
have pass their input on unchanged: before its first step the larger network computes what the smaller one does.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from app.io.checkpoint import load_checkpoint
from app.io.errors import CheckpointError
from app.networks.compact import CompactConfig, CompactScoreNet
from app.networks.model import NetworkModel
from app.params import SettingError

_GROWS = ("blocks", "coarse_blocks")


class StartNetwork:
    """The finished network in ``path``. Raises CheckpointError if it cannot be read, or is of another kind."""

    def __init__(self, path: Path) -> None:
        model = load_checkpoint(path)
        info = model.describe()
        if not isinstance(model, NetworkModel) or not isinstance(model.network, CompactScoreNet):
            raise CheckpointError(
                path, f"its network is of the kind {info.architecture}", "A training starts from compact networks only"
            )
        self.sha256 = info.sha256
        self._network, self._name = model.network, info.name
        told = info.facts.get("training", "")
        self.facts = {"started from": f"{info.name}, SHA-256 {info.sha256[:16]}{told and ': '}{told}"}

    def fitted(self, wanted: CompactConfig) -> CompactConfig:
        """``wanted`` with this network's moments of the data, to which its weights belong.

        Raises SettingError where the weights cannot serve.
        """
        own = self._network.config
        for field in dataclasses.fields(CompactConfig):
            mine, theirs = getattr(own, field.name), getattr(wanted, field.name)
            if field.name.startswith("data_"):
                continue
            if (theirs < mine) if field.name in _GROWS else (theirs != mine):
                name, own_name = field.name, self._name
                if name in _GROWS:
                    raise SettingError(f"--start: {name} must be at least {mine}, as in {own_name}, not {theirs}")
                raise SettingError(f"--start: {name} must be {mine}, as in {own_name}, not {theirs}")
        return dataclasses.replace(wanted, data_mean=own.data_mean, data_std=own.data_std)

    def hand_on(self, network: CompactScoreNet) -> None:
        """Give ``network``, made for :meth:`fitted`, these weights; blocks of its own stay as they were made."""
        network.load_state_dict(network.state_dict() | self._network.state_dict())
