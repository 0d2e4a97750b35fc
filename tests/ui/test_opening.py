"""Checkpoints of the public code bases in the window: opened in every way, asked about, switched, repeated."""

import os
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog

from app.cli import main
from app.io import kernels
from app.io import opening as opening_module
from app.io.checkpoint import load_checkpoint
from app.io.pictures import compose_grid, read_record
from app.networks.kernels.choice import NotCompiledError
from app.state.preferences import Preferences
from app.ui.application import Starter
from app.ui.file_names import distinct_names
from app.ui.menus import RecentMenu
from app.ui.widgets.labels import ElidedLabel
from tests.conftest import ROOT
from tests.kernels import load_kernels
from tests.models import write_ncsn, write_small
from tests.ui.conftest import click, open_network
from tests.ui.test_pictures import complete, drop, export, picture
from tests.unit.test_checkpoint_formats import saved, weights

SHARED = Path(os.environ.get("SCORE_EXPLORER_SHARED", ROOT.parent / "shared"))
GOLDEN = {p.parent.name: p for p in sorted((SHARED / "golden").glob("*/*.pth"))}
golden = pytest.mark.skipif(not GOLDEN, reason=f"no golden files at {SHARED / 'golden'}")


@pytest.fixture
def ncsn(tmp_path):
    return str(write_ncsn(tmp_path / "checkpoint.pth"))


@pytest.fixture
def both(tmp_path):
    return str(write_ncsn(tmp_path / "v2.pth", ema=True))


def panel(window):
    return window.workspace.model_panel


def quick(window, **changes):
    """Settings for a run of a second."""
    for name, value in ({"levels": 3, "steps_per_level": 1, "count": 2} | changes).items():
        window.workspace.settings.set(name, value)


def answered(window, qtbot, **values):
    """Fill in the form with real keys and use it; returns when the file has been opened again."""
    form = window.status.form
    for name, value in values.items():
        if name in form.numbers:
            form.numbers[name].setFocus()
            form.numbers[name].selectAll()
            qtbot.keyClicks(form.numbers[name], str(value))
        else:
            form.choices[name].choose(value)
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        click(qtbot, form.use)


def gone(window, qtbot):
    qtbot.waitUntil(lambda: window.status.form is None)


@golden
@pytest.mark.parametrize("way", ["dialog", "drop", "argument"])
def test_a_checkpoint_opens_by_dialog_drop_and_argument_and_samples(make_window, qtbot, monkeypatch, way):
    window = make_window()
    path = str(GOLDEN["ncsn-mnist"])
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        if way == "dialog":
            monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: (path, ""))
            qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        elif way == "drop":
            drop(window, path)
        else:
            Starter(window, path).begin()
    info, settings = window.models.state.info, window.workspace.settings
    assert (info.architecture, info.path) == ("ncsn", path)
    assert window.status.form is None  # the configuration beside it says everything
    values = [settings.value(name) for name in ("steps_per_level", "levels", "sigma_max", "sigma_min")]
    assert values == [100, 10, 1.0, 0.01]
    assert settings.value("epsilon") == pytest.approx(4e-5)
    quick(window)
    run = complete(window, qtbot)
    assert run.frame.x.shape == (2, 28, 28, 1)


@golden
@pytest.mark.parametrize("folder", sorted(GOLDEN))
def test_each_family_brings_its_recommended_settings(make_window, qtbot, folder):
    window = make_window()
    open_network(window, qtbot, str(GOLDEN[folder]))
    info, settings = window.models.state.info, window.workspace.settings.valid
    assert settings == info.settings
    assert (settings.sigma_max, settings.sigma_min) == pytest.approx((max(info.sigmas), min(info.sigmas)))
    if folder.startswith("ncsnv2"):
        assert (settings.steps_per_level, settings.levels, settings.denoise) == (5, len(info.sigmas), True)
        assert settings.epsilon == pytest.approx(2 * 6.2e-6)
    assert settings.start == ("normal" if folder.startswith("sde") else "uniform")
    assert panel(window).native.isVisibleTo(panel(window)) == (not info.continuous)
    assert panel(window).weights_row.isVisibleTo(panel(window)) == (info.has_ema and info.has_live)


