"""Speech: espeak-ng, run once for each text.

Here: which languages this machine can speak, and the WAV of a text. Not here: when to speak and how loud (the
page), how long a text may be (`arguments.py`). It promises that a text reaches espeak-ng on standard input
only, because every user of the machine can read a command line and a text may hold a patient's name; and that
every call ends within `SECONDS_ALLOWED`.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading

PROGRAM = "espeak-ng"
WORDS_A_MINUTE = 150
"""espeak's own 175 is hard to follow for somebody who hears the booth for the first time."""

SECONDS_ALLOWED = 10.0

VOICES = {"fr": ("fr-be", "fr"), "nl": ("nl",), "de": ("de",), "en": ("en-gb",)}
"""The voices of each language, the best first."""

_RIFF_SIZE_AT, _DATA_SIZE_AT, _HEADER_SIZE = 4, 40, 44


class NoVoiceError(Exception):
    """This machine cannot speak that language, or cannot speak now."""


class Speaker:
    """Speaks with espeak-ng, where it is installed.

    Args:
        program: the command to run.
        is_heard: False: this machine has nothing to play it with, so there are no voices.
    """

    def __init__(self, program: str = PROGRAM, *, is_heard: bool = True) -> None:
        self._program = program
        self._is_heard = is_heard

    def languages(self) -> tuple[str, ...]:
        """Return the languages that can be heard here; the first call tries each, which takes about 0.1 s."""
        return tuple(self._voices())

    def say(self, text: str, language: str) -> bytes:
        """Return a text as WAV (mono, 16 bit).

        Raises:
            NoVoiceError: there is no voice for the language, or espeak-ng failed.
        """
        voice = self._voices().get(language)
        if voice is None:
            raise NoVoiceError(language)
        return _spoken(self._program, text, voice)

    def _voices(self) -> dict[str, str]:
        return _found_voices(self._program) if self._is_heard else {}


_found: dict[str, dict[str, str]] = {}
_finding = threading.Lock()


def _found_voices(program: str) -> dict[str, str]:
    """Return the best voice for each language that this program has; found once a process."""
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
        raise NoVoiceError(voice) from None  # subprocess's exception holds the text
    if not any(done.stdout[_HEADER_SIZE:]):  # a header alone, or silence
        raise NoVoiceError(voice)
    return _with_true_sizes(done.stdout)


def _with_true_sizes(wav: bytes) -> bytes:
    """Fill in the sizes that espeak-ng cannot know on a pipe, so that a player knows the length."""
    sound = bytearray(wav)
    sound[_RIFF_SIZE_AT : _RIFF_SIZE_AT + 4] = (len(wav) - 8).to_bytes(4, "little")
    sound[_DATA_SIZE_AT : _DATA_SIZE_AT + 4] = (len(wav) - _HEADER_SIZE).to_bytes(4, "little")
    return bytes(sound)
