"""A server watched from outside: what its process takes, by /proc and GET_STATUS."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trustme

from bench.children import ROOT
from bench.hospital import Hospital
from cbp.admin import StatusReply
from cbp.admin_client import AcbpClient

TOKEN = "the bench's own, thirty-two characters and more"  # noqa: S105 - of a server that lives for minutes, on loopback


@dataclass(frozen=True, slots=True)
class WatchedServer:
    """A server with an administrator's port.

    Attributes:
        port: for booths.
        admin_port: for GET_STATUS.
        pid: its process.
        authority_file: what a booth trusts; None: plain.
        token: the administrators' secret.
    """

    port: int
    admin_port: int
    pid: int
    authority_file: Path | None = None
    token: str = field(default=TOKEN, repr=False)

    @property
    def memory(self) -> int:
        """Its resident set, in bytes."""
        return int(self._status("VmRSS").split()[0]) * 1024

    @property
    def threads(self) -> int:
        """How many threads it has."""
        return int(self._status("Threads"))

    @property
    def descriptors(self) -> int:
        """How many files and sockets it holds."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def status(self) -> StatusReply:
        """Ask it how it is doing."""
        return AcbpClient("127.0.0.1", self.admin_port, self.token).get_status()

    def _status(self, name: str) -> str:
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith(f"{name}:"))


@contextmanager
def watched_server(hospital: Hospital, *, is_tls: bool, **limits: object) -> Iterator[WatchedServer]:
    """Run the real server with the limits that ship, but for the budgets and these keys of `[server]`."""
    token_file = _private(hospital.folder / "token", TOKEN.encode())
    with socket.create_server(("127.0.0.1", 0)) as probe:
        admin_port = probe.getsockname()[1]
    keys = {**limits, "port_admin": admin_port, "admin_token_file": token_file}
    authority_file = None
    if is_tls:
        authority = trustme.CA()
        issued = authority.issue_cert("127.0.0.1")
        chain = b"".join(pem.bytes() for pem in issued.cert_chain_pems)
        keys["tls_certificate"] = _private(hospital.folder / "certificate.pem", chain)
        keys["tls_key"] = _private(hospital.folder / "key.pem", issued.private_key_pem.bytes())
        authority_file = _private(hospital.folder / "authority.pem", authority.cert_pem.bytes())
    with hospital.server(**keys) as (port, pid):
        yield WatchedServer(port, admin_port, pid, authority_file)


@contextmanager
def crowd(server: WatchedServer, count: int) -> Iterator[list[str]]:
    """Run this many strangers (`bench.crowd`); yield a list that holds what they told, afterwards."""
    kind = "plain" if server.authority_file is None else "tls"
    told: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "bench.crowd", str(server.port), str(count), kind],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "here\n"
            yield told
            told.append(process.communicate(timeout=30)[0])
        finally:
            process.kill()


def _private(path: Path, content: bytes) -> Path:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(content)
    return path
