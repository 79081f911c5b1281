"""A page for each work."""

from collections.abc import Iterator

from jinja2 import Environment

from review.model import Json, Page, Paper
from review.render import bibtex, csl, ris
from review.render.book import Book
from review.render.completeness import lacks
from review.render.exchange import facts_alone, items
from review.render.jsonfile import layout
from review.render.machine import schema, tags
from review.render.placement import placement
from review.render.prose import Prose, author_list, links
from review.render.shelves import by_work
from review.render.site.browse import KINDS
from review.render.site.page import page


def papers(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield a page for each work."""
    queue = placement(book.survey).queue
    stated = {item.paper.key: facts_alone(item) for item in items(book.survey)}
    shelves = by_work(book.shelves)
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
            ris=ris.entry(stated[paper.key]).strip(),
            csl=layout([csl.entry(stated[paper.key])]),
            lacking=lacks(paper),
            kinds=KINDS,
            shelves=shelves.get(paper.key, ()),
            sources=_sources(paper),
        )  # fmt: skip


def _sources(paper: Paper) -> dict[tuple[str, str], list[str]]:
    """Return the fields that each source states, by the source and how sure it is."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in paper.provenance:
        found.setdefault((one.source, one.confidence), []).append(one.field)
    return found
