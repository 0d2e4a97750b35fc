"""Training in the window: asked for, watched, paused, stopped, gone on with; by mouse and keyboard."""

import shlex
import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from safetensors.torch import load_file

from app.cli import main
from app.io.training_state import load_training_state
from app.params.run import FinishReason
from app.params.status import RunPhase
from app.training.images import ImageTrainer
from app.ui.palette import CommandPalette
from app.ui.train.window import SIZE, TrainingWindow
from tests.attack.window import leave
from tests.models import quick_grids
from tests.ui.conftest import click

WAIT = 60_000
PLAIN = Qt.TextFormat.PlainText
SETTINGS = {
    "features": 8, "coarse_features": 16, "blocks": 1, "coarse_blocks": 1, "batch_size": 8, "epochs": 2,
    "sample_every": 0, "sample_minutes": 0, "threads": 1,
}  # fmt: skip
OPTIONS = [word for key, value in SETTINGS.items() for word in (f"--{key.replace('_', '-')}", str(value))]


@pytest.fixture
def first_workspace():
    return "sample"


@pytest.fixture(autouse=True)
def _every_step_is_shown_and_grids_are_quick(monkeypatch):
    quick_grids(monkeypatch)
    monkeypatch.setattr("app.workers.training.FRAME_SECONDS", 0.0)


@pytest.fixture
def data(tmp_path):
    pictures = np.random.default_rng(1).integers(0, 256, (24, 8, 8), dtype=np.uint8)
    np.savez(tmp_path / "data.npz", images=pictures)
    return str(tmp_path / "data.npz")


@pytest.fixture
def gate(monkeypatch):
    """Lets the training take as many steps as are let; all once it is opened. ``reached``: steps that were begun."""
    permits, opened = threading.Semaphore(0), threading.Event()
    step = ImageTrainer._step

    def let(count=0):
        return permits.release(count) if count else opened.set()

    def gated(self, batch, rate):
        let.reached += 1
        while not permits.acquire(timeout=0.02):
            if opened.is_set():
                break
        return step(self, batch, rate)

    monkeypatch.setattr(ImageTrainer, "_step", gated)
    let.reached = 0
    yield let
    opened.set()


@pytest.fixture
def training(bare_desk):
    """The window of trainings, without the main window."""
    window = TrainingWindow(bare_desk.context)
    for _ in window.make():
        pass
    bare_desk.show(window, SIZE)
    yield window
    window.end()


