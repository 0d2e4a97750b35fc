"""The same command lines on two trees: do they still give the same pictures, arrays, weights, records and words?

    python -m tests.same_runs OLD_TREE NEW_TREE [--out DIR] [--only PATTERN] [--allow PATTERN ...]

Both trees run each command as ``python -m app ...`` in folders of their own with the same names inside and one torch
thread, so that equal code gives equal bits. Compared are the exit code and the words, the pixels of every picture and
frame, the arrays of every .npz, the weights and the header of every .safetensors, and every record as JSON. Options
may be added, never lost. A run that fails with the old tree proves nothing and counts as a difference. The exit code
is 1 if anything differs that no ``--allow`` excuses.

With ``--out`` the results stay there, and those of the old tree, which is taken not to change, are used again.
"""

import argparse
import difflib
import fnmatch
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageSequence
from safetensors import safe_open

from tests.same_inputs import SHARED, write_inputs
from tests.warm import Command

QUICK = "-L 5 -T 2 --quiet"
FEW = f"sample -n 3 {QUICK} --out {{o}}/a.png"
FILL = f"inpaint --image digit.png --mask mask.png -n 3 {QUICK} --out {{o}}/a.png"
PLANE = "--quiet --frames 6 --out {o}/a.gif --npz {o}/a.npz"
TRAIN = (
    "train --epochs 1 --batch-size 4 --features 8 --coarse-features 16 --device cpu --quiet --out {o}/net.safetensors"
)

COMMANDS = ("sample", "inpaint", "train", "info", "convert", "field", "particles")

