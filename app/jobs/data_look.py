"""A look at a data set before a network is trained on it: some of its pictures, and what suits them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np
import torch

from app.io.datasets import members, no_pictures, open_array, read_images
from app.io.errors import DataError, expanded
from app.jobs.planning import plan_for
from app.params import SettingError
from app.params.data import DataParams
from app.params.training import ARCHITECTURES, SizeParams
from app.params.training_run import DataLook
from app.training.recipe import pixel_moments

FIRST = 1000
"""Pictures of a folder or an archive that are looked at; arrays are read whole anyway."""

SHOWN = 24


def look_at(path: str, wanted: DataParams) -> DataLook:
    """What a network would see of the data set at ``path``. Raises DataError."""
    place = expanded(path)
    array = open_array(place)
    if array is None:
        with members(place) as (names, _, _):
            total = len(names)
    else:
        total = len(array)
    total = min(total, wanted.limit or total)
    if total == 0:
        raise no_pictures(place)
    most = min(total, FIRST) if array is None else total
    data = read_images(place, size=wanted.size, grey=wanted.grey, limit=most, cut=wanted.cut)
    images = torch.from_numpy(data.images)
    mean, std = pixel_moments(images)
    if std == 0:
        raise DataError(data.name, "all pixels of all pictures are equal", "There is nothing to learn from them")
    usual: dict[str, dict[str, Any]] = {}
    for name, *_ in ARCHITECTURES:
        with suppress(SettingError):  # pictures of a size that it cannot take: said when it is chosen
            usual[name] = plan_for(images, mean, std, name, SizeParams()).usual()
    spread = np.linspace(0, len(data.images) - 1, min(SHOWN, len(data.images))).astype(int)
    pictures = np.ascontiguousarray(data.images[spread].transpose(0, 2, 3, 1))
    return DataLook(pictures, total, data.notes, usual)
