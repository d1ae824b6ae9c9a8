"""Which parts of a screen a patient sees whole, without scrolling. No tests here."""

from __future__ import annotations

from playwright.sync_api import Page

CUT = """(selectors) => {
  const box = document.querySelector(".app__stage .scroll-aid__box")?.getBoundingClientRect();
  const isWhole = (element) => {
    const rect = element.getBoundingClientRect();
    const glass = { top: 0, left: 0, right: innerWidth, bottom: innerHeight };
    const { top, left, right, bottom } = element.closest(".scroll-aid__box") ? box : glass;
    return rect.top > top - 1 && rect.left > left - 1 && rect.right < right + 1 && rect.bottom < bottom + 1;
  };
  return selectors.filter((selector) => {
    const found = [...document.querySelectorAll(selector)];
    return found.length === 0 || !found.every((element) => element.checkVisibility() && isWhole(element));
  });
}"""


def cut(page: Page, *selectors: str) -> list[str]:
    """Return the selectors of what is missing, or not whole in the part of the screen that shows it."""
    found: list[str] = page.evaluate(CUT, list(selectors))
    return found
