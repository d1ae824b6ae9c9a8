"""A fixture with the booth's window for tests that try to get out of it, with real keys and buttons.

No tests here. A module shares one window. Each test finds two empty fields on top of the page, so that
nothing depends on the journey.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.plugins.window import BoothWindow, StartWindow
from tests.plugins.x11 import XScreen

FIELDS = {"first": (200.0, 120.0), "second": (200.0, 320.0)}
TARGET = (200.0, 520.0)
"""Where `put` puts an element."""

GROUND = """() => {
  document.getElementById("way-out")?.remove();
  document.getElementById("app").style.display = "none"; // what moves there costs a test its time
  const ground = document.createElement("dialog");
  ground.id = "way-out";
  const place = (name, top) => {
    const field = document.createElement("input");
    field.id = name;
    Object.assign(field.style, { position: "fixed", left: "100px", top: `${top}px`, width: "400px",
      height: "80px" });
    ground.append(field);
  };
  place("first", 80);
  place("second", 280);
  Object.assign(ground.style, { position: "fixed", inset: "0", width: "100%", height: "100%" });
  document.body.append(ground);
  ground.showModal();
  window.heard = [];
  window.mark = "the same page";
  if (window.isListening) return;
  window.isListening = true;
  const note = ({ type, key, button, target }) =>
    window.heard.push([type, key ?? button ?? null, target?.id]);
  const pointing = ["mousedown", "click", "auxclick", "contextmenu", "wheel"];
  for (const kind of ["keydown", "cancel", "resize", "visibilitychange", ...pointing]) {
    window.addEventListener(kind, note, true);
  }
}"""


@dataclass
class LockedBooth:
    """The window, and the X screen on which it stands."""

    window: BoothWindow
    x: XScreen
    home: Path
    browser_called: Path
    """A file that exists as soon as the system's browser has been started."""

    @property
    def page(self) -> Page:
        return self.window.page

    def lay_ground(self) -> None:
        """Remove what the last test added, and put two empty fields there."""
        self.page.evaluate(GROUND)
        self.click_field("first")

    def click_field(self, name: str) -> None:
        """Click into a field; then all earlier events have reached the page too."""
        self.page.evaluate("(name) => window.heard = window.heard.filter(([, , id]) => id !== name)", name)
        self.x.click(*FIELDS[name])
        self.page.wait_for_function(
            "(name) => window.heard.some(([type, , id]) => type === 'click' && id === name)", arg=name
        )

    def put(self, make: str) -> None:
        """Put an element on the page, given the body of a function that makes and returns it."""
        self.page.evaluate(
            f"""() => {{
              const element = (() => {{ {make} }})();
              Object.assign(element.style, {{ position: "fixed", left: "100px", top: "480px",
                width: "400px", height: "80px", display: "block" }});
              document.getElementById("way-out").append(element);
            }}"""
        )

    def click_target(self) -> None:
        """Click on the element of `put`, and wait until the page has received the click."""
        self.x.click(*TARGET)
        self.wait_until_heard("click", 0)

    def click_unguarded(self, action: str) -> None:
        """Click on a button that the page's own guards cannot see, and have it run this script.

        It is in a frame, with functions that the page has not replaced. Playwright is disconnected meanwhile:
        it would attach to a new window, and Qt, which refuses new windows, would lose the page.
        """
        self.put("return document.createElement('iframe')")
        self.page.evaluate(
            f"""() => {{
              const frame = document.querySelector("#way-out iframe");
              const {{ contentDocument: inside, contentWindow: untouched }} = frame;
              Object.assign(inside.body.style, {{ height: "100vh", margin: 0 }});
              inside.body.addEventListener("click", () => {{ untouched.console.error("clicked"); {action} }});
            }}"""
        )
        self.settle()
        self.window.disconnect()
        self.window.log.forget()
        self.x.click(*TARGET)
        self.window.log.wait_for("complained on its console")
        self.window.connect()

    def value(self, name: str) -> str:
        found: str = self.page.evaluate(f"document.getElementById('{name}').value")
        return found

    def heard(self, kind: str) -> list[Any]:
        """List the keys or buttons of these events, in order."""
        found: list[Any] = self.page.evaluate(
            "(kind) => window.heard.filter(([type]) => type === kind).map(([, what]) => what)", kind
        )
        return found

    def wait_until_heard(self, kind: str, what: object) -> None:
        self.page.wait_for_function(
            "([kind, what]) => window.heard.some(([type, which]) => type === kind && which === what)",
            arg=[kind, what],
        )

    def settle(self) -> None:
        """Wait until what the page has started has passed through the window's thread."""
        for _ in range(3):
            self.page.evaluate("pywebview.api.configuration().then(() => null)")

    def is_unmoved(self) -> bool:
        """Tell whether the page is still the same, alone on the screen, and no browser has been started."""
        self.settle()
        is_same = self.page.evaluate("window.mark") == "the same page"
        return is_same and len(self.x.clients()) == 1 and not self.browser_called.exists()


@pytest.fixture(scope="module")
def _locked_booth(
    start_shared_window: StartWindow, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LockedBooth]:
    home = tmp_path_factory.mktemp("home")
    called = home / "called"
    browser = home / "browser"
    browser.write_text(f"#!/bin/sh\ntouch {called}\n", encoding="utf-8")
    browser.chmod(0o755)
    environment = {
        "HOME": str(home),
        "BROWSER": str(browser),
        # Without a camera and a microphone, a refusal would prove nothing.
        "QTWEBENGINE_CHROMIUM_FLAGS": "--use-fake-device-for-media-stream",
    }
    window = start_shared_window("127.0.0.1", 9, environment=environment)
    screen = XScreen(window.screen)
    yield LockedBooth(window, screen, home, called)
    screen.close()


@pytest.fixture
def booth(_locked_booth: LockedBooth) -> LockedBooth:
    """The window of this module, as every test finds it."""
    _locked_booth.lay_ground()
    return _locked_booth
