"""Looking for a display before Qt does."""

import os
import socket
import sys

import pytest

from app.commands.display import XCB_LIBRARIES, display_problem, missing_packages
from tests.conftest import ROOT
from tests.processes import python

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only X and Wayland need looking for")


def test_no_display_names_the_headless_command():
    problem = display_problem({})
    assert "no display" in problem
    assert "score-explorer sample" in problem


# No server has a number above 59535: its port would be none.
@pytest.mark.parametrize("display", [":987654", "nonsense", "ABSENT:0"])
def test_a_dead_display_is_noticed(display, tmp_path):
    assert "does not answer" in display_problem({"DISPLAY": display.replace("ABSENT", str(tmp_path / "absent"))})


@pytest.mark.parametrize("answers", [True, False])
def test_a_display_of_another_machine_is_asked_at_its_port(answers, monkeypatch):
    asked = []

    def connect(address, timeout):
        asked.append((address, timeout > 0))
        if not answers:
            raise ConnectionRefusedError
        return socket.socket()

    monkeypatch.setattr("app.commands.display.socket.create_connection", connect)
    monkeypatch.setattr("app.commands.display.missing_packages", list)
    assert (display_problem({"DISPLAY": "far.example:10.0"}) is None) is answers
    assert asked == [(("far.example", 6010), True)]


def test_platforms_without_a_screen_are_left_alone():
    assert display_problem({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert display_problem({"QT_QPA_PLATFORM": "minimal:x=1"}) is None


def test_a_display_that_answers(tmp_path, monkeypatch):
    monkeypatch.setattr("app.commands.display.missing_packages", list)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(f"{tmp_path}/x:0")
        server.listen()
        assert display_problem({"DISPLAY": f"{tmp_path}/x:0"}) is None
        monkeypatch.setattr("app.commands.display.missing_packages", lambda: ["libxcb-icccm4"])
        assert "sudo apt install libxcb-icccm4" in display_problem({"DISPLAY": f"{tmp_path}/x:0"})


def test_wayland_needs_no_x():
    assert display_problem({"WAYLAND_DISPLAY": "wayland-0"}) is None


@pytest.mark.parametrize("file", ["README.md", ".ci/run"])
def test_every_list_of_the_packages_is_whole(file):
    listed = set((ROOT / file).read_text().replace(")", " ").split())
    assert set(XCB_LIBRARIES.values()) <= listed


def test_missing_libraries_are_named_by_their_packages():
    assert missing_packages({"libc.so.6": "libc6", "libabsent.so.9": "libabsent9"}) == ["libabsent9"]


def test_the_program_does_not_abort_without_a_display():
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    for arguments in (["-m", "app"], ["-m", "app.commands.display"]):
        done = python(*arguments, env=environment)
        assert done.returncode == 1
        assert done.stderr.startswith("score-explorer: there is no display")
