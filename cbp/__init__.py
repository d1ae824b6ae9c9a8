"""CBP/1, the protocol that booth and server speak: messages, codec, client.

Stands on `socklib` and knows neither the server nor the booth. The bytes are fixed in
`spec/protocol.md` and told in `docs/protocol.md`; the administrators' protocol is in `cbp.admin`.
"""

from cbp.client import CbpClient
from cbp.codec import decode_reply, decode_request, encode_reply, encode_request
from cbp.commands import COMMANDS, Command, command_of
from cbp.errors import (
    CLOSING_CODES,
    CbpError,
    Disconnected,
    ErrorCode,
    ErrorReplied,
    InvalidArgument,
    MalformedRequest,
    ProtocolViolation,
    RequestRefused,
    UnknownCommand,
    Unreachable,
)
from cbp.position import Position
from cbp.replies import (
    Consultation,
    Doctor,
    DoctorsReply,
    ErrorReply,
    LoginReply,
    OkReply,
    RenderedConsultations,
    RenderedDoctors,
    RenderedSpecialties,
    Reply,
    SearchReply,
    SpecialtiesReply,
    Specialty,
)
from cbp.requests import (
    BookConsultation,
    GetDoctors,
    GetSpecialties,
    Login,
    Logout,
    Request,
    SearchConsultations,
    SearchPage,
)

__all__ = [
    "CLOSING_CODES",
    "COMMANDS",
    "BookConsultation",
    "CbpClient",
    "CbpError",
    "Command",
    "Consultation",
    "Disconnected",
    "Doctor",
    "DoctorsReply",
    "ErrorCode",
    "ErrorReplied",
    "ErrorReply",
    "GetDoctors",
    "GetSpecialties",
    "InvalidArgument",
    "Login",
    "LoginReply",
    "Logout",
    "MalformedRequest",
    "OkReply",
    "Position",
    "ProtocolViolation",
    "RenderedConsultations",
    "RenderedDoctors",
    "RenderedSpecialties",
    "Reply",
    "Request",
    "RequestRefused",
    "SearchConsultations",
    "SearchPage",
    "SearchReply",
    "SpecialtiesReply",
    "Specialty",
    "UnknownCommand",
    "Unreachable",
    "command_of",
    "decode_reply",
    "decode_request",
    "encode_reply",
    "encode_request",
]