RUNS = {
    # Pictures from noise. {o} is the run's own folder.
    "annealed": f"{FEW} --npz {{o}}/a.npz",
    "annealed-seed": f"{FEW} --seed 4294967297 --padding 3 --columns 1 --scale 2",
    "batches": "sample -n 5 --batch-size 2 -L 5 -T 2 --quiet --npz {o}/a.npz",
    "no-denoise": f"{FEW} --no-denoise --temperature 0.5",
    "consistent": "sample -n 3 --sampler consistent -L 60 --epsilon 3e-4 --quiet --out {o}/a.png --npz {o}/a.npz",
    "consistent-no-denoise": "sample -n 2 --sampler consistent -L 60 --epsilon 1e-3 --no-denoise --quiet "
    "--npz {o}/a.npz",
    "langevin": f"{FEW} --sampler langevin --sigma-min 0.1 --epsilon 1e-3",
    "uniform-schedule": f"{FEW} --schedule uniform --sigma-max 20",
    "normal-start": f"{FEW} --start normal",
    "uniform-start": f"{FEW} --start uniform",
    "step-lr": f"{FEW} --step-lr 1e-5 --npz {{o}}/a.npz",
    "one-level": "sample -n 2 -L 1 -T 4 --quiet --out {o}/a.png",
    "json": "sample -n 2 -L 3 -T 1 --json --quiet --out {o}/a.png",
    "replay": "sample --from-image given/plain.png --quiet --out {o}/a.png --npz {o}/a.npz",
    "replay-changes": "sample --from-image given/changed.png --quiet --out {o}/a.png --npz {o}/a.npz",
    "replay-changes-count": "sample --from-image given/changed.png -n 2 --batch-size 1 --quiet --out {o}/a.png",
    "replay-other-settings": "sample --from-image given/changed.png --seed 5 --temperature 0.7 --quiet --out {o}/a.png",
    # Fillings.
    "fill": f"{FILL} --npz {{o}}/a.npz",
    "fill-level": f"{FILL} --method level --npz {{o}}/a.npz",
    "fill-resample": f"{FILL} --resample 3 --batch-size 2",
    "fill-level-resample": f"{FILL} --method level --resample 2 --seed 9",
    "fill-consistent": f"{FILL} --sampler consistent --levels 60 --epsilon 3e-4",
    "fill-langevin": f"{FILL} --sampler langevin --sigma-min 0.1 --epsilon 1e-3",
    "fill-photo": f"inpaint --image photo.png --mask large-mask.png --scale-mask -n 2 {QUICK} --out {{o}}/a.png",
    "fill-replay": "inpaint --from-image given/filled.png --quiet --out {o}/a.png --npz {o}/a.npz",
    "fill-replay-other": "inpaint --from-image given/filled.png --mask mask.png --seed 3 --quiet --out {o}/a.png",
    "fill-replay-repainted": "inpaint --from-image given/repainted.png --quiet --out {o}/a.png --npz {o}/a.npz",
    "fill-replay-dropped": "inpaint --from-image given/dropped.png --quiet --out {o}/a.png --npz {o}/a.npz",
    # The plane.
    "field": "field --out {o}/a.png --npz {o}/a.npz",
    "field-added": "field --density ring --ring-count 5 --sigma 0.7 --sigma-is added --arrows log "
    "--out {o}/a.png --npz {o}/a.npz",
    "field-total": "field --density grid --sigma 0.5 --sigma-is total --arrows normalised --theme dark --out {o}/a.png",
    "field-potential": "field --density swiss-roll --sigma 0.3 --heat potential --data 200 --seed 3 --out {o}/a.png",
    "field-points": "field --density points --points points.csv --sigma 0.4 --grid 17 --extent -3 3 -2 4 "
    "--npz {o}/a.npz",
    "field-network": "field --network plane.safetensors --out {o}/a.png --npz {o}/a.npz",
    **{
        f"field-{name}": f"field --density {name} --sigma 0.5 --grid 12 --npz {{o}}/a.npz"
        for name in ("two-moons", "two-spirals", "checkerboard", "rings", "segment", "circle")
    },
    "particles": f"particles --count 300 --steps-per-level 40 {PLANE}",
    "particles-annealed": f"particles --sampler annealed --count 300 --steps-per-level 4 --seed 2 {PLANE} --trails 10",
    "particles-annealed-added": f"particles --density two-moons --sampler annealed --count 200 "
    f"--steps-per-level 4 {PLANE}",
    "particles-underdamped": f"particles --density swiss-roll --sampler underdamped --friction 0.5 --count 200 "
    f"--steps-per-level 40 --mass 2 --temperature 0.8 --theme dark {PLANE} --trails 5",
    "particles-gaussian": "particles --density ring --start gaussian --spread 2 --count 200 --steps-per-level 30 "
    "--sigma-is added --quiet --npz {o}/a.npz",
    "particles-points": "particles --density points --points points.npy --start-points points.csv --count 100 "
    "--steps-per-level 30 --quiet --npz {o}/a.npz",
    "particles-network": f"particles --network plane.safetensors --sampler annealed --count 200 "
    f"--steps-per-level 3 {PLANE}",
    # Training, checkpoints, information.
    "train": f"{TRAIN} --data pictures --size 8 --seed 3 --sample-every 1 --licence free",
    "train-grey": f"{TRAIN} --data pictures.npz --size 8 --grey --limit 9 --sigma-max 5 --sigma-min 0.05 "
    "--learning-rate 1e-3",
    "trained-sample": f"sample --checkpoint train/net.safetensors -n 4 {QUICK} --out {{o}}/a.png --npz {{o}}/a.npz",
    "trained-info": "info train/net.safetensors --json",
    "info": "info mnist",
    "convert": "convert mnist {o}/net.safetensors --recommend-from given/changed.png",
    "convert-trained": "convert train/net.safetensors {o}/net.safetensors",
    # Wrong use.
    "wrong-epsilon": "sample -n 1 --epsilon -1 --out {o}/a.png",
    "wrong-consistent": "sample -n 1 --sampler consistent -L 3 --epsilon 1e-9 --out {o}/a.png",
    "wrong-levels": "sample -n 1 --sigma-min 3 --sigma-max 2 --out {o}/a.png",
    "wrong-sampler": "sample --sampler none --out {o}/a.png",
    "wrong-replay": "sample --from-image given/filled.png --out {o}/a.png",
    "wrong-output": "inpaint --image digit.png --mask mask.png --out {o}/a.jpg",
    "wrong-mask": "inpaint --image digit.png --mask black.png --out {o}/a.png",
    "wrong-density": "field --density ring --ring-count 0 --out {o}/a.png",
    "wrong-particles": "particles --sampler annealed --sigma-max 0.5 --sigma-min 1 --npz {o}/a.npz",
    "wrong-step": "particles --epsilon 50 --npz {o}/a.npz",
    **{f"help-{name}": f"{name} --help" for name in COMMANDS},
}  # fmt: skip

