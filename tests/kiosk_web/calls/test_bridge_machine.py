"""The calls that need no server: configuration, voice, calendar code, paper, the staff's exit, heartbeat."""

from __future__ import annotations

import base64
import io
import logging
import socket
import threading
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import icalendar
import pytest

from kiosk_web.bridge import Bridge
from kiosk_web.configuration.booth import BoothSettings, Times
from kiosk_web.configuration.hospital import Hospital
from kiosk_web.printing import escpos
from kiosk_web.printing.paper import PrinterSettings
from tests.kiosk_web.calls.bridged import ENTRY, NAMES, NUMBER, PATIENCE, TICKET, OpenBridge, log_in, only
from tests.kiosk_web.printing.played_printer import PAPER_OUT, READY, ReceiptPrinter, stalls
from tests.kiosk_web.printing.qr_reading import read_path

CODE = "271828"
EMPTY = {"fr": "", "nl": "", "de": "", "en": ""}


@pytest.fixture
def paper_roll() -> Iterator[ReceiptPrinter]:
    printer = ReceiptPrinter(READY)
    yield printer
    printer.close()


def with_printer(printer: ReceiptPrinter) -> BoothSettings:
    return BoothSettings(printer=printer.settings)


def booth(settings: BoothSettings | None = None, **more: Any) -> Bridge:
    """Return the bridge of a machine that can be heard, as not each can, unless the test says otherwise."""
    return Bridge("127.0.0.1", 1, settings=settings or BoothSettings(sound="yes"), **more)


def test_without_sound_no_language_is_offered_and_nothing_spoken() -> None:
    silent = booth(BoothSettings(sound="no"))
    assert silent.configuration()["ok"]["speech"] == ()
    assert silent.speak("Bonjour", "fr")["code"] == "NO_VOICE"


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
        sound="yes",  # the machine of a test may have no sound card
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
            "times": {"idle": 90, "warning": 30, "booked": 45, "limit": 600},
            "speech": ("fr", "nl", "de", "en"),
            "printer": True,
            "staff_exit": True,
            "interrupted": "none",
        }
    }


def test_a_booth_without_settings_has_the_defaults() -> None:
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
    assert told["times"] == {"idle": 60, "warning": 20, "booked": 30, "limit": 600}
    assert (told["printer"], told["staff_exit"]) == (False, False)


def test_a_sentence_comes_back_as_sound() -> None:
    audio = booth().speak("Bonjour,\nquelle est votre date de naissance ?", "fr")["ok"]["audio"]
    kind, _, data = audio.partition(",")
    assert kind == "data:audio/wav;base64"
    with wave.open(io.BytesIO(base64.b64decode(data))) as wav:
        assert wav.getnframes() > wav.getframerate()


def test_a_language_without_a_voice_says_so() -> None:
    assert booth().speak("Ciao", "it") == {"code": "NO_VOICE", "then": "tap"}


def test_the_calendar_code_holds_an_entry_at_the_hospital() -> None:
    settings = BoothSettings(hospital=Hospital(name="Saint-Luc", address="Rue Haute 1"))
    made = booth(settings).calendar_code(ENTRY)["ok"]
    (event,) = icalendar.Calendar.from_ical(read_path(made["size"], made["path"])).walk("VEVENT")
    assert event["SUMMARY"] == ENTRY["summary"]
    assert event["LOCATION"] == "Saint-Luc, Rue Haute 1"
    assert event.decoded("DTSTART").isoformat() == "2026-12-01T08:30:00+00:00"


def test_a_printed_ticket_has_the_number_of_the_patient_in_session(
    open_bridge: OpenBridge, paper_roll: ReceiptPrinter
) -> None:
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=with_printer(paper_roll))
    log_in(bridge)
    assert bridge.print_ticket(TICKET) == {"ok": {}}
    assert paper_roll.is_done.wait(PATIENCE)
    for words in ("Votre rendez-vous", "123 456 782", "Votre numéro de patient", "D’Hondt, Cœur"):
        assert words.encode("cp1252") in paper_roll.printed


def test_invisible_characters_are_not_printed(open_bridge: OpenBridge, paper_roll: ReceiptPrinter) -> None:
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=with_printer(paper_roll))
    log_in(bridge)
    lines = [["Médecin", "Dr \u2068Amélie D’Hondt\u2069"]]
    assert bridge.print_ticket(TICKET | {"lines": lines}) == {"ok": {}}
    assert paper_roll.is_done.wait(PATIENCE)
    assert "Dr Amélie D’Hondt\n".encode("cp1252") in paper_roll.printed


def test_nothing_is_printed_without_a_session(open_bridge: OpenBridge, paper_roll: ReceiptPrinter) -> None:
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=with_printer(paper_roll))
    assert bridge.print_ticket(TICKET) == {"code": "NOT_LOGGED_IN", "then": "over"}
    log_in(bridge)
    bridge.log_out()
    assert bridge.print_ticket(TICKET) == {"code": "NOT_LOGGED_IN", "then": "over"}
    assert paper_roll.printed == b""


def test_a_booth_without_a_printer_says_so() -> None:
    assert booth().print_ticket(TICKET) == {"code": "NO_PRINTER", "then": "tap"}


def test_a_printer_that_is_switched_off_is_an_answer_and_its_log_names_nobody(
    open_bridge: OpenBridge, paper_roll: ReceiptPrinter, caplog: pytest.LogCaptureFixture
) -> None:
    paper_roll.close()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = BoothSettings(printer=PrinterSettings(kind="escpos", host="127.0.0.1", port=port))
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=settings)
    log_in(bridge)
    with caplog.at_level(logging.DEBUG):
        assert bridge.print_ticket(TICKET) == {"code": "PRINTER_NOT_READY", "then": "tap"}
    assert "not ready" in caplog.text
    assert not any(secret in caplog.text for secret in (str(NUMBER), "123 456", "Hondt", "Amélie"))


