"""``score-explorer train``: a compact score network from pictures."""

from __future__ import annotations

import argparse
import dataclasses
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import UsageError
from app.commands.options import add_quiet, add_settings, given
from app.params import TrainParams
from app.params.data import DataParams
from app.params.plain import plain
from app.params.training import SizeParams, WatchParams
from app.params.training_run import ENDING, Orders
from app.params.words import told

if TYPE_CHECKING:
    from app.jobs.training import Training
    from app.training.ranks import Ranks

EXAMPLES = """\
examples:
  score-explorer train --data train-images-idx3-ubyte.gz --out digits.safetensors
  score-explorer train --data pictures/ --size 32 --epochs 100 --out pictures.safetensors
  score-explorer train --data pictures/ --size 32 --epochs 100 --out pictures.safetensors --resume
  torchrun --nproc-per-node 4 -m app train --data pictures/ --size 32 --out pictures.safetensors
  score-explorer train --data train-images-idx3-ubyte.gz --architecture ncsn --features 20 --half --out ncsn.safetensors
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "train",
        help="train a score network on pictures",
        description="Train a noise-conditional score network: a compact one, or an NCSN or NCSNv2 with the objective "
        "of its paper.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--data", required=True, metavar="PATH", help="IDX (.gz), a folder, a zip or .parquet of pictures, .npz"
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="the checkpoint to write, .safetensors")
    parser.add_argument(
        "--resume", action="store_true",
        help="go on with the run that writes the same file; with more --epochs also if it is finished",
    )  # fmt: skip
    parser.add_argument("--overwrite", action="store_true", help="start anew although there is an unfinished run")
    parser.add_argument("--force", action="store_true", help="replace a finished network")
    data = parser.add_argument_group("the data")
    add_settings(data, DataParams)
    how = parser.add_argument_group("the training")
    add_settings(how, TrainParams)
    add_settings(how, SizeParams)
    how.add_argument("--device", default="auto", help="auto, cuda, cuda:1, mps or cpu (default: auto)")
    watch = parser.add_argument_group("while it runs")
    add_settings(watch, WatchParams)
    add_quiet(watch)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train; 0 when complete, 1 when interrupted (the state is saved)."""
    from app.io.door import is_file
    from app.jobs.orders import check, read_data
    from app.jobs.planning import check_orders
    from app.jobs.threads import threads_here
    from app.jobs.together import device_here, joined, ranks_here, restarted
    from app.jobs.training import Training

    out = Path(args.out)
    if out.suffix != ENDING:
        raise UsageError(f"--out: the name must end in {ENDING}, not {plain(out.name)!r}")
    wanted, watch = DataParams(**given(args, DataParams)), WatchParams(**given(args, WatchParams))
    chosen, sizes = given(args, TrainParams), SizeParams(**given(args, SizeParams))
    TrainParams(**chosen)  # what is wrong with them is said before anything is read
    check_orders(chosen, sizes, start=watch.start is not None)
    orders = Orders(
        out, chosen, sizes, args.data, wanted, watch, resume=args.resume, overwrite=args.overwrite, force=args.force
    )
    ranks = ranks_here()
    if ranks.size > 1 and restarted() and is_file(orders.state_path):
        orders = dataclasses.replace(orders, resume=True)  # torchrun begins anew with the same words
    check(orders)
    device = device_here(args.device)
    data = read_data(orders.data, orders.wanted)
    for note in data.notes if ranks.first else ():
        say(f"note: {note}")
    with joined(ranks), told_to_stop(ranks) as stopping, threads_here(watch.threads):
        training = Training(orders, data, device, say, ranks=ranks, stopping=stopping)
        return train(training, quiet=args.quiet or not ranks.first)


@contextmanager
def told_to_stop(ranks: Ranks) -> Iterator[Callable[[], bool]]:
    """Whether a signal has asked for an end: processes that share a training stop together, after a whole step.

    One alone is interrupted at once, by a KeyboardInterrupt.
    """
    asked: list[int] = []
    if ranks.size == 1 or threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda got, _frame: asked.append(got)) for number in numbers}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def train(training: Training, *, quiet: bool) -> int:
    """Run to the end under a progress bar; 1 if interrupted."""
    from app.commands.bars import make_bar
    from app.training.images import TrainingDivergedError, TrainStep

    trainer = training.trainer
    tell = say if training.ranks.first else lambda _: None
    bar = make_bar(trainer.total_steps, "step", quiet=quiet, done=trainer.step)
    try:
        for step in training.run():
            if not isinstance(step, TrainStep):  # a grid is sampled
                continue
            where = f"epoch {step.epoch + 1}/{trainer.params.epochs}, loss {training.loss:.4f}"
            bar.set_postfix_str(told(where), refresh=False)
            bar.update()
    except KeyboardInterrupt:
        bar.close()
        with undisturbed():
            training.finish(complete=False)
        tell(f"Interrupted after {trainer.step} steps; the state is saved. Go on with --resume.")
        return 1
    except TrainingDivergedError:  # the state of before is better
        raise
    except Exception:
        with undisturbed(), suppress(Exception):  # a device may have failed, and its memory with it
            training.save()
            tell(f"The state after {trainer.step} steps is saved: go on with --resume.")
        raise
    finally:
        bar.close()
    with undisturbed():
        training.finish()
    if not training.ranks.first:
        return 0
    out, minutes = plain(str(training.orders.out), 300), training.seconds / 60
    print(told(f"{out}: {trainer.step} steps in {minutes:.1f} min, loss {training.loss:.4f}"))
    return 0


def say(text: str) -> None:
    """A line beside the progress bar."""
    from tqdm import tqdm

    tqdm.write(told(text), file=sys.stderr)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let the block come to its end whatever signals ask for: it saves what took hours."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
