"""How a taxonomy fares with the papers filed into it: counts, growth, and what is out of shape."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from review.model import Assignment, Paper, Topic

THIN = 3
"""A topic with fewer papers is thin."""
FULL = 25
"""A topic with more papers may be overfull, if it is also far above the median."""
FAR = 2.0
"""Times the median of the topics that hold papers."""
RECENT = 2
"""The years, up to the last one of the corpus, that count as recent."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A topic with its papers: `own` filed under it, `below` under it or its children.

    `doubtful` of `below` have little confidence; `years` pairs each year of the corpus with the
    papers of `below` in it; `recent` is the share of recent ones among those with a known year,
    None where no year is known. `state` is "empty", "thin", "overfull" or "".
    """

    topic: str
    title: str
    depth: int
    own: int
    below: int
    doubtful: int
    years: tuple[tuple[int, int], ...]
    recent: float | None
    state: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The topics in the order of the taxonomy, and the counts of the whole survey."""

    standings: tuple[Standing, ...]
    papers: int
    placed: int
    pinned: int
    doubtful: tuple[str, ...]
    unplaced: tuple[str, ...]
    years: tuple[tuple[int, int], ...]
    recent: float | None
    median: float


def stand(
    papers: Sequence[Paper], taxonomy: Sequence[Topic], assignments: Sequence[Assignment]
) -> Tree:
    """Return how each topic stands; `assignments` name papers by citation key."""
    known = {paper.key: paper for paper in papers}
    filed: dict[str, list[str]] = {}
    for one in sorted(assignments, key=lambda one: str(one.paper)):
        if one.placed and str(one.paper) in known:
            filed.setdefault(one.topic, []).append(str(one.paper))
    unsure = {str(one.paper) for one in assignments if one.doubtful}
    sizes = [len(keys) for keys in filed.values()]
    middle = float(median(sizes)) if sizes else 0.0
    span = _span(papers)
    return Tree(
        tuple(
            _standing(topic, depth, known, filed, unsure, middle, span)
            for topic, depth in _walk(taxonomy, 0)
        ),
        papers=len(papers),
        placed=sum(sizes),
        pinned=sum(one.by == "person" for one in assignments),
        doubtful=tuple(sorted(unsure)),
        unplaced=tuple(sorted(str(one.paper) for one in assignments if not one.placed)),
        years=_years(papers, span),
        recent=_recent(_years(papers, span)),
        median=middle,
    )


def _walk(topics: Sequence[Topic], depth: int) -> list[tuple[Topic, int]]:
    found = []
    for topic in topics:
        found += [(topic, depth), *_walk(topic.topics, depth + 1)]
    return found


def _standing(  # noqa: PLR0913, PLR0917 - what one row of the table is made from
    topic: Topic,
    depth: int,
    known: Mapping[str, Paper],
    filed: Mapping[str, Sequence[str]],
    unsure: set[str],
    middle: float,
    span: Sequence[int],
) -> Standing:
    own = filed.get(topic.id, ())
    below = [key for part in topic.walk() for key in filed.get(part.id, ())]
    years = _years([known[key] for key in below], span)
    return Standing(
        topic.id,
        topic.title,
        depth,
        len(own),
        len(below),
        sum(key in unsure for key in below),
        years,
        _recent(years),
        _state(len(own), len(below), middle),
        tuple(own),
    )


def _state(own: int, below: int, middle: float) -> str:
    """Return what is out of shape: a topic is as thin as all below it, as full as itself."""
    if not below:
        return "empty"
    if below < THIN:
        return "thin"
    return "overfull" if own > FULL and own > FAR * middle else ""


def _span(papers: Sequence[Paper]) -> tuple[int, ...]:
    known = [paper.year for paper in papers if paper.year is not None]
    return tuple(range(min(known), max(known) + 1)) if known else ()


def _years(papers: Sequence[Paper], span: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return each year of `span` with its papers; of a long one, the years that have some."""
    counts = Counter(paper.year for paper in papers if paper.year is not None)
    shown = span if len(span) <= 100 else sorted(set(counts) | {span[0], span[-1]})
    return tuple((year, counts[year]) for year in shown)


def _recent(years: Sequence[tuple[int, int]]) -> float | None:
    """Return the share of the last `RECENT` years, to 3 decimals."""
    total = sum(count for _, count in years)
    last = max((year for year, _ in years), default=0)
    late = sum(count for year, count in years if year > last - RECENT)
    return round(late / total, 3) if total else None
