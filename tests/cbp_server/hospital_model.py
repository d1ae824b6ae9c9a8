"""A model of the server, from `docs/protocol.md` alone: what each request must be answered, and what changes.

No sockets and no tests here. Times are left out: nothing here has begun, or everything has.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from tests.plugins.wire import Message

BOOKINGS_A_PATIENT = 3
REGISTRATIONS = 6
REFUSALS_A_NAME = 5
CLOSING = {"SESSION_EXPIRED", "FRAME_TOO_LARGE"}


@dataclass
class Slot:
    """A consultation; `holder` 0: free."""

    number: int
    doctor: int
    begins: dt.datetime
    has_begun: bool = False
    holder: int = 0
    reason: str | None = None


@dataclass
class ModelSession:
    """One connection: who is logged in, and whether the server has closed it."""

    patient: int | None = None
    is_closed: bool = False


@dataclass
class Hospital:
    """What the tables hold, and how often a name or the address was refused."""

    doctors: dict[int, tuple[int, str, str]]
    specialties: dict[int, str]
    slots: dict[int, Slot]
    patients: dict[int, tuple[str, str]] = field(default_factory=dict)
    refusals: dict[tuple[str, str], int] = field(default_factory=dict)
    registrations: int = 0

    def answer(self, session: ModelSession, request: Message) -> Message:
        """Return the reply to a well-formed request; `{"code": …}` stands for an error."""
        if request["command"] == "LOGIN":
            reply = self._log_in(session, request)
        elif session.patient is None:
            reply = {"code": "NOT_LOGGED_IN"}
        else:
            reply = getattr(self, f"_{request['command'].lower()}")(session, request)
        if reply.get("code") in CLOSING:
            session.patient, session.is_closed = None, True
        return reply

    def _log_in(self, session: ModelSession, request: Message) -> Message:
        """Log in; the number of a new patient is the server's to draw, here None."""
        if session.patient is not None:
            return {"code": "ALREADY_LOGGED_IN"}
        if request["new_patient"]:
            if self.registrations >= REGISTRATIONS:
                return {"code": "TOO_MANY_REGISTRATIONS"}
            self.registrations += 1
            return {"status": "ok", "patient_id": None}
        name = (request["last_name"].casefold(), request["first_name"].casefold())
        if self.refusals.get(name, 0) >= REFUSALS_A_NAME:
            return {"code": "TOO_MANY_ATTEMPTS"}
        known = self.patients.get(request["patient_id"])
        if known is None or (known[0].casefold(), known[1].casefold()) != name:
            self.refusals[name] = self.refusals.get(name, 0) + 1
            return {"code": "LOGIN_REFUSED"}
        session.patient = request["patient_id"]
        return {"status": "ok", "patient_id": session.patient}

    def _logout(self, session: ModelSession, _: Message) -> Message:
        session.patient, session.is_closed = None, True
        return {"status": "ok"}

    def _get_specialties(self, _: ModelSession, __: Message) -> Message:
        rows = sorted(self.specialties.items(), key=lambda row: row[1])
        return {"status": "ok", "specialties": [{"id": number, "name": name} for number, name in rows]}

    def _get_doctors(self, _: ModelSession, request: Message) -> Message:
        wanted = request.get("specialty_id")
        rows = sorted(self.doctors.items(), key=lambda row: row[1][1:])
        return {
            "status": "ok",
            "doctors": [
                {"id": number, "last_name": last, "first_name": first, "specialty_id": specialty}
                for number, (specialty, last, first) in rows
                if wanted in {None, specialty}
            ],
        }

    def _search_consultations(self, _: ModelSession, request: Message) -> Message:
        """Search; whether there is a next page is told by True or None in `next`."""
        found = [self._row(slot) for slot in self._free(request)]
        limit = request.get("limit") or 50
        return {"status": "ok", "consultations": found[:limit], "next": True if found[limit:] else None}

    def _get_bookings(self, session: ModelSession, _: Message) -> Message:
        if session.patient not in self.patients:
            return {"code": "SESSION_EXPIRED"}
        mine = [slot for slot in self._in_order() if slot.holder == session.patient and not slot.has_begun]
        return {"status": "ok", "bookings": [self._row(slot) for slot in mine]}

    def _book_consultation(self, session: ModelSession, request: Message) -> Message:
        patient, slot = session.patient or 0, self.slots.get(request["consultation_id"])
        if slot is not None and slot.holder == patient:
            return {"status": "ok"}
        held = [one for one in self.slots.values() if one.holder == patient and not one.has_begun]
        if len(held) >= BOOKINGS_A_PATIENT:
            return {"code": "TOO_MANY_BOOKINGS"}
        if slot is None or slot.holder or slot.has_begun:
            return {"code": "NOT_AVAILABLE"}
        if patient not in self.patients:
            return {"code": "SESSION_EXPIRED"}
        if any(one.begins == slot.begins for one in self.slots.values() if one.holder == patient):
            return {"code": "TIME_CONFLICT"}
        slot.holder, slot.reason = patient, request["reason"]
        return {"status": "ok"}

    def _get_availability(self, _: ModelSession, request: Message) -> Message:
        """Count the days; the days that the reply covers are not modelled."""
        days: dict[str, int] = {}
        for slot in self._free(request):
            days[f"{slot.begins:%Y-%m-%d}"] = days.get(f"{slot.begins:%Y-%m-%d}", 0) + 1
        return {"status": "ok", "days": [{"date": day, "free": count} for day, count in days.items()]}

    def _free(self, criteria: Message) -> list[Slot]:
        def fits(slot: Slot) -> bool:
            day = f"{slot.begins:%Y-%m-%d}"
            specialty = self.doctors[slot.doctor][0]
            return (
                not slot.holder
                and not slot.has_begun
                and criteria.get("specialty_id") in {None, specialty}
                and criteria.get("doctor_id") in {None, slot.doctor}
                and (criteria.get("start_date") or day) <= day <= (criteria.get("end_date") or day)
            )

        return [slot for slot in self._in_order() if fits(slot)]

    def _in_order(self) -> list[Slot]:
        return sorted(self.slots.values(), key=lambda slot: (slot.begins, slot.doctor, slot.number))

    def _row(self, slot: Slot) -> dict[str, Any]:
        specialty, last, first = self.doctors[slot.doctor]
        return {
            "id": slot.number,
            "doctor_id": slot.doctor,
            "doctor": f"{first} {last}",
            "specialty_id": specialty,
            "specialty": self.specialties[specialty],
            "date": f"{slot.begins:%Y-%m-%d}",
            "hour": f"{slot.begins:%H:%M}",
        }
