"""The server's certificate, its key and the booths' authority, from the files that `[server]` names.

Everything is read and checked before anything is used, so a file that is half written is an error of one
line.
"""

from __future__ import annotations

import datetime as dt
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509

from inifile import ConfigError, key_error, read_private_file


@dataclass(frozen=True)
class ServerCertificate:
    """What the server proves who it is with.

    Attributes:
        booths: the context of the booths' port; with `tls_client_ca` it asks for their certificates.
        admin: the context of the administrators' port, which is protected by its token.
        ends: when the certificate expires, UTC.
    """

    booths: ssl.SSLContext
    admin: ssl.SSLContext
    ends: dt.datetime

    def days_left(self, now: dt.datetime) -> int:
        """Return the whole days that it is still valid; negative once it has expired."""
        return (self.ends - now) // dt.timedelta(days=1)


def load_certificate(
    path: Path, *, certificate: Path | None, key: Path | None, client_ca: Path | None, now: dt.datetime
) -> ServerCertificate | None:
    """Read the files.

    Args:
        path: the configuration file.
        certificate: `tls_certificate`.
        key: `tls_key`.
        client_ca: `tls_client_ca`.
        now: the time, with its offset.

    Returns:
        What to speak TLS with; None: plain TCP.

    Raises:
        ConfigError: a file cannot be used, or the certificate has expired.
    """
    if certificate is None and key is None:
        if client_ca is not None:
            raise _error(path, "tls_client_ca", client_ca, "needs tls_certificate and tls_key")
        return None
    if certificate is None or key is None:
        lacking = "tls_certificate" if certificate is None else "tls_key"
        raise _error(path, lacking, "", "tls_certificate and tls_key go together: give both or neither")
    pem, key_pem = _read(path, "tls_certificate", certificate), _read(path, "tls_key", key)
    _require_certificate(path, "tls_certificate", certificate, pem)
    _require_usable_key(path, key, key_pem)
    admin = _context(path, certificate, key)
    ends = _end(path, "tls_certificate", certificate, pem, now)
    booths = admin
    if client_ca is not None:
        booths = _context(path, certificate, key)
        _require_client_certificates(booths, path, client_ca, now)
    return ServerCertificate(booths, admin, ends)


def _context(path: Path, certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key, password="")  # or OpenSSL would prompt at the terminal
    except (ssl.SSLError, ValueError, OSError) as error:
        wrong = f"no certificate that goes with tls_key = {key}: {error}"
        raise _error(path, "tls_certificate", certificate, wrong) from error
    return context


def _require_client_certificates(
    context: ssl.SSLContext, path: Path, client_ca: Path, now: dt.datetime
) -> None:
    pem = _read(path, "tls_client_ca", client_ca)
    _require_certificate(path, "tls_client_ca", client_ca, pem)
    _end(path, "tls_client_ca", client_ca, pem, now)
    try:
        context.load_verify_locations(cadata=pem.decode("ascii", "replace"))
    except (ssl.SSLError, ValueError) as error:
        raise _error(path, "tls_client_ca", client_ca, f"no authority's certificate: {error}") from error
    context.verify_mode = ssl.CERT_REQUIRED


def _read(path: Path, name: str, file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise _error(path, name, file, f"cannot be read: {error.strerror}") from error


def _require_certificate(path: Path, name: str, file: Path, pem: bytes) -> None:
    if b"CERTIFICATE-----" not in pem:
        raise _error(path, name, file, "holds no certificate in PEM")


def _require_usable_key(path: Path, key: Path, pem: bytes) -> None:
    if b"PRIVATE KEY-----" not in pem:
        raise _error(path, "tls_key", key, "holds no private key in PEM")
    if b"ENCRYPTED" in pem:  # in either form of a key's PEM
        raise _error(path, "tls_key", key, "has a passphrase, which nobody is here to type")
    read_private_file(path, "server", "tls_key", key)


def _end(path: Path, name: str, file: Path, pem: bytes, now: dt.datetime) -> dt.datetime:
    """Return when the file's first certificate expires: the server's own stands before its authorities'."""
    try:
        end = x509.load_pem_x509_certificate(pem).not_valid_after_utc
    except ValueError as error:
        raise _error(path, name, file, "holds no certificate that can be read") from error
    if end <= now:
        raise _error(path, name, file, f"expired on {end:%Y-%m-%d %H:%M} UTC: renew it")
    return end


def _error(path: Path, key: str, value: Any, wrong: str) -> ConfigError:
    return key_error(path, "server", key, str(value), wrong)
