"""The values of a cluster on this machine, and the files that are made of them."""

from __future__ import annotations

import getpass
import grp
import os
import secrets
import shutil
import socket
import subprocess
import sys
from configparser import ConfigParser
from contextlib import ExitStack
from pathlib import Path

from prove.processes import ROOT

PACKAGING = ROOT / "packaging" / "cluster"
HOST = "127.0.0.1"

_PORTS = (
    *("database_port", "galera_port", "ist_port", "sst_port"),
    *("booths_port", "server_port", "health_port", "admin_port", "proxy_port"),
)
_FREE_PORTS = range(16_000, 32_000)
"""Below those that the system gives to whoever connects (`net.ipv4.ip_local_port_range`)."""

_SMALL = {"gcache": "64M", "buffer_pool": "48M", "log_size": "16M"}


def missing_packages(*programs: str) -> list[str]:
    """Return the Debian packages that this machine lacks for a cluster, of those that have these programs."""
    packages = {"haproxy": "haproxy", "mariadb": "mariadb-client-core"}
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
    missing = [packages[name] for name in programs if shutil.which(name, path=path) is None]
    return missing + ([] if Path(shipped_values()["DEFAULT"]["provider"]).is_file() else ["galera-4"])


def shipped_values() -> ConfigParser:
    """Read cluster.ini as it ships."""
    parser = ConfigParser(interpolation=None, inline_comment_prefixes=(";",))
    parser.read(PACKAGING / "cluster.ini", encoding="utf-8")
    return parser


def fill(values: ConfigParser, folder: Path) -> None:
    """Make the files of every machine, with the program that a technician uses."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "cluster.ini"
    with file.open("w", encoding="utf-8") as stream:
        values.write(stream)
    subprocess.run([sys.executable, PACKAGING / "fill", file, folder], check=True, timeout=30)


def machine_values(folder: Path) -> ConfigParser:
    """Return the values for a cluster in a folder whose machines have the addresses and ports that ship.

    Args:
        folder: the cluster's.
    """
    values = shipped_values()
    for key, value in {
        **_SMALL,
        "sst_method": "rsync" if has_rsync() else "ist",
        "borne": str(ROOT),
        "proxy_user": getpass.getuser(),
        "proxy_group": grp.getgrgid(os.getegid()).gr_name,
    }.items():
        values["DEFAULT"][key] = value
    for name in values.sections():
        values[name]["configuration"] = str(folder / name)
    return values


def loopback_values(folder: Path, held: ExitStack) -> ConfigParser:
    """Return the values for a cluster in a folder: every machine at loopback, with free ports.

    Args:
        folder: the cluster's.
        held: until it is closed, no other cluster takes the same ports.
    """
    values = machine_values(folder)
    for name in values.sections():
        values[name]["address"] = HOST
        for key in _PORTS:
            values[name][key] = str(_free_port(held))
    return values


def _free_port(held: ExitStack) -> int:
    """Return a free port of TCP, and mark it as taken by a socket of UDP, of which a cluster has no use."""
    while True:
        port = secrets.choice(_FREE_PORTS)
        mark = socket.socket(type=socket.SOCK_DGRAM)
        try:
            mark.bind((HOST, port))
            socket.create_server((HOST, port)).close()
        except OSError:
            mark.close()
        else:
            held.enter_context(mark)
            return port


def has_rsync() -> bool:
    """Tell whether a node can get a whole copy; else `wsrep_sst_ist` lets it get what it lacks."""
    return all(map(shutil.which, ("rsync", "wsrep_sst_rsync")))
