"""``score-explorer train``: a compact score network from pictures."""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import UsageError
from app.params import TrainParams

if TYPE_CHECKING:
    import torch

    from app.io.datasets import ImageSet
    from app.networks.compact import CompactConfig
    from app.training.images import ImageTrainer

EXAMPLES = """\
examples:
  score-explorer train --data train-images-idx3-ubyte.gz --out digits.safetensors
  score-explorer train --data pictures/ --size 32 --epochs 100 --out pictures.safetensors
  score-explorer train --data pictures/ --size 32 --epochs 100 --out pictures.safetensors --resume
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    default = TrainParams()
    parser = subparsers.add_parser(
        "train",
        help="train a score network on pictures",
        description="Train a compact noise-conditional score network by denoising score matching.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", required=True, metavar="PATH", help="IDX (.gz), a folder or zip of pictures, .npz")
    parser.add_argument("--out", required=True, metavar="FILE", help="the checkpoint to write, .safetensors")
    parser.add_argument("--resume", action="store_true", help="go on with the unfinished run that writes the same file")
    parser.add_argument("--overwrite", action="store_true", help="start anew although there is an unfinished run")
    data = parser.add_argument_group("the data")
    data.add_argument("--size", type=int, metavar="PX", help="crop to a square and scale to this side")
    data.add_argument("--grey", action="store_true", help="turn colours to grey")
    data.add_argument("--limit", type=int, metavar="N", help="use the first N pictures only")
    data.add_argument("--licence", default="", metavar="TEXT", help="the data's licence and source, kept in the file")
    how = parser.add_argument_group("the training")
    how.add_argument("--epochs", type=int, default=default.epochs, help=f"default: {default.epochs}")
    how.add_argument("--batch-size", type=int, default=default.batch_size, help=f"default: {default.batch_size}")
    how.add_argument(
        "--learning-rate", type=float, default=default.learning_rate, help=f"default: {default.learning_rate:g}"
    )
    how.add_argument("--seed", type=int, default=default.seed, help=f"default: {default.seed}")
    how.add_argument("--sigma-max", type=float, metavar="S", help="largest noise level (default: from the data)")
    how.add_argument("--sigma-min", type=float, default=default.sigma_min, help=f"default: {default.sigma_min:g}")
    how.add_argument("--features", type=int, default=48, help="width of the network at the fine scale (default: 48)")
    how.add_argument("--coarse-features", type=int, default=128, help="and at the coarse scale (default: 128)")
    how.add_argument("--device", default="auto", help="auto, cuda, cuda:1, mps or cpu (default: auto)")
    watch = parser.add_argument_group("while it runs")
    watch.add_argument(
        "--save-every", type=float, default=5, metavar="MIN", help="save this often (default: 5 minutes)"
    )
    watch.add_argument("--sample-every", type=int, default=1, metavar="N", help="epochs between grids (0: none)")
    watch.add_argument("--quiet", action="store_true", help="no progress bar")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train; 0 when complete, 1 when interrupted (the state is saved)."""
    from app.core.device import resolve_device
    from app.io.atomic import check_writable
    from app.io.datasets import read_images
    from app.io.training_state import resume_path

    out = Path(args.out)
    if out.suffix != ".safetensors":
        raise UsageError(f"--out: the name must end in .safetensors, not {out.name!r}")
    if args.limit is not None and args.limit < 1:
        raise UsageError(f"--limit must be at least 1, not {args.limit}")
    if args.size is not None and not 8 <= args.size <= 512:
        raise UsageError(f"--size must be from 8 to 512, not {args.size}")
    check_writable(out)
    if resume_path(out).exists() and not (args.resume or args.overwrite):
        raise UsageError(
            f"{resume_path(out)} holds an unfinished run: go on with --resume, or start anew with --overwrite"
        )
    if args.resume and not resume_path(out).exists():
        raise UsageError(f"there is no unfinished run to resume: {resume_path(out)} does not exist")
    device = resolve_device(args.device)
    data = read_images(args.data, size=args.size, grey=args.grey, limit=args.limit)
    run = _prepare(args, data, device)
    return run.train()


def _prepare(args: argparse.Namespace, data: ImageSet, device: torch.device) -> TrainingRun:
    import torch

    from app.io.errors import CheckpointError, DataError
    from app.io.training_state import load_training_state, resume_path
    from app.networks.compact import CompactConfig, CompactScoreNet
    from app.training.images import ImageTrainer
    from app.training.recipe import largest_sigma, pixel_moments

    images = torch.from_numpy(data.images)
    mean, std = pixel_moments(images)
    if std == 0:
        raise DataError(args.data, "all pixels of all pictures are equal", "There is nothing to learn from them")
    channels, height, width = images.shape[1:]
    try:
        config = CompactConfig(
            channels=channels, height=height, width=width, features=args.features,
            coarse_features=args.coarse_features, data_mean=mean, data_std=std,
        )  # fmt: skip
    except ValueError as error:
        raise UsageError(f"{error}; --size scales the pictures") from error
    params = TrainParams(
        epochs=args.epochs, batch_size=args.batch_size, learning_rate=args.learning_rate, seed=args.seed,
        sigma_min=args.sigma_min, sigma_max=args.sigma_max or largest_sigma(config),
    )  # fmt: skip
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(params.seed)
        network = CompactScoreNet(config)
    trainer = ImageTrainer(network, images, params, device)
    setup = {
        "params": params.to_dict() | {"epochs": 0},  # the number of epochs may be changed on resuming
        "config": dataclasses.asdict(config),
        "data": hashlib.sha256(data.images.tobytes()).hexdigest(),
    }
    run = TrainingRun(args, data, config, trainer, setup)
    if args.resume:
        path = resume_path(args.out)
        state, stored = load_training_state(path)
        changed = [name for name in setup if stored.get(name) != setup[name]]
        if changed:
            raise UsageError(f"{path} is of a run with other {', '.join(changed)}; resume with the same settings")
        try:
            run.seconds = float(state["seconds"])
            run.loss = float(state["loss"])
            trainer.load_state(state)
        except (KeyError, ValueError, RuntimeError, TypeError) as error:
            raise CheckpointError(path, f"it does not fit this run ({error})", "Start anew with --overwrite") from error
    return run


