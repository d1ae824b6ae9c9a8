"""Printers behind CUPS. Its programs `lp`, `lpstat` and `cancel` are played by scripts that say what the real
ones of CUPS 2.4 said in front of a private cupsd: an installed cupsd would be a service of the machine.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from kiosk_web.printing import cups
from kiosk_web.printing.calendar_entry import Entry, Place, calendar_text, qr_code
from kiosk_web.printing.paper import PrinterNotReadyError, PrinterSettings, Ticket, TicketUnconfirmedError
from kiosk_web.printing.printer import TicketPrinter
from kiosk_web.printing.ticket_page import ticket_page
from tests.kiosk_web.printing.qr_reading import read_picture

CALENDAR = calendar_text(
    Entry(dt.date(2026, 12, 1), dt.time(9, 30), "Cardiologie, Dr D’Hondt", "Carte d’identité"),
    Place("Hôpital Saint-Luc", "Rue de l’Église 1", ZoneInfo("Europe/Brussels")),
    dt.datetime(2026, 11, 23, tzinfo=dt.UTC),
)
TICKET = Ticket(
    title="Votre rendez-vous est réservé",
    lines=(("Médecin", "Łukasz Müller-D’Hondt"), ("Où", "Cœur")),
    number_label="Votre numéro",
    number=123456782,
    notes=("Bitte bringen Sie Ihren Ausweis mit: schöne Grüße!",),
    code=qr_code(CALENDAR),
)
LP = """#!/bin/sh
cd {folder}
echo "$@" >>lp.seen
[ -e refuses ] && {{ echo 'lp: Destination "desk" is not accepting jobs.' >&2; exit 1; }}
if [ "$1" = -i ]; then
  [ -e forgets ] && {{ echo 'lp: job-hold-until failed: Job #7 does not exist.' >&2; exit 1; }}
  touch printed
  exit 0
fi
cat >page.pdf
case "$*" in *"-H hold"*) ;; *) touch printed ;; esac
[ -p late ] && read _ <late
[ -e keeps ] && echo desk-7 >jobs
echo "request id is desk-7 (0 file(s))"
"""
LPSTAT = """#!/bin/sh
cd {folder}
[ -e hangs ] && exec sleep 60
if [ "$2" = -p ]; then
  [ -e unknown ] && {{ echo 'lpstat: Invalid destination name in list "desk".' >&2; exit 1; }}
  cat state
  [ -e finishes ] && rm -f jobs # asked once more, after SECONDS_ALLOWED
  exit 0
elif [ "$3" = completed ]; then
  [ ! -e ended ] || cat ended
else
  [ -e then-hangs ] && exec sleep 60
  for job in $(cat jobs 2>/dev/null); do
    echo "$job                  booth              1024   Mon Nov 23 18:06:45 2026"
  done
