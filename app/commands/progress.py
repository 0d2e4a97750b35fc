"""Running a sampler under a progress bar, with what Ctrl-C and a full memory leave."""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.params.words import told

if TYPE_CHECKING:
    from torch import Tensor

    from app.core.types import ScoreModel
    from app.io.records import RunRecord
    from app.jobs.sampling import BatchStep, MakeFilling
    from app.params import Plan
    from app.params.inpainting import InpaintSettings
    from app.params.repaint import Repainted


def run_with_bar(
    model: ScoreModel,
    record: RunRecord,
    plan: Plan,
    *,
    quiet: bool,
    make_filling: MakeFilling = lambda: None,
    filled: tuple[InpaintSettings, Repainted] | None = None,
    only: range | None = None,
    watch: Callable[[BatchStep], None] = lambda _: None,
) -> tuple[Tensor, float, bool, RunRecord]:
    """(x [n, C, H, W], seconds, complete) of a recorded run, or of ``only`` some of its samples.

    After Ctrl-C all samples that were begun, as they were.

    And its record, which says how many samples went through the network at once, if memory allowed fewer than it said.
    ``filled`` is what is filled by a run that goes on from another. ``watch`` is given every step.
    """
    import torch

    from app.commands.bars import make_bar
    from app.jobs.sampling import Before, run_all

    settings = record.settings
    only = range(settings.count) if only is None else only
    done: list[Tensor] = []
    latest: BatchStep | None = None
    batch = settings.batch_size
    begun = time.perf_counter()
    complete = True
    bar = make_bar(plan.total * -(-len(only) // batch), "it", quiet=quiet)
    try:
        before = Before(record.before, record.beginning, filled)
        for now in run_all(model, settings, record.changes, make_filling, before, only=only):
            if latest is not None and now.first != latest.first:
                done.append(latest.step.x)
            if now.size < min(batch, only.stop - now.first):
                batch = now.size
                bar.write(told(f"too little memory: going on with {batch} samples at a time"), file=sys.stderr)
                bar.total = bar.n + plan.total * -(-(only.stop - now.first) // batch)
            latest = now
            watch(now)
            where = f"level {now.step.level + 1}/{now.step.levels}, sigma {now.step.sigma:.3g}"
            bar.set_postfix_str(told(where), refresh=False)
            bar.update()
    except KeyboardInterrupt:
        complete = False
    finally:
        bar.close()
    if latest is None:
        raise KeyboardInterrupt
    if batch < settings.batch_size:
        record = dataclasses.replace(record, settings=dataclasses.replace(settings, batch_size=batch))
    return torch.cat([*done, latest.step.x]), time.perf_counter() - begun, complete, record
