"""What browsers see at this moment: the pages, the state they are told, the last good site."""

import html
import json
import mimetypes
import threading
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from review.errors import ReviewError
from review.live.preview import Preview

SCRIPT = "/.review/live.js"
EVENTS = "/.review/events"
_TYPES = {
    ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
    ".bib": "text/plain", ".svg": "image/svg+xml", ".xml": "application/xml",
}  # fmt: skip
_TEXTS = ("text/", "application/json", "application/xml", "image/svg+xml")


_EMPTY = (
    b'{"config":{"fields":{},"lang":["en"],"separator":"[\\\\s\\\\-]+","pipeline":[]},"docs":[]}'
)
_TO_COME = {
    "search/search_index.json": _EMPTY,
    "search/search_index.js": b"var __index = " + _EMPTY,
}
"""What stands in until the whole website is built for the first time: nothing is found."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer over HTTP: status, type and body; `to` is where a redirect leads."""

    status: int
    kind: str
    body: bytes
    to: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What browsers are told: which version of the site is shown, and what is wrong."""

    version: int
    error: str = ""

    def plain(self) -> str:
        """Return the state as JSON in one line."""
        return json.dumps({"version": self.version, "error": self.error})


class Window:
    """What browsers see; the loop changes it, the threads of the server look through it."""

    def __init__(self, public: Path, first: int) -> None:
        """Show what stands in `public`; `first` is a number that no earlier run gave a version."""
        self.public = public
        self._preview: Preview | None = None
        self._is_public = False
        self._state = State(first)
        self._closed = False
        self._changed = threading.Condition()

    @property
    def state(self) -> State:
        """What browsers are told now."""
        return self._state

    @property
    def closed(self) -> bool:
        """Whether nothing more will be told."""
        return self._closed

    def show(self, preview: Preview, error: str = "") -> None:
        """Show the pages of `preview` from now on, and reload every browser."""
        self._tell(State(self._state.version + 1, error), preview)

    def say(self, error: str) -> None:
        """Tell what is wrong, or by an empty text that nothing is; the pages stay."""
        self._tell(State(self._state.version, error), self._preview)

    def rest_on_public(self) -> None:
        """Serve `public/` until something else is shown: it is the same website, built whole."""
        with self._changed:
            self._is_public = True

    def close(self) -> None:
        """Tell nothing more, and let go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, known: State | None, timeout: float) -> State:
        """Return the state as soon as it is not `known`, or after `timeout` seconds as it is."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state != known, timeout)
            return self._state

    def reply(self, path: str) -> Reply:
        """Return the answer to a request for `path`, the part of a URL before any "?"."""
        version, preview = self._state.version, self._preview
        address = address_of(path)
        if address is None:
            return self._lost(version)
        try:
            body = self._content(address, preview)
            if body is None and self._content(f"{address}/index.html", preview) is not None:
                return Reply(301, "text/plain", b"", quote(f"/{address}/"))
        except ReviewError as error:
            return self._page(500, "This page cannot be made", str(error), version)
        if body is None:
            body = _TO_COME.get(address)
        if body is None:
            return self._lost(version)
        kind = type_of(address)
        if kind.startswith("text/html"):
            body = with_script(body, version)
        return Reply(200, kind, body)

    def _tell(self, state: State, preview: Preview | None) -> None:
        with self._changed:
            if preview is not self._preview:
                self._preview, self._is_public = preview, False
            self._state = state
            self._changed.notify_all()

    def _content(self, address: str, preview: Preview | None) -> bytes | None:
        """The file as it should be now, else as it was built last."""
        if preview is None or self._is_public:
            return self._built(address)
        try:
            made = preview.content(address)
        except ReviewError:
            last = self._built(address)
            if last is None:
                raise
            return last
        return self._built(address) if made is None else made

    def _built(self, address: str) -> bytes | None:
        """The file in `public/`; a link that leads out of it is none."""
        path = self.public / address
        try:
            if path.resolve().is_relative_to(self.public.resolve()) and path.is_file():
                return path.read_bytes()
        except (OSError, ValueError):
            pass
        return None

    def _lost(self, version: int) -> Reply:
        error = self._state.error
        said = error or "The survey has no page at this address."
        return self._page(404, "Not to be seen yet" if error else "Not found", said, version)

    def _page(self, status: int, title: str, said: str, version: int) -> Reply:
        """A page of the preview's own; it is reloaded when there is something else to see."""
        page = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>'
            f"{html.escape(title)}</title><body style='font:1rem/1.5 sans-serif;margin:3rem'>"
            f"<h1>{html.escape(title)}</h1><pre style='white-space:pre-wrap'>{html.escape(said)}"
            "</pre><p><a href='/'>To the first page</a></p></body></html>"
        )
        return Reply(status, "text/html; charset=utf-8", with_script(page.encode(), version))


def address_of(path: str) -> str | None:
    """Return the file that the path of a URL means, inside the website; None for no such path."""
    try:
        wanted = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None
    if not wanted.startswith("/") or any(c in wanted for c in '\0\\:*?"<>|'):
        return None
    parts = wanted[1:].split("/")
    if any(part.startswith(".") or not part for part in parts[:-1]) or parts[-1].startswith("."):
        return None
    return PurePosixPath(*parts[:-1], parts[-1] or "index.html").as_posix()


def type_of(address: str) -> str:
    """Return the media type of a file by its name, with the encoding where it is text."""
    suffix = PurePosixPath(address).suffix.lower()
    kind = _TYPES.get(suffix) or mimetypes.guess_type(address)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind


def with_script(page: bytes, version: int) -> bytes:
    """Return the HTML with the script that reloads it, last in its body."""
    script = f'<script src="{SCRIPT}" data-version="{version}"></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script
