"""What the tests of this room share: how hypothesis runs, and a peer that follows a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from tests.cbp.scripted import Peer, ScriptedServer

settings.register_profile("borne", deadline=None)  # a busy machine is no defect
settings.load_profile("borne")

Script = Callable[[Peer], None]
Serve = Callable[..., ScriptedServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server that plays one script per connection; afterwards raise what failed in a script."""
    servers: list[ScriptedServer] = []

    def start(*scripts: Script) -> ScriptedServer:
        servers.append(ScriptedServer(*scripts))
        return servers[-1]

    yield start
    for server in servers:
        server.finish()
