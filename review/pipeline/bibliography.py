"""Bibliographies looked at: the checks of a .bib file, with the works that stand twice in it."""

from collections.abc import Sequence

from review.bibcheck import CHECKS, Check, File, Finding, check, parse
from review.bibcheck.fields import lacking
from review.cache import kept
from review.identity import clusters
from review.model import Record
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
    records = bibtex.read(text, name).records
    groups = (
        group
        for members, _ in clusters(records)
        for group in _in_common([records[i] for i in members])
    )
    return tuple(tuple(record.origin.line for record in group) for group in groups)


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


@kept
def health(text: str) -> Health:
    """Return how a bibliography fares: what the checks find, and what is not stated."""
    file = parse(text, "references.bib", "bibtex")
    found = inspect(file)
    rows = (
        Row(
            one.name,
            one.severity,
            one.finds,
            tuple((f.key, f.message) for f in found if f.check == one.name),
        )
        for one in CHECKS
    )
    return Health(len(file.items), tuple(rows), lacking(file))
