"""Bibliographies looked at: the checks of a .bib file, with the works that stand twice in it."""

from collections.abc import Sequence

from review.bibcheck import CHECKS, Check, File, Finding, check, parse
from review.bibcheck.fields import lacking
from review.identity import merge
from review.render.health import Health, Row
from review.sources import bibtex


def inspect(file: File, checks: Sequence[Check] = CHECKS) -> tuple[Finding, ...]:
    """Return what is wrong with a .bib file, by line."""
    return check(file, checks, same_works)


def same_works(text: str, name: str) -> tuple[tuple[int, ...], ...]:
    """Return the lines of the entries that describe one work, for each of several entries."""
    works = merge(bibtex.read(text, name).records)
    return tuple(
        tuple(origin.line for origin in work.records) for work in works if len(work.records) > 1
    )


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
