"""A page for each work."""

from collections.abc import Iterator

from jinja2 import Environment

from review.model import Json, Page
from review.render import bibtex
from review.render.book import Book
from review.render.completeness import lacks
from review.render.machine import schema, tags
from review.render.placement import placement
from review.render.prose import Prose, author_list, links
from review.render.site.page import page


def papers(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield a page for each work."""
    queue = placement(book.survey).queue
    for paper in book.survey.papers:
        path = f"papers/{paper.key}.md"
        matter: dict[str, Json] = {
            "title": Prose(book, path).title(paper.key),
            "hide": ["navigation", "toc"],
            "citation": tags(paper),
            "schema": schema(paper),
        }
        yield page(
            jinja, book, path, "paper", matter,
            paper=paper,
            authors=author_list(paper),
            links=links(paper),
            extract=book.extracts.get(paper.key),
            assignment=book.assignments.get(paper.key),
            queued=paper.key in queue,
            related=book.related.get(paper.key, ()),
            bibtex=bibtex.entry(paper).strip(),
            lacking=lacks(paper),
        )  # fmt: skip
