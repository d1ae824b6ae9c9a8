"""An echo server on a free port."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from socklib import (
    Server,
)
from tests.socklib.loopback import echo, serve


@pytest.fixture
def echo_server() -> Iterator[Server]:
    with serve(echo) as server:
        yield server
