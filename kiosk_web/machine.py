"""What the page may ask of the machine it stands in: voice, ticket, printer, the staff's exit, its heartbeat.

No server and no session here: `bridge.py` adds them, and says whose number a ticket bears. It promises what
`bridge.py` promises of every call.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable
from typing import Any

from kiosk_web import arguments as check
from kiosk_web.configuration import BoothSettings, time_zone
from kiosk_web.printing import NoPrinterError, Ticket, TicketPrinter
from kiosk_web.replies import callable_by_the_page
from kiosk_web.speech import Speaker
from kiosk_web.staff import StaffDoor
from kiosk_web.ticket import Entry, Place, QrCode, calendar_text, qr_code

EXIT_AFTER_SECONDS = 0.3
"""Between the answer to the right code and the exit: the page has to show that it was heard."""


class MachineCalls:
    """The calls that need no server.

    Args:
        settings: How this booth is set up.
        language: Wins over the settings' one.
        on_heartbeat: Called whenever the page tells that it is alive.
        on_exit: Called when the staff leave the booth; None: they cannot.
    """

    def __init__(
        self,
        settings: BoothSettings,
        *,
        language: str | None = None,
        on_heartbeat: Callable[[], None] | None = None,
        on_exit: Callable[[], None] | None = None,
    ) -> None:
        self._settings = settings
        self._language = language or settings.language
        self._on_heartbeat = on_heartbeat
        self._on_exit = on_exit
        self._speaker = Speaker()
        # Its voices are found while the window opens, so that the page need not wait for them.
        threading.Thread(target=self._speaker.languages, name="voices", daemon=True).start()
        self._printer = TicketPrinter(settings.printer)
        self._door = StaffDoor("" if on_exit is None else settings.exit_code)
        hospital = settings.hospital
        self._place = Place(hospital.name, hospital.address, time_zone(settings))

    @callable_by_the_page
    def speak(self, text: object, language: object) -> object:
        """Return a text as sound, in a `data:` URL."""
        sound = self._speaker.say(check.speech(text), check.language(language))
        return {"audio": f"data:audio/wav;base64,{base64.b64encode(sound).decode()}"}

    @callable_by_the_page
    def ticket(self, entry: object) -> object:
        """Return a calendar entry as the squares of a QR code: modules a side, and an SVG path to fill."""
        code = self._code(check.entry(entry))
        return {"size": code.size, "path": code.path()}

    @callable_by_the_page
    def print_ticket(self, ticket: object) -> object:
        """Print a ticket with the number of the patient in session."""
        wanted, entry = check.ticket(ticket)
        if not self._printer.is_there:
            raise NoPrinterError
        self._printer.print_ticket(
            Ticket(
                title=wanted.title,
                lines=tuple(wanted.lines),
                number_label=wanted.number_label,
                number=self._patient_number(),
                notes=tuple(wanted.notes),
                code=self._code(entry),
            )
        )
        return {}

    @callable_by_the_page
    def staff_exit(self, code: object) -> object:
        """Leave the booth, for who knows the code; the way out is taken after the answer is on its way."""
        self._door.open_with(check.staff_code(code))
        if self._on_exit is not None:
            leaving = threading.Timer(EXIT_AFTER_SECONDS, self._on_exit)
            leaving.daemon = True
            leaving.start()
        return {}

    @callable_by_the_page
    def heartbeat(self) -> object:
        """Hear that the page is alive."""
        if self._on_heartbeat is not None:
            self._on_heartbeat()
        return {}

    def _equipment(self) -> dict[str, Any]:
        hospital, times = self._settings.hospital, self._settings.times
        return {
            "language": self._language,
            "hospital": {
                "name": hospital.name,
                "phone": hospital.phone,
                "logo": hospital.logo,
                "colour": hospital.colour,
                "welcome": hospital.welcome,
                "arrival": hospital.arrival,
            },
            "times": {"idle": times.idle, "warning": times.warning, "booked": times.booked},
            "speech": self._speaker.languages(),
            "printer": self._printer.is_there,
            "staff_exit": self._door.can_open,
        }

    def _code(self, entry: Entry) -> QrCode:
        return qr_code(calendar_text(entry, self._place))

    def _patient_number(self) -> int:
        """Return the number of the patient in session; raise SessionEndedError where there is none."""
        raise NotImplementedError
