"""A page for each work."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2 import Environment

from review.cache import each
from review.model import Json, Page, Paper
from review.render import bibtex, csl, ris
from review.render.book import Book
from review.render.completeness import lacks
from review.render.exchange import Item, facts_alone, items
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
    shelves = by_work(book.shelves)
    works = [(item.paper, facts_alone(item)) for item in items(book.survey)]
    for (paper, _), facts in zip(works, each("facts of a work", works, _facts_of), strict=True):
        path = f"papers/{paper.key}.md"
        matter: dict[str, Json] = {
            "title": Prose(book, path).title(paper.key),
            "hide": ["navigation", "toc"],
            **facts["matter"],
        }
        yield page(
            jinja, book, path, "paper", matter,
            paper=paper,
            **facts["shown"],
            extract=book.extracts.get(paper.key),
            assignment=book.assignments.get(paper.key),
            queued=paper.key in queue,
            related=book.related.get(paper.key, ()),
            kinds=KINDS,
            shelves=shelves.get(paper.key, ()),
        )  # fmt: skip


def _facts_of(works: Sequence[tuple[Paper, Item]]) -> list[dict[str, dict[str, Any]]]:
    """Return what a page shows of each work that is made of the work alone."""
    return [
        {
            "matter": {"citation": tags(paper), "schema": schema(paper)},
            "shown": {
                "authors": author_list(paper),
                "links": links(paper),
                "bibtex": bibtex.entry(paper).strip(),
                "ris": ris.entry(item).strip(),
                "csl": layout([csl.entry(item)]),
                "lacking": lacks(paper),
                "sources": _sources(paper),
            },
        }
        for paper, item in works
    ]


def _sources(paper: Paper) -> dict[str, str]:
    """Return what each record and each other source states of a work: fields, by how sure it is."""
    found: dict[str, dict[str, list[str]]] = {str(origin): {} for origin in paper.records}
    for one in paper.provenance:
        found.setdefault(one.source, {}).setdefault(one.confidence, []).append(one.field)
    return {source: "; ".join(_stated(told)) for source, told in found.items()}


def _stated(told: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for sure, fields in told.items():
        yield ", ".join(fields) + (f" ({sure} confidence)" if sure else "")
