"""What preview cards say of works, for pages that cite them and have no references of their own."""

import json
from collections.abc import Iterator

from jinja2 import Environment

from review.model import Page, Paper
from review.render.book import Book
from review.render.citations import year_label
from review.render.markdown import plain
from review.render.prose import Prose, author_list
from review.render.venue import brief

_NAMES = 6


def cards(book: Book, _: Environment) -> Iterator[Page]:
    """Yield a script that says of each work, by its key: title, source, what it does, topic.

    It is data that a browser can load from a file too; a page asks for it with its first card.
    """
    prose = Prose(book, "index.md")
    told = (f"{json.dumps(p.key)}: {_told(prose, p)}" for p in book.survey.papers)
    yield Page("assets/works.js", "window.reviewWorks = {\n" + ",\n".join(sorted(told)) + "\n}\n")


def _told(prose: Prose, paper: Paper) -> str:
    extract, trail = prose.book.extracts.get(paper.key), prose.book.trail(paper.key)
    names, year = author_list(paper, _NAMES), year_label(paper)
    head = " ".join(part for part in (names, f"({year})" if year else "") if part)
    venue = brief(paper.venue)
    lines = (
        prose.title(paper.key),
        ". ".join(part for part in (head, venue) if part),
        prose.said(extract.citation) if extract and extract.citation else "",
        trail[-1].title if trail else "",
    )
    return json.dumps([plain(line) for line in lines], ensure_ascii=False)
