"""What becomes of settings, restored pictures, drawings and masks when another network is opened."""

import shutil

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from app.cli import main
from app.params.masks import Preset
from tests.models import write_ncsn, write_small
from tests.ui.conftest import click, open_network
from tests.ui.inpaint import export, fill, take
from tests.ui.test_opening import GOLDEN, answered, golden, gone
from tests.ui.test_pictures import drop


@pytest.fixture
def other(tmp_path):
    """Another network of the same shape."""
    return str(write_small(tmp_path / "other.safetensors", seed=5))


@pytest.fixture
def wide(tmp_path):
    """A network of 16 x 16 pictures."""
    return str(write_small(tmp_path / "wide.safetensors", seed=6, height=16, width=16))


@pytest.fixture
def desk(inpaint_desk, qtbot, small):
    """The workspace of fillings, with a small network opened."""
    open_network(inpaint_desk, qtbot, small)
    return inpaint_desk


@pytest.fixture
def inpaint(desk):
    return desk.lay("picture", "brush").workspace


def idle(window, qtbot):
    qtbot.waitUntil(lambda: window.tasks.running == 0, timeout=30_000)


def said(window, qtbot, title):
    qtbot.waitUntil(lambda: any(title in p.title for p in window.notices.problems), timeout=30_000)
    idle(window, qtbot)


def fitted(window, qtbot, side):
    """The picture has been brought to the network's size."""
    source = window.workspace.source
    qtbot.waitUntil(lambda: source.name != "" and source.shape == (side, side), timeout=30_000)
    idle(window, qtbot)


def grey(value, side=8):
    return np.full((side, side, 1), value, np.uint8)


def sampled(path, checkpoint, *more):
    arguments = ["--levels", "3", "-T", "2", "-n", "2", "--seed", "77", "--quiet", "--device", "cpu", *more]
    assert main(["sample", "--checkpoint", checkpoint, *arguments, "--out", str(path)]) == 0
    return path


