"""The rival of a visit: a reservation server of FastAPI and uvicorn, `python -m bench.rival SOCKET NAME`.

As a good team would write it in a week: two workers, each request in a thread, a connection to the database a
thread, plain SQL with the same indexes, join orders chosen by EXPLAIN, rows made to JSON by Pydantic's core.
It is asked the same as our server and answers the same. It has no budgets, no limits for strangers, and does
not know who is in session.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import os
import sys
import threading
from typing import Annotated, Any

import pymysql
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from pydantic import BaseModel
from pydantic_core import to_json
from uvicorn.supervisors import Multiprocess

from bench import rival_tables

WORKERS = 2
LIMIT = 50
DAYS = 62
MOST_BOOKINGS = 10
IDLE_SECONDS = 600
_KEY = b"a key that all workers know"

app = FastAPI()
_own = threading.local()


class Identity(BaseModel):
    """What a patient says at LOGIN."""

    last_name: str
    first_name: str
    patient_id: int


class Booking(BaseModel):
    """What a patient books."""

    consultation_id: int
    reason: str


def connection() -> pymysql.Connection[Any]:
    """Return this thread's connection to the database."""
    if not hasattr(_own, "connection"):
        _own.connection = pymysql.connect(
            unix_socket=os.environ["RIVAL_SOCKET"],
            database=os.environ["RIVAL_DATABASE"],
            user="root",
            charset="utf8mb4",
            autocommit=True,
            ssl_disabled=True,
        )
    return _own.connection  # type: ignore[no-any-return]


def _signature(patient_id: int) -> str:
    return hmac.new(_KEY, str(patient_id).encode(), hashlib.sha256).hexdigest()


async def patient(request: Request) -> int:
    """Return the number of the patient whose token came with the request."""
    token = request.headers.get("authorization", "")
    number, _, signature = token.removeprefix("Bearer ").partition(".")
    if not number.isdecimal() or not hmac.compare_digest(signature, _signature(int(number))):
        raise HTTPException(401)
    return int(number)


Patient = Annotated[int, Depends(patient)]
IN_SESSION = [Depends(patient)]


def _reply(content: Any) -> Response:
    """Return a reply that is JSON already: a response model would take another turn of a thread."""
    return Response(to_json(content), media_type="application/json")


@app.post("/login")
def login(who: Identity) -> Response:
    """Open a session; the collation compares the names."""
    if not rival_tables.is_patient(connection(), who.patient_id, who.last_name, who.first_name):
        raise HTTPException(403, "LOGIN_REFUSED")
    token = f"{who.patient_id}.{_signature(who.patient_id)}"
    return _reply({"patient_id": who.patient_id, "token": token})


@app.post("/logout", dependencies=IN_SESSION)
async def logout() -> Response:
    """End a session: the client forgets its token."""
    return _reply({"status": "ok"})


@app.get("/specialties", dependencies=IN_SESSION)
def specialties() -> Response:
    """Return every specialty, by name."""
    return _reply(rival_tables.specialties(connection()))


@app.get("/doctors", dependencies=IN_SESSION)
def doctors(specialty_id: int | None = None) -> Response:
    """Return the doctors, by name."""
    return _reply(rival_tables.doctors(connection(), specialty_id))


@app.get("/consultations", dependencies=IN_SESSION)
def search(
    specialty_id: int | None = None,
    doctor_id: int | None = None,
    start_date: dt.date | None = None,
    end_date: dt.date | None = None,
) -> Response:
    """Return the next free consultations, and whether there are more."""
    filters = rival_tables.Filters(specialty_id, doctor_id, start_date, end_date)
    rows = rival_tables.search(connection(), filters, LIMIT + 1)
    return _reply({"consultations": rows[:LIMIT], "has_more": len(rows) > LIMIT})


@app.get("/availability", dependencies=IN_SESSION)
def availability(specialty_id: int | None = None, doctor_id: int | None = None) -> Response:
    """Count the free consultations of each day."""
    last = dt.date.today() + dt.timedelta(DAYS)
    return _reply(rival_tables.days(connection(), rival_tables.Filters(specialty_id, doctor_id, None, last)))


@app.post("/bookings")
def book(who: Patient, wanted: Booking) -> Response:
    """Book a consultation; one conditional UPDATE decides."""
    refusal = rival_tables.book(connection(), who, wanted.consultation_id, wanted.reason, MOST_BOOKINGS)
    if refusal is not None:
        raise HTTPException(409, refusal)
    return _reply({"status": "ok"})


def main(database_socket: str, database: str) -> None:
    """Serve with uvicorn's workers until SIGTERM, as `uvicorn --workers 2` does."""
    os.environ |= {"RIVAL_SOCKET": database_socket, "RIVAL_DATABASE": database}
    config = uvicorn.Config(
        "bench.rival:app",
        port=0,
        workers=WORKERS,
        access_log=False,
        log_level="warning",
        timeout_keep_alive=IDLE_SECONDS,
        timeout_worker_healthcheck=IDLE_SECONDS,  # a busy machine is no reason to replace a worker
    )
    listener = config.bind_socket()
    print(f"listening on 127.0.0.1:{listener.getsockname()[1]}", flush=True)
    Multiprocess(config, sockets=[listener]).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
