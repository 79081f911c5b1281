"""Papers: a record as one file states it, a work merged from records, a paper with its key."""

from dataclasses import dataclass

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

DETAILS = (
    "type", "key", "volume", "number", "pages", "series", "edition", "publisher", "institution",
    "address", "published", "editors", "isbn", "issn", "pmid", "pmcid", "openalex", "s2",
    "primary_class", "keywords", "language", "note", "retracted",
)  # fmt: skip
"""The names under which `Entry.extra` holds further bibliographic facts, whatever the format.

`type` is one of article, inproceedings, incollection, book, proceedings, thesis, report, preprint,
dataset, software, misc; what the work is part of (journal, proceedings, book) is its `venue`. `key`
is the citation key of the file, `institution` the school or organisation, `published` a date
"2024-05-01", "2024-05" where the file says more than the year, `pages` "12-34", `editors` a list of
{"given", "family"}, `keywords` a list of text, `retracted` true. All others are text. What has no
such name stays in `extra` under the name that the file gives it.
"""


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

    def detail(self, name: str) -> str:
        """Return one of the `DETAILS` that are text, empty where it is not stated."""
        value = next((value for key, value in self.extra if key == name), "")
        return str(value) if isinstance(value, str | int) and value is not True else ""


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


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a work, as its records state it: on a preprint server, or published."""

    preprint: bool
    records: tuple[Origin, ...]
    year: int | None = None
    venue: str = ""
    doi: str = ""
    arxiv: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Entry):
    """One work, merged from its records; `evidence` says why they are one.

    `versions` are the preprint and the published one, where there are records of both. `marks`
    are what the work is found again by when its id changes: see `review.identity.ledger`.
    """

    records: tuple[Origin, ...] = ()
    members: tuple[str | int, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    evidence: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Work):
    """A work with its citation key. `letter` tells works of one author label and year apart.

    `since` is the date of the edition in which it first stood, where editions have dates. A `late`
    work came after those of the reference corpus, by which words are weighed.
    """

    key: str
    letter: str = ""
    aliases: tuple[str, ...] = ()
    since: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Remembered:
    """One line of `review.lock`: what was published about a work and must not change.

    `year` is the one of its label, over which its `letter` was given; `topic` is where it was
    filed, `cell` its place on the map, `since` its first edition, `title` what it is called should
    it leave the survey, `left` the first edition without it; `late` is as in `Paper`.

    The work is found again by its id, else by its `marks`. A work that became part of another one
    keeps its line; `into` is the id of the other, whose alias its key is.
    """

    id: str
    key: str
    letter: str = ""
    aliases: tuple[str, ...] = ()
    topic: str = ""
    cell: tuple[int, int] | None = None
    marks: tuple[str, ...] = ()
    into: str = ""
    since: str = ""
    year: int | None = None
    title: str = ""
    left: str = ""
    late: bool = False
