"""What a record says of a run that does not begin with noise: the runs before it, or a picture of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.io.packing import packed, unpacked
from app.params import LiveParams, SampleSettings
from app.params.checks import whole
from app.params.inpainting import InpaintSettings
from app.params.path import Leg, OwnPicture
from app.params.sampling import MAX_LEVELS, MAX_SAMPLES

MOST_LEGS = 100
MOST_PIXELS = 2**26

LAST = 2**53
"""No run has more evaluations."""


def changes_to_list(changes: Sequence[tuple[int, LiveParams]], settings: SampleSettings) -> list[dict[str, Any]]:
    """Parameters set during a run: all that the settings' own record has, and what else differs from theirs."""
    begun = settings.live.to_dict(whole=True)
    found = []
    for evaluation, params in changes:
        now = params.to_dict(whole=True)
        differing = {key: value for key, value in now.items() if value != begun[key]}
        found.append({"evaluation": evaluation} | differing | params.to_dict())
    return found


def changes_from(data: Any, settings: SampleSettings) -> tuple[tuple[int, LiveParams], ...]:
    """The same read back. Raises ValueError, KeyError, TypeError or SettingError."""
    # What an older program did not know of was not changed during its runs.
    return tuple((whole("evaluation", c["evaluation"], 0, LAST), LiveParams.from_dict(c, settings.live)) for c in data)


def legs_to_list(legs: Sequence[Leg]) -> list[dict[str, Any]]:
    """The legs of a run as plain JSON."""
    return [_leg_to_dict(leg) for leg in legs]


def _leg_to_dict(leg: Leg) -> dict[str, Any]:
    data: dict[str, Any] = {
        "evaluations": leg.until,
        "settings": leg.settings.to_dict(),
        "changes": changes_to_list(leg.changes, leg.settings),
    }
    if leg.indices != tuple(range(leg.settings.count)):
        data["samples"] = list(leg.indices)
    if leg.inpainting is not None:
        data["inpainting"] = leg.inpainting.to_dict()
    if leg.sample is not None:
        data["from_sample"] = leg.sample
    return data


def legs_from(data: Any) -> tuple[Leg, ...]:
    """The same read back. Raises ValueError, KeyError, TypeError or SettingError."""
    if not isinstance(data, list) or len(data) > MOST_LEGS:
        raise ValueError("the runs before it are none that this program wrote")
    legs: list[Leg] = []
    for one in data:
        settings = SampleSettings.from_dict(one["settings"])
        chosen = one.get("samples", range(settings.count))
        if len(chosen) > MAX_SAMPLES:
            raise ValueError("too many samples")
        indices = tuple(whole("a sample", k, 0, settings.count - 1) for k in chosen)
        least = legs[-1].until + 1 if legs else 1
        until = whole("the evaluations of a run before", one["evaluations"], least, LAST)
        how = InpaintSettings.from_dict(one["inpainting"]) if "inpainting" in one else None
        sample = one.get("from_sample")
        if sample is not None and sample not in indices:
            raise ValueError("it goes on from a sample that there is not")
        legs.append(Leg(settings, indices, until, changes_from(one["changes"], settings), how, sample))
    return tuple(legs)


def beginning_to_dict(beginning: OwnPicture) -> dict[str, Any]:
    """A picture of one's own as plain JSON."""
    picture = beginning.picture
    return {"level": beginning.level, "shape": list(picture.shape), "picture": packed([picture])}


def beginning_from(data: Any) -> OwnPicture:
    """The same read back. Raises ValueError, KeyError, TypeError, AttributeError or zlib.error."""
    channels, height, width = (whole("a side of the picture", side, 1, MOST_PIXELS) for side in data["shape"])
    if channels * height * width > MOST_PIXELS:
        raise ValueError("the picture is too large")
    picture = unpacked(data["picture"], (channels, height, width), np.float32)
    return OwnPicture(picture, whole("the level", data["level"], 0, MAX_LEVELS))
