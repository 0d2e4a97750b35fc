"""Pictures, masks and data sets from outside: fitted, cropped, scaled, or refused with nothing lost."""

import gzip
import io
import struct
import zipfile

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDockWidget, QFileDialog, QMessageBox

from app.io.images import fit_picture, read_mask, save_mask
from app.render.images import to_qimage
from app.state.painting import Target
from app.ui.inpaint.crop_view import clamped
from tests.models import gaussian, write_small
from tests.ui.conftest import click, install, open_network

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def first_workspace():
    return "inpaint"


@pytest.fixture
def desk(inpaint_desk):
    install(inpaint_desk, gaussian(0.5, 0.1, (1, 8, 8)))
    return inpaint_desk


@pytest.fixture
def inpaint(desk):
    return desk.lay("picture", "brush").workspace


@pytest.fixture
def noise():
    return np.random.default_rng(1).integers(0, 256, (20, 32, 3), dtype=np.uint8)


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, LEFT, PLAIN))


def opened(workspace, qtbot, path):
    with qtbot.waitSignal(workspace.sources.changed, timeout=10_000):
        workspace.open_path(str(path))


def idle(workspace, qtbot):
    qtbot.waitUntil(lambda: workspace.context.tasks.running == 0, timeout=10_000)


# Pictures


def test_a_dropped_picture_is_fitted_and_its_crop_moves(inpaint, qtbot, noise, tmp_path):
    Image.fromarray(noise).save(tmp_path / "wide.png")
    opened(inpaint, qtbot, tmp_path / "wide.png")
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (1, 8, 8)))
    crop = inpaint.source_panel.crop
    assert crop.isVisibleTo(inpaint.source_panel)
    qtbot.waitUntil(lambda: crop.visibleRegion().boundingRect() == crop.rect())  # the panel has grown
    assert crop.crop == (6, 0, 20, 20)
    crop.setFocus()
    for _ in range(6):
        qtbot.keyClick(crop, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: inpaint.sources.crop_now == (0, 0, 20, 20), timeout=10_000)
    idle(inpaint, qtbot)
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (1, 8, 8), (0, 0, 20, 20)))
    qtbot.keyClick(crop, Qt.Key.Key_Minus)
    smaller = crop.crop
    assert smaller[2] == smaller[3] < 20
    qtbot.waitUntil(lambda: inpaint.sources.crop_now == smaller, timeout=10_000)
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (1, 8, 8), smaller))


def test_the_crop_is_dragged(inpaint, qtbot, noise, tmp_path):
    Image.fromarray(noise).save(tmp_path / "wide.png")
    opened(inpaint, qtbot, tmp_path / "wide.png")
    crop = inpaint.source_panel.crop
    place = crop._place()
    middle = place.center().toPoint()
    qtbot.mousePress(crop, LEFT, pos=middle)
    qtbot.mouseMove(crop, pos=middle * 2)
    qtbot.mouseRelease(crop, LEFT, pos=middle * 2)
    assert crop.crop == (12, 0, 20, 20)
    qtbot.waitUntil(lambda: inpaint.sources.crop_now == (12, 0, 20, 20), timeout=10_000)
    idle(inpaint, qtbot)
    for _ in range(3):
        qtbot.keyClick(crop, Qt.Key.Key_Left)
        idle(inpaint, qtbot)
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (1, 8, 8), (9, 0, 20, 20)))
    assert inpaint.undo.undoText() == "crop"
    inpaint.context.actions["undo"].trigger()  # all of it at once
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (1, 8, 8)))
    inpaint.context.actions["redo"].trigger()
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (1, 8, 8), (9, 0, 20, 20)))


@pytest.mark.parametrize(
    ("crop", "expected"),
    [((-5, -5, 10, 10), (0, 0, 10, 10)), ((30, 15, 10, 10), (22, 10, 10, 10)), ((0, 0, 99, 99), (6, 0, 20, 20)),
     ((4, 4, 0, 0), (4, 4, 1, 1))],
)  # fmt: skip
def test_a_crop_stays_inside_and_keeps_its_proportions(crop, expected):
    left, top, width, height = clamped(crop, (32, 20), (8, 8))
    assert (width, height) == expected[2:]
    assert 0 <= left <= 32 - width
    assert 0 <= top <= 20 - height
    if crop[2] == 10:
        assert (left, top) == expected[:2]


