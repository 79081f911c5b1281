"""One page of the site: its front matter, its template, what templates may call."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape as escape_html

from jinja2 import Environment
from markupsafe import Markup

from review.cache import stands
from review.model import Json, Page, Paper
from review.render.book import Book
from review.render.environment import own_mark
from review.render.markdown import attribute, front_matter, html_title
from review.render.prose import Prose

Shown = tuple[Mapping[str, Json], Mapping[str, object]]
"""The front matter of a page, and what its template is given."""

Show = Callable[..., Shown]
"""Returns what is shown, of the book and of what else it is given; a function of a module."""

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
    given = (tuple(matter.items()), tuple(more.items()))
    return _page(jinja, book, path, kind, given, lambda _: (matter, more))


def shown(
    jinja: Environment, book: Book, path: str, kind: str, show: Show, *given: object
) -> Page:
    """One page; what it shows is asked of the book by the function `show` of a module, where it is
    not as it was in the last build. It must be made of the book and of what is given alone.
    """
    name = f"{show.__module__}.{show.__qualname__}"
    return _page(jinja, book, path, kind, (name, given), lambda asked: show(asked, *given))


def _page(
    jinja: Environment, book: Book, path: str, kind: str, given: object,
    show: Callable[[Book], Shown],
) -> Page:  # fmt: skip
    """Return a page, kept while the survey's answers to all that it asks are the same."""
    notes = book.asked()

    def draw() -> str:
        return _drawn(jinja, notes.view, path, kind, *show(notes.view))

    return Page(path, stands("page", (own_mark(jinja), path, kind, given), notes, draw))


def _drawn(
    jinja: Environment, book: Book, path: str, kind: str,
    matter: Mapping[str, Json], more: Mapping[str, object],
) -> str:  # fmt: skip
    title = str(matter["title"])
    head = front_matter({**matter, "title": html_title(title)})
    template = jinja.get_template(f"site/{kind}.md")
    shown = {**more, "book": book, "survey": book.survey, "p": Prose(book, path)}
    return _tidy(template.render(**shown, head=head, title=title))


def _tidy(text: str) -> str:
    """Return `text` without trailing spaces and runs of empty lines, ending in a newline."""
    text = "\n".join([line.rstrip(" \t") for line in text.split("\n")])
    return _BLANK.sub("\n\n", text).strip() + "\n"


def span_of(papers: Iterable[Paper]) -> str:
    """Return the years of the papers, as "2019–2024"."""
    years = sorted({paper.year for paper in papers if paper.year})
    return "–".join(dict.fromkeys(map(str, (*years[:1], *years[-1:]))))
