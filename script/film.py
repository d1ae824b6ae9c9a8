"""The moving picture of a whole booking, for the README: each touch is shown before it acts."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page

from tests.kiosk_web.static.steps import onward, reach

LOOK, TOUCH, LAST = 450, 380, 2_600
"""Milliseconds: a screen before its touch, the touch, and the last screen of all."""
FINGER = 30
"""Radius of a touch, in pixels of the film."""
QUALITY = 80


class Film:
    """The pictures of a page, one after the other.

    Args:
        page: a booth at its invitation.
        scale: of a screenshot to the page's own pixels.
    """

    def __init__(self, page: Page, scale: float) -> None:
        self._page = page
        self._scale = scale
        self._pictures: list[Image.Image] = []
        self._times: list[int] = []

    def show(self, milliseconds: int = LOOK, at: Locator | None = None) -> None:
        """Add the page as it is now, with a finger on an element."""
        picture = Image.open(io.BytesIO(self._page.screenshot())).convert("RGB")
        box = at.bounding_box() if at else None
        if box:
            x = (box["x"] + box["width"] / 2) * self._scale
            y = (box["y"] + box["height"] / 2) * self._scale
            around = (x - FINGER, y - FINGER, x + FINGER, y + FINGER)
            ImageDraw.Draw(picture, "RGBA").ellipse(
                around, fill=(180, 83, 42, 150), outline=(255, 255, 255), width=3
            )
        self._pictures.append(picture)
        self._times.append(milliseconds)

    def touch(self, selector: str) -> None:
        """Show the screen, then a finger on the first match; then touch it."""
        target = self._page.locator(selector).first
        target.scroll_into_view_if_needed()
        self.show()
        self.show(TOUCH, target)
        target.click()

    def choose(self, selector: str) -> None:
        """Touch an answer, and show that it is chosen."""
        self.touch(selector)
        self.show(TOUCH)

    def write(self, selector: str, words: str) -> None:
        """Write into a field, half of the words at a time."""
        for part in (words[: len(words) // 2], words):
            self._page.locator(selector).fill(part)
            self.show(TOUCH)

    def save(self, path: Path) -> None:
        """Write the film as an animated WebP, which begins again at its end."""
        first, *others = self._pictures
        first.save(
            path, save_all=True, append_images=others, duration=self._times, loop=0, quality=QUALITY, method=6
        )


def book(page: Page, film: Film) -> None:
    """Book as the stage's known patient, from the invitation to the proof."""
    film.touch(".attract #language-fr")
    reach(page, "who")
    film.touch("#known")
    reach(page, "name")
    film.write("#last-name", "D’Hondt")
    film.write("#first-name", "Amélie")
    onward(page)
    reach(page, "number")
    film.write("#patient-number", "123 456 782")
    onward(page)
    page.locator("[name=specialty]").first.wait_for()
    film.choose(".choices__tile:has-text('Ophtalmologie')")
    onward(page)
    reach(page, "doctor")
    film.show()
    onward(page)
    page.locator("[name=day]").first.wait_for()
    film.choose(".day__list label")
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    film.choose(".choices__tile:has([name=hour])")
    onward(page)
    reach(page, "reason")
    film.choose(".choices__tile:has([name=reason])")
    onward(page)
    reach(page, "check")
    film.touch("#continue")
    reach(page, "booked")
    page.locator(".qr-code").wait_for()
    film.show(LAST)
