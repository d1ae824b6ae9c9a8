"""The fixtures that every test may use."""

from __future__ import annotations

pytest_plugins = [
    "tests.plugins.mariadb",
    "tests.plugins.reservation_server",
    "tests.plugins.tls",
    "tests.plugins.browser",
    "tests.plugins.browser_booth",
    "tests.plugins.window",
    "tests.plugins.marks",
    "tests.plugins.long_first",
    "tests.plugins.locked_booth",
    "tests.kiosk_web.static.harness",
    "tests.kiosk_web.static.components.calendar_page",
]
