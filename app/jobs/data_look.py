"""A look at a data set before a network is trained on it: some of its pictures, and what suits them."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from typing import Any

import numpy as np

from app.io.datasets import array_file, members, no_pictures
from app.io.errors import expanded
from app.jobs.orders import read_data
from app.jobs.planning import moments_of, plan_for
from app.params import SettingError
from app.params.data import DataParams
from app.params.training import ARCHITECTURES, SizeParams
from app.params.training_run import DataLook

FIRST = 1000
"""Pictures of a folder or an archive that are looked at; arrays are read whole anyway."""

SHOWN = 24


def look_at(path: str, wanted: DataParams) -> DataLook:
    """What a network would see of the data set at ``path``. Raises DataError."""
    place = expanded(path)
    if array_file(place) is None:
        with members(place) as (names, _, _):
            total = min(len(names), wanted.limit or len(names))
        if total == 0:
            raise no_pictures(place)
        data = read_data(place, dataclasses.replace(wanted, limit=min(total, FIRST)))
    else:
        data = read_data(place, wanted)
        total = len(data.images)
    images, mean, std = moments_of(data)
    usual: dict[str, dict[str, Any]] = {}
    for name, *_ in ARCHITECTURES:
        with suppress(SettingError):  # pictures of a size that it cannot take: said when it is chosen
            usual[name] = plan_for(images, mean, std, name, SizeParams()).usual()
    spread = np.linspace(0, len(data.images) - 1, min(SHOWN, len(data.images))).astype(int)
    pictures = np.ascontiguousarray(data.images[spread].transpose(0, 2, 3, 1))
    return DataLook(pictures, total, data.notes, usual)
