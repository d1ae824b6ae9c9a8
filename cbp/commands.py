"""The table of commands: what is asked, and what is answered when all is well.

Promises: every command of CBP/1 stands here once, and the codec knows a command by its row alone.
A new command is one struct in `cbp.requests`, one in `cbp.replies`, and one row here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

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


class Command(NamedTuple):
    """A row of the table.

    Attributes:
        request: the type of what is asked.
        reply: the type of what a client hears when all is well.
    """

    request: type[Request]
    reply: type[Reply]


COMMANDS: Mapping[str, Command] = MappingProxyType(
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
"""Every command of CBP/1 (`spec/protocol.md`, "Commands")."""


def command_of(request: Request) -> str:
    """The word on the wire for a request, a key of its table: for a log or a count.

    Args:
        request: a request of CBP or of ACBP.
    """
    return str(request.__struct_config__.tag)
