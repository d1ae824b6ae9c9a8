"""What the walks of `test_state_machine.py` are drawn from: a small hospital, and requests to it."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.cbp_server.conftest import in_days
from tests.plugins.wire import Message

MOST_CLIENTS = 4
SPECIALTIES = {1: "Cardiologie", 2: "Urologie"}
DOCTORS = {1: (1, "Aerts", "Zita"), 2: (1, "Baert", "Bo"), 3: (2, "Claes", "An")}
SLOTS = [  # number, doctor, days from today, hour: several at one hour, one over
    *((1, 1, 3, 9), (2, 2, 3, 9), (3, 1, 3, 10), (4, 3, 3, 10), (5, 2, 4, 9), (6, 3, 4, 11)),
    *((7, 1, 9, 9), (8, 3, 30, 16), (9, 1, -2, 9)),
]
UNKNOWN = 77
NAMES = [("Durand", "Amélie"), ("Peeters", "Jan"), ("Maes", "")]

names = st.sampled_from(NAMES)
clients = st.integers(0, MOST_CLIENTS - 1)
days = st.none() | st.sampled_from([2, 3, 4, 9, 30]).map(lambda count: f"{in_days(count):%Y-%m-%d}")
numbers = st.sampled_from([1, 2, 3, 4] + [slot[0] for slot in SLOTS] + [UNKNOWN])


def _is_in_order(criteria: Message) -> bool:
    start, end = criteria["start_date"], criteria["end_date"]
    return not start or not end or bool(start <= end)


criteria: st.SearchStrategy[Message] = st.fixed_dictionaries(
    {
        "specialty_id": st.none() | st.integers(1, 3),
        "doctor_id": st.none() | st.integers(1, 4),
        "start_date": days,
        "end_date": days,
    }
).filter(_is_in_order)
requests: st.SearchStrategy[Message] = st.one_of(
    *(st.just({"command": command}) for command in ("GET_SPECIALTIES", "GET_BOOKINGS", "LOGOUT")),
    st.builds(
        lambda specialty: {"command": "GET_DOCTORS", "specialty_id": specialty}, st.none() | st.integers(1, 3)
    ),
    st.builds(
        lambda fields, limit: {"command": "SEARCH_CONSULTATIONS", **fields, "limit": limit},
        criteria,
        st.none() | st.integers(1, 4),
    ),
    st.builds(lambda fields: {"command": "GET_AVAILABILITY", **fields}, criteria),
)
bookings: st.SearchStrategy[Message] = st.builds(
    lambda number, reason: {"command": "BOOK_CONSULTATION", "consultation_id": number, "reason": reason},
    numbers,
    st.sampled_from(["A cough", "Toux", "Évaluation"]),
)
nonsense: st.SearchStrategy[tuple[bytes, str]] = st.sampled_from(
    [
        (b"no JSON", "BAD_REQUEST"),
        (b"[]", "BAD_REQUEST"),
        (b'{"command": "BOOK_CONSULTATION", "consultation_id": "1", "reason": "x"}', "BAD_REQUEST"),
        (b'{"command": "LOGIN", "last_name": "", "first_name": "x", "new_patient": true}', "BAD_REQUEST"),
        (b'{"command": "SEARCH_CONSULTATIONS", "limit": 201}', "BAD_REQUEST"),
        (b'{"command": "DANCE"}', "UNKNOWN_COMMAND"),
    ]
)
