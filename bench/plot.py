"""Small plots under each other, one scale of time: a series a panel, as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_WIDTH, _PANEL, _LEFT, _GAP = 720, 110, 84, 26


def panels(minutes: Sequence[float], series: Mapping[str, Sequence[float]], title: str) -> str:
    """Return a drawing.

    Args:
        minutes: when each sample was taken.
        series: the values of each panel, by its caption; the axis begins at 0.
        title: what the drawing shows, for those who cannot see it.
    """
    height = len(series) * (_PANEL + _GAP) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        f'font-size="13" role="img" aria-label="{title}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for number, (caption, values) in enumerate(series.items()):
        parts += _panel(minutes, values, caption, _GAP + number * (_PANEL + _GAP))
    middle = (_LEFT + _WIDTH) / 2
    parts.append(f'<text x="{middle:.0f}" y="{height - 6}" text-anchor="middle">minutes</text></svg>')
    return "\n".join(parts) + "\n"


def _panel(minutes: Sequence[float], values: Sequence[float], caption: str, top: int) -> list[str]:
    most = max(*values, 1e-9) * 1.15
    across, bottom = _WIDTH - _LEFT - 16, top + _PANEL - 16
    last = max(minutes[-1], 1e-9)

    def place(minute: float, value: float) -> str:
        return f"{_LEFT + across * minute / last:.1f},{bottom - (bottom - top) * value / most:.1f}"

    line = " ".join(place(minute, value) for minute, value in zip(minutes, values, strict=True))
    return [
        f'<text x="{_LEFT}" y="{top - 6}">{caption}</text>',
        f'<path d="M{_LEFT},{top} V{bottom} H{_LEFT + across}" fill="none" stroke="#888"/>',
        f'<polyline points="{line}" fill="none" stroke="#005eb8" stroke-width="2"/>',
        *(
            f'<text x="{_LEFT - 6}" y="{place(0, value).split(",")[1]}" text-anchor="end" '
            f'dominant-baseline="middle">{value:,.0f}</text>'
            for value in (0.0, max(values))
        ),
        f'<text x="{_LEFT}" y="{bottom + 14}" text-anchor="middle">0</text>',
        f'<text x="{_LEFT + across}" y="{bottom + 14}" text-anchor="end">{last:.0f}</text>',
    ]
