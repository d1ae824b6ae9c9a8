"""LOGIN, LOGOUT and what a session allows, over the wire: `docs/protocol.md`, "A session"."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import RunningServer
from tests.plugins.wire import Message, WireClient, error_code

COMMANDS: list[Message] = [
    {"command": "LOGOUT"},
    {"command": "GET_SPECIALTIES"},
    {"command": "GET_DOCTORS"},
    {"command": "SEARCH_CONSULTATIONS"},
    {"command": "GET_AVAILABILITY"},
    {"command": "GET_BOOKINGS"},
    {"command": "BOOK_CONSULTATION", "consultation_id": 1, "reason": "A cough"},
]


def luhn_sum(number: int) -> int:
    digits = [int(digit) for digit in reversed(str(number))]
    doubled = [2 * digit for digit in digits[1::2]]
    return sum(digits[::2]) + sum(digit - 9 if digit > 9 else digit for digit in doubled)


def test_a_new_patient_gets_a_number_of_nine_digits_with_a_check_digit(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        number = client.register()
    assert len(str(number)) == 9
    assert luhn_sum(number) % 10 == 0


def test_homonyms_get_numbers_of_their_own(server: RunningServer) -> None:
    numbers = set()
    for _ in range(3):
        with WireClient(server.address) as client:
            numbers.add(client.register("Peeters", "Jan"))
    assert len(numbers) == 3


def test_the_number_opens_the_next_session(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        number = client.register("Lefèvre", "Zoé")
    with WireClient(server.address) as client:
        assert client.log_in("Lefèvre", "Zoé", number) == {"status": "ok", "patient_id": number}


def test_names_match_without_case_accents_or_surrounding_space(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        number = client.register("Durand", "Amélie")
    for last_name, first_name in (
        ("durand", "amelie"),
        ("DURAND", "AMÉLIE"),
        ("  Durand ", "Ame\u0301lie"),
        ("Dürand", "Amelié"),
    ):
        with WireClient(server.address) as client:
            assert client.log_in(last_name, first_name, number)["status"] == "ok", (last_name, first_name)


def test_a_person_with_one_name_is_kept_as_typed_and_logs_in(server: RunningServer, run_sql: RunSql) -> None:
    with WireClient(server.address) as client:
        number = client.register("Suharto", "")
    assert run_sql("SELECT last_name, first_name FROM patients WHERE id = %s", number) == (("Suharto", ""),)
    for first_name in ("", "  ", "-", "‐"):
        with WireClient(server.address) as client:
            assert client.log_in("suharto", first_name, number)["status"] == "ok", first_name


def test_an_empty_first_name_matches_a_stored_dash_and_nothing_else(
    server: RunningServer, run_sql: RunSql
) -> None:
    run_sql("INSERT INTO patients (id, last_name, first_name) VALUES (7, 'Sukarno', '-'), (8, 'Maes', 'Els')")
    with WireClient(server.address) as client:
        assert client.log_in("Sukarno", "", 7)["status"] == "ok"
    with WireClient(server.address) as client:
        assert error_code(client.log_in("Maes", "", 8)) == "LOGIN_REFUSED"
    with WireClient(server.address) as client:
        assert error_code(client.log_in("Sukarno", "Els", 7)) == "LOGIN_REFUSED"


def test_the_birth_date_of_a_new_patient_is_kept(server: RunningServer, run_sql: RunSql) -> None:
    with WireClient(server.address) as client:
        number = client.register(birth_date="1943-02-28")
    assert str(run_sql("SELECT birth_date FROM patients WHERE id = %s", number)[0][0]) == "1943-02-28"


def test_a_new_patient_is_not_born_tomorrow(server: RunningServer, run_sql: RunSql) -> None:
    the_day_after = dt.date.today() + dt.timedelta(2)  # whatever the zones of server and test
    with WireClient(server.address) as client:
        names: dict[str, object] = {"last_name": "Maes", "first_name": "An", "new_patient": True}
        assert error_code(client.ask("LOGIN", **names, birth_date=str(the_day_after))) == "BAD_REQUEST"
        assert run_sql("SELECT COUNT(*) FROM patients") == ((0,),)
        assert client.ask("LOGIN", **names, birth_date="1943-02-28")["status"] == "ok"


def test_a_child_born_yesterday_is_a_new_patient(server: RunningServer) -> None:
    born = str(dt.date.today() - dt.timedelta(1))  # today's date is another one in some zone
    with WireClient(server.address) as client:
        reply = client.ask("LOGIN", last_name="Maes", first_name="An", new_patient=True, birth_date=born)
        assert reply["status"] == "ok"


@pytest.mark.parametrize(
    ("last_name", "first_name"),
    [("-", "An"), ("42", "An"), ("\u3164", "An"), ("\u200b", "An"), ("Maes", "42"), ("Maes", "\U0001f600")],
)
def test_a_new_patient_has_a_letter_in_each_name(
    server: RunningServer, run_sql: RunSql, last_name: str, first_name: str
) -> None:
    with WireClient(server.address) as client:
        reply = client.ask("LOGIN", last_name=last_name, first_name=first_name, new_patient=True)
    assert error_code(reply) == "BAD_REQUEST"
    assert run_sql("SELECT COUNT(*) FROM patients") == ((0,),)


def test_a_new_patients_names_are_kept_as_typed_but_for_space_and_what_is_invisible(
    server: RunningServer, run_sql: RunSql
) -> None:
    with WireClient(server.address) as client:
        client.register("Van  den\u00a0Broeck\u200b", "Zoë–Lou’")
    assert run_sql("SELECT last_name, first_name FROM patients") == (("Van den Broeck", "Zoë–Lou’"),)


def test_names_in_other_signs_log_in_and_share_one_budget(server: RunningServer, run_sql: RunSql) -> None:
    run_sql("INSERT INTO patients (id, last_name, first_name) VALUES (7, 'D''Hondt  Smet', 'Jean-Pierre')")
    for names in (("d’hondt smet", "jean pierre"), ("D`HONDT\u00a0Smet", "Jean–Pierre")):
        with WireClient(server.address) as client:
            assert client.log_in(*names, 7)["status"] == "ok"


def test_a_number_that_another_program_gave_logs_in(server: RunningServer, run_sql: RunSql) -> None:
    run_sql("INSERT INTO patients (id, last_name, first_name) VALUES (7, 'Maes', 'Els')")
    with WireClient(server.address) as client:
        assert client.log_in("Maes", "Els", 7)["status"] == "ok"


def test_a_refusal_does_not_reveal_which_part_was_wrong(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        number = client.register("Durand", "Amélie")
    for last_name, first_name, offered in (
        ("Dupont", "Amélie", number),
        ("Durand", "Dupont", number),
        ("Durand", "Amélie", 123_456_782),
    ):
        with WireClient(server.address) as client:
            reply = client.log_in(last_name, first_name, offered)
            assert error_code(reply) == "LOGIN_REFUSED"
            assert reply["message"] == "names and number do not match one patient"
            assert client.log_in("Durand", "Amélie", number)["status"] == "ok"


def test_every_other_command_needs_a_session(server: RunningServer) -> None:
    for command in COMMANDS:
        with WireClient(server.address) as client:
            client.say(command)
            assert error_code(client.hear()) == "NOT_LOGGED_IN", command
            client.register()


def test_a_second_login_in_one_session_is_refused(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        number = client.register()
        assert error_code(client.log_in("Durand", "Amélie", number)) == "ALREADY_LOGGED_IN"
        assert client.ask("GET_SPECIALTIES")["status"] == "ok"


def test_logout_answers_and_closes(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        assert client.ask("LOGOUT") == {"status": "ok"}
        assert client.is_closed()


def test_the_answer_to_logout_arrives_though_more_was_sent(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        client.say({"command": "LOGOUT"})
        for _ in range(50):
            client.say({"command": "GET_SPECIALTIES"})
        assert client.hear() == {"status": "ok"}
        assert client.is_closed()


def test_replies_come_in_the_order_of_the_requests(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        for _ in range(20):
            client.say({"command": "GET_SPECIALTIES"})
            client.say({"command": "GET_DOCTORS"})
        keys = [("specialties" in (reply := client.hear()), "doctors" in reply) for _ in range(40)]
    assert keys == [(True, False), (False, True)] * 20
