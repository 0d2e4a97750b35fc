"""Names of files that users type or drop, or that are suggested: whatever they are, the window says what is wrong."""

from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.params.export import EXPORTS
from app.ui.file_names import file_stem, holds, is_folder, is_there, typed_path
from app.ui.runs.export_dialog import ExportDialog, Offer
from tests.ui.conftest import click
from tests.ui.test_hostile_texts import BIDI, HOSTILE, assert_harmless
from tests.ui.test_pictures import complete

ODD = ["x" * 5000, "~nobody-of-this-name/x", ".", "..", "/", "~", "a\0b", "caf\udce9", "folder/", " ", "a" * 300 + "/b"]


@pytest.fixture
def dialog(window, tmp_path):
    def make(stem="run"):
        rows = [EXPORTS[key] for key in ("grid", "samples", "field")]
        made = ExportDialog(Offer("Export", rows, stem), str(tmp_path), window)
        made.show()
        return made

    return make


def test_a_name_is_suggested_that_every_system_allows(dialog, subtests):
    for kind, stem in HOSTILE.items():
        with subtests.test(ascii(kind)):
            made = dialog(stem)
            for _ in range(3):
                QApplication.processEvents()
            for place in range(made.what.count()):
                made.what.setCurrentIndex(place)
                name = Path(made.path.text()).name
                assert Path(made.path.text()).parent.is_dir()
                assert len(name.encode()) < 255
                assert not set(name) & set('<>:"/\\|?*\n\x1b\0')
                assert_harmless(made)
            assert made.width() < 1280
            made.close()


def test_a_typed_name_is_no_name_of_a_file(dialog, subtests):
    for text in ODD:
        with subtests.test(ascii(text[:30])):
            made = dialog()
            for place in range(made.what.count()):
                made.what.setCurrentIndex(place)
                made.path.setText(text)
                made.path.textEdited.emit(text)
                choice, button = made.choice(), made.buttons.button(QDialogButtonBox.StandardButton.Save)
                assert button.isEnabled() is (choice is not None)
                assert choice is None or choice.row.folder or Path(choice.path).name
            made.close()


def test_saving_to_it_says_why_not(window, qtbot, tmp_path, subtests):
    complete(window, qtbot)
    for text in ("x" * 5000, "~nobody-of-this-name/x", "a\0b", "a" * 300 + "/b"):
        with subtests.test(ascii(text[-20:])):
            window.notices.problems.clear()
            window.workspace.exporter.ask()
            made = window.findChildren(ExportDialog)[-1]
            made.path.setText(str(tmp_path / "no" / text))
            made.path.textEdited.emit(text)
            click(qtbot, made.buttons.button(QDialogButtonBox.StandardButton.Save))
            qtbot.waitUntil(lambda: bool(window.notices.problems), timeout=30_000)
            assert "could not be written" in window.notices.problems[-1].title
            assert_harmless(window)


def test_a_name_that_is_there_is_named_in_one_line(dialog, tmp_path):
    path = tmp_path / "a\nSHA-256: forged <b>.png"
    path.write_bytes(b"")
    made = dialog()
    made.path.setText(str(path))
    made.path.textEdited.emit(str(path))
    assert made.note.text() == "a\\nSHA-256: forged <b>.png is there already and will be replaced."
    made.close()


def test_the_progress_of_a_film_of_a_hostile_name(window, subtests):
    for kind, name in HOSTILE.items():
        with subtests.test(ascii(kind)):
            stop = Mock()
            thread = SimpleNamespace(link=SimpleNamespace(control=SimpleNamespace(stop=stop)))
            shown = window.workspace.exporter._show_progress(name, thread)
            assert_harmless(shown)
            assert shown.sizeHint().width() < 1280
            shown.canceled.emit()
            stop.assert_called_once_with()
            shown.deleteLater()


def test_opening_it_says_why_not(window, qtbot, subtests):
    for workspace in ("sample", "inpaint", "lab"):
        window.show_workspace(workspace)
        for text in ("x" * 5000, "x" * 5000 + ".png", "a\0b.csv", "a\0b", "caf\udce9.npz", "~nobody/x.pt"):
            with subtests.test(f"{workspace} {text[-20:]!a}"):
                window.notices.problems.clear()
                window.open_path(text)
                qtbot.waitUntil(lambda: bool(window.notices.problems), timeout=30_000)
                assert "unexpected" not in window.notices.problems[-1].text.lower()
                assert_harmless(window)


def test_names_that_are_no_paths():
    for text in ODD:
        path = typed_path(text)
        assert is_there(path) in (True, False)
        assert is_folder(path) in (True, False)
        assert holds(path, "*.nothing") is False
    assert typed_path("~/x") == Path.home() / "x"
    assert file_stem(BIDI + "a/b\\c") == "safe_gnp.exe__a_b_c"
