"""Run in a copy of the tree to which all of :mod:`tests.adding.additions` have been added (see tests/ui/test_adding).

Nothing here knows how the program is made: these are the ways of a user.
"""

import csv
import json

import numpy as np
import pytest
import torch
from PIL import Image
from PySide6.QtCore import Qt

from app.cli import main
from app.core.noise import SampleNoise
from app.core.sampling import picture_walk
from app.io.checkpoint import load_checkpoint
from app.io.pictures import read_record
from app.io.records import RunRecord
from app.jobs.sampling import run_all
from app.params.lab.density import DensityName
from app.params.samplers import Sampler
from app.params.status import RunPhase
from app.ui.runs.export_dialog import ExportDialog
from app.ui.workspace import WORKSPACES
from tests.models import write_small
from tests.ui.conftest import click
from tests.ui.lab import open_lab, settled
from tests.ui.test_exports import ask, offered, save

# The fixtures of the window's tests.
from tests.ui.conftest import *  # noqa: F403 isort: skip
from tests.ui.conftest import _no_leaks, _own_settings  # noqa: F401 isort: skip

QUICK = ["-n", "2", "--levels", "3", "-T", "2", "--epsilon", "1e-4", "--quiet"]


@pytest.fixture(scope="module")
def net(tmp_path_factory):
    return str(write_small(tmp_path_factory.mktemp("net") / "small.safetensors"))


def helped(capsys, command):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    return capsys.readouterr().out


def sampled(net, path, *words):
    assert main(["sample", "--checkpoint", net, *QUICK, *words, "--npz", str(path)]) == 0
    with np.load(path) as arrays:
        return arrays["samples"]


# A sampler with a live parameter of its own


def test_its_options_are_in_the_help_and_act(net, tmp_path, capsys):
    text = helped(capsys, "sample")
    assert "--pull P" in text
    assert "pulled" in text
    words = ["--sampler", "pulled", "--pull"]
    ways = [sampled(net, tmp_path / f"{pull}.npz", *words, pull) for pull in ("0", "0.5")]
    assert not np.array_equal(*ways)
    assert np.array_equal(ways[0], sampled(net, tmp_path / "plain.npz", "--sampler", "annealed"))


def test_a_picture_holds_it_and_restores_it(net, tmp_path):
    out, again = str(tmp_path / "a.png"), str(tmp_path / "again.npz")
    first = sampled(net, tmp_path / "a.npz", "--sampler", "pulled", "--pull", "0.5", "--out", out)
    settings = read_record(out).settings
    assert (settings.sampler, settings.pull) == (Sampler.PULLED, 0.5)
    assert main(["sample", "--checkpoint", net, "--from-image", out, "--npz", again, "--quiet"]) == 0
    with np.load(again) as arrays:
        assert np.array_equal(arrays["samples"], first)


def test_changed_during_a_run_it_is_replayed_to_the_bit(net):
    model = load_checkpoint(net)
    settings = model.describe().settings.from_dict({"sampler": "pulled", "levels": 3, "count": 2, "batch_size": 2})
    seen = []

    def read():
        seen.append(settings.live if len(seen) < 3 else type(settings.live)(**settings.live.values() | {"pull": 0.75}))
        return seen[-1]

    noise = SampleNoise(settings.seed, model.shape, 2)
    *_, ran = picture_walk(model, settings, noise).steps(read)
    record = RunRecord.of(model.describe(), settings, changes=((3, seen[-1]),))
    record = RunRecord.from_json(record.to_json(), "a.png")
    assert record.changes[0][1].pull == 0.75
    *_, replayed = run_all(model, record.settings, record.changes)
    assert torch.equal(replayed.step.x, ran.x)
    *_, unchanged = run_all(model, record.settings)
    assert not torch.equal(unchanged.step.x, ran.x)


def test_the_window_sets_changes_logs_exports_and_restores_it(window, qtbot, tmp_path):
    workspace = window.workspace
    settings, run, panel = workspace.settings, workspace.run, workspace.sampler_panel
    assert not panel.rows["pull"].isVisibleTo(panel)
    choice = panel.rows["sampler"].editor
    choice.setCurrentIndex(choice.findText("Pulled Langevin"))
    choice.activated.emit(choice.currentIndex())
    assert panel.rows["pull"].isVisibleTo(panel)
    for name, value in (("count", 2), ("levels", 3), ("steps_per_level", 2), ("pull", 0.5)):
        settings.set(name, value)
    click(qtbot, workspace.run_panel.buttons["level"])
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    edit = panel.form.number("pull").edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "0.75")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    click(qtbot, workspace.run_panel.buttons["play"])
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)
    assert any("pulled" in line and "ϖ = 0.5" in line for line in run.log_lines)
    assert any("ϖ 0.5 → 0.75" in line for line in run.log_lines)
    ((done, params),) = changes = workspace.runner.changes()
    assert params.pull == 0.75
    assert "ϖ = 0.5" in workspace.exporter._exports.caption_text(run.settings)

    save(window, qtbot, ask(window, qtbot), "steps", tmp_path / "steps.csv")
    with (tmp_path / "steps.csv").open(newline="", encoding="utf-8") as file:
        pulls = [line["pull"] for line in csv.DictReader(file)]
    assert pulls == ["0.5"] * done + ["0.75"] * (len(pulls) - done)

    first = run.frame.x
    save(window, qtbot, ask(window, qtbot), "grid", tmp_path / "grid.png")
    panel.reset_all()
    assert settings.value("sampler") is Sampler.ANNEALED
    window.open_path(str(tmp_path / "grid.png"))
    qtbot.waitUntil(lambda: settings.replay == changes, timeout=30_000)
    assert (settings.value("sampler"), settings.value("pull")) == (Sampler.PULLED, 0.5)
    click(qtbot, workspace.run_panel.buttons["play"])
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and run.frame is not None, timeout=30_000)
    assert np.array_equal(run.frame.x, first)


