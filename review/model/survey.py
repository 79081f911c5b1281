"""The survey: topics, who is filed where, sections of quotes, and the pages they become."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from review.model.papers import Paper, Problem, Source
from review.model.sentences import Edit, Excerpt, Extract, Fact

UNPLACED = "unplaced"
"""Where papers stand that belong to no topic; no topic has this id."""


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


SURE = 0.6
"""The confidence below which a paper is filed with less certainty, and stands apart."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where a paper (by id, in a survey by citation key) is filed: `topic` is always the best
    candidate, `placed` false where evidence is thin, `alternatives` (topic, score) best first.
    """

    paper: str | int
    topic: str
    placed: bool
    confidence: float
    also: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()
    by: Literal["model", "person"] = "model"

    @property
    def doubtful(self) -> bool:
        """Whether the program, not a person, filed the paper, and with little confidence."""
        return self.placed and self.by == "model" and self.confidence < SURE


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of `paper`'s abstract after `edits`, which the works `also` say as well; or,
    `counted`, a sentence made from numbers and, where it names works `[@key]`, their titles.
    """

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
    """The review of one topic. `papers` are filed here; `bare` of them have no sentence to quote;
    `also` are filed elsewhere and touch the theme; `central` are most similar to the theme.
    `changed` is the date of the edition in which it last said something else.
    """

    topic: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: tuple[Row, ...] = ()
    papers: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    central: tuple[str, ...] = ()
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A paper near another one, and the terms they share."""

    paper: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A paper on the map: its topic there, and its cell in axial coordinates of the lattice."""

    paper: str
    topic: str
    q: int
    r: int


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two papers, by key, that resemble each other and were not joined; `why` says in what."""

    first: str
    second: str
    why: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A work a person left out of the survey, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Departed:
    """A work of an earlier edition that is not in this one, by its id and last key.

    `date` is that of the first edition without it; `reason` a person's, or empty.
    """

    id: str
    key: str
    title: str = ""
    date: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Retired:
    """A topic id that left the taxonomy, and the topic in its place, empty where there is none."""

    topic: str
    title: str = ""
    above: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier editions published under addresses that this one has no use for.

    `keys` are pairs of a citation key that was and the key in its place, of a work that is here or
    that departed; `pages` the paths of all other pages there ever were.
    """

    keys: tuple[tuple[str, str], ...] = ()
    departed: tuple[Departed, ...] = ()
    topics: tuple[Retired, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What a person notes about a paper (in a survey by citation key) or about a topic.

    `where` is the file and line of the note.
    """

    note: str
    paper: str = ""
    topic: str = ""
    where: str = field(default="", compare=False, metadata={"stated": False})


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What the .bib files hold: `abstracts` beside the facts; `per_topic` a file for each topic."""

    abstracts: bool = False
    per_topic: bool = True


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
class Latex:
    """How the survey is set in LaTeX: its document class, and what sets its bibliography."""

    documentclass: Literal["article", "IEEEtran", "acmart"] = field(
        default="article", metadata={"name": "class"}
    )
    bibliography: Literal["natbib", "biblatex"] = "natbib"


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything the renderers may see. Papers are sorted by key.

    `pdf` tells whether the website has the survey as `review.pdf`; `unaided` is what the program
    says of the papers that a person filed, when it is not told; `next` when new papers are looked
    for, in a person's words.
    """

    title: str
    version: str
    authors: tuple[str, ...] = ()
    date: str = ""
    description: str = ""
    url: str = ""
    abstracts: Literal["full", "quoted", "none"] = "full"
    latex: Latex = field(default_factory=Latex)
    citations: Literal["author-year", "numbered"] = "author-year"
    bibliography: Bibliography = field(default_factory=Bibliography)
    pdf: bool = False
    papers: tuple[Paper, ...] = ()
    taxonomy: tuple[Topic, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    unaided: tuple[Assignment, ...] = ()
    extracts: tuple[Extract, ...] = ()
    sections: tuple[Section, ...] = ()
    overview: tuple[Paragraph, ...] = ()
    related: tuple[tuple[str, tuple[Related, ...]], ...] = ()
    spots: tuple[Spot, ...] = ()
    glossary: tuple[tuple[str, str, str], ...] = ()
    terms: tuple[tuple[str, Quote], ...] = ()
    sources: tuple[Source, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    notes: tuple[Note, ...] = ()
    counts: Counts = field(default_factory=Counts)
    problems: tuple[Problem, ...] = ()
    before: Before = field(default_factory=Before)
    next: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A generated text file; `path` is relative to `site/`, with forward slashes."""

    path: str
    text: str
