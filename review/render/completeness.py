"""What is not known of works: counted for each field, named for each work, as a list to fill in."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from review.model import Entry, Paper, Work
from review.render.markdown import plain

SHOWN = 300
"""Works on the page; `review read --todo` writes all."""

FIELDS: dict[str, Callable[[Entry], bool]] = {
    "title": lambda entry: bool(entry.title.strip()),
    "authors": lambda entry: bool(entry.authors),
    "year": lambda entry: entry.year is not None,
    "venue": lambda entry: bool(entry.venue.strip()),
    "identifier": lambda entry: bool(entry.doi or entry.arxiv or entry.detail("pmid")),
    "abstract": lambda entry: bool(entry.abstract.strip()),
}
"""What should be known of a work: DOI, arXiv identifier or PMID identify it."""

COLUMNS = ("title", "authors", "year", "venue", "doi", "arxiv", "url")
"""The columns of the list to fill in, after the one that names the work."""

KNOWN = "—"
"""A cell that is not to be filled in: metadata or a person states the field already."""

W = TypeVar("W", bound=Work)
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BAR = 300  # units that a bar is long when all is known


@dataclass(frozen=True, slots=True)
class Count:
    """Of how many entries a field is known."""

    field: str
    known: int
    total: int

    @property
    def missing(self) -> int:
        """Of how many it is not."""
        return self.total - self.known

    @property
    def share(self) -> str:
        """The share of those in percent; "0 %" and "100 %" say none and all."""
        return percent(self.missing, self.total)

    @property
    def bar(self) -> int:
        """The length of the bar of what is known, in the units of the figure."""
        return round(_BAR * self.known / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class Lacking:
    """A work and the fields that are not known of it."""

    paper: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Completeness:
    """All that the page of completeness shows: the works that lack most come first."""

    counts: tuple[Count, ...]
    works: tuple[Lacking, ...]

    @property
    def shown(self) -> tuple[tuple[tuple[str, ...], tuple[Lacking, ...]], ...]:
        """The works that the page names, together with those that lack the same fields."""
        alike = groupby(self.works[:SHOWN], key=lambda one: one.fields)
        return tuple((fields, tuple(works)) for fields, works in alike)


def completeness(papers: Sequence[Paper]) -> Completeness:
    """Return what is not known of the papers of a survey."""
    found = (Lacking(paper.key, lacks(paper)) for paper in papers)
    works = sorted((one for one in found if one.fields), key=_most)
    return Completeness(count(papers), tuple(works))


def _most(one: Lacking) -> tuple[int, list[int], str]:
    return -len(one.fields), [list(FIELDS).index(name) for name in one.fields], one.paper


def lacks(entry: Entry) -> tuple[str, ...]:
    """Return the fields that are not known of an entry, in the order of `FIELDS`."""
    return tuple(name for name, known in FIELDS.items() if not known(entry))


def count(entries: Sequence[Entry]) -> tuple[Count, ...]:
    """Return for each field of how many entries it is known."""
    return tuple(
        Count(name, sum(map(known, entries)), len(entries)) for name, known in FIELDS.items()
    )


def percent(part: int, whole: int) -> str:
    """Return a share in whole percent; only none is "0 %" and only all "100 %"."""
    if not 0 < part < whole:
        return "100 %" if part else "0 %"
    share = round(100 * part / whole)
    return "<1 %" if share == 0 else ">99 %" if share == 100 else f"{share} %"


# ── the list to fill in ──────────────────────────────────────────────────────────────────────


def unfinished(works: Iterable[W]) -> list[W]:
    """Return the works whose gaps a list can fill: more than the abstract is not known."""
    return [work for work in works if set(lacks(work)) - {"abstract"}]


def todo(works: Iterable[tuple[str, Work]], name: str) -> str:
    """Return a CSV with a line for each work, sorted, whose empty cells are to be filled in.

    The column `name` holds what each work is called by. What its records say stands in its cells;
    what comes from metadata does not, lest the list be a second source of the same. No cell is
    taken for a formula by a spreadsheet: one that might be begins with an apostrophe (OWASP, "CSV
    Injection").
    """
    lines = sorted([safe(key), *_cells(work)] for key, work in works)
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([[name, *COLUMNS], *lines])
    return stream.getvalue()


def safe(text: str) -> str:
    """Return `text` as a cell of one line that is nothing but text."""
    text = plain(text)
    return f"'{text}" if text.lstrip(_UNSEEN).startswith(_FORMULA) else text


def _cells(work: Work) -> list[str]:
    names = [
        f"{author.family}, {author.given}" if author.given else author.family
        for author in work.authors
    ]
    if names and not work.authors_complete:
        names.append("et al.")
    values = {name: getattr(work, name) for name in COLUMNS} | {"authors": "; ".join(names)}
    seeds = {str(origin) for origin in work.records}
    elsewhere = {one.field for one in work.provenance if one.source not in seeds} - {"title"}
    return [
        KNOWN if name in elsewhere and value else safe(str(value or ""))
        for name, value in values.items()
    ]
