"""The page's calls that need no server: voice, calendar code, ticket, the staff's exit, heartbeat.

Not here: server and session. `bridge.py` adds them, and gives the session whose patient gets a ticket.
It promises of every call what `bridge.py` promises; and that a ticket which may have come out, or may still
come, is not sent again.
"""

from __future__ import annotations

import base64
import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

from kiosk_web.calls import arguments as check
from kiosk_web.calls.patient_session import PatientSession, SessionEndedError
from kiosk_web.calls.replies import UnsureError, callable_by_the_page
from kiosk_web.calls.sound import can_be_heard
from kiosk_web.calls.staff_exit import StaffDoor
from kiosk_web.calls.voice import Speaker
from kiosk_web.configuration.booth import BoothSettings, time_zone
from kiosk_web.printing.calendar_entry import Entry, Place, QrCode, calendar_text, qr_code
from kiosk_web.printing.paper import NoPrinterError, Ticket, TicketUnconfirmedError
from kiosk_web.printing.printer import TicketPrinter

EXIT_AFTER_SECONDS = 0.3
"""Between the answer to the right code and the exit, so that the page can show that the code was right."""


class MachineCalls:
    """The calls that need no server.

    Args:
        settings: how this booth is set up.
        on_heartbeat: called at each heartbeat of the page.
        on_exit: called when the staff leave the booth; None: they cannot.
    """

    def __init__(
        self,
        settings: BoothSettings,
        *,
        on_heartbeat: Callable[[], None] | None = None,
        on_exit: Callable[[], None] | None = None,
    ) -> None:
        self._settings = settings
        self._on_heartbeat = on_heartbeat
        self._on_exit = on_exit
        self._speaker = Speaker(is_heard=can_be_heard(settings.sound))
        # Find the voices while the window opens, so that the page need not wait for them.
        threading.Thread(target=self._speaker.languages, name="voices", daemon=True).start()
        self._printer = TicketPrinter(settings.printer)
        self._ticket_turn = threading.Lock()
        self._door = StaffDoor(self._exit_code(settings))
        hospital = settings.hospital
        self._place = Place(hospital.name, hospital.address, time_zone(settings))

    @callable_by_the_page
    def speak(self, text: object, language: object) -> object:
        """Return a text as sound, in a `data:` URL."""
        sound = self._speaker.say(check.speech(text), check.language(language))
        return {"audio": f"data:audio/wav;base64,{base64.b64encode(sound).decode()}"}

    @callable_by_the_page
    def calendar_code(self, entry: object) -> object:
        """Return a calendar entry as a QR code: modules along a side, and an SVG path to fill."""
        code = self._code(check.entry(entry))
        return {"size": code.size, "path": code.path()}

    @callable_by_the_page
    def print_ticket(self, ticket: object) -> object:
        """Print a ticket with the patient's number; not again where the first try is unconfirmed."""
        wanted, entry = check.ticket(ticket)
        if not self._printer.is_there:
            raise NoPrinterError
        session = self._patient_session()
        if session.number is None:
            raise SessionEndedError
        paper = Ticket(
            title=wanted.title,
            lines=tuple(wanted.lines),
            number_label=wanted.number_label,
            number=session.number,
            notes=tuple(wanted.notes),
            code=self._code(entry),
            has_number_code=self._settings.printer.number_code,
        )
        with self._ticket_turn:  # whoever waits here sees what became of the ticket before
            self._print_once_unconfirmed(paper, session, (entry.date, entry.hour))
        return {}

    def _print_once_unconfirmed(
        self, paper: Ticket, session: PatientSession, consultation: tuple[dt.date, dt.time]
    ) -> None:
        if consultation in session.unconfirmed_tickets:
            raise UnsureError(TicketUnconfirmedError("not sent again"))
        try:
            self._printer.print_ticket(paper)
        except TicketUnconfirmedError as error:
            session.unconfirmed_tickets.add(consultation)
            raise UnsureError(error) from None

    @callable_by_the_page
    def staff_exit(self, code: object) -> object:
        """Leave the booth if the code is right, shortly after the answer."""
        self._door.open_with(check.staff_code(code))
        if self._on_exit is not None:
            leaving = threading.Timer(EXIT_AFTER_SECONDS, self._on_exit)
            leaving.daemon = True
            leaving.start()
        return {}

    @callable_by_the_page
    def heartbeat(self) -> object:
        """Take note that the page is alive."""
        if self._on_heartbeat is not None:
            self._on_heartbeat()
        return {}

    def _equipment(self) -> dict[str, Any]:
        hospital, times = self._settings.hospital, self._settings.times
        return {
            "language": self._settings.language,
            "hospital": {
                "name": hospital.name,
                "phone": hospital.phone,
                "logo": hospital.logo,
                "colour": hospital.colour,
                "welcome": hospital.welcome,
                "arrival": hospital.arrival,
            },
            "times": {
                "idle": times.idle,
                "warning": times.warning,
                "booked": times.booked,
                "limit": times.limit,
            },
            "speech": self._speaker.languages(),
            "printer": self._printer.is_there,
            "staff_exit": self._door.can_open,
        }

    def _exit_code(self, settings: BoothSettings) -> str:
        return "" if self._on_exit is None else settings.exit_code

    def _code(self, entry: Entry) -> QrCode:
        return qr_code(calendar_text(entry, self._place))

    def _patient_session(self) -> PatientSession:
        """Return the session of the patient at the booth; raise SessionEndedError where there is none."""
        raise NotImplementedError
