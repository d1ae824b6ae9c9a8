"""`python -m cbp_server.certificates`: a small certificate authority for a hospital that has none.

`authority` makes it, `server` and `booth` make certificates that it signs. Keys are ECDSA on P-256 (RFC
8446, 9.1) and lie in files that nobody but their owner can read. Nothing is overwritten without `--replace`.
Keep the authority's key off the server and off the booths.
"""

from __future__ import annotations

import argparse
import datetime as dt
import ipaddress
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CLOCK_SKEW = dt.timedelta(hours=1)
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,62}[A-Za-z0-9])?")
_LONGEST_DAYS = 36_500

Key = ec.EllipticCurvePrivateKey


class CertificateError(Exception):
    """A certificate cannot be made; the message says why, in one line."""


def main(arguments: list[str] | None = None) -> int:
    """Make a certificate and say where it lies.

    Args:
        arguments: the command line without the program; None: the process's own.

    Returns:
        The exit status: 0, or 1 where it could not be made.

    Raises:
        SystemExit: with 2 where an argument is wrong, with 0 after `--help`.
    """
    options = _parser().parse_args(arguments)
    try:
        made = options.make(options)
    except CertificateError as error:
        print(f"python -m cbp_server.certificates: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"python -m cbp_server.certificates: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    for path in made:
        print(path)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cbp_server.certificates",
        description="A small certificate authority for a hospital that has none.",
    )
    commands = parser.add_subparsers(required=True)

    def command(name: str, words: str, make: Callable[[argparse.Namespace], list[Path]], days: int) -> None:
        one = commands.add_parser(name, help=words, description=words)
        one.add_argument("--directory", type=Path, required=True, help="where the files lie")
        one.add_argument("--days", type=_days, default=days, help=f"how long it is valid ({days})")
        one.add_argument("--replace", action="store_true", help="overwrite the one that is there")
        one.set_defaults(make=make)
        if name == "server":
            one.add_argument(
                "--host", action="append", required=True, help="a name or address of the server; repeatable"
            )
        else:
            default = {"default": "Borne"} if name == "authority" else {"required": True}
            one.add_argument("--name", type=_name, help="what it is called", **default)

    command("authority", "make the authority: authority.pem, authority.key", _make_authority, 3650)
    command("server", "make a server's certificate: server.pem, server.key", _make_server, 730)
    command("booth", "make a booth's certificate: NAME.pem, NAME.key", _make_booth, 730)
    return parser


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"must be from 1 to {_LONGEST_DAYS}")
    return int(text)


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise argparse.ArgumentTypeError("must be letters, digits, dots and hyphens, 64 at the most")
    return text


def _make_authority(options: argparse.Namespace) -> list[Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _distinguished(f"{options.name} authority")
    builder = (
        _builder(name, name, key, options.days)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
    )
    return _write(options, "authority", builder.sign(key, hashes.SHA256()), key)


def _make_server(options: argparse.Namespace) -> list[Path]:
    hosts = [_general_name(host) for host in options.host]
    names = x509.SubjectAlternativeName(hosts)
    return _make_signed(options, "server", options.host[0], ExtendedKeyUsageOID.SERVER_AUTH, names)


def _make_booth(options: argparse.Namespace) -> list[Path]:
    if options.name in {"authority", "server"}:
        raise CertificateError(f"a booth cannot be called {options.name}: a file of that name is another's")
    names = x509.SubjectAlternativeName([x509.DNSName(options.name)])
    return _make_signed(options, options.name, options.name, ExtendedKeyUsageOID.CLIENT_AUTH, names)


def _make_signed(
    options: argparse.Namespace,
    file_name: str,
    subject: str,
    purpose: x509.ObjectIdentifier,
    names: x509.SubjectAlternativeName,
) -> list[Path]:
    authority, authority_key = _read_authority(options.directory)
    end = dt.datetime.now(dt.UTC) + dt.timedelta(days=options.days)
    if end > authority.not_valid_after_utc:
        last = authority.not_valid_after_utc
        raise CertificateError(
            f"the authority itself ends on {last:%Y-%m-%d}: give fewer --days, or renew it"
        )
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        _builder(_distinguished(subject), authority.subject, key, options.days)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(names, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
    )
    return _write(options, file_name, builder.sign(authority_key, hashes.SHA256()), key)


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        if not _NAME.fullmatch(host):
            raise CertificateError(f"{host}: must be a host name or an address") from None
        return x509.DNSName(host)


def _distinguished(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _builder(subject: x509.Name, issuer: x509.Name, key: Key, days: int) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SKEW)
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _read_authority(directory: Path) -> tuple[x509.Certificate, Key]:
    """Read the authority of a folder."""
    try:
        certificate = x509.load_pem_x509_certificate((directory / "authority.pem").read_bytes())
        key = serialization.load_pem_private_key((directory / "authority.key").read_bytes(), password=None)
    except FileNotFoundError as error:
        raise CertificateError(f"{error.filename} is missing: make the authority first") from None
    except (ValueError, TypeError):
        raise CertificateError(f"{directory}: authority.pem or authority.key cannot be used") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise CertificateError(f"{directory}: authority.key is not the key of authority.pem")
    return certificate, key


def _write(options: argparse.Namespace, name: str, certificate: x509.Certificate, key: Key) -> list[Path]:
    """Write a certificate and its key, both or neither; return the paths."""
    directory: Path = options.directory
    directory.mkdir(parents=True, exist_ok=True)
    paths = [directory / f"{name}.pem", directory / f"{name}.key"]
    there = [path for path in paths if path.exists()]
    if there and not options.replace:
        raise CertificateError(f"{there[0]} is there already: --replace overwrites it")
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    contents: Sequence[tuple[Path, bytes, int]] = [(paths[0], pem, 0o644), (paths[1], secret, 0o600)]
    for path, content, mode in contents:
        _create(path.with_name(f"{path.name}.new"), content, mode)
    for path in paths:
        path.with_name(f"{path.name}.new").replace(path)
    return paths


def _create(path: Path, content: bytes, mode: int) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


if __name__ == "__main__":
    sys.exit(main())
