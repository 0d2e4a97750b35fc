"""A process that has imported the program once, and forks a child for each command: to import torch costs two seconds.

The children end as an interpreter ends: with its exit code, its flushing of streams, its exits. What is about the
beginning of a process (what it imports, closed streams, encodings, limits of memory) takes a new interpreter.

The warm process reads one byte a command from a socket, and with it the child's standard streams and another socket.
There it is told words, environment, folder and closed streams, in JSON; back come the child's number and, once it has
ended, how, a line each.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

SECONDS = 480
"""Enough for a machine with twenty other things to do, where torch alone takes a minute; pytest waits for 600."""


class Command:
    """``python -m app`` with these words, in a child of the warm process: of ``subprocess.Popen`` what tests need.

    ``stdout`` and ``stderr``: descriptors to write to; else what is written is read here. ``closed``: the standard
    streams, by number, that are no files at all. ``environment``: all of it, this process's unless given. ``tree``: the
    program's, of whatever version; it runs in ``folder``. ``module``: another one to run than ``app``. It ends with the
    block that it is made for, and after ``patience`` seconds.
    """

    def __init__(
        self, *words: str, stdout: int | None = None, stderr: int | None = None, closed: Sequence[int] = (),
        environment: Mapping[str, str] = os.environ, tree: Path = ROOT, folder: Path = ROOT, patience: float = SECONDS,
        module: str = "app",
    ) -> None:  # fmt: skip
        self.returncode: int | None = None
        self._stdout = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115, it is closed with the rest
        ours, theirs = os.pipe()
        self.stderr = os.fdopen(ours, encoding="utf-8")
        self._socket, its = socket.socketpair()
        with its, open(os.devnull) as stdin, os.fdopen(theirs, "w") as pipe:  # noqa: PTH123, no path of a user's
            streams = [stdin, self._stdout if stdout is None else stdout, pipe if stderr is None else stderr, its]
            numbers = [stream if isinstance(stream, int) else stream.fileno() for stream in streams]
            socket.send_fds(_control(tree), [b"+"], numbers)
        self._lines = self._socket.makefile("rw")
        json.dump([[module, *words], dict(environment), str(folder), closed], self._lines)
        self._lines.write("\n")
        self._lines.flush()
        self.pid = int(self._lines.readline())
        self._watchdog = threading.Timer(patience, self.kill)
        self._watchdog.daemon = True  # what nobody waited for does not keep the tests from ending
        self._watchdog.start()

    def wait_for(self, said: str) -> None:
        """Until it has ``said`` something on standard error."""
        seen = ""
        while said not in seen:
            character = self.stderr.read(1)
            assert character, f"the process ended and said: {seen}"
            seen += character

    def send_signal(self, number: int) -> None:
        """Unless it is known to have ended."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """As by ``kill -9``."""
        self.send_signal(signal.SIGKILL)

    def communicate(self) -> tuple[str, str]:
        """What it has written on standard output, and from now on on standard error, once it has ended."""
        with self._stdout, self._socket, self._lines, self.stderr:
            said = self.stderr.read()
            self._watchdog.cancel()
            self.returncode = int(self._lines.readline())
            self._stdout.seek(0)
            return self._stdout.read(), said

    def __enter__(self) -> Command:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.returncode is None:
            self.kill()
            self.communicate()


@functools.cache
def _control(tree: Path) -> socket.socket:
    """The socket of a tree's warm process, which ends with this one."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", str(Path(__file__).resolve())], cwd=tree, stdin=theirs, stdout=subprocess.DEVNULL,
            env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(tree)},
        )  # fmt: skip

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def serve() -> list[str]:
    """Fork a child for each command until nobody asks any more; in such a child it returns the module and the words."""
    _import_all()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that wait for the commands
    control = socket.socket(fileno=os.dup(0))
    while True:
        said, descriptors, *_ = socket.recv_fds(control, 1, 4)
        if not said:
            os._exit(0)
        if os.fork() == 0:
            control.close()
            return _command(descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _command(descriptors: list[int]) -> list[str]:
    """The module and the words, in a child of this process, which waits for its end and tells how it was."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(fileno=descriptors.pop()) as asker, asker.makefile("rw") as lines:
        words, environment, folder, closed = json.loads(lines.readline())
        child = os.fork()
        if child:
            lines.write(f"{child}\n")
            lines.flush()
            lines.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
            lines.flush()
            os._exit(0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    # As an interpreter makes them; what is made for another kind of file asks for its place, which a pipe has not.
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115
    for number in closed:
        os.close(number)
        setattr(sys, ("stdin", "stdout", "stderr")[number], None)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    return words


def _import_all() -> None:
    """What a command imports, most of which it imports late."""
    import torch
    import torch._dynamo  # by the first optimizer

    import app

    torch.set_num_threads(1)  # a child of a process with threads of its own may wait for them for ever
    for part in ("commands", "jobs", "io", "core", "networks", "lab", "training", "params"):
        for module in pkgutil.walk_packages([f"{app.__path__[0]}/{part}"], f"app.{part}."):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()  # a child that collects garbage would copy all that its parent has loaded


if __name__ == "__main__":
    module, *sys.argv[1:] = serve()
    runpy.run_module(module, run_name="__main__", alter_sys=True)
