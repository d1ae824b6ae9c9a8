"""Fixtures with TLS: an authority of the test's own, the real server with its certificate, who trusts it.

No test here.
"""

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from tests.plugins.reservation_server import RunningServer, StartServer

StartTlsServer = Callable[..., RunningServer]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """An authority that nobody else knows."""
    return trustme.CA()


@pytest.fixture
def authority_file(authority: trustme.CA, tmp_path: Path) -> Path:
    """Its certificate, as a hospital gives it to a booth."""
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture
def trusting(authority_file: Path) -> ssl.SSLContext:
    """What a client makes of that file."""
    return ssl.create_default_context(cafile=authority_file)


@pytest.fixture
def start_tls_server(authority: trustme.CA, start_server: StartServer, tmp_path: Path) -> StartTlsServer:
    """Start a server with a certificate for these names, by default for the address it listens on."""

    def start(*names: str, **keys: object) -> RunningServer:
        issued = authority.issue_cert(*(names or ("127.0.0.1",)))
        issued.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
        issued.private_key_pem.write_to_path(tmp_path / "key.pem")
        return start_server(tls_certificate=tmp_path / "cert.pem", tls_key=tmp_path / "key.pem", **keys)

    return start
