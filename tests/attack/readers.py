"""What is done with a hostile file, each in a child process: the program's own ways to read it.

A reader returns normally if the file was taken, and raises one of the documented errors if it was refused. Anything
else that it raises is a defect.
"""

from __future__ import annotations

import contextlib
import io
import re
import signal
from pathlib import Path

from app.cli import main
from app.io.arrays import open_arrays
from app.io.checkpoint import convert_checkpoint, load_checkpoint
from app.io.datasets import read_images
from app.io.door import read_head
from app.io.errors import FileError
from app.io.formats.configs import read_config
from app.io.gallery import open_gallery
from app.io.images import read_mask, read_picture
from app.io.inpainting import read_inpainting
from app.io.lab import load_plane_network, read_experiment
from app.io.pictures import read_record
from app.io.points import load_points
from app.io.training_state import load_training_state
from app.params import SettingError
from app.params.opening import Opening

REFUSALS = (FileError, SettingError)
COMMAND_S = 1.5
"""After so much work a command is told to stop, as by Ctrl-C: what it was asked for may be legitimate and take hours.

The clock would also run while the machine does other things.
"""


class DefectError(Exception):
    """A command did something that it must not."""


def checkpoint(path, scratch):
    load_checkpoint(path)


def converted(path, scratch):
    convert_checkpoint(path, scratch / "converted.safetensors")


def configured(path, scratch):
    load_checkpoint(scratch / "v1.pth", config=path)


def config(path, scratch):
    read_config(path).whole("data", "image_size")


def plane(path, scratch):
    load_plane_network(path)


def record(path, scratch):
    found = read_record(path)
    found.settings.plan.total  # noqa: B018 - it is computed
    if found.opening is not None:
        Opening.from_dict(found.opening)
    if "inpainting" in found.extra:
        read_inpainting(found, (1, 8, 8), path)[1].last.mask.any()


def experiment(path, scratch):
    read_experiment(path)


def picture(path, scratch):
    read_picture(path)


def mask(path, scratch):
    read_mask(path, 8, 8, scale=True)


def images(path, scratch):
    read_images(path, limit=8)


def all_images(path, scratch):
    read_images(path, size=8)


def gallery(path, scratch):
    found = open_gallery(path)
    found.read(found.count - 1)


def points(path, scratch):
    load_points(path)


def archive(path, scratch):
    with open_arrays(path, FileError) as file:
        for name in file.headers:
            file.read(name)


def state(path, scratch):
    load_training_state(path)


def head(path, scratch):
    read_head(path, 4096)


def command(words, scratch):
    """A command line, in a folder of its own; ``words`` holds no files that must not be written to."""
    out, err = io.StringIO(), io.StringIO()

    def stop(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, COMMAND_S)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(words)
            except SystemExit as end:
                code = end.code
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    said = err.getvalue()
    if code not in (0, 1, 2):
        raise DefectError(f"exit code {code!r}")
    if found := re.search(r"unexpected \w+.*|Traceback.*|\w*Warning: .*", said):
        raise DefectError(found[0][:300])
    last = said.rstrip("\n").rpartition("\n")[2]
    if code == 1 and not last:
        raise DefectError("it failed without a word")


def info(path, scratch):
    command(["info", str(path)], scratch)


def repeated(path, scratch):
    command(["sample", "--from-image", str(path), "--npz", str(scratch / "out.npz"), "--quiet"], scratch)


def resumed(path, scratch):
    """A training taken up from a state: ``path`` is the state, beside it lie the data."""
    out = Path(path).with_name(Path(path).name.replace(".resume.pt", ".safetensors"))
    words = ["train", "--data", str(scratch / "data.npz"), "--out", str(out), "--resume", "--epochs", "3", "--quiet"]
    words += ["--features", "8", "--coarse-features", "16", "--batch-size", "8", "--sample-every", "0"]
    command([*words, "--device", "cpu"], scratch)


READERS = {
    reader.__name__: reader
    for reader in (
        checkpoint, converted, configured, config, plane, record, experiment, picture, mask, images, all_images,
        gallery, points, archive, state, head, command, info, repeated, resumed,
    )
}  # fmt: skip
