"""Tagged text cut into records: a tag at the start of a line, its value, lines that continue it.

A reader of our own serves all tagged formats: rispy and its like keep no line numbers, stop at the
first odd line, and read one of the formats only.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from review.model import Batch, Dropped, Origin, Problem, Record, Source
from review.sources.stated import Stated

SHOWN = 200  # characters of a dropped line

_Values = dict[str, list[list[str]]]  # tag: values: lines


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


@dataclass(frozen=True, slots=True)
class Cut:
    """The records of a text, the lines outside of any, and where the unclosed records begin."""

    records: list[Stated]
    dropped: list[tuple[int, str]]
    unclosed: list[int]


@dataclass(slots=True)
class _State:
    """What has been cut so far; `tags` and `value` are those of the record that is open."""

    found: list[tuple[int, _Values]] = field(default_factory=list)
    dropped: list[tuple[int, str]] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    tags: _Values | None = None
    value: list[str] | None = None


def cut(text: str, dialect: Dialect) -> Cut:
    """Return the records of the text; a line without a tag continues the value before it."""
    state = _State()
    blank = False
    match = dialect.line.match
    for number, line in enumerate(text.split("\n"), 1):
        if hit := match(line):
            _tag(state, dialect, number, hit, blank)
            blank = False
        elif line and not line.isspace():
            blank = False
            if state.value is None:
                state.dropped.append((number, line))
            else:
                state.value.append(line.strip())
        else:
            blank = True
            if state.value is not None:
                state.value.append("")
    if state.tags is not None:
        state.unclosed.append(state.found[-1][0])
    whole = [
        Stated(line, {tag: _joined(v) for tag, v in tags.items()}) for line, tags in state.found
    ]
    return Cut(whole, state.dropped, state.unclosed)


def _joined(values: list[list[str]]) -> list[str]:
    return ["\n".join(lines).strip() if len(lines) > 1 else lines[0] for lines in values]


def _tag(state: _State, dialect: Dialect, number: int, hit: re.Match[str], blank: bool) -> None:
    tag = dialect.spelt(hit[1])
    if tag in dialect.closes:
        if state.tags is None:
            state.dropped.append((number, hit[0]))
        state.tags = state.value = None
        return
    if tag in dialect.around:
        if state.tags is not None:
            state.unclosed.append(state.found[-1][0])
        state.tags = state.value = None
        return
    if state.tags is not None and dialect.opens(tag, state.tags, blank):
        state.unclosed.append(state.found[-1][0])
        state.tags = None
    if state.tags is None:
        if dialect.begins and tag not in dialect.begins:
            state.dropped.append((number, hit[0]))
            return
        state.tags = {}
        state.found.append((number, state.tags))
    state.value = [(hit[2] or "").strip()]
    state.tags.setdefault(tag, []).append(state.value)


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
