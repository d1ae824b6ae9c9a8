"""Fixtures: the page with a stub of the bridge behind it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth

__all__ = ["bridge", "page"]


@pytest.fixture
def bridge() -> StubBridge:
    return StubBridge()


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    return open_booth(bridge)
