"""The geometry of the figures; templates draw them as inline SVG with a table beside each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from review.model import Counts, Paper

_SLOT, _TALL = 40, 150
_LONGEST = 40
_BOX, _STEP = 64, 92


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: so many works of one theme, by its number."""

    theme: int
    count: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart, in units of its view box; `label` is written under it.

    Its parts stand on each other, the first theme at the bottom.
    """

    label: str
    count: int
    x: int
    y: int
    width: int
    height: int
    parts: tuple[Part, ...] = ()

    def of(self, theme: int) -> int:
        """Return how many works of a theme there are."""
        return sum(part.count for part in self.parts if part.theme == theme)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with the size of their view box."""

    bars: tuple[Bar, ...]
    width: int
    height: int = _TALL + 50


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the flow; `aside` is what left the flow after it: a number and words."""

    count: int
    words: str
    y: int
    aside: tuple[int, str] | None = None


def years(papers: Iterable[Paper], themes: Mapping[str, int]) -> Chart | None:
    """Return a bar for each year from the first to the last, or None for fewer than two years.

    `themes` is the number of the theme of each work, by key.
    """
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    for paper in papers:
        if paper.year:
            counts[paper.year][themes[paper.key]] += 1
    if len(counts) < 2:
        return None
    span = list(range(min(counts), max(counts) + 1))
    shown = span if len(span) <= _LONGEST else sorted(counts)
    return _chart([(str(year), counts[year]) for year in shown])


def _chart(values: Sequence[tuple[str, Counter[int]]]) -> Chart:
    top = max(count.total() for _, count in values)
    bars = []
    for i, (label, count) in enumerate(values):
        height = round(_TALL * count.total() / top)
        low = 22 + _TALL
        x = i * _SLOT + 5
        parts = tuple(_parts(count, low, top))
        bars.append(Bar(label, count.total(), x, low - height, _SLOT - 10, height, parts))
    return Chart(tuple(bars), len(values) * _SLOT)


def _parts(count: Counter[int], low: int, top: int) -> Iterator[Part]:
    """Yield the pieces of a bar, from the bottom up."""
    below = 0
    for theme, works in sorted(count.items()):
        start, end = (round(_TALL * n / top) for n in (below, below + works))
        yield Part(theme, works, low - end, end - start)
        below += works


def flow(counts: Counts, files: int) -> tuple[Box, ...]:
    """Return the boxes of a PRISMA-style flow, from the records found to the works cited."""
    plural = "file" if files == 1 else "files"
    rows: tuple[tuple[int, str, tuple[int, str] | None], ...] = (
        (
            counts.records,
            f"records identified in {files} {plural}",
            (counts.duplicates, "repeat a work"),
        ),
        (counts.works, "works after merging", (counts.excluded, "left out by a person")),
        (counts.papers, "works included", (counts.unplaced, "outside the taxonomy")),
        (
            counts.placed,
            f"works filed under {counts.topics} topics",
            (counts.without_abstract, "without an abstract"),
        ),
        (counts.cited, "works cited", None),
    )
    return tuple(
        Box(count, words, i * _STEP + 2, aside) for i, (count, words, aside) in enumerate(rows)
    )


def flow_height(boxes: Sequence[Box]) -> int:
    """Return the height of the view box of a flow."""
    return (len(boxes) - 1) * _STEP + _BOX + 4
