"""The wrappings that training scripts put around a network's ``state_dict``.

ncsn and ncsnv2 write lists (``[state, optimizer, epoch, step, average]``), score_sde a dictionary (``{'model', 'ema':
{'shadow_params'}, 'optimizer', 'step'}``); others use one of a dozen names, Lightning puts the module's attribute in
front of every name, and DataParallel, torch.compile and AveragedModel put prefixes of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.io.errors import CheckpointError
from app.io.formats.stored import Stored

ANOTHER = "The file was written for another network, or is damaged"
PREFIXES = ("module.", "_orig_mod.")
LIVE = (
    "model", "state_dict", "model_state_dict", "model_state", "net", "network", "score_model", "score_net", "params",
    "net_model", "weights",
)  # fmt: skip
AVERAGED = ("ema", "net_ema", "model_ema", "ema_model", "params_ema", "ema_state_dict", "ema_model_state_dict")
INSIDE = ("shadow", "module", "model", "state_dict", "ema_model")
ATTRIBUTES = ("model", "net", "network", "score_model", "score_net", "score_network")
"""What Lightning modules call their network."""
STEPS = ("step", "global_step", "iteration", "iter")
COUNTER = "n_averaged"

Weights = dict[str, Stored]
IsKnown = Callable[[Weights], bool]


@dataclass(frozen=True)
class Unwrapped:
    """What a file holds of weights: the live ones, their average (by name, or a bare list), and what else was found.

    ``layout`` says for people how they were wrapped; ``steps`` is how long the network was trained, if that is said.
    """

    live: Weights | None
    averaged: Weights | list[Stored] | None
    layout: str
    steps: int | None = None

    @property
    def named(self) -> Weights:
        """Weights with their names: the live ones, or the average where there is nothing else."""
        if self.live is not None:
            return self.live
        return self.averaged if isinstance(self.averaged, dict) else {}


def unwrap(path: Path, data: Any, is_known: IsKnown) -> Unwrapped:
    """Find the weights in what ``torch.save`` was given. ``is_known`` says whether names belong to a known network.

    Raises CheckpointError if there are none.
    """
    if isinstance(data, (list, tuple)) and data:
        averaged = data[4] if len(data) == 5 else None  # of four, the last is the step
        steps = data[3] if len(data) > 3 else None
        live = data[0].get("model", data[0]) if isinstance(data[0], Mapping) else data[0]
        return _unwrapped(path, live, averaged, f"list of {len(data)}", steps, is_known)
    if not isinstance(data, Mapping) or not data:
        raise CheckpointError(path, "it holds no network weights where they are expected", ANOTHER)
    if _is_state(data):
        return _unwrapped(path, data, None, "state_dict alone", None, is_known)
    if "shadow_params" in data:
        raise CheckpointError(path, "it holds the average (EMA) alone, without its names", "Give the whole checkpoint")
    under = next((name for name in LIVE if isinstance(data.get(name), Mapping) and data[name]), None)
    over = next((name for name in AVERAGED if isinstance(data.get(name), (Mapping, list)) and data[name]), None)
    steps = next((data[name] for name in STEPS if name in data), None)
    if under is None and over is None:
        raise CheckpointError(path, "it holds no network weights where they are expected", ANOTHER)
    live = None if under is None else data[under]
    if isinstance(live, Mapping) and not _is_state(live):
        live = next((live[name] for name in LIVE if isinstance(live.get(name), Mapping)), live)
    layout = f"weights under {under or over!r}"
    return _unwrapped(path, live, None if over is None else data[over], layout, steps, is_known)


def _unwrapped(path: Path, live: Any, averaged: Any, layout: str, steps: Any, is_known: IsKnown) -> Unwrapped:
    trained = steps if isinstance(steps, int) and not isinstance(steps, bool) and 0 <= steps < 10**12 else None
    average = _averaged(path, averaged)
    if live is None:
        if not isinstance(average, dict):
            raise CheckpointError(
                path, "it holds the average (EMA) alone, without its names", "Give the whole checkpoint"
            )
        return Unwrapped(None, average, layout, trained)
    tensors = state_of(path, live)
    if any(name.rpartition(".")[2] == COUNTER for name in live):
        return Unwrapped(None, tensors, f"{layout}, an AveragedModel", trained)
    if not is_known(tensors):
        tensors, inner = _attribute(tensors, ATTRIBUTES, is_known), _attribute(tensors, AVERAGED, is_known)
        average = average or inner or None
        if not tensors and inner:
            return Unwrapped(None, inner, layout, trained)
        tensors = tensors or state_of(path, live)
    return Unwrapped(tensors, average, layout, trained)


def _averaged(path: Path, found: Any) -> Weights | list[Stored] | None:
    """An average as names and tensors, or as the bare list of score_sde; None if there is none."""
    if isinstance(found, Mapping) and "shadow_params" in found:
        found = found["shadow_params"]
        if not isinstance(found, Sequence) or not all(isinstance(part, Stored) for part in found):
            raise CheckpointError(path, "its EMA is not a list of tensors", ANOTHER)
        return list(found) or None
    if isinstance(found, (list, tuple)) and found and all(isinstance(part, Stored) for part in found):
        return list(found)
    if not isinstance(found, Mapping) or not found:
        return None
    inner = found if _is_state(found) else next((found[n] for n in INSIDE if isinstance(found.get(n), Mapping)), found)
    return state_of(path, inner)


def _attribute(tensors: Weights, names: Sequence[str], is_known: IsKnown) -> Weights:
    """The weights of the first of a module's attributes ``names`` that is a known network; empty if none is."""
    for name in names:
        inner = {bare(k[len(name) + 1 :]): t for k, t in tensors.items() if k.startswith(f"{name}.")}
        inner.pop(COUNTER, None)
        if inner and is_known(inner):
            return inner
    return {}


def _is_state(data: Mapping[Any, Any]) -> bool:
    return bool(data) and all(isinstance(value, Stored) for value in data.values())


def bare(name: str) -> str:
    """A tensor's name without the prefixes of DataParallel and torch.compile, in any order and number."""
    while name.startswith(PREFIXES):
        name = name.removeprefix(PREFIXES[0]).removeprefix(PREFIXES[1])
    return name


def state_of(path: Path, state: Any) -> Weights:
    """A ``state_dict`` without the prefixes of DataParallel and torch.compile; CheckpointError if it is none."""
    if not isinstance(state, Mapping) or not state:
        raise CheckpointError(path, "it holds no network weights where they are expected", ANOTHER)
    tensors: Weights = {}
    for key, value in state.items():
        if not isinstance(key, str) or not isinstance(value, Stored):
            raise CheckpointError(path, f"the entry {str(key)[:80]!r} of its weights is not a tensor", ANOTHER)
        name = bare(key)
        if name == COUNTER:
            continue
        if name in tensors:
            raise CheckpointError(path, f"it holds the tensor {name!r} twice", ANOTHER)
        tensors[name] = value
    return tensors
