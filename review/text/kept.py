"""Protected parts of generated files: what a person writes between two markers is hers.

    <!-- review:keep intro -->          % review:keep intro
    words of a person                   words of a person
    <!-- /review:keep -->               % /review:keep

The first form stands in Markdown, the second in LaTeX; each marker has a line to itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

PLACES = ("intro", "end")
"""The protected parts that a page offers: before its text, and after it."""

_WORD = b"review:keep"
_SHAPES = {".md": (b"<!-- ", b" -->"), ".tex": (b"% ", b"")}
_STRICT = {
    ".md": re.compile(rb"[ \t]*<!--[ \t]*(/?)review:keep(?:[ \t]+([\w-]+))?[ \t]*-->[ \t]*\r?\n?"),
    ".tex": re.compile(rb"[ \t]*%+[ \t]*(/?)review:keep(?:[ \t]+([\w-]+))?[ \t]*\r?\n?"),
}
_LOOSE = {
    ".md": re.compile(rb"^[ \t]*<!?-*[ \t]*/?[ \t]*review:keep\b[^\n]*\n?", re.MULTILINE),
    ".tex": re.compile(rb"^[ \t]*%+[ \t]*/?[ \t]*review:keep\b[^\n]*\n?", re.MULTILINE),
}


@dataclass(frozen=True, slots=True)
class Damage:
    """A marker that opens or closes nothing, by its line, counted from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A file read: the words of its whole protected parts by name, and what is wrong with others.

    `bare` is the file with the whole parts emptied: what the program wrote. `starts` are the lines
    on which the words of each part begin.
    """

    bare: bytes
    words: Mapping[str, bytes] = field(default_factory=dict)
    starts: Mapping[str, int] = field(default_factory=dict)
    damage: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    closes: bool
    name: str


def parts(content: bytes, name: str) -> Parts:
    """Return the protected parts of the file `name`; one that is no Markdown or LaTeX has none."""
    kind = _kind(content, name)
    if not kind:
        return Parts(content)
    words: dict[str, bytes] = {}
    starts: dict[str, int] = {}
    bare, done, damage = [], 0, []
    opened: _Mark | None = None
    for mark in _marks(content, kind):
        wrong = _wrong(mark, opened, words, content, kind)
        if wrong:
            damage.append(wrong)
        elif mark.closes and opened:
            words[opened.name] = content[opened.end : mark.start]
            starts[opened.name] = _line(content, opened.end)
            bare += [content[done : opened.start], _empty(opened.name, kind)]
            done = mark.end
        if mark.closes or mark.name:
            opened = None if mark.closes else mark
    if opened is not None:
        damage.append(_unclosed(opened, content, kind))
    return Parts(b"".join((*bare, content[done:])), words, starts, tuple(damage))


def fill(content: bytes, name: str, words: Mapping[str, bytes]) -> bytes:
    """Return the generated file `name` with the words in its protected parts, byte for byte."""
    kind = _kind(content, name)
    filled, done = [], 0
    marks = list(_marks(content, kind)) if kind else []
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        if opening.name in words:
            filled += [content[done : opening.end], words[opening.name]]
            done = closing.start
    return b"".join((*filled, content[done:]))


def settled(content: bytes, name: str, words: Mapping[str, bytes]) -> bytes:
    """Return the same as one text that nobody protects: the words, without the markers."""
    kind = _kind(content, name)
    filled = fill(content, name, words)
    return _LOOSE[kind].sub(b"", filled) if kind else filled


def marker(name: str, place: str) -> tuple[str, str]:
    """Return the two markers of a part as the file `name` has them; both empty where it has none.

    An empty `place` is that of no part.
    """
    kind = _suffix(name)
    if not kind:
        return "", ""
    before, after = (side.decode() for side in _SHAPES[kind])
    opening = f"review:keep {place}".strip()
    return f"{before}{opening}{after}", f"{before}/review:keep{after}"


def _suffix(name: str) -> str:
    return next((suffix for suffix in _SHAPES if name.endswith(suffix)), "")


def _kind(content: bytes, name: str) -> str:
    return _suffix(name) if _WORD in content else ""


def _marks(content: bytes, kind: str) -> Iterator[_Mark]:
    """Yield the markers in order; one that is not well written has no name and closes nothing."""
    for found in _lines(content, kind):
        strict = _STRICT[kind].fullmatch(found[0])
        named = (strict[2] or b"").decode(errors="replace") if strict else ""
        yield _Mark(found.start(), found.end(), bool(strict and strict[1]), named)


def _lines(content: bytes, kind: str) -> Iterator[re.Match[bytes]]:
    """Yield the lines that may be markers; to look for the word first is several times as fast."""
    at = content.find(_WORD)
    while at >= 0:
        start = content.rfind(b"\n", 0, at) + 1
        found = _LOOSE[kind].match(content, start)
        end = found.end() if found else at + len(_WORD)
        if found:
            yield found
        at = content.find(_WORD, end)


def _wrong(
    mark: _Mark, opened: _Mark | None, words: Mapping[str, bytes], content: bytes, kind: str
) -> Damage | None:
    """Return what is wrong where `mark` follows `opened`, after the parts in `words`."""
    ends = mark.closes and opened is not None and opened.name not in words
    if ends or (mark.name and not mark.closes and opened is None):
        return None
    line = _line(content, mark.start)
    closing = marker(kind, "")[1]
    if not (mark.closes or mark.name):
        return Damage(line, f"is no marker; write {marker(kind, 'NAME')[0]} or {closing}")
    if not mark.closes:
        return _unclosed(opened, content, kind) if opened else None
    if opened is None:
        return Damage(line, f"{closing} closes nothing")
    if opened.name in words:
        line = _line(content, opened.start)
        return Damage(line, f"{marker(kind, opened.name)[0]} stands here a second time")
    return None


def _unclosed(opened: _Mark, content: bytes, kind: str) -> Damage:
    start, end = marker(kind, opened.name)
    return Damage(_line(content, opened.start), f"{start} has no {end}")


def _empty(place: str, kind: str) -> bytes:
    return "".join(f"{line}\n" for line in marker(kind, place)).encode()


def _line(content: bytes, index: int) -> int:
    return content.count(b"\n", 0, index) + 1
