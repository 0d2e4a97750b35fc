"""An installed score-explorer, used as a stranger would: the commands, the window, the desktop's menu.

    python3 smoke.py VERSION COMMAND [PICTURE.png]

Needs nothing but Python. The window is opened on a virtual screen where Xvfb is there, else without any; PICTURE shows
what stood on that screen. Everything is written to a temporary folder, also what would go to the user's home.
"""

import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

SECONDS = 600
"""What a command may take on a busy machine."""

LEVELS = 5
"""The noise levels of the picture that the window is opened with; it keeps them with its settings."""


def main(version, command, picture=None):
    """Run all checks; the first that fails ends the program."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), str(Path(command).absolute()))
        commands(place, version)
        without_a_display(place)
        menu(place)
        window(place, picture)


class Place:
    """A folder to work in, with a home of its own, and the command."""

    def __init__(self, folder, command):
        self.command = command
        self.work = folder / "work"
        self.home = folder / "home"
        for path in (self.work, self.home):
            path.mkdir()
        others = ("XDG_", "PYTHON", "QT_", "DISPLAY", "WAYLAND_DISPLAY")
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(others)} | {"HOME": str(self.home)}

    def run(self, *words, code=0, **more):
        """Standard output and error of the command, which must end with this exit code."""
        done = subprocess.run(
            [self.command, *words], cwd=self.work, env=self.environment | more, capture_output=True, text=True,
            timeout=SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == code, f"{words} ended with {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr


def commands(place, version):
    """The command line: sampling, the classifier of digits, a film, training."""
    assert place.run("--version").split() == ["score-explorer", version]
    assert "MNIST" in place.run("info", "mnist")
    few = ("--levels", str(LEVELS), "-n", "20", "--quiet")
    place.run("sample", "--checkpoint", "mnist", *few, "--out", "digits.png", "--npz", "digits.npz")
    place.run("sample", "--from-image", "digits.png", "--out", "again.png", "--quiet")
    assert (place.work / "again.png").read_bytes() == (place.work / "digits.png").read_bytes()
    assert zipfile.ZipFile(place.work / "digits.npz").namelist()[0] == "samples.npy"
    assert "probability" in place.run("evaluate", "digits.npz", "--against", "digits.npz")
    place.run("particles", "--density", "ring", "--count", "50", "--levels", "3", "--out", "run.gif")
    size = ("--features", "8", "--coarse-features", "8", "--blocks", "1", "--coarse-blocks", "1", "--sample-every", "0")
    place.run("train", "--data", "digits.npz", *size, "--epochs", "1", "--quiet", "--out", "own.safetensors")
    place.run("sample", "--checkpoint", "own.safetensors", *few, "--out", "own.png")
    print("commands: good")


def without_a_display(place):
    """Where no window can be, that is said and what works instead."""
    assert "score-explorer sample" in place.run(code=1)


def menu(place):
    """Entry, description and icons go where the user's own belong, are valid, and leave again."""
    share = place.home / ".local" / "share"
    said = place.run("--install-desktop")
    (entry,) = share.glob("applications/*.desktop")
    (description,) = share.glob("metainfo/*.metainfo.xml")
    assert str(share) in said
    started = re.search('^Exec="([^"]+)" %f$', entry.read_text(), re.MULTILINE)[1]
    assert Path(started).is_absolute()
    assert Path(started).samefile(place.command)
    icons = list(share.glob("icons/hicolor/*/apps/score-explorer.*"))
    assert len(icons) >= 9, icons
    for validator in (["desktop-file-validate", entry], ["appstreamcli", "validate", "--no-net", description]):
        if shutil.which(validator[0]):
            done = subprocess.run(validator, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
            print(f"{validator[0]}: good")
    place.run("--uninstall-desktop")
    assert not [path for path in share.rglob("*") if path.is_file() and "score-explorer" in path.name]
    print("menu: good")


def window(place, picture):
    """The window opens with a picture, restores its settings, and closes when told to, without a word."""
    config = place.home / ".config" / "score-explorer" / "score-explorer.ini"
    with Screen(place) as screen:
        process = subprocess.Popen(
            [place.command, "digits.png"], cwd=place.work, env=place.environment | screen.environment,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            wait("the window is on the screen", process, screen.filled)
            wait("the network is loaded", process, lambda: "libtorch" in of(process, "maps"))
            wait("all is done that the start asks for", process, lambda: sleeps(process))
            if picture is not None and screen.folder is not None:
                Path(picture).write_bytes(png(*screen.pixels()))
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0, f"the window ended with {process.returncode}: {said}"
    unknown = [line for line in said.splitlines() if "This plugin does not support" not in line]  # one without a screen
    assert not unknown, said
    assert f'levels\\": {LEVELS}' in config.read_text(), "the picture's settings were not restored"
    print(f"window: good ({'Xvfb' if screen.folder else 'without a screen'})")


def of(process, name):
    """What the system says of a process."""
    return Path(f"/proc/{process.pid}/{name}").read_text()


def sleeps(process):
    """Whether no thread of a process had anything to do whenever it was looked at for some seconds."""
    for _ in range(25):
        for thread in Path(f"/proc/{process.pid}/task").iterdir():
            if (thread / "stat").read_text().rpartition(")")[2].split()[0] != "S":
                return False
        time.sleep(0.2)
    return True


def wait(what, process, true):
    """Until it is true, while the process lives."""
    end = time.monotonic() + SECONDS
    while not true():
        assert process.poll() is None, f"the program ended before {what}: {process.communicate()[1]}"
        assert time.monotonic() < end, f"in {SECONDS} s it did not come to it that {what}"
        time.sleep(0.2)


class Screen:
    """A virtual screen whose pixels lie in a file; where there is no Xvfb, Qt's platform without any."""

    def __init__(self, place):
        self.folder = place.work.parent / "screen" if shutil.which("Xvfb") else None
        self.environment = {"QT_QPA_PLATFORM": "offscreen"}
        self._process = None

    def __enter__(self):
        if self.folder is not None:
            self.folder.mkdir()
            read, write = os.pipe()
            self._process = subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-fbdir", self.folder, "-nolisten",
                 "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL,
            )  # fmt: skip
            os.close(write)
            with os.fdopen(read) as number:
                self.environment = {"DISPLAY": f":{number.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        return self

    def __exit__(self, *_):
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

    def filled(self):
        """Whether something other than the empty screen covers most of it, in more than a few colours."""
        if self.folder is None:
            return True
        _, _, pixels = self.pixels()
        some = [pixels[i : i + 3] for i in range(0, len(pixels), 3 * 97)]
        return len(set(some)) > 16 and sum(any(colour) for colour in some) > len(some) / 2

    def pixels(self):
        """(width, height, RGB bytes): an X window dump with 32 bits a pixel."""
        data = (self.folder / "Xvfb_screen0").read_bytes()
        words = struct.unpack(">25I", data[:100])
        header, width, height, bits, stride, colours = (words[i] for i in (0, 4, 5, 11, 12, 19))
        assert bits == 32
        start = header + 12 * colours
        rows = bytearray()
        for y in range(height):
            row = data[start + y * stride : start + y * stride + 4 * width]
            rgb = bytearray(3 * width)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows += rgb
        return width, height, bytes(rows)


def png(width, height, rgb):
    """An RGB picture as a PNG file."""
    rows = b"".join(b"\0" + rgb[3 * width * y : 3 * width * (y + 1)] for y in range(height))
    chunks = (
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    body = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


if __name__ == "__main__":
    main(*sys.argv[1:])
