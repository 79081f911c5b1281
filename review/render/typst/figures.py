"""The figures of the PDF as data that the template draws: the taxonomy, the years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from review.model import Topic
from review.render.book import Book
from review.render.figures import years
from review.render.typst.escape import value

_OTHERS = "Outside the taxonomy"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure draws, and what it says to those who cannot see it."""

    data: Markup
    alt: str


def taxonomy(book: Book, written: Iterable[str]) -> Figure | None:
    """Return the tree of topics with the number of works under each, or None where there is none.

    A topic of `written` has a section of its own and is a link to it.
    """
    linked = frozenset(written)
    roots = [_node(book, topic, linked) for topic in book.survey.taxonomy]
    if not roots:
        return None
    said = [f"{root['title']}: {_children(root)}" for root in roots]
    return Figure(value(roots), f"The topics of the survey. {' '.join(said)}")


def _node(book: Book, topic: Topic, linked: frozenset[str]) -> dict[str, object]:
    return {
        "title": topic.title,
        "count": len(book.below[topic.id]),
        "to": f"sec:{topic.id}" if topic.id in linked else "",
        "topics": [_node(book, child, linked) for child in topic.topics],
    }


def _children(node: Mapping[str, object]) -> str:
    topics = node["topics"]
    named = (
        [f"{one['title']} ({one['count']})" for one in topics] if isinstance(topics, list) else []
    )
    return f"{', '.join(named) or node['count']}."


def timeline(book: Book) -> Figure | None:
    """Return a bar a year in parts of the topics at the top, or None for fewer than two years."""
    chart = years(book.survey.papers, book.themes)
    if chart is None:
        return None
    titles: Sequence[str] = [*(topic.title for topic in book.survey.taxonomy), _OTHERS]
    shown = sorted({part.theme for bar in chart.bars for part in bar.parts})
    bars = [
        {
            "label": bar.label,
            "count": bar.count,
            "parts": [{"theme": part.theme, "count": part.count} for part in bar.parts],
        }
        for bar in chart.bars
    ]
    data = {"bars": bars, "themes": [{"title": titles[i], "theme": i} for i in shown]}
    said = ", ".join(f"{bar.label}: {bar.count}" for bar in chart.bars)
    return Figure(value(data), f"Works a year. {said}.")
