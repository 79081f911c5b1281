"""The pages of the topics, their overview, and the works outside the taxonomy."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from jinja2 import Environment

from review.model import UNPLACED, Json, Page, Section, Topic
from review.render import bibtex
from review.render.book import Book
from review.render.chart import HUES
from review.render.comparison import columns
from review.render.markdown import attribute, slug
from review.render.prose import Prose
from review.render.site.page import page, span_of
from review.render.tree import WIDTH, trees

Context = Mapping[str, object]
_SEE_ALSO = 6


def topics(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the overview of the topics and a page for each, with its bibliography."""
    yield page(
        jinja, book, "topics/index.md", "topics", {"title": "Topics", "hide": ["toc"]},
        trees=trees(book.survey.taxonomy, book.below), width=WIDTH, hues=HUES,
    )  # fmt: skip
    for topic in book.topics.values():
        matter: dict[str, Json] = {"title": topic.title, "search": {"boost": 2}}
        if topic.description:
            matter["description"] = attribute(topic.description)
        path = book.path(topic.id)
        yield page(jinja, book, path, "topic", matter, **_theme(book, topic, path))
    if book.survey.bibliography.per_topic:
        yield from _bibliographies(book)


def _bibliographies(book: Book) -> Iterator[Page]:
    """Yield the .bib file of each topic, with the works below it."""
    also, keywords = bibtex.wanted(book.survey), bibtex.topical(book.survey)
    for topic, keys in ((id_, book.below[id_]) for id_ in book.topics):
        text = bibtex.bibliography([book.papers[key] for key in keys], also, keywords)
        yield Page(f"topics/{topic}.bib", text)


def _theme(book: Book, topic: Topic, path: str) -> Context:
    """What a topic's page shows, its paragraphs by kind."""
    section = book.sections[topic.id]
    blocks = Prose(book, path).blocks(section.paragraphs)
    return {
        "topic": topic,
        "section": section,
        "blocks": {
            kind: [(item, slug(item.heading), text) for item, text in found]
            for kind, found in groupby(blocks, key=lambda block: block[0].kind)
        },
        "lists": _lists(book, section, path),
        "works": book.below[topic.id],
        "span": span_of(book.papers[key] for key in book.below[topic.id]),
        "columns": columns(section.table),
        "shared": book.shared(topic.id)[:_SEE_ALSO],
        "siblings": _siblings(book, topic),
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


def _siblings(book: Book, topic: Topic) -> tuple[Topic, ...]:
    """The topics beside this one: under the same parent, or roots like it."""
    above = book.above[topic.id]
    beside = above[-1].topics if above else book.survey.taxonomy
    return tuple(other for other in beside if other.id != topic.id)


def unplaced(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the page of the works that no topic fits, where there are any."""
    section = book.sections.get(UNPLACED)
    if section is None:
        return
    blocks = Prose(book, f"{UNPLACED}.md").blocks(section.paragraphs)
    matter: dict[str, Json] = {"title": book.title(UNPLACED), "hide": ["toc"]}
    yield page(
        jinja, book, f"{UNPLACED}.md", "unplaced", matter,
        section=section, blocks=blocks, columns=columns(section.table),
    )  # fmt: skip
