"""The patient number as a barcode on the ticket, which a booth's scanner types with Enter.

Here: Code 128 (ISO/IEC 15417), which every scanner reads as it comes out of its box, also one that reads no
QR codes. Not here: paper (`escpos.py`, `cups.py`). It promises the number's digits and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

QUIET_ZONE = 10
"""Light modules on either side, without which a scanner finds no beginning."""

_START_C, _START_B, _TO_B, _DIGITS_OF_B = 105, 104, 100, 16
_MODULUS = 103

# The widths of bar, space, bar … for the values 0 to 105, six each, and the stop with its last bar.
_PATTERNS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 "
    "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 "
    "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 "
    "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 "
    "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 "
    "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 "
    "411311 113141 114131 311141 411131 211412 211214 211232"
)
_WIDTHS = _PATTERNS.split()
_STOP = "2331112"


@dataclass(frozen=True)
class BarCode:
    """A barcode with its quiet zones.

    Attributes:
        modules: from left to right; True is dark.
    """

    modules: tuple[bool, ...]

    def bars(self) -> list[tuple[int, int]]:
        """Return the bars: where each begins, and its width, in modules."""
        line = "".join("#" if is_dark else " " for is_dark in self.modules)
        return [(bar.start(), len(bar[0])) for bar in re.finditer("#+", line)]


def number_code(number: int) -> BarCode:
    """Return a number as Code 128: its digits in pairs, an odd one alone at the end."""
    digits = str(number)
    pairs = [int(digits[at : at + 2]) for at in range(0, len(digits) - 1, 2)]
    values = [_START_C, *pairs] if pairs else [_START_B]
    if len(digits) % 2:
        values += [*([_TO_B] if pairs else []), int(digits[-1]) + _DIGITS_OF_B]
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % _MODULUS
    widths = "".join(_WIDTHS[value] for value in [*values, check]) + _STOP
    modules = [place % 2 == 0 for place, width in enumerate(widths) for _ in range(int(width))]
    quiet = (False,) * QUIET_ZONE
    return BarCode((*quiet, *modules, *quiet))