fi
"""
CANCEL = """#!/bin/sh
cd {folder}
[ -s deaf ] && {{ truncate -s -1 deaf; echo 'cancel: Unable to connect to server.' >&2; exit 1; }}
echo "$@" >>cancel.seen
rm -f jobs
[ -p cancelled ] && echo >cancelled
exit 0
"""
STATE = "printer desk {what}  enabled since Mon Nov 23 18:06:45 2026\n\tForm mounted:\n\tAlerts: {alerts}\n"
IDLE = STATE.format(what="is idle.", alerts="none")
ENDED = (
    "desk-6                  booth              1024   Mon Nov 23 18:05:11 2026\n"
    "\tStatus: \n\tAlerts: job-completed-successfully\n\tqueued for desk\n"
    "desk-7                  booth              1024   Mon Nov 23 18:06:45 2026\n"
    "\tStatus: \n\tAlerts: {reason}\n\tqueued for desk\n"
)
STOPPED = "printer desk disabled since Mon Nov 23 18:06:46 2026 -\n\tout for lunch\n\tAlerts: paused\n"


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that simulates the queue `desk`."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, script in {"lp": LP, "lpstat": LPSTAT, "cancel": CANCEL}.items():
        (programs / name).write_text(script.format(folder=tmp_path))
        (programs / name).chmod(0o755)
    (tmp_path / "state").write_text(IDLE)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setattr(cups, "SECONDS_ALLOWED", 0.3)
    monkeypatch.setattr(cups, "PRINTING_SECONDS", 0.5)
    monkeypatch.setattr(cups, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(cups, "CANCEL_RETRY_SECONDS", 0.05)
    return tmp_path


def print_ticket() -> None:
    TicketPrinter(PrinterSettings(kind="cups", queue="desk")).print_ticket(TICKET)


def test_a_page_reaches_the_queue_through_the_standard_input(queue: Path) -> None:
    print_ticket()
    assert (queue / "page.pdf").read_bytes().startswith(b"%PDF-")
    assert (queue / "printed").exists()
    said = (queue / "lp.seen").read_text()
    assert "-d desk" in said
    assert "123" not in said
    assert not (queue / "cancel.seen").exists()


def test_the_page_bears_every_letter_the_number_in_groups_and_the_code() -> None:
    with pypdfium2.PdfDocument(ticket_page(TICKET)) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
        picture = document[0].render(scale=3).to_pil().convert("L")
    for said in ("réservé", "Łukasz Müller-D’Hondt", "Cœur", "Grüße", "123 456 782"):
        assert said in text
    assert read_picture(picture) == CALENDAR.decode()


def test_a_long_ticket_goes_on_over_a_second_page() -> None:
    long = Ticket(
        title="T" * 80,
        lines=tuple(("Quand", "mots " * 30) for _ in range(12)),
        number_label="N",
        number=1,
        notes=("mots " * 50,) * 8,
        code=qr_code(CALENDAR),
    )
    with pypdfium2.PdfDocument(ticket_page(long)) as document:
        assert len(document) > 1
        last = document[len(document) - 1].render(scale=3).to_pil().convert("L")
    assert read_picture(last) == CALENDAR.decode()


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (STATE.format(what="now printing desk-7.", alerts="media-empty-error"), "media-empty-error"),
        (
            STATE.format(what="now printing desk-7.", alerts="offline-report connecting-to-device"),
            "connecting",
        ),
        (IDLE, "does not move"),
    ],
    ids=["out of paper", "out of reach", "asleep"],
)
def test_a_ticket_that_is_not_printed_is_cancelled(queue: Path, state: str, why: str) -> None:
    (queue / "keeps").touch()
    (queue / "state").write_text(state)
    with pytest.raises(PrinterNotReadyError, match=why):
        print_ticket()
    assert (queue / "cancel.seen").read_text() == "-x desk-7\n"


def test_a_job_whose_id_comes_too_late_is_cancelled_and_never_printed(
    queue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups, "PROGRAM_SECONDS", 0.5)
    for name in ("late", "cancelled"):
        os.mkfifo(queue / name)
    (queue / "keeps").touch()
    with pytest.raises(PrinterNotReadyError, match="lp: TimeoutExpired"):
        print_ticket()
    assert (queue / "page.pdf").exists()  # CUPS has it, but its id has not come
    assert not (queue / "printed").exists()
    (queue / "late").write_text("now\n")
    (queue / "cancelled").read_text()  # blocks until it is cancelled
    assert (queue / "cancel.seen").read_text() == "-x desk-7\n"
    assert not (queue / "printed").exists()


def test_a_job_that_cannot_be_released_is_cancelled(queue: Path) -> None:
    (queue / "keeps").touch()
    (queue / "forgets").touch()
    with pytest.raises(PrinterNotReadyError, match="does not exist"):
        print_ticket()
    assert (queue / "cancel.seen").read_text() == "-x desk-7\n"


def test_cancelling_is_retried_until_cups_answers(queue: Path) -> None:
    os.mkfifo(queue / "cancelled")
    (queue / "keeps").touch()
    (queue / "deaf").write_text("...")  # does not answer the first three
    with pytest.raises(PrinterNotReadyError, match="does not move"):
        print_ticket()
    (queue / "cancelled").read_text()  # blocks until it is cancelled
    assert (queue / "cancel.seen").read_text() == "-x desk-7\n"


@pytest.mark.parametrize("alerts", ["none", "toner-low-warning", "media-low-report"])
def test_a_slow_printer_is_waited_for_until_its_job_is_done(
    queue: Path, monkeypatch: pytest.MonkeyPatch, alerts: str
) -> None:
    monkeypatch.setattr(cups, "PRINTING_SECONDS", 20.0)
    (queue / "keeps").touch()
    (queue / "state").write_text(STATE.format(what="now printing desk-7.", alerts=alerts))
    (queue / "ended").write_text(ENDED.format(reason="job-completed-successfully"))
    (queue / "finishes").touch()
    print_ticket()
    assert not (queue / "cancel.seen").exists()


def test_a_printer_that_stalls_in_the_middle_leaves_the_ticket_unconfirmed_and_cancelled(
    queue: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (queue / "keeps").touch()
    (queue / "state").write_text(STATE.format(what="now printing desk-7.", alerts="none"))
    with pytest.raises(TicketUnconfirmedError, match="did not finish desk-7"):
        print_ticket()
    assert (queue / "cancel.seen").read_text() == "-x desk-7\n"
    assert "did not confirm a ticket: the queue desk did not finish desk-7 in time" in caplog.text


@pytest.mark.parametrize("reason", ["aborted-by-system", "job-canceled-at-device"])
def test_a_job_that_cups_gave_up_is_no_ticket(queue: Path, reason: str) -> None:
    (queue / "ended").write_text(ENDED.format(reason=reason))
    with pytest.raises(TicketUnconfirmedError, match=reason):
        print_ticket()


def test_a_job_that_never_began_may_be_tried_again(queue: Path) -> None:
    (queue / "keeps").touch()
    with pytest.raises(PrinterNotReadyError, match="does not move") as raised:
        print_ticket()
    assert raised.type is PrinterNotReadyError


def test_a_cups_that_goes_silent_after_the_release_leaves_the_ticket_unconfirmed(
    queue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups, "PROGRAM_SECONDS", 1.0)
    (queue / "then-hangs").touch()
    with pytest.raises(TicketUnconfirmedError, match="lpstat: TimeoutExpired"):
        print_ticket()


def test_an_alert_left_from_the_last_job_does_not_prevent_printing(queue: Path) -> None:
    (queue / "state").write_text(STATE.format(what="is idle.", alerts="media-empty-error"))
    print_ticket()
    assert (queue / "page.pdf").exists()


def test_a_queue_that_is_stopped_is_sent_nothing(queue: Path) -> None:
    (queue / "state").write_text(STOPPED)
    with pytest.raises(PrinterNotReadyError, match="cupsenable desk"):
        print_ticket()
    assert not (queue / "lp.seen").exists()


@pytest.mark.parametrize(
    ("fault", "why"),
    [("refuses", "not accepting jobs"), ("unknown", "Invalid destination"), ("hangs", "TimeoutExpired")],
)
def test_cups_refuses_or_hangs_or_does_not_know_the_queue(
    queue: Path, monkeypatch: pytest.MonkeyPatch, fault: str, why: str
) -> None:
    monkeypatch.setattr(cups, "PROGRAM_SECONDS", 1.0)
    (queue / fault).touch()
    with pytest.raises(PrinterNotReadyError, match=why):
        print_ticket()


def test_a_machine_without_cups_says_which_package_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "cups-client" in (cups.lacking() or "")


@pytest.mark.usefixtures("queue")
def test_a_machine_with_every_program_lacks_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cups.lacking() is None
    monkeypatch.setattr(cups, "FONTS", tmp_path)
    assert "fonts-dejavu-core" in (cups.lacking() or "")
