"""Patients of a cluster: known everywhere at once, and nothing of theirs is lost when a part of it fails."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from cbp import Address
from cbp.admin_client import AcbpClient
from kiosk_web.bridge import Bridge
from prove.cluster.node import Node
from prove.processes import ADMIN_TOKEN
from tests.cluster.machines import SOON, Hospital, at, bookings, sessions
from tests.plugins.reservation_server import RunningServer, launch
from tests.plugins.waiting import wait_until

pytestmark = pytest.mark.program

THINKING_SECONDS = 0.3
"""Before each question, so that an hour's registrations and the free consultations last for a test."""


class Booker(threading.Thread):
    """Patients at a booth, one after the other, who book what they find and come back as known patients.

    Attributes:
        booked: the consultations that were confirmed, and to whom.
        refused: the patients and consultations that were refused.
        failures: the codes of what failed otherwise.
    """

    def __init__(self, booths: list[Address], first: int) -> None:
        super().__init__(daemon=True)
        self.booked: dict[int, int] = {}
        self.refused: set[tuple[int, int]] = set()
        self.failures: list[str] = []
        self._booths = booths
        self._first = first
        self._failure: BaseException | None = None
        self._is_over = threading.Event()
        self._random = random.Random(first)  # noqa: S311 - which one they like

    def end(self) -> None:
        """Let the booking under way be the last, and wait for it; raise what the thread raised."""
        self._is_over.set()
        self.join(SOON)
        assert not self.is_alive()
        if self._failure is not None:
            raise self._failure

    def run(self) -> None:
        try:
            self._visit()
        except BaseException as error:  # noqa: BLE001 - raised by `end`
            self._failure = error

    def _visit(self) -> None:
        while not self._is_over.wait(THINKING_SECONDS):
            first, *others = self._booths
            bridge = Bridge(*first, others=others, first=self._first)
            answer = bridge.register("Durand", "Zoé")
            if "ok" in answer:
                self._book_some(bridge, answer["ok"]["patient_number"])
                self._come_back(bridge, answer["ok"]["patient_number"])
            else:
                self.failures.append(answer["code"])
            bridge.log_out()

    def _come_back(self, bridge: Bridge, patient: int) -> None:
        bridge.log_out()
        answer = bridge.log_in("Durand", "Zoé", str(patient))
        if "ok" in answer:
            answer = bridge.bookings()
        if "ok" not in answer:
            self.failures.append(answer["code"])

    def _book_some(self, bridge: Bridge, patient: int) -> None:
        for _ in range(8):
            if self._is_over.wait(THINKING_SECONDS):
                return
            found = bridge.search({})
            if "ok" not in found:
                self.failures.append(found["code"])
                continue
            consultation = self._random.choice(found["ok"]["consultations"])["id"]
            answer = bridge.book(consultation, "Une toux")
            while answer.get("unsure"):  # the page asks again, too, until it knows
                self.failures.append(answer["code"])
                answer = bridge.book(consultation, "Une toux")
            if "ok" in answer:
                assert consultation not in self.booked
                self.booked[consultation] = patient
            elif answer["code"] in {"NOT_AVAILABLE", "TIME_CONFLICT", "TOO_MANY_BOOKINGS"}:
                self.refused.add((patient, consultation))
            else:
                self.failures.append(answer["code"])


@pytest.fixture
def bookers(booths: list[Address]) -> Iterator[list[Booker]]:
    """Four booths, half at each HAProxy, with patients who go on booking."""
    bookers = [Booker(booths, first) for first in range(4)]
    for booker in bookers:
        booker.start()
    yield bookers
    for booker in bookers:
        booker.end()


