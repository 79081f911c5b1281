"""What browsers see: which file stands at an address, what they are told, and the last good one."""

import json
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.live.window import State, Window, address_of, type_of, with_script


@pytest.fixture
def window(tmp_path: Path) -> Window:
    public = tmp_path / "public"
    (public / "topics").mkdir(parents=True)
    (public / "index.html").write_text("<body><h1>Home</h1></body>", "utf-8")
    (public / "topics/index.html").write_text("Topics", "utf-8")
    (public / "data.bin").write_bytes(b"\0\1")
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    (public / "out.html").symlink_to(tmp_path / "secret.html")
    return Window(public, 100)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/", "index.html"),
        ("/topics/", "topics/index.html"),
        ("/topics/one.html", "topics/one.html"),
        ("/topics/a%20b.html", "topics/a b.html"),
        ("/caf%C3%A9.html", "café.html"),
    ],
)
def test_an_address_means_a_file(path: str, address: str) -> None:
    assert address_of(path) == address


@pytest.mark.parametrize(
    "path",
    [
        "", "index.html", "//", "//evil.example/", "/../review.yml", "/topics/../../review.yml",
        "/%2e%2e/review.yml", "/..%2freview.yml", "/topics/%2e%2e%2f%2e%2e%2fx", "/.git/config",
        "/.cache/db", "/topics/.hidden", "/a//b", "/a%00b", "/%5c..%5cx", "/c:/windows", "/%ff",
        "/./x", "http://other/",
    ],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_means_none(path: str) -> None:
    assert address_of(path) is None


@given(st.text())
def test_no_path_leaves_the_website(path: str) -> None:
    address = address_of(f"/{path}")
    if address is not None:
        assert address
        assert not Path(address).is_absolute()
        assert ".." not in Path(address).parts
        assert Path("/a/b", address).resolve().is_relative_to("/a/b")


def test_the_types_of_files() -> None:
    assert type_of("a/b.html") == "text/html; charset=utf-8"
    assert type_of("x.JS") == "text/javascript; charset=utf-8"
    assert type_of("references.bib") == "text/plain; charset=utf-8"
    assert type_of("feed.xml") == "application/xml; charset=utf-8"
    assert type_of("review.pdf") == "application/pdf"
    assert type_of("unheard") == "application/octet-stream"


def test_the_script_stands_last_in_the_body() -> None:
    page = with_script(b"<body></body> in words <p></p></body></html>", 7)
    assert page.count(b"<script") == 1
    assert page.endswith(b'<script src="/.review/live.js" data-version="7"></script></body></html>')
    assert with_script(b"no body", 7).startswith(b"no body<script")


def test_what_was_built_is_served_with_the_script_which_is_never_written(window: Window) -> None:
    reply = window.reply("/")
    assert (reply.status, reply.kind) == (200, "text/html; charset=utf-8")
    assert b"<h1>Home</h1>" in reply.body
    assert b'data-version="100"' in reply.body
    assert b"script" not in (window.public / "index.html").read_bytes()
    assert window.reply("/data.bin").body == b"\0\1"


def test_a_folder_without_its_slash_leads_to_it(window: Window) -> None:
    reply = window.reply("/topics")
    assert (reply.status, reply.to) == (301, "/topics/")
    assert b"Topics" in window.reply(reply.to).body


@pytest.mark.parametrize("path", ["/missing.html", "/../secret.html", "/out.html", "/topics/x/"])
def test_what_is_not_there_or_not_inside_is_not_found(window: Window, path: str) -> None:
    reply = window.reply(path)
    assert reply.status == 404
    assert b"secret" not in reply.body
    assert b"data-version" in reply.body, "the page comes back by itself"


def test_a_link_out_of_the_website_is_not_followed_even_as_a_folder(window: Window) -> None:
    (window.public / "all").symlink_to(window.public.parent)
    assert window.reply("/all/secret.html").status == 404


def test_until_the_website_is_whole_a_search_finds_nothing_and_breaks_nothing(
    window: Window,
) -> None:
    index = json.loads(window.reply("/search/search_index.json").body)
    assert index["docs"] == []
    assert index["config"]["separator"] == r"[\s\-]+"
    script = window.reply("/search/search_index.js")
    assert script.kind.startswith("text/javascript")
    assert json.loads(script.body.removeprefix(b"var __index = ")) == index
    (window.public / "search").mkdir()
    (window.public / "search/search_index.json").write_text("{}", "utf-8")
    assert window.reply("/search/search_index.json").body == b"{}"


def test_before_anything_is_built_the_error_is_the_page_and_escaped(tmp_path: Path) -> None:
    window = Window(tmp_path / "public", 1)
    window.say("review.yml:3: <script>alert(1)</script> & co")
    reply = window.reply("/")
    assert reply.status == 404
    assert b"&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in reply.body
    assert b"<script>alert" not in reply.body


def test_the_state_is_told_when_it_changes_and_not_before(window: Window) -> None:
    first = window.state
    assert window.wait(None, 5) == first
    assert window.wait(first, 0.05) == first
    threading.Timer(0.1, window.say, ("wrong",)).start()
    assert window.wait(first, 10) == State(100, "wrong")
    assert json.loads(window.state.plain()) == {"version": 100, "error": "wrong"}
    assert "\n" not in State(1, "two\nlines").plain()


def test_a_closed_window_lets_everybody_go(window: Window) -> None:
    threading.Timer(0.1, window.close).start()
    window.wait(window.state, 30)
    assert window.closed
