"""The command line where standard streams are closed, full or of another encoding, or where memory is short."""

import os
import subprocess
import sys

import pytest
import torch

from app.cli import explain, main
from app.io.native import NativeHeader
from tests.conftest import ROOT
from tests.models import small_config, small_header, write_small
from tests.warm import SECONDS, Command


def call(words, before="", **options):
    """Run a command in a shell, where streams can be closed and limits set; its exit code and what it printed."""
    line = f"{before} exec {sys.executable} -m app {words}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment = kept | {"PYTHONPATH": str(ROOT)} | options
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, timeout=SECONDS, env=environment)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    return write_small(tmp_path_factory.mktemp("streams") / "small.safetensors")


@pytest.fixture
def full():
    """A file on a full disk."""
    try:
        descriptor = os.open("/dev/full", os.O_WRONLY)
    except OSError:
        pytest.skip("there is no device that is always full")
    yield descriptor
    os.close(descriptor)


def test_a_full_standard_output_is_said(checkpoint, full):
    with Command("info", str(checkpoint), stdout=full) as process:
        _, said = process.communicate()
    assert process.returncode == 1
    assert said == "score-explorer: standard output cannot be written to: the disk is full.\n"
    assert call("--help > /dev/full")[0] == 1


@pytest.mark.parametrize("closed", ["full", 2, 0, "all"])
def test_a_run_does_not_end_because_nobody_reads_its_progress(checkpoint, tmp_path, closed, full):
    out = tmp_path / "out.npz"
    words = f"sample --checkpoint {checkpoint} -n 2 -L 3 -T 2 --device cpu --npz {out}"
    if closed == "all":
        assert call(f"{words} <&- >&- 2>&-")[0] == 0
    else:
        streams = {"stderr": full} if closed == "full" else {"closed": [closed]}
        with Command(*words.split(), **streams) as process:
            process.communicate()
        assert process.returncode == 0
    assert out.read_bytes().startswith(b"PK")  # and nothing that was meant for a stream is in it


def test_an_error_that_nobody_can_read_keeps_its_exit_code(full):
    with Command("info", "absent.pth", stderr=full) as process:
        process.communicate()
    assert process.returncode == 1
    assert call("train 2>&-")[0] == 2


def test_a_reader_that_goes_away_is_no_error_worth_a_word(checkpoint):
    ours, theirs = os.pipe()
    os.close(ours)
    with Command("info", str(checkpoint), stdout=theirs) as process:
        os.close(theirs)
        assert process.communicate()[1] == ""
    assert process.returncode == 1


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is no desktop's menu of this kind")
def test_what_an_encoding_lacks_is_escaped(tmp_path):
    place = {"XDG_DATA_HOME": str(tmp_path / "σ")}
    code, out, said = call("--install-desktop", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0", **place)
    assert (code, said) == (0, "")
    assert "\\u03c3" in out or "\\udc" in out
    code, _, said = call(f"'{tmp_path}/µ'", PYTHONIOENCODING="ascii")
    assert code == 2
    assert "existing file" in said


def test_too_little_memory_is_said_rather_than_died_of(checkpoint):
    code, _, said = call(f"info {checkpoint}", before="ulimit -v 500000;")
    assert code == 1
    assert "MiB of memory" in said
    assert "\n" not in said.rstrip("\n")


def test_a_library_that_finds_no_memory_is_told_from_one_that_is_missing():
    assert "too little memory" in explain(ImportError("libtorch.so: failed to map segment from shared object"))[1]
    assert "Install it again" in explain(ModuleNotFoundError("No module named 'torch'"))[1]


def test_the_card_s_memory_is_told_from_the_computer_s():
    card, mps = torch.OutOfMemoryError("CUDA out of memory"), RuntimeError("MPS backend out of memory (5 GB)")
    for error in (card, mps):
        assert "graphics card's memory" in explain(error)[1]
    torchs = RuntimeError("[enforce fail at alloc_cpu.cpp:121] data. DefaultCPUAllocator: can't allocate memory")
    for error in (MemoryError(), torchs):
        assert "this computer's memory" in explain(error)[1]
    assert "unexpected RuntimeError" in explain(RuntimeError("something else"))[1]


def test_no_message_is_long_or_holds_control_characters():
    code, message = explain(RuntimeError("a\n\x1b[31m" * 10_000))
    assert code == 1
    assert len(message) < 500
    assert message.isprintable()


def test_info_prints_one_line_for_each_fact_whatever_it_says(tmp_path, capsys):
    forged = {"note\nSHA-256": "0" * 64, "licence": "free\nSHA-256:   00000000\x1b[2J", "long": "x" * 100_000}
    header = small_header(small_config(), facts=forged)
    from app.io.native import save_native
    from tests.models import small_network

    save_native(tmp_path / "c.safetensors", small_network(), header)
    assert main(["info", str(tmp_path / "c.safetensors")]) == 0
    out = capsys.readouterr().out
    assert sum(line.startswith("SHA-256") for line in out.splitlines()) == 1
    assert all(line.isprintable() and len(line) < 1200 for line in out.splitlines())
    assert isinstance(header, NativeHeader)
