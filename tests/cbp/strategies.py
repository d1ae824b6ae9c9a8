"""What hypothesis draws: requests and replies within the rules, and JSON without any."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

from hypothesis import strategies as st

from cbp import (
    AvailabilityReply,
    BookConsultation,
    Booking,
    BookingsReply,
    Consultation,
    Doctor,
    DoctorsReply,
    ErrorCode,
    ErrorReply,
    FreeDay,
    GetAvailability,
    GetBookings,
    GetDoctors,
    GetSpecialties,
    Login,
    LoginReply,
    Logout,
    OkReply,
    Position,
    SearchConsultations,
    SearchReply,
    SpecialtiesReply,
    Specialty,
)
from cbp.fields import EARLIEST_BIRTH

ids = st.integers(1, 2_147_483_647)
hours = st.times().map(lambda hour: hour.strftime("%H:%M"))
printable = st.characters(exclude_categories=["Cc", "Cs"])


def _fits(length: int) -> Any:
    def fits(text: str) -> bool:
        return 1 <= len(unicodedata.normalize("NFC", text.strip())) <= length

    return fits


names = st.text(printable, min_size=1, max_size=50).filter(_fits(50))
reasons = st.text(printable, min_size=1, max_size=255).filter(_fits(255))
positions = st.builds(
    Position,
    st.dates(),
    st.times().map(lambda hour: hour.replace(microsecond=0)),
    ids,
    ids,
)


@st.composite
def logins(draw: st.DrawFn) -> Login:
    new_patient = draw(st.booleans())
    return Login(
        last_name=draw(names),
        first_name=draw(st.just("") | names),
        new_patient=new_patient,
        patient_id=draw(st.none() | ids if new_patient else ids),
        birth_date=draw(st.none() | st.dates(min_value=EARLIEST_BIRTH)),
    )


@st.composite
def criteria(draw: st.DrawFn) -> dict[str, Any]:
    start, end = draw(st.none() | st.dates()), draw(st.none() | st.dates())
    if start and end and start > end:
        start, end = end, start
    return {
        "specialty_id": draw(st.none() | ids),
        "doctor_id": draw(st.none() | ids),
        "start_date": start,
        "end_date": end,
    }


@st.composite
def searches(draw: st.DrawFn) -> SearchConsultations:
    return SearchConsultations(
        **draw(criteria()), limit=draw(st.integers(1, 200)), after=draw(st.none() | positions)
    )


requests = st.one_of(
    logins(),
    st.just(Logout()),
    st.just(GetSpecialties()),
    st.builds(GetDoctors, specialty_id=st.none() | ids),
    searches(),
    criteria().map(lambda fields: GetAvailability(**fields)),
    st.just(GetBookings()),
    st.builds(BookConsultation, consultation_id=ids, reason=reasons),
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
consultation_fields: dict[str, Any] = {
    "id": ids,
    "doctor_id": ids,
    "doctor": texts,
    "specialty_id": ids,
    "specialty": texts,
    "date": st.dates(),
    "hour": hours,
}
replies = st.one_of(
    st.just(OkReply()),
    st.builds(LoginReply, patient_id=ids),
    st.builds(SpecialtiesReply, specialties=st.lists(st.builds(Specialty, id=ids, name=texts)).map(tuple)),
    st.builds(
        DoctorsReply,
        doctors=st.lists(
            st.builds(Doctor, id=ids, last_name=texts, first_name=texts, specialty_id=ids), max_size=3
        ).map(tuple),
    ),
    st.builds(
        SearchReply,
        consultations=st.lists(st.builds(Consultation, **consultation_fields), max_size=3).map(tuple),
        next=st.none() | texts,
    ),
    st.builds(
        AvailabilityReply,
        days=st.lists(
            st.builds(FreeDay, date=st.dates(), free=st.integers(min_value=1, max_value=2**60)), max_size=3
        ).map(tuple),
        start_date=st.dates(),
        end_date=st.dates(),
        next_date=st.none() | st.dates(),
    ),
    st.builds(
        BookingsReply,
        bookings=st.lists(st.builds(Booking, **consultation_fields), max_size=3).map(tuple),
    ),
    st.builds(
        ErrorReply,
        code=st.sampled_from(ErrorCode).map(str) | texts,
        message=st.none() | texts,
        retry_after=st.none() | st.floats(0, 1e6),
    ),
)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.dates().map(dt.date.isoformat),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
