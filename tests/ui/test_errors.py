"""Files that fail, settings that cannot be used, errors that nothing caught: the window says so and goes on."""

import logging
import sys

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QPushButton

from app.io.last_end import LastEnd
from app.params import SampleSettings
from app.params.run import Problem
from app.state.preferences import Preferences
from app.ui.crash import CrashHandler, data_folder
from app.ui.main_window import MainWindow
from app.ui.menus import RecentMenu
from app.ui.notices import DetailsDialog
from tests.models import write_small
from tests.ui.conftest import click
from tests.ui.test_pictures import complete, drop


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Reports lie below it, wherever the machine's own cannot be written."""
    monkeypatch.setenv("HOME", str(tmp_path))


def ini(path):
    return QSettings(str(path), QSettings.Format.IniFormat)


def test_a_checkpoint_that_fails_to_load_changes_nothing(window, qtbot, tmp_path):
    run = complete(window, qtbot)
    info, frame, settings = window.models.state.info, run.frame, window.workspace.settings.valid
    bad = tmp_path / "broken.safetensors"
    bad.write_bytes(b"not a checkpoint at all")
    drop(window, bad)
    qtbot.waitUntil(lambda: bool(window.notices.problems), timeout=30_000)
    problem = window.notices.problems[-1]
    assert "broken.safetensors" in problem.title
    assert str(bad) in problem.text
    assert (window.models.state.info, run.frame, window.workspace.settings.valid) == (info, frame, settings)
    assert window.models.state.loading == ""
    assert str(bad) not in window.preferences.recent
    details = next(b for b in window.notices.findChildren(QPushButton) if b.text().startswith("Details"))
    click(qtbot, details)
    dialog = window.findChild(DetailsDialog)
    dialog.copy()
    text = QGuiApplication.clipboard().text()
    assert "Traceback" in text
    assert "score-explorer" in text
    dialog.close()
    complete(window, qtbot)


def test_a_dropped_checkpoint_opens_during_a_run_and_serves_the_next(window, qtbot, tmp_path):
    other = write_small(tmp_path / "other.safetensors", seed=5)
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        drop(window, other, tmp_path / "second.png")
    assert window.models.state.info.name == "other"
    assert "second.png" in window.notices.problems[-1].text
    assert complete(window, qtbot).info.name == "other"


def test_giving_up_opening_drops_the_answer(window, qtbot, tmp_path):
    info = window.models.state.info
    window.open_path(str(write_small(tmp_path / "other.safetensors", seed=5)))
    assert window.status.loading.isVisible()
    click(qtbot, window.status.cancel)
    assert not window.status.loading.isVisible()
    qtbot.waitUntil(lambda: window.tasks.running == 0, timeout=30_000)
    assert window.models.state.info is info


def test_a_device_that_is_not_there_is_explained(window, qtbot):
    window.models.set_device("cuda:7")
    qtbot.waitUntil(lambda: bool(window.notices.problems), timeout=30_000)
    assert "cuda" in window.notices.problems[-1].text
    assert window.models.state.device_choice == "auto"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00garbage[[[",
        b"[General]\nversion=1\ntheme=purple\nrecent_json=[1, 2\nmodels_json=17\n",
        b"[layout]\nwindow=hello\ndocks-sample=@ByteArray(nonsense)\n[General]\nversion=1\n",
        b"[General]\nversion=99\ntheme=dark\n",
        b'[General]\nversion=1\nrecent_json="%b"\n[texts]\ninpaint="%b"\n' % (100_000 * b"[", 100_000 * b"["),
    ],
)
def test_unusable_settings_never_block_a_start(qtbot, tmp_path, content, caplog):
    (tmp_path / "bad.ini").write_bytes(content)
    with caplog.at_level(logging.CRITICAL):
        preferences = Preferences(ini(tmp_path / "bad.ini"))
        assert preferences.theme == "system"
        assert preferences.recent == []
        assert preferences.settings_for("0" * 64, SampleSettings()) == SampleSettings()
        window = MainWindow(preferences, {})
        window.show()
        assert len([d for d in window.findChildren(QDockWidget) if d.isVisible()]) == 7
        window.close()
        window.deleteLater()


def test_settings_of_another_version_stay_as_they_are(tmp_path):
    path = tmp_path / "later.ini"
    path.write_bytes(b"[General]\nversion=99\ntheme=dark\n")
    Preferences(ini(path)).theme = "light"
    assert b"version=99" in path.read_bytes()
    assert b"theme=dark" in path.read_bytes()


def test_stored_settings_that_no_longer_fit_fall_back(preferences):
    preferences.keep_settings("a" * 64, SampleSettings(seed=5))
    assert preferences.settings_for("a" * 64, SampleSettings()).seed == 5
    preferences._set_json("models_json", {"a" * 64: {"epsilon": -1, "sampler": "?"}})
    assert preferences.settings_for("a" * 64, SampleSettings()) == SampleSettings()


def test_an_uncaught_error_is_written_and_shown(qtbot, capsys):
    handler = CrashHandler()
    handler.install()
    told = []
    handler.caught.connect(told.append)
    try:
        raise ValueError("made up")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    finally:
        handler.remove()
    assert isinstance(told[0], Problem)
    assert "made up" in told[0].text
    reports = list(data_folder().glob("crash-*.txt"))
    assert len(reports) == 1
    assert "ValueError: made up" in reports[0].read_text()
    assert "ValueError" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("stack", "starved", "words"),
    [("Fatal Python error", 0, "machine code"), ("", 1, "a program for want of"), ("", 7, "ended 7 programs for want")],
)
def test_what_ended_a_window_is_told_by_the_next_one(monkeypatch, stack, starved, words):
    """Where nothing is known of it, nothing is said; the file of a window that closes goes with it."""
    data_folder().mkdir(parents=True, exist_ok=True)
    mark = data_folder() / "mark"
    mark.write_text("")
    ends = [LastEnd(stack, starved), LastEnd("", 0)]
    monkeypatch.setattr("app.ui.crash.begin_window", lambda folder: (mark, ends))
    handler = CrashHandler()
    (problem,) = handler.install()
    handler.remove()
    assert words in problem.text
    assert problem.details == stack
    assert not mark.exists()


def test_recent_files_open_again_and_can_be_forgotten(window, qtbot, tmp_path, small):
    other = str(write_small(tmp_path / "other.safetensors", seed=5))
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        window.open_path(other)
    menu = window.findChild(RecentMenu)
    menu.fill()
    assert [a.text() for a in menu.actions()[:2]] == ["other.safetensors", "small.safetensors"]
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        menu.actions()[1].trigger()
    assert window.models.state.info.path == small
    menu.fill()
    assert menu.actions()[0].text() == "small.safetensors"
    menu.actions()[-1].trigger()
    assert window.preferences.recent == []
    menu.fill()
    assert not menu.actions()[0].isEnabled()
