"""What an error number of MySQL or MariaDB means for a call.

No connection and no retry here: `pool` decides by fault what is retried. The numbers are those of "MariaDB
Error Code Reference" (https://mariadb.com/kb/en/mariadb-error-code-reference/) and, from 2000 on, of the
client. Promise: an error that is not in the table is a defect, never taken for an outage.
"""

from __future__ import annotations

import socket
from enum import Enum

import pymysql

DUPLICATE_KEY = 1062
ACCOUNT_REFUSED = frozenset({1045, 1698})
MISSING_ROW = 1452
UNKNOWN_DATABASE = 1049
UNKNOWN_TABLE = 1146
UNKNOWN_COLUMN = 1054
COLUMN_DENIED = 1143


class Fault(Enum):
    """What kind of error it is."""

    BUSY = "another statement was in the way"
    """The connection is sound; the statement may be run again on it."""
    LOST = "the connection is lost or hangs"
    """A fresh connection is needed; whether the statement took effect is unknown."""
    ELSEWHERE = "this server cannot write just now"
    """A fresh connection is needed, to the next server if there are several."""
    FULL = "the server's disk is full, or cannot be written to"
    """The connection is sound; a statement that needs no more room may succeed."""
    REFUSED = "the server does not let us in or cannot work"
    """A retry will not help; an operator must act."""
    DEFECT = "the statement is wrong"
    """No outage: a defect of the program."""


_FAULTS: dict[int, Fault] = dict.fromkeys(
    # has changed since last read, lock table full, lock wait timeout, deadlock (on a cluster: lost
    # certification), read lock in the way, interrupted, error during commit, table definition changed,
    # statement time exceeded
    (1020, 1206, 1205, 1213, 1223, 1317, 1180, 1412, 1969, 3024, 3101),
    Fault.BUSY,
)
_FAULTS |= dict.fromkeys(
    # too many connections (of all, of the user, by quota), shutdown, aborted connections and network errors,
    # killed, idle too long
    (1040, 1203, 1226, 1053, 1077, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 4031),
    Fault.LOST,
)
_FAULTS |= dict.fromkeys(
    # the client's: cannot connect, gone, lost, malformed or out of step, TLS
    (2000, 2002, 2003, 2005, 2006, 2012, 2013, 2014, 2026, 2027, 2055),
    Fault.LOST,
)
_FAULTS |= dict.fromkeys(
    # not ready for queries (Galera, group replication), read-only in its three forms
    (1047, 3100, 1290, 1792, 1836),
    Fault.ELSEWHERE,
)
_FAULTS |= dict.fromkeys(
    # cannot make a file, cannot write to it (three numbers), disk full, table full
    (1, 3, 20, 1026, 1021, 1114),
    Fault.FULL,
)
_FAULTS |= dict.fromkeys(
    # access denied (database, account, plugin), unknown database or table, host blocked or not allowed, out
    # of memory, authentication plugin
    (
        1044,
        1045,
        1698,
        UNKNOWN_DATABASE,
        UNKNOWN_TABLE,
        1129,
        1130,
        1037,
        1041,
        1142,
        COLUMN_DENIED,
        1251,
        2059,
        2061,
        1820,
    ),
    Fault.REFUSED,
)


NOT_LET_IN = {
    1044: "name",
    UNKNOWN_DATABASE: "name",
    1045: "user",
    1698: "user",
    1130: "user",
    1251: "user",
    1820: "user",
    2059: "user",
    2061: "user",
}
"""Errors while connecting that only an operator can end, and the key of `[database]` that is likely wrong."""

_EXPLAINED = {
    1040: "it has as many connections as it takes",
    1044: "the account may not use this database",
    1045: "the account or its password is not right",
    1698: "the account or its password is not right",
    UNKNOWN_DATABASE: "there is no such database; python -m database init makes it",
    UNKNOWN_TABLE: "a table is missing; python -m database init makes it",
    1129: "it has shut this machine out; FLUSH HOSTS lets it in",
    1130: "it lets nobody in from this machine",
    1142: "the account lacks a right",
    COLUMN_DENIED: "the account lacks a right",
    2059: "the account's plugin needs a package: pip install PyNaCl for ed25519, cryptography for sha2",
    2026: "TLS failed: its certificate is not of tls_ca or has another name, or it speaks no TLS",
    2002: "nobody answers there",
    2003: "nobody answers there",
    socket.EAI_NONAME: "nobody knows a host of that name",
    socket.EAI_AGAIN: "the name service does not answer",
}


def explain(fault: Fault, number: int) -> str:
    """Return what an error means, for an operator: by its number if we know it, else by its fault."""
    return f"{_EXPLAINED.get(number, fault.value)} (error {number})"


def error_number(error: BaseException) -> int:
    """Return the number of a driver's error, 0 if it has none."""
    number = error.args[0] if error.args else 0
    return number if isinstance(number, int) else 0


def judge(error: BaseException) -> Fault:
    """Return the fault that an exception of the driver stands for."""
    if isinstance(error, OSError | EOFError):
        return Fault.LOST
    if isinstance(error, pymysql.err.InterfaceError):
        return Fault.LOST  # used after it was closed
    if isinstance(error, pymysql.err.InternalError) and not error_number(error):
        return Fault.LOST  # "Packet sequence number wrong": the stream is out of step
    return _FAULTS.get(error_number(error), Fault.DEFECT)
