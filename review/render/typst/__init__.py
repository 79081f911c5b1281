"""`review.typ`: the survey as a Typst document, for a PDF without TeX.

All text is a string literal, so none of it is markup. Without a style the list of references and
its labels are the survey's own, as on the website; with one they are Typst's, from Hayagriva data.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from review.model import Excerpt, Page, Paragraph, Row, Section, Survey, Topic
from review.render.book import Book
from review.render.comparison import columns
from review.render.environment import environment
from review.render.figures import flow
from review.render.latex.abstract import abstract, keywords
from review.render.typst.cite import CELL, Cite, given
from review.render.typst.escape import breakable, escape, typst, value
from review.render.typst.figures import taxonomy, timeline
from review.render.typst.references import hayagriva, references
from review.render.typst.styles import kind

_DEEPEST = 3
_HEADINGS = {"findings": "What they find", "limits": "Limits"}


def render(survey: Survey, root: Path | None, style: str = "") -> Iterator[Page]:
    """Yield `review.typ`, and `references.yml` where `style` names one of `STYLES`.

    Raises `ConfigError` for a style that Typst does not have.
    """
    book = Book(survey)
    cite = Cite(book.citations, kind(style))
    parts = tuple(_parts(book, cite))
    jinja = environment(escape, root).overlay(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
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


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the comparison table: its width as a share of the line, and its cells."""

    title: str
    weight: int
    cell: Callable[[Row], Markup]


@dataclass(frozen=True, slots=True)
class Part:
    """A topic with a section: `level` of its heading, `listed` works that are filed there
    unquoted."""

    id: str
    title: str
    level: int
    section: Section
    years: str
    listed: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def counted(self) -> bool:
        """Whether the section tells its own counts."""
        return any(quote.counted for p in self.section.paragraphs for quote in p.quotes)

    def heading(self, paragraph: Paragraph) -> str:
        """Return the run-in heading of a paragraph, or nothing."""
        return paragraph.heading.rstrip(".") or _HEADINGS.get(paragraph.kind, "")


def _parts(book: Book, cite: Cite) -> Iterator[Part]:
    """The sections that hold something, in order."""
    filled = {s.topic for s in book.survey.sections if s.papers or s.paragraphs}
    for section in book.survey.sections:
        topic = book.topics.get(section.topic)
        below = {part.id for part in topic.walk()} if topic else {section.topic}
        if not below & filled:
            continue
        quotes = [quote for p in section.paragraphs for quote in p.quotes]
        said = {key for quote in quotes for key in (quote.paper, *quote.also)}
        said |= {row.paper for row in section.table} | set(section.bare)
        yield Part(
            section.topic,
            topic.title if topic else "Works outside the taxonomy",
            min(_depth(book, topic) + 1, _DEEPEST),
            section,
            _years(book, section.papers),
            tuple(key for key in section.papers if key not in said),
            _columns(section.table, cite),
        )


def _depth(book: Book, topic: Topic | None) -> int:
    return len(book.above[topic.id]) if topic else 0


def _years(book: Book, keys: Iterable[str]) -> str:
    known = sorted({year for key in keys if (year := book.papers[key].year)})
    return "–".join(dict.fromkeys(map(str, (*known[:1], *known[-1:]))))


def _columns(rows: Sequence[Row], cite: Cite) -> tuple[Column, ...]:
    """The columns that tell the works apart."""

    def cell(excerpt: Excerpt | None) -> Markup:
        return cite.sentence(excerpt) if excerpt else Markup()

    cells = {
        "name": Column("Introduces", 15, lambda row: breakable(row.name, CELL)),
        "does": Column("What it does", 36, lambda row: cell(row.does)),
        "data": Column("On", 15, lambda row: breakable(_named(row), CELL)),
        "headline": Column("In figures", 24, lambda row: cell(row.headline)),
        "links": Column("Links", 19, lambda row: typst(" ".join(map(given, row.links)))),
    }
    work = Column("Work", 16, lambda row: cite.narrative(row.paper))
    return (work, *(cells[name] for name in columns(rows)))


def _named(row: Row) -> str:
    return ", ".join(excerpt.text for excerpt in row.data)
