"""Patients among 2,000 strangers: does each get in, how soon, and what does the server's memory do."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field

from bench.crowd import ADDRESSES
from bench.hospital import PATIENTS, SPECIALTIES, Hospital
from bench.machine import processor_seconds
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, Figure, Spread
from bench.watched import WatchedServer, crowd, watched_server
from cbp import CbpClient, CbpError, ErrorReplyError, SearchPage
from cbp.client import DEFAULT_TIMEOUT
from socklib import Address, Connection, Deadline, SocklibError
from socklib.client import DEFAULT_MAX_FRAME

SECONDS = 60.0
STRANGERS = 2000
BOOTHS = 4
PAUSE_SECONDS = 0.5


@dataclass
class Visits:
    """What became of the visits.

    Attributes:
        logins: seconds from connecting to the answer to LOGIN.
        wholes: seconds of whole visits.
        failures: what went wrong, one line each.
        memory: the server's largest resident set meanwhile, in bytes.
    """

    logins: list[float] = field(default_factory=list)
    wholes: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    memory: int = 0


def measure(plan: Plan) -> Result:
    """Let patients visit a calm server, then one full of strangers; plain and with TLS."""
    hospital = plan.get_hospital()
    seconds, count = (4.0, 120) if plan.is_quick else (SECONDS, STRANGERS)
    figures, notes = [], []
    for is_tls in (False, True):
        words = "TLS" if is_tls else "plain"
        more, note = _among_strangers(hospital, words, seconds, count, is_tls=is_tls)
        figures += more
        notes.append(note)
    return Result(
        title=f"Strangers: visits of patients among {count:,} connections that want nothing",
        contenders={
            OURS: f"{BOOTHS} booths, a visit after the other, for {seconds:.0f} s, while strangers of six"
            f" kinds from {ADDRESSES} addresses come back a second after they are closed",
            FLOOR: "the same visits without strangers",
        },
        figures=figures,
        notes=notes,
    )


def _among_strangers(
    hospital: Hospital, words: str, seconds: float, count: int, *, is_tls: bool
) -> tuple[list[Figure], str]:
    with watched_server(hospital, is_tls=is_tls) as server:
        calm = visit(server, seconds / 6)
        before = server.memory
        with crowd(server, count) as told:
            begun, used = time.monotonic(), processor_seconds(server.pid)
            pressed = visit(server, seconds)
            share = (processor_seconds(server.pid) - used) / (time.monotonic() - begun)
        strangers = json.loads(told[0])
    figures = [
        _figure(f"{words}: connect and log in", calm.logins, pressed.logins),
        _figure(f"{words}: the whole visit", calm.wholes, pressed.wholes),
    ]
    kept = len(pressed.wholes) + len(pressed.failures)
    failures = "".join(f" ({one})" for one in sorted(set(pressed.failures)))
    note = (
        f"{words}: {len(pressed.wholes)} of {kept} visits succeeded{failures}, the slowest login took"
        f" {max(pressed.logins, default=0.0):.2f} s; strangers came {strangers['came']:,} times; the"
        f" server's memory grew from {before / 2**20:.0f} to at most {pressed.memory / 2**20:.0f} MiB; it"
        f" used {share:.2f} of a core, the strangers {strangers['share']:.2f}."
    )
    return figures, note


def _figure(name: str, calm: list[float], pressed: list[float]) -> Figure:
    """Return a row; there are no rounds, so no ratios either."""
    spread = Spread.of(pressed or [0.0])
    return Figure(name, "s", len(pressed), spread, Spread.of(calm), None, None, None)


def visit(server: WatchedServer, seconds: float) -> Visits:
    """Let each booth make visits for some seconds; return what became of them."""
    visits, until = Visits(), time.monotonic() + seconds
    booths = [
        threading.Thread(target=_visit_until, args=(server, visits, until, number))
        for number in range(BOOTHS)
    ]
    for booth in booths:
        booth.start()
    while any(booth.is_alive() for booth in booths):
        visits.memory = max(visits.memory, server.memory)
        time.sleep(0.2)
    return visits


def _visit_until(server: WatchedServer, visits: Visits, until: float, booth: int) -> None:
    tls = None
    if server.authority_file is not None:
        tls = ssl.create_default_context(cafile=server.authority_file)
    patient = booth
    while time.monotonic() < until:
        try:
            _visit(server.port, tls, visits, booth, 1 + patient % PATIENTS)
        except (CbpError, SocklibError, OSError) as error:
            visits.failures.append(f"{type(error).__name__} {getattr(error, 'code', '')}".strip())
        patient += BOOTHS
        time.sleep(PAUSE_SECONDS)


def _connect(port: int, tls: ssl.SSLContext | None, booth: int) -> CbpClient:
    """Connect as a booth does, from an address of its own (`docs/booth.md`, "The machine")."""
    server, deadline = Address("127.0.0.1", port), Deadline.after(DEFAULT_TIMEOUT)
    stream = socket.create_connection(server, DEFAULT_TIMEOUT, source_address=(f"127.2.0.{1 + booth}", 0))
    connection = Connection(stream, peer=server, max_frame=DEFAULT_MAX_FRAME)
    if tls is not None:
        connection._shake_hands(deadline, server_hostname=server.host, tls=tls)
    return CbpClient(connection)


def _visit(port: int, tls: ssl.SSLContext | None, visits: Visits, booth: int, patient: int) -> None:
    """Connect, log in, search, book, log out; note how long it took."""
    begun = time.monotonic()
    with _connect(port, tls, booth) as client:
        client.login(f"Last{patient}", f"First{patient}", patient_id=patient)
        login = time.monotonic() - begun
        page = client.search_consultations(SearchPage(specialty_id=1 + patient % SPECIALTIES))
        chosen = page.consultations[patient % len(page.consultations)]
        try:
            client.book_consultation(chosen.id, "A cough")
        except ErrorReplyError as error:
            if error.code not in {"NOT_AVAILABLE", "TIME_CONFLICT"}:  # another booth was first
                raise
        client.logout()
    visits.logins.append(login)
    visits.wholes.append(time.monotonic() - begun)
