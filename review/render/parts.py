"""What a printed review shows of each topic, whatever sets it: heading, works, a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from review.model import Paragraph, Row, Section
from review.render.book import Book
from review.render.comparison import columns

_DEEPEST = 3  # levels of headings that journals have
_HEADINGS = {"findings": "What they find", "limits": "Limits"}
_WORK = "work"
_HEADS = {  # the head of a column, and its weight
    _WORK: ("Work", 16),
    "name": ("Introduces", 15),
    "does": ("What it does", 36),
    "data": ("On", 15),
    "headline": ("In figures", 24),
    "links": ("Links", 19),
}

Cells = Mapping[str, Callable[[Row], Markup]]
"""How each cell of a row is set, by the names of `COLUMNS`, and `work` for the work itself."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a comparison table: its weight, its `share` of all weights, and its cells."""

    title: str
    weight: int
    share: float
    cell: Callable[[Row], Markup]


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown of one topic.

    `level` of its heading counts from 1; `listed` works are filed there unquoted.
    """

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


def parts_of(book: Book, cells: Cells) -> tuple[Part, ...]:
    """Return the sections that hold something, in order.

    What a person may write about a topic without works has no section to stand in.
    """
    filled = {s.topic for s in book.survey.sections if s.papers or s.paragraphs}
    ids = (section.topic for section in book.survey.sections)
    return tuple(part_of(book, id_, cells) for id_ in ids if filled & _below(book, id_))


def _below(book: Book, topic: str) -> set[str]:
    return {part.id for part in book.topics[topic].walk()} if topic in book.topics else {topic}


def part_of(book: Book, id_: str, cells: Cells) -> Part:
    """Return what is shown of a topic, or of what is outside the taxonomy, by its id."""
    section, topic = book.sections[id_], book.topics.get(id_)
    quotes = [quote for p in section.paragraphs for quote in p.quotes]
    said = {key for quote in quotes for key in (quote.paper, *quote.also)}
    said |= {row.paper for row in section.table} | set(section.bare)
    return Part(
        id_,
        topic.title if topic else "Works outside the taxonomy",
        min(len(book.above[id_]) + 1 if topic else 1, _DEEPEST),
        section,
        _years(book, section.papers),
        tuple(key for key in section.papers if key not in said),
        _columns(section.table, cells),
    )


def _years(book: Book, keys: Iterable[str]) -> str:
    known = sorted({year for key in keys if (year := book.papers[key].year)})
    return "–".join(dict.fromkeys(map(str, (*known[:1], *known[-1:]))))


def _columns(rows: Sequence[Row], cells: Cells) -> tuple[Column, ...]:
    """Return the columns that tell the works apart, the works themselves first."""
    names = (_WORK, *columns(rows))
    total = sum(_HEADS[name][1] for name in names)
    return tuple(
        Column(title, weight, weight / total, cells[name])
        for name in names
        for title, weight in [_HEADS[name]]
    )
