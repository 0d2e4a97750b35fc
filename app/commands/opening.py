"""What may be said about a checkpoint when opening it, as options of the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.commands.language import tell
from app.commands.options import add_settings, given
from app.params import SettingError
from app.params.opening import HOW_TO_COMPUTE, Opening
from app.params.settings import fields_of

if TYPE_CHECKING:
    from app.io.records import RunRecord
    from app.networks.spaces import SpaceModel

PREFIX = "opening_"
"""What tells an answer about the checkpoint from a setting of the run with the same name."""


def add_opening(parser: argparse.ArgumentParser) -> None:
    """Declare the options that answer what a checkpoint's file cannot tell."""
    group = parser.add_argument_group(
        "about the checkpoint",
        "for what the file cannot tell; by default a config.yml, .yaml or .json beside it is used, then what "
        "the published configurations have",
    )
    add_settings(group, Opening, leave_out=HOW_TO_COMPUTE, prefix=PREFIX)


def add_speed(parser: argparse.ArgumentParser) -> None:
    """Declare the options that make a network compute faster."""
    group = parser.add_argument_group("speed (results change by rounding)")
    add_settings(group, Opening, leave_out=set(fields_of(Opening)) - set(HOW_TO_COMPUTE), prefix=PREFIX)


def opening(args: argparse.Namespace, base: dict[str, Any] | None = None) -> Opening:
    """What the command line says, over ``base``, the opening of an earlier run's record. Raises SettingError."""
    said = given(args, Opening, PREFIX)
    before = dict(base or {})
    if "preset" in said and "config" not in said:
        before.pop("config", None)
    for one, other in (("logit_transform", "rescaled"), ("rescaled", "logit_transform")):
        if said.get(one) and other not in said:
            before.pop(other, None)
    return Opening.from_dict(before | said)


def open_model(args: argparse.Namespace, record: RunRecord | None = None) -> SpaceModel:
    """The network of --checkpoint; by default that of ``record``, the run in --from-image, or the bundled digits.

    What the command line leaves open about it is as in ``record``, if that is a run of the same file. Remarks go to
    standard error. Raises CheckpointError, SettingError, and ImageError if the record's network is not at hand.
    """
    from app.io.checkpoint import CheckpointFile
    from app.io.errors import ImageError
    from app.io.opening import open_network
    from app.io.places import is_checkpoint, resolve_checkpoint
    from app.jobs.opening import open_yielding
    from app.jobs.together import device_here

    device = device_here(args.device)
    name = args.checkpoint or (record.checkpoint if record is not None else "mnist")
    path = resolve_checkpoint(name)
    if record is not None and args.checkpoint is None and not is_checkpoint(path):
        raise ImageError(
            args.from_image, f"it was made with the checkpoint {name!r} (SHA-256 {record.sha256})",
            "Give that file with --checkpoint",
        )  # fmt: skip
    file = CheckpointFile(path)
    base = record.opening if record is not None and record.sha256 == file.sha256 else {}
    said = opening(args)
    try:
        wanted = opening(args, base)
    except SettingError as error:
        opened, left_out = open_network(file, said, device), str(error)
    else:
        opened, left_out = open_yielding(file, wanted, said if base else None, device)
    if left_out:
        tell(f"note: what the picture says about the file was left out: {left_out}", error=True)
    if record is not None and record.sha256 != file.sha256:
        tell(f"note: the picture was made with another file than {path}; the result will differ", error=True)
    for remark in opened.remarks:
        tell(f"note: {remark}", error=True)
    return opened.model
