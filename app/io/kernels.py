"""Building the compiled kernels (:mod:`app.networks.kernels`) and keeping what was built.

The system's C++ compiler makes them for the processor at hand, against torch's own headers. The result lies in the
user's cache folder under a name made of all that it depends on, so that it is made once. Of several threads and
processes that want it one builds, and the others wait; what stands under its name is always whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from app.networks.kernels import calls
from app.networks.kernels.choice import NotCompiledError, check_compilable, use_kernels
from app.networks.model import NetworkModel

TIMEOUT_S = 600
PREFIX = "building-"
"""Folders that a build works in are called so."""


class Build:
    """One build, or waiting for another's, which another thread can stop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._given_up = threading.Event()

    def run(self, command: list[str]) -> tuple[int, str]:
        """(exit code, what it said on standard error). Raises NotCompiledError if it was stopped."""
        with self._lock:
            self._go_on()
            self._process = process = subprocess.Popen(  # noqa: S603 - the command is this program's own
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                start_new_session=True,
            )  # fmt: skip
        try:
            said = process.communicate(timeout=TIMEOUT_S)[1]
        except subprocess.TimeoutExpired:
            self.stop()
            said = process.communicate()[1]
        finally:
            with self._lock:
                self._process = None
        self._go_on()
        return process.returncode, said

    def wait_for(self, folder: int) -> bool:
        """Hold a folder, by its descriptor, against all other builds; whether its file system can do that.

        Raises NotCompiledError if waiting was stopped, or took too long.
        """
        import fcntl  # not on Windows, where nothing is built

        until = time.monotonic() + TIMEOUT_S
        while time.monotonic() < until:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._given_up.wait(0.1)
                self._go_on()
            except OSError:
                return False
            else:
                return True
        raise NotCompiledError("another process has been building the kernels for too long")

    def stop(self) -> None:
        """Stop the compiler, or the waiting."""
        with self._lock:
            self._given_up.set()
            if self._process is not None and self._process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)  # the driver and the compilers that it has started

    def _go_on(self) -> None:
        if self._given_up.is_set():
            raise NotCompiledError("building the kernels was given up")


_under_way: set[Build] = set()
_under_way_lock = threading.Lock()


@contextlib.contextmanager
def _build_under_way() -> Iterator[Build]:
    build = Build()
    with _under_way_lock:
        _under_way.add(build)
    try:
        yield build
    finally:
        with _under_way_lock:
            _under_way.discard(build)


def stop_building() -> bool:
    """Stop what is being built, or waited for; whether anything was."""
    with _under_way_lock:
        builds = list(_under_way)
    for build in builds:
        build.stop()
    return bool(builds)


def compile_model(model: NetworkModel) -> float:
    """Let the compiled kernels do the network's convolutions and all between them.

    Returns the seconds that building them took: some ten the first time on a machine, none once they are in the cache.
    Scores change by rounding, about 1e-6 of their size. Raises NotCompiledError; the network is then as it was.
    """
    check_compilable(model)
    began = time.perf_counter()
    built = load()
    use_kernels(model.network)
    return time.perf_counter() - began if built else 0.0


def load() -> bool:
    """Load the kernels, building them if need be; whether they had to be built. Raises NotCompiledError."""
    if calls.available():
        return False
    compiler = find_compiler()
    library: Path | None = None
    try:
        library = cache_folder() / f"kernels-{fingerprint(compiler)}.so"
        built = not library.exists() and _make(compiler, library)
        read: Any = torch.ops.load_library  # torch gives it no types
        read(str(library))
    except NotCompiledError:
        raise
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        with contextlib.suppress(OSError):
            if library is not None:
                library.unlink(missing_ok=True)  # a damaged one is not to be met again
        raise NotCompiledError(f"the compiled kernels cannot be used: {_short(error)}") from error
    return built


def find_compiler() -> str:
    """The path of the system's C++ compiler. Raises NotCompiledError."""
    if sys.platform == "win32":
        raise NotCompiledError("compiling needs g++ or clang++, which this program does not use on Windows")
    for name in (os.environ.get("CXX", ""), "c++", "g++", "clang++"):
        if name and (path := shutil.which(name)):
            return path
    raise NotCompiledError("there is no C++ compiler here; install g++ or clang++")


def cache_folder() -> Path:
    """Where what was built is kept: in the user's cache folder."""
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "score-explorer"


def fingerprint(compiler: str) -> str:
    """A name for all that the result depends on: source, torch, compiler, processor."""
    cpu = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        cpu += next((line for line in cpuinfo.read_text().splitlines() if line.startswith(("flags", "Features"))), "")
    sources = [path.read_text() for path in sorted(calls.SOURCE.parent.glob("*.[ch]*"))]
    parts = [*sources, torch.__version__, torch.__file__, str(Path(compiler).resolve()), cpu, " ".join(_flags())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _openmp(libraries: Path) -> list[str]:
    """Torch's own OpenMP library before the compiler's: its threads are to be used, and no second set beside them."""
    found = sorted(map(str, libraries.glob("libgomp*.so*")))
    return [*found, "-Wl,--as-needed"] if found else []


def _flags() -> list[str]:
    flags = ["-std=c++20", "-O3", "-fPIC", "-fno-math-errno", "-ffp-contract=fast", "-Wall", "-Wextra", "-Wno-psabi"]
    if sys.platform == "linux":
        flags.append("-fopenmp")  # what torch's own loops run on there
    if platform.machine() in ("x86_64", "AMD64"):
        return [*flags, "-march=native", "-mprefer-vector-width=512"]
    return [*flags, "-mcpu=native"]


def _make(compiler: str, library: Path) -> bool:
    """Build the library, unless another thread or process has done it meanwhile; whether it was built."""
    library.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(library.parent, os.O_RDONLY)
    try:
        with _build_under_way() as build:
            if build.wait_for(folder):
                for left in library.parent.glob(f"{PREFIX}*"):  # by one that was killed, as no other is at work
                    shutil.rmtree(left, ignore_errors=True)
            if library.exists():
                return False
            _compile(build, compiler, library)
            return True
    finally:
        os.close(folder)  # which lets the others go on


def _compile(build: Build, compiler: str, library: Path) -> None:
    root = Path(torch.__file__).parent
    include, libraries = root / "include", root / "lib"
    headers = ["-isystem", str(include), "-isystem", str(include / "torch/csrc/api/include")]
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=library.parent) as folder:
        made = Path(folder) / library.name
        command = [
            compiler, *_flags(), *headers, "-shared",
            f"-D_GLIBCXX_USE_CXX11_ABI={int(torch.compiled_with_cxx11_abi())}", str(calls.SOURCE), "-o", str(made),
            *_openmp(libraries), f"-L{libraries}", f"-Wl,-rpath,{libraries}", "-ltorch_cpu", "-lc10",
        ]  # fmt: skip
        code, said = build.run(command)
        if code != 0:
            first = next((line for line in said.splitlines() if "error" in line), said[:200])
            raise NotCompiledError(f"{Path(compiler).name} could not build the kernels: {first.strip()}")
        made.replace(library)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
