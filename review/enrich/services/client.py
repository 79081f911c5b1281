"""Requests to services: polite, patient, bounded, and remembered on the disk."""

import hashlib
import http.client
import os
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from review.errors import SourceError
from review.model import Problem, Work

MAX_BYTES = 20_000_000  # of an answer
LONGEST_WAIT = 60.0  # seconds, whatever a service asks for
_CHUNK = 65_536
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))


class Service(Protocol):
    """What is asked of a service: paths below its `base`, `pause` seconds apart."""

    @property
    def name(self) -> str:
        """The name of the service, of lower-case letters: the source in provenance."""

    @property
    def base(self) -> str:
        """The address that paths are relative to."""

    @property
    def pause(self) -> float:
        """The seconds between two requests that the service asks for."""

    def by_identifier(self, works: Sequence[Work]) -> Iterator[str]:
        """Yield the paths that ask for all works that have an identifier, many at once."""

    def by_title(self, title: str) -> str:
        """Return the path that searches for a title, empty where it cannot be asked."""

    def signed(self, path: str, key: str) -> str:
        """Return the path with the person's key; it is never stored."""

    def whole(self, answer: str) -> bool:
        """Return whether the answer is whole, not cut off or an error page."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered, under the name of the request."""

    name: str
    text: str


class _FailedError(Exception):
    """A request that failed: why, whether it is worth another try, and after how many seconds."""

    def __init__(self, reason: str, *, again: bool, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.again = again
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Client:
    """Asks services, and answers from the folder `cache` what was asked before.

    `offline` asks nothing. `agent` says who asks; `keys` are the person's, by service. `timeout`
    are the seconds in which an answer must be whole.
    """

    cache: Path
    agent: str
    offline: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    tries: int = 4
    timeout: float = 30.0
    sleep: Callable[[float], None] = time.sleep

    def get(self, service: Service, path: str) -> Answer | Problem:
        """Return the answer to a request, which is kept; or why there is none."""
        digest = hashlib.sha256(f"{service.base}{path}".encode()).hexdigest()
        name = f"{service.name}:{digest[:12]}"
        file = self.cache / service.name / digest
        if (text := _kept(file)) is not None and service.whole(text):
            return Answer(name, text)
        if self.offline:
            return Problem(f"{name}:1", "was never asked; run with --online")
        try:
            text = self._patiently(service, path)
        except _FailedError as error:
            return Problem(f"{name}:1", f"{error}; nothing was filled from it")
        _keep(file, text)
        return Answer(name, text)

    def _patiently(self, service: Service, path: str) -> str:
        """Return a whole answer, after some tries; raises `_FailedError`."""
        wait, attempt = service.pause, 1
        while True:
            self.sleep(wait)
            try:
                return self._once(service, path)
            except _FailedError as error:
                if not error.again or attempt == self.tries:
                    raise
                wait = min(LONGEST_WAIT, max(service.pause, error.wait, 2.0**attempt))
            attempt += 1

    def _once(self, service: Service, path: str) -> str:
        key = self.keys.get(service.name, "")
        url = service.base + (service.signed(path, key) if key else path)
        # The scheme was checked where the address of the service was given.
        request = urllib.request.Request(url, headers={"User-Agent": self.agent})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                data = self._body(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise _refused(error) from error
        except TimeoutError as error:
            raise _FailedError("did not answer in time", again=True) from error
        except (OSError, http.client.HTTPException) as error:
            raise _FailedError(f"cannot be reached ({_reason(error)})", again=True) from error
        text = data.decode("utf-8", "replace")
        if not service.whole(text):
            raise _FailedError("answered with something broken", again=True)
        return text

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        """Return the body; what trickles in beyond the time, or has no end, is given up."""
        data, end = bytearray(), time.monotonic() + self.timeout
        while chunk := answer.read1(_CHUNK):
            data += chunk
            if len(data) > MAX_BYTES:
                raise _FailedError(f"answered with more than {MAX_BYTES:,} bytes", again=False)
            if time.monotonic() > end:
                raise TimeoutError
        if answer.length:
            raise _FailedError("answered with something broken", again=True)
        return bytes(data)


def _refused(error: urllib.error.HTTPError) -> _FailedError:
    stated = error.headers.get("Retry-After", "") if error.headers else ""
    wait = float(stated) if stated.isascii() and stated.isdigit() else 0.0
    reason = f"answered with the error {error.code}"
    return _FailedError(reason, again=error.code in _AGAIN, wait=wait)


def _reason(error: Exception) -> str:
    """Return why, without the address: it may hold the person's key."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return type(cause).__name__


def _kept(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _keep(file: Path, text: str) -> None:
    """Write an answer whole or not at all."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
        Path(part).replace(file)
    except OSError as error:
        raise SourceError(f"{file.parent}: cannot be written: {error.strerror}") from error
