"""The administrator's console: `python -m cbp_server.admin`, with a table or JSON for an answer.

What the answers look like is in `console_tables.py`.
"""

from __future__ import annotations

import argparse
import io
import os
import secrets
import ssl
import sys
from pathlib import Path

from cbp import CbpError
from cbp.admin_client import AcbpClient
from cbp.server import HIGHEST_PORT
from cbp_server import console_tables as tables

_TOKEN_BYTES = 32
_QUESTIONS = ("status", "list-clients", "list-connections", "unlock", "drain")


def main(arguments: list[str] | None = None) -> int:
    """Ask a server and print its answer.

    Args:
        arguments: the command line without the program; None: the process's own.

    Returns:
        The exit status: 0, or 1 if there was no answer or the server's database is unreachable.

    Raises:
        SystemExit: with 2 if an argument is wrong, with 0 after `--help`.
    """
    parser = argparse.ArgumentParser(
        prog="python -m cbp_server.admin", description="Ask a reservation server how it is doing."
    )
    parser.add_argument(
        "question", choices=(*_QUESTIONS, "make-token"), help="make-token asks nobody: it prints a new secret"
    )
    parser.add_argument("--host", default="127.0.0.1", help="where the admin port is (127.0.0.1)")
    parser.add_argument("--port", type=_port, help="the admin port")
    parser.add_argument("--token-file", type=Path, help="the file that holds the secret")
    parser.add_argument("--tls-ca", type=Path, help="speak TLS (admin_tls) and trust this authority (PEM)")
    parser.add_argument("--last-name", help="unlock: forget the refused logins of this name")
    parser.add_argument("--first-name", help="unlock: with --last-name")
    parser.add_argument("--ip", help="unlock: forget the refused logins of this address")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    options = parser.parse_args(arguments)
    if options.question == "make-token":
        return _print(secrets.token_urlsafe(_TOKEN_BYTES), 0)
    if options.port is None or options.token_file is None:
        parser.error(f"{options.question} needs --port and --token-file")
    try:
        token = options.token_file.read_text(encoding="utf-8").strip()
        tls = None if options.tls_ca is None else ssl.create_default_context(cafile=options.tls_ca)
    except (OSError, UnicodeDecodeError) as error:  # SSLError is an OSError
        at_fault = getattr(error, "filename", None) or options.tls_ca or options.token_file
        print(f"{at_fault}: cannot be read: {error}", file=sys.stderr)
        return 1
    client = AcbpClient(options.host, options.port, token, ssl_context=tls)
    try:
        return _print(*_ask(client, options))
    except CbpError as error:
        print(f"{options.host}:{options.port}: {error}", file=sys.stderr)
        return 1


def _port(text: str) -> int:
    """Return a port in range; the system would take it modulo 65,536 and send the token elsewhere."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_PORT))
    if not is_number or not 1 <= int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {HIGHEST_PORT}")
    return int(text)


def _print(answer: str, status: int) -> int:
    """Print an answer and return the exit status; whoever reads may stop reading (`| head`)."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a letter that the terminal cannot show is no error
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        print(answer, flush=True)
    except BrokenPipeError:  # Python would complain of it once more at the exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _ask(client: AcbpClient, options: argparse.Namespace) -> tuple[str, int]:
    """Return the answer as text, and the exit status."""
    as_json, question = options.json, options.question
    if question == "list-clients":
        clients = client.list_clients()
        return (tables.as_json(clients) if as_json else tables.clients_table(clients)), 0
    if question == "list-connections":
        connections = client.list_connections()
        return (tables.as_json(connections) if as_json else tables.connections_table(connections)), 0
    if question == "unlock":
        unlocked = client.unlock(last_name=options.last_name, first_name=options.first_name, ip=options.ip)
        words = "the refused logins are forgotten" if unlocked else "there were no refused logins"
        return (tables.as_json({"unlocked": unlocked}) if as_json else words), 0
    if question == "drain":
        sessions = client.drain()
        words = f"nobody new is let in; the server ends after the last session (now {sessions})"
        return (tables.as_json({"sessions": sessions}) if as_json else words), 0
    status = client.get_status()
    text = tables.as_json(status) if as_json else tables.status_table(status)
    return text, 0 if status.database.reachable else 1


if __name__ == "__main__":
    sys.exit(main())
