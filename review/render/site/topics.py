"""The pages of the topics, their overview, and the works outside the taxonomy."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from jinja2 import Environment

from review.cache import each
from review.model import UNPLACED, Json, Page, Paper, Section, Topic
from review.render import bibtex
from review.render.book import Book
from review.render.chart import HUES
from review.render.comparison import columns
from review.render.markdown import attribute, slug
from review.render.prose import Prose
from review.render.site.page import Shown, shown, span_of
from review.render.tree import WIDTH, trees

_SEE_ALSO = 6

Filed = Sequence[tuple[Paper, Sequence[str]]]
"""Works with the keywords that their topics give them."""


def topics(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the overview of the topics and a page for each, with its bibliography."""
    yield shown(jinja, book, "topics/index.md", "topics", _overview)
    for topic in book.topics:
        path = book.path(topic)
        yield shown(jinja, book, path, "topic", _theme, topic, path)
    if book.survey.bibliography.per_topic:
        yield from _bibliographies(book)


def _bibliographies(book: Book) -> Iterator[Page]:
    """Yield the .bib file of each topic, with the works below it."""
    also, keywords = bibtex.wanted(book.survey), bibtex.topical(book.survey)
    given = [
        (tuple((book.papers[key], keywords.get(key, ())) for key in book.below[topic]), also)
        for topic in book.topics
    ]
    texts = each("bibliography of a topic", given, _written)
    for topic, text in zip(book.topics, texts, strict=True):
        yield Page(f"topics/{topic}.bib", text)


def _written(topics: Sequence[tuple[Filed, Sequence[str]]]) -> Iterator[str]:
    """Yield the .bib file of works and their keywords, with further fields."""
    for filed, also in topics:
        keywords = {paper.key: words for paper, words in filed}
        yield bibtex.bibliography([paper for paper, _ in filed], also, keywords)


def _overview(book: Book) -> Shown:
    """What the overview of the topics shows."""
    drawn = trees(book.survey.taxonomy, book.below)
    return {"title": "Topics", "hide": ["toc"]}, {"trees": drawn, "width": WIDTH, "hues": HUES}


def _theme(book: Book, id_: str, path: str) -> Shown:
    """What a topic's page shows, its paragraphs by kind."""
    topic, section, below = book.topics[id_], book.sections[id_], book.below[id_]
    matter: dict[str, Json] = {"title": topic.title, "search": {"boost": 2}}
    if topic.description:
        matter["description"] = attribute(topic.description)
    blocks = Prose(book, path).blocks(section.paragraphs)
    return matter, {
        "topic": topic,
        "section": section,
        "blocks": {
            kind: [(item, slug(item.heading), text) for item, text in found]
            for kind, found in groupby(blocks, key=lambda block: block[0].kind)
        },
        "lists": _lists(book, section, path),
        "works": below,
        "span": span_of(book.papers[key] for key in below),
        "columns": columns(section.table),
        "shared": book.shared(id_)[:_SEE_ALSO],
        "siblings": _siblings(book, id_),
    }


def _lists(book: Book, section: Section, path: str) -> Mapping[str, Sequence[str]]:
    """The references of a page by why they stand there."""
    told = {*section.papers, *section.also}
    return {
        "filed": [key for key in section.papers if key not in section.bare],
        "bare": section.bare,
        "also": section.also,
        "below": [key for key in book.cited.get(path, ()) if key not in told],
    }


def _siblings(book: Book, topic: str) -> tuple[Topic, ...]:
    """The topics beside this one: under the same parent, or roots like it."""
    above = book.above[topic]
    beside = above[-1].topics if above else book.survey.taxonomy
    return tuple(other for other in beside if other.id != topic)


def unplaced(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the page of the works that no topic fits, where there are any."""
    if UNPLACED in book.sections:
        yield shown(jinja, book, f"{UNPLACED}.md", "unplaced", _leftover)


def _leftover(book: Book) -> Shown:
    section = book.sections[UNPLACED]
    return {"title": book.title(UNPLACED), "hide": ["toc"]}, {
        "section": section,
        "blocks": Prose(book, f"{UNPLACED}.md").blocks(section.paragraphs),
        "columns": columns(section.table),
    }