def test_four_taps_on_print_send_an_unconfirmed_ticket_once(
    open_bridge: OpenBridge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(escpos, "PRINTING_SECONDS", 0.5)
    printer = ReceiptPrinter(READY, fails=stalls)
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=with_printer(printer))
    log_in(bridge)
    with caplog.at_level(logging.DEBUG), ThreadPoolExecutor(4) as taps:  # each call has a thread of its own
        replies = list(taps.map(bridge.print_ticket, [TICKET] * 4))
    assert replies == [{"code": "PRINTER_NOT_READY", "then": "tap", "unsure": True}] * 4
    in_dutch = TICKET | {"title": "Uw raadpleging", "notes": []}
    assert bridge.print_ticket(in_dutch) == replies[0]
    assert printer.visits == 1
    assert caplog.text.count("did not confirm a ticket") == 1
    assert not any(secret in caplog.text for secret in (str(NUMBER), "123 456", "Hondt", "Amélie"))
    printer.close()


def test_a_ticket_that_was_not_sent_may_be_tried_again(
    open_bridge: OpenBridge, paper_roll: ReceiptPrinter
) -> None:
    paper_roll.answer_first(PAPER_OUT)
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=with_printer(paper_roll))
    log_in(bridge)
    assert bridge.print_ticket(TICKET) == {"code": "PRINTER_NOT_READY", "then": "tap"}
    paper_roll.answer_first(READY)
    assert bridge.print_ticket(TICKET) == {"ok": {}}


def test_an_unconfirmed_ticket_is_forgotten_with_its_patient(
    open_bridge: OpenBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escpos, "PRINTING_SECONDS", 0.5)
    printer = ReceiptPrinter(READY, fails=stalls)
    bridge, _peer = open_bridge(only("LOGIN", {}), settings=with_printer(printer))
    for _patient in range(2):
        log_in(bridge)
        assert bridge.print_ticket(TICKET)["unsure"]
        bridge.log_out()
    assert printer.visits == 2
    printer.close()


def test_the_right_code_leaves_the_booth_after_its_answer() -> None:
    asked_by: list[threading.Thread] = []
    has_left = threading.Event()

    def leave() -> None:
        asked_by.append(threading.current_thread())
        has_left.set()

    bridge = booth(BoothSettings(exit_code=CODE, sound="yes"), on_exit=leave)
    assert bridge.staff_exit(CODE) == {"ok": {}}
    assert has_left.wait(PATIENCE)
    assert asked_by != [threading.current_thread()]


def test_a_wrong_code_is_refused_and_the_third_tells_how_long_to_wait(
    caplog: pytest.LogCaptureFixture,
) -> None:
    left: list[str] = []
    bridge = booth(BoothSettings(exit_code=CODE, sound="yes"), on_exit=lambda: left.append("left"))
    with caplog.at_level(logging.DEBUG):
        assert bridge.staff_exit("314159") == {"code": "STAFF_REFUSED", "then": "tap"}
        assert bridge.staff_exit("314159") == {"code": "STAFF_REFUSED", "then": "tap"}
        assert bridge.staff_exit("314159") == {"code": "STAFF_REFUSED", "then": "tap", "retry_after": 300.0}
        locked = bridge.staff_exit(CODE)
    assert locked["code"] == "STAFF_REFUSED"
    assert 0 < locked["retry_after"] <= 300
    assert left == []
    assert caplog.text == ""


def test_without_an_exit_no_code_is_right() -> None:
    assert booth(BoothSettings(exit_code=CODE, sound="yes")).staff_exit(CODE) == {
        "code": "STAFF_REFUSED",
        "then": "tap",
    }
    assert booth(on_exit=lambda: None).staff_exit("") == {"code": "STAFF_REFUSED", "then": "tap"}
    assert booth(on_exit=lambda: None).configuration()["ok"]["staff_exit"] is False


def test_another_code_is_judged_from_then_on_and_the_lock_stays() -> None:
    has_left = threading.Event()
    bridge = booth(BoothSettings(exit_code=CODE, sound="yes"), on_exit=has_left.set)
    assert bridge.staff_exit("314159")["code"] == "STAFF_REFUSED"
    bridge._follow(BoothSettings(exit_code="161803"))
    assert bridge.staff_exit(CODE) == {"code": "STAFF_REFUSED", "then": "tap"}
    assert bridge.staff_exit("161803") == {"ok": {}}
    assert has_left.wait(PATIENCE)
    assert [bridge.staff_exit("314159").get("retry_after") for _ in range(3)] == [None, None, 300.0]
    bridge._follow(BoothSettings(exit_code=CODE))
    assert bridge.staff_exit(CODE)["retry_after"] <= 300


def test_without_an_exit_no_other_code_is_right_either() -> None:
    bridge = booth()
    bridge._follow(BoothSettings(exit_code=CODE))
    assert bridge.staff_exit(CODE)["code"] == "STAFF_REFUSED"


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

    monkeypatch.setattr("kiosk_web.calls.voice.subprocess.run", break_down)
    assert bridge.speak(NAMES[1], "fr") == {"code": "INTERNAL_ERROR", "then": "tap"}
    assert "RuntimeError" in caplog.text
    assert NAMES[1] not in caplog.text
