"""The table of commands: each with its request and its reply.

Every command of CBP/1 is here once, and the codec knows a command by its row alone. A new command is one
struct in `cbp.requests`, one in `cbp.replies`, and one row here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from cbp.replies import (
    AvailabilityReply,
    BookingsReply,
    DoctorsReply,
    LoginReply,
    OkReply,
    Reply,
    SearchReply,
    SpecialtiesReply,
)
from cbp.requests import (
    BookConsultation,
    GetAvailability,
    GetBookings,
    GetDoctors,
    GetSpecialties,
    Login,
    Logout,
    Request,
    SearchConsultations,
)

Q = TypeVar("Q", bound=Request)


class Command(NamedTuple, Generic[Q]):
    """A row of the table.

    Attributes:
        request: the type of the request.
        reply: the type of the reply, as a client decodes it, if all is well.
    """

    request: type[Q]
    reply: type[Reply]


COMMANDS: Mapping[str, Command[Request]] = MappingProxyType(
    {
        "LOGIN": Command(Login, LoginReply),
        "LOGOUT": Command(Logout, OkReply),
        "GET_SPECIALTIES": Command(GetSpecialties, SpecialtiesReply),
        "GET_DOCTORS": Command(GetDoctors, DoctorsReply),
        "SEARCH_CONSULTATIONS": Command(SearchConsultations, SearchReply),
        "GET_AVAILABILITY": Command(GetAvailability, AvailabilityReply),
        "BOOK_CONSULTATION": Command(BookConsultation, OkReply),
        "GET_BOOKINGS": Command(GetBookings, BookingsReply),
    }
)
"""Every command of CBP/1 (`docs/protocol.md`, "The commands of CBP/1")."""


def command_of(request: Request) -> str:
    """Return the name of a request's command on the wire, for a log or a count.

    Args:
        request: a request of CBP or of ACBP.
    """
    return str(request.__struct_config__.tag)
