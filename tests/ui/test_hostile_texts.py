"""Names and texts from files are plain text wherever they are shown; none is rendered, or stretches the window."""

import ast
import dataclasses
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QAction, Qt, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from app.io.native import save_native
from app.lab.densities import build
from app.lab.training import LabTrainer
from app.params.lab.density import DensitySettings
from app.params.lab.run import LearnedScore
from app.params.lab.training import LabTrainSettings
from app.params.run import Problem
from app.state.lab.laboratory import Activity
from app.ui.inpaint.files import MaskFile
from app.ui.menus import RecentMenu
from app.ui.model_session import Question
from app.ui.notices import MOST, DetailsDialog
from app.ui.opening_form import OpeningForm
from app.ui.palette import CommandPalette
from app.ui.shortcuts import ShortcutSheet
from app.ui.text import one_line, some_lines, tip
from app.ui.widgets.labels import ElidedLabel, PlainLabel
from app.workers.lab.files import write_network
from tests.models import small_header, small_network
from tests.ui.conftest import open_network

pytestmark = pytest.mark.usefixtures("dressed")

ROOT = Path(__file__).resolve().parents[2]

RICH = '<img src="file:///nowhere.png"><a href="x">link</a> &amp; <b>bold</b> & <h1>large</h1>'
CONTROLS = "a\nSHA-256: forged\tb\x1b[31m\x07\x00"
BIDI = "safe\u202egnp.exe\u2066\u200f"
LONG = "W" * 10_000
TALL = "\n".join(f"line {n}" for n in range(3000))
BYTES = "caf\udce9"
HOSTILE = {"rich": RICH, "controls": CONTROLS, "bidi": BIDI, "long": LONG, "tall": TALL, "bytes": BYTES}

FILE_NAME = "<img src=x><b>&\n\u202e\x1b" + "W" * 140
"""What fits a file's name on disk."""

TAG = re.compile(r"<(img|a|b|h1)\b")
BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200f\ud800-\udfff]")


def texts(thing):
    """The texts of a widget or an action, by where they stand; details and logs keep their lines."""
    for name in ("text", "title", "windowTitle", "accessibleName", "accessibleDescription", "statusTip", "toolTip"):
        read = getattr(thing, name, None)
        if callable(read) and isinstance(read(), str):
            yield name, read()
    if isinstance(thing, QComboBox):
        for place in range(thing.count()):
            yield "item", thing.itemText(place)
            yield "toolTip", thing.itemData(place, Qt.ItemDataRole.ToolTipRole) or ""
    if isinstance(thing, QListWidget):
        yield from (("item", thing.item(n).text()) for n in range(thing.count()))
    if isinstance(thing, QTabBar):
        yield from (("tab", thing.tabText(place)) for place in range(thing.count()))
    if isinstance(thing, QPlainTextEdit):
        yield "plain", thing.toPlainText()


def rendered(thing, where, text):
    """What Qt would take for rich text: the labels that say so or leave it open, and all tooltips."""
    if where == "toolTip":
        return Qt.mightBeRichText(text)
    if isinstance(thing, QLabel) and where == "text":
        rich = thing.textFormat() == Qt.TextFormat.RichText
        return rich or (thing.textFormat() == Qt.TextFormat.AutoText and Qt.mightBeRichText(text))
    return False


def assert_harmless(*roots):
    """Walk all widgets and actions; those of editors are the user's own words, and painted as they are."""
    found = []
    things = {t for root in roots for t in (root, *root.findChildren(QWidget), *root.findChildren(QAction))}
    for thing in things:
        for where, text in texts(thing):
            if isinstance(thing, QLineEdit) and where == "text":
                continue
            if rendered(thing, where, text) and TAG.search(text):
                found.append(("rendered", thing, where, text[:80]))
            if BAD.search(text):
                found.append(("control characters", thing, where, text[:80]))
            if where != "plain" and len(text) > 4000:
                found.append(("long", thing, where, len(text)))
            lines = 3 if isinstance(thing, QListWidget) else 1  # name, what differs, time
            one = where in ("item", "tab", "title", "windowTitle", "statusTip")
            if one and (len(text.split("\n")) > lines or len(text) > 400):
                found.append(("not a line", thing, where, text[:80]))
        if isinstance(thing, QMessageBox) and thing.textFormat() != Qt.TextFormat.PlainText:
            found.append(("rendered", thing, "text", thing.text()[:80]))
    assert found == []


def extent(window):
    """The window's least width, and the height of its tallest widget."""
    for _ in range(5):
        QApplication.processEvents()
    shown = [w for w in window.findChildren(QWidget) if w.isVisible() and not w.isWindow()]
    return window.minimumSizeHint().width(), max(w.height() for w in shown)


def assert_extent(window, before):
    width, height = extent(window)
    assert width <= before[0]
    assert height <= max(before[1], window.height())
    assert window.size().toTuple() == (1280, 800)


