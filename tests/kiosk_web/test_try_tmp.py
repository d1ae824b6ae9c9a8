import pytest
from tests.plugins.locked_booth import LockedBooth
from tests.kiosk_web.test_lockdown import LINK


def test_x(booth):
    for t in ["", "target: '_top'", "target: 'another'", "target: '_blank'"]:
        for i in range(2):
            booth.lay_ground()
            booth.put(LINK.format("http://127.0.0.2:9/", t))
            booth.click_target()
            booth.settle()
            print(t, i, "ok", flush=True)
            try:
                booth.lay_ground()
            except Exception as e:
                print(
                    "broken",
                    booth.page.evaluate(
                        "[window.heard, document.activeElement?.outerHTML, document.hasFocus(), document.visibilityState]"
                    ),
                    booth.x.clients(),
                    booth.x.seen(),
                )
                raise
