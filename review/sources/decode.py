"""Bytes to text: nothing is lost, and every guess is reported with its line."""

from review.model import Problem

MAX_REPORTED = 20  # lines named one by one; the rest are counted


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return the text of `data`, its lines ended by `\n` alone, and what was odd about it.

    Text is UTF-8 (or UTF-16 with its byte-order mark). A line that is not UTF-8 is read as
    Windows-1252, with a problem that names it. Binary data give an empty text and a problem.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _utf16(data, name)
    if b"\0" in data or data.startswith(b"%PDF-"):
        at = data.count(b"\n", 0, max(data.find(b"\0"), 0)) + 1
        return "", (Problem(f"{name}:{at}", "is binary, not text; nothing was read"),)
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _line_by_line(data, name)


def _utf16(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    text = data.decode("utf-16", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    if "\ufffd" not in text:
        return text, ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return text, (Problem(f"{name}:{line}", "is not UTF-16; unreadable characters are \ufffd"),)


def _line_by_line(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Decode each line by itself, so that one foreign line does not garble the others."""
    lines: list[str] = []
    foreign: list[int] = []
    for number, raw in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(raw.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(_windows(raw))
            foreign.append(number)
    problems = [
        Problem(f"{name}:{number}", "is not UTF-8; read as Windows-1252")
        for number in foreign[:MAX_REPORTED]
    ]
    if rest := foreign[MAX_REPORTED:]:
        problems.append(
            Problem(f"{name}:{rest[0]}", f"{len(rest)} more lines are not UTF-8; read likewise")
        )
    return "\n".join(lines), tuple(problems)


def _windows(raw: bytes) -> str:
    """Return Windows-1252 text; the five bytes it leaves undefined are read as Latin-1."""
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)
