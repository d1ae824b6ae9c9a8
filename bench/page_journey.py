"""The journey through the booth by touches, for the measurements of the page. Nothing is measured here."""

from __future__ import annotations

from bench.page_glass import Glass

SPECIALTY = 7
"""A specialty of the bench's hospital, with ten doctors."""


def begin(glass: Glass) -> None:
    """Go from the invitation to the first question."""
    glass.until(".attract #language-fr")
    glass.tap(".attract #language-fr")
    glass.until("[data-screen=who]")


def enter(glass: Glass, patient: int, *, has_begun: bool = False) -> None:
    """Identify as a patient of the bench's hospital, up to the specialties.

    Args:
        glass: the page.
        patient: the patient's number, from which the names follow.
        has_begun: whether the name is being asked already, with its first field focused.
    """
    if not has_begun:
        begin(glass)
        glass.tap("#known")
        glass.until("#last-name")
    for key in ("a", "e", "{backspace}", "{backspace}"):
        glass.answer(f".keyboard [data-key='{key}']")
    for field, words in (("last-name", f"Last{patient}"), ("first-name", f"First{patient}")):
        glass.tap(f"#{field}")
        glass.until(f"#{field}:focus")
        glass.page.evaluate("() => document.activeElement.select()")
        glass.write(words)
    glass.tap("#continue")
    glass.until("#patient-number:focus")
    glass.write(str(patient))
    glass.tap("#continue")
    glass.until("[data-screen=specialty] .choices__tile")


def to_doctors(glass: Glass, specialty: int | None = SPECIALTY) -> None:
    """Go from the specialties to the doctors; None stands for any specialty."""
    value = "null" if specialty is None else specialty
    glass.answer(f".choices__tile:has([data-value='{value}'])")
    glass.until(f".choices__tile[data-chosen] [data-value='{value}']")
    glass.tap("#continue")
    glass.until("[data-screen=doctor] .choices__tile")


def to_days(glass: Glass) -> None:
    """Go from the doctors to the calendar of any doctor."""
    glass.answer(".choices__tile")
    glass.tap("#continue")
    glass.until("[data-screen=day] .calendar__day--free")


def book_and_finish(glass: Glass) -> None:
    """Go from the calendar to the goodbye, choosing the first of everything."""
    glass.answer(".day__list label")
    glass.tap("#continue")
    glass.until("[data-screen=hour] .choices__tile")
    glass.answer("[data-screen=hour] .choices__tile")
    glass.tap("#continue")
    glass.until("[data-screen=reason] .choices__tile")
    glass.answer("[data-screen=reason] .choices__tile")
    glass.tap("#continue")
    glass.until("[data-screen=check] #continue")
    glass.answer("#tool-help")
    glass.until("dialog, [role=dialog]")
    glass.cdp.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": "Escape", "code": "Escape"})
    glass.cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "Escape", "code": "Escape"})
    glass.until(".app:not(:has(dialog, [role=dialog]))")
    glass.tap("#continue")
    glass.until("[data-screen=booked] #continue")
    glass.answer("#tool-reach")
    glass.tap("#continue")
    glass.until("[data-screen=ended]")
