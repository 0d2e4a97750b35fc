"""How good are the completions? Fills the lower half of real digits; prints the figures of the README.

    python -m tests.bench.inpaint_quality --data ../shared/data/mnist --picture resources/readme/inpainting.png

The first two test digits of each class are the sources; their upper half is known. The bundled feature network judges
the completions: the mean of its largest probability, and for how many digits the true class is among the completions.
The spread is the RMS difference between the completions of one digit, over all pairs and the filled pixels.
"""

from __future__ import annotations

import argparse
import dataclasses
import time
from pathlib import Path

import numpy as np
import torch

from app.core.inpainting import Filling, Known, completed
from app.io.checkpoint import load_checkpoint
from app.io.features import read_features
from app.io.inpainting import compose_completions
from app.io.pictures import save_png
from app.jobs.sampling import run_all
from app.params.inpainting import InpaintSettings, Paste
from app.quality.features import see
from tests.bench.classifier import accuracy, digits

DIGITS = 20
COMPLETIONS = 16


def chosen(labels: np.ndarray, count: int) -> list[int]:
    """The first test digits of each class, as evenly as ``count`` allows."""
    found: list[int] = []
    for turn in range(-(-count // 10)):
        found += [int((labels == digit).nonzero()[0][turn]) for digit in range(10)]
    return found[:count]


def spread(completions: torch.Tensor, mask: torch.Tensor) -> float:
    """Root mean square difference between two completions [N, C, H, W], in the filled pixels: over all pairs."""
    filled = completions[:, :, mask].flatten(1).double()
    pairs = torch.combinations(torch.arange(len(filled)))
    return float((filled[pairs[:, 0]] - filled[pairs[:, 1]]).square().mean().sqrt())


def complete(model, settings, source, mask, inpainting) -> torch.Tensor:
    """The completions [N, C, H, W] of one source [C, H, W]."""
    known = Known(source, mask.to(model.device))
    last = {now.first: now.step.x for now in run_all(model, settings, (), lambda: Filling(inpainting, lambda: known))}
    return completed(model, torch.cat([last[first] for first in sorted(last)]), source, mask)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of MNIST's four IDX files")
    parser.add_argument("--checkpoint", default="mnist")
    parser.add_argument("--picture", type=Path, help="write a picture of the first digit of each class here")
    parser.add_argument("--digits", type=int, default=DIGITS)
    parser.add_argument("--method", choices=[p.value for p in Paste], default=Paste.STEP.value)
    parser.add_argument("--resample", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()

    classifier = read_features()
    test, labels = digits(args.data, "t10k")
    print(f"classifier: {100 * accuracy(classifier, test, labels):.2f} % of the 10,000 test digits right")
    pictures = torch.from_numpy(test / np.float32(255))
    model = load_checkpoint(args.checkpoint, device=torch.device(args.device))
    settings = dataclasses.replace(
        model.describe().settings, count=COMPLETIONS, batch_size=COMPLETIONS, seed=args.seed, denoise=True
    )
    inpainting = InpaintSettings(Paste(args.method), args.resample)
    mask = torch.zeros(model.shape[1:], dtype=torch.bool)
    mask[mask.shape[0] // 2 :] = True
    tops, spreads, right, rows = [], [], 0, []
    begun = time.perf_counter()
    for index in chosen(labels, args.digits):
        source, label = pictures[index], int(labels[index])
        filled = complete(model, settings, source, mask, inpainting)
        difference = float((filled - source)[:, :, ~mask].abs().max())
        seen = see(classifier, (filled.cpu() * 255).round().byte().numpy())
        classes = seen.classes
        tops.append(seen.top_probability)
        spreads.append(spread(filled, mask))
        right += int((classes == label).any())
        found = ", ".join(f"{int(n)} times {k}" for k, n in enumerate(torch.bincount(classes, minlength=10)) if n)
        print(
            f"test digit {index:3}, a {label}: top probability {tops[-1]:.3f}, spread {spreads[-1]:.3f}, "
            f"known pixels differ by {difference:g}, read as {found}",
            flush=True,
        )
        rows.append((source.numpy(), filled[:COMPLETIONS].numpy()))
    print(f"settings: {settings.to_dict()}, {inpainting.to_dict()}")
    print(f"{len(tops)} digits, {COMPLETIONS} completions each, in {time.perf_counter() - begun:.0f} s")
    print(f"mean top probability {np.mean(tops):.4f}")
    print(f"true class among the {COMPLETIONS}: {right} of {len(tops)}")
    print(f"RMS between completions in the filled pixels: {np.mean(spreads):.3f} (smallest {min(spreads):.3f})")
    if args.picture is not None:
        save_png(args.picture, picture_of(rows[:10], mask.numpy()))
        print(f"picture: {args.picture}")


def picture_of(rows: list[tuple[np.ndarray, np.ndarray]], mask: np.ndarray, shown: int = 10) -> np.ndarray:
    """One row a digit, uint8 [rows, cols, C]: source, masked input, completions."""
    strips = []
    for source, filled in rows:
        frames = np.rint(filled[:shown] * 255).astype(np.uint8).transpose(0, 2, 3, 1)
        strip = compose_completions(source, mask, frames, shown, 1, 2)
        strips.append(strip if not strips else strip[1:])
    return np.concatenate(strips)


if __name__ == "__main__":
    main()
