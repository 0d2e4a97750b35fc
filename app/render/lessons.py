"""Text of lessons as HTML, of a few marks only: what a file says beyond them is shown as it is, and nothing is loaded.

Marks: **bold**, *italic*, `code`, ~below~ and ^above^.
"""

from __future__ import annotations

import html
import re

from app.params.lessons.chapter import Block, Kind

_MARKS = (
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(?=\S)(.+?)(?<=\S)\*"), r"<i>\1</i>"),
    (re.compile(r"~([^\s~]{1,12})~"), r"<sub>\1</sub>"),
    (re.compile(r"\^([^\s^]{1,12})\^"), r"<sup>\1</sup>"),
)
_CODE = re.compile(r"`([^`]+)`")
_TAGS = {Kind.LIST: "ul", Kind.NUMBERED: "ol"}


def inline(text: str) -> str:
    """One line of text as HTML."""
    pieces = _CODE.split(text)
    for k, piece in enumerate(pieces):
        escaped = html.escape(piece)
        if k % 2:
            pieces[k] = f"<code>{escaped}</code>"
            continue
        for pattern, mark in _MARKS:
            escaped = pattern.sub(mark, escaped)
        pieces[k] = escaped
    return "".join(pieces)


def block_html(block: Block) -> str:
    """A block as HTML. A formula is drawn by :mod:`app.render.formulas`; here it is its LaTeX."""
    if block.kind in _TAGS:
        tag = _TAGS[block.kind]
        return f"<{tag}>{''.join(f'<li>{inline(line)}</li>' for line in block.lines)}</{tag}>"
    if block.kind is Kind.TABLE:
        rows = [[inline(cell.strip()) for cell in line.split("|")] for line in block.lines]
        cells = [
            "".join(f"<{tag} align='left'>{cell}</{tag}>" for cell in row)
            for tag, row in zip(["th"] + ["td"] * (len(rows) - 1), rows, strict=True)
        ]
        return f"<table cellspacing='0' cellpadding='3'>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    if block.kind is Kind.FORMULA:
        return f"<p><code>{html.escape(block.lines[0])}</code></p>"
    return f"<p>{inline(block.lines[0])}</p>"
