"""Recognises UTF-8 that was read as latin1, such as `AmÃ©lie` for `Amélie`, and restores it.

No database here. Promise: text that is right is never taken for misread. So a text counts as misread only
if all of it decodes, and every word then is of one alphabet: `KRÍŽ` and `Voß–Weiß` happen to decode too,
to letters that no name has. latin1 means what MySQL means by it: Windows-1252, with the five bytes that it
leaves out.
"""

from __future__ import annotations

import itertools
import unicodedata

_DEEPEST = 3
"""How often a text may have been misread, one program after the other."""

# Blocks of Latin letters in which names are written: Latin-1, Extended-A and -B, Extended Additional.
_LATIN = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
_SIGNS_OF_LATIN1 = range(0xA0, 0xC0)
_ACCENTS = range(0x300, 0x329)
_SIGNS = range(0x2010, 0x110000)


def as_meant(text: str) -> str | None:
    """Return what a text was before it was misread (more than once, perhaps).

    Args:
        text: as the database has it.

    Returns:
        The text as it was meant; None if it is right as it is.
    """
    meant, candidate = None, _decoded(text)
    for _ in range(_DEEPEST):
        if candidate is None:
            break
        meant = candidate if _is_plausible(candidate) else meant
        candidate = _decoded(candidate)
    return meant


def misread(text: str) -> str:
    """Return what a program that takes UTF-8 for latin1 makes of a text."""
    return "".join(_character(byte) for byte in text.encode())


def _character(byte: int) -> str:
    character = bytes([byte]).decode("cp1252", "replace")
    return chr(byte) if character == "\N{REPLACEMENT CHARACTER}" else character


_BYTES = {_character(byte): byte for byte in range(256)} | {chr(byte): byte for byte in range(0x80, 0xA0)}


def _decoded(text: str) -> str | None:
    """Return a text whose characters are read as the bytes of UTF-8; None if they are not."""
    if text.isascii():
        return None
    try:
        return bytes(_BYTES[character] for character in text).decode()
    except (KeyError, UnicodeDecodeError):
        return None


def _is_plausible(text: str) -> bool:
    """Tell whether a text consists of words of one alphabet each, and signs that people write."""
    for is_word, characters in itertools.groupby(text, _is_part_of_a_word):
        part = "".join(characters)
        if not (_is_of_one_alphabet(part) if is_word else all(map(_is_sign, part))):
            return False
    return True


def _is_part_of_a_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" and ord(character) not in _SIGNS_OF_LATIN1


def _is_sign(character: str) -> bool:
    is_known = ord(character) in _SIGNS_OF_LATIN1 or ord(character) in _SIGNS
    return character.isascii() or (is_known and unicodedata.category(character)[0] in "PSZNC")


def _is_of_one_alphabet(word: str) -> bool:
    alphabets = {_alphabet(character) for character in word} - {"any"}
    return "none" not in alphabets and (len(alphabets) <= 1 or "LATIN" not in alphabets)


def _alphabet(character: str) -> str:
    if ord(character) in _ACCENTS or character in "ʻʼ":
        return "any"
    alphabet = unicodedata.name(character, "none").partition(" ")[0]
    is_usual = character.isascii() or any(ord(character) in block for block in _LATIN)
    if alphabet in {"LATIN", "MODIFIER", "MICRO"} and not is_usual:
        return "none"
    return "none" if alphabet == "COMBINING" else alphabet
