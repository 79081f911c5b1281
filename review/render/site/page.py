"""One page of the site: its front matter, its template, what templates may call."""

import re
from collections.abc import Iterable, Mapping
from html import escape as escape_html

from jinja2 import Environment
from markupsafe import Markup

from review.model import Json, Page, Paper
from review.render.book import Book
from review.render.markdown import attribute, front_matter, html_title
from review.render.prose import Prose

_BLANK = re.compile(r"\n{3,}")


def attribute_of(text: str) -> Markup:
    """Return `text` for an HTML attribute."""
    return Markup(attribute(text))  # noqa: S704


def code_of(text: str) -> Markup:
    """Return `text` for an HTML `code` element; each entity less is time that MkDocs saves."""
    return Markup(escape_html(text, quote=False))  # noqa: S704


def page(
    jinja: Environment, book: Book, path: str, kind: str, matter: Mapping[str, Json], **more: object
) -> Page:
    """One page: `matter` is its front matter, and its title is what the template puts in `h1`."""
    title = str(matter["title"])
    head = front_matter({**matter, "title": html_title(title)})
    text = jinja.get_template(f"site/{kind}.md").render(
        book=book, survey=book.survey, p=Prose(book, path), head=head, title=title, **more
    )
    return Page(path, _tidy(text))


def _tidy(text: str) -> str:
    """Return `text` without trailing spaces and runs of empty lines, ending in a newline."""
    text = "\n".join([line.rstrip(" \t") for line in text.split("\n")])
    return _BLANK.sub("\n\n", text).strip() + "\n"


def span_of(papers: Iterable[Paper]) -> str:
    """Return the years of the papers, as "2019–2024"."""
    years = sorted({paper.year for paper in papers if paper.year})
    return "–".join(dict.fromkeys(map(str, (*years[:1], *years[-1:]))))
