"""A learned score as the laboratory's mathematics takes it."""

from __future__ import annotations

from app.lab.density import ScoreField
from app.networks.plane import PlaneScoreNet
from app.params.lab.run import LearnedScore


def score_of(learned: LearnedScore | None) -> ScoreField | None:
    """The network's score, x [N, 2], sigma -> [N, 2]; None where there is none."""
    return None if learned is None else network_of(learned).score


def network_of(learned: LearnedScore) -> PlaneScoreNet:
    """The network itself."""
    if not isinstance(learned.module, PlaneScoreNet):
        raise TypeError(f"a learned score holds a PlaneScoreNet, not {type(learned.module).__name__}")
    return learned.module
