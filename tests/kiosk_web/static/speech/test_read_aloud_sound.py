"""Reading aloud with the booth's real voice and the browser's real sound.

The page's clock stands still: its limits for a voice that hangs do not run out on a slow machine.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from kiosk_web.calls.voice import Speaker
from tests.plugins.browser import stop_clock, wait_until

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

REAL = """
import { createNarrator } from "./speech/narrator.js";
import { openTransport } from "./transport.js";
const transport = await openTransport();
root.innerHTML = "<main><h1>Bonjour</h1><button id='b'>Oui</button></main>";
harness.sounds = [];
const RealAudio = window.Audio;
window.Audio = function () {
  const element = new RealAudio();
  harness.element = element;
  for (const kind of ["loadedmetadata", "ended", "error"]) {
    element.addEventListener(kind, () => harness.sounds.push([kind, element.duration, element.volume]));
  }
  return element;
};
const speak = (text, language) => transport("speak", text, language);
harness.narrator = createNarrator({ speak, root: () => root, language });
"""


class RealVoice:
    """The booth's voice, as the bridge offers it."""

    def __init__(self) -> None:
        self._speaker = Speaker()
        self._spoken: list[tuple[str, str]] = []

    def speak(self, text: str, language: str) -> dict[str, Any]:
        self._spoken.append((text, language))
        sound = base64.b64encode(self._speaker.say(text, language)).decode()
        return {"ok": {"audio": f"data:audio/wav;base64,{sound}"}}


def test_the_real_voice_sounds_to_its_end_and_is_released(open_component: OpenComponent) -> None:
    voice = RealVoice()
    page = open_component(REAL, bridge=voice, has_clock=True)
    stop_clock(page)
    page.mouse.click(500, 900)  # an ordinary browser makes no sound before a first touch
    page.evaluate("harness.narrator.start()")
    page.locator("#b").focus()
    page.keyboard.press("Shift")
    page.evaluate("harness.sounds.length = 0; document.getElementById('b').blur()")
    page.locator("#b").focus()
    wait_until(page, "harness.sounds.some(([kind]) => kind === 'ended')")
    (kind, duration, volume), *_ = page.evaluate("harness.sounds")
    assert kind == "loadedmetadata"
    assert 0 < duration < 10
    assert volume == pytest.approx(0.45)
    wait_until(page, "!harness.narrator.isSpeaking()")
    assert page.evaluate("harness.element.getAttribute('src')") is None
    assert voice._spoken[-1] == ("Oui, bouton", "fr")


def test_a_reset_releases_the_sound_in_the_middle_of_a_word(open_component: OpenComponent) -> None:
    page = open_component(REAL, bridge=RealVoice(), has_clock=True)
    stop_clock(page)
    page.mouse.click(500, 900)
    page.evaluate("harness.narrator.start()")
    wait_until(page, "harness.element.currentTime > 0")
    page.evaluate("harness.narrator.reset()")
    assert page.evaluate("[harness.element.paused, harness.element.getAttribute('src')]") == [True, None]
    assert page.evaluate("harness.narrator.isSpeaking()") is False
