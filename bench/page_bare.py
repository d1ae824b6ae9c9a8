"""The floor of the page's measurements: a page with a button, `python -m bench.page_bare window|serve`.

None of the booth's code. `window` opens it with pywebview, with the flags from the environment; `serve`
prints its address and serves it until it is killed. A second button changes the colour of the whole page.
"""

from __future__ import annotations

import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = Path(__file__).with_suffix(".html")


class _OnePage(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Send the page, whatever the path."""
        content = PAGE.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Log nothing."""


def serve() -> None:
    """Serve the page on a port that the system chooses."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _OnePage)
    print(f"bare at http://127.0.0.1:{server.server_address[1]}/", flush=True)
    server.serve_forever()


def window() -> None:
    """Open the page in a fullscreen window."""
    import webview  # noqa: PLC0415 - Qt reads the environment when it is loaded

    webview.settings["REMOTE_DEBUGGING_PORT"] = os.environ["BORNE_DEBUGGING_PORT"]
    webview.create_window("bare", url=str(PAGE), width=1080, height=1920, fullscreen=True, x=0, y=0)
    webview.start(gui="qt", private_mode=True)


if __name__ == "__main__":
    {"serve": serve, "window": window}[sys.argv[1]]()
