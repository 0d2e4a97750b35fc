"""Building the compiled kernels (:mod:`app.networks.kernels`) and keeping what was built.

The system's C++ compiler makes them for the processor at hand, against torch's own headers. The result lies in the
user's cache folder under a name made of all that it depends on, so that it is made once.
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
from pathlib import Path
from typing import Any

import torch

from app.networks import kernels
from app.networks.model import NetworkModel
from app.networks.speed import NotCompiledError, check_compilable, use_kernels

TIMEOUT_S = 600


class Builder:
    """Runs one compiler at a time, which another thread can stop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def run(self, command: list[str]) -> tuple[int, str]:
        """(exit code, what it said on standard error). Raises NotCompiledError if it was stopped."""
        with self._lock:
            self._stopped = False
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
        if self._stopped:
            raise NotCompiledError("building the kernels was given up")
        return process.returncode, said

    def stop(self) -> bool:
        """Stop the compiler; whether one was running."""
        with self._lock:
            if self._process is None:
                return False
            self._stopped = True
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # the driver and the compilers that it has started
            return True


_BUILDER = Builder()


def stop_building() -> bool:
    """Stop the compiler, if one is running; whether it was."""
    return _BUILDER.stop()


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
    if kernels.available():
        return False
    compiler = find_compiler()
    library: Path | None = None
    try:
        library = cache_folder() / f"kernels-{fingerprint(compiler)}.so"
        built = not library.exists()
        if built:
            _build(compiler, library)
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
    parts = [kernels.SOURCE.read_text(), torch.__version__, torch.__file__, compiler, cpu, " ".join(_flags())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _openmp(libraries: Path) -> list[str]:
    """Torch's own OpenMP library before the compiler's: its threads are to be used, and no second set beside them."""
    found = sorted(map(str, libraries.glob("libgomp*.so*")))
    return [*found, "-Wl,--as-needed"] if found else []


def _flags() -> list[str]:
    flags = ["-std=c++20", "-O3", "-fPIC", "-fno-math-errno", "-ffp-contract=fast", "-Wno-psabi"]
    if sys.platform == "linux":
        flags.append("-fopenmp")  # what torch's own loops run on there
    if platform.machine() in ("x86_64", "AMD64"):
        return [*flags, "-march=native", "-mprefer-vector-width=512"]
    return [*flags, "-mcpu=native"]


def _build(compiler: str, library: Path) -> None:
    root = Path(torch.__file__).parent
    include, libraries = root / "include", root / "lib"
    library.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=library.parent) as folder:
        made = Path(folder) / library.name
        command = [
            compiler, *_flags(), "-shared", f"-I{include}", f"-I{include / 'torch/csrc/api/include'}",
            f"-D_GLIBCXX_USE_CXX11_ABI={int(torch.compiled_with_cxx11_abi())}", str(kernels.SOURCE), "-o", str(made),
            *_openmp(libraries), f"-L{libraries}", f"-Wl,-rpath,{libraries}", "-ltorch_cpu", "-lc10",
        ]  # fmt: skip
        code, said = _BUILDER.run(command)
        if code != 0:
            first = next((line for line in said.splitlines() if "error" in line), said[:200])
            raise NotCompiledError(f"{Path(compiler).name} could not build the kernels: {first.strip()}")
        made.replace(library)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