def variants(noise, folder):
    grey16 = noise[:, :, 0].astype(np.uint16) * 257
    Image.fromarray(grey16).save(folder / "sixteen.png")
    Image.fromarray(noise).quantize(16).save(folder / "palette.png")
    alpha = np.concatenate([noise, np.full((20, 32, 1), 128, np.uint8)], axis=2)
    Image.fromarray(alpha).save(folder / "transparent.png")
    frames = [Image.fromarray(np.roll(noise, k, axis=0)) for k in range(3)]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:])
    Image.fromarray(noise).save(folder / "photo.jpeg")
    Image.fromarray(noise).save(folder / "scan.tif")
    return ["sixteen.png", "palette.png", "transparent.png", "moving.gif", "photo.jpeg", "scan.tif"]


def test_every_usual_kind_of_picture_is_taken(inpaint, qtbot, noise, tmp_path):
    for name in variants(noise, tmp_path):
        opened(inpaint, qtbot, tmp_path / name)
        assert inpaint.source.name == name
        assert inpaint.source.pixels.std() > 0.02
    opened(inpaint, qtbot, tmp_path / "sixteen.png")
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise[:, :, :1], (1, 8, 8)))


def test_a_bad_picture_is_refused_and_nothing_is_lost(inpaint, qtbot, noise, tmp_path, subtests):
    inpaint.mask.replace(np.eye(8, dtype=bool), "diagonal")
    inpaint.source.replace(np.full((1, 8, 8), np.float32(0.2)), "grey", "mine")
    before = inpaint.source.pixels.copy()
    for kind in ("truncated", "text", "huge", "missing"):
        with subtests.test(kind):
            path = tmp_path / f"{kind}.png"
            if kind == "huge":
                Image.new("1", (9000, 3)).save(path)
            elif kind != "missing":
                Image.fromarray(noise).save(path)
                data = path.read_bytes()
                path.write_bytes(data[: len(data) // 2] if kind == "truncated" else b"hello")
            with qtbot.waitSignal(inpaint.sources.problem, timeout=10_000):
                inpaint.open_path(str(path))
            assert path.name in inpaint.context.notices.problems[-1].title
            np.testing.assert_array_equal(inpaint.source.pixels, before)
            assert inpaint.mask.count == 8
            assert inpaint.undo.count() == 2


def test_pasting_takes_the_clipboards_picture(desk, inpaint, qtbot, noise):
    desk.with_keys()
    QGuiApplication.clipboard().setImage(to_qimage(noise))
    with qtbot.waitSignal(inpaint.sources.changed, timeout=10_000):
        qtbot.keyClick(inpaint.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (1, 8, 8)))
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(inpaint.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "clipboard" in inpaint.context.notices.problems[-1].title


@pytest.mark.parametrize("first_workspace", ["sample"])
def test_a_photo_dropped_on_another_workspace_comes_here(window, qtbot, noise, tmp_path):
    assert window.workspace.__class__.__name__ == "SampleWorkspace"
    Image.fromarray(noise).save(tmp_path / "photo.jpg", quality=100)
    drop(window, tmp_path / "photo.jpg")
    workspace = window.workspace
    assert workspace.__class__.__name__ == "InpaintWorkspace"
    qtbot.waitUntil(lambda: workspace.source.name == "photo.jpg", timeout=10_000)


def test_a_picture_opened_while_a_network_is_waits_for_it(desk, inpaint, qtbot, noise, tmp_path):
    Image.fromarray(noise).save(tmp_path / "wide.png")
    desk.open_path(str(write_small(tmp_path / "large.safetensors", channels=3, height=16, width=16)))
    assert desk.models.state.loading
    inpaint.open_path(str(tmp_path / "wide.png"))
    qtbot.waitUntil(lambda: inpaint.source.name == "wide.png", timeout=10_000)
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (3, 16, 16)))


# Data sets


def idx(path, images):
    header = struct.pack(">I", 0x0803) + struct.pack(">3I", *images.shape)
    path.write_bytes(gzip.compress(header + images.tobytes()))


def test_a_picture_is_picked_by_its_number(inpaint, qtbot, tmp_path, subtests):
    for seed, kind in enumerate(("idx", "npz", "folder", "zip")):
        with subtests.test(kind):
            pick(inpaint, qtbot, tmp_path, kind, np.random.default_rng(seed))