def test_switching_between_two_networks_and_back_keeps_each_ones_settings_and_pictures(window, qtbot, small, ncsn):
    first = complete(window, qtbot).frame.x.copy()
    quick(window, levels=4, steps_per_level=2)
    same = complete(window, qtbot).frame.x.copy()
    open_network(window, qtbot, ncsn)
    window.status.form.close()
    quick(window)
    other = complete(window, qtbot).frame.x
    assert other.shape == (2, 28, 28, 1)
    open_network(window, qtbot, small)
    assert (window.workspace.settings.value("levels"), window.workspace.settings.value("count")) == (4, 2)
    np.testing.assert_array_equal(complete(window, qtbot).frame.x, same)
    assert first.shape[1:] == same.shape[1:]
    open_network(window, qtbot, ncsn)
    assert window.workspace.settings.value("count") == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"text", None])
def test_a_wrong_file_leaves_all_as_it_was(window, qtbot, tmp_path, content):
    run = complete(window, qtbot)
    model, info, frame = window.models.model, window.models.state.info, run.frame
    wrong = tmp_path / "wrong.pth"
    wrong.mkdir() if content is None else wrong.write_bytes(content)
    drop(window, wrong)
    qtbot.waitUntil(lambda: bool(window.notices.problems), timeout=30_000)
    assert "wrong.pth" in window.notices.problems[-1].title
    assert (window.models.model, window.models.state.info, run.frame) == (model, info, frame)
    assert window.status.form is None
    complete(window, qtbot)


def test_what_the_file_cannot_tell_is_asked_with_the_defaults_filled_in(make_window, qtbot, ncsn):
    window = make_window()
    open_network(window, qtbot, ncsn)
    form = window.status.form
    assert form.isVisible()
    assert not form.isModal()
    shown = {name: edit.value() for name, edit in form.numbers.items()}
    assert shown == {"sigma_max": 1.0, "sigma_min": pytest.approx(0.01), "image_size": 28}
    assert form.choices["data_space"].currentData() == "unit"
    quick(window)
    assert complete(window, qtbot).frame.x.shape == (2, 28, 28, 1)  # with the defaults, the form still open
    answered(window, qtbot, sigma_max="3", image_size="16", data_space="logit")
    gone(window, qtbot)
    info = window.models.state.info
    expected = load_checkpoint(ncsn, sigma_max=3.0, image_size=16, logit_transform=True, rescaled=False).describe()
    assert (info.sigmas, info.shape, info.data_space) == (expected.sigmas, (1, 16, 16), "logit")
    assert window.workspace.settings.value("sigma_max") == 3
    quick(window)
    assert complete(window, qtbot).frame.x.shape == (2, 16, 16, 1)


def test_answers_are_remembered_by_the_files_hash(make_window, qtbot, ncsn, tmp_path, preferences):
    window = make_window()
    open_network(window, qtbot, ncsn)
    answered(window, qtbot, image_size="16")
    gone(window, qtbot)
    moved = shutil.copy(ncsn, tmp_path / "renamed.pth")
    again = make_window()
    open_network(again, qtbot, str(moved))
    assert again.models.state.info.shape == (1, 16, 16)
    assert again.status.form is None
    click(qtbot, panel(again).ask)
    assert again.status.form.numbers["image_size"].value() == 16
    assert Preferences(QSettings(preferences._settings.fileName(), QSettings.Format.IniFormat)).openings


def test_going_on_with_the_defaults_is_remembered_too(make_window, qtbot, ncsn):
    window = make_window()
    open_network(window, qtbot, ncsn)
    click(qtbot, window.status.form.keep)
    gone(window, qtbot)
    open_network(window, qtbot, ncsn)
    assert window.status.form is None


def test_an_answer_that_cannot_be_is_said_and_the_form_stays(make_window, qtbot, ncsn):
    window = make_window()
    open_network(window, qtbot, ncsn)
    form = window.status.form
    form.numbers["sigma_max"].setFocus()
    form.numbers["sigma_max"].selectAll()
    qtbot.keyClicks(form.numbers["sigma_max"], "0.001")
    click(qtbot, form.use)
    qtbot.waitUntil(lambda: bool(window.notices.problems), timeout=30_000)
    assert "noise levels cannot run" in window.notices.problems[-1].text
    assert form.isVisible()
    assert window.models.state.info.sigmas[0] == 1


