"""The sheet of all shortcuts, made from the table of actions."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.action_table import ActionTable
from app.ui.actions import MENUS, VIEW
from app.ui.text import tr, without_mnemonic
from app.ui.widgets.labels import rich_label

MOUSE: tuple[tuple[str, str], ...] = (
    ("Click", "Show the sample large; again: all of them"),
    ("Ctrl+click", "Mark the sample, or remove its mark"),
    ("Arrow keys", "Move the focus between the samples"),
    ("Wheel", "Zoom by whole factors"),
    ("Middle button", "Pan"),
    ("Double-click on empty space", "Fit"),
    ("Tab", "Move to the next control"),
    ("Drop a file", "Open a checkpoint, or restore the settings of a picture"),
)
"""What the mouse and keys outside the table do in the pictures."""

PLANE: tuple[tuple[str, str], ...] = (
    ("Drag", "Move a mode, or the view"),
    ("Wheel", "Zoom; on a mode: its weight"),
    ("Ctrl+wheel", "On a mode: its width; with the brush: its size"),
    ("Double-click", "See everything"),
    ("Brush: left, right button", "Draw points, erase them"),
    ("Probe: drag", "A line along which the potential is drawn; a click removes it"),
    ("Probe: arrow keys, Enter", "Move the place that is read off; begin and end a line"),
    ("Drop a file", "Open points, or a network saved here"),
)
"""What the mouse does in the plane of the 2-D laboratory."""


class ShortcutSheet(QDialog):
    """All shortcuts, by menu, in columns."""

    def __init__(self, table: ActionTable, workspaces: list[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        for menu in MENUS:
            rows = list(workspaces) if menu == VIEW else []
            for spec in table.specs.values():
                keys = [k.toString(QKeySequence.SequenceFormat.NativeText) for k in table[spec.id].shortcuts()]
                if spec.menu == menu and keys:
                    rows.append((", ".join(keys[:2]), table.plain_text(spec).rstrip("…")))
            groups.append((without_mnemonic(tr(menu)), rows))
        for title, places in ((tr("In the pictures"), MOUSE), (tr("In the plane of the 2-D lab"), PLANE)):
            groups.append((title, [(tr(keys), tr(text)) for keys, text in places]))
        halves: tuple[list[tuple[str, list[tuple[str, str]]]], list[tuple[str, list[tuple[str, str]]]]] = ([], [])
        for group in groups:
            halves[sum(len(g[1]) + 2 for g in halves[0]) > sum(len(g[1]) + 2 for g in halves[1])].append(group)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        layout.addWidget(scroll)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        body = QWidget()
        scroll.setWidget(body)
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(32)
        for half in halves:
            label = rich_label()
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            columns.addWidget(label, 1, Qt.AlignmentFlag.AlignTop)
            # In its place already: with each other parent it would be laid out anew.
            label.setText(f"<table cellspacing='0'>{''.join(_html(title, rows) for title, rows in half)}</table>")
        hint = body.sizeHint()
        self.resize(min(hint.width() + 64, parent.width() - 32), min(hint.height() + 96, parent.height() - 32))


def _html(title: str, rows: list[tuple[str, str]]) -> str:
    """Rows of the column's one table, so that all its texts stand below one another."""
    lines = "".join(
        f"<tr><td style='padding: 2px 24px 2px 0; white-space: nowrap'>{escape(keys)}</td>"
        f"<td style='padding: 2px 0'>{escape(text)}</td></tr>"
        for keys, text in rows
    )
    return f"<tr><td colspan='2' style='padding: 12px 0 4px 0'><b>{escape(title)}</b></td></tr>{lines}"