def pick(inpaint, qtbot, tmp_path, kind, generator):
    """The first picture of a data set, and then another."""
    images = generator.integers(0, 256, (5, 8, 8), dtype=np.uint8)
    path = tmp_path / {"idx": "t10k-images-idx3-ubyte.gz", "npz": "set.npz", "folder": "pictures", "zip": "a.zip"}[kind]
    if kind == "idx":
        idx(path, images)
    elif kind == "npz":
        np.savez(path, images=images)
    elif kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for k, image in enumerate(images):
                data = io.BytesIO()
                Image.fromarray(image).save(data, format="PNG")
                archive.writestr(f"{k}.png", data.getvalue())
    else:
        path.mkdir()
        for k, image in enumerate(images):
            Image.fromarray(image).save(path / f"{k}.png")
    inpaint.open_path(str(path))
    qtbot.waitUntil(lambda: np.array_equal(inpaint.source.frame()[:, :, 0], images[0]), timeout=10_000)
    idle(inpaint, qtbot)
    assert inpaint.source_panel.index.maximum() == 4
    inpaint.source_panel.index.setValue(3)
    qtbot.waitUntil(lambda: np.array_equal(inpaint.source.frame()[:, :, 0], images[3]), timeout=10_000)


def test_a_folder_is_chosen_in_a_dialog(inpaint, qtbot, tmp_path):
    images = np.random.default_rng(2).integers(0, 256, (3, 8, 8), dtype=np.uint8)
    (tmp_path / "digits").mkdir()
    for k, image in enumerate(images):
        Image.fromarray(image).save(tmp_path / "digits" / f"{k}.png")
    inpaint.context.actions["open_folder"].trigger()
    dialog = inpaint.center.window().findChild(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "digits"))
    with qtbot.waitSignal(inpaint.sources.changed, timeout=10_000):
        dialog.accept()
    qtbot.waitUntil(lambda: np.array_equal(inpaint.source.frame()[:, :, 0], images[0]), timeout=10_000)
    assert inpaint.source_panel.gallery_name.text() == "digits"


def test_a_bad_data_set_is_refused_and_nothing_is_lost(inpaint, qtbot, tmp_path, subtests):
    for kind in ("labels", "zip", "npz", "empty", "damaged member"):
        with subtests.test(kind):
            path = tmp_path / {"labels": "t10k-labels-idx1-ubyte", "npz": "bad.npz", "empty": "empty"}.get(
                kind, "bad.zip"
            )
            if kind == "labels":
                path.write_bytes(struct.pack(">II", 0x0801, 3) + b"abc")
            elif kind == "npz":
                np.savez(path, images=np.array(["a", "b"]))
            elif kind == "empty":
                path.mkdir()
            elif kind == "zip":
                path.write_bytes(b"PK\x03\x04 not a zip")
            else:
                with zipfile.ZipFile(path, "w") as archive:
                    archive.writestr("0.png", b"not a picture")
            inpaint.source.replace(np.full((1, 8, 8), np.float32(0.2)), "grey", "mine")
            with qtbot.waitSignal(inpaint.sources.problem, timeout=10_000):
                inpaint.open_path(str(path))
            assert inpaint.source.name == "mine"
            assert path.name in inpaint.context.notices.problems[-1].title


# Tone