PUBLISHED = {
    # With the reference files: networks of the published families.
    "ncsn": f"{FEW} --checkpoint ncsn-mnist/checkpoint.pth --config ncsn-mnist/config.yml --npz {{o}}/a.npz",
    "ncsn-native": f"{FEW} --checkpoint ncsn-mnist/checkpoint.pth --native-levels",
    "ncsnv2-native": f"{FEW} --checkpoint ncsnv2-mnist28/checkpoint.pth --native-levels --sigma-max 2",
    "ncsnv2-live": f"{FEW} --checkpoint ncsnv2-cifar10/checkpoint.pth --live --no-native-levels",
    "ncsnv2-consistent": "sample --checkpoint ncsnv2-mnist28/checkpoint.pth -n 2 --sampler consistent -L 60 "
    "--epsilon 1e-4 --quiet --npz {o}/a.npz",
    "ncsnv2-fill": f"{FILL} --checkpoint ncsnv2-mnist28/checkpoint.pth --method level --native-levels",
    "ncsnpp": "sample --checkpoint sde-ncsnpp-cifar10-continuous/checkpoint_1.pth "
    "-n 2 -L 3 -T 1 --quiet --out {o}/a.png",
    "ncsnpp-discrete": "sample --checkpoint sde-ncsnpp-cifar10-discrete/checkpoint_1.pth -n 2 -L 3 -T 1 "
    "--native-levels --quiet --out {o}/a.png",
    "ncsnv2-info": "info ncsnv2-noema-rescaled/checkpoint.pth",
    "ncsnpp-convert": "convert sde-ncsnpp-cifar10-discrete/checkpoint_1.pth {o}/net.safetensors",
    "ncsnv2-convert": "convert ncsnv2-cifar10/checkpoint.pth {o}/net.safetensors --live",
}  # fmt: skip


def main() -> int:
    """Run both trees, compare, print the table; 1 if they differ."""
    options = read_arguments()
    runs = RUNS | (PUBLISHED if (SHARED / "golden").is_dir() else {})
    runs = {name: text for name, text in runs.items() if fnmatch.fnmatch(name, options.only) or name == "train"}
    place = Path(options.out or tempfile.mkdtemp(prefix="same-runs-")).resolve()
    place.mkdir(parents=True, exist_ok=True)
    given = place / "inputs"
    if not (given / "given").exists():
        write_inputs(given, partial(make, options.old, given))
    with ThreadPoolExecutor(2) as pool:
        sides = [
            pool.submit(run_all, runs, tree, place / name, given, keep)
            for tree, name, keep in ((options.old, "old", True), (options.new, "new", False))
        ]
        old, new = (side.result() for side in sides)
    bad = 0
    used: set[str] = set()
    for name in runs:
        found = list(compare_runs(place, name, old[name], new[name]))
        allowed = {label: next((a for a in options.allow if fnmatch.fnmatch(label, a)), None) for label in found}
        used |= {pattern for pattern in allowed.values() if pattern}
        wrong = [label for label, pattern in allowed.items() if pattern is None]
        bad += bool(wrong)
        files = sum(1 for path in (place / "new" / name).rglob("*") if path.is_file())
        excused = f", {len(found) - len(wrong)} allowed" if len(found) > len(wrong) else ""
        print(f"{'differs' if wrong else 'equal  '}  {name:<26} exit {new[name]['code']}, {files} files{excused}")
        for label in wrong:
            print(f"             {label}")
    print(f"{len(runs)} runs, {bad} differ; results in {place}" if options.out else f"{len(runs)} runs, {bad} differ")
    for pattern in options.allow:
        print(f"allowed: {pattern}" + ("" if pattern in used else " (nothing to allow)"))
    if options.out is None:
        shutil.rmtree(place)
    return int(bad > 0)


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("old", type=Path, help="the tree of before, taken not to change")
    parser.add_argument("new", type=Path, help="the tree to compare")
    parser.add_argument("--out", help="keep the results in this folder, and the old tree's for the next comparison")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="the runs whose name matches")
    parser.add_argument(
        "--allow", action="append", default=[], metavar="PATTERN",
        help="excuse the differences that match, such as '*.png: score-explorer.settings.churn added'; all are printed",
    )  # fmt: skip
    return parser.parse_args()


