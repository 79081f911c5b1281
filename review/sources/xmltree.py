"""XML read element by element, with lines, within bounds, and without anything it could expand.

The parser is expat, whose handlers refuse what defusedxml refuses (that library has no streaming
reader that tells lines): a DOCTYPE may be named, as PubMed's is, but is never fetched, and one that
declares anything itself ends the reading. A fault costs the element it lies in; reading goes on
with the next one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

DEEPEST = 100  # elements in each other
MOST_FAULTS = 50  # after which a file is given up
_CHUNK = 1 << 18
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BARE = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z]\w{0,30};)")
_INLINE = frozenset("style i b u em strong sup sub font span br".split())
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SHIFTS = {"sup": _RAISED, "sub": _LOWERED}


@dataclass(slots=True)
class Element:
    """An element with its own name, its name in lower case, its attributes and what it holds."""

    name: str
    lower: str
    attributes: dict[str, str]
    line: int
    pieces: list["str | Element"] = field(default_factory=list)

    @property
    def children(self) -> list["Element"]:
        """The elements directly inside."""
        return [piece for piece in self.pieces if isinstance(piece, Element)]

    @property
    def leaf(self) -> bool:
        """Whether it holds text, marked up or not, rather than further elements."""
        inside = self.children
        return all(child.lower in _INLINE for child in inside) or any(
            isinstance(piece, str) and not piece.isspace() for piece in self.pieces
        )

    def attribute(self, name: str) -> str:
        """Return the attribute of that name in lower case, empty where there is none."""
        return next((v for key, v in self.attributes.items() if key.lower() == name), "")

    def text(self, between: str = "") -> str:
        """Return all text inside; raised and lowered digits stay such, by characters that are."""
        parts = []
        for piece in self.pieces:
            if isinstance(piece, str):
                parts.append(piece)
                continue
            inner = piece.text(between)
            shift = _SHIFTS.get(piece.lower)
            if shift and all(ord(c) in shift for c in inner):
                inner = inner.translate(shift)
            parts.append(inner)
        return between.join(parts)


class _RefusalError(Exception):
    """What a file must not hold; its text says what."""


@dataclass(slots=True)
class _Builder:
    """Builds the elements named in `tags` that do not lie in another one of them."""

    tags: frozenset[str]
    parser: expat.XMLParserType
    before: int  # lines before the part that is parsed
    stack: list[Element] = field(default_factory=list)
    done: list[Element] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        lower = name.rpartition(":")[2].lower()
        if not self.stack and lower not in self.tags:
            return
        if len(self.stack) >= DEEPEST:
            raise _RefusalError("elements are nested too deeply")
        line = self.before + self.parser.CurrentLineNumber
        element = Element(name.rpartition(":")[2], lower, attributes, line)
        if self.stack:
            self.stack[-1].pieces.append(element)
        self.stack.append(element)

    def end(self, _name: str) -> None:
        if self.stack:
            element = self.stack.pop()
            if not self.stack:
                self.done.append(element)

    def data(self, text: str) -> None:
        if self.stack:
            self.stack[-1].pieces.append(text)

    def skipped(self, name: str, parameter: int) -> None:
        if not parameter:
            self.data(f"&{name};")


def elements(text: str, tags: frozenset[str], faults: list[tuple[int, str]]) -> Iterator[Element]:
    """Yield the elements of those names (in lower case) as they are closed.

    Faults are appended as line and message. Characters that XML forbids are read as spaces, an
    ampersand that begins no entity as itself.
    """
    data = _mended(text, faults).encode()
    names = "|".join(re.escape(tag) for tag in sorted(tags)).encode()
    opening = re.compile(rb"<(?:\w+:)?(?:" + names + rb")[\s>]", re.IGNORECASE)
    at, line, count = 0, 0, 0
    while at is not None and count <= MOST_FAULTS:
        stop: list[tuple[int, str, bool]] = []
        yield from _part(data, at, line, tags, stop)
        if not stop:
            return
        (end, message, fatal) = stop[0]
        found = None if fatal else opening.search(data, max(end, at + 1))
        if fatal or message:
            faults.append((line + data.count(b"\n", at, end) + 1, message))
        if found is None:
            return
        line += data.count(b"\n", at, found.start())
        at, count = found.start(), count + 1
    faults.append((line + 1, "too many faults; the rest was not read"))


def _part(
    data: bytes, at: int, line: int, tags: frozenset[str], stop: list[tuple[int, str, bool]]
) -> Iterator[Element]:
    """Yield the elements from `at` on; `stop` gets where a fault lies, what it is, if it is final.

    A part that does not begin the file has no root of its own, so that it may end as it likes
    outside of the elements.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    prefix = b"<part>" if at else b""
    builder = _Builder(tags, parser, line)
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.data
    parser.SkippedEntityHandler = builder.skipped
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _entity
    try:
        parser.Parse(prefix, False)
        for begin in range(at, len(data), _CHUNK):
            parser.Parse(data[begin : begin + _CHUNK], False)
            yield from builder.done
            builder.done.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        yield from builder.done
        end = at + max(parser.ErrorByteIndex - len(prefix), 0)
        message = f"is not well-formed XML ({expat.ErrorString(error.code)})" + _left(builder)
        stop.append((end, message if builder.stack or not at else "", False))
    except _RefusalError as error:
        yield from builder.done
        end = at + max(parser.CurrentByteIndex - len(prefix), 0)
        stop.append((end, f"{error}{_left(builder)}", not builder.stack))


def _left(builder: _Builder) -> str:
    if not builder.stack:
        return ""
    return f"; the record that begins in line {builder.stack[0].line} was left out"


def _doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
    if internal:
        raise _RefusalError("declares entities or elements of its own, which is refused")


def _entity(*_: object) -> None:
    raise _RefusalError("declares entities of its own, which is refused")


def _mended(text: str, faults: list[tuple[int, str]]) -> str:
    for pattern, instead, message in (
        (_FORBIDDEN, " ", "holds characters that XML forbids; they were read as spaces"),
        (_BARE, "&amp;", "holds an ampersand that begins no entity; it was read as itself"),
    ):
        first = pattern.search(text)
        if first and not (pattern is _BARE and "<![CDATA[" in text):
            faults.append((text.count("\n", 0, first.start()) + 1, message))
            text = pattern.sub(instead, text)
    return text