def ink(height=20, width=20):
    """Pale ink on grey paper: a stroke down the middle."""
    paper = np.full((height, width, 1), 178, np.uint8)
    paper[4:-4, width // 2 - 2 : width // 2 + 2] = 77
    return paper


def toned(picture, contrast, *, inverted):
    """The closed form, grey by grey: c times as far from the middle, and the other way round."""
    fitted = fit_picture(picture, (1, 8, 8)).astype(np.float64)
    greys = np.clip(0.5 + contrast * (fitted - 0.5), 0, 1)
    return np.rint(255 * (1 - greys if inverted else greys)) / 255


def test_black_ink_on_white_becomes_white_on_black_and_back(inpaint, qtbot, tmp_path):
    Image.fromarray(ink()[:, :, 0]).save(tmp_path / "ink.png")
    panel, source = inpaint.source_panel, inpaint.source
    assert not panel.tone.isVisibleTo(panel)  # nothing was opened
    opened(inpaint, qtbot, tmp_path / "ink.png")
    plain = source.pixels.copy()
    qtbot.waitUntil(lambda: panel.invert.visibleRegion().boundingRect() == panel.invert.rect())
    with qtbot.waitSignal(inpaint.sources.tuned, timeout=10_000):
        qtbot.mouseClick(panel.invert, LEFT, pos=QPoint(8, panel.invert.height() // 2))
    np.testing.assert_allclose(source.pixels, toned(ink(), 1, inverted=True), atol=1e-6)
    edit = panel.contrast.edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "4")
    with qtbot.waitSignal(inpaint.sources.tuned, timeout=10_000):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    np.testing.assert_allclose(source.pixels, toned(ink(), 4, inverted=True), atol=1e-6)
    assert source.pixels.min() == 0
    assert source.pixels.max() > 0.8
    inpaint.context.actions["undo"].trigger()  # both at once, as a drag of the crop
    np.testing.assert_array_equal(source.pixels, plain)
    inpaint.context.actions["redo"].trigger()
    slider = panel.contrast.slider
    slider.setFocus()
    with qtbot.waitSignal(inpaint.sources.tuned, timeout=10_000):
        qtbot.keyClick(slider, Qt.Key.Key_Home)
    idle(inpaint, qtbot)
    np.testing.assert_allclose(source.pixels, toned(ink(), 0.1, inverted=True), atol=1e-6)
    with qtbot.waitSignal(inpaint.sources.tuned, timeout=10_000):
        click(qtbot, panel.contrast.reset_button)
    np.testing.assert_allclose(source.pixels, toned(ink(), 1, inverted=True), atol=1e-6)
    assert not panel.contrast.reset_button.isVisibleTo(panel)


def test_undo_sets_the_controls_back_too(inpaint, qtbot, noise, tmp_path):
    """What is undone may be another picture: that is open again, in its tone, with its crop."""
    Image.fromarray(ink()[:, :, 0]).save(tmp_path / "ink.png")
    Image.fromarray(noise).save(tmp_path / "wide.png")
    panel, actions = inpaint.source_panel, inpaint.context.actions

    def shown():
        return panel.invert.isChecked(), panel.contrast.edit.text(), inpaint.source.name

    opened(inpaint, qtbot, tmp_path / "ink.png")
    with qtbot.waitSignal(inpaint.sources.tuned, timeout=10_000):
        panel.invert.setFocus()
        qtbot.keyClick(panel.invert, Qt.Key.Key_Space)
    edit = panel.contrast.edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "4")
    with qtbot.waitSignal(inpaint.sources.tuned, timeout=10_000):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    idle(inpaint, qtbot)
    tuned = shown()
    assert tuned[0]
    actions["undo"].trigger()
    plain = shown()
    assert not plain[0]
    assert plain[1] != tuned[1]
    actions["redo"].trigger()
    assert shown() == tuned
    inpaint.mask.replace(~inpaint.mask.pixels, "invert")  # the picture stays, and what is said of it
    actions["undo"].trigger()
    assert shown() == tuned
    opened(inpaint, qtbot, tmp_path / "wide.png")
    assert not panel.crop.isHidden()
    assert shown() == (False, plain[1], "wide.png")
    actions["undo"].trigger()
    assert shown() == tuned
    actions["empty_canvas"].trigger()
    assert not panel.tone.isVisibleTo(panel)
    actions["undo"].trigger()
    assert shown() == tuned
    assert panel.tone.isVisibleTo(panel)
    idle(inpaint, qtbot)


def test_the_panel_grows_for_tone_and_crop_whichever_panel_is_in_front_below(
    window, make_window, qtbot, noise, small, tmp_path
):  # fmt: skip
    (network,) = [dock for dock in window.findChildren(QDockWidget) if dock.objectName() == "inpaint-model"]
    network.raise_()
    qtbot.waitUntil(lambda: not network.visibleRegion().isEmpty())
    idle(window.workspace, qtbot)
    window.close()
    again = make_window(workspace="inpaint")  # where the paintbox never was in front
    open_network(again, qtbot, small)
    idle(again.workspace, qtbot)
    Image.fromarray(noise).save(tmp_path / "wide.png")
    again.workspace.sources.open(str(tmp_path / "wide.png"))
    panel = again.workspace.source_panel
    for widget in (panel.crop, panel.invert):
        qtbot.waitUntil(lambda widget=widget: widget.visibleRegion().boundingRect() == widget.rect(), timeout=5_000)


def test_tone_and_crop_go_together_and_the_next_picture_is_itself(inpaint, qtbot, noise, tmp_path):
    Image.fromarray(noise).save(tmp_path / "wide.png")
    opened(inpaint, qtbot, tmp_path / "wide.png")
    panel = inpaint.source_panel
    panel.invert.setFocus()
    with qtbot.waitSignal(inpaint.sources.tuned, timeout=10_000):
        qtbot.keyClick(panel.invert, Qt.Key.Key_Space)
    panel.crop.setFocus()
    with qtbot.waitSignal(inpaint.sources.tuned, timeout=10_000):
        qtbot.keyClick(panel.crop, Qt.Key.Key_Left)
    idle(inpaint, qtbot)
    crop = inpaint.sources.crop_now
    assert crop == (5, 0, 20, 20)
    np.testing.assert_allclose(inpaint.source.pixels, 1 - fit_picture(noise, (1, 8, 8), crop), atol=1e-6)
    assert panel.invert.isChecked()
    opened(inpaint, qtbot, tmp_path / "wide.png")
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (1, 8, 8)))
    assert not panel.invert.isChecked()
    inpaint.context.actions["empty_canvas"].trigger()
    assert not panel.tone.isVisibleTo(panel)


