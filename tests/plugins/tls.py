"""Fixtures with TLS: a certificate authority for tests, and the real server with a certificate of it."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from tests.plugins.reservation_server import RunningServer, StartServer

StartTlsServer = Callable[..., RunningServer]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A certificate authority for tests."""
    return trustme.CA()


@pytest.fixture
def authority_file(authority: trustme.CA, tmp_path: Path) -> Path:
    """Its certificate, as a hospital gives it to a booth."""
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture
def trusting(authority_file: Path) -> ssl.SSLContext:
    """A client's TLS context that trusts that file."""
    return ssl.create_default_context(cafile=authority_file)


@pytest.fixture
def start_tls_server(authority: trustme.CA, start_server: StartServer, tmp_path: Path) -> StartTlsServer:
    """Start a server with a certificate for these names, by default for the address it listens on."""

    def start(*names: str, **keys: object) -> RunningServer:
        issued = authority.issue_cert(*(names or ("127.0.0.1",)))
        issued.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
        issued.private_key_pem.write_to_path(tmp_path / "key.pem")
        (tmp_path / "key.pem").chmod(0o600)
        return start_server(tls_certificate=tmp_path / "cert.pem", tls_key=tmp_path / "key.pem", **keys)

    return start