def opened(main_window, qtbot):
    qtbot.keyClick(main_window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    window = main_window.trainings.window
    qtbot.waitUntil(window.isVisible)
    return window


def type_path(qtbot, edit, text):
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def set_up(training, qtbot, data, out, **more):
    """Type the data, the file and small settings, and wait until it is known that nothing prevents it."""
    type_path(qtbot, training.form.path, data)
    type_path(qtbot, training.form.place.edit, str(out))
    for key, value in (SETTINGS | more).items():
        editor = training.form.form.rows[key].editor
        type_path(qtbot, editor, str(value))
    qtbot.waitUntil(training.start.isEnabled, timeout=WAIT)


def over(training, qtbot):
    qtbot.waitUntil(lambda: not training.session.status.phase.active, timeout=WAIT)


def command(data, out, *more):
    return main(["train", "--data", data, "--out", str(out), *OPTIONS, "--device", "cpu", "--quiet", *more])


def alike(one, other):
    first, second = load_file(one), load_file(other)
    return set(first) == set(second) and all(bool((first[name] == second[name]).all()) for name in first)


def test_a_training_is_started_watched_and_is_that_of_the_command(training, qtbot, data, tmp_path):
    set_up(training, qtbot, data, tmp_path / "net.safetensors")
    assert training.form.preview.pictures.shape == (24, 8, 8, 1)
    assert "24 pictures of 8×8, in grey" in training.form.about.text()
    click(qtbot, training.start)
    over(training, qtbot)
    assert training.session.status.reason is FinishReason.COMPLETE
    frame, runner = training.runner.frame, training.runner
    assert (frame.done, frame.total, frame.epochs) == (6, 6, 2)
    assert frame.trace[0].tolist() == [1, 2, 3, 4, 5, 6]
    assert len(runner.begun_with.levels) == len(frame.losses) == len(runner.best) == 12
    assert np.isfinite(frame.losses).sum() >= 6
    training.view.levels.refresh()
    chart = training.view.levels.charts[0]
    assert [curve.label for curve in chart.curves] == ["now", "by heart"]
    assert chart.curves[0].y.tolist() == pytest.approx(frame.losses.tolist(), nan_ok=True)
    assert "loss" in training.view.numbers.text()
    assert command(data, tmp_path / "other.safetensors") == 0
    assert alike(tmp_path / "net.safetensors", tmp_path / "other.safetensors")


def test_it_pauses_saves_and_goes_on_to_the_same_bits(training, qtbot, data, tmp_path, gate):
    out = tmp_path / "net.safetensors"
    set_up(training, qtbot, data, out)
    click(qtbot, training.start)
    gate(2)
    qtbot.waitUntil(lambda: training.runner.begun_with is not None, timeout=WAIT)
    click(qtbot, training.start)  # it says "Pause" now
    gate(1)
    qtbot.waitUntil(lambda: training.session.status.phase is RunPhase.PAUSED, timeout=WAIT)
    assert load_training_state(tmp_path / "net.resume.pt").step == training.runner.frame.done < 6
    assert not training.form.isEnabled()
    click(qtbot, training.start)
    gate()
    over(training, qtbot)
    assert load_training_state(tmp_path / "net.resume.pt").complete
    assert command(data, tmp_path / "other.safetensors") == 0
    assert alike(out, tmp_path / "other.safetensors")


def test_what_was_stopped_goes_on_after_a_restart_and_on_the_command_line(
    make_window, qtbot, data, tmp_path, gate, monkeypatch
):
    out = tmp_path / "net.safetensors"
    first = make_window()
    training = opened(first, qtbot)
    set_up(training, qtbot, data, out)
    click(qtbot, training.start)
    gate(2)
    qtbot.waitUntil(lambda: training.runner.frame is not None and training.runner.frame.done == 2, timeout=WAIT)
    qtbot.waitUntil(lambda: gate.reached == 3, timeout=WAIT)
    click(qtbot, training.stop)
    gate(1)
    over(training, qtbot)
    state = load_training_state(tmp_path / "net.resume.pt")
    assert (state.step, state.complete) == (3, False)
    first.close()

    again = opened(make_window(), qtbot)  # what was set has come back, and what is there is seen
    qtbot.waitUntil(again.start.isEnabled, timeout=WAIT)
    assert again.start.text() == "&Go on"
    assert "step 3" in again.standing.text()
    click(qtbot, again.start)
    gate(1)
    qtbot.waitUntil(lambda: again.runner.frame is not None and again.runner.frame.done == 4, timeout=WAIT)
    qtbot.waitUntil(lambda: gate.reached == 5, timeout=WAIT)
    assert again.runner.frame.trace[0].tolist() == [1, 2, 3, 4]
    click(qtbot, again.stop)
    gate(1)
    over(again, qtbot)
    np.savez(tmp_path / "more.npz", images=np.zeros((2, 8, 8), np.uint8))
    again.form.choose_data(str(tmp_path / "more.npz"))
    assert again.form.out == tmp_path / "more.safetensors"  # not that of the training before
    monkeypatch.undo()
    assert command(data, out, "--resume") == 0
    assert command(data, tmp_path / "other.safetensors") == 0
    assert alike(out, tmp_path / "other.safetensors")


def test_a_training_of_the_command_line_is_taken_up_from_its_state(training, qtbot, data, tmp_path, monkeypatch):
    step = ImageTrainer._step

    def interrupted(self, batch, rate):
        if self.step == 2:
            raise KeyboardInterrupt
        return step(self, batch, rate)

    monkeypatch.setattr(ImageTrainer, "_step", interrupted)
    assert command(data, tmp_path / "net.safetensors", "--grey", "--learning-rate", "0.002") == 1
    monkeypatch.undo()
    training.take_up(str(tmp_path / "net.resume.pt"))
    type_path(qtbot, training.form.form.rows["threads"].editor, "1")
    qtbot.waitUntil(lambda: training.start.isEnabled() and training.start.text() == "&Go on", timeout=WAIT)
    assert training.form.data == data
    assert training.drafts.wanted.value("grey") is True
    assert training.drafts.given.value("learning_rate") == 0.002
    click(qtbot, training.start)
    over(training, qtbot)
    assert load_training_state(tmp_path / "net.resume.pt").complete
    assert command(data, tmp_path / "other.safetensors", "--grey", "--learning-rate", "0.002") == 0
    assert alike(tmp_path / "net.safetensors", tmp_path / "other.safetensors")


def test_samples_their_nearest_pictures_and_the_way_so_far_are_shown(training, qtbot, data, tmp_path):
    out = tmp_path / "net.safetensors"
    wanted = []
    training.runner.wanted.connect(wanted.append)
    set_up(training, qtbot, data, out)
    type_path(qtbot, training.form.form.rows["sample_every"].editor, "1")
    click(qtbot, training.start)
    over(training, qtbot)
    found, view = training.runner.sampled, training.view
    among = np.load(data)["images"][..., None]
    for sample, near, distance in zip(found.pictures, found.nearest, found.distances, strict=True):
        every = np.sqrt((((among.astype(float) - sample) / 255) ** 2).sum((1, 2, 3)))
        assert distance == pytest.approx(every.min())
        assert (among[every.argmin()] == near).all()
    assert [kept.step for kept in training.runner.kept] == [3, 6]
    assert view.slider.maximum() == 2
    view.slider.setFocus()
    qtbot.keyClick(view.slider, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: view.samples.pictures is not None and len(view.samples.pictures) == 1, timeout=WAIT)
    assert view.captions[0].text() == "Samples after step 3"
    early = view.samples.pictures[0], view.nearest.pictures[0]
    assert early[0].shape == early[1].shape
    tiles = [grid[1:, 1:].reshape(-1, 9, grid.shape[1] // 9, 9, 1).swapaxes(1, 2)[:, :, :8, :8] for grid in early]
    tiles = [tile.reshape(-1, 8, 8, 1)[: len(found.pictures)] for tile in tiles]
    for sample, near in zip(*tiles, strict=True):
        every = ((among.astype(float) - sample) ** 2).sum((1, 2, 3))
        assert ((near.astype(float) - sample) ** 2).sum() == every.min()
    click(qtbot, view.open)
    assert wanted == [str(tmp_path / "net.along" / "step-000000003.safetensors")]
    qtbot.keyClick(view.slider, Qt.Key.Key_End)
    assert len(view.samples.pictures) == len(found.pictures)


def test_what_was_kept_of_a_training_before_is_there_to_be_seen(training, qtbot, data, tmp_path):
    out = tmp_path / "net.safetensors"
    assert command(data, out, "--sample-every", "1", "--keep", "50") == 0
    wanted = []
    training.runner.wanted.connect(wanted.append)
    for edit, text in ((training.form.path, data), (training.form.place.edit, str(out))):
        type_path(qtbot, edit, text)
    view = training.view
    qtbot.waitUntil(lambda: view.samples.pictures is not None, timeout=WAIT)
    assert view.captions[0].text() == "Samples after step 6"
    click(qtbot, view.open)
    assert wanted == [str(tmp_path / "net.along" / "step-000000006.safetensors")]
    for key, value in (SETTINGS | {"epochs": 3}).items():
        type_path(qtbot, training.form.form.rows[key].editor, str(value))
    qtbot.waitUntil(training.start.isEnabled, timeout=WAIT)
    click(qtbot, training.start)  # while it goes on, the newest is followed
    over(training, qtbot)
    assert view.looked_back is None


def test_the_network_is_sampled_from_while_it_is_trained(make_window, qtbot, data, tmp_path, gate):
    main_window = make_window(workspace="inpaint")
    training = opened(main_window, qtbot)
    out = tmp_path / "net.safetensors"
    set_up(training, qtbot, data, out)
    click(qtbot, training.start)
    gate(2)
    qtbot.waitUntil(lambda: training.runner.frame is not None and training.runner.frame.done == 2, timeout=WAIT)
    with qtbot.waitSignal(main_window.models.opened, timeout=WAIT):
        click(qtbot, training.view.open)
        gate(1)
    assert training.session.status.phase is RunPhase.RUNNING
    assert main_window.models.state.info.path == str(out)
    assert "3 of 6 steps" in main_window.models.state.info.facts["training"]
    sample = main_window.workspace
    assert main_window.preferences.workspace == "sample"
    for key, value in (("count", 2), ("levels", 3)):
        sample.settings.set(key, value)
    with qtbot.waitSignal(sample.session.finished, timeout=WAIT):
        main_window.activateWindow()
        sample.session.play_pause()
    assert len(sample.run.pictures()) == 2
    assert training.session.status.phase is RunPhase.RUNNING
    gate()
    over(training, qtbot)


def test_what_prevents_it_is_said_in_the_form(training, qtbot, data, tmp_path):
    out = tmp_path / "net.safetensors"
    assert not training.start.isEnabled()
    assert "Choose the data" in training.standing.text()
    set_up(training, qtbot, data, out)
    type_path(qtbot, training.form.form.rows["features"].editor, "9")
    qtbot.waitUntil(lambda: "features must be a multiple of 8" in training.error.text(), timeout=WAIT)
    assert not training.start.isEnabled()
    type_path(qtbot, training.form.form.rows["features"].editor, "8")
    qtbot.waitUntil(training.start.isEnabled, timeout=WAIT)
    type_path(qtbot, training.form.form.rows["crop"].editor, "nonsense")
    assert "Crop must be WIDTHxHEIGHT" in training.error.text()
    assert not training.start.isEnabled()
    type_path(qtbot, training.form.form.rows["crop"].editor, "9x9+0+0")
    qtbot.waitUntil(lambda: "is not inside" in training.form.problem.text(), timeout=WAIT)
    assert not training.start.isEnabled()
    training.form.form.rows["crop"].editor.selectAll()
    qtbot.keyClick(training.form.form.rows["crop"].editor, Qt.Key.Key_Delete)
    qtbot.keyClick(training.form.form.rows["crop"].editor, Qt.Key.Key_Return)
    qtbot.waitUntil(training.start.isEnabled, timeout=WAIT)
    type_path(qtbot, training.form.place.edit, str(tmp_path / "nowhere" / "net.safetensors"))
    qtbot.waitUntil(lambda: "no such file or folder" in training.error.text(), timeout=WAIT)
    assert not training.start.isEnabled()


def test_a_finished_network_is_replaced_only_where_that_is_ticked(training, qtbot, data, tmp_path):
    out = tmp_path / "net.safetensors"
    assert command(data, out) == 0
    before = out.read_bytes()
    set_up_path = (training.form.path, data), (training.form.place.edit, str(out))
    for edit, text in set_up_path:
        type_path(qtbot, edit, text)
    for key, value in (SETTINGS | {"seed": 3}).items():
        type_path(qtbot, training.form.form.rows[key].editor, str(value))
    qtbot.waitUntil(training.replace.isVisible, timeout=WAIT)
    assert "complete after 2 epochs" in training.standing.text()
    assert not training.start.isEnabled()
    qtbot.keyClick(training.replace, Qt.Key.Key_Space)
    qtbot.waitUntil(training.start.isEnabled, timeout=WAIT)
    click(qtbot, training.start)
    over(training, qtbot)
    assert training.session.status.reason is FinishReason.COMPLETE
    assert out.read_bytes() != before
    assert not training.replace.isChecked()


def test_hostile_names_are_shown_as_they_are_and_trained(training, qtbot, tmp_path):
    name = "a<b>&c\u202e\n%1{0}'\".npz"
    np.savez(tmp_path / name, images=np.random.default_rng(1).integers(0, 256, (16, 8, 8), dtype=np.uint8))
    out = tmp_path / "x<i>&{0}%1\u202e.safetensors"
    training.form.choose_data(str(tmp_path / name))  # neither can be typed
    training.form.choose_out(str(out))
    for key, value in SETTINGS.items():
        type_path(qtbot, training.form.form.rows[key].editor, str(value))
    qtbot.waitUntil(training.start.isEnabled, timeout=WAIT)
    click(qtbot, training.start)
    over(training, qtbot)
    assert out.exists()
    qtbot.waitUntil(training.standing.isVisible, timeout=WAIT)
    labels = training.findChildren(QLabel)
    assert [label.text() for label in labels if "<i>" in label.text() and label.textFormat() != PLAIN] == []
    assert [label.text() for label in labels if "\u202e" in label.text() + label.toolTip()] == []
    assert [label.toolTip() for label in labels if "<i>" in label.toolTip()] == []
    assert "<i>&{0}%1" in training.standing.text().replace("\u200b", "")  # where a long path may be broken


def test_leaving_the_program_asks_saves_and_leaves(make_window, qtbot, data, tmp_path, gate):
    main_window = make_window()
    training = opened(main_window, qtbot)
    set_up(training, qtbot, data, tmp_path / "net.safetensors")
    click(qtbot, training.start)
    gate(2)
    qtbot.waitUntil(lambda: training.runner.frame is not None and training.runner.frame.done == 2, timeout=WAIT)
    qtbot.waitUntil(lambda: gate.reached == 3, timeout=WAIT)
    main_window.close()
    trainings = main_window.trainings
    assert main_window.isVisible()
    assert "--resume" in trainings.question.informativeText()
    click(qtbot, trainings.stay_button)
    assert training.session.status.phase is RunPhase.RUNNING
    main_window.close()
    click(qtbot, trainings.stop_button)
    gate(1)
    qtbot.waitUntil(lambda: not main_window.isVisible(), timeout=WAIT)
    assert main_window.finished
    assert load_training_state(tmp_path / "net.resume.pt").step == 3


def test_the_attacks_leave_a_window_whose_training_goes_on(make_window, qtbot, data, tmp_path):
    main_window = make_window()
    training = opened(main_window, qtbot)
    set_up(training, qtbot, data, tmp_path / "net.safetensors", epochs=10_000)
    click(qtbot, training.start)
    qtbot.waitUntil(lambda: training.runner.frame is not None and training.runner.frame.done > 0, timeout=WAIT)
    assert leave(main_window) == []
    assert main_window.isHidden()


def test_the_command_of_what_is_set_trains_the_same(training, qtbot, data, tmp_path):
    out = tmp_path / "a net.safetensors"
    set_up(training, qtbot, data, out, seed=5)
    click(qtbot, training.copy)
    words = shlex.split(QGuiApplication.clipboard().text())
    assert words[:2] == ["score-explorer", "train"]
    assert main([*words[1:], "--quiet", "--device", "cpu"]) == 0
    kept = out.rename(tmp_path / "kept.safetensors")
    (tmp_path / "a net.resume.pt").unlink()
    training.look_at_place()
    qtbot.waitUntil(training.start.isEnabled, timeout=WAIT)
    click(qtbot, training.start)
    over(training, qtbot)
    assert alike(out, kept)


def chosen(qtbot, window, words):
    """Type into the palette of a window, and take what comes first."""
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    palette = next(p for p in window.findChildren(CommandPalette) if p.isVisible())
    qtbot.keyClicks(palette.line, words)
    text = palette.list.item(0).text()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    return text


@pytest.mark.parametrize("from_main", [False, True])
def test_the_palette_leads_to_settings_and_buttons(make_window, qtbot, data, tmp_path, from_main):
    main_window = make_window()
    training = opened(main_window, qtbot)
    set_up(training, qtbot, data, tmp_path / "net.safetensors")
    window = main_window if from_main else training
    if from_main:
        main_window.activateWindow()
    row = training.form.form.rows["keep_mib"]
    assert row.visibleRegion().isEmpty()  # it is far down
    assert chosen(qtbot, window, "training: keep") == "Training: Keep (MiB)"
    qtbot.waitUntil(row.editor.hasFocus)
    assert not row.visibleRegion().isEmpty()
    assert chosen(qtbot, window, "training: start") == "Training: Start"
    over(training, qtbot)
    assert training.session.status.reason is FinishReason.COMPLETE


def test_before_the_window_was_opened_the_palette_knows_one_way_there(make_window, qtbot):
    main_window = make_window()
    assert main_window.trainings.commands(main_window) == []
    assert "Train a network" in chosen(qtbot, main_window, "train a network")
    assert main_window.trainings.window.isVisible()


def test_the_network_to_begin_with_is_chosen_in_a_dialog(training, qtbot, data, tmp_path, monkeypatch):
    first = tmp_path / "first.safetensors"
    assert command(data, first) == 0
    set_up(training, qtbot, data, tmp_path / "net.safetensors")
    row = training.form.form.rows["start"]
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: asked.append(words) or (str(first), ""))
    click(qtbot, row.browse)
    assert "(*.safetensors)" in asked[0][3]
    assert row.edit.text() == str(first)
    assert training.orders().watch.start == str(first)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    click(qtbot, row.browse)
    assert training.orders().watch.start == str(first)  # a dialog that is left changes nothing
    row.edit.setFocus()
    row.edit.selectAll()
    qtbot.keyClick(row.edit, Qt.Key.Key_Delete)
    qtbot.keyClick(row.edit, Qt.Key.Key_Return)
    assert training.orders().watch.start is None


def test_it_can_be_covered_by_the_main_window_and_comes_back(make_window, qtbot):
    training = opened(make_window(), qtbot)
    assert training.windowHandle().transientParent() is None
    assert training.windowType() is Qt.WindowType.Window
    assert training.parent() is not None  # which ends it


def test_long_numbers_do_not_widen_the_window(training, qtbot):
    training.resize(900, 640)
    training.view.numbers.setText("about 12 h 32 min left · " * 12)
    for caption in training.view.captions:
        caption.setText("Nearest pictures of the data · median distance 9.30 " * 4)
    training.layout().activate()
    assert training.layout().totalMinimumSize().width() <= 900
