"""The directory: specialties and doctors, kept in memory, as lists and as part of every consultation's JSON.

So the database finds consultations, and their names need no join. The hospital changes doctors rarely, and
its own programs do it: a change shows after `DIRECTORY_SECONDS` at most, a doctor unknown here makes it read
again at once. Its lists are rendered when it is read, not when they are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from database.connections.connection import DatabaseConnection
from database.connections.pool import ConnectionPool
from database.queries.kept import Kept
from database.queries.records import Slot

DIRECTORY_SECONDS = 30.0
"""How old the directory may be when it is asked for (`docs/protocol.md`, "GET_SPECIALTIES": a minute)."""

# The collation is explicit, so that names sort the same on every server and in every table; ids break
# ties. The hospital's tables may have their text in another character set.
_COLLATION = "COLLATE utf8mb4_unicode_520_ci"

_DOCTORS = (
    "SELECT id, specialty_id, last_name, first_name FROM doctors "  # noqa: S608 - a constant
    f"ORDER BY CONVERT(last_name USING utf8mb4) {_COLLATION}, "
    f"CONVERT(first_name USING utf8mb4) {_COLLATION}, id"
)

_SPECIALTIES = f"SELECT id, name FROM specialties ORDER BY CONVERT(name USING utf8mb4) {_COLLATION}, id"  # noqa: S608


class UnknownDoctorError(Exception):
    """A consultation's doctor is not in the directory."""


@dataclass(frozen=True)
class Directory:
    """What `specialties` and `doctors` held when they were read.

    Attributes:
        specialties: a JSON array by name (`docs/protocol.md`, "GET_SPECIALTIES").
        doctors: a JSON array of all doctors by name (`docs/protocol.md`, "GET_DOCTORS").
        doctors_of: the same for each specialty that has doctors.
        ids_of: the doctors of each specialty that has some.
        specialty_of: each doctor's specialty.
        names: for each doctor, the fields of a consultation's JSON object that depend on the doctor alone.
    """

    specialties: bytes
    doctors: bytes
    doctors_of: Mapping[int, bytes]
    ids_of: Mapping[int, Sequence[int]]
    specialty_of: Mapping[int, int]
    names: Mapping[int, str]

    def render(self, slots: Sequence[Slot]) -> bytes:
        """Return consultations as a JSON array (`docs/protocol.md`, "SEARCH_CONSULTATIONS").

        Raises:
            UnknownDoctorError: a doctor has come since this was read.
        """
        names = self.names
        try:
            objects = [
                f'{{"id":{slot_id},{names[doctor_id]},"date":"{date}","hour":"{hour[:5]}"}}'
                for date, hour, doctor_id, slot_id in slots
            ]
        except KeyError:
            raise UnknownDoctorError from None
        return f"[{','.join(objects)}]".encode()


class KeptDirectory:
    """The directory of one database, read when it is asked for and kept for a while; for any thread.

    Args:
        pool: reads it.
        clock: monotonic seconds.
    """

    def __init__(self, pool: ConnectionPool, clock: Callable[[], float]) -> None:
        self._pool = pool
        self._kept = Kept[None, Directory](DIRECTORY_SECONDS, most=1, clock=clock)

    def get(self, *, other_than: Directory | None = None) -> Directory:
        """Return the directory.

        Args:
            other_than: one that was found wanting: if nobody has done so since, it is read again.
        """
        return self._kept.get(None, lambda: self._pool.run(read_directory), other_than=other_than)

    def forget(self) -> None:
        """Read it again when it is asked for next."""
        self._kept.forget_all()


def read_directory(connection: DatabaseConnection) -> Directory:
    """Read specialties and doctors: doctors first, so that each one's specialty is among those read later."""
    doctors = connection.rows(_DOCTORS)
    specialties = connection.rows(_SPECIALTIES)
    name_of = dict(specialties)
    objects: dict[int, list[str]] = {}
    everybody, ids_of, specialty_of, names = [], dict[int, list[int]](), {}, {}
    for number, specialty_id, last_name, first_name in doctors:
        fields = {"last_name": last_name, "first_name": first_name, "specialty_id": specialty_id}
        everybody.append(_object({"id": number, **fields}))
        objects.setdefault(specialty_id, []).append(everybody[-1])
        ids_of.setdefault(specialty_id, []).append(number)
        specialty_of[number] = specialty_id
        of_slot = {
            "doctor_id": number,
            "doctor": f"{first_name} {last_name}",
            "specialty_id": specialty_id,
            "specialty": name_of.get(specialty_id, ""),
        }
        names[number] = _object(of_slot)[1:-1]
    return Directory(
        specialties=_array([_object({"id": number, "name": name}) for number, name in specialties]),
        doctors=_array(everybody),
        doctors_of={specialty_id: _array(several) for specialty_id, several in objects.items()},
        ids_of={specialty_id: sorted(ids) for specialty_id, ids in ids_of.items()},
        specialty_of=specialty_of,
        names=names,
    )


def _object(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _array(objects: Sequence[str]) -> bytes:
    return f"[{','.join(objects)}]".encode()
