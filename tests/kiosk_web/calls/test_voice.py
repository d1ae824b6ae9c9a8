"""Speech with the real espeak-ng."""

from __future__ import annotations

import array
import io
import os
import shutil
import wave
from pathlib import Path

import pytest

from kiosk_web.calls.voice import NoVoiceError, Speaker

SENTENCES = {
    "fr": "Votre rendez-vous est réservé.",
    "nl": "Uw afspraak is geboekt.",
    "de": "Ihr Termin ist gebucht, schöne Grüße.",
    "en": "Your appointment is booked.",
}
NAME = "Amélie D’Hondt"


@pytest.fixture
def spied_espeak(tmp_path: Path) -> Path:
    """The real espeak-ng behind a program that records how it was started."""
    program = tmp_path / "espeak-ng"
    real = shutil.which("espeak-ng")
    program.write_text(f"""#!/bin/sh
tr '\\0' ' ' </proc/$$/cmdline >>{tmp_path}/seen
tr '\\0' ' ' </proc/$$/environ >>{tmp_path}/seen
echo >>{tmp_path}/seen
exec {real} "$@"
""")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("language", SENTENCES)
def test_every_language_sounds(language: str) -> None:
    sound = Speaker().say(SENTENCES[language], language)
    with wave.open(io.BytesIO(sound)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth()) == (1, 2)
        samples = array.array("h", wav.readframes(wav.getnframes()))
        assert wav.getnframes() * 2 + 44 == len(sound)  # the header tells the true length
        assert len(samples) > wav.getframerate() / 2
    assert max(samples) > 3000


def test_the_booth_knows_what_it_can_speak() -> None:
    assert Speaker().languages() == ("fr", "nl", "de", "en")


def test_voices_are_tried_once(spied_espeak: Path) -> None:
    speaker = Speaker(str(spied_espeak))
    speaker.languages()
    before = (spied_espeak.parent / "seen").read_text()
    speaker.languages()
    assert (spied_espeak.parent / "seen").read_text() == before


def test_what_is_said_stands_in_no_command_line_and_no_environment(spied_espeak: Path) -> None:
    Speaker(str(spied_espeak)).say(NAME, "fr")
    seen = (spied_espeak.parent / "seen").read_text()
    assert "--stdin" in seen
    assert "Hondt" not in seen


def test_accents_are_heard_as_letters() -> None:
    speaker = Speaker()
    assert speaker.say("é", "fr") != speaker.say("e", "fr")


def test_a_text_that_looks_like_an_option_is_spoken() -> None:
    assert len(Speaker().say("--version", "en")) > 10_000


def test_a_machine_without_espeak_has_no_voice(tmp_path: Path) -> None:
    speaker = Speaker(str(tmp_path / "espeak-ng"))
    assert speaker.languages() == ()
    with pytest.raises(NoVoiceError):
        speaker.say("Bonjour", "fr")


def test_a_language_that_the_booth_does_not_speak_has_no_voice() -> None:
    with pytest.raises(NoVoiceError):
        Speaker().say("Ciao", "it")


@pytest.mark.parametrize(
    "script", ["exit 1", "head -c 44 /dev/zero", "head -c 4000 /dev/zero", "sleep 60"], ids=str
)
def test_a_failing_espeak_is_no_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text(f"#!/bin/sh\nexec {script}\n" if script != "exit 1" else "#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr("kiosk_web.calls.voice.SECONDS_ALLOWED", 0.2)
    assert Speaker(str(program)).languages() == ()


def test_french_falls_back_where_there_is_no_belgian_voice(tmp_path: Path) -> None:
    program = tmp_path / "espeak-ng"
    real = shutil.which("espeak-ng")
    program.write_text(f"""#!/bin/sh
[ "$2" = fr-be ] && exit 1
exec {real} "$@"
""")
    program.chmod(0o755)
    assert os.access(program, os.X_OK)
    assert Speaker(str(program)).languages() == ("fr", "nl", "de", "en")
    assert len(Speaker(str(program)).say("Bonjour", "fr")) > 10_000
