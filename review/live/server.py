"""The web server of the preview: files to read, and the stream of what changed."""

import errno
import ipaddress
import os
import socket
import socketserver
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import ClassVar, cast
from urllib.parse import urlsplit

from review import __version__
from review.errors import ReviewError
from review.live.window import EVENTS, SCRIPT, Reply, State, Window

_HEARTBEAT = 15.0
"""Seconds after which a stream says something, so that a browser that left is noticed."""

_SCRIPT_FILE = Path(__file__).with_name("live.js")
_FOREIGN = Reply(403, "text/plain; charset=utf-8", b"The preview answers to its own name only.\n")


class Server(socketserver.ThreadingTCPServer):
    """Serves a window on `host` and `port`; a port of 0 is one that is free.

    Raises `ReviewError` where it cannot listen there.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # there it would let two servers share one port
    request_queue_size = 64

    def __init__(self, window: Window, host: str, port: int) -> None:
        """Listen from now on; `serve_forever` answers."""
        self.window = window
        self.host = host
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), Handler)
        except OSError as error:
            raise ReviewError(_no_place(host, port, error)) from error

    @property
    def url(self) -> str:
        """The address to open."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    """Answers one browser: GET and HEAD, nothing else."""

    protocol_version = "HTTP/1.1"
    server_version = f"living-review/{__version__}"
    timeout = 60
    _headers: ClassVar[dict[str, str]] = {
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }

    def do_GET(self) -> None:
        """Answer with headers and body."""
        path = urlsplit(self.path).path if self.path.startswith("/") else ""
        if path == EVENTS and self._is_own():
            self._stream()
        else:
            self._send(self._reply(path))

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._send(self._reply(self.path.partition("?")[0]))

    def version_string(self) -> str:
        """Return the name of the program, without that of its Python."""
        return self.server_version

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request; the terminal is for what changes."""

    def _reply(self, path: str) -> Reply:
        if not self._is_own():
            return _FOREIGN
        if path == SCRIPT:
            return Reply(200, "text/javascript; charset=utf-8", _SCRIPT_FILE.read_bytes())
        return self._window.reply(path)

    @property
    def _window(self) -> Window:
        return cast(Server, self.server).window

    def _is_own(self) -> bool:
        return is_own(self.headers.get("Host", ""), cast(Server, self.server).host)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self._head({"Content-Type": reply.kind, "Content-Length": str(len(reply.body))})
        if reply.to:
            self.send_header("Location", reply.to)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def _head(self, more: dict[str, str]) -> None:
        for name, value in {**self._headers, **more}.items():
            self.send_header(name, value)

    def _stream(self) -> None:
        """Tell the browser each state as it comes, until one of the two leaves."""
        self.close_connection = True
        self.send_response(200)
        self._head({"Content-Type": "text/event-stream; charset=utf-8"})
        self.end_headers()
        told: State | None = None
        while not self._window.closed:
            state = self._window.wait(told, _HEARTBEAT)
            self.wfile.write(b":\n\n" if state == told else f"data: {state.plain()}\n\n".encode())
            told = state

    def handle(self) -> None:
        """Answer until the browser leaves, which it may do at any moment."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True


def is_own(named: str, host: str) -> bool:
    """Tell whether a `Host:` header names this machine: `host`, localhost or an IP address.

    A page of another website may have its own name lead to this machine, to read what is served.
    """
    name = named.strip().lower()
    name = name.rpartition("]")[0].removeprefix("[") if "[" in name else name.partition(":")[0]
    if name in ("localhost", host.lower()):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _no_place(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is in use: stop what listens there, or choose another --port"
    return f"cannot listen on port {port} of {host}: {error.strerror or error}"
