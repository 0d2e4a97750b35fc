"""Texts from files are never taken for rich text, which would read the files that its pictures name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.ui.text import plain_tip
from app.ui.widgets.labels import ElidedLabel, error_label, quiet_label, show_error

HOSTILE = "<img src='/dev/null'><b>bold</b>"


@pytest.mark.parametrize("make", [ElidedLabel, error_label, quiet_label])
def test_a_label_shows_tags_as_they_are(qtbot, make):
    label = make()
    qtbot.addWidget(label)
    show_error(label, HOSTILE)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE
    assert "<img" not in label.toolTip()


def test_a_tip_keeps_its_text_and_escapes_tags():
    assert plain_tip("a < b, /home/x.pt\nsecond line") == "a < b, /home/x.pt\nsecond line"
    assert "&lt;img src=" in plain_tip(HOSTILE)
    assert "<img" not in plain_tip(HOSTILE)
