"""Bibliographies looked at: the checks of a .bib file, with the works that stand twice in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from review.bibcheck import CHECKS, Check, File, Finding, check, parse
from review.bibcheck.entry import references
from review.bibcheck.fields import lacking, unstated
from review.bibcheck.keys import same_as
from review.cache import each
from review.identity import clusters
from review.model import Origin, Record
from review.render.bibtex import PREAMBLE
from review.render.health import Health, Row
from review.sources import bibtex
from review.text.terms import title_key


def inspect(file: File, checks: Sequence[Check] = CHECKS) -> tuple[Finding, ...]:
    """Return what is wrong with a .bib file, by line."""
    return check(file, checks, same_works)


def same_works(text: str, name: str) -> tuple[tuple[int, ...], ...]:
    """Return the lines of the entries that describe one work, for each of several entries.

    What tells records apart must call them one, and they must have the title or an identifier in
    common: a person who is told so of two entries sees nothing else.
    """
    groups = _twins(bibtex.read(text, name).records)
    return tuple(tuple(record.origin.line for record in group) for group in groups)


def _twins(records: Sequence[Record]) -> Iterator[list[Record]]:
    """Yield the records that describe one work, for each of several, by line."""
    for members, _ in clusters(records):
        yield from _in_common([records[i] for i in members])


def _in_common(records: Sequence[Record]) -> list[list[Record]]:
    """Return the groups of records that share a mark, directly or through others."""
    groups: list[tuple[set[str], list[Record]]] = []
    for record in records if len(records) > 1 else ():
        marks, members = _marks(record), [record]
        apart = []
        for known, others in groups:
            if known & marks:
                marks, members = known | marks, [*others, *members]
            else:
                apart.append((known, others))
        groups = [*apart, (marks, members)]
    return [sorted(members, key=_line) for _, members in groups if len(members) > 1]


def _line(record: Record) -> int:
    return record.origin.line


def _marks(record: Record) -> set[str]:
    title = title_key(record.title).replace(" ", "")
    return {mark for mark in (title, record.doi.lower(), record.arxiv) if mark}


# ── health ───────────────────────────────────────────────────────────────────────────────────

_NAME = "references.bib"
_APART = re.compile(r"\n(?=@)")
Said = tuple[str, str, str]
"""The name of a check, the key of an entry, what the check found in it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry by itself: what checks find in it, and what it does not state."""

    key: str
    kind: str
    said: tuple[Said, ...]
    unstated: tuple[str, ...]
    record: Record


def health(text: str) -> Health:
    """Return how a bibliography fares: what the checks find, and what is not stated.

    Of one that is written as it should be, an earlier build knows what is said of each entry.
    """
    head, *pieces = _APART.split(text.removeprefix(PREAMBLE))
    if head or not text.startswith(PREAMBLE):
        return _health_of(text)
    entries = each("health of an entry", pieces, lambda lost: map(_alone, lost))
    apart = [entry for entry in entries if entry]
    if len({entry.key.casefold() for entry in apart}) < len(pieces):
        return _health_of(text)
    said = [one for entry in apart for one in entry.said]
    lines = accumulate((piece.count("\n") + 1 for piece in pieces), initial=_FIRST)
    return _told(
        [*said, *_again(dict(zip(lines, apart, strict=False)))],
        [(entry.kind, entry.unstated) for entry in apart],
    )


_FIRST = PREAMBLE.count("\n") + 2
"""The line of the first entry."""


def _alone(text: str) -> _Entry | None:
    """Return what is said of the entry in `text`; None where more or less than one whole entry
    stands there, or it needs another one."""
    file = parse(text, _NAME, "bibtex")
    records = bibtex.batch(file.blocks, _NAME).records
    if len(file.blocks) != 1 or len(file.items) != 1 or len(records) != 1:
        return None
    (block,), (item,), (record,) = file.blocks, file.items, records
    if block.faults or not item.key or any(references(item.fields)):
        return None
    return _Entry(item.key, item.kind, tuple(map(_said, check(file))), unstated(item), record)


def _said(finding: Finding) -> Said:
    return finding.check, finding.key, finding.message


def _again(entries: dict[int, _Entry]) -> list[Said]:
    """Return what is said of entries, by line, that describe the work of an earlier one."""
    found: dict[int, str] = {}
    records = [replace(one.record, origin=Origin(_NAME, line)) for line, one in entries.items()]
    for first, *others in _twins(records):
        message = same_as(entries[_line(first)].key, _line(first))
        found |= {_line(one): message for one in others}
    return [("duplicate-work", entries[line].key, found[line]) for line in sorted(found)]


def _health_of(text: str) -> Health:
    """Return how any bibliography fares."""
    file = parse(text, _NAME, "bibtex")
    stated = [(item.kind, unstated(item)) for item in file.items]
    return _told(list(map(_said, inspect(file))), stated)


def _told(said: Sequence[Said], stated: Sequence[tuple[str, tuple[str, ...]]]) -> Health:
    rows = (
        Row(
            one.name,
            one.severity,
            one.finds,
            tuple((key, message) for name, key, message in said if name == one.name),
        )
        for one in CHECKS
    )
    return Health(len(stated), tuple(rows), lacking(stated))
