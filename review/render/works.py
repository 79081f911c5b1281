"""The tables of works: which page holds which works, newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from review.model import UNPLACED, Paper
from review.render.bibtex import shown_year
from review.render.book import Book, folded

MOST = 2_000
"""Works above which there is a page a year, and of one year a further page."""
_NAMES = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """A page with a table: `name` is the year, and which page of that year; or it holds all."""

    path: str
    name: str
    keys: tuple[str, ...]


def listings(book: Book) -> tuple[Listing, ...]:
    """Return the pages that hold tables: one, or one a year where there are too many works."""
    papers = sorted(book.survey.papers, key=lambda paper: _newest(book, paper))
    if len(papers) <= MOST:
        return (Listing("papers.md", "", tuple(paper.key for paper in papers)),)
    return tuple(_by_year(papers))


def _newest(book: Book, paper: Paper) -> tuple[int, str, str]:
    return -(shown_year(paper) or 0), folded(book.titles[paper.key]), paper.key


def _by_year(papers: Sequence[Paper]) -> Iterator[Listing]:
    for year, group in groupby(papers, key=shown_year):
        keys = [paper.key for paper in group]
        for page, start in enumerate(range(0, len(keys), MOST), 1):
            name = str(year or "Year unknown") + (f", page {page}" if page > 1 else "")
            file = f"{year or 'unknown'}" + (f"-{page}" if page > 1 else "")
            yield Listing(f"papers/by-year/{file}.md", name, tuple(keys[start : start + MOST]))


def families(paper: Paper) -> str:
    """Return the family names of the first authors: "Gu, Li, Chen et al."."""
    names = [author.family or author.given for author in paper.authors]
    more = len(names) > _NAMES or not paper.authors_complete
    return ", ".join(names[:_NAMES]) + (" et al." if names and more else "")


def choices(book: Book, keys: Sequence[str]) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Return the topics that works of a table lie in: id, depth, and the ids in and below each."""
    filed = {_topic(book, key) for key in keys}
    found = []
    for topic in book.topics.values():
        within = tuple(part.id for part in topic.walk() if part.id in filed)
        if within:
            found.append((topic.id, len(book.above[topic.id]), within))
    return (*found, *((UNPLACED, 0, (UNPLACED,)) for _ in filed & {UNPLACED}))


def _topic(book: Book, key: str) -> str:
    assignment = book.assignments.get(key)
    return "" if assignment is None else assignment.topic if assignment.placed else UNPLACED
