"""Every type between stages: frozen, slotted dataclasses that refer to each other by id or key."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Role = Literal["background", "objective", "method", "result", "limitation", "outlook", "resource",
               "other"]  # fmt: skip
Op = Literal["drop-lead", "subject", "agree", "pronoun", "possessive", "expand", "pointer",
             "cut-tail", "markup", "case", "cite"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands: a file name relative to the survey, and a line counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the data; everything else goes on. `where` is `file:line`."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line of a source that belongs to no record, with the reason it was left out."""

    origin: Origin
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or a collective whose whole name stands in `family` and whose `given` is empty."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The bibliographic fields of a record or work; all offsets count the raw `abstract`."""

    id: str | int
    title: str = ""
    abstract: str = ""
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    year: int | None = None
    venue: str = ""
    venue_year: int | None = None
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    extra: tuple[tuple[str, Json], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Entry):
    """A paper as ONE file states it."""

    origin: Origin


@dataclass(frozen=True, slots=True)
class Source:
    """What reading one file gave: for the echo of `review read` and the methods page."""

    file: str
    format: str
    records: int
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What reading one or more files gave."""

    records: tuple[Record, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all files, in the order of the files."""
        return tuple(problem for source in self.sources for problem in source.problems)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who says so: a field of a work, the source of its value, and how sure that source is."""

    field: str
    source: str
    confidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Entry):
    """One work, merged from its records; `evidence` says why they are one."""

    records: tuple[Origin, ...] = ()
    members: tuple[str | int, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Work):
    """A work with its citation key. `letter` tells works of one author label and year apart."""

    key: str
    letter: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """One line of `review.lock`: what was published about a work and must not change."""

    id: str
    key: str
    letter: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of an abstract: `abstract[start:end] == text`."""

    text: str
    start: int
    end: int
    role: Role = "other"


@dataclass(frozen=True, slots=True)
class Edit:
    """One recorded change: `[start, end)` of the unmodified abstract is replaced by `to`."""

    op: Op
    start: int
    end: int
    to: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A span of an abstract after its edits: replaying `edits` on the span gives `text`."""

    text: str
    start: int
    end: int
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A span that compares works: a reported number with its unit as `label`, `what` it measures
    and `on` which data; a name of data ("data?": called so by other works); a link to a `label`."""

    kind: Literal["change", "level", "scale", "data", "data?", "link"]
    said: Excerpt
    number: Excerpt | None = None
    label: str = ""
    what: Excerpt | None = None
    on: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What one abstract says of itself. Citation sentences (the work is `[@id]`): `citation`, that
    `stands` if it can be read alone, `finding`, that `leans` on it, or not, and `background`."""

    id: str | int
    sentences: tuple[Sentence, ...] = ()
    problem: Excerpt | None = None
    contribution: Excerpt | None = None
    result: Excerpt | None = None
    summary: tuple[Excerpt, ...] = ()
    name: str | None = None
    citation: Excerpt | None = None
    stands: bool = True
    finding: Excerpt | None = None
    leans: bool = False
    limitation: Excerpt | None = None
    background: tuple[Excerpt, ...] = ()
    headline: Excerpt | None = None
    facts: tuple[Fact, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A node of the survey taxonomy."""

    id: str
    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    topics: tuple["Topic", ...] = ()

    def walk(self) -> Iterator["Topic"]:
        """Yield this topic and all below it, parents first."""
        yield self
        for child in self.topics:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where a paper (by id, in a survey by citation key) is filed: `topic` is always the best
    candidate, `placed` false where evidence is thin, `alternatives` (topic, score) best first."""

    paper: str | int
    topic: str
    placed: bool
    confidence: float
    also: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()
    by: Literal["model", "person"] = "model"


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of `paper`'s abstract after `edits`, which the works `also` say as well; or,
    `counted`, a sentence made from numbers and, where it names works `[@key]`, their titles."""

    text: str
    paper: str = ""
    start: int = 0
    end: int = 0
    edits: tuple[Edit, ...] = ()
    counted: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together; `heading` is empty or the name of a sub-theme."""

    kind: Literal["overview", "definition", "works", "findings", "limits"]
    quotes: tuple[Quote, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a comparison table; every cell is made of spans of the abstract, or empty."""

    paper: str
    name: str = ""
    does: Excerpt | None = None
    headline: Excerpt | None = None
    data: tuple[Excerpt, ...] = ()
    links: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The review of one topic. `papers` are filed here; `bare` of them have no abstract to quote;
    `also` are filed elsewhere and touch the theme; `central` are most similar to the theme."""

    topic: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: tuple[Row, ...] = ()
    papers: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    central: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A paper near another one, and the terms they share."""

    paper: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """A work a person left out of the survey, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The PRISMA-style flow: identified, merged, left out, included, and where they went."""

    records: int = 0
    duplicates: int = 0
    works: int = 0
    excluded: int = 0
    papers: int = 0
    placed: int = 0
    unplaced: int = 0
    cited: int = 0
    without_abstract: int = 0
    with_authors: int = 0
    topics: int = 0
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything the renderers may see. Papers are sorted by key."""

    title: str
    version: str
    authors: tuple[str, ...] = ()
    date: str = ""
    description: str = ""
    url: str = ""
    abstracts: Literal["full", "quoted", "none"] = "full"
    papers: tuple[Paper, ...] = ()
    taxonomy: tuple[Topic, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    extracts: tuple[Extract, ...] = ()
    sections: tuple[Section, ...] = ()
    overview: tuple[Paragraph, ...] = ()
    related: tuple[tuple[str, tuple[Related, ...]], ...] = ()
    glossary: tuple[tuple[str, str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    counts: Counts = field(default_factory=Counts)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A generated text file; `path` is relative to `site/`, with forward slashes."""

    path: str
    text: str
