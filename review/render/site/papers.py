"""A page for each work."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2 import Environment

from review.cache import each
from review.model import Json, Page, Paper
from review.render import bibtex, csl, ris
from review.render.book import Book
from review.render.completeness import lacks
from review.render.exchange import facts_alone
from review.render.jsonfile import layout
from review.render.machine import schema, tags
from review.render.prose import author_list, links
from review.render.site.browse import KINDS
from review.render.site.page import Shown, shown


def papers(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield a page for each work."""
    for paper in book.survey.papers:
        yield shown(jinja, book, f"papers/{paper.key}.md", "paper", _work, paper.key)


def _work(book: Book, key: str) -> Shown:
    """What the page of a work shows."""
    paper = book.papers[key]
    (facts,) = each("facts of a work", [paper], _facts_of)
    title = {"title": book.titles[key], "hide": ["navigation", "toc"]}
    return {**title, **facts["matter"]}, {
        "paper": paper,
        **facts["shown"],
        "extract": book.extracts.get(key),
        "assignment": book.assignments.get(key),
        "queued": book.queue.get(key, False),
        "related": book.related.get(key, ()),
        "kinds": KINDS,
        "shelves": book.stands.get(key, ()),
    }


def _facts_of(works: Sequence[Paper]) -> list[dict[str, dict[str, Any]]]:
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
        for paper, item in zip(works, map(facts_alone, works), strict=True)
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