def run_all(runs: dict[str, str], tree: Path, place: Path, given: Path, keep: bool) -> dict[str, dict[str, Any]]:
    """The exit codes and words of all runs of a tree, in a copy of ``given``; with ``keep`` those done stay done."""
    shutil.copytree(given, place, dirs_exist_ok=True)
    results = {}
    for name, text in runs.items():
        done = place / f"{name}.json"
        command = text.replace("{o}", name)
        before = json.loads(done.read_text()) if keep and done.exists() else {}
        if before.get("command") != command:
            shutil.rmtree(place / name, ignore_errors=True)
            (place / name).mkdir()
            before = {"command": command} | run_one(shlex.split(command), tree, place)
            done.write_text(json.dumps(before))
        results[name] = before
    return results


def run_one(words: list[str], tree: Path, place: Path) -> dict[str, Any]:
    """One command: its exit code and what it says, without times and places."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "PYTHON", "COLUMNS"))}
    home = place / "home"
    environment |= {
        "PYTHONPATH": str(tree.resolve()), "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1",
        "HOME": str(home), "LC_ALL": "C.UTF-8", "COLUMNS": "100", "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    home.mkdir(exist_ok=True)
    with Command(*words, environment=environment, tree=tree.resolve(), folder=place, patience=900) as done:
        printed, said = done.communicate()
    kinds = (("stdout", printed), ("stderr", said))
    return {"code": done.returncode} | {kind: plain_words(text, tree, place) for kind, text in kinds}


def make(tree: Path, place: Path, words: list[str]) -> None:
    """Run a command that must succeed."""
    result = run_one(words, tree, place)
    if result["code"]:
        raise RuntimeError(f"{shlex.join(words)}: {result['stderr']}")


def plain_words(text: str, tree: Path, place: Path) -> list[str]:
    """The lines without what may differ between two runs of one tree."""
    text = text.replace(str(tree.resolve()), "TREE").replace(str(place), "PLACE")
    text = re.sub(r"\b[\d.]+ (s|min)\b", r"N \1", text)
    return re.sub(r'("seconds": )[\d.]+', r"\1N", text).splitlines()


def compare_runs(place: Path, name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """What differs between the two results of one run, a label each."""
    if old["code"] != new["code"]:
        yield f"{name}: exit code {old['code']} became {new['code']}: {' '.join(new['stderr'][-1:])}"
    if (old["code"] == 0) is name.startswith("wrong-"):
        yield f"{name}: exit code {old['code']} with the old tree: {' '.join(old['stderr'][-1:])}"
    if name.startswith("help-"):
        before, after = (set(re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", " ".join(r["stdout"]))) for r in (old, new))
        yield from (f"{name}: option {flag} lost" for flag in sorted(before - after))
    else:
        for kind in ("stdout", "stderr"):
            changed = [line for line in difflib.ndiff(old[kind], new[kind]) if line[0] in "+-"]
            if changed:
                yield f"{name}: {kind} " + " | ".join(changed)[:300]
    folders = [place / side / name for side in ("old", "new")]
    names = [{str(p.relative_to(f)) for p in f.rglob("*") if p.is_file()} for f in folders]
    yield from (f"{name}: {file} lost" for file in sorted(names[0] - names[1]))
    yield from (f"{name}: {file} added" for file in sorted(names[1] - names[0]))
    for file in sorted(names[0] & names[1]):
        before, after = (read(folder / file) for folder in folders)
        yield from (f"{name}: {file}: {label}" for label in differences(before, after))


def read(path: Path) -> dict[str, Any]:
    """Everything that matters in a file: arrays, and records as JSON."""
    if path.suffix == ".npz":
        with np.load(path, allow_pickle=False) as arrays:
            return {key: unpacked(arrays[key]) for key in arrays.files}
    if path.suffix == ".safetensors":
        with safe_open(path, framework="np") as file:
            header = {key: as_json(text) for key, text in (file.metadata() or {}).items()}
            return {"header": without_times(header)} | {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
    if path.suffix in (".png", ".gif"):
        with Image.open(path) as image:
            texts = {key: as_json(text) for key, text in getattr(image, "text", {}).items()}
            if "comment" in image.info:
                texts["comment"] = as_json(image.info["comment"].decode())
            frames = [(np.asarray(f.convert("RGBA")), f.info.get("duration")) for f in ImageSequence.Iterator(image)]
            shown = {f"frame {i}": pixels for i, (pixels, _) in enumerate(frames)}
            return texts | shown | {"mode": image.mode, "durations": [d for _, d in frames]}
    if path.suffix == ".pt":
        return in_arrays(torch.load(path, weights_only=True))
    return {"bytes": path.read_bytes().hex()}


def in_arrays(value: Any) -> Any:
    """The state of a training with arrays for tensors, without how long it took and where its files lie."""
    if isinstance(value, torch.Tensor):
        return value.numpy()
    if isinstance(value, dict):
        return {str(key): in_arrays(part) for key, part in value.items() if key not in ("seconds", "orders")}
    return [in_arrays(part) for part in value] if isinstance(value, list | tuple) else value


def unpacked(array: np.ndarray) -> Any:
    """A string array as the JSON that it holds, another array as it is."""
    return as_json(str(array)) if array.dtype.kind == "U" else array


def as_json(text: str) -> Any:
    """The JSON in a text, or the text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def without_times(header: Any) -> Any:
    """A header without how long the training took."""
    if isinstance(header, dict):
        return {k: without_times(v) for k, v in header.items() if k != "training time"}
    return header


def differences(old: Any, new: Any, where: str = "") -> Iterator[str]:
    """What differs between two nested values, a label each: ``settings.churn added``."""
    if isinstance(old, dict) and isinstance(new, dict):
        dot = f"{where}." if where else ""
        yield from (f"{dot}{key} lost" for key in old if key not in new)
        yield from (f"{dot}{key} added" for key in new if key not in old)
        for key in old:
            if key in new:
                yield from differences(old[key], new[key], f"{dot}{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from differences(before, after, f"{where}[{place}]")
    elif isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.dtype != new.dtype or old.shape != new.shape:
            yield f"{where} {old.dtype}{list(old.shape)} became {new.dtype}{list(new.shape)}"
        elif old.tobytes() != new.tobytes():
            far = np.abs(old.astype(np.float64) - new.astype(np.float64))
            yield f"{where} differs at {np.count_nonzero(far)} of {far.size} places, by up to {np.nanmax(far):.3g}"
    elif type(old) is not type(new) or old != new:
        yield f"{where} {str(old)[:80]} became {str(new)[:80]}"


if __name__ == "__main__":
    sys.exit(main())