def test_a_chosen_configuration_goes_before_the_defaults(make_window, qtbot, ncsn, tmp_path, monkeypatch):
    config = tmp_path / "elsewhere.json"
    config.write_text('{"model": {"sigma_begin": 7}, "data": {"image_size": 12}}')
    window = make_window()
    open_network(window, qtbot, ncsn)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: (str(config), ""))
    click(qtbot, window.status.form.choose)
    answered(window, qtbot)
    gone(window, qtbot)
    assert (window.models.state.info.sigmas[0], window.models.state.info.shape) == (7, (1, 12, 12))
    config.unlink()
    open_network(window, qtbot, ncsn)  # what is remembered does not fit any more
    assert window.models.state.info.shape == (1, 28, 28)
    assert "elsewhere.json" in window.notices.problems[-1].text


@golden
def test_a_network_of_no_known_configuration_is_asked_about_and_then_opens(window, qtbot, tmp_path, monkeypatch):
    source = GOLDEN["sde-ncsnpp-cifar10-discrete"]
    alone = shutil.copy(source, tmp_path / "checkpoint_1.pth")
    info = window.models.state.info
    drop(window, alone)
    qtbot.waitUntil(lambda: window.status.form is not None, timeout=30_000)
    assert window.models.state.info is info
    form = window.status.form
    assert "cifar10_ncsnpp_continuous" in [form.choices["preset"].itemData(i) for i in range(5)]
    click(qtbot, form.use)
    assert "Choose" in form.error.text()
    config = str(source.with_name("config.json"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: (config, ""))
    click(qtbot, form.choose)
    answered(window, qtbot)
    gone(window, qtbot)
    assert window.models.state.info.architecture == "ncsnpp"


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


@pytest.mark.alone
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


def test_the_data_are_named_rather_than_their_file(digits):
    texts = {label.accessibleName(): label.text() for label in panel(digits).findChildren(ElidedLabel)}
    assert texts["Data"] == "MNIST, 60,000 pictures"
    assert "CC BY-SA 3.0" in texts["Licence"]


def test_networks_of_one_file_name_are_told_apart(make_window, qtbot, tmp_path):
    paths = [tmp_path / folder / "checkpoint.safetensors" for folder in ("celeba", "church", "church/old")]
    for seed, path in enumerate(paths):
        path.parent.mkdir(parents=True)
        write_small(path, seed=seed)
    window = make_window()
    open_network(window, qtbot, str(paths[0]))
    assert window.windowTitle() == "checkpoint – score-explorer"  # there is no other
    for path in paths[1:]:
        open_network(window, qtbot, str(path))
    names = ["old/checkpoint.safetensors", "church/checkpoint.safetensors", "celeba/checkpoint.safetensors"]
    choice = panel(window).choice
    assert [choice.itemText(i) for i in range(choice.count())] == names
    menu = window.findChild(RecentMenu)
    menu.fill()
    assert [action.text() for action in menu.actions()[:3]] == names
    assert window.windowTitle() == "old/checkpoint.safetensors – score-explorer"
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: window.windowTitle() == "church/checkpoint.safetensors – score-explorer", timeout=30_000)
    window.preferences.clear_recent()
    assert window.windowTitle() == "checkpoint – score-explorer"


def test_only_as_many_folders_are_named_as_are_needed():
    assert distinct_names([]) == {}
    paths = ["/a/x/c.pth", "/b/x/c.pth", "/b/y/c.pth", "/b/y/d.pth"]
    assert list(distinct_names([*paths, paths[0]]).values()) == ["a/x/c.pth", "b/x/c.pth", "y/c.pth", "d.pth"]
    nested = distinct_names(["/c.pth", "/a/c.pth"])
    assert nested == {"/c.pth": "/c.pth", "/a/c.pth": "a/c.pth"}


def test_the_form_asks_by_what_sde_and_base_the_tutorial_s_network_was_trained(window, qtbot, tmp_path):
    open_network(window, qtbot, str(saved(tmp_path / "ckpt.pth", weights("tutorial", widths=[32] * 4, embed=32))))
    qtbot.waitUntil(lambda: window.status.form is not None)
    form = window.status.form
    assert set(form.numbers) == {"image_size", "base"}
    assert form.choices["sde"].currentData() == "ve"
    answered(window, qtbot, base="15")
    gone(window, qtbot)
    assert window.models.state.info.arguments["base"] == 15
    assert window.models.opening.base == 15
    window.models.ask()
    answered(window, qtbot, sde="vp")
    assert (window.models.opening.sde, window.models.opening.base) == ("vp", None)
    assert window.models.state.info.arguments["sde"] == "vp"
