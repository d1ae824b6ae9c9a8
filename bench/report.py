"""The result file, `results.json`, and the page made from it, `results.md`.

A measurement replaces only its own section, so each section says when and how it was taken.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.plan import Result
from bench.rounds import FLOOR, OURS, RIVAL

_HEAD = """\
# Results

Made by `script/bench` from `results.json`; do not edit. How to read it: [README](../README.md). Less is
better, except for bookings a second. A time is the median of the rounds (minimum – maximum); a ratio is
the median of the ratios within each round (minimum – maximum).
"""
_SCALES = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))

Section = dict[str, Any]


def section(result: Result, circumstances: dict[str, Any]) -> Section:
    """Return a result as it is stored."""
    return {**asdict(result), "circumstances": circumstances}


def write(folder: Path, sections: dict[str, Section], order: list[str]) -> None:
    """Update the result file with these sections, and write its page again."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "results.json"
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept |= sections
    kept = {name: kept[name] for name in order if name in kept}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    page = _HEAD + "".join("\n" + table(name, kept[name]) for name in kept)
    (folder / "results.md").write_text(page, encoding="utf-8")


def table(name: str, section: Section) -> str:
    """Return a section as Markdown."""
    lines = [f"## {section['title']}", "", f"`script/bench {name}`", ""]
    lines += [f"- {who}: {words}" for who, words in section["contenders"].items()]
    lines += [f"- {key}: {value}" for key, value in section["circumstances"].items() if key != "machine"]
    lines += ["- machine: " + ", ".join(_machine(section["circumstances"]["machine"])), ""]
    lines += [
        f"| | {OURS} | {FLOOR} | {OURS} ÷ {FLOOR} | {RIVAL} | {RIVAL} ÷ {OURS} | rounds |",
        "|---|---|---|---|---|---|---|",
    ]
    for line in section["figures"]:
        unit = line["unit"]
        cells = [
            line["name"],
            _cost(line["ours"], unit),
            _cost(line["floor"], unit),
            _ratio(line["ours_over_floor"]),
            _cost(line["rival"], unit),
            _ratio(line["rival_over_ours"]),
            str(line["rounds"]),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    if section["notes"]:
        lines += ["", *(f"{note}" for note in section["notes"])]
    return "\n".join(lines) + "\n"


def _machine(machine: dict[str, str]) -> list[str]:
    own_words = {"processor", "memory", "system"}
    return [value if key in own_words else f"{key} {value}" for key, value in machine.items()]


def _cost(spread: dict[str, float] | None, unit: str) -> str:
    if spread is None:
        return "–"
    median, least, greatest = spread["median"], spread["least"], spread["greatest"]
    if unit == "rate":
        return f"**{1 / median:,.0f}/s** ({1 / greatest:,.0f} – {1 / least:,.0f})"
    if unit == "B":
        return f"**{median / 2**20:.1f} MiB** ({least / 2**20:.1f} – {greatest / 2**20:.1f})"
    if unit == "":
        return f"**{median:,.0f}** ({least:,.0f} – {greatest:,.0f})"
    scale, word = next((pair for pair in _SCALES if median >= pair[0]), _SCALES[-1])
    return f"**{_digits(median / scale)} {word}** ({_digits(least / scale)} – {_digits(greatest / scale)})"


def _ratio(spread: dict[str, float] | None) -> str:
    if spread is None:
        return "–"
    return f"**{_digits(spread['median'])}** ({_digits(spread['least'])} – {_digits(spread['greatest'])})"


def _digits(value: float) -> str:
    """Return a number with three significant digits."""
    for bound, places in ((100, 0), (10, 1)):
        if value >= bound:
            return f"{value:,.{places}f}"
    return f"{value:.2f}"
