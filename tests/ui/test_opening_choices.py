"""What can be chosen about an opened network: levels, averages, compiling, devices."""

import threading

import numpy as np
import pytest

from app.cli import main
from app.io import kernels
from app.io import opening as opening_module
from app.io.pictures import compose_grid, read_record
from app.networks.kernels.choice import NotCompiledError
from tests.kernels import load_kernels
from tests.ui.conftest import click, open_network
from tests.ui.test_opening import answered, gone, panel, quick
from tests.ui.test_pictures import complete, drop, export, picture


def test_native_levels_only_and_the_same_bits_from_the_command_line(make_window, qtbot, ncsn, tmp_path):
    window = make_window()
    open_network(window, qtbot, ncsn)
    window.status.form.close()
    assert "nearest in log σ" in panel(window).mapped.text()
    assert panel(window).mapped.isVisibleTo(panel(window))
    quick(window, levels=9)
    free = complete(window, qtbot)
    assert len(free.sigmas) == 9
    panel(window).native.click()
    run = complete(window, qtbot)
    assert run.sigmas == window.models.state.info.sigmas
    export(window, qtbot, tmp_path / "grid.png", what="grid", scale=1, padding=1)
    record = read_record(tmp_path / "grid.png")
    assert record.settings.native == run.sigmas
    out = tmp_path / "again.png"
    arguments = ["--from-image", str(tmp_path / "grid.png"), "--checkpoint", ncsn, "--out", str(out)]
    assert main(["sample", *arguments, "--scale", "1", "--quiet"]) == 0
    np.testing.assert_array_equal(picture(out), compose_grid(run.frame.x, 2, 1, 1))
    panel(window).native.click()
    assert window.workspace.settings.value("native") == ()


def test_the_average_or_the_live_weights(make_window, qtbot, both):
    window = make_window()
    open_network(window, qtbot, both)
    weights = panel(window).weights
    assert weights.currentData() is True
    averaged = window.models.model.network.state_dict()["end_conv.weight"].clone()
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        weights.setCurrentIndex(1)
        weights.activated.emit(1)
    assert window.models.state.info.weights == "live"
    np.testing.assert_allclose(averaged, 0.9 * window.models.model.network.state_dict()["end_conv.weight"], rtol=1e-6)
    open_network(window, qtbot, both)  # remembered
    assert weights.currentData() is False


def test_a_pictures_own_answers_come_back_with_it(make_window, qtbot, both, tmp_path):
    window = make_window()
    open_network(window, qtbot, both)
    answered(window, qtbot, image_size="16")
    gone(window, qtbot)
    quick(window)
    before = complete(window, qtbot).frame.x.copy()
    export(window, qtbot, tmp_path / "grid.png", what="grid")
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        window.models.change(image_size=24, use_ema=False)
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        drop(window, tmp_path / "grid.png")
    qtbot.waitUntil(lambda: "restored" in window.notices.problems[-1].title)
    info = window.models.state.info
    assert (info.shape, info.weights) == ((1, 16, 16), "EMA")
    np.testing.assert_array_equal(complete(window, qtbot).frame.x, before)


def test_compiling_waits_in_the_background_and_says_how_long_it_took(make_window, qtbot, ncsn, monkeypatch):
    begun, go = threading.Event(), threading.Event()

    def compile_slowly(model):
        begun.set()
        go.wait(30)
        return 12.0

    monkeypatch.setattr(opening_module, "compile_model", compile_slowly)
    window = make_window()
    open_network(window, qtbot, ncsn)
    window.status.form.keep.click()
    quick(window)
    panel(window).compile.click()
    qtbot.waitUntil(begun.is_set, timeout=30_000)
    assert window.status._loading_text.text() == "Compiling checkpoint.pth…"
    complete_waiting = window.workspace.session
    complete_waiting.play_pause()  # waits for it
    assert complete_waiting.status.waiting
    complete_waiting.play_pause()
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        go.set()
    assert window.models.opening.compiled
    assert panel(window).compile.isChecked()
    assert "took 12 s to build" in window.notices.problems[-1].text


