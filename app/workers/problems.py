"""Errors of the threads in a user's words, with the traceback as details to copy."""

from __future__ import annotations

import dataclasses
import math
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.params import ETA_LIMIT, SettingError
from app.params.run import FinishReason, Problem

if TYPE_CHECKING:
    from app.core.diagnostics import SamplingDivergedError


def details_of(error: BaseException) -> str:
    """The traceback as text."""
    return "".join(traceback.format_exception(error))


def explain_run(error: BaseException) -> tuple[FinishReason, Problem]:
    """Why a run ended by ``error``, and what to do."""
    from app.core.device import is_out_of_memory
    from app.core.diagnostics import SamplingDivergedError

    details = details_of(error)
    if isinstance(error, SamplingDivergedError):
        return FinishReason.DIVERGED, Problem("The samples diverged", _advice(error), details, _remedy(error))
    if isinstance(error, MemoryError) or (isinstance(error, RuntimeError) and is_out_of_memory(error)):
        card = type(error).__name__ == "OutOfMemoryError"
        advice = (
            "The graphics card's memory is used up. Choose the CPU, or close what else uses the card."
            if card
            else "This computer's memory is used up. Close other programs, or choose fewer samples."
        )
        return FinishReason.OUT_OF_MEMORY, Problem("Out of memory", advice, details)
    if isinstance(error, SettingError):
        return FinishReason.FAILED, Problem(
            "The run cannot go on with these settings", f"{error}.", details, of_settings=True
        )
    return FinishReason.FAILED, Problem("The run failed", f"{type(error).__name__}: {error}", details)


def explain_titled(titles: Mapping[FinishReason, str], error: BaseException) -> tuple[FinishReason, Problem | None]:
    """The same under the titles of a particular job."""
    reason, problem = explain_run(error)
    titled = reason is not FinishReason.FAILED or isinstance(error, SettingError)
    if problem is not None and titled and reason in titles:
        problem = dataclasses.replace(problem, title=titles[reason])
    return reason, problem


def _advice(error: SamplingDivergedError) -> str:
    """What a SamplingDivergedError means, in the symbols of the window and in both conventions of the step size."""
    where = f"level {error.level + 1}, step {error.step + 1}, σ = {error.sigma:.3g}"
    network = "the network itself gave the value: choose noise levels within the range it was trained for."
    if error.eta is None:
        return f"The samples are no longer finite numbers ({where}). {network[0].upper()}{network[1:]}"
    where += f", η = {error.eta:.3g}"
    now, limit = (f"{e:.3g} (step_lr {e / 2:.3g})" for e in (error.epsilon, error.stable_epsilon))
    if error.eta >= ETA_LIMIT:
        advice = f"ε is {now}; it must stay below {limit} here."
    else:
        advice = f"ε is {now}, below the stability limit {limit}, so {network}"
    return f"The samples are no longer finite numbers ({where}). {advice}"


def _remedy(error: SamplingDivergedError) -> tuple[str, float] | None:
    """The step size of two digits just below the stability limit, where it was that that was too large."""
    limit = error.stable_epsilon
    if error.eta is None or error.eta < ETA_LIMIT or not 0 < limit < math.inf:
        return None
    digit = 10.0 ** (math.floor(math.log10(limit)) - 1)
    return "epsilon", float(f"{(math.ceil(limit / digit * (1 - 1e-9)) - 1) * digit:.2g}")


def explain_task(error: BaseException, title: str) -> Problem:
    """What went wrong in a task called ``title`` ("... could not be opened")."""
    from app.io.errors import FileError

    details = details_of(error)
    if isinstance(error, (FileError, SettingError)):
        return Problem(title, str(error), details, of_settings=isinstance(error, SettingError))
    if isinstance(error, MemoryError):
        return Problem(title, "The memory is used up. Close other programs, or choose a smaller file.", details)
    return Problem(title, f"{type(error).__name__}: {error}", details)