def test_another_network_gets_the_picture_in_its_tone(desk, inpaint, qtbot, noise, tmp_path):
    Image.fromarray(noise).save(tmp_path / "wide.png")
    opened(inpaint, qtbot, tmp_path / "wide.png")
    with qtbot.waitSignal(inpaint.sources.tuned, timeout=10_000):
        inpaint.source_panel.invert.click()
    open_network(desk, qtbot, str(write_small(tmp_path / "larger.safetensors", height=12, width=12)))
    idle(inpaint, qtbot)
    np.testing.assert_allclose(inpaint.source.pixels, 1 - fit_picture(noise, (1, 12, 12)), atol=1e-6)
    assert inpaint.source_panel.invert.isChecked()


def test_the_pen_that_draws_in_the_picture_is_three_pixels_of_28(desk, inpaint, qtbot, tmp_path):
    desk.with_keys()
    open_network(desk, qtbot, str(write_small(tmp_path / "digits.safetensors", height=28, width=28)))
    idle(inpaint, qtbot)
    inpaint.context.actions["empty_canvas"].trigger()
    canvas, masked = inpaint.canvas, inpaint.mask.pixels.copy()
    canvas.setFocus()
    for target in (Target.MASK, Target.PICTURE):  # the empty canvas is one to draw on at once
        qtbot.keyClick(canvas, Qt.Key.Key_P)
        assert inpaint.paintbox.target is target
    ratio = canvas.devicePixelRatioF()
    start, end = ((canvas.view.to_view((x, 14.5)) / ratio).toPoint() for x in (6.5, 20.5))
    qtbot.mousePress(canvas, LEFT, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, LEFT, pos=end)
    assert np.count_nonzero((inpaint.source.pixels[0] > 0.5).any(axis=1)) == 3
    np.testing.assert_array_equal(inpaint.mask.pixels, masked)


# Masks


def test_a_mask_travels_through_a_file(inpaint, qtbot, tmp_path):
    mask = np.random.default_rng(3).random((8, 8)) < 0.5
    inpaint.mask.replace(mask, "random")
    inpaint.files.save_mask(str(tmp_path / "mask.png"))
    idle(inpaint, qtbot)
    np.testing.assert_array_equal(read_mask(tmp_path / "mask.png", 8, 8), mask)
    white = np.asarray(Image.open(tmp_path / "mask.png")) == 255
    np.testing.assert_array_equal(white, mask)
    inpaint.context.actions["clear_mask"].trigger()
    with qtbot.waitSignal(inpaint.sources.mask_read, timeout=10_000):
        inpaint.open_path(str(tmp_path / "mask.png"))
    np.testing.assert_array_equal(inpaint.mask.pixels, mask)
    assert inpaint.source.name == ""
    inpaint.context.actions["undo"].trigger()
    assert inpaint.mask.count == 0