@pytest.mark.usefixtures("two_threads")
def test_a_compiled_run_gives_the_same_bits_from_the_command_line(make_window, qtbot, ncsn, tmp_path):
    load_kernels()
    window = make_window()
    open_network(window, qtbot, ncsn)
    window.status.form.keep.click()
    quick(window)
    plain = complete(window, qtbot).frame.x.copy()
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        panel(window).compile.click()
    run = complete(window, qtbot)
    assert np.abs(run.frame.x.astype(int) - plain).max() <= 1
    export(window, qtbot, tmp_path / "grid.png", what="grid", scale=1, padding=1)
    assert read_record(tmp_path / "grid.png").opening == {"compiled": True}
    arguments = ["--from-image", str(tmp_path / "grid.png"), "--checkpoint", ncsn, "--npz", str(tmp_path / "a.npz")]
    assert main(["sample", *arguments, "--out", str(tmp_path / "again.png"), "--scale", "1", "--quiet"]) == 0
    np.testing.assert_array_equal(picture(tmp_path / "again.png"), compose_grid(run.frame.x, 2, 1, 1))


def test_giving_up_compiling_keeps_the_network_and_closing_waits_for_it(make_window, qtbot, ncsn, monkeypatch):
    begun, go = threading.Event(), threading.Event()
    monkeypatch.setattr(opening_module, "compile_model", lambda _model: begun.set() or go.wait(30) or 0.0)
    stopped = []
    monkeypatch.setattr(kernels, "stop_building", lambda: stopped.append(True))
    window = make_window()
    open_network(window, qtbot, ncsn)
    window.status.form.keep.click()
    model = window.models.model
    panel(window).compile.click()
    qtbot.waitUntil(begun.is_set, timeout=30_000)
    click(qtbot, window.status.cancel)
    assert stopped == [True]
    assert window.models.model is model
    assert not panel(window).compile.isChecked()
    quick(window)
    complete(window, qtbot)  # the abandoned thread is in nobody's way
    go.set()
    qtbot.waitUntil(lambda: window.tasks.running == 0, timeout=30_000)
    assert window.models.model is model
    window.close()
    assert window.finished


def test_where_nothing_can_be_compiled_the_box_goes_back_and_says_why(make_window, qtbot, ncsn, monkeypatch):
    def fail(model):
        raise NotCompiledError("there is no C++ compiler here")

    monkeypatch.setattr(opening_module, "compile_model", fail)
    window = make_window()
    open_network(window, qtbot, ncsn)
    window.status.form.keep.click()
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        panel(window).compile.click()
    assert not panel(window).compile.isChecked()
    assert "no C++ compiler" in window.notices.problems[-1].text
    quick(window)
    complete(window, qtbot)


def test_only_what_can_be_chosen_is_shown(window, qtbot, both):
    shown = panel(window)
    hidden = [
        shown.compile,
        shown.weights_row,
        shown.native,
        shown.mapped,
        shown.precision_row,
        shown.graphs,
        shown.ask,
    ]
    assert not any(widget.isVisibleTo(shown) for widget in hidden)  # our own compact network on a CPU
    open_network(window, qtbot, both)
    assert [w.isVisibleTo(shown) for w in hidden] == [True, True, False, False, False, False, True]


def compute_on(state, choice, label):
    with state.together():
        state.device_choice, state.device_label, state.devices = choice, label, ("cuda", "cpu")


def test_speed_of_graphics_cards_is_offered_where_there_is_one(window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(window.models, "open", lambda path, opening: asked.append(opening.to_dict()))
    compute_on(window.models.state, "auto", "NVIDIA H200 (139 GiB)")
    shown = panel(window)
    assert shown.precision_row.isVisibleTo(shown)
    shown.precision.choose("bf16")
    shown.precision.activated.emit(shown.precision.currentIndex())
    shown.graphs.click()
    assert asked == [{"precision": "bf16"}, {"graphs": True}]
    compute_on(window.models.state, "cpu", "CPU")
    assert not shown.precision_row.isVisibleTo(shown)
