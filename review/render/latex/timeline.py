"""The figure of the years: works per year, stacked by theme."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.model import Paper
from review.render.book import Book
from review.render.latex.words import clipped

_TICKS = 12  # years that are written under the axis
_LETTERS = 44  # of an entry of the legend


@dataclass(frozen=True, slots=True)
class Series:
    """The works of a theme for each year; `hue` is the number of its colour."""

    title: str
    hue: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years that have works, in order; how many in all, in each theme, and with a year."""

    years: tuple[int, ...]
    totals: tuple[int, ...]
    series: tuple[Series, ...]
    dated: int

    @property
    def ticks(self) -> tuple[int, ...]:
        """The years to write under the axis, evenly set and the last one among them."""
        span = self.years[-1] - self.years[0] + 1
        step = -(-span // _TICKS)
        return tuple(range(self.years[-1], self.years[0] - 1, -step))[::-1]

    @property
    def width(self) -> float:
        """How wide a bar is, in years."""
        return 0.78


def timeline(book: Book) -> Timeline | None:
    """Return the figure, or None for fewer than two years; a year without works has no bar."""
    dated = [paper for paper in book.survey.papers if paper.year]
    years = tuple(sorted({paper.year for paper in dated if paper.year}))
    if len(years) < 2:
        return None
    last = len(book.survey.taxonomy)
    titles = [root.title for root in book.survey.taxonomy] + ["Outside the taxonomy"]
    series = tuple(
        Series(clipped(title, _LETTERS), number if number < last else -1, counts)
        for number, title in enumerate(titles)
        if any(counts := _counts(dated, years, book, number))
    )
    totals = tuple(sum(column) for column in zip(*(one.counts for one in series), strict=True))
    return Timeline(years, totals, series, len(dated))


def _counts(
    papers: Sequence[Paper], years: Sequence[int], book: Book, theme: int
) -> tuple[int, ...]:
    found = [paper.year for paper in papers if book.themes[paper.key] == theme]
    return tuple(found.count(year) for year in years)
