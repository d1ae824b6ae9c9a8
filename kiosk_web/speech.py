"""Words to sound: espeak-ng, run once a text.

Here: which languages can be spoken on this machine, and the WAV of a text. Not here: when to speak and how
loud (the page), how long a text may be (`arguments.py`). It promises that a text reaches espeak-ng on its
standard input only: a command line can be read by every user of the machine, and a text may hold a patient's
name; and that no call outlasts its limit.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading

PROGRAM = "espeak-ng"
WORDS_A_MINUTE = 150
"""A moderate pace: espeak's own 175 is hard to follow for who hears the booth for the first time."""

SECONDS_ALLOWED = 10.0

VOICES = {"fr": ("fr-be", "fr"), "nl": ("nl",), "de": ("de",), "en": ("en-gb",)}
"""The voices of each language, the best first."""

_RIFF_SIZE_AT, _DATA_SIZE_AT, _HEADER_SIZE = 4, 40, 44


class NoVoiceError(Exception):
    """This machine cannot speak that language, or not now."""


class Speaker:
    """Speaks with espeak-ng, where it is installed.

    Args:
        program: What to run.
    """

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program

    def languages(self) -> tuple[str, ...]:
        """Return the languages that truly sound here; found out once, in about a tenth of a second."""
        return tuple(_found_voices(self._program))

    def say(self, text: str, language: str) -> bytes:
        """Return a text as WAV (mono, 16 bit).

        Raises:
            NoVoiceError: There is no voice for the language, or espeak-ng did not do its work.
        """
        voice = _found_voices(self._program).get(language)
        if voice is None:
            raise NoVoiceError(language)
        return _spoken(self._program, text, voice)


_found: dict[str, dict[str, str]] = {}
_finding = threading.Lock()


def _found_voices(program: str) -> dict[str, str]:
    """Find the best voice of each language that this program has; once a process, for all who ask."""
    with _finding:
        if program not in _found:
            chosen = {language: _first_voice(program, names) for language, names in VOICES.items()}
            _found[program] = {language: name for language, name in chosen.items() if name}
        return _found[program]


def _first_voice(program: str, names: tuple[str, ...]) -> str | None:
    for name in names:
        with contextlib.suppress(NoVoiceError):
            _spoken(program, "a", name)
            return name
    return None


def _spoken(program: str, text: str, voice: str) -> bytes:
    command = [program, "-v", voice, "-s", str(WORDS_A_MINUTE), "-b", "1", "--stdin", "--stdout"]
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=SECONDS_ALLOWED, check=True
        )
    except (OSError, subprocess.SubprocessError):
        raise NoVoiceError(voice) from None  # an exception of subprocess would carry what was said
    if not any(done.stdout[_HEADER_SIZE:]):  # a header alone, or silence
        raise NoVoiceError(voice)
    return _with_true_sizes(done.stdout)


def _with_true_sizes(wav: bytes) -> bytes:
    """Write the sizes that espeak-ng leaves open on a pipe, so that a player knows how long it is."""
    sound = bytearray(wav)
    sound[_RIFF_SIZE_AT : _RIFF_SIZE_AT + 4] = (len(wav) - 8).to_bytes(4, "little")
    sound[_DATA_SIZE_AT : _DATA_SIZE_AT + 4] = (len(wav) - _HEADER_SIZE).to_bytes(4, "little")
    return bytes(sound)
