"""Mark the tests that need much: a window, a program of their own, or a cluster of databases.

`script/test --quick` leaves all of them out, `script/test` those with a cluster.
"""

from __future__ import annotations

import pytest

MARKS = {
    "glass": {"playwright_driver", "x_screen", "small_x_screen", "bare_x_screen"},
    "program": {"start_server", "own_mariadb"},
    "cluster": {"installed"},
}
"""For each mark, the fixtures that give a test what it stands for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the fixtures that it uses, its fixtures' own included."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        for mark, fixtures in MARKS.items():
            if used & fixtures:
                item.add_marker(mark)