@dataclass
class TrainingRun:
    """One training run from the command line: the trainer, what it writes, and how far it is."""

    args: argparse.Namespace
    data: ImageSet
    config: CompactConfig
    trainer: ImageTrainer
    setup: dict[str, Any]
    seconds: float = 0.0
    loss: float = 1.0

    def train(self) -> int:
        """Run to the end, saving now and then; 1 if interrupted."""
        from tqdm import tqdm

        from app.io.training_state import resume_path

        trainer, params = self.trainer, self.trainer.params
        last = saved = time.monotonic()
        bar = tqdm(total=trainer.total_steps, initial=trainer.step, unit="step", disable=self.args.quiet)
        try:
            for step in trainer.run():
                now = time.monotonic()
                self.seconds += now - last
                last = now
                # A mean over some hundred steps: the loss of one batch says little.
                self.loss += (step.loss - self.loss) / min(step.step, 200)
                bar.set_postfix_str(f"epoch {step.epoch + 1}/{params.epochs}, loss {self.loss:.4f}", False)
                bar.update()
                if step.step % trainer.steps_per_epoch == 0:
                    self._after_epoch(step.epoch + 1, bar)
                if now - saved > 60 * self.args.save_every:
                    self.save()
                    saved = now
        except KeyboardInterrupt:
            bar.close()
            self.save()
            print(f"Interrupted after {trainer.step} steps; the state is saved. Go on with --resume.", file=sys.stderr)
            return 1
        except BaseException:
            bar.close()
            raise
        bar.close()
        self.write_checkpoint()
        resume_path(self.args.out).unlink(missing_ok=True)
        print(f"{self.args.out}: {trainer.step} steps in {self.seconds / 60:.1f} min, loss {self.loss:.4f}")
        return 0

    def _after_epoch(self, done: int, bar: Any) -> None:
        bar.write(f"epoch {done}: loss {self.loss:.4f}", file=sys.stderr)
        every = self.args.sample_every
        if every > 0 and (done % every == 0 or done == self.trainer.params.epochs):
            self._sample_grid()

    def save(self) -> None:
        """Write the state to resume from, and the checkpoint as it is now."""
        from app.io.training_state import resume_path, save_training_state

        state = self.trainer.state() | {"seconds": self.seconds, "loss": self.loss}
        save_training_state(resume_path(self.args.out), state, self.setup)
        self.write_checkpoint()

    def write_checkpoint(self) -> None:
        """Write the averaged weights with everything about them in the header."""
        import numpy as np

        from app.io.native import NativeHeader, save_native
        from app.training.recipe import recommended_settings

        p = self.trainer.params
        header = NativeHeader(
            architecture="compact",
            arguments=dataclasses.asdict(self.config),
            shape=(self.config.channels, self.config.height, self.config.width),
            sigmas=tuple(float(s) for s in np.geomspace(p.sigma_max, p.sigma_min, 100)),
            continuous=True,
            recommended=recommended_settings(p, self.config),
            facts=self._facts(),
        )
        save_native(self.args.out, self.trainer.average.network, header)

    def _facts(self) -> dict[str, str]:
        import torch

        t, p = self.trainer, self.trainer.params
        facts = {
            "data": f"{self.data.name}, {len(self.data.images):,} pictures",
            "licence of the data": self.args.licence,
            "training": (
                f"denoising score matching, {t.step:,} of {t.total_steps:,} steps ({p.epochs} epochs) of "
                f"{t.batch_size} pictures, learning rate {p.learning_rate:g}, EMA {p.ema_decay:g}, seed {p.seed}"
            ),
            "training noise": (
                f"ln sigma normal with mean {p.log_mean:.3g} and deviation {p.log_std:.3g}, "
                f"truncated to sigma from {p.sigma_min:g} to {p.sigma_max:g}"
            ),
            "training loss": f"{self.loss:.4f}",
            "training time": f"{self.seconds / 60:.0f} min on {t.device.type}, torch {torch.__version__}",
        }
        return {name: text for name, text in facts.items() if text}

    def _sample_grid(self) -> None:
        import numpy as np

        from app.core.pixels import to_frames
        from app.io.pictures import compose_grid, grid_scale, save_png
        from app.jobs.sampling import run_all
        from app.networks.model import NetworkModel
        from app.params import ModelInfo, SampleSettings
        from app.training.recipe import recommended_settings

        p, c = self.trainer.params, self.config
        info = ModelInfo(
            name=Path(self.args.out).stem, path=self.args.out, format="", sha256="", architecture="compact",
            arguments={}, parameters=0, shape=(c.channels, c.height, c.width), sigmas=(p.sigma_max, p.sigma_min),
            continuous=True, weights="EMA", recommended=recommended_settings(p, c),
        )  # fmt: skip
        model = NetworkModel(self.trainer.average.network, info, self.trainer.device)
        settings: SampleSettings = info.settings
        *_, final = run_all(model, settings)
        frames = to_frames(model, final.step.x)
        grid = compose_grid(frames, scale=grid_scale(c.height, c.width, len(frames), 4))
        save_png(Path(self.args.out).with_suffix(".samples.png"), np.ascontiguousarray(grid))
