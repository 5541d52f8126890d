"""Plots as inline SVG: one form, points with intervals on a common axis.

Colours are CSS variables (``--series-0`` …) of the page, so that a plot follows its theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 760
LABELS = 190  # pixels for the names of rows
RIGHT = 20
ROW = 16  # pixels for a point
GAP = 10  # pixels between rows
AXIS = 34
SERIES = 6  # colours that the page has


@dataclass(frozen=True, slots=True)
class Point:
    """A value, and its interval from *low* to *high* if there is one. *series* gives the colour."""

    series: int
    value: float
    low: float | None = None
    high: float | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A name with its points, and a *mark*: a line across the row, such as a ceiling."""

    name: str
    points: tuple[Point, ...]
    mark: float | None = None


def dot_plot(rows: Sequence[Row], axis: str, *, maximum: float | None = None) -> str:
    """Return an SVG with a line of points for every row; *axis* names the values.

    The axis begins at 0 and ends at *maximum*, or at the largest value.
    """
    ends = [e for row in rows for p in row.points for e in (p.value, p.high or 0.0)]
    step = nice_step(maximum or max([*ends, 1.0]))
    top = maximum or step * ceil(max([*ends, 1.0]) / step)
    heights = [ROW * max(1, len(row.points)) + GAP for row in rows]
    bottom = sum(heights) + GAP
    parts = [_grid(step, top, bottom, axis)]
    y = float(GAP)
    for row, height in zip(rows, heights, strict=True):
        parts.append(_row(row, y, height - GAP, top))
        y += height
    size = f'viewBox="0 0 {WIDTH} {bottom + AXIS}" width="{WIDTH}" height="{bottom + AXIS}"'
    return f'<svg class="plot" role="img" aria-label="{escape(axis)}" {size}>{"".join(parts)}</svg>'


def nice_step(maximum: float) -> float:
    """Return a round distance between ticks that gives at most ten of them.

    >>> nice_step(100), nice_step(18), nice_step(1.0)
    (10.0, 2.0, 0.1)
    """
    power = 10.0 ** ceil(log10(maximum / 10))
    return next(power * part for part in (0.2, 0.5, 1.0, 2.0) if maximum / (power * part) <= 10)


def _grid(step: float, top: float, bottom: float, axis: str) -> str:
    lines = []
    for number in range(round(top / step) + 1):
        x = _x(number * step, top)
        lines.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{bottom}"/>')
        lines.append(_text(x, bottom + 13, f"{number * step:g}", "middle", "tick"))
    lines.append(_text(_x(top / 2, top), bottom + 29, axis, "middle", "axis"))
    return "".join(lines)


def _row(row: Row, y: float, height: float, top: float) -> str:
    parts = [_text(LABELS - 10, y + height / 2 + 4, row.name, "end", "name")]
    if row.mark is not None:
        x = _x(row.mark, top)
        parts.append(f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{y}" y2="{y + height}"/>')
    for number, point in enumerate(row.points):
        parts.append(_point(point, y + ROW * (number + 0.5), top))
    return "".join(parts)


def _point(point: Point, y: float, top: float) -> str:
    whisker = ""
    if point.low is not None and point.high is not None:
        left, right = _x(max(0.0, point.low), top), _x(min(top, point.high), top)
        whisker = f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
    dot = f'<circle cx="{_x(point.value, top):.1f}" cy="{y:.1f}" r="4"/>'
    title = f"<title>{escape(point.title)}</title>"
    return f'<g class="series-{point.series % SERIES}">{title}{whisker}{dot}</g>'


def _text(x: float, y: float, text: str, anchor: str, kind: str) -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def _x(value: float, top: float) -> float:
    return LABELS + (WIDTH - LABELS - RIGHT) * min(value, top) / top