def let_in(booths: list[Address], known: int) -> list[Bridge]:
    """Let new patients and a known one in at both HAProxies, more than one server would be given.

    Returns:
        Their booths; `log_out` of each is yours.
    """
    bridges = []
    for number in range(8):
        first, *others = booths
        bridge = Bridge(*first, others=others, first=number // 4)
        is_known = number % 2
        names = ("Durand", "Zoé")
        answer = bridge.log_in(*names, str(known)) if is_known else bridge.register(*names)
        assert "ok" in answer, answer
        bridges.append(bridge)
    return bridges


def drain(server: RunningServer) -> None:
    """Have it let nobody new in, and end after its last session."""
    AcbpClient("127.0.0.1", server.admin_port, ADMIN_TOKEN).drain()


def terminate(server: RunningServer) -> None:
    """Have it end now, with sessions under way."""
    server.process.terminate()


def wait_for_more(bookers: list[Booker], more: int) -> None:
    """Wait until so many more bookings are confirmed."""
    count = sum(len(booker.booked) for booker in bookers)
    wait_until(lambda: sum(len(booker.booked) for booker in bookers) >= count + more, SOON)


def holds(node: Node, booked: set[tuple[int, int]]) -> bool:
    """Tell whether a node has these consultations, each with its patient."""
    return booked <= bookings(node)


def judge(bookers: list[Booker], nodes: list[Node]) -> None:
    """Check that what was confirmed is there at each node, once, and nothing that was refused."""
    for booker in bookers:
        booker.end()
    confirmed = [pair for booker in bookers for pair in booker.booked.items()]
    assert len(dict(confirmed)) == len(confirmed), "a consultation was confirmed to two"
    refused = {pair for booker in bookers for pair in booker.refused}
    for node in nodes:
        wait_until(partial(holds, node, set(confirmed)))  # a node may be some writes behind
        assert not refused & {(patient, consultation) for consultation, patient in bookings(node)}


def test_a_patient_is_known_at_the_other_server_at_once(hospital: Hospital) -> None:
    for turn in range(20):
        here, there = hospital.servers if turn % 2 else hospital.servers[::-1]
        with at(here) as one, at(there) as other:
            number = one.register("Durand", "Zoé")
            assert other.log_in("Durand", "Zoé", number)["status"] == "ok"
            found = one.ask("SEARCH_CONSULTATIONS", limit=1)["consultations"]
            booked = one.ask("BOOK_CONSULTATION", consultation_id=found[0]["id"], reason="Une toux")
            assert booked["status"] == "ok"
            [booking] = other.ask("GET_BOOKINGS")["bookings"]
            assert booking["id"] == found[0]["id"]


def test_no_booking_is_lost_when_a_node_is_killed_and_it_comes_back_with_all_of_them(
    hospital: Hospital, bookers: list[Booker]
) -> None:
    wait_for_more(bookers, 20)
    hospital.nodes[0].kill()
    wait_for_more(bookers, 20)
    for node in hospital.nodes[1:]:
        assert node.state()["wsrep_cluster_size"] == "2"
    hospital.nodes[0].start(knows_position=False)
    hospital.nodes[0].wait_until_joined(3)
    wait_for_more(bookers, 10)
    judge(bookers, hospital.nodes)


def test_no_booking_is_lost_when_all_nodes_lose_their_power(
    hospital: Hospital, bookers: list[Booker]
) -> None:
    wait_for_more(bookers, 20)
    for node in hospital.nodes:
        node.kill()
    for node in hospital.nodes:
        node.start(knows_position=False)
    for node in hospital.nodes:
        node.wait_until_joined(3)
    wait_for_more(bookers, 10)
    judge(bookers, hospital.nodes)


def test_no_booking_is_lost_when_a_machine_of_the_servers_is_killed(
    hospital: Hospital, bookers: list[Booker]
) -> None:
    wait_for_more(bookers, 20)
    hospital.kill_machine(0)
    wait_for_more(bookers, 20)
    judge(bookers, hospital.nodes)


@pytest.mark.parametrize("end", [drain, terminate])
def test_servers_are_upgraded_one_after_the_other_and_no_patient_notices(
    hospital: Hospital, booths: list[Address], bookers: list[Booker], end: Callable[[RunningServer], None]
) -> None:
    with at(hospital.servers[0]) as client:
        known = client.register("Durand", "Zoé")
    for number, old in enumerate(list(hospital.servers)):
        wait_for_more(bookers, 10)
        end(old)
        for bridge in let_in(booths, known):  # at once: HAProxy still leads some of them to this server
            bridge.log_out()
        assert old.process.wait(SOON) == 0
        wait_for_more(bookers, 10)
        hospital.servers[number] = launch(old.config, old.log_file)
        wait_until(partial(sessions, hospital.servers[number]), SOON)  # led there again
    judge(bookers, hospital.nodes)
    assert [booker.failures for booker in bookers] == [[]] * len(bookers)


def test_nodes_are_restarted_one_after_the_other_and_no_patient_notices(
    hospital: Hospital, bookers: list[Booker]
) -> None:
    for node in hospital.nodes:
        wait_for_more(bookers, 10)
        node.stop()
        wait_for_more(bookers, 10)
        node.start()
        node.wait_until_joined(3)
    judge(bookers, hospital.nodes)
    assert [booker.failures for booker in bookers] == [[]] * len(bookers)


def test_a_session_goes_on_when_its_server_is_killed(hospital: Hospital, booths: list[Address]) -> None:
    bridge = Bridge(*booths[0])
    number = bridge.register("Durand", "Zoé")["ok"]["patient_number"]
    consultation = bridge.search({})["ok"]["consultations"][0]["id"]
    hospital.serving.kill()
    assert bridge.book(consultation, "Une toux") == {"ok": {}}
    for node in hospital.nodes:
        wait_until(partial(holds, node, {(consultation, number)}))
    bridge.log_out()


def test_without_a_quorum_nobody_is_told_anything_wrong_and_bookings_go_on_afterwards(
    hospital: Hospital, bookers: list[Booker]
) -> None:
    wait_for_more(bookers, 10)
    for node in hospital.nodes[1:]:
        node.freeze()
    wait_until(lambda: hospital.nodes[0].state().get("wsrep_cluster_status") == "non-Primary", SOON)
    count = sum(len(booker.booked) for booker in bookers)
    wait_until(lambda: all("UNAVAILABLE" in booker.failures for booker in bookers), SOON)
    assert sum(len(booker.booked) for booker in bookers) == count
    for node in hospital.nodes[1:]:
        node.thaw()
    wait_for_more(bookers, 20)
    for node in hospital.nodes:
        node.wait_until_joined(3)
    judge(bookers, hospital.nodes)
