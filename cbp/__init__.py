"""CBP/1, the protocol of booth and server (`docs/protocol.md`): messages, codec, client.

It needs `socklib` and knows neither the server nor the booth. The administrators' protocol is in `cbp.admin`;
what a server needs for either is in `cbp.server`.
"""

from __future__ import annotations

from cbp.client import CbpClient as CbpClient
from cbp.codec import build_request as build_request
from cbp.codec import decode_reply as decode_reply
from cbp.codec import decode_request as decode_request
from cbp.codec import encode_reply as encode_reply
from cbp.codec import encode_request as encode_request
from cbp.commands import COMMANDS as COMMANDS
from cbp.commands import Command as Command
from cbp.commands import command_of as command_of
from cbp.errors import CLOSING_CODES as CLOSING_CODES
from cbp.errors import CbpError as CbpError
from cbp.errors import DisconnectedError as DisconnectedError
from cbp.errors import ErrorCode as ErrorCode
from cbp.errors import ErrorReplyError as ErrorReplyError
from cbp.errors import InvalidArgumentError as InvalidArgumentError
from cbp.errors import MalformedRequestError as MalformedRequestError
from cbp.errors import ProtocolViolationError as ProtocolViolationError
from cbp.errors import RequestError as RequestError
from cbp.errors import UnknownCommandError as UnknownCommandError
from cbp.errors import UnreachableError as UnreachableError
from cbp.fields import MAX_CALENDAR_DAYS as MAX_CALENDAR_DAYS
from cbp.fields import MAX_FREE_A_DAY as MAX_FREE_A_DAY
from cbp.fields import clean_text as clean_text
from cbp.position import Position as Position
from cbp.replies import AvailabilityReply as AvailabilityReply
from cbp.replies import Booking as Booking
from cbp.replies import BookingsReply as BookingsReply
from cbp.replies import Consultation as Consultation
from cbp.replies import Doctor as Doctor
from cbp.replies import DoctorsReply as DoctorsReply
from cbp.replies import ErrorReply as ErrorReply
from cbp.replies import FreeDay as FreeDay
from cbp.replies import LoginReply as LoginReply
from cbp.replies import OkReply as OkReply
from cbp.replies import RenderedAvailability as RenderedAvailability
from cbp.replies import RenderedBookings as RenderedBookings
from cbp.replies import RenderedConsultations as RenderedConsultations
from cbp.replies import RenderedDoctors as RenderedDoctors
from cbp.replies import RenderedSpecialties as RenderedSpecialties
from cbp.replies import Reply as Reply
from cbp.replies import SearchReply as SearchReply
from cbp.replies import SpecialtiesReply as SpecialtiesReply
from cbp.replies import Specialty as Specialty
from cbp.requests import BookConsultation as BookConsultation
from cbp.requests import GetAvailability as GetAvailability
from cbp.requests import GetBookings as GetBookings
from cbp.requests import GetDoctors as GetDoctors
from cbp.requests import GetSpecialties as GetSpecialties
from cbp.requests import Login as Login
from cbp.requests import Logout as Logout
from cbp.requests import Request as Request
from cbp.requests import SearchConsultations as SearchConsultations
from cbp.requests import SearchPage as SearchPage
from socklib import Address as Address