@pytest.fixture
def hostile_file(tmp_path):
    """A checkpoint with a hostile name and hostile facts."""
    path = tmp_path / (FILE_NAME + ".safetensors")
    network = small_network()
    facts = {"data": RICH, "licence": LONG, "controls": CONTROLS, "long": LONG, RICH: TALL}
    save_native(path, network, small_header(network.config, facts=facts))
    return path


def test_a_checkpoint_of_hostile_name_and_facts(window, qtbot, hostile_file):
    before = extent(window)
    open_network(window, qtbot, str(hostile_file))
    assert_harmless(window)
    assert_extent(window, before)
    for key in ("inpaint", "lab", "sample"):
        window.show_workspace(key)
        assert_harmless(window)
    assert_extent(window, before)


def test_a_network_that_says_hostile_things_of_itself(window, qtbot, subtests):
    """Whatever the readers of files let through."""
    sound, before = window.models.state.info, extent(window)
    for kind, text in HOSTILE.items():
        with subtests.test(kind):
            state = window.models.state
            with state.together():
                state.info = dataclasses.replace(
                    sound, name=text, path=f"/tmp/{text}", architecture=text, format=text, weights=text,
                    facts={"data": text, "licence": text, text: text}, assumed={"preset": text}, sha256=text,
                )  # fmt: skip
            state.loading = text
            state.device_label = text
            window.status.show_text(text)
            window.preferences.add_recent(f"/tmp/{text}")
            for key in ("inpaint", "lab", "sample"):
                window.show_workspace(key)
                window.status.show_text(text)
                assert_harmless(window)
                assert extent(window)[0] <= 1280
            assert_extent(window, before)
            menu = next(m for m in window.findChildren(RecentMenu))
            menu.fill()
            assert_harmless(menu)
            assert menu.sizeHint().width() < 1280


def test_a_picture_a_data_set_and_a_mask_of_hostile_names(window, qtbot, subtests):
    window.show_workspace("inpaint")
    work, before = window.workspace, extent(window)
    for kind, text in HOSTILE.items():
        with subtests.test(kind):
            work.sources.take(np.zeros((8, 8, 1), np.uint8), text)
            assert_harmless(window)
            assert_extent(window, before)
            work.files._ask_scale(MaskFile(f"/tmp/{text}", None, (5, 7)))
            box = window.findChildren(QMessageBox)[-1]
            assert_harmless(box)
            assert box.sizeHint().width() < 1280
            box.reject()


def test_a_picture_and_a_data_set_in_files_of_hostile_names(window, qtbot, tmp_path):
    window.show_workspace("inpaint")
    before = extent(window)
    picture, data = tmp_path / (FILE_NAME + ".jpg"), tmp_path / (FILE_NAME + ".npz")
    Image.fromarray(np.full((9, 8, 3), 90, np.uint8)).save(picture)
    np.savez(data, np.random.default_rng(0).integers(0, 256, (5, 8, 8), dtype=np.uint8))
    for path in (picture, data):
        with qtbot.waitSignal(window.workspace.sources.changed, timeout=30_000):
            window.open_path(str(path))
        assert_harmless(window)
        assert extent(window)[0] <= before[0]
    broken = tmp_path / (FILE_NAME + ".png")
    broken.write_bytes(b"\x89PNG\r\n\x1a\n<b>")
    window.open_path(str(broken))
    qtbot.waitUntil(lambda: window.notices.shown() != [], timeout=30_000)
    assert_harmless(window)


def test_points_and_a_network_of_the_plane_of_hostile_names(make_window, qtbot, tmp_path):
    window = make_window()
    window.show_workspace("lab")
    window.workspace.state.activity = Activity.LEARNING  # which a network that is opened begins
    before = extent(window)
    points, network = tmp_path / (FILE_NAME + ".csv"), tmp_path / (FILE_NAME + ".safetensors")
    np.savetxt(points, np.random.default_rng(0).normal(0, 2, (40, 2)), delimiter=",")
    settings = LabTrainSettings(width=8, depth=1, steps=1)
    trained = LabTrainer(build(DensitySettings()), settings)
    write_network(str(network), LearnedScore(trained.average, RICH, settings, 1))
    lab = window.workspace
    window.open_path(str(points))
    qtbot.waitUntil(lambda: lab.state.density.points is not None, timeout=30_000)
    window.open_path(str(network))
    qtbot.waitUntil(lambda: lab.state.network is not None, timeout=30_000)
    assert_harmless(window)
    assert extent(window)[0] <= before[0]


def test_messages_and_their_details(window, qtbot, subtests):
    before = extent(window)
    for kind, text in HOSTILE.items():
        with subtests.test(kind):
            window.notices.show_problem(Problem(text, text, text))
            window.notices.show_problem(Problem("Something", text))
            window.notices.show_message(text, text)
            assert_harmless(window)
            assert_extent(window, before)
            assert window.notices.height() < 480
            assert all(notice.height() <= 160 for notice in window.notices.shown())
            details = DetailsDialog(window.notices.problems[-2], window)
            details.show()
            assert_harmless(details)
            assert details.minimumSizeHint().width() < 1280
            details.close()


