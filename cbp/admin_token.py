"""The secret of an administrator's request, read and compared before its command is looked at."""

from __future__ import annotations

import hmac

from msgspec import Raw, Struct
from msgspec.json import Decoder

from cbp.codec import parse, sound_json
from cbp.errors import MalformedRequestError


class _Sealed(Struct):
    token: Raw = Raw(b"null")


_sealed_decoder = Decoder(_Sealed)
_token_decoder = Decoder(str)


def read_admin_token(payload: bytes) -> str | None:
    """Return the token of a request, before the command is checked.

    Args:
        payload: any bytes.

    Returns:
        The token; None if it is missing or not a string, which counts as wrong.

    Raises:
        MalformedRequestError: not UTF-8, not JSON or not an object; answer BAD_REQUEST.
    """
    token = parse(_sealed_decoder.decode, sound_json(payload)).token
    try:
        return parse(_token_decoder.decode, token)
    except MalformedRequestError:
        return None


def is_right_token(token: str | None, secret: str) -> bool:
    """Return whether a token is the secret, in a time that does not reveal how much of it is right.

    Args:
        token: what `read_admin_token` returned.
        secret: the token of the configuration; if it is empty, no token is right.
    """
    given = (token or "").encode("utf-8", "surrogatepass")
    return hmac.compare_digest(given, secret.encode("utf-8", "surrogatepass")) and bool(secret)
