"""Which records became one work, for the reader: why, who stated what, and what looks alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from review.model import Lookalike, Paper, Survey
from review.render.placement import scalar

SHOWN = 200
"""Merged works and pairs of lookalikes on the page; survey.json has more."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A record of a merged work, by file and line, and the fields of the work that are from it."""

    record: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A work of several records."""

    paper: Paper
    records: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What the page of duplicates shows of `works` merged works and `pairs` lookalikes.

    `kinds` are the kinds of evidence, each with the number of works it speaks for.
    """

    works: int
    records: int
    merged: tuple[Merged, ...]
    kinds: tuple[tuple[str, int], ...]
    pairs: int
    lookalikes: tuple[tuple[Lookalike, str], ...]


def duplicates(survey: Survey) -> Duplicates:
    """Return what was merged, works of most records first, and lookalikes with a line to paste."""
    several = [paper for paper in survey.papers if len(paper.records) > 1]
    ranked = sorted(several, key=lambda paper: (_by_hand(paper), -len(paper.records), paper.key))
    return Duplicates(
        works=len(several),
        records=sum(len(paper.records) for paper in several),
        merged=tuple(_merged(paper) for paper in ranked[:SHOWN]),
        kinds=_kinds(several),
        pairs=len(survey.lookalikes),
        lookalikes=tuple((one, join(one)) for one in survey.lookalikes[:SHOWN]),
    )


def _by_hand(paper: Paper) -> bool:
    return not any("by hand" in why for why in paper.evidence)


def _merged(paper: Paper) -> Merged:
    stated: dict[str, list[str]] = {str(origin): [] for origin in paper.records}
    for one in paper.provenance:
        stated.setdefault(one.source, []).append(one.field.replace("_", " "))
    return Merged(paper, tuple(Stated(name, tuple(fields)) for name, fields in stated.items()))


def _kinds(papers: Sequence[Paper]) -> tuple[tuple[str, int], ...]:
    """Return the kinds of evidence, most frequent first; an identifier counts by its kind."""
    names = sorted(name for paper in papers for name in {kind(why) for why in paper.evidence})
    counted = [(name, len(list(group))) for name, group in groupby(names)]
    return tuple(sorted(counted, key=lambda one: (-one[1], one[0])))


def kind(why: str) -> str:
    """Return the kind of a piece of evidence: without the identifier or the place it names."""
    if why.startswith("same ") and ("identifier " in why or "DOI " in why):
        return why.rpartition(" ")[0]
    return why.partition(" (")[0]


def join(one: Lookalike) -> str:
    """Return the line for `curation.yml` that makes one work of two."""
    return f"- [{scalar(one.first)}, {scalar(one.second)}]"
