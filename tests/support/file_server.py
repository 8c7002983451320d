"""A web server on loopback for downloads: whole, cut short, moved, missing, or packed by the server."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


class _Handler(BaseHTTPRequestHandler):
    data: ClassVar[bytes]

    def do_GET(self) -> None:
        """By the name that is asked for."""
        match self.path:
            case "/whole.zip":
                self._say(200, self.data, len(self.data))
            case "/cut.zip":
                self._say(200, self.data[: len(self.data) // 2], len(self.data))
            case "/endless.zip":
                self._say(200, self.data, 3 * 1024**3)
            case "/moved.zip":
                self._say(302, b"", 0, Location="/whole.zip")
            case "/packed.zip":
                packed = gzip.compress(self.data)
                self._say(200, packed, len(packed), **{"Content-Encoding": "gzip"})
            case _:
                self._say(404, b"", 0)

    def _say(self, status: int, data: bytes, length: int, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object, **__: object) -> None:
        """Tests print nothing."""


@contextmanager
def serving(data: bytes) -> Iterator[str]:
    """Its address, without a slash at the end."""
    handler = type("Handler", (_Handler,), {"data": data})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
