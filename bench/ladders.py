"""A plot of what grows: panels under each other, each with its steps from left to right, as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.rounds import OURS, RIVAL

_WIDTH, _PANEL, _LEFT, _RIGHT, _GAP = 720, 120, 70, 90, 56
_THREE_DIGITS = 100
_NEAR = 30
"""Less than so far under another line, a label stands below its own."""
COLOURS = {OURS: "#005eb8", RIVAL: "#b35900"}


@dataclass(frozen=True)
class Ladder:
    """One panel.

    Attributes:
        caption: what is shown, with its unit.
        steps: the labels under the axis, at equal distances.
        lines: a value for each step, by contender.
    """

    caption: str
    steps: Sequence[str]
    lines: Mapping[str, Sequence[float]]


def ladders(panels: Sequence[Ladder], title: str) -> str:
    """Return a drawing; every axis begins at 0.

    Args:
        panels: from top to bottom.
        title: what the drawing shows, for those who cannot see it.
    """
    height = len(panels) * (_PANEL + _GAP) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        f'font-size="13" role="img" aria-label="{title}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for number, panel in enumerate(panels):
        parts += _panel(panel, 28 + number * (_PANEL + _GAP))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(panel: Ladder, top: int) -> list[str]:
    bottom, across = top + _PANEL, _WIDTH - _LEFT - _RIGHT
    most = 1.1 * max(max(values) for values in panel.lines.values())

    def place(step: int, value: float) -> tuple[float, float]:
        return _LEFT + across * (step + 0.5) / len(panel.steps), bottom - _PANEL * value / most

    parts = [
        f'<text x="{_LEFT}" y="{top - 8}" font-weight="bold">{panel.caption}</text>',
        f'<path d="M{_LEFT},{top} V{bottom} H{_LEFT + across}" fill="none" stroke="#888"/>',
        *(
            f'<text x="{place(step, 0)[0]:.0f}" y="{bottom + 20}" text-anchor="middle">{label}</text>'
            for step, label in enumerate(panel.steps)
        ),
    ]
    for who, values in panel.lines.items():
        colour, points = COLOURS[who], [place(step, value) for step, value in enumerate(values)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for step, (x, y) in enumerate(points):
            highest = place(step, max(line[step] for line in panel.lines.values()))[1]
            label_y = y + 15 if 0 < y - highest < _NEAR else y - 6
            parts.append(
                f'<text x="{x:.0f}" y="{label_y:.0f}" text-anchor="middle" fill="{colour}">'
                f"{_short(values[step])}</text>"
            )
        x, y = points[-1]
        highest = place(0, max(line[-1] for line in panel.lines.values()))[1]
        name_y = max(y, highest + 14) if y > highest else y
        parts.append(f'<text x="{x + 34:.0f}" y="{name_y + 4:.0f}" fill="{colour}">{who}</text>')
    return parts


def _short(value: float) -> str:
    """Return a number with three significant digits."""
    return f"{value:.3g}" if value < _THREE_DIGITS else f"{value:,.0f}"
