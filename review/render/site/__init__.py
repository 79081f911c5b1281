"""The survey as Markdown pages for MkDocs: one function a kind of page, templates in `site/`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from jinja2 import Environment

from review.model import Page, Survey
from review.render import works
from review.render.asked import looked
from review.render.bibtex import shown_year
from review.render.book import Book
from review.render.environment import assets, environment
from review.render.health import Health
from review.render.markdown import escape
from review.render.placement import LOOKS
from review.render.prose import author_list
from review.render.site.browse import beside, browse
from review.render.site.cards import cards
from review.render.site.home import home
from review.render.site.lists import atlas, bibliography, glossary, news, tables
from review.render.site.moves import moves
from review.render.site.page import attribute_of, code_of
from review.render.site.papers import papers
from review.render.site.reports import filing, gaps, health, merges, methods
from review.render.site.topics import topics, unplaced
from review.render.venue import brief
from review.text.markup import clean

KINDS: tuple[Callable[[Book, Environment], Iterator[Page]], ...] = (
    home,
    topics,
    papers,
    bibliography,
    tables,
    glossary,
    news,
    browse,
    beside,
    methods,
    filing,
    atlas,
    gaps,
    merges,
    unplaced,
    cards,
)
"""The kinds of pages."""


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield every page of the site, its assets and the bibliography of each topic."""
    book, jinja = _setting(survey, root)
    for pages in KINDS:
        yield from pages(book, jinja)
    for name, text in assets(root):
        yield Page(f"assets/{name}", text)


def health_page(survey: Survey, root: Path | None, found: Health) -> Page:
    """Return the page on how the bibliography of the survey fares."""
    return health(*_setting(survey, root), found)


def moved_pages(survey: Survey, root: Path | None, made: Sequence[Page]) -> Iterable[Page]:
    """Return a page at every address of earlier editions that none of `made` has."""
    return moves(*_setting(survey, root), made)


def _setting(survey: Survey, root: Path | None) -> tuple[Book, Environment]:
    """Return what the templates read, and the environment with all that they call."""
    book, jinja = Book(survey), environment(escape, root)
    jinja.filters.update(attribute=attribute_of, code=code_of, clean=clean, brief=brief)
    jinja.filters.update(thousands="{:,}".format)
    jinja.filters.update({name: looked(name, look) for name, look in LOOKS.items()})
    jinja.filters.update(families=works.families, all_names=author_list, shown_year=shown_year)
    return book, jinja
