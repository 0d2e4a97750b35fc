"""Checkpoints of the public code bases in the window: opened in every way, asked about, switched, repeated."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog

from app.io.checkpoint import load_checkpoint
from app.state.preferences import Preferences
from app.ui.application import Starter
from app.ui.file_names import distinct_names
from app.ui.menus import RecentMenu
from app.ui.widgets.labels import ElidedLabel
from tests.conftest import ROOT
from tests.models import write_small
from tests.ui.conftest import click, open_network
from tests.ui.test_pictures import complete, drop
from tests.unit.test_checkpoint_formats import saved, weights

SHARED = Path(os.environ.get("SCORE_EXPLORER_SHARED", ROOT.parent / "shared"))
GOLDEN = {p.parent.name: p for p in sorted((SHARED / "golden").glob("*/*.pth"))}
golden = pytest.mark.skipif(not GOLDEN, reason=f"no golden files at {SHARED / 'golden'}")


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
def test_each_family_brings_its_recommended_settings(make_window, qtbot, subtests):
    window = make_window()
    for folder in sorted(GOLDEN):
        with subtests.test(folder):
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


def test_a_wrong_file_leaves_all_as_it_was(window, qtbot, tmp_path, subtests):
    run = complete(window, qtbot)
    model, info = window.models.model, window.models.state.info
    contents = {"empty": b"", "broken": b"PK\x03\x04 broken", "text": b"text", "folder": None}
    for kind, content in contents.items():
        with subtests.test(kind):
            frame = run.frame
            window.notices.problems.clear()
            wrong = tmp_path / kind / "wrong.pth"
            wrong.parent.mkdir()
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
