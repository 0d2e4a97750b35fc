"""Building the compiled kernels: where they cannot be, who waits for whom, and what is left behind (nothing)."""

import errno
import fcntl
import os
import threading
from pathlib import Path

import pytest
import torch

from app.io import kernels
from app.io.checkpoint import load_checkpoint
from app.io.kernels import cache_folder, compile_model, find_compiler, fingerprint, load, stop_building
from app.networks.kernels import calls, choice
from app.networks.kernels.choice import NotCompiledError
from tests.kernels import refinenet
from tests.models import write_small

GIVEN_UP = "building the kernels was given up"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, tmp_path):
    """Nothing is loaded, and the cache is an empty folder of the test's own."""
    monkeypatch.setattr(calls, "available", lambda: False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def compiler(monkeypatch, tmp_path):
    """Makes the compiler a shell script; ``$made`` is the file that it is to write."""

    def make(script):
        path = tmp_path / "compiler"
        path.write_text(f'#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done; made=$2\n{script}\n')
        path.chmod(0o755)
        monkeypatch.setenv("CXX", str(path))

    return make


@pytest.fixture
def read(monkeypatch):
    """What torch was told to load; it takes any file for a library."""
    loaded = []
    monkeypatch.setattr(torch.ops, "load_library", lambda path: loaded.append(Path(path).read_text()))
    return loaded


class Loading:
    """``load()`` on another thread."""

    def __init__(self):
        self.built, self.error = None, ""
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        try:
            self.built = load()
        except NotCompiledError as error:
            self.error = str(error)

    def end(self):
        self._thread.join(60)
        assert not self._thread.is_alive()
        return self


def in_cache():
    return [path.name for path in cache_folder().iterdir()]


def library():
    return cache_folder() / f"kernels-{fingerprint(find_compiler())}.so"


def test_without_a_compiler_the_network_stays_as_it_was(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CXX", raising=False)
    model = refinenet("ncsnv2")
    x = torch.rand(1, 1, 12, 12)
    before = model.score(x, 0.5)
    with pytest.raises(NotCompiledError, match=r"no C\+\+ compiler"):
        compile_model(model)
    assert torch.equal(model.score(x, 0.5), before)


def test_what_is_built_is_kept_and_found_again(compiler, read):
    compiler('echo built > "$made"')
    assert load()
    assert in_cache() == [library().name]
    compiler("exit 1")
    assert not load()
    assert read == ["built\n"] * 2


@pytest.mark.parametrize("script", ["echo 'kernels.cpp:1: error: nonsense' >&2; exit 1", "echo nothing made; exit 0"])
def test_a_compiler_that_fails_is_quoted_and_leaves_nothing_behind(script, compiler):
    compiler(script)
    with pytest.raises(NotCompiledError, match=r"nonsense|cannot be used"):
        load()
    assert in_cache() == []


def test_building_can_be_stopped_from_another_thread(compiler, tmp_path):
    begun = tmp_path / "begun"
    os.mkfifo(begun)
    compiler(f"echo > {begun}\nsleep 600")
    loading = Loading()
    begun.read_text()  # waits for the compiler
    assert stop_building()
    assert loading.end().error == GIVEN_UP
    assert in_cache() == []
    assert not stop_building()


def test_a_cache_that_cannot_be_written_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("CXX", "true")
    with pytest.raises(NotCompiledError, match="cannot be used"):
        load()


def test_a_damaged_library_in_the_cache_is_said_and_removed(compiler):
    compiler("exit 1")
    library().parent.mkdir(parents=True)
    library().write_bytes(b"no library")
    with pytest.raises(NotCompiledError, match="cannot be used"):
        load()
    assert in_cache() == []


# --- several at once


class Other:
    """Another process that builds in the same cache folder."""

    def __init__(self):
        cache_folder().mkdir(parents=True)
        self._handle = os.open(cache_folder(), os.O_RDONLY)
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def end(self):
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@pytest.fixture
def other(_fresh):
    made = Other()
    yield made
    made.end()


@pytest.fixture
def waiting(monkeypatch):
    """Set once somebody has found the cache folder held by another."""
    seen, flock = threading.Event(), fcntl.flock

    def watched(handle, how):
        try:
            flock(handle, how)
        except BlockingIOError:
            seen.set()
            raise

    monkeypatch.setattr(fcntl, "flock", watched)
    return seen


def test_what_another_process_builds_meanwhile_is_used(compiler, read, waiting, other):
    compiler("exit 1")
    loading = Loading()
    assert waiting.wait(60)
    library().write_text("the other's")
    other.end()
    assert loading.end().built is False
    assert read == ["the other's"]


def test_where_another_process_fails_this_one_builds(compiler, read, waiting, other):
    compiler('echo own > "$made"')
    loading = Loading()
    assert waiting.wait(60)
    other.end()
    assert loading.end().built is True
    assert read == ["own\n"]


def test_of_two_threads_one_builds(compiler, read, waiting, tmp_path):
    begun, go = tmp_path / "begun", tmp_path / "go"
    os.mkfifo(begun)
    os.mkfifo(go)
    compiler(f'echo > {begun}; cat {go} > "$made"')  # with both it would wait for a second word for ever
    first = Loading()
    begun.read_text()
    second = Loading()
    assert waiting.wait(60)
    go.write_text("once")
    assert [first.end().built, second.end().built] == [True, False]
    assert read == ["once"] * 2


@pytest.mark.usefixtures("other")
def test_waiting_can_be_stopped(compiler, waiting):
    compiler("exit 1")
    loading = Loading()
    assert waiting.wait(60)
    assert stop_building()
    assert loading.end().error == GIVEN_UP


@pytest.mark.usefixtures("other")
def test_waiting_has_an_end(compiler, monkeypatch):
    compiler("exit 1")
    monkeypatch.setattr(kernels, "TIMEOUT_S", 0.05)
    with pytest.raises(NotCompiledError, match="another process has been building"):
        load()


def test_what_a_killed_process_left_is_cleared_away_by_the_next(compiler, read):
    left = cache_folder() / f"{kernels.PREFIX}dead"
    left.mkdir(parents=True)
    (left / "kernels.so").write_text("half")
    compiler('echo whole > "$made"')
    assert load()
    assert in_cache() == [library().name]


def test_where_folders_cannot_be_held_each_builds_and_leaves_the_others_alone(compiler, read, monkeypatch):
    def refuse(handle, how):
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(fcntl, "flock", refuse)
    (cache_folder() / f"{kernels.PREFIX}other").mkdir(parents=True)
    compiler('echo own > "$made"')
    assert load()
    assert sorted(in_cache()) == [f"{kernels.PREFIX}other", library().name]


# --- which networks


def test_other_networks_are_told_apart(tmp_path, monkeypatch):
    model = load_checkpoint(write_small(tmp_path / "small.safetensors"))
    with pytest.raises(NotCompiledError, match="only NCSN, NCSNv2"):
        compile_model(model)
    assert "CPU" in choice.can_compile("ncsn", "cuda:0")
    with pytest.raises(NotCompiledError, match="multiples of 16"):
        compile_model(refinenet("ncsn", features=4))
    monkeypatch.setattr(choice, "ASKED_MEMORY", 1000)
    with pytest.raises(NotCompiledError, match="prepared weights would take"):
        compile_model(refinenet("ncsn"))
