"""Ways out of a web page, tried in the booth's window: addresses, dialogs, permissions, files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.plugins.locked_booth import LockedBooth
from tests.plugins.window import StartWindow

LINK = "return Object.assign(document.createElement('a'), {{ href: '{0}', textContent: 'x', {1} }})"
UNTOUCHED = """
  const frame = document.createElement("iframe");
  document.getElementById("way-out").append(frame);
  const untouched = frame.contentWindow;
"""
"""A window of the page's own, in which nothing has been replaced yet."""


class _Elsewhere(ThreadingHTTPServer):
    """Another origin, which records its requests."""

    def __init__(self) -> None:
        self.visits: list[str] = []
        visits = self.visits

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                visits.append(self.path)
                self.send_response(200)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                """Log nothing."""

        super().__init__(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server_port}/"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[_Elsewhere]:
    server = _Elsewhere()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("more", ["", "target: '_blank'"])
def test_a_link_to_another_origin_leads_nowhere(booth: LockedBooth, elsewhere: _Elsewhere, more: str) -> None:
    booth.put(LINK.format(elsewhere.address, more))
    booth.click_target()
    assert booth.is_unmoved()
    assert elsewhere.visits == []


@pytest.mark.parametrize(
    "way",
    [
        "follow('_self')",
        "follow('_top')",
        "follow('_blank')",
        "follow('another')",
        "untouched.open(address)",
        "top.location.href = address",
        "top.location.replace(address)",
    ],
)
def test_the_window_itself_goes_to_no_other_origin(
    booth: LockedBooth, elsewhere: _Elsewhere, way: str
) -> None:
    link = "Object.assign(inside.createElement('a'), { href: address, target })"
    follow = f"(target) => inside.body.appendChild({link}).click()"
    booth.click_unguarded(f"const address = '{elsewhere.address}'; const follow = {follow}; {way}")
    assert booth.is_unmoved()
    assert elsewhere.visits == []


@pytest.mark.parametrize(
    "address", ["tokens.css", "index.html?again", "file:///etc/hosts", "data:text/html,x"]
)
def test_the_window_shows_nothing_but_its_page(booth: LockedBooth, address: str) -> None:
    booth.page.evaluate("(address) => void setTimeout(() => { location.href = address })", address)
    assert booth.is_unmoved()


def test_a_blank_window_gets_its_page_back(
    start_window: StartWindow,
) -> None:
    page = start_window("127.0.0.1", 9).page
    page.evaluate(
        "window.mark = 'the page before'; setTimeout(() => { location.href = 'about:blank' }); null"
    )
    page.wait_for_function("() => window.mark === undefined && document.querySelector('h1') !== null")


def test_nothing_is_fetched_from_another_origin(booth: LockedBooth, elsewhere: _Elsewhere) -> None:
    fetched = "(address) => fetch(address).then(() => 'let in', () => 'blocked')"
    assert booth.page.evaluate(fetched, elsewhere.address) == "blocked"
    assert elsewhere.visits == []


def test_the_page_cannot_close_its_window(booth: LockedBooth) -> None:
    booth.page.evaluate("void setTimeout(() => window.close())")
    assert booth.is_unmoved()


def test_a_file_field_opens_no_dialog(booth: LockedBooth) -> None:
    booth.put("return Object.assign(document.createElement('input'), { type: 'file' })")
    booth.click_target()
    booth.wait_until_heard("cancel", None)
    assert booth.is_unmoved()


@pytest.mark.parametrize(
    ("question", "answer"), [("alert('x')", None), ("confirm('x')", False), ("prompt('x')", None)]
)
def test_a_dialog_of_the_browser_is_answered_unseen(
    booth: LockedBooth, question: str, answer: object
) -> None:
    assert booth.page.evaluate(f"() => {{ {UNTOUCHED} return untouched.{question} }}") == answer
    assert booth.page.evaluate(f"window.{question}") == answer
    assert booth.is_unmoved()


def test_pywebviews_own_alert_closes_by_itself(booth: LockedBooth) -> None:
    booth.page.evaluate("void pywebview._QWebChannel.objects.external.call('_pywebviewAlert', 'x', 'alert')")
    booth.settle()
    booth.click_field("second")  # the dialog would be in the way
    assert booth.is_unmoved()


def test_printing_does_nothing(booth: LockedBooth) -> None:
    booth.page.evaluate(f"() => {{ {UNTOUCHED} untouched.print(); window.print() }}")
    assert booth.is_unmoved()


@pytest.mark.parametrize("kind", ["audio", "video"])
def test_camera_and_microphone_are_refused(booth: LockedBooth, kind: str) -> None:
    asked = f"navigator.mediaDevices.getUserMedia({{ {kind}: true }})"
    assert booth.page.evaluate(f"{asked}.then(() => 'granted', () => 'refused')") == "refused"


def test_a_picture_of_the_screen_is_refused(booth: LockedBooth) -> None:
    asked = "navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => 'granted', () => 'refused')"
    assert booth.page.evaluate(asked) == "refused"
    assert booth.is_unmoved()


def test_location_is_refused(booth: LockedBooth) -> None:
    asked = "navigator.geolocation.getCurrentPosition(() => done('told'), (error) => done(error.code))"
    denied = 1
    assert booth.page.evaluate(f"new Promise((done) => {asked})") == denied


def test_notifications_are_refused(booth: LockedBooth) -> None:
    assert booth.page.evaluate("Notification.requestPermission()") == "denied"


def test_the_clipboard_is_not_read(booth: LockedBooth) -> None:
    asked = "navigator.clipboard.readText().then(() => 'read', (error) => error.name)"
    assert booth.page.evaluate(asked) == "NotAllowedError"


def test_a_download_is_dropped(booth: LockedBooth) -> None:
    booth.put(LINK.format("tokens.css", "download: 'taken.css'"))
    booth.click_target()
    assert booth.is_unmoved()
    assert list(booth.home.rglob("taken*")) == []


def test_a_page_does_not_ask_to_fill_the_screen(booth: LockedBooth) -> None:
    asked = "document.documentElement.requestFullscreen().then(() => 'filled', () => 'refused')"
    assert booth.page.evaluate(asked) == "refused"


def test_no_page_asks_whether_to_be_left(booth: LockedBooth) -> None:
    booth.page.evaluate("""() => {
      window.asked = 0;
      addEventListener("beforeunload", (event) => { window.asked += 1; event.preventDefault(); });
      window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    }""")
    assert booth.page.evaluate("window.asked") == 0


def test_text_is_selected_in_fields_only(booth: LockedBooth) -> None:
    booth.put("return Object.assign(document.createElement('p'), { textContent: 'something to select' })")
    booth.x.drag((110, 490), (400, 500))
    booth.click_field("second")
    assert booth.page.evaluate("getSelection().toString()") == ""


def test_words_are_not_dragged_about(booth: LockedBooth) -> None:
    booth.page.evaluate("document.getElementById('first').value = 'Hondt'.repeat(9)")
    booth.page.evaluate("document.getElementById('first').select()")
    booth.x.drag((150, 120), (150, 320))
    booth.click_field("second")
    assert booth.value("second") == ""
    assert booth.value("first") == "Hondt" * 9


def test_the_log_tells_where_the_page_complained_and_not_what_it_said(booth: LockedBooth) -> None:
    booth.page.evaluate("console.error('Amélie D’Hondt')")
    booth.window.log.wait_for("the page complained on its console")
    assert "Hondt" not in booth.window.log
