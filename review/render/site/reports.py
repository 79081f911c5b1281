"""How the survey was made: methods, placement, completeness, duplicates."""

from collections.abc import Iterator

from jinja2 import Environment

from review.model import Json, Page
from review.render import figures
from review.render.book import Book
from review.render.completeness import SHOWN as SHOWN_LACKING
from review.render.completeness import completeness
from review.render.duplicates import duplicates
from review.render.health import SHOWN as SHOWN_FINDINGS
from review.render.health import Health
from review.render.placement import SHOWN, placement
from review.render.reading import SHOWN as PROBLEMS
from review.render.reading import readings, reasons, told
from review.render.site.page import page

_UNSEARCHED: dict[str, Json] = {"search": {"exclude": True}}  # lists of works, found on their pages


def methods(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield how the survey was made: sources, flow, method."""
    survey = book.survey
    boxes = figures.flow(survey.counts, len(survey.sources))
    problems = told(survey.problems)
    matter: dict[str, Json] = {"title": "Methods"}
    yield page(
        jinja, book, "methods.md", "methods", matter,
        boxes=boxes,
        height=figures.flow_height(boxes),
        readings=readings(survey.sources),
        dropped=reasons(survey.sources),
        problems=problems[:PROBLEMS],
        unshown=sum(one.count for one in problems[PROBLEMS:]),
    )  # fmt: skip


def filing(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield how works were filed."""
    matter: dict[str, Json] = {"title": "How works were filed", **_UNSEARCHED}
    found = placement(book.survey)
    yield page(
        jinja, book, "placement.md", "placement", matter,
        found=found, shown=SHOWN,
    )  # fmt: skip


def gaps(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield what is not known of the works."""
    matter: dict[str, Json] = {"title": "Completeness", **_UNSEARCHED}
    yield page(
        jinja, book, "completeness.md", "completeness", matter,
        found=completeness(book.survey.papers), shown=SHOWN_LACKING,
    )  # fmt: skip


def merges(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield which records are one work."""
    matter: dict[str, Json] = {"title": "Duplicates", **_UNSEARCHED}
    found = duplicates(book.survey)
    yield page(
        jinja, book, "duplicates.md", "duplicates", matter, found=found
    )


def health(book: Book, jinja: Environment, found: Health) -> Page:
    """Return how the bibliography fares."""
    matter: dict[str, Json] = {"title": "Bibliography health", **_UNSEARCHED}
    return page(jinja, book, "health.md", "health", matter, found=found, shown=SHOWN_FINDINGS)
