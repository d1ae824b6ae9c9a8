"""The pauses in a report: the longest, those of outages apart, and which fault made which."""

from __future__ import annotations

import pytest

from prove import figures
from prove.history import Fault
from tests.prove.histories import AMY, Story


@pytest.fixture
def story() -> Story:
    """Bookings that are answered at 1, 4, 4.5, 16 and 16.5 s; a node is killed, then all."""
    story = Story()
    for number, end in enumerate((1.0, 4.0, 4.5, 16.0, 16.5), start=1):
        story.books(AMY, number, at=end - 0.2, end=end)
    story.faults.append(Fault(name="node killed", begin=1.5, end=3.0))
    story.faults.append(Fault(name="power cut", begin=5.0, end=15.0, is_outage=True))
    return story


def lines(story: Story) -> str:
    return "\n".join(figures.lines(story.history(), {}))


def test_the_longest_pause_is_told_and_that_of_an_outage_apart(story: Story) -> None:
    assert "of writes 3.0 s (node killed); with outages 11.5 s (power cut)" in lines(story)


def test_each_fault_is_told_with_its_own_pauses(story: Story) -> None:
    assert (
        "pauses of writes of a second or more: node killed 1, up to 3.0 s, power cut 1, up to 11.5 s"
        in lines(story)
    )


def test_a_pause_of_two_faults_is_of_neither(story: Story) -> None:
    story.faults.append(Fault(name="proxy killed", begin=2.0, end=2.5))
    assert "second or more: power cut 1" in lines(story)
    assert "of writes 3.0 s (node killed, proxy killed)" in lines(story)


def test_a_pause_that_has_no_end_is_told(story: Story) -> None:
    story.faults.append(Fault(name="node frozen", begin=17.0, end=30.0))
    assert "of writes 13.5 s (node frozen)" in lines(story)


def test_without_a_pause_none_is_made_up(story: Story) -> None:
    story.calls = [call for call in story.calls if call.end in {4.0, 4.5}]
    story.faults.clear()
    assert "longest pause under 1 s; of writes under 1 s" in lines(story)
    assert "or more" not in lines(story)
