"""A page in front of a stub of the bridge."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.kiosk_web.bridged import open_bridge
from tests.kiosk_web.stub import StubBridge
from tests.plugins.browser import OpenBooth

__all__ = ["bridge", "open_bridge", "page"]


@pytest.fixture
def bridge() -> StubBridge:
    return StubBridge()


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    return open_booth(bridge)
