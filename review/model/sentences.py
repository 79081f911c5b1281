"""Sentences: spans of an abstract, the edits that make them citable, what an abstract says."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["background", "objective", "method", "result", "limitation", "outlook", "resource",
               "other"]  # fmt: skip
Op = Literal["drop-lead", "subject", "agree", "pronoun", "possessive", "expand", "pointer",
             "cut-tail", "markup", "case", "cite"]  # fmt: skip


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
class Chosen:
    """Sentences of an abstract, by their spans, that a person chose: the one that `use`d cites the
    work, those that are never to stand in the survey."""

    use: tuple[int, int] | None = None
    ban: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """What one abstract says of itself.

    Citation sentences (the work is `[@id]`): `citation`, what the work does, which `stands` where
    it can be read alone; `finding`, which `leans` where it must follow the citation; `limitation`;
    `background`, sentences fit to define a theme.
    """

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