def test_a_dropped_mask_with_transparency_regenerates_the_white_alone(inpaint, qtbot, tmp_path):
    paint = np.zeros((8, 8, 4), np.uint8)
    paint[2:4, 1:5] = 255
    Image.fromarray(paint).save(tmp_path / "paint.png")
    inpaint.open_path(str(tmp_path / "paint.png"))
    qtbot.waitUntil(lambda: inpaint.mask.count > 0, timeout=10_000)
    np.testing.assert_array_equal(inpaint.mask.pixels, paint[:, :, 3] > 0)


def test_black_lines_on_nothing_are_a_drawing_rather_than_an_empty_mask(inpaint, qtbot, tmp_path):
    paint = np.zeros((8, 8, 4), np.uint8)
    paint[2:4, 1:5, 3] = 255
    Image.fromarray(paint).save(tmp_path / "lines.png")
    opened(inpaint, qtbot, tmp_path / "lines.png")
    np.testing.assert_array_equal(inpaint.source.pixels[0], paint[:, :, 3] == 0)
    assert inpaint.mask.count == 0


@pytest.mark.parametrize("answer", ["scale", "cancel"])
def test_a_mask_of_another_size_is_offered_to_be_scaled(inpaint, qtbot, tmp_path, answer):
    large = np.zeros((24, 24), bool)
    large[:12, 12:] = True
    save_mask(tmp_path / "mask.png", large)
    inpaint.sources.open_mask(str(tmp_path / "mask.png"))
    window = inpaint.center.window()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None, timeout=10_000)
    box = window.findChild(QMessageBox)
    assert "24 × 24" in box.text()
    assert "8 × 8" in box.text()
    role = QMessageBox.ButtonRole.AcceptRole if answer == "scale" else QMessageBox.ButtonRole.RejectRole
    button = next(b for b in box.buttons() if box.buttonRole(b) is role)
    button.click()
    idle(inpaint, qtbot)
    expected = np.zeros((8, 8), bool)
    expected[:4, 4:] = answer == "scale"
    qtbot.waitUntil(lambda: np.array_equal(inpaint.mask.pixels, expected), timeout=10_000)


def test_a_mask_of_the_pictures_own_size_is_cropped_as_the_picture_is_now(inpaint, qtbot, tmp_path):
    picture = np.zeros((16, 32), np.uint8)
    picture[:, 24:] = 255
    Image.fromarray(picture).save(tmp_path / "photo.png")
    save_mask(tmp_path / "strokes.png", picture > 0)
    opened(inpaint, qtbot, tmp_path / "photo.png")
    inpaint.sources.crop((16, 0, 16, 16))
    idle(inpaint, qtbot)
    inpaint.sources.open_mask(str(tmp_path / "strokes.png"), scale=True)
    idle(inpaint, qtbot)
    qtbot.waitUntil(lambda: inpaint.mask.count > 0, timeout=10_000)
    expected = np.zeros((8, 8), bool)
    expected[:, 4:] = True
    np.testing.assert_array_equal(inpaint.mask.pixels, expected)


def test_the_polarity_stands_beside_the_buttons(inpaint):
    texts = [label.text() for label in inpaint.brush_panel.findChildren(type(inpaint.brush_panel.share))]
    assert any("white = regenerate" in text for text in texts)


# Another network


def test_another_network_gets_picture_and_mask_in_its_own_size(desk, inpaint, qtbot, noise, tmp_path):
    Image.fromarray(noise).save(tmp_path / "wide.png")
    opened(inpaint, qtbot, tmp_path / "wide.png")
    lower = np.zeros((8, 8), bool)
    lower[4:] = True
    inpaint.mask.replace(lower, "lower")
    other = write_small(tmp_path / "large.safetensors", channels=3, height=16, width=16)
    open_network(desk, qtbot, str(other))
    qtbot.waitUntil(lambda: inpaint.source.name == "wide.png", timeout=10_000)
    np.testing.assert_array_equal(inpaint.source.pixels, fit_picture(noise, (3, 16, 16)))
    np.testing.assert_array_equal(inpaint.mask.pixels, lower.repeat(2, 0).repeat(2, 1))
    assert inpaint.paintbox.largest == 16
    assert inpaint.undo.undoLimit() == 500
    inpaint.sources.set_shape((3, 512, 512))
    assert inpaint.undo.undoLimit() == 42  # 512 x 512 x 3 floats, twice a step, within 256 MiB
    idle(inpaint, qtbot)