# A setting of a run


def test_a_setting_is_in_help_form_and_record_and_acts(net, window, tmp_path, capsys):
    assert "--gain G" in helped(capsys, "sample")
    out = str(tmp_path / "a.png")
    ode = ["--sampler", "ancestral", "--out", out]
    usual, still = (sampled(net, tmp_path / "a.npz", *ode, *more) for more in ([], ["--gain", "0"]))
    assert not np.array_equal(*usual)
    assert np.array_equal(*still)  # nothing but the first x is drawn
    assert read_record(out).settings.gain == 0
    panel = window.workspace.sampler_panel
    assert panel.rows["gain"].isVisibleTo(panel)


# Formats


def test_a_picture_format_is_offered_and_written(window, net, qtbot, tmp_path, capsys):
    assert "--out PNG or BMP" in helped(capsys, "sample")
    sampled(net, tmp_path / "a.npz", "--out", str(tmp_path / "a.bmp"))
    assert main(["field", "--out", str(tmp_path / "field.bmp")]) == 0
    for name in ("a.bmp", "field.bmp"):
        with Image.open(tmp_path / name) as image:
            assert image.format == "BMP"
    assert main(["field", "--out", str(tmp_path / "field.gif")]) == 2
    run = window.workspace.run
    click(qtbot, window.workspace.run_panel.buttons["play"])
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and run.frame is not None, timeout=30_000)
    dialog = ask(window, qtbot)
    assert "grid-bmp" in offered(dialog)
    save(window, qtbot, dialog, "grid-bmp", tmp_path / "grid")
    with Image.open(tmp_path / "grid.bmp") as image:
        assert image.format == "BMP"


def test_a_film_format_is_offered_and_written(make_window, qtbot, tmp_path, capsys):
    assert "--out GIF or WEBP or MP4 or NPY" in helped(capsys, "particles")
    words = ["particles", "--count", "20", "--steps-per-level", "6", "--frames", "4", "--quiet"]
    assert main([*words, "--out", str(tmp_path / "p.npy")]) == 0
    assert len(np.load(tmp_path / "p.npy")) == 4
    window, lab = open_lab(make_window, qtbot)
    lab.run.session.restart()
    qtbot.waitUntil(lambda: lab.run.frame is not None, timeout=30_000)
    dialog = ask(window, qtbot)
    assert "frames" in offered(dialog)
    lab.run.session.stop()
    save(window, qtbot, dialog, "frames", tmp_path / "film")
    assert np.load(tmp_path / "film.npy").ndim == 4


# A network family


def test_a_network_family_opens_samples_and_converts(tmp_path, capsys):
    torch.save({"variance": torch.tensor([3.0])}, tmp_path / "gain.pt")
    assert main(["info", str(tmp_path / "gain.pt")]) == 0
    assert "gain checkpoint" in capsys.readouterr().out
    native = str(tmp_path / "gain.safetensors")
    assert main(["convert", str(tmp_path / "gain.pt"), native]) == 0
    x = torch.randn(2, 1, 8, 8)
    for path in (tmp_path / "gain.pt", native):
        torch.testing.assert_close(load_checkpoint(path).score(x, 1.0), -x / 4)
    assert sampled(native, tmp_path / "a.npz").shape == (2, 1, 8, 8)


# A density


def test_a_density_is_in_the_commands(tmp_path, capsys):
    for command in ("field", "particles"):
        assert "cross" in helped(capsys, command)
    words = ["field", "--density", "cross", "--sigma", "0.5", "--npz", str(tmp_path / "f.npz")]
    assert main([*words, "--out", str(tmp_path / "f.png")]) == 0
    assert "Cross" in capsys.readouterr().out
    with np.load(tmp_path / "f.npz") as field, Image.open(tmp_path / "f.png") as picture:
        x, y = np.meshgrid(field["x"], field["y"])
        assert len(picture.getcolors(1 << 20)) > 100
        squares = [(x - a) ** 2 + (y - b) ** 2 for a, b in ((3, 0), (-3, 0), (0, 3), (0, -3))]
        exact = np.log(sum(np.exp(-square) for square in squares) / (4 * np.pi))  # 0.5² + 0.5² = 1/2
        near = exact > -80
        np.testing.assert_allclose(field["log_density"][near], exact[near], rtol=1e-5, atol=1e-5)
    words = ["particles", "--density", "cross", "--count", "50", "--steps-per-level", "5", "--quiet"]
    assert main([*words, "--npz", str(tmp_path / "p.npz")]) == 0
    assert json.loads(str(np.load(tmp_path / "p.npz")["settings"]))["density"] == {"name": "cross"}


def test_density_and_sampler_are_in_the_laboratory(make_window, qtbot):
    _, lab = open_lab(make_window, qtbot)
    choice = lab.density_panel.choice
    choice.setCurrentIndex(choice.findText("Cross"))
    choice.activated.emit(choice.currentIndex())
    settled(qtbot, lab)
    assert lab.state.density.name is DensityName.CROSS
    form = lab.particle_panel.samplers[0].form
    assert form.rows["sampler"].editor.findText("Pulled") >= 0
    assert "pull" in form.rows


# A workspace


def test_a_workspace_has_its_place_in_the_window(make_window, qtbot):
    window = make_window()
    number = [spec.key for spec in WORKSPACES].index("garden") + 2  # Ctrl+4 opens the lessons
    qtbot.keyClick(window, Qt.Key.Key_0 + number, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.label.text() == "Roses"
    assert window.workspace.label.isVisible()
    assert window.findChildren(ExportDialog) == []
