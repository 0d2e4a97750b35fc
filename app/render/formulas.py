"""Formulas: LaTeX as SVG by ziamath, which needs no LaTeX. It is imported (0.4 s) when the first one is drawn."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 600
"""Characters of a formula."""

SIZE = 17.0
"""Pixels of an em."""


class FormulaError(ValueError):
    """The text is no formula; the message says why."""


@lru_cache(maxsize=256)
def formula_svg(latex: str, colour: str, size: float = SIZE) -> bytes:
    """The SVG of a formula in a colour (#rrggbb, or "currentColor" for a page), ``size`` pixels to the em.

    Safe to call from any thread. Raises FormulaError for what is no LaTeX, or is too long.
    """
    if len(latex) > LONGEST:
        raise FormulaError(f"a formula has at most {LONGEST} characters, not {len(latex)}")
    from ziamath.config import config
    from ziamath.zmath import Latex

    config.svg2 = False  # what SVG 2 has in addition is not drawn by Qt: only fraction bars would be seen
    try:
        svg: str = Latex(latex, size=size, color=colour).svg()
    except Exception as error:  # of whatever kind: three libraries have a look at what a file says
        raise FormulaError(f"the formula cannot be read: {str(error) or type(error).__name__}") from error
    return svg.encode("utf-8")
