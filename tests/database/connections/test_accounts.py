"""How the database lets the server in: passwords, certificates, authentication plugins."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from database import Database, DatabaseSettings, DatabaseUnavailableError
from database.connections.connection import DatabaseConnection
from database.private import PrivateMariaDB
from database.settings import read_database_settings
from inifile import ConfigError
from tests.database.connections.test_connecting import free_port
from tests.plugins.mariadb import OwnMariaDB, settings_for, sql_runner


def test_a_new_password_is_read_from_its_file_when_the_old_one_is_refused(
    database_settings: DatabaseSettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run = sql_runner(database_settings)
    run("CREATE OR REPLACE USER changing@localhost IDENTIFIED BY 'old'")
    run("GRANT ALL ON *.* TO changing@localhost")
    file = tmp_path / "password"
    file.touch(mode=0o600)
    file.write_text("old\n")
    settings = replace(database_settings, user="changing", password="old", password_file=file)
    with closing(Database(settings)) as database:
        database.ping()
        run("SET PASSWORD FOR changing@localhost = PASSWORD('new')")
        database._pool._close_idle()
        with pytest.raises(DatabaseUnavailableError, match="the account or its password"):
            database.ping()
        file.write_text("new\n")
        database.ping()
    assert "new" not in caplog.text.replace("trying again", "")
    assert caplog.text.count("its password was read again from its file") == 1


@contextmanager
def server_with_tls(authority: trustme.CA | None, *names: str) -> Iterator[DatabaseSettings]:
    port = free_port()
    directory = Path(tempfile.mkdtemp(prefix="borne-"))
    directory.chmod(0o755)
    options = ["--skip-networking=0", "--bind-address=127.0.0.1", f"--port={port}"]
    if authority is not None:
        certificate = authority.issue_cert(*names)
        for name, blobs in (("cert", certificate.cert_chain_pems), ("key", [certificate.private_key_pem])):
            (directory / name).write_bytes(b"".join(blob.bytes() for blob in blobs))
            (directory / name).chmod(0o644)
            options.append(f"--ssl-{name}={directory / name}")
    try:
        with PrivateMariaDB(directory / "db", tuple(options)):
            yield DatabaseSettings((("localhost", port),), None, "root", "", "mysql", 2)
    finally:
        shutil.rmtree(directory)


def reaches(settings: DatabaseSettings) -> str:
    """Return the TLS version of a connection, or why there is none."""
    with closing(Database(settings)) as database:
        try:
            [(_, version)] = database._pool.run(lambda c: c.rows("SHOW STATUS LIKE 'Ssl_version'"))
        except DatabaseUnavailableError as error:
            return str(error)
        return str(version)


def test_with_an_authority_certificate_and_name_are_verified(tmp_path: Path) -> None:
    ours, another = trustme.CA(), trustme.CA()
    pem, other_pem = tmp_path / "ca.pem", tmp_path / "other.pem"
    ours.cert_pem.write_to_path(pem)
    another.cert_pem.write_to_path(other_pem)
    with server_with_tls(ours, "localhost") as settings:
        assert reaches(settings).startswith("TLSv1")
        assert reaches(replace(settings, tls_ca=pem)).startswith("TLSv1")
        assert "its certificate is not of tls_ca" in reaches(replace(settings, tls_ca=other_pem))
        by_address = replace(settings, hosts=(("127.0.0.1", settings.hosts[0][1]),), tls_ca=pem)
        assert "has another name" in reaches(by_address)
        several = replace(by_address, hosts=(*by_address.hosts, *settings.hosts))
        assert reaches(several).startswith("TLSv1")


def test_with_an_authority_a_server_without_tls_is_refused(tmp_path: Path) -> None:
    pem = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(pem)
    with server_with_tls(None) as settings:
        assert reaches(settings) == ""
        assert "speaks no TLS" in reaches(replace(settings, tls_ca=pem))


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_an_authority_that_is_none_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    conf = tmp_path / "server.conf"
    conf.write_text("[database]\ntls_ca = ca.pem\n")
    if content is not None:
        (tmp_path / "ca.pem").write_bytes(content)
    with pytest.raises(ConfigError, match=r"\[database\] tls_ca = \S+ca.pem: cannot be read as certificates"):
        read_database_settings(conf)


def test_a_plugin_that_needs_a_package_is_told_in_one_line(
    mariadb: PrivateMariaDB, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks(*_: object) -> None:
        raise RuntimeError("'pynacl' package is required for ed25519_password auth method")

    monkeypatch.setattr(DatabaseConnection, "_request_authentication", lacks)
    assert "pip install PyNaCl for ed25519" in reaches(settings_for(mariadb, "mysql"))


@pytest.fixture
def ed25519(own_mariadb: OwnMariaDB) -> DatabaseSettings:
    """An account that logs in by ed25519, where server and driver have it."""
    pytest.importorskip("nacl")
    run = sql_runner(settings_for(own_mariadb, "mysql"))
    try:
        run("INSTALL SONAME 'auth_ed25519'")
    except Exception:  # noqa: BLE001 - whatever the server lacks
        pytest.skip("this server has no ed25519")
    run("CREATE USER modern@localhost IDENTIFIED VIA ed25519 USING PASSWORD('secret')")
    return replace(settings_for(own_mariadb, "mysql"), user="modern", password="secret")


def test_an_account_may_use_ed25519(ed25519: DatabaseSettings) -> None:
    with closing(Database(replace(ed25519, name="information_schema"))) as database:
        assert database._pool.run(lambda connection: connection.rows("SELECT 1")) == ((1,),)
