"""The sections of the review and their comparison tables: what each file shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from review.model import Excerpt, Fact, Paper, Paragraph, Row, Section, Survey, Topic
from review.render.book import Book
from review.render.comparison import columns
from review.render.latex.cites import Cite, link
from review.render.latex.words import breakable, tex
from review.render.texescape import escape

_LEVELS = ("section", "subsection", "subsubsection")
_HEADINGS = {"findings": "What they find", "limits": "Limits"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a comparison table: its share of the line, gaps aside, and its cells."""

    title: str
    weight: int
    cell: Callable[[Row], Markup]
    width: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one file shows. `level` is the name of the heading's command."""

    id: str
    title: str
    level: str
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


def parts_of(book: Book, cite: Cite) -> tuple[Part, ...]:
    """Return the sections that hold something, in order; `listed` works are filed there unquoted.

    What a person may write about a topic without works has no section to stand in.
    """
    return tuple(_parts(book.survey, cite))


def unfiled(survey: Survey) -> tuple[str, ...]:
    """Return the papers that no section holds: the bibliography lists them all the same."""
    held = {key for section in survey.sections for key in section.papers}
    return tuple(paper.key for paper in survey.papers if paper.key not in held)


def _parts(survey: Survey, cite: Cite) -> Iterator[Part]:
    levels = {topic.id: (topic, depth) for topic, depth in _deep(survey.taxonomy, 0)}
    filled = {section.topic for section in survey.sections if section.papers or section.paragraphs}
    for section in survey.sections:
        topic, depth = levels.get(section.topic, (None, 0))
        below = {part.id for part in topic.walk()} if topic else {section.topic}
        if not below & filled:
            continue
        quotes = [quote for p in section.paragraphs for quote in p.quotes]
        quoted = {key for quote in quotes for key in (quote.paper, *quote.also)}
        quoted |= {row.paper for row in section.table} | set(section.bare)
        yield Part(
            section.topic,
            topic.title if topic else "Works outside the taxonomy",
            _LEVELS[min(depth, len(_LEVELS) - 1)],
            section,
            _years([cite.known.papers[key] for key in section.papers]),
            tuple(key for key in section.papers if key not in quoted),
            _columns(section.table, cite),
        )


def _columns(rows: Sequence[Row], cite: Cite) -> tuple[Column, ...]:
    """The columns that tell the works apart; their widths are shares of the line less its gaps."""
    cells: dict[str, Column] = {
        "name": Column("Introduces", 15, lambda row: breakable(row.name)),
        "does": Column("What it does", 36, lambda row: _cell(row.does, cite)),
        "data": Column("On", 15, lambda row: breakable(_listed(row.data))),
        "headline": Column("In figures", 24, lambda row: _cell(row.headline, cite)),
        "links": Column("Links", 19, lambda row: tex(" ".join(map(_given, row.links)))),
    }
    work = Column("Work", 16, lambda row: cite.narrative(row.paper))
    filled = [work, *(cells[name] for name in columns(rows))]
    total = sum(column.weight for column in filled)
    return tuple(replace(c, width=f"{c.weight / total - 0.0005:.3f}") for c in filled)


def _cell(excerpt: Excerpt | None, cite: Cite) -> Markup:
    return cite.sentence(excerpt) if excerpt else Markup()


def _listed(excerpts: Iterable[Excerpt]) -> str:
    return ", ".join(excerpt.text for excerpt in excerpts)


def _given(fact: Fact) -> str:
    return f"{escape(fact.label.capitalize())}: {link(fact.said.text)}"


def _deep(topics: Iterable[Topic], depth: int) -> Iterator[tuple[Topic, int]]:
    for topic in topics:
        yield topic, depth
        yield from _deep(topic.topics, depth + 1)


def _years(papers: Iterable[Paper]) -> str:
    years = sorted({paper.year for paper in papers if paper.year})
    return "–".join(dict.fromkeys(map(str, (years[:1] + years[-1:]))))
