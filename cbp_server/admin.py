"""The administrator's console: `python -m cbp_server.admin status` or `list-clients`, a table or JSON."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from cbp import CbpError
from cbp.admin import AcbpClient, ConnectedPatient, StatusReply

_HIGHEST_PORT = 65_535


def main(arguments: list[str] | None = None) -> int:
    """Ask a server and print what it says.

    Args:
        arguments: the command line without the program; None: the process's own.

    Returns:
        The exit status: 0, or 1 where the answer could not be had.

    Raises:
        SystemExit: with 2 where an argument is wrong, with 0 after `--help`.
    """
    parser = argparse.ArgumentParser(
        prog="python -m cbp_server.admin", description="Ask a reservation server how it is doing."
    )
    parser.add_argument("question", choices=("status", "list-clients"))
    parser.add_argument("--host", default="127.0.0.1", help="where the admin port is (127.0.0.1)")
    parser.add_argument("--port", type=_port, required=True, help="the admin port")
    parser.add_argument("--token-file", type=Path, required=True, help="the file that holds the secret")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a name in letters that this terminal lacks is no error
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        token = options.token_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        print(f"{options.token_file}: cannot be read: {error}", file=sys.stderr)
        return 1
    client = AcbpClient(options.host, options.port, token)
    try:
        print(_ask(client, options.question, as_json=options.json))
    except CbpError as error:
        print(f"{options.host}:{options.port}: {error}", file=sys.stderr)
        return 1
    return 0


def _port(text: str) -> int:
    """Return a port that exists: the system takes another modulo 65,536, and somebody else gets the token."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(_HIGHEST_PORT))
    if not is_number or not 1 <= int(text) <= _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {_HIGHEST_PORT}")
    return int(text)


def _ask(client: AcbpClient, question: str, *, as_json: bool) -> str:
    if question == "list-clients":
        clients = client.list_clients()
        return _as_json(clients) if as_json else _clients_table(clients)
    status = client.get_status()
    return _as_json(status) if as_json else _status_table(status)


def _as_json(reply: object) -> str:
    return msgspec.json.format(msgspec.json.encode(reply), indent=2).decode()


def _clients_table(clients: Sequence[ConnectedPatient]) -> str:
    if not clients:
        return "nobody is in session"
    rows = [
        (
            client.since.strftime("%Y-%m-%d %H:%M:%S"),
            client.ip,
            str(client.patient_id),
            client.last_name,
            client.first_name,
        )
        for client in clients
    ]
    return _table(("since", "address", "number", "last name", "first name"), rows)


def _status_table(status: StatusReply) -> str:
    pool, database = status.pool, status.database
    facts = [
        ("version", status.version),
        ("up", f"{status.uptime_s:.0f} s"),
        ("patients in session", str(status.sessions)),
        ("threads", f"{pool.busy} of {pool.threads} busy"),
        ("queue", f"{pool.queued} of {pool.queue_limit} waiting"),
        ("database", f"{database.latency_ms} ms" if database.reachable else "NOT REACHABLE"),
    ]
    parts = [_table(("server", ""), facts)]
    if status.requests:
        rows = [
            (command, str(times.count), str(times.p50), str(times.p95), str(times.p99))
            for command, times in status.requests.items()
        ]
        parts.append(_table(("command", "count", "p50 ms", "p95 ms", "p99 ms"), rows))
    if status.errors:
        parts.append(
            _table(("error", "count"), [(code, str(count)) for code, count in status.errors.items()])
        )
    return "\n\n".join(parts)


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


if __name__ == "__main__":
    sys.exit(main())
