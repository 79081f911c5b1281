"""The web server of the preview: what it answers, and to whom."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.errors import ReviewError
from review.live.server import Server, is_own
from review.live.window import EVENTS, SCRIPT, Window


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    public = tmp_path / "public"
    public.mkdir()
    (public / "index.html").write_text("<body>Home</body>", "utf-8")
    (tmp_path / "review.yml").write_text("secret", "utf-8")
    with Server(Window(public, 1), "127.0.0.1", 0) as opened:
        thread = threading.Thread(target=opened.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield opened
        opened.window.close()
        opened.shutdown()
        thread.join()


def ask(
    server: Server, method: str, path: str, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
    connection.request(method, path, headers=headers)
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, dict(reply.getheaders()), body


def test_a_page_comes_with_the_script_and_is_never_kept(server: Server) -> None:
    status, headers, body = ask(server, "GET", "/?q=1#x")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Python" not in headers["Server"]
    assert b"Home<script" in body
    assert int(headers["Content-Length"]) == len(body)


def test_head_has_the_headers_alone(server: Server) -> None:
    status, headers, body = ask(server, "HEAD", "/")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0
    assert ask(server, "HEAD", EVENTS)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"])
def test_nothing_but_reading_is_answered(server: Server, method: str) -> None:
    assert ask(server, method, "/")[0] == 501


@pytest.mark.parametrize("path", ["/../review.yml", "/%2e%2e/review.yml", "/nothing", "//x/y", "*"])
def test_no_path_leads_out(server: Server, path: str) -> None:
    status, _, body = ask(server, "GET", path)
    assert status == 404
    assert b"secret" not in body


def test_the_script_is_the_preview_s_own(server: Server) -> None:
    status, headers, body = ask(server, "GET", SCRIPT)
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b"EventSource" in body
    assert b"innerHTML" not in body, "what is wrong is shown as text"


@pytest.mark.parametrize("path", ["/", SCRIPT, EVENTS])
def test_who_asks_by_another_name_gets_nothing(server: Server, path: str) -> None:
    status, _, body = ask(server, "GET", path, Host="evil.example:8000")
    assert status == 403
    assert b"Home" not in body


@pytest.mark.parametrize(
    ("named", "host", "own"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True), ("localhost:8000", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True), ("[::1]:8000", "::1", True), ("[::1]", "0.0.0.0", True),
        ("192.168.1.7:8000", "0.0.0.0", True), ("desk.example:80", "desk.example", True),
        ("evil.example", "127.0.0.1", False), ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("localhost.evil.example:8000", "127.0.0.1", False), ("", "127.0.0.1", False),
        ("[evil]", "127.0.0.1", False), ("127.0.0.1@evil.example", "127.0.0.1", False),
    ],
)  # fmt: skip
def test_own_names_are_addresses_localhost_and_the_given_one(
    named: str, host: str, own: bool
) -> None:
    assert is_own(named, host) is own


def test_the_stream_tells_each_state(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
    connection.request("GET", EVENTS)
    reply = connection.getresponse()
    assert reply.getheader("Content-Type", "").startswith("text/event-stream")

    def told() -> object:
        line = reply.readline()
        assert reply.readline() == b"\n"
        return json.loads(line.removeprefix(b"data: "))

    assert told() == {"version": 1, "error": ""}
    server.window.say("curation.yml:1: wrong\nand more")
    assert told() == {"version": 1, "error": "curation.yml:1: wrong\nand more"}
    server.window.close()
    reply.read()
    connection.close()


def test_a_browser_that_leaves_in_the_middle_is_no_matter(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", server.server_address[1])) as open_socket:
        open_socket.sendall(f"GET {EVENTS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        open_socket.recv(64)
    for number in range(3):
        server.window.say(f"wrong {number}")
    with socket.create_connection(("127.0.0.1", server.server_address[1])) as open_socket:
        open_socket.sendall(b"nonsense\r\n\r\n")
        assert b"400" in open_socket.recv(200)
    assert ask(server, "GET", "/")[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_a_port_in_use_is_said_in_one_line(server: Server) -> None:
    port = server.server_address[1]
    with pytest.raises(ReviewError, match=f"port {port} of 127.0.0.1 is in use.*--port"):
        Server(server.window, "127.0.0.1", port)


def test_an_address_that_is_none_of_this_machine_is_said(server: Server) -> None:
    for host in ("192.0.2.1", "no-such-host.invalid"):
        with pytest.raises(ReviewError, match=f"cannot listen on port 0 of {host}: "):
            Server(server.window, host, 0)


def test_the_url_is_one_to_open(server: Server) -> None:
    assert server.url == f"http://127.0.0.1:{server.server_address[1]}/"
