"""Where HAProxy leads booths, and whose sessions it cuts: those of a server that hangs, of no other."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from cbp import Address
from cbp.admin_client import AcbpClient
from kiosk_web.bridge import Bridge
from prove.processes import ADMIN_TOKEN
from tests.cluster.machines import SOON, Hospital, sessions
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient

pytestmark = pytest.mark.program


@dataclass(frozen=True)
class Session:
    """A patient in session, at whichever server HAProxy has chosen."""

    client: WireClient
    number: int


@pytest.fixture
def patient(booths: list[Address]) -> Iterator[Session]:
    """The only patient in session."""
    with WireClient(booths[0]) as client:
        yield Session(client, client.register())


def answer(client: WireClient, number: int) -> str:
    """Log the patient in; return what came: "ok", the code of an error, or "closed"."""
    try:
        reply = client.log_in("Durand", "Amélie", number)
    except ConnectionError:
        return "closed"
    return str(reply.get("code", "ok"))


def newcomers_come_in(booth: Address, number: int) -> bool:
    """Tell whether a patient is let in on each of more connections than one server would be given."""
    with ExitStack() as stack:
        clients = [stack.enter_context(WireClient(booth)) for _ in range(4)]
        return all(answer(client, number) == "ok" for client in clients)


def test_new_booths_are_led_around_a_server_that_hangs(hospital: Hospital, booths: list[Address]) -> None:
    hanging, other = hospital.servers
    hanging.process.send_signal(signal.SIGSTOP)
    bridges = [Bridge(*booth) for booth in booths]

    def all_come_in() -> bool:
        return all("ok" in bridge.register("Durand", "Zoé") for bridge in bridges)

    wait_until(all_come_in, SOON)
    assert sessions(other) == len(bridges)
    for bridge in bridges:
        bridge.log_out()


def test_the_sessions_of_a_server_that_hangs_are_cut(hospital: Hospital, patient: Session) -> None:
    hospital.serving.process.send_signal(signal.SIGSTOP)
    patient.client.stream.settimeout(SOON)  # neither the server nor a timeout of HAProxy ends it so soon
    assert patient.client.is_closed()


def test_the_sessions_of_a_server_that_drains_go_on(
    hospital: Hospital, booths: list[Address], patient: Session
) -> None:
    draining = hospital.serving
    assert AcbpClient("127.0.0.1", draining.admin_port, ADMIN_TOKEN).drain() == 1
    wait_until(lambda: newcomers_come_in(booths[0], patient.number), SOON)  # HAProxy knows that it drains
    assert patient.client.ask("GET_BOOKINGS")["bookings"] == []
    assert sessions(draining) == 1


def test_who_comes_while_one_server_drains_and_the_other_hangs_is_told_so(
    hospital: Hospital, booths: list[Address], patient: Session
) -> None:
    draining = hospital.serving
    [hanging] = [server for server in hospital.servers if server is not draining]
    hanging.process.send_signal(signal.SIGSTOP)
    AcbpClient("127.0.0.1", draining.admin_port, ADMIN_TOKEN).drain()

    def are_told() -> bool:
        with ExitStack() as stack:
            clients = [stack.enter_context(WireClient(booths[0])) for _ in range(4)]
            return all(answer(client, patient.number) == "SHUTTING_DOWN" for client in clients)

    wait_until(are_told, SOON)  # whoever was led to the one that hangs is cut off
