"""What a visit and its requests may cost, and whether they do: a table for the results, and a plot."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bench.ladders import COLOURS
from bench.rounds import OURS, RIVAL, Figure

REQUESTS = {
    "specialties": 0.1,
    "doctors of a specialty": 0.1,
    "all doctors": 0.1,
    "search, any doctor": 0.6,
    "search, a doctor": 0.6,
    "search, a specialty": 0.6,
    "one day of a specialty": 1.0,
    "calendar of a doctor": 0.8,
    "calendar of a specialty": 3.0,
    "calendar of everybody": 3.0,
    "login": 0.35,
    "booking": 0.6,
}
"""Processor milliseconds of server and database that a request may cost, at 16 connections."""

SEARCHES = ("search, any doctor", "search, a doctor", "search, a specialty")
SEARCH_P50 = 1.0
"""Milliseconds within which half of the searches are answered, at one connection."""

_VISIT = "a visit, 16 connections"
_PROCESSOR = "processor time, 16 connections"

_WIDTH, _ROW, _LEFT, _TOP = 720, 26, 170, 46
_LEAST, _MOST = 0.05, 1000.0
_STEPS = (0.1, 1, 10, 100)


def judged(figures: Sequence[Figure]) -> list[str]:
    """Return a table of what was wanted, what was measured, and whether it is met."""
    found = {figure.name: figure for figure in figures}
    return [
        "| | wanted | measured | |",
        "|---|---|---|---|",
        _times(found[f"{_VISIT}: processor time"], "the rival's processor time of a visit ÷ ours", 3.0),
        _times(found[f"{_VISIT}: visits"], "our visits a second ÷ the rival's", 2.0),
        _times(found[f"{_VISIT}: p99"], "the rival's p99 of a visit ÷ ours", 1.0),
        *(
            _line(f"{name}, processor time", most, found[f"{name}: {_PROCESSOR}"])
            for name, most in REQUESTS.items()
        ),
        *(_line(f"{name}, p50", SEARCH_P50, found[f"{name}: p50, 1 connection"]) for name in SEARCHES),
    ]


def _times(figure: Figure, words: str, least: float) -> str:
    assert figure.rival_over_ours is not None
    ratio = figure.rival_over_ours
    measured = f"{ratio.median:.2f} ({ratio.least:.2f} – {ratio.greatest:.2f})"
    return f"| {words} | at least {least:g} | {measured} | {_verdict(is_met=ratio.median >= least)} |"


def _line(words: str, most: float, figure: Figure) -> str:
    cost = figure.ours
    measured = f"{1000 * cost.median:.2f} ms ({1000 * cost.least:.2f} – {1000 * cost.greatest:.2f})"
    return f"| {words} | at most {most:g} ms | {measured} | {_verdict(is_met=1000 * cost.median <= most)} |"


def _verdict(*, is_met: bool) -> str:
    return "met" if is_met else "**not met**"


def drawn(figures: Sequence[Figure]) -> str:
    """Return an SVG of the processor time of a visit and of each request: ours, the rival's, the wanted."""
    found = {figure.name: figure for figure in figures}
    rows = {"a visit": found[f"{_VISIT}: processor time"]}
    rows |= {name: found[f"{name}: {_PROCESSOR}"] for name in REQUESTS}
    height = _TOP + _ROW * len(rows) + 24
    title = "Processor time of a visit and of each request"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        f'font-size="13" role="img" aria-label="{title}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="16" font-weight="bold">{title}, ms, server and database</text>',
        f'<text x="{_LEFT}" y="34"><tspan fill="{COLOURS[OURS]}">● {OURS}</tspan>  '
        f'<tspan fill="{COLOURS[RIVAL]}">● {RIVAL}</tspan>  | wanted</text>',
    ]
    for step in _STEPS:
        x = _place(step)
        parts.append(f'<path d="M{x:.0f},{_TOP} V{height - 20}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.0f}" y="{height - 6}" text-anchor="middle">{step:g}</text>')
    for number, (name, figure) in enumerate(rows.items()):
        parts += _row(name, figure, _TOP + _ROW * number + _ROW / 2)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _row(name: str, figure: Figure, y: float) -> list[str]:
    assert figure.rival is not None
    costs = {OURS: 1000 * figure.ours.median, RIVAL: 1000 * figure.rival.median}
    wanted = REQUESTS.get(name, costs[RIVAL] / 3)
    ends = sorted(map(_place, costs.values()))
    tick = _place(wanted)
    return [
        f'<text x="{_LEFT - 10}" y="{y + 4:.0f}" text-anchor="end">{name}</text>',
        f'<path d="M{ends[0]:.1f},{y:.1f} H{ends[1]:.1f}" stroke="#bbb" stroke-width="2"/>',
        f'<path d="M{tick:.1f},{y - 8:.1f} V{y + 8:.1f}" stroke="#222" stroke-width="2"/>',
        *_dots(costs, y),
    ]


def _dots(costs: Mapping[str, float], y: float) -> list[str]:
    return [
        f'<circle cx="{_place(cost):.1f}" cy="{y:.1f}" r="5" fill="{COLOURS[who]}"/>'
        for who, cost in costs.items()
    ]


def _place(milliseconds: float) -> float:
    """Return where a time lies on the logarithmic axis."""
    part = math.log(milliseconds / _LEAST) / math.log(_MOST / _LEAST)
    return _LEFT + (_WIDTH - _LEFT - 20) * part
