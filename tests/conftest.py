"""The fixtures that every test may use."""

pytest_plugins = [
    "tests.plugins.mariadb",
    "tests.plugins.reservation_server",
    "tests.plugins.tls",
    "tests.plugins.browser",
    "tests.plugins.window",
    "tests.plugins.locked_booth",
    "tests.kiosk_web.harness",
    "tests.kiosk_web.calendar_page",
]
