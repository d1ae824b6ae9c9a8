"""Whether the machine can be heard: by what Linux lists of its sound cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk_web.calls.sound import can_be_heard
from kiosk_web.calls.voice import NoVoiceError, Speaker

JACK = "00-00: ALC269VC Analog : ALC269VC Analog : playback 1 : capture 1\n"
MICROPHONE = "01-00: USB Audio : USB Audio : capture 1\n"


@pytest.mark.parametrize(
    ("listed", "is_heard"),
    [(None, False), ("", False), (MICROPHONE, False), (JACK, True), (MICROPHONE + JACK, True)],
    ids=["no driver", "no card", "a microphone", "a jack", "both"],
)
def test_a_card_that_plays_is_looked_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, listed: str | None, is_heard: bool
) -> None:
    cards = tmp_path / "pcm"
    if listed is not None:
        cards.write_text(listed, encoding="utf-8")
    assert can_be_heard("auto", cards) is is_heard
    assert [line.startswith("no sound card") for line in caplog.messages] == [True] * (not is_heard)


@pytest.mark.parametrize(("setting", "is_heard"), [("yes", True), ("no", False)])
def test_the_configuration_may_know_better(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, setting: str, is_heard: bool
) -> None:
    assert can_be_heard(setting, tmp_path / "pcm") is is_heard
    assert caplog.messages == []


def test_who_is_not_heard_has_no_voice() -> None:
    silent = Speaker(is_heard=False)
    assert silent.languages() == ()
    with pytest.raises(NoVoiceError):
        silent.say("Bonjour", "fr")
