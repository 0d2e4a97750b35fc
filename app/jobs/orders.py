"""What is ordered, before a training begins: what its place holds, whether it may begin, how an earlier one was set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.io.atomic import check_writable
from app.io.datasets import ImageSet, read_images
from app.io.door import is_file
from app.io.errors import CheckpointError, name_of
from app.io.training_state import TrainingState, load_training_state
from app.params import SettingError, TrainParams
from app.params.data import DataParams
from app.params.settings import known_values
from app.params.training import SizeParams
from app.params.training_run import ENDING, FoundRun, Orders, Place, Standing


def standing(orders: Orders) -> Standing:
    """What there is where the training would write to. Raises WriteError if it could not write there."""
    paths = _paths(orders)
    for path in (*paths, orders.state_path):
        check_writable(path)
    state = orders.state_path
    if not is_file(state):
        there = [path for path in paths if is_file(path)]
        return Standing(Place.TAKEN, name_of(there[0])) if there else Standing(Place.FREE)
    try:
        found = load_training_state(state)
    except CheckpointError as error:
        return Standing(Place.DAMAGED, name_of(state), problem=str(error))
    place = Place.COMPLETE if found.complete else Place.UNFINISHED
    return Standing(place, name_of(state), found.step, found.epochs, found.seconds)


def check(orders: Orders) -> None:
    """Raise SettingError or a FileError if the run could not be begun, or would replace what it must not.

    To be called before anything is read that takes time.
    """
    found = standing(orders)
    out, state = name_of(orders.out), name_of(orders.state_path)
    if found.place in (Place.FREE, Place.TAKEN):
        if orders.resume:
            raise SettingError(f"there is no unfinished run to resume: {state} does not exist")
        if found.place is Place.TAKEN and not orders.force:
            raise SettingError(f"{found.name} exists; give another name, or --force to replace it")
    elif found.place is Place.DAMAGED:
        if orders.resume or not orders.overwrite:
            load_training_state(orders.state_path)  # says what is wrong
    elif orders.resume:
        if found.place is Place.COMPLETE and orders.given.get("epochs", TrainParams().epochs) <= found.epochs:
            raise SettingError(
                f"there is no unfinished run to resume: {out} is complete after {found.epochs} epochs; "
                "--epochs with a larger number goes on with it"
            )
    elif found.place is Place.COMPLETE and is_file(orders.out) and not orders.force:
        raise SettingError(
            f"{out} is the finished network of another run; replace it with --force, or go on with it by --resume and "
            f"more than its {found.epochs} --epochs"
        )
    elif found.place is Place.UNFINISHED and not orders.overwrite:
        raise SettingError(f"{state} holds an unfinished run: go on with --resume, or start anew with --overwrite")


def _paths(orders: Orders) -> list[Path]:
    return [orders.out, *([orders.grid_path] if orders.samples else [])]


def read_data(path: str | Path, wanted: DataParams, progress: Any = None) -> ImageSet:
    """The pictures, as they are wanted; ``progress(done, total)`` may raise to stop. Raises DataError."""
    return read_images(path, size=wanted.size, grey=wanted.grey, limit=wanted.limit, cut=wanted.cut, progress=progress)


def found_run(path: str | Path) -> FoundRun:
    """How the training was set up whose state (``NAME.resume.pt``), or whose finished file, is at ``path``.

    Raises CheckpointError.
    """
    place = Path(path)
    out = place.with_suffix(ENDING)
    if place.name.endswith(".resume.pt"):
        out = place.with_name(place.name.removesuffix(".resume.pt") + ENDING)
    state_file = out.with_suffix(".resume.pt")
    found = load_training_state(state_file)
    try:
        return _told(out, found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problem = f"its settings cannot be used ({error})"
        raise CheckpointError(state_file, problem, "Train by the same settings, typed anew") from error


def _told(out: Path, found: TrainingState) -> FoundRun:
    params, config = dict(found.setup["params"]), dict(found.setup["config"])
    given = known_values(TrainParams, params | {"epochs": max(1, found.epochs)})
    TrainParams(**given)
    ordered = found.state.get("orders", {})
    return FoundRun(
        str(out), given, SizeParams(**known_values(SizeParams, config)), str(ordered.get("data", "")),
        DataParams.from_dict(ordered.get("wanted", {})), str(ordered.get("start", "")),
    )  # fmt: skip


def told_of(orders: Orders) -> dict[str, Any]:
    """What a state keeps of the orders, so that the window can go on with them."""
    data = str(Path(orders.data).absolute()) if orders.data else ""
    return {"data": data, "wanted": orders.wanted.to_dict(whole=True), "start": orders.watch.start or ""}
