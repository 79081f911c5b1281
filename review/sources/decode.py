"""Bytes to text: nothing is lost, and every guess is reported with its line."""

import re

from review.model import Problem

_ESCAPED = re.compile(r"[\udc80-\udcff]+")
MAX_REPORTED = 20  # lines named one by one; the rest are counted


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return the text of `data`, its lines ended by `\n` alone, and what was odd about it.

    Text is UTF-8 (or UTF-16 with its byte-order mark). Bytes that are not UTF-8 are read as
    Windows-1252, with a problem that names their line. Binary data give no text but a problem.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") and data[2:4] != b"\0\0":
        return _utf16(data, name)
    if b"\0" in data or data.startswith(b"%PDF-"):
        at = data.count(b"\n", 0, max(data.find(b"\0"), 0)) + 1
        return "", (Problem(f"{name}:{at}", "is binary, not text; nothing was read"),)
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
        return _ESCAPED.sub(_windows, text), _foreign(text, name)


def _utf16(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    text = data.decode("utf-16", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    if "\ufffd" not in text:
        return text, ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return text, (Problem(f"{name}:{line}", "is not UTF-16; unreadable characters are \ufffd"),)


def _foreign(text: str, name: str) -> tuple[Problem, ...]:
    """Return a problem for each line that holds a byte which is not UTF-8."""
    lines = [i for i, line in enumerate(text.split("\n"), 1) if _ESCAPED.search(line)]
    problems = [
        Problem(f"{name}:{line}", "is not UTF-8; the bytes that are not were read as Windows-1252")
        for line in lines[:MAX_REPORTED]
    ]
    if rest := lines[MAX_REPORTED:]:
        more = f"{len(rest)} more lines are not UTF-8; they were read likewise"
        problems.append(Problem(f"{name}:{rest[0]}", more))
    return tuple(problems)


def _windows(escaped: re.Match[str]) -> str:
    """Return Windows-1252 text; the five bytes it leaves undefined are read as Latin-1."""
    raw = escaped[0].encode("utf-8", "surrogateescape")
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)