def test_what_a_message_leaves_out_stands_among_its_details(window, qtbot):
    short, long = Problem("One thing", "is wrong"), Problem("One thing", "\n".join(str(n) for n in range(40)))
    window.notices.show_problem(short)
    window.notices.show_problem(long)
    buttons = [[b for b in n.findChildren(QWidget) if b.property("text") == "Details…"] for n in window.notices.shown()]
    assert [len(found) for found in buttons] == [1, 0]
    qtbot.mouseClick(buttons[0][0], Qt.MouseButton.LeftButton)
    dialog = window.findChild(DetailsDialog)
    view = dialog.findChild(QPlainTextEdit)
    assert view.isReadOnly()
    assert "\n39\n" in view.toPlainText()
    dialog.copy()
    assert QApplication.clipboard().text() == dialog.report
    assert "\n39\n" in dialog.report
    dialog.close()


def test_an_error_text_of_megabytes_is_cut_at_once(window, qtbot):
    text = "0123456789" * 500_000
    window.notices.show_problem(Problem("Too much", text, text))
    problem = window.notices.problems[-1]
    assert len(problem.text) < MOST + 100
    assert problem.text.endswith("4\u202f900\u202f000 characters more.")
    assert max(len(label.text()) for label in window.notices.findChildren(QLabel)) < 1000
    dialog = DetailsDialog(problem, window)
    blocks = dialog.findChild(QPlainTextEdit).document()
    assert max(blocks.findBlockByNumber(n).length() for n in range(blocks.blockCount())) <= 501
    assert len(dialog.report) < 4 * MOST
    assert problem.details[:1000] in dialog.report
    dialog.close()


def test_the_form_about_a_hostile_file(window, subtests):
    for kind, text in HOSTILE.items():
        with subtests.test(kind):
            question = Question(f"/tmp/{text}", None, window.models.opening, text, ("celeba",))
            form = OpeningForm(window.models, question, window)
            form._config = f"/tmp/{text}.yml"
            form._show_config()
            form._say(text)
            form.show()
            for _ in range(3):
                QApplication.processEvents()
            assert_harmless(form)
            assert form.width() < 1280
            assert form.height() < 800
            form.close()


def test_the_other_windows_have_nothing_to_render(window):
    window.table["about"].trigger()
    assert_harmless(window.findChild(QMessageBox))
    window.findChild(QMessageBox).reject()
    window.show_shortcuts()
    sheet = window.findChild(ShortcutSheet)
    assert not any(re.search(r"<(img|a)\b", label.text()) for label in sheet.findChildren(QLabel))
    sheet.close()
    window.show_palette()
    palette = window.findChild(CommandPalette)
    assert_harmless(palette)
    palette.close()


# The helpers


def test_one_line_and_some_lines():
    assert one_line("a\nb\u202ec") == "a\\nb\\u202ec"
    assert one_line("1\u202f296 px") == "1\u202f296 px"  # our own numbers have narrow spaces
    assert len(one_line(LONG)) == 300
    assert some_lines("a\nb\nc", 100, 2) == "a\nb…"
    assert some_lines("a\tb\x07", 100, 2) == "a    b\\x07"
    assert some_lines("abcdef", 3, 9) == "abc…"
    assert some_lines("abcdef", 9, 9, 4) == "abcd\nef"
    assert some_lines("", 9, 9, 4) == ""


def test_a_tip_shows_the_text_as_it_is(qapp):
    assert tip("plain") == "plain"
    document = QTextDocument()
    for text in (RICH, "x" * 79 + "<b>", "two\nlines <a>"):
        shown = tip(text)
        if Qt.mightBeRichText(shown):
            document.setHtml(shown)
            shown = document.toPlainText().replace("\u200b", "")
        assert shown == text


def test_labels_take_nothing_for_tags(qtbot):
    for label in (PlainLabel(RICH, wrap=True), ElidedLabel(RICH)):
        qtbot.addWidget(label)
        assert label.text().replace("\u200b", "") == RICH
        assert label.textFormat() == Qt.TextFormat.PlainText
    wide = PlainLabel(LONG, wrap=True)
    qtbot.addWidget(wide)
    assert wide.minimumSizeHint().width() < 600


def test_labels_are_made_in_one_place():
    """A QLabel of its own would guess whether a text is rich."""
    found = []
    for path in (ROOT / "app" / "ui").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if path.name != "labels.py" and "QLabel" in source:
            calls = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
            found += [f"{path.name}:{n.lineno}" for n in calls if getattr(n.func, "id", "") == "QLabel"]
    assert found == []
