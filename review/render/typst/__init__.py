"""`review.typ`: the survey as a Typst document, for a PDF without TeX.

All text is a string literal, so none of it is markup. Without a style the list of references and
its labels are the survey's own, as on the website; with one they are Typst's, from Hayagriva data.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from markupsafe import Markup

from review.model import Excerpt, Page, Row, Survey
from review.render.book import Book
from review.render.environment import angled
from review.render.figures import flow
from review.render.latex.abstract import abstract, keywords
from review.render.parts import Cells, parts_of
from review.render.typst.cite import CELL, Cite, given
from review.render.typst.escape import breakable, escape, typst, value
from review.render.typst.figures import taxonomy, timeline
from review.render.typst.references import hayagriva, references
from review.render.typst.styles import kind

_NUMBERED = "ieee"


def render(survey: Survey, root: Path | None, style: str = "") -> Iterator[Page]:
    """Yield `review.typ`, and `references.yml` where `style` names one of `STYLES`.

    A survey that cites by numbers has a style with numbers where none is named. Raises
    `ConfigError` for a style that Typst does not have.
    """
    style = style or (_NUMBERED if survey.citations == "numbered" else "")
    book = Book(survey)
    cite = Cite(book.citations, kind(style))
    parts = parts_of(book, _cells(cite))
    jinja = angled(escape, root)
    text = jinja.get_template("typst/review.typ").render(
        survey=survey,
        book=book,
        cite=cite,
        parts=parts,
        value=value,
        style=style,
        day=_dated(survey),
        taxonomy=taxonomy(book, [part.id for part in parts]),
        timeline=timeline(book),
        abstract=abstract(book),
        keywords=keywords(book),
        flow=flow(survey.counts, len(survey.sources)) if survey.counts.records else (),
        places={part.title: part.id for part in parts if part.level == 1},
        references=() if style else tuple(references(book)),
    )
    yield Page("review.typ", re.sub(r"\n{3,}", "\n\n", text))
    if style:
        yield Page("references.yml", hayagriva(survey.papers))


def day(text: str) -> date | None:
    """Return the date that `text` is, in the form 2026-11-21, or None."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _dated(survey: Survey) -> Markup:
    """The date of the survey as a value, where it is a whole one."""
    if (found := day(survey.date)) is None:
        return typst("none")
    return typst(f"datetime(year: {found.year}, month: {found.month}, day: {found.day})")


def _cells(cite: Cite) -> Cells:
    """Return how each cell of a row is set."""

    def sentence(excerpt: Excerpt | None) -> Markup:
        return cite.sentence(excerpt) if excerpt else Markup()

    return {
        "work": lambda row: cite.narrative(row.paper),
        "name": lambda row: breakable(row.name, CELL),
        "does": lambda row: sentence(row.does),
        "data": lambda row: breakable(_named(row), CELL),
        "headline": lambda row: sentence(row.headline),
        "links": lambda row: typst(" ".join(map(given, row.links))),
    }


def _named(row: Row) -> str:
    return ", ".join(excerpt.text for excerpt in row.data)
