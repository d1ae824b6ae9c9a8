"""What a run says in the end, and its exit status."""

from __future__ import annotations

import pytest

from prove.__main__ import _report
from tests.prove.histories import AMY, BEN, COY, Story

NOTHING_LOST = "prove: nothing lost, nothing doubled"
NOTHING_PROVED = "prove: nothing was booked, so nothing is proved"


@pytest.fixture
def story() -> Story:
    """Amy books and is in the row."""
    story = Story()
    story.books(AMY, 1)
    return story


def test_a_run_that_broke_no_promise_ends_with_0(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    assert _report(story.history(), {}, (), is_timed=True) == 0
    assert NOTHING_LOST in capsys.readouterr().out


def test_a_broken_rule_is_told_with_its_calls_and_ends_with_1(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    story.asks_for(BEN, 3)
    assert _report(story.history(), {}, (), is_timed=True) == 1
    said = capsys.readouterr().out
    assert "prove: BROKEN: acknowledged_is_kept, 1 times" in said
    assert f"call 2, session {BEN}: BOOK 3 of {BEN}, 2.000 to 2.500 s: ok" in said
    assert NOTHING_LOST not in said


def test_what_is_wrong_besides_the_answers_is_told_and_ends_with_1(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _report(story.history(), {}, ["the servers logged 2 defects"], is_timed=True) == 1
    said = capsys.readouterr().out
    assert "prove: BROKEN: the servers logged 2 defects" in said
    assert NOTHING_LOST not in said


def test_a_run_without_a_booking_proves_nothing_and_ends_with_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    story = Story()
    story.log_in(AMY)
    story.is_refused(BEN, 6, "NOT_AVAILABLE")
    story.loses_the_answer(COY, 1)
    assert _report(story.history(), {}, (), is_timed=True) == 1
    said = capsys.readouterr().out
    assert NOTHING_PROVED in said
    assert NOTHING_LOST not in said


def test_where_no_delay_is_judged_a_late_listing_ends_with_0(story: Story) -> None:
    story.log_in(BEN, at=10.0)
    story.call("LEAVE", BEN, 11.0)
    story.lists_clients(BEN, at=40.0)
    assert _report(story.history(), {}, (), is_timed=True) == 1
    assert _report(story.history(), {}, (), is_timed=False) == 0
