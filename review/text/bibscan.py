"""A .bib file cut into its entries, each with its line; a broken one breaks no other.

The grammar is BibTeX's (btxdoc; `bibtex.web`): what stands between entries is a comment, braces
count also after a backslash, a value is made of pieces joined by `#`. Where BibTeX gives up, what
can be read is read and the place is named. pybtex stops at the first fault of a file, hence this.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from review.text.bibblock import JOURNALS, MONTHS, Block, Fault, Piece, Place

_GROUP = r"\{(?:[^{}]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+\}"
_BRACED = re.compile(_GROUP)
_QUOTED = re.compile(rf'"(?:[^"{{}}]++|{_GROUP})*+"')
_START = re.compile(r"@\s*([A-Za-z][\w-]*)\s*([{(])")
_MARK = re.compile(r"^([ \t]*)@[ \t]*[A-Za-z][\w-]*[ \t]*[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*((?:[^\s,={}\"#%]+(?:[ \t]+(?=[^\s,={}\"#%]))?)*)\s*(?:,|(?=[})]))")
_ODD_KEY = re.compile(r"\s*([^\s,=]+)\s*,")
_BARE_KEY = re.compile(r"\s*([^\s,={}\"#%]+)\s+(?=[\w-]+\s*=)")
_FIELD = re.compile(r"([^\s=,{}\"#()%@\\]+)\s*=\s*")
_FIELD_LINE = re.compile(r"(?:^|,)[ \t]*([A-Za-z][\w-]*)\s*=\s*(?=[{\"\w])", re.MULTILINE)
_GOES_ON = re.compile(r"\s*,?\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]")
_SPACE = re.compile(r"\s*")
_BETWEEN = re.compile(r"[\s,]*")
_BARE = re.compile(r"[^\s,{}\"#)]+(?:[ \t]+[^\s,{}\"#)=]++(?!\s*=))*")
_CLOSED = re.compile(r"\s*(?:[,})#]|\Z|[A-Za-z][\w-]*\s*=)")
_LATER_QUOTE = re.compile(r"\"(?=\s*(?:\}|,\s*(?:\}|[A-Za-z][\w-]*\s*=)))")
_RECOVER = re.compile(r"[{,})\n]|[A-Za-z][\w-]*\s*=\s*[{\"]")
_MOST_MARKS = 1000
_GROWTH = 10  # times the length of the file that macros may add


def blocks(text: str) -> Iterator[Block]:
    """Yield what the file holds, in its order, of `@string` only what is not well-formed."""
    file = _File(text)
    at = done = 0
    while found := _START.search(text, at):
        at = found.end()
        begin = text.rfind("\n", 0, found.start()) + 1
        if text[begin : found.start()].lstrip().startswith("%"):
            continue
        yield from file.between(done, found.start())
        block, at = file.block(found)
        block.start, block.end = found.start(), at
        done = at
        yield block
    yield from file.between(done, len(text))


class _UnclosedError(Exception):
    """A value that does not end before the next entry begins."""


@dataclass(slots=True)
class _File:
    """The text with the places of its lines and of the lines that begin entries."""

    text: str
    breaks: list[int] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    macros: dict[str, str] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    made: int = 0
    unquoted: int = 0
    loose: bool = False

    def __post_init__(self) -> None:
        self.breaks = [found.start() for found in re.finditer("\n", self.text)]
        self.marks = [(found.start(), len(found[1])) for found in _MARK.finditer(self.text)]
        self.macros = {**JOURNALS, **{name: name for name in MONTHS}}

    def line(self, at: int) -> int:
        """Return the line, from 1, of the character at `at`."""
        return bisect_left(self.breaks, at) + 1

    def between(self, at: int, end: int) -> Iterator[Block]:
        """Yield the text between two entries, if there is any."""
        if text := self.text[at:end].strip():
            start = _end(_SPACE, self.text, at)
            yield Block("", self.line(start), text, start=start, end=start + len(text))

    def limit(self, found: re.Match[str]) -> int:
        """Return where the next entry begins: a line that starts one, indented no deeper."""
        start = found.start()
        begin = self.text.rfind("\n", 0, start) + 1
        indent = start - begin
        first = bisect_right(self.marks, (start, 0))
        for at, deep in self.marks[first : first + _MOST_MARKS]:
            if deep <= indent:
                return at
        return len(self.text)

    def block(self, found: re.Match[str]) -> tuple[Block, int]:
        """Return the block that begins at `found`, and where it ends."""
        block = Block(found[1].lower(), self.line(found.start()))
        limit = self.limit(found)
        if block.kind in ("comment", "preamble"):
            return self.comment(block, found, limit)
        try:
            end = self.entry(block, found.end(), limit, "}" if found[2] == "{" else ")")
            goes_on = _GOES_ON.match(self.text, end, limit)
        except _UnclosedError:
            end, goes_on = limit, None
            block.broken = True
        if goes_on:
            block.broken = True
            message = "is closed before its last field; a brace is too many"
            block.faults.append(Fault(self.line(end), message))
        elif block.broken:
            message = "does not end before the next entry; a brace or quotation mark is missing"
            block.faults.append(Fault(block.line, message))
        if block.broken:
            end = limit
            block.fields, block.places = dict(self.salvaged(found.end(), limit)), []
        if block.kind == "string":
            self.macros |= {name.casefold(): value for name, value in block.fields.items()}
        block.text = self.text[found.start() : end] if block.kind == "string" else ""
        return block, end

    def comment(self, block: Block, found: re.Match[str], limit: int) -> tuple[Block, int]:
        """Return a comment to its closing brace, or to the end of its line where there is none.

        Entries in it are commented out, as biber and JabRef read it.
        """
        brace = found.end() - 1
        end = self.group(brace, limit) if found[2] == "{" else -1
        if end < 0 and found[2] == "{" and not self.loose:
            end = self.group(brace, len(self.text))
            self.loose = end < 0  # the braces of the file do not balance: search once
        if end < 0:
            end = self.text.find("\n", found.end(), limit)
            end = limit if end < 0 else end
        block.text = self.text[found.start() : end]
        return block, end

    # ── one entry ────────────────────────────────────────────────────────────────────────────

    def entry(self, block: Block, at: int, limit: int, closer: str) -> int:
        """Read the key and the fields into `block` and return where the entry ends."""
        if block.kind != "string":
            at = self.key(block, at, limit)
        text = self.text
        while True:
            at = _end(_BETWEEN, text, at)
            if at >= limit:
                raise _UnclosedError
            if text[at] == closer:
                return at + 1
            found = _FIELD.match(text, at, limit)
            if not found:
                at = self.stray(block, at, limit)
                continue
            name = found[1].lower()
            self.pieces = []
            value, at = self.value(block, found.end(), limit)
            self.store(block, name, value, found.start())
            pieces = tuple(self.pieces)
            block.places.append(Place(found[1], found.start(), found.end(), at, value, pieces))
            after = _end(_SPACE, text, at)
            if after < limit and text[after] not in (",", closer):
                block.faults.append(Fault(self.line(at), f"a comma is missing after {name!r}"))

    def key(self, block: Block, at: int, limit: int) -> int:
        """Read the key into `block` and return where the fields begin."""
        if found := _ODD_KEY.match(self.text, at, limit):
            block.key, block.key_at = found[1], found.start(1)
            return found.end()
        if found := _KEY.match(self.text, at, limit):
            block.key = found[1].rstrip(")") if found[0][-1:] != "," else found[1]
            block.key_at = found.start(1)
            return found.end() - (len(found[1]) - len(block.key))
        if found := _BARE_KEY.match(self.text, at, limit):
            block.key, block.key_at = found[1], found.start(1)
            block.faults.append(Fault(self.line(at), "a comma is missing after the key"))
            return found.end()
        return at

    def store(self, block: Block, name: str, value: str, at: int) -> None:
        """Keep a field; of two of one name BibTeX takes the first, and the second is kept apart."""
        if block.fields.get(name, value) == value:
            block.fields[name] = value
            return
        block.again[name] += 1
        other = f"{name}-{1 + block.again[name]}"
        block.fields[other] = value
        message = f"{name!r} stands twice; the later one is kept as {other}"
        block.faults.append(Fault(self.line(at), message, "repeated"))

    def stray(self, block: Block, at: int, limit: int) -> int:
        """Return where reading goes on after text that is no field."""
        text = self.text
        if text[at] == "%":
            after = text.find("\n", at, limit)
            after = limit if after < 0 else after
        else:
            after = at if text[at] == "{" else at + 1
            while (found := _RECOVER.search(text, after, limit)) and found[0] == "{":
                after = self.group(found.start(), limit)
                if after < 0:
                    raise _UnclosedError
            after = found.start() if found else limit
        left = " ".join(text[at:after].split())
        block.faults.append(Fault(self.line(at), f"{left[:60]!r} is no field; left out"))
        return max(after, at + 1)

    # ── one value ────────────────────────────────────────────────────────────────────────────

    def value(self, block: Block, at: int, limit: int) -> tuple[str, int]:
        """Return the value that begins here, its pieces joined, and where it ends."""
        pieces = []
        while True:
            piece, at = self.piece(block, at, limit)
            pieces.append(piece)
            after = _end(_SPACE, self.text, at)
            if self.text[after : after + 1] != "#" or after >= limit:
                return self.joined(block, pieces, at), at
            at = _end(_SPACE, self.text, after + 1)

    def joined(self, block: Block, pieces: list[str], at: int) -> str:
        """Return the pieces as one; macros of macros must not grow without bound."""
        if len(pieces) == 1:
            return pieces[0]
        self.made += sum(map(len, pieces))
        if self.made <= _GROWTH * len(self.text) + 1_000_000:
            return "".join(pieces)
        block.faults.append(
            Fault(self.line(at), "macros make this file too long; one was not joined")
        )
        return pieces[0]

    def piece(self, block: Block, at: int, limit: int) -> tuple[str, int]:
        text = self.text
        first = text[at : at + 1] if at < limit else ""
        if first in ("{", '"'):
            pattern = _BRACED if first == "{" else _QUOTED
            found = pattern.match(text, at, limit)
            end = found.end() if found else self.group(at, limit)
            if end < 0:
                raise _UnclosedError
            if first == '"' and not _CLOSED.match(text, end, limit):
                end = self.requoted(block, at, end, limit)
            self.pieces.append(Piece(at + 1, end - 1, bare=False))
            return text[at + 1 : end - 1], end
        found = _BARE.match(text, at, limit)
        if not found:
            block.faults.append(Fault(self.line(at), "a value is missing"))
            return "", at
        bare = found[0]
        self.pieces.append(Piece(at, found.end(), bare=True))
        value = self.macros.get(bare.casefold(), bare)
        if value is bare and not bare[0].isdigit():
            known = f"{bare[:40]!r} is no number and no macro of this file; taken as text"
            block.faults.append(Fault(self.line(at), known, "macro"))
        return value, found.end()

    def requoted(self, block: Block, at: int, end: int, limit: int) -> int:
        """Return where a value ends that holds quotation marks: at the last before a field."""
        found = _LATER_QUOTE.search(self.text, end, limit) if limit > self.unquoted else None
        if not found:
            self.unquoted = limit  # a later value of this entry need not search again
            return end
        block.faults.append(Fault(self.line(at), "quotation marks stand inside quotation marks"))
        return found.end()

    def group(self, at: int, limit: int) -> int:
        """Return where the group or quotation that begins here ends, or -1."""
        quoted = self.text[at] == '"'
        deep = 0
        for found in re.finditer('[{}"]', self.text[at:limit]):
            deep += {"{": 1, "}": -1, '"': 0}[found[0]]
            closing = found[0] == ('"' if quoted else "}") and (found.start() > 0)
            if closing and deep <= 0:
                return at + found.end()
        return -1

    def salvaged(self, at: int, limit: int) -> Iterator[tuple[str, str]]:
        """Yield the fields of a broken entry: each from its name to the name of the next."""
        text = self.text[at:limit]
        starts = list(_FIELD_LINE.finditer(text))
        for found, after in zip(starts, [*starts, None][1:], strict=True):
            value = text[found.end() : after.start() if after else len(text)].strip().rstrip(",")
            if value[:1] in ("{", '"'):
                yield found[1].lower(), _trimmed(value)
            else:
                bare = re.split(r"[\s,}]", value, maxsplit=1)[0]
                yield found[1].lower(), self.macros.get(bare.casefold(), bare)


def _trimmed(value: str) -> str:
    """Return what stands between the delimiters of a value, whichever of them is missing."""
    inside = value[1:].rstrip(" \t\n,")
    if value[0] == '"':
        return inside.rstrip("} \t\n,").removesuffix('"')
    surplus = inside.count("}") - inside.count("{")
    while surplus > 0 and inside.endswith("}"):
        inside = inside[:-1].rstrip(" \t\n,")
        surplus -= 1
    return inside


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where `pattern`, which matches everywhere, ends."""
    found = pattern.match(text, at)
    return found.end() if found else at
