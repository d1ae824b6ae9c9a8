"""Nothing personal reaches a log by way of a `repr` or an error."""

from __future__ import annotations

import datetime as dt
import traceback

import pytest
from msgspec import Raw, Struct

from cbp import (
    COMMANDS,
    BookConsultation,
    Booking,
    BookingsReply,
    CbpClient,
    GetAvailability,
    GetDoctors,
    InvalidArgumentError,
    Login,
    LoginReply,
    Position,
    RenderedBookings,
    Request,
    SearchConsultations,
    SearchPage,
)
from cbp.admin import ADMIN_COMMANDS, ClientsReply, ConnectedPatient, ListClients
from cbp.admin_client import AcbpClient
from tests.cbp.conftest import Serve
from tests.cbp.scripted import Peer

PATIENT = ConnectedPatient(
    ip="10.0.0.7",
    last_name="Durand",
    first_name="Amélie",
    patient_id=123456782,
    connected_at="2030-01-02T00:00:00+00:00",
)
BOOKING = Booking(
    id=41,
    doctor_id=41,
    doctor="Zoë O'Neill",
    specialty_id=41,
    specialty="Gynécologie",
    date=dt.date(2030, 1, 2),
    hour="09:30",
)
PRIVATE: list[Struct] = [
    Login(
        last_name="Durand",
        first_name="Amélie",
        new_patient=False,
        patient_id=123456782,
        birth_date=dt.date(1990, 12, 31),
    ),
    BookConsultation(consultation_id=41, reason="Douleurs"),
    GetDoctors(specialty_id=41),
    SearchConsultations(specialty_id=41, after=Position(dt.date(2030, 1, 2), dt.time(9), 41, 41)),
    SearchPage(specialty_id=41),
    GetAvailability(specialty_id=41),
    LoginReply(patient_id=123456782),
    BOOKING,
    BookingsReply(bookings=(BOOKING,)),
    RenderedBookings(bookings=Raw(b"[41]")),
    PATIENT,
    ClientsReply(clients=(PATIENT,)),
    ListClients(token="s3cret"),
]


@pytest.mark.parametrize("message", PRIVATE, ids=lambda message: type(message).__name__)
def test_a_message_about_a_patient_shows_its_type_alone(message: Struct) -> None:
    name = type(message).__name__
    assert repr(message) == str(message) == f"{message}" == f"{name}(…)"
    assert message.__rich_repr__() == []


@pytest.mark.parametrize(
    "request_type",
    [command.request for command in (dict(COMMANDS) | dict(ADMIN_COMMANDS)).values()],
    ids=lambda request_type: request_type.__name__,
)
def test_no_request_writes_a_repr_of_its_own(request_type: type[Request]) -> None:
    assert request_type.__repr__ is Request.__repr__
    assert request_type.__rich_repr__ is Request.__rich_repr__


def test_an_error_of_the_client_repeats_no_argument(serve: Serve) -> None:
    def script(peer: Peer) -> None:
        assert peer.hear() is None

    server = serve(script)
    with CbpClient.connect(server.host, server.port) as client:
        with pytest.raises(InvalidArgumentError) as error:
            client.login("Durand" * 20, "Amélie", patient_id=123456782, birth_date="1990-12-32")
        trace = "".join(traceback.format_exception_only(error.value))
        assert error.value.__cause__ is None
        assert error.value.__suppress_context__
    for value in ("Durand", "Amélie", "123456782", "1990"):
        assert value not in trace


def test_the_console_shows_no_token() -> None:
    assert repr(AcbpClient("localhost", 50001, "s3cret")) == "<AcbpClient, server localhost:50001>"
