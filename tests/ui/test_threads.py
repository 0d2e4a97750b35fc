"""How many threads of the processor the network computes with: set in the window, said, recorded, restored."""

import threading

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt

from app.cli import main
from app.io.pictures import read_record
from app.jobs.threads import threads_here
from app.params import words
from app.params.status import RunPhase
from tests.models import gaussian
from tests.ui.conftest import install
from tests.ui.test_opening import panel, quick
from tests.ui.test_pictures import complete, drop, export, picture

USUAL = torch.get_num_threads()
OTHER = 3 if USUAL == 2 else 2


@pytest.fixture
def counted(window):
    """A network that notes in which thread it computes, and with how many."""
    model, seen = gaussian(shape=(1, 4, 4)), []

    def score(x, sigma):
        seen.append((threading.get_ident(), torch.get_num_threads()))
        return -x / sigma**2

    model.function = score
    install(window, model)
    quick(window)
    window.counted = seen
    return window


def type_threads(window, qtbot, number):
    spin = panel(window).threads
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, str(number))
    qtbot.keyClick(spin, Qt.Key.Key_Return)


def test_what_is_typed_acts_in_the_sampler_s_thread_alone_and_is_said(counted, qtbot):
    complete(counted, qtbot)
    assert {count for _, count in counted.counted} == {USUAL}
    counted.counted.clear()
    state = counted.models.state
    state.on_cpu, state.device_label = True, f"CPU ({USUAL} threads)"
    type_threads(counted, qtbot, OTHER)
    assert f"CPU ({OTHER} threads)" in counted.status.device.text()
    complete(counted, qtbot)
    assert {count for _, count in counted.counted} == {OTHER}
    assert threading.get_ident() not in {thread for thread, _ in counted.counted}
    assert torch.get_num_threads() == USUAL  # the window's own, and everybody else's
    type_threads(counted, qtbot, 0)
    assert panel(counted).threads.text() == "auto"
    assert f"CPU ({USUAL} threads)" in counted.status.device.text()


def test_device_and_memory_are_told_in_the_reader_s_language(window):
    state = window.models.state
    words.speak({"CPU ({0} thread{1})": "CPU (스레드 {0}개{1})", "{0} GiB peak": "최대 {0} GiB"})
    try:
        state.memory = "0.4 GiB peak"
        state.on_cpu, state.device_label = True, "CPU (2 threads)"
        assert window.status.device.text() == "CPU (스레드 2개) · 최대 0.4 GiB"
    finally:
        words.speak({})


def test_it_is_recorded_and_comes_back_with_the_picture(window, qtbot, tmp_path):
    quick(window)
    complete(window, qtbot)
    export(window, qtbot, tmp_path / "plain.png")
    assert "threads" not in read_record(tmp_path / "plain.png").extra
    type_threads(window, qtbot, OTHER)
    run = complete(window, qtbot)
    export(window, qtbot, tmp_path / "grid.png", scale=1, padding=1)
    assert read_record(tmp_path / "grid.png").extra["threads"] == OTHER
    history = window.workspace.history.state
    assert [past.threads for past in history.entries] == [OTHER, None]
    type_threads(window, qtbot, 0)
    drop(window, tmp_path / "grid.png")
    qtbot.waitUntil(lambda: window.models.state.threads == OTHER, timeout=30_000)
    assert panel(window).threads.value() == OTHER
    made = run.frame.x
    assert np.array_equal(complete(window, qtbot).frame.x, made)
    with threads_here(USUAL):
        arguments = ["--from-image", str(tmp_path / "grid.png"), "--checkpoint", window.models.state.info.path]
        try:
            assert main(["sample", *arguments, "--out", str(tmp_path / "again.png"), "--scale", "1", "--quiet"]) == 0
        finally:
            torch.set_num_threads(USUAL)
    assert np.array_equal(picture(tmp_path / "again.png"), picture(tmp_path / "grid.png"))


def test_a_run_stopped_half_way_leaves_the_others_their_threads(counted, qtbot):
    type_threads(counted, qtbot, OTHER)
    session, run = counted.workspace.session, counted.workspace.run
    session.step()
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)
    type_threads(counted, qtbot, 0)
    counted.counted.clear()
    complete(counted, qtbot)
    assert {count for _, count in counted.counted} == {USUAL}
