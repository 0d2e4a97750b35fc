"""Can a window be opened here? Looks before Qt does, because Qt ends the process when it cannot.

``python -m app.commands.display`` prints the reason and exits with 1 when it can't.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

HEADLESS = "score-explorer sample --checkpoint mnist --out digits.png"

# What Qt's xcb platform plug-in links to -> the Debian package that has it.
XCB_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def display_problem(environment: Mapping[str, str] | None = None) -> str | None:
    """Why no window can be opened here, in one or two sentences with what to do; None if one can."""
    env = os.environ if environment is None else environment
    platform = env.get("QT_QPA_PLATFORM", "").split(":")[0]
    if not sys.platform.startswith("linux") or platform not in ("", "xcb", "wayland"):
        return None
    wayland = platform != "xcb" and bool(env.get("WAYLAND_DISPLAY"))
    if not wayland:
        display = env.get("DISPLAY", "")
        if not display:
            return f"there is no display to open a window on. Without one, use: {HEADLESS}"
        if not _answers(display):
            return f"the display {display!r} does not answer. Without one, use: {HEADLESS}"
        missing = missing_packages()
        if missing:
            return (
                "libraries that a window needs are missing; install them with: "
                f"sudo apt install {' '.join(missing)}. Without a window, use: {HEADLESS}"
            )
    return None


def missing_packages(libraries: Mapping[str, str] = XCB_LIBRARIES) -> list[str]:
    """The Debian packages of those libraries that cannot be loaded."""
    return sorted({package for name, package in libraries.items() if not _loads(name)})


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server takes connections at ``display`` (``:0``, ``host:10.0``, ``/path/to/socket:0``)."""
    host, colon, number = display.rpartition(":")
    digits = number.split(".")[0]
    if not colon or not digits.isdigit():
        return False
    try:
        if host in ("", "unix") or host.startswith("/"):
            path = f"/tmp/.X11-unix/X{digits}" if not host.startswith("/") else f"{host}:{digits}"  # noqa: S108
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                client.settimeout(2)
                # Linux servers also listen at the abstract address of the same name.
                address = path if Path(path).exists() else "\0" + path
                client.connect(address)
        else:
            socket.create_connection((host, 6000 + int(digits)), timeout=2).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    reason = display_problem()
    if reason is not None:
        print(f"score-explorer: {reason}", file=sys.stderr)
    sys.exit(0 if reason is None else 1)
