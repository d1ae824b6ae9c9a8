"""Read QR codes as a phone does: modules to a picture, a picture to text."""

from __future__ import annotations

import re

import zxingcpp
from PIL import Image

from kiosk_web.printing.calendar_entry import QrCode

PIXELS_A_MODULE = 4


def read_rows(code: QrCode) -> str:
    """Read a code from its squares."""
    return read_picture(_picture(code.size, [(x, y, n) for x, y, n in code.runs()]))


def read_path(size: int, path: str) -> str:
    """Read a code from the SVG path that the page fills."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{n}v1h-{back}z" for x, y, n, back in runs) == path
    assert all(n == back for _x, _y, n, back in runs)
    return read_picture(_picture(size, [(int(x), int(y), int(n)) for x, y, n, _back in runs]))


def read_picture(picture: Image.Image) -> str:
    """Read the one code of a picture."""
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


def _picture(size: int, runs: list[tuple[int, int, int]]) -> Image.Image:
    picture = Image.new("L", (size, size), 255)
    for x, y, length in runs:
        picture.paste(0, (x, y, x + length, y + 1))
    side = size * PIXELS_A_MODULE
    return picture.resize((side, side), Image.Resampling.NEAREST)
