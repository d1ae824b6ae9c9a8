"""A patient at the booth's window books, while a server and a database node are killed under the booking.

Always the node that matters: where the booking is under way, or is going to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pymysql
import pytest

from prove import tables
from prove.cluster.node import Node
from prove.processes import freeze
from tests.cluster.machines import SOON, Hospital, bookings
from tests.end_to_end import patient as a_patient
from tests.plugins.reservation_server import RunningServer
from tests.plugins.waiting import wait_until
from tests.plugins.window import BoothWindow, StartWindow

pytestmark = pytest.mark.program

NOTHING_BOOKED = "Rien n’a été réservé."

LISTEN = """() => {
  window.told = [];
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll(".problem__fate")) window.told.push(textContent);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
"""Notes all that the page ever says of the booking's fate."""

HOLD = "SELECT id FROM consultations WHERE id = %s FOR UPDATE"
IS_BOOKING = (
    "SELECT COUNT(*) FROM information_schema.processlist "
    "WHERE user = 'borne' AND info LIKE 'UPDATE%consultations%'"
)


@dataclass
class Visit:
    """A patient at the window who has answered everything, and has only "Book" to touch.

    Attributes:
        number: the patient's.
        consultation: the one that is going to be booked.
    """

    window: BoothWindow
    number: int
    consultation: int

    def book(self) -> None:
        """Touch "Book"."""
        self.window.page.evaluate(LISTEN)
        a_patient.onward(self.window.page)

    def is_booked(self, node: Node) -> bool:
        """Tell whether a node has this patient's one booking."""
        of_patient = {(booked, patient) for booked, patient in bookings(node) if patient == self.number}
        return of_patient == {(self.consultation, self.number)}

    def see_booked(self) -> None:
        """Wait for the confirmation; "nothing was booked" must never have been there before it."""
        a_patient.see_booked(self.window.page, SOON * 1000)
        assert NOTHING_BOOKED not in self.window.page.evaluate("told")


def come_to_the_last_page(start_window: StartWindow, hospital: Hospital) -> Visit:
    """Register, choose, and say why, in the window of a booth that knows both HAProxies."""
    window = start_window(config=hospital.booth_config)
    number = a_patient.register(window.page)
    consultation = a_patient.choose_first(window.page)
    a_patient.give_reason(window.page, "Une toux")
    return Visit(window, number, consultation)


@contextmanager
def held_up(nodes: list[Node], consultation: int) -> Iterator[Mapping[Node, pymysql.Connection[Any]]]:
    """Hold the row of a consultation at every node: whoever books it waits, for two seconds at most."""
    with ExitStack() as stack:
        holders = {node: stack.enter_context(closing(tables.connect(node.settings()))) for node in nodes}
        for holder in holders.values():
            holder.begin()
            holder.cursor().execute(HOLD, (consultation,))
        yield holders


def where_it_waits(holders: Mapping[Node, pymysql.Connection[Any]]) -> Node:
    """Wait until somebody books what is held up; return the node."""
    found: list[Node] = []

    def has_come() -> bool:
        for node, holder in holders.items():
            with holder.cursor() as cursor:
                cursor.execute(IS_BOOKING)
                if cursor.fetchall() != ((0,),):
                    found.append(node)
        return bool(found)

    wait_until(has_come)
    return found[0]


def have_it_booked_unanswered(visit: Visit, hospital: Hospital, serving: RunningServer) -> Node:
    """Touch "Book"; suspend the server once it is booked at all nodes; return the node that was asked."""
    with held_up(hospital.nodes, visit.consultation) as holders:
        visit.book()
        node = where_it_waits(holders)
        freeze(serving.process.pid)
    wait_until(lambda: all(map(visit.is_booked, hospital.nodes)), SOON)
    return node


def judge(visit: Visit, hospital: Hospital, killed: Node) -> None:
    """Check that the window confirms what the two nodes left have, once, and the third when it is back."""
    visit.see_booked()
    left = [node for node in hospital.nodes if node is not killed]
    wait_until(lambda: all(map(visit.is_booked, left)))
    killed.start(knows_position=False)
    killed.wait_until_joined(3)
    wait_until(lambda: visit.is_booked(killed))
    assert str(visit.number) not in visit.window.log


def test_server_and_node_are_killed_before_the_press(start_window: StartWindow, hospital: Hospital) -> None:
    visit = come_to_the_last_page(start_window, hospital)
    serving = hospital.serving
    [other] = [server for server in hospital.servers if server is not serving]
    node, *_ = hospital.nodes_of(other)  # the other server is going to be asked, and asks this one
    node.kill()
    serving.kill()
    visit.book()
    judge(visit, hospital, node)


def test_server_and_node_are_killed_before_it_is_booked(
    start_window: StartWindow, hospital: Hospital
) -> None:
    visit = come_to_the_last_page(start_window, hospital)
    serving = hospital.serving
    with held_up(hospital.nodes, visit.consultation) as holders:
        visit.book()
        node = where_it_waits(holders)
        node.kill()
        serving.kill()
    judge(visit, hospital, node)


def test_server_and_node_are_killed_before_the_answer(start_window: StartWindow, hospital: Hospital) -> None:
    visit = come_to_the_last_page(start_window, hospital)
    serving = hospital.serving
    node = have_it_booked_unanswered(visit, hospital, serving)
    node.kill()
    serving.kill()
    judge(visit, hospital, node)


def test_a_whole_machine_and_a_node_are_killed_before_the_answer(
    start_window: StartWindow, hospital: Hospital
) -> None:
    """The server that has the session and the HAProxy that the booth came by are on one machine."""
    hospital.kill_machine(1)
    visit = come_to_the_last_page(start_window, hospital)
    hospital.start_machine(1)
    node = have_it_booked_unanswered(visit, hospital, hospital.servers[0])
    node.kill()
    hospital.kill_machine(0)
    judge(visit, hospital, node)
