"""Tagged text cut into records: a tag at the start of a line, its value, lines that continue it.

A reader of our own serves all tagged formats: rispy and its like keep no line numbers, stop at the
first odd line, and read one of the formats only.
"""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

from review.model import Batch, Dropped, Origin, Problem, Record, Source
from review.sources.stated import Fields, Stated

SHOWN = 200  # characters of a dropped line

CHUNK = 1 << 20  # characters that are split into lines at a time


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a tagged format is cut.

    `line` matches a line with a tag (groups 1 and 2: tag, value). `opens` says of a tag whether
    it begins the next record, given the tags of the one before and whether a blank line stands
    between. Where `begins` names tags, outside of records none other counts as one.
    A tag of `closes` ends a record; one of `around` belongs to the file.
    `spelt` gives a tag as it is known.
    """

    line: re.Pattern[str]
    opens: Callable[[str, Container[str], bool], bool]
    closes: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    begins: frozenset[str] = frozenset()
    spelt: Callable[[str], str] = str


@dataclass(slots=True)
class Aside:
    """What is met beside the records: lines outside of any, and where unclosed records begin."""

    dropped: list[tuple[int, str]] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """The record that is open: its last value, and the lines that continue it."""

    line: int
    fields: Fields = field(default_factory=dict)
    last: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)

    def settled(self) -> Stated:
        self.settle()
        return Stated(self.line, self.fields)

    def settle(self) -> None:
        if self.more:
            self.last[-1] = "\n".join([self.last[-1], *self.more]).strip()
            self.more = []


def cut(text: str, dialect: Dialect, aside: Aside) -> Iterator[Stated]:
    """Yield the records of the text; a line without a tag continues the value before it."""
    match = dialect.line.match
    open_: _Open | None = None
    blank = False
    for number, line in enumerate(_lines(text), 1):
        hit = match(line)
        if hit is None:
            blank = not line or line.isspace()
            if open_ is not None:
                open_.more.append("" if blank else line.strip())
            elif not blank:
                aside.dropped.append((number, line))
            continue
        tag = dialect.spelt(hit[1])
        ends = tag in dialect.closes or tag in dialect.around
        if open_ is not None and (ends or dialect.opens(tag, open_.fields, blank)):
            if tag not in dialect.closes:
                aside.unclosed.append(open_.line)
            yield open_.settled()
            open_ = None
        elif open_ is None and _outside(tag, dialect):
            aside.dropped.append((number, line))
            ends = True
        if not ends:
            open_ = open_ or _Open(number)
            _put(open_, tag, hit[2])
        blank = False
    if open_ is not None:
        aside.unclosed.append(open_.line)
        yield open_.settled()


def _outside(tag: str, dialect: Dialect) -> bool:
    """Return whether a line with the tag is out of place where no record is open."""
    if tag in dialect.around:
        return False
    return tag in dialect.closes or bool(dialect.begins and tag not in dialect.begins)


def _put(open_: _Open, tag: str, value: str | None) -> None:
    if open_.more:
        open_.settle()
    open_.last = open_.fields.setdefault(tag, [])
    open_.last.append(value.strip() if value else "")


def _lines(text: str) -> Iterator[str]:
    """Yield the lines, some megabytes of them at a time."""
    start = 0
    while (end := text.find("\n", start + CHUNK)) >= 0:
        yield from text[start:end].split("\n")
        start = end + 1
    yield from text[start:].split("\n")


def batch(
    records: list[Record],
    name: str,
    format_: str,
    dropped: list[tuple[int, str]],
    problems: list[Problem],
) -> Batch:
    """Return what a tagged file gave; lines outside of records are dropped with that reason."""
    out = tuple(
        Dropped(Origin(name, line), text.strip()[:SHOWN], "stands outside of any record")
        for line, text in dropped
    )
    source = Source(name, format_, len(records), out, tuple(problems))
    return Batch(tuple(records), (source,))


def unended(unclosed: list[int], tag: str, name: str) -> list[Problem]:
    """Return one problem for the records that lack their last line, named by the first of them."""
    if not unclosed:
        return []
    count = len(unclosed)
    what = "1 record has" if count == 1 else f"{count} records, the first of them here, have"
    return [Problem(f"{name}:{unclosed[0]}", f"{what} no {tag} line; read up to the next record")]
