"""Bytes to text: nothing is lost, and every guess is reported with the first line it concerns."""

import codecs
import re
from itertools import compress

from review.model import Problem

_ESCAPED = re.compile(r"[\udc80-\udcff]+")
_LONG_MARKS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"))
_SHORT_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1a\x1b"})
_SAMPLE = 1 << 20  # bytes looked at to tell a file or its encoding
_HIGH = bytes(range(128, 256))
# A two-byte character of GBK; in the group those of the first level of GB 2312, which writes
# Chinese by frequency, and its punctuation. Accented Latin letters never begin one of these.
_GBK = re.compile(
    rb"([\xa1-\xa3\xb0-\xd7][\xa1-\xfe])|[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]"
    rb"|[\x81-\xfe][\x40-\x7e\x80-\xfe]"
)
# In valid UTF-8 the first byte of three or four; without one, a line may as well be pairs of GBK.
_LONGER = re.compile(rb"[\xe0-\xf7]")


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return the text of `data`, its lines ended by `\n` alone, and what was odd about it.

    Text is UTF-8, or UTF-16 or -32 by its byte-order mark or the place of its zero bytes. Lines
    that are not UTF-8 are read as GB 18030 where they look like Chinese in GBK, else as
    Windows-1252; the problem names the first one. Binary data give no text but a problem.
    """
    wide = _wide(data)
    if wide:
        return _universal(data, wide, name)
    if data.startswith(b"%PDF-") or _binary(data):
        at = data.count(b"\n", 0, max(data.find(b"\0"), 0)) + 1
        return "", (Problem(f"{name}:{at}", "is binary, not text; nothing was read"),)
    problems = []
    if zeros := data.count(b"\0"):
        at = data.count(b"\n", 0, data.index(b"\0")) + 1
        problems.append(Problem(f"{name}:{at}", f"{zeros} zero bytes were left out"))
        data = data.replace(b"\0", b"")
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return _unmarked(data.decode("utf-8")), tuple(problems)
    except UnicodeDecodeError:
        text, guess = _foreign(data, name)
        return _unmarked(text), (*problems, guess)


def _unmarked(text: str) -> str:
    """Return the text without byte-order marks, which files put together have on many lines."""
    return re.sub("^\ufeff+", "", text, flags=re.MULTILINE) if "\ufeff" in text else text


# ── UTF-16, UTF-32, binary data ──────────────────────────────────────────────────────────────


def _wide(data: bytes) -> str:
    """Return the UTF-16 or -32 that the data are in, or an empty string.

    Without a mark, a line feed or a space of UTF-16 has its zero byte always on the same side.
    """
    for mark, encoding in (*_LONG_MARKS, *_SHORT_MARKS):
        if data.startswith(mark):
            return encoding
    head = data[: _SAMPLE & ~1]
    zeros = {"utf-16-be": head[::2].count(0), "utf-16-le": head[1::2].count(0)}
    encoding, most = max(zeros.items(), key=lambda item: item[1])
    latin = 5 * most > len(head)
    if len(data) % 2 or 3 * min(zeros.values()) > most or 100 * most < len(head):
        return ""
    if not latin and _is_utf8(head[:-3].replace(b"\0", b"")):
        return ""
    text = head.decode(encoding, "replace")
    odd = sum(text.count(chr(code)) for code in (*_CONTROLS, 0xFFFD, 0xFFFF))
    return encoding if odd <= len(text) // 100 else ""


def _universal(data: bytes, encoding: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    text = data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    text = _unmarked(text)
    if "\ufffd" not in text:
        return text, ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    message = f"is not {encoding[:6].upper()}; unreadable characters are \ufffd"
    return text, (Problem(f"{name}:{line}", message),)


def _binary(data: bytes) -> bool:
    """Return whether too many control characters stand in the data for a text with a few."""
    head = data[:_SAMPLE]
    odd = len(head) - len(head.translate(None, _CONTROLS))
    if 20 * odd > len(head):
        return True
    return 100 * odd > len(head) and "\ufffd" in head[:-3].decode("utf-8", "replace")


# ── what is not UTF-8 ────────────────────────────────────────────────────────────────────────


def _foreign(data: bytes, name: str) -> tuple[str, Problem]:
    """Return the text of data that is not all UTF-8, line by line, and the problem that it is."""
    lines = data.split(b"\n")
    foreign = [not _is_utf8(line) for line in lines]
    chinese = _is_gbk(b"\n".join(compress(lines, foreign))[:_SAMPLE])
    if chinese:
        foreign = [
            odd or not (line.isascii() or _LONGER.search(line))
            for odd, line in zip(foreign, lines, strict=True)
        ]
    read = _gbk if chinese else _windows
    text = "\n".join(
        read(line) if odd else line.decode("utf-8")
        for odd, line in zip(foreign, lines, strict=True)
    )
    count = sum(foreign)
    which = "this line was" if count == 1 else f"{count} lines, of which this is the first, were"
    message = f"is not UTF-8; {which} read as {'GB 18030 (GBK)' if chinese else 'Windows-1252'}"
    return text, Problem(f"{name}:{foreign.index(True) + 1}", message)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_gbk(raw: bytes) -> bool:
    """Return whether most bytes beyond ASCII belong to frequent characters of GBK."""
    high = len(raw) - len(raw.translate(None, _HIGH))
    common = sum(1 for pair in _GBK.finditer(raw) if pair[1])
    return 4 * common > high


def _gbk(line: bytes) -> str:
    return line.decode("gb18030", "replace")


def _windows(line: bytes) -> str:
    """Return the line with what is not UTF-8 as Windows-1252."""
    return _ESCAPED.sub(_windows_1252, line.decode("utf-8", "surrogateescape"))


def _windows_1252(escaped: re.Match[str]) -> str:
    """Return Windows-1252 text; the five bytes it leaves undefined are read as Latin-1."""
    raw = escaped[0].encode("utf-8", "surrogateescape")
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)