def filled(folder, checkpoint, side, *more):
    """A grid made by inpainting: a picture of grey 200 whose lower half was filled."""
    Image.fromarray(grey(200, side)[:, :, 0]).save(folder / "given.png")
    mask = np.zeros((side, side), np.uint8)
    mask[side // 2 :] = 255
    Image.fromarray(mask).save(folder / "given-mask.png")
    arguments = ["--image", str(folder / "given.png"), "--mask", str(folder / "given-mask.png"), *more]
    sampling = ["--levels", "3", "-T", "2", "-n", "2", "--seed", "77", "--quiet", "--device", "cpu"]
    out = folder / "filled.png"
    assert main(["inpaint", "--checkpoint", checkpoint, *arguments, *sampling, "--out", str(out)]) == 0
    return out


def shown(workspace):
    return tuple(workspace.settings.value(name) for name in ("seed", "levels", "steps_per_level", "count"))


def test_a_restored_picture_s_settings_are_there_once_its_network_is_open(window, qtbot, tmp_path, small, other):
    workspace = window.workspace
    workspace.settings.set("seed", 5)
    own = shown(workspace)
    drop(window, sampled(tmp_path / "grid.png", other))
    said(window, qtbot, "Settings restored")
    assert "another network, other" in window.notices.problems[-1].text
    open_network(window, qtbot, other)
    assert shown(workspace) == (77, 3, 2, 2)
    open_network(window, qtbot, small)
    assert shown(workspace) == own  # what was shown for the other network was never this one's
    open_network(window, qtbot, other)
    assert shown(workspace) == (77, 3, 2, 2)


def test_a_third_network_has_its_own_settings_and_the_picture_is_forgotten(window, qtbot, tmp_path, small, other, wide):
    workspace = window.workspace
    own = shown(workspace)
    drop(window, sampled(tmp_path / "grid.png", other))
    said(window, qtbot, "Settings restored")
    open_network(window, qtbot, wide)
    assert shown(workspace) == own  # the recommended ones are the same
    open_network(window, qtbot, other)
    open_network(window, qtbot, small)
    assert shown(workspace) == own


def test_closing_with_another_network_s_settings_shown_keeps_the_open_one_s(window, qtbot, tmp_path, other):
    info, settings = window.models.state.info, window.workspace.settings
    settings.set("seed", 5)
    drop(window, sampled(tmp_path / "grid.png", other))
    said(window, qtbot, "Settings restored")
    window.close()
    assert window.preferences.settings_for(info.sha256, info.settings).seed == 5


@pytest.mark.parametrize("side", [8, 16])
def test_a_restored_inpainting_is_there_once_its_network_is_open(
    desk, inpaint, qtbot, tmp_path, small, other, wide, side
):
    take(inpaint, qtbot, grey(10))
    inpaint.settings.set("seed", 5)
    own = shown(inpaint)
    network = other if side == 8 else wide
    desk.open_path(str(filled(tmp_path, network, side)))
    said(desk, qtbot, "filled.png")
    assert "network" in desk.notices.problems[-1].text
    open_network(desk, qtbot, network)
    qtbot.waitUntil(lambda: inpaint.source.name == "filled.png", timeout=30_000)
    idle(desk, qtbot)
    assert shown(inpaint) == (77, 3, 2, 2)
    assert inpaint.source.pixels.shape == (1, side, side)
    np.testing.assert_allclose(inpaint.source.pixels, 200 / 255, atol=1e-6)
    assert inpaint.mask.pixels[side // 2 :].all()
    assert not inpaint.mask.pixels[: side // 2].any()
    open_network(desk, qtbot, small)
    idle(desk, qtbot)
    assert shown(inpaint) == own


def test_an_inpainting_of_the_same_file_opened_otherwise_opens_it_so_again(window, qtbot, tmp_path):
    path = str(write_ncsn(tmp_path / "checkpoint.pth"))
    window.show_workspace("inpaint")
    inpaint = window.workspace
    picture = filled(tmp_path, path, 12, "--image-size", "12")
    open_network(window, qtbot, path)
    window.status.form.close()
    drop(window, picture)
    qtbot.waitUntil(lambda: inpaint.source.name == "filled.png", timeout=30_000)
    idle(window, qtbot)
    assert window.models.state.info.shape == inpaint.source.pixels.shape == (1, 12, 12)
    assert shown(inpaint) == (77, 3, 2, 2)


def test_a_damaged_inpainting_of_the_open_network_says_what_is_wrong(desk, inpaint, qtbot, tmp_path, small, wide):
    picture = filled(tmp_path, small, 8)
    inpaint.sources.set_shape((1, 16, 16))  # as if the record were of another size
    desk.open_path(str(picture))
    said(desk, qtbot, "does not fit")
    assert "another size" in desk.notices.problems[-1].text
    assert inpaint._kept._awaited is None


# Configurations that come later


def config(folder, name="config.yml"):
    """A configuration like that of the golden file, with another sampler; returns the file."""
    text = GOLDEN["ncsnv2-mnist28"].with_name("config.yml").read_text()
    changed = text.replace("n_steps_each: 5", "n_steps_each: 3").replace("step_lr: 6.2e-06", "step_lr: 1.0e-05")
    assert changed.count("n_steps_each: 3") == changed.count("1.0e-05") == 1
    (folder / name).write_text(changed)
    return folder / name


def alone(folder):
    """A checkpoint without its configuration."""
    return str(shutil.copy(GOLDEN["ncsnv2-mnist28"], folder / "checkpoint.pth"))


@golden
def test_a_configuration_given_in_the_form_brings_its_sampler(make_window, qtbot, tmp_path, monkeypatch):
    window, file = make_window(), str(config(tmp_path, "elsewhere.yml"))
    open_network(window, qtbot, alone(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: (file, ""))
    click(qtbot, window.status.form.choose)
    answered(window, qtbot)
    gone(window, qtbot)
    settings = window.workspace.settings
    assert settings.value("steps_per_level") == 3
    assert settings.value("epsilon") == pytest.approx(2e-5)


@golden
@pytest.mark.parametrize("workspace", ["sample", "inpaint"])
def test_a_configuration_put_beside_the_file_later_brings_its_sampler(make_window, qtbot, tmp_path, workspace):
    path = alone(tmp_path)
    window = make_window()
    window.show_workspace(workspace)
    open_network(window, qtbot, path)
    window.workspace.settings.set("temperature", 0.5)
    window.close()
    config(tmp_path)
    again = make_window()
    again.show_workspace(workspace)
    open_network(again, qtbot, path)
    settings = again.workspace.settings
    assert settings.value("steps_per_level") == 3
    assert settings.value("epsilon") == pytest.approx(2e-5)
    assert settings.value("temperature") == 0.5  # what was chosen stays chosen


# Drawings and masks


def test_a_drawing_on_an_opened_picture_survives_a_network_of_another_size(desk, inpaint, qtbot, tmp_path, wide):
    take(inpaint, qtbot, grey(100, 20))
    inpaint.source.begin()
    inpaint.source.stroke((1, 1), (6, 6), 2, 1.0, (1.0,))
    inpaint.source.commit("draw")
    assert np.ptp(inpaint.source.pixels) > 0.3
    open_network(desk, qtbot, wide)
    fitted(desk, qtbot, 16)
    assert inpaint.source.pixels.shape == (1, 16, 16)
    assert np.ptp(inpaint.source.pixels) > 0.3


def test_an_untouched_picture_is_fitted_from_the_file_again(desk, inpaint, qtbot, wide):
    fine = np.random.default_rng(0).integers(0, 256, (16, 16, 1), np.uint8)
    take(inpaint, qtbot, fine)
    open_network(desk, qtbot, wide)
    fitted(desk, qtbot, 16)
    np.testing.assert_array_equal(inpaint.source.frame(), fine)  # not what was left of it at 8 x 8


def test_a_restored_picture_survives_a_network_of_another_size(desk, inpaint, qtbot, tmp_path, wide):
    take(inpaint, qtbot, grey(200))
    inpaint.brush_panel.presets[Preset.LOWER].click()
    for name, value in (("count", 1), ("levels", 2), ("steps_per_level", 1)):
        inpaint.settings.set(name, value)
    fill(inpaint, qtbot)
    export(inpaint, qtbot, tmp_path / "grid.png")
    take(inpaint, qtbot, grey(10))
    desk.open_path(str(tmp_path / "grid.png"))
    qtbot.waitUntil(lambda: inpaint.source.name == "grid.png", timeout=30_000)
    open_network(desk, qtbot, wide)
    fitted(desk, qtbot, 16)
    np.testing.assert_allclose(inpaint.source.pixels, 200 / 255, atol=0.01)


def test_what_was_undone_does_not_come_back_with_another_network(desk, inpaint, qtbot, wide):
    for value in (200, 10):
        take(inpaint, qtbot, grey(value))
    inpaint.undo.undo()
    open_network(desk, qtbot, wide)
    fitted(desk, qtbot, 16)
    np.testing.assert_allclose(inpaint.source.pixels, 200 / 255, atol=0.01)


def test_a_mask_comes_back_as_it_was_unless_it_was_painted_on_meanwhile(desk, inpaint, qtbot, small, wide):
    open_network(desk, qtbot, wide)
    mask = np.random.default_rng(0).random((16, 16)) < 0.5
    inpaint.mask.replace(mask, "random")
    open_network(desk, qtbot, small)
    assert inpaint.mask.pixels.shape == (8, 8)
    open_network(desk, qtbot, wide)
    np.testing.assert_array_equal(inpaint.mask.pixels, mask)
    open_network(desk, qtbot, small)
    inpaint.mask.replace(np.ones((8, 8), bool), "all")
    open_network(desk, qtbot, wide)
    assert inpaint.mask.pixels.all()
