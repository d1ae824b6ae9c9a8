"""The servers that the program is compared with, each in its own process: `python -m bench.peers KIND`.

Each prints `listening on 127.0.0.1:PORT` and serves until it is killed, with a thread for each connection.
`echo` is socklib's own server; the others use only the standard library (and PyMySQL).
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress

import pymysql

from bench.wire import frame, receive, send_apart
from socklib import Connection, Server

Serve = Callable[[socket.socket], None]

_DOCTORS = "SELECT id, last_name, first_name, specialty_id FROM doctors ORDER BY last_name, first_name"


def echo() -> None:
    """Run socklib's server with a handler that echoes: ours."""

    def handler(connection: Connection) -> None:
        while True:
            connection.send(connection.receive())

    with Server(handler, host="127.0.0.1", port=0, threads=4, queue_limit=4) as server:
        print(f"listening on {server.address}", flush=True)
        server.wait()


def echo_bare(stream: socket.socket) -> None:
    """Echo frames in one send each: the floor."""
    stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while True:
        stream.sendall(frame(receive(stream)))


def echo_apart(stream: socket.socket) -> None:
    """Echo frames, with header and payload sent separately and Nagle's algorithm on: the rival."""
    while True:
        send_apart(stream, receive(stream))


def canned(size: str) -> Serve:
    """Answer every frame with the same `size` bytes: the floor of any request."""
    reply = frame(b"x" * int(size))

    def serve(stream: socket.socket) -> None:
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while True:
            receive(stream)
            stream.sendall(reply)

    return serve


def doctors(database_socket: str, name: str) -> Serve:
    """Answer every frame with all doctors, over a new database connection: the rival."""

    def serve(stream: socket.socket) -> None:
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while True:
            json.loads(receive(stream))
            with (
                closing(
                    pymysql.connect(
                        unix_socket=database_socket,
                        user="root",
                        database=name,
                        ssl_disabled=True,
                        cursorclass=pymysql.cursors.DictCursor,
                    )
                ) as connection,
                connection.cursor() as cursor,
            ):
                cursor.execute(_DOCTORS)
                rows = cursor.fetchall()
            stream.sendall(frame(json.dumps({"status": "ok", "doctors": rows}).encode()))

    return serve


def listen(serve: Serve) -> None:
    """Serve each connection in its own thread."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    print(f"listening on 127.0.0.1:{listener.getsockname()[1]}", flush=True)
    while True:
        stream, _ = listener.accept()
        threading.Thread(target=_to_the_end, args=(serve, stream), daemon=True).start()


def refuse(size: str) -> None:
    """Accept, send one frame of `size` bytes, and close: the floor of SERVER_BUSY."""
    words = frame(b"x" * int(size))
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    print(f"listening on 127.0.0.1:{listener.getsockname()[1]}", flush=True)
    while True:
        stream, _ = listener.accept()
        with stream:
            stream.sendall(words)


def _to_the_end(serve: Serve, stream: socket.socket) -> None:
    with stream, suppress(EOFError, OSError):
        serve(stream)


def main(kind: str, *arguments: str) -> None:
    """Run the server of that kind."""
    match kind:
        case "echo":
            echo()
        case "refuse":
            refuse(*arguments)
        case "echo-bare":
            listen(echo_bare)
        case "echo-apart":
            listen(echo_apart)
        case "canned":
            listen(canned(*arguments))
        case "doctors":
            listen(doctors(*arguments))
        case _:
            sys.exit(f"bench.peers: no kind {kind}")


if __name__ == "__main__":
    main(*sys.argv[1:])
