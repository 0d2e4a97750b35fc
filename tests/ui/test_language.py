"""Ready for translation: with every text translated, nothing of the window is left in English."""

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QTabBar, QWidget

from app.params import Sampler
from app.params.samplers import ROWS
from app.ui import workspace
from app.ui.language import install_language
from tests.translations import ROOT, described, texts
from tests.ui.conftest import open_network
from tests.ui.test_sweep import choose, fill, open_sweep

NAMES = {"English", "auto", "cpu", "cuda", "mps", "score-explorer", "SNR", "TF", "TF32"}
"""What has the same name in every language."""

FORMULAS = {row.rule for row in ROWS.values()}
"""Asked for as any text; those with words in them are among the described ones, too."""

READ = (
    "text", "toolTip", "accessibleName", "accessibleDescription", "windowTitle", "placeholderText", "title",
    "statusTip", "currentText",
)  # fmt: skip


class Pseudo(QTranslator):
    """Puts every text that is asked for between brackets, and remembers it."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def isEmpty(self):
        return False

    def translate(self, context, text, disambiguation=None, n=-1):
        if context != "score-explorer":
            return ""
        self.asked.add(text)
        return f"⟦{text}⟧"


@pytest.fixture
def pseudo(qapp):
    translator = Pseudo()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


def shown(widget):
    """The texts of a widget or an action."""
    for name in READ:
        if callable(read := getattr(widget, name, None)):
            yield name, read()
    if isinstance(widget, QComboBox):
        yield from (("item", widget.itemText(i)) for i in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(i)) for i in range(widget.count()))


def english(text):
    """The words of a text that were not translated."""
    while (inner := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = inner
    text = re.sub(r"<[^>]+>|\(Ctrl\+\S+\)", "", text)
    return set(re.findall(r"[A-Za-z-]{3,}", text)) - NAMES


def test_every_text_of_every_workspace_goes_through_the_translator(pseudo, make_window, qtbot):
    window = make_window()
    for number in range(len(workspace.WORKSPACES)):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.ControlModifier)
    things = [window, *window.findChildren(QWidget), *window.findChildren(QAction)]
    left = {(name, text) for thing in things for name, text in shown(thing) if isinstance(text, str) and english(text)}
    assert len(things) > 500
    assert left == set()


def test_the_texts_collected_for_translators_are_those_that_are_asked_for(pseudo, make_window, qtbot, small):
    window = make_window()
    open_network(window, qtbot, small)
    for number in range(len(workspace.WORKSPACES)):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.ControlModifier)
    asked = {text for text in pseudo.asked if re.search(r"[a-zA-Z]", text) and "⟦" not in text}
    assert len(asked) > 300
    assert asked - texts(ROOT / "app" / "ui") - described() - NAMES - FORMULAS == set()


def test_all_that_is_said_of_a_sweep_goes_through_the_translator(pseudo, window, qtbot):
    window.show_workspace("inpaint")
    for key in ("inpaint", "sample"):
        window.show_workspace(key)
        window.workspace.settings.set("sampler", Sampler.HEUN)
        sweep = open_sweep(window, qtbot)
        widgets = [sweep, *sweep.findChildren(QWidget)]
        found = {text for widget in widgets for _, text in shown(widget) if isinstance(text, str)}
        assert {text for text in found if english(text)} <= {sweep.form.across.values.placeholderText()}
    choose(qtbot, sweep.form.across, "⟦Step size", "1e-4, 2e-4")
    choose(qtbot, sweep.form.down, "⟦Denoise", "on, off")
    fill(qtbot, sweep)
    look = sweep.runner.look(alone=True)
    said = {look.heading, look.footing, look.x_title, look.y_title, *look.rows, *(cell.note for cell in look.cells)}
    said |= {sweep.words(index) for index in range(4)} | {sweep.status.text(), sweep.cost.text()}
    assert {text for text in said if english(text.replace("small", ""))} == set()
    asked = {text for text in pseudo.asked if re.search(r"[a-zA-Z]", text) and "⟦" not in text}
    assert asked - texts(ROOT / "app" / "ui") - described() - FORMULAS == set()


def test_a_translation_is_found_by_the_system_s_language(qapp, tmp_path):
    release = shutil.which("pyside6-lrelease", path=sysconfig.get_path("scripts"))
    if release is None:
        pytest.skip("pyside6-lrelease is not installed")
    source = tmp_path / "score-explorer_de.ts"
    source.write_text(
        '<?xml version="1.0" encoding="utf-8"?><TS version="2.1" language="de"><context><name>score-explorer</name>'
        "<message><source>Press Space</source><translation>Leertaste drücken</translation></message></context></TS>",
        encoding="utf-8",
    )
    subprocess.run([release, str(source)], check=True, capture_output=True, cwd=tmp_path)
    assert install_language(qapp, str(tmp_path), QLocale("fr_FR")) == []
    installed = install_language(qapp, str(tmp_path), QLocale("de_AT"))
    try:
        assert QCoreApplication.translate("score-explorer", "Press Space") == "Leertaste drücken"
        assert QCoreApplication.translate("score-explorer", "something else") == "something else"
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
    assert QApplication.instance() is qapp
    assert Path(source.with_suffix(".qm")).exists()
