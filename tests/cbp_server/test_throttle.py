"""The bound on refused logins: `spec/protocol.md`, TOO_MANY_ATTEMPTS; issue 2, item 4."""

import pytest

from cbp_server.names import are_same_names, fold_name
from cbp_server.throttle import REFUSALS_A_NETWORK, LoginThrottle

A_MINUTE = 60.0
A_QUARTER = 15 * A_MINUTE
A_DAY = 24 * 60 * A_MINUTE


class Clock:
    """A clock that goes when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def throttle(clock: Clock) -> LoginThrottle:
    return LoginThrottle(clock=clock, most_subjects=50)


def refuse(throttle: LoginThrottle, times: int, name: str = "Durand", ip: str = "192.0.2.1") -> list[float]:
    return [throttle.settle(name, "Amélie", ip, is_right=False) for _ in range(times)]


def wait(throttle: LoginThrottle, name: str = "Durand", ip: str = "192.0.2.1") -> float:
    return throttle.wait_left(name, "Amélie", ip)


def test_four_refusals_cost_nothing(throttle: LoginThrottle) -> None:
    assert refuse(throttle, 4) == [0.0] * 4
    assert wait(throttle) == 0.0


def test_the_fifth_refusal_makes_the_name_wait_from_everywhere(throttle: LoginThrottle) -> None:
    refuse(throttle, 5)
    assert wait(throttle) == wait(throttle, ip="198.51.100.9") == A_QUARTER
    assert wait(throttle, name="Peeters") == 0.0


def test_every_spelling_of_a_name_waits(throttle: LoginThrottle) -> None:
    refuse(throttle, 5, name="D'Hôndt")
    assert wait(throttle, name=" d’hondt ") == A_QUARTER


def test_no_fifteen_minutes_hold_more_than_five_refusals(throttle: LoginThrottle, clock: Clock) -> None:
    heard: list[float] = []
    for _ in range(300):
        if throttle.settle("Durand", "Amélie", f"192.0.2.{len(heard) % 250}", is_right=False) == 0.0:
            heard.append(clock.now)
        clock.now += 30
    assert all(later - earlier >= A_QUARTER for earlier, later in zip(heard, heard[5:], strict=False))
    assert len(heard) > 5


def test_the_wait_grows_each_time_up_to_two_hours(throttle: LoginThrottle, clock: Clock) -> None:
    waits = []
    for _ in range(6):
        refuse(throttle, 5)
        waits.append(wait(throttle) / A_QUARTER)
        clock.now += wait(throttle)
    assert waits == [1, 2, 4, 8, 8, 8]


def test_a_quiet_day_forgives(throttle: LoginThrottle, clock: Clock) -> None:
    refuse(throttle, 5)
    clock.now += A_DAY + 1
    refuse(throttle, 5)
    assert wait(throttle) == A_QUARTER


def test_refusals_of_long_ago_do_not_count(throttle: LoginThrottle, clock: Clock) -> None:
    refuse(throttle, 4)
    clock.now += A_QUARTER
    refuse(throttle, 1)
    assert wait(throttle) == 0.0


def test_a_right_login_neither_counts_nor_forgives(throttle: LoginThrottle) -> None:
    refuse(throttle, 4)
    for _ in range(10):
        assert throttle.settle("Durand", "Amélie", "192.0.2.1", is_right=True) == 0.0
    refuse(throttle, 1)
    assert wait(throttle) == A_QUARTER


def test_attempts_during_a_wait_do_not_lengthen_it(throttle: LoginThrottle, clock: Clock) -> None:
    refuse(throttle, 5)
    clock.now += A_MINUTE
    assert refuse(throttle, 3) == [A_QUARTER - A_MINUTE] * 3
    assert wait(throttle) == A_QUARTER - A_MINUTE


def test_a_right_guess_that_ends_after_the_bound_is_told_to_wait(throttle: LoginThrottle) -> None:
    refuse(throttle, 5)
    assert throttle.settle("Durand", "Amélie", "192.0.2.1", is_right=True) == A_QUARTER


def test_the_twentieth_refusal_makes_the_address_wait(throttle: LoginThrottle) -> None:
    for number in range(20):
        assert wait(throttle) == 0.0
        refuse(throttle, 1, name=f"Name {number}")
    assert wait(throttle) == A_QUARTER
    assert wait(throttle, ip="192.0.2.2") == 0.0


def test_twenty_booths_of_one_ipv6_network_make_nobody_else_wait(throttle: LoginThrottle) -> None:
    for number in range(20):
        refuse(throttle, 1, name=f"Name {number}", ip=f"2001:db8:0:1::{number:x}")
    assert wait(throttle, ip="2001:db8:0:1:ffff::1") == 0.0


def test_a_network_of_ipv6_has_a_bound_however_many_addresses_it_has(throttle: LoginThrottle) -> None:
    for number in range(REFUSALS_A_NETWORK):
        assert wait(throttle, name="Peeters", ip="2001:db8:0:1:ffff::1") == 0.0
        refuse(throttle, 1, name=f"Name {number}", ip=f"2001:db8:0:1::{number:x}")
    assert wait(throttle, name="Peeters", ip="2001:db8:0:1:ffff::1") == A_QUARTER
    assert wait(throttle, name="Peeters", ip="2001:db8:0:2::1") == 0.0


def test_booths_on_one_link_are_no_network(throttle: LoginThrottle) -> None:
    for number in range(REFUSALS_A_NETWORK):
        refuse(throttle, 1, name=f"Name {number}", ip=f"fe80::{number:x}")
    assert wait(throttle, name="Peeters", ip="fe80::ffff") == 0.0


@pytest.mark.parametrize("now", [124.1, 124.4])  # + 900 - this is a little less, or more, than 900
def test_a_log_tells_the_wait_in_whole_seconds_whatever_the_clock_shows(
    clock: Clock, throttle: LoginThrottle, caplog: pytest.LogCaptureFixture, now: float
) -> None:
    clock.now = now
    refuse(throttle, 5)
    assert caplog.messages == [
        "too many refused logins for a name, the last from 192.0.2.1: it waits 900 s",
    ]


def test_memory_is_bounded(throttle: LoginThrottle) -> None:
    for number in range(1000):
        refuse(throttle, 1, name=f"Name {number}", ip=f"10.0.{number // 250}.{number % 250}")
    assert repr(throttle) == "<LoginThrottle of 50 names and 50 addresses>"


def test_who_was_refused_longest_ago_is_forgotten_first(throttle: LoginThrottle) -> None:
    """Were it the newest, then once memory is full nobody would ever wait."""
    ips = [f"10.0.0.{number}" for number in range(51)]
    for number, ip in enumerate(ips):
        refuse(throttle, 5, name=f"Name {number}", ip=ip)
    assert wait(throttle, name="Name 0", ip=ips[0]) == 0.0
    assert wait(throttle, name="Name 1") == wait(throttle, name="Name 50") == A_QUARTER


def test_a_name_that_is_refused_again_is_remembered_before_others(throttle: LoginThrottle) -> None:
    for number in range(50):
        refuse(throttle, 4, name=f"Name {number}", ip=f"10.0.0.{number}")
    refuse(throttle, 1, name="Name 0", ip="10.0.0.0")
    refuse(throttle, 1, name="Name 50", ip="10.0.0.50")
    assert wait(throttle, name="Name 0") == A_QUARTER
    refuse(throttle, 1, name="Name 1", ip="10.0.0.1")
    assert wait(throttle, name="Name 1") == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Durand", "durand"),
        ("Amélie", "AMELIE"),
        ("  Zoé ", "Zoe\u0301"),
        ("Straße", "STRASSE"),
        ("Łukasz", "lukasz"),
        ("Bjørn", "bjorn"),
        ("Cœur", "coeur"),
        ("D'Hondt", "d’hondt"),
        ("İpek", "ipek"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("Durand", "Durant"), ("Van Damme", "Vandamme"), ("李", "王")])
def test_names_that_differ(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_both_names_have_to_match() -> None:
    assert are_same_names(("Durand", "Zoé"), ("durand", "zoe"))
    assert not are_same_names(("Durand", "Zoé"), ("Durand", "Zita"))
    assert not are_same_names(("Durand", "Zoé"), ("Dupont", "Zoé"))
