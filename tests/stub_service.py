"""A service on this machine, for tests: it answers as it is told and remembers what was asked."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Stub:
    """A server on this machine that gives the replies in turn, the last one for ever."""

    replies: list[Reply]
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    address: str = ""

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@pytest.fixture
def serve() -> Iterator[Callable[..., Stub]]:
    servers: list[ThreadingHTTPServer] = []

    def start(*replies: Reply | bytes) -> Stub:
        stub = Stub([one if isinstance(one, tuple) else (200, {}, one) for one in replies])

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stub.asked.append(self.path)
                stub.agents.append(self.headers["User-Agent"])
                status, headers, body = stub.next()
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if status != 299:  # 299 stands for a server that never answers
                    self.wfile.write(body)
                else:
                    hold.wait(5)

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        stub.address = f"http://127.0.0.1:{server.server_port}"
        return stub

    hold = threading.Event()
    yield start
    hold.set()
    for server in servers:
        server.shutdown()
        server.server_close()
