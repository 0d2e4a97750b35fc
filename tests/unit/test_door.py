"""The one door for reading and the one writer: whatever a name stands for, nothing blocks and nothing is lost."""

import os
import signal
import stat
import threading
import time

import pytest

from app.io import atomic
from app.io.atomic import atomic_path, check_writable, make_folder, sweep, write_bytes
from app.io.door import identity, is_file, opened, read_bytes, read_head, read_text
from app.io.errors import LONGEST, DataError, FileError, WriteError
from app.io.owners import HOST, owner
from tests.processes import python


def refusal(call, *arguments, **options):
    """The message of the FileError that a call raises at once."""
    began = time.perf_counter()
    with pytest.raises(FileError) as caught:
        call(*arguments, **options)
    assert time.perf_counter() - began < 60  # it does not wait for a writer that never comes
    return str(caught.value)


def read(path):
    return read_bytes(path, DataError, limit=1000)


@pytest.fixture
def odd(tmp_path):
    """Names that stand for something other than a file."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    links = {"to-fifo": "fifo", "to-folder": "folder", "to-device": "/dev/zero", "circle": "circle"}
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    return tmp_path


ODD = {
    "fifo": "pipe", "to-fifo": "pipe", "folder": "folder", "to-folder": "folder", "to-device": "device",
    "circle": "circle", "absent": "no such file", "a\0b": "name", "x" * 300: "too long",
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_is_not_read(odd, name):
    message = refusal(read, odd / name)
    assert ODD[name] in message
    assert "cannot be read" in message
    assert not is_file(odd / name)
    assert read_head(odd / name, 10) == b""
    refusal(identity, odd / name)


@pytest.mark.parametrize("name", [name for name in ODD if name != "absent"])
def test_what_is_no_file_is_not_written_to(odd, name):
    before = sorted(path.name for path in odd.iterdir())
    for attempt in (check_writable, lambda path: write_bytes(path, b"x")):
        message = refusal(attempt, odd / name)
        assert ODD[name] in message
        assert "cannot be written" in message
    assert sorted(path.name for path in odd.iterdir()) == before
    assert stat.S_ISFIFO((odd / "fifo").stat().st_mode)


def test_a_pipe_put_in_the_files_place_meanwhile_does_not_block(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"1")
    system_open = os.open

    def swap(name, flags, *rest):
        if name == path:
            path.unlink()
            os.mkfifo(path)
        return system_open(name, flags, *rest)

    monkeypatch.setattr(os, "open", swap)
    assert "pipe" in refusal(read, path)


def test_a_pipe_put_in_the_targets_place_meanwhile_stays(tmp_path):
    path = tmp_path / "a"

    def write():
        with atomic_path(path) as temporary:
            temporary.write_bytes(b"x")
            os.mkfifo(path)

    assert "pipe" in refusal(write)
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_links_to_files_are_followed(tmp_path):
    (tmp_path / "real").write_bytes(b"12")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "dangling").symlink_to("new")
    assert read(tmp_path / "link") == b"12"
    write_bytes(tmp_path / "dangling", b"3")
    assert (tmp_path / "dangling").is_symlink()
    assert (tmp_path / "new").read_bytes() == b"3"


def test_a_file_is_measured_before_it_is_read(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * 1000)
    assert len(read(path)) == 1000
    path.write_bytes(b"x" * 1001)
    assert "too large" in refusal(read, path)
    with path.open("wb") as file:
        file.truncate(20 * 2**30)  # takes no room on the disk
    assert "20480 MiB" in refusal(read, path)


def test_a_file_that_was_never_wholly_written_is_named(tmp_path):
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.write(b"a beginning")
        file.truncate(3 * 2**30)
    if path.stat().st_blocks > 2**20:
        pytest.skip("this disk knows no holes")

    def begin():
        with opened(path, DataError, limit=2**40) as file:
            file.read(1)

    assert "never written" in refusal(begin)


def test_a_pointer_of_git_lfs_is_named(tmp_path):
    path = tmp_path / "a.png"
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n")
    assert "git lfs pull" in refusal(read, path)


def test_texts_are_utf8(tmp_path):
    path = tmp_path / "a"
    path.write_bytes("\ufeffσ".encode())
    assert read_text(path, DataError, limit=10) == "σ"
    path.write_bytes(b"\xff\xfe\x00")
    assert "not a text file" in refusal(read_text, path, DataError, limit=10)


@pytest.mark.parametrize(
    "name",
    [b"\xff\xfe", b"a\nSHA-256: forged", b"\x1b[31mred", "a\u202egnp.exe".encode(), b"y" * 250, "é".encode() * 60],
)
def test_names_of_any_bytes_are_shown_in_one_short_printable_line(tmp_path, name):
    path = tmp_path / os.fsdecode(name)
    for message in (refusal(read, path), str(WriteError(path, "b\0a\nd " * 1000, "do\r this " * 1000))):
        assert len(message) <= LONGEST
        assert message.isprintable()
        message.encode("utf-8")
    write_bytes(path, b"1")
    assert read(path) == b"1"


def test_an_identity_changes_with_the_contents(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"1")
    before = identity(path)
    assert identity(path) == before
    write_bytes(path, b"2")
    assert identity(path) != before


# The temporary files of killed processes

KILLED = """
import os, signal, sys
from app.io.atomic import atomic_path
with atomic_path(sys.argv[1]) as temporary:
    temporary.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_while_writing(path):
    done = python("-c", KILLED, str(path))
    assert done.returncode == -signal.SIGKILL


