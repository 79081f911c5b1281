"""The first page: the survey at a glance."""

import re
from collections.abc import Iterator

from jinja2 import Environment

from review.model import Json, Page, Survey
from review.render import bibtex, figures, texescape
from review.render.book import Book
from review.render.chart import HUES, islands
from review.render.editions import editions, status
from review.render.machine import survey_tags
from review.render.markdown import address, attribute, slug
from review.render.site.page import Shown, shown, span_of


def home(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the first page."""
    yield shown(jinja, book, "index.md", "home", _glance)


def _glance(book: Book) -> Shown:
    """What the first page shows."""
    survey = book.survey
    matter: dict[str, Json] = {"title": survey.title, "hide": ["navigation", "toc"]}
    matter["citation"] = survey_tags(survey)
    if editions(survey):
        matter["feed"] = "feed.xml"
    if survey.description:
        matter["description"] = attribute(survey.description)
    return matter, {
        "chart": figures.years(survey.papers, book.themes),
        "hues": HUES,
        "map": islands(survey.spots, survey.taxonomy) if survey.spots else None,
        "dated": sum(paper.year is not None for paper in survey.papers),
        "span": span_of(survey.papers),
        "how_to_cite": _survey_entry(survey),
        "url": address(survey.url),
        "news": editions(survey),
        "status": status(survey),
    }


def _survey_entry(survey: Survey) -> str:
    """The BibTeX of the survey itself, from the fields that a person gave."""
    people = [" ".join(name.split()) for name in survey.authors]
    fields = {
        "author": " and ".join(texescape.escape(name) for name in people if name),
        "title": bibtex.title_field(survey.title),
        "year": survey.date[:4] if re.match(r"\d{4}\b", survey.date) else "",
        "url": bibtex.address(survey.url),
    }
    key = slug(survey.title).split("-")[0] + fields["year"]
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{key or 'survey'},", *lines, "}"))
