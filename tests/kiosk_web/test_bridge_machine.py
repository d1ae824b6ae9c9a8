"""What the page may ask of the machine: its set-up, voice, ticket, paper, the staff's exit, its heartbeat."""

from __future__ import annotations

import base64
import contextlib
import io
import logging
import socket
import threading
import wave
from collections.abc import Iterator
from typing import Any

import icalendar
import pytest

from kiosk_web.branding import Hospital
from kiosk_web.bridge import Bridge
from kiosk_web.configuration import BoothSettings, PrinterSettings, Times
from tests.kiosk_web.bridged import ENTRY, NAMES, NUMBER, PATIENCE, TICKET, OpenBridge, log_in, only
from tests.kiosk_web.qr_reading import read_path

CODE = "271828"
EMPTY = {"fr": "", "nl": "", "de": "", "en": ""}


class PaperRoll:
    """A receipt printer that is always ready; `printed` is told when the booth hangs up."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.settings = BoothSettings(
            printer=PrinterSettings(kind="escpos", host="127.0.0.1", port=self._listener.getsockname()[1])
        )
        self.printed = b""
        self.is_done = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):  # closed by the test already
            self._listener.shutdown(socket.SHUT_RDWR)  # a mere close would leave the thread in `accept`
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            stream, _address = self._listener.accept()
            with stream:
                while data := stream.recv(65536):
                    self.printed += data
                    if data.startswith(b"\x10\x04"):
                        stream.sendall(b"\x12")
            self.is_done.set()


@pytest.fixture
def paper_roll() -> Iterator[PaperRoll]:
    roll = PaperRoll()
    yield roll
    roll.close()


def booth(settings: BoothSettings | None = None, **more: Any) -> Bridge:
    return Bridge("127.0.0.1", 1, settings=settings, **more)


def test_the_page_is_told_how_the_booth_is_set_up() -> None:
    hospital = Hospital(
        name="Saint-Luc",
        phone="02 555",
        logo="data:image/png;base64,AA==",
        colour="#00558c",
        welcome=EMPTY | {"nl": "Welkom"},
        arrival=EMPTY | {"fr": "Hall A"},
    )
    settings = BoothSettings(
        language="nl",
        times=Times(90, 30, 45),
        hospital=hospital,
        printer=PrinterSettings(kind="escpos", host="printer"),
        exit_code=CODE,
    )
    assert booth(settings, on_exit=lambda: None).configuration() == {
        "ok": {
            "language": "nl",
            "hospital": {
                "name": "Saint-Luc",
                "phone": "02 555",
                "logo": "data:image/png;base64,AA==",
                "colour": "#00558c",
                "welcome": {"fr": "", "nl": "Welkom", "de": "", "en": ""},
                "arrival": {"fr": "Hall A", "nl": "", "de": "", "en": ""},
            },
            "times": {"idle": 90, "warning": 30, "booked": 45},
            "speech": ["fr", "nl", "de", "en"],
            "printer": True,
            "staff_exit": True,
            "interrupted": "none",
        }
    }


def test_a_booth_that_nobody_set_up_works_as_it_ships() -> None:
    told = booth().configuration()["ok"]
    assert told["language"] == "fr"
    assert told["hospital"] == {
        "name": "",
        "phone": "",
        "logo": None,
        "colour": None,
        "welcome": EMPTY,
        "arrival": EMPTY,
    }
    assert told["times"] == {"idle": 60, "warning": 20, "booked": 30}
    assert (told["printer"], told["staff_exit"]) == (False, False)


def test_the_language_of_the_command_line_wins() -> None:
    assert booth(BoothSettings(language="nl"), language="de").configuration()["ok"]["language"] == "de"


def test_a_sentence_comes_back_as_sound() -> None:
    audio = booth().speak("Bonjour,\nquelle est votre date de naissance ?", "fr")["ok"]["audio"]
    kind, _, data = audio.partition(",")
    assert kind == "data:audio/wav;base64"
    with wave.open(io.BytesIO(base64.b64decode(data))) as wav:
        assert wav.getnframes() > wav.getframerate()


def test_a_language_without_a_voice_says_so() -> None:
    assert booth().speak("Ciao", "it") == {"code": "NO_VOICE"}


def test_the_ticket_on_the_screen_is_a_calendar_entry_at_the_hospital() -> None:
    settings = BoothSettings(hospital=Hospital(name="Saint-Luc", address="Rue Haute 1"))
    made = booth(settings).ticket(ENTRY)["ok"]
    (event,) = icalendar.Calendar.from_ical(read_path(made["size"], made["path"])).walk("VEVENT")
    assert event["SUMMARY"] == ENTRY["summary"]
    assert event["LOCATION"] == "Saint-Luc, Rue Haute 1"
    assert event.decoded("DTSTART").isoformat() == "2026-12-01T08:30:00+00:00"


def test_the_printed_ticket_bears_the_number_of_the_patient_in_session(
    open_bridge: OpenBridge, paper_roll: PaperRoll
) -> None:
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=paper_roll.settings)
    log_in(bridge)
    assert bridge.print_ticket(TICKET) == {"ok": {}}
    assert paper_roll.is_done.wait(PATIENCE)
    for words in ("Votre rendez-vous", "123 456 782", "Votre numéro de patient", "D’Hondt, Cœur"):
        assert words.encode("cp1252") in paper_roll.printed


def test_marks_that_only_guide_a_screen_are_not_printed(
    open_bridge: OpenBridge, paper_roll: PaperRoll
) -> None:
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=paper_roll.settings)
    log_in(bridge)
    lines = [["Médecin", "Dr \u2068Amélie D’Hondt\u2069"]]
    assert bridge.print_ticket(TICKET | {"lines": lines}) == {"ok": {}}
    assert paper_roll.is_done.wait(PATIENCE)
    assert "Dr Amélie D’Hondt\n".encode("cp1252") in paper_roll.printed


def test_nothing_is_printed_for_nobody(open_bridge: OpenBridge, paper_roll: PaperRoll) -> None:
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=paper_roll.settings)
    assert bridge.print_ticket(TICKET) == {"code": "NOT_LOGGED_IN"}
    log_in(bridge)
    bridge.log_out()
    assert bridge.print_ticket(TICKET) == {"code": "NOT_LOGGED_IN"}
    assert paper_roll.printed == b""


def test_a_booth_without_a_printer_says_so() -> None:
    assert booth().print_ticket(TICKET) == {"code": "NO_PRINTER"}


def test_a_printer_that_is_switched_off_is_an_answer_and_its_log_names_nobody(
    open_bridge: OpenBridge, paper_roll: PaperRoll, caplog: pytest.LogCaptureFixture
) -> None:
    paper_roll.close()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = BoothSettings(printer=PrinterSettings(kind="escpos", host="127.0.0.1", port=port))
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=settings)
    log_in(bridge)
    with caplog.at_level(logging.DEBUG):
        assert bridge.print_ticket(TICKET) == {"code": "PRINTER_NOT_READY"}
    assert "not ready" in caplog.text
    assert not any(secret in caplog.text for secret in (str(NUMBER), "123 456", "Hondt", "Amélie"))


def test_the_right_code_leaves_the_booth_after_its_answer() -> None:
    asked_by: list[threading.Thread] = []
    has_left = threading.Event()

    def leave() -> None:
        asked_by.append(threading.current_thread())
        has_left.set()

    bridge = booth(BoothSettings(exit_code=CODE), on_exit=leave)
    assert bridge.staff_exit(CODE) == {"ok": {}}
    assert has_left.wait(PATIENCE)
    assert asked_by != [threading.current_thread()]


def test_a_wrong_code_is_refused_and_the_third_tells_how_long_to_wait(
    caplog: pytest.LogCaptureFixture,
) -> None:
    left: list[str] = []
    bridge = booth(BoothSettings(exit_code=CODE), on_exit=lambda: left.append("left"))
    with caplog.at_level(logging.DEBUG):
        assert bridge.staff_exit("314159") == {"code": "STAFF_REFUSED"}
        assert bridge.staff_exit("314159") == {"code": "STAFF_REFUSED"}
        assert bridge.staff_exit("314159") == {"code": "STAFF_REFUSED", "retry_after": 300.0}
        locked = bridge.staff_exit(CODE)
    assert locked["code"] == "STAFF_REFUSED"
    assert 0 < locked["retry_after"] <= 300
    assert left == []
    assert caplog.text == ""


def test_where_there_is_no_way_out_no_code_is_right() -> None:
    assert booth(BoothSettings(exit_code=CODE)).staff_exit(CODE) == {"code": "STAFF_REFUSED"}
    assert booth(on_exit=lambda: None).staff_exit("") == {"code": "STAFF_REFUSED"}
    assert booth(on_exit=lambda: None).configuration()["ok"]["staff_exit"] is False


def test_a_heartbeat_is_passed_on() -> None:
    beats: list[int] = []
    bridge = booth(on_heartbeat=lambda: beats.append(1))
    assert [bridge.heartbeat(), bridge.heartbeat()] == [{"ok": {}}] * 2
    assert beats == [1, 1]
    assert booth().heartbeat() == {"ok": {}}


def test_a_voice_that_breaks_is_an_answer_and_its_log_does_not_say_what_it_was_to_say(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bridge = booth()
    bridge.configuration()

    def break_down(*_arguments: object, input: bytes, **_more: object) -> None:  # noqa: A002 - its own name
        raise RuntimeError(f"cannot say {input.decode()}")

    monkeypatch.setattr("kiosk_web.speech.subprocess.run", break_down)
    assert bridge.speak(NAMES[1], "fr") == {"code": "INTERNAL_ERROR"}
    assert "RuntimeError" in caplog.text
    assert NAMES[1] not in caplog.text