def test_the_next_run_removes_what_a_killed_one_left(tmp_path):
    path = tmp_path / "out.png"
    write_bytes(path, b"before")
    killed_while_writing(path)
    assert path.read_bytes() == b"before"
    (litter,) = (p for p in tmp_path.iterdir() if p != path)
    assert HOST in litter.name
    atomic._sweep_once.cache_clear()
    check_writable(path)
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_not_ours_or_still_in_use_stays(tmp_path):
    _, pid, start = owner().removeprefix(f"score-explorer-{HOST}").split("-")
    others = [
        f".a.score-explorer-{HOST}-{pid}-{start}-abc.tmp",  # this process's
        f".a.score-explorer-elsewhere-999999-{start}-abc.tmp",
        f".a.score-explorer-{HOST}-999999-{start}-abc.txt",
        ".a.abc.tmp", "score-explorer.tmp", f".score-explorer-{HOST}--1-2.tmp",
    ]  # fmt: skip
    for name in others:
        (tmp_path / name).write_bytes(b"")
    link = tmp_path / f".l.score-explorer-{HOST}-999999-1-abc.tmp"
    link.symlink_to("elsewhere")
    dead = tmp_path / f".d.score-explorer-{HOST}-{pid}-1-abc.tmp"  # the same number, another process
    dead.write_bytes(b"")
    assert sweep(tmp_path) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*others, link.name])


def test_two_threads_write_the_same_file_and_both_are_whole(tmp_path):
    path = tmp_path / "a"
    both = threading.Barrier(2)

    def write(data):
        with atomic_path(path) as temporary:
            temporary.write_bytes(data)
            both.wait(60)

    threads = [threading.Thread(target=write, args=(bytes([k]) * 1000,)) for k in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert path.read_bytes() in (b"\0" * 1000, b"\1" * 1000)
    assert list(tmp_path.iterdir()) == [path]


def test_the_longest_name_that_the_disk_allows_can_be_written(tmp_path):
    path = tmp_path / ("é" * 127)
    write_bytes(path, b"1")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_write_protected_file_is_not_replaced(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"mine")
    path.chmod(0o444)
    assert "write-protected" in refusal(write_bytes, path, b"x")


def test_folders_are_made_or_refused(tmp_path):
    assert make_folder(tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_bytes(b"")
    assert "cannot be made" in refusal(make_folder, tmp_path / "file")
