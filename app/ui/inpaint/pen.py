"""One stroke after another: which layer a tool changes, and how; mouse and keyboard are somebody else's."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from app.state.layer import Layer
from app.state.mask import MaskState
from app.state.painting import Paintbox, PaintTool, Target
from app.state.source import SourceState
from app.state.strokes import Point
from app.ui.text import tr


@dataclass
class _Stroke:
    layer: Layer
    tool: PaintTool
    start: Point
    last: Point
    erase: bool
    by_key: bool
    moved: bool = False
    points: list[Point] = field(default_factory=list)


class Pen:
    """Paints on mask or picture with what the paintbox says. Points are in pixels of the picture, outside of it too."""

    def __init__(self, source: SourceState, mask: MaskState, paintbox: Paintbox) -> None:
        self._source, self._mask, self._box = source, mask, paintbox
        self._stroke: _Stroke | None = None
        self._last_end: Point | None = None
        self._dab: Layer | None = None

    @property
    def down(self) -> bool:
        """Whether a stroke is under way."""
        return self._stroke is not None

    @property
    def by_key(self) -> bool:
        """Whether it is drawn by keyboard."""
        return self._stroke is not None and self._stroke.by_key

    @property
    def outline(self) -> list[Point]:
        """The line of a lasso under way; empty for other tools."""
        return self._stroke.points if self._stroke is not None and self._stroke.tool is PaintTool.LASSO else []

    def begin(self, point: Point, *, invert: bool, by_key: bool, straight: bool = False) -> None:
        """Put the pen down. ``invert`` erases with a brush; ``straight`` draws a line from the last stroke's end."""
        layer: Layer = self._mask if self._box.target is Target.MASK else self._source
        erase = (self._box.tool is PaintTool.ERASER) != invert
        tool = PaintTool.BRUSH if self._box.tool is PaintTool.ERASER else self._box.tool
        start = self._last_end if straight and self._last_end is not None and tool is PaintTool.BRUSH else point
        layer.begin()
        self._stroke = _Stroke(layer, tool, start, start, erase, by_key, points=[start])
        self.extend(point)
        self._stroke.moved = False

    def extend(self, point: Point) -> None:
        """Move the pen that is down."""
        stroke, box = self._stroke, self._box
        if stroke is None:
            return
        if stroke.tool is PaintTool.BRUSH and stroke.layer is self._mask:
            self._mask.stroke(stroke.last, point, box.size, not stroke.erase)
        elif stroke.tool is PaintTool.BRUSH:
            ink = box.paper if stroke.erase else box.ink
            self._source.stroke(stroke.last, point, box.size, box.hardness, ink)
        elif stroke.tool is PaintTool.RECTANGLE:
            self._mask.rectangle(stroke.start, point, not stroke.erase)
        else:
            stroke.points.append(point)
        stroke.moved = stroke.moved or math.dist(stroke.start, point) > 1e-9
        stroke.last = point

    def commit(self) -> None:
        """Lift the pen: the stroke is one undo item."""
        stroke, self._stroke = self._stroke, None
        if stroke is None:
            return
        if stroke.tool is PaintTool.LASSO:
            self._mask.lasso(stroke.points, not stroke.erase)
        self._last_end = stroke.last
        kept = stroke.layer.commit(self._text(stroke))
        self._dab = stroke.layer if kept and not stroke.moved else None

    def abort(self) -> None:
        """Give the stroke up."""
        stroke, self._stroke = self._stroke, None
        if stroke is not None:
            stroke.layer.abort()

    def take_dab_back(self) -> None:
        """Undo the last stroke if it was a single dab: the first half of a double click."""
        dab, self._dab = self._dab, None
        if dab is not None:
            dab.take_back()

    def forget(self) -> None:
        """There is another picture."""
        self._stroke = self._dab = self._last_end = None

    def _text(self, stroke: _Stroke) -> str:
        if stroke.layer is self._source:
            return tr("erase in the picture") if stroke.erase else tr("draw")
        names = {PaintTool.RECTANGLE: tr("rectangle"), PaintTool.LASSO: tr("lasso")}
        name = names.get(stroke.tool, tr("brush"))
        return tr("erase with the {0}").format(name) if stroke.erase else name
