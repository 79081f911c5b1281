"""Empty fields filled from the facts that mean a work: who says so, who agrees, who says else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from review.enrich.compare import KINDS, Match
from review.enrich.index import unversioned
from review.enrich.join import stated_confidence
from review.enrich.titles import key
from review.model import Entry, Json, Problem, Provenance, Work

FIELDS = ("title", "abstract", "authors", "year", "venue", "doi", "arxiv", "url")
_KEPT_OUT = frozenset(("confidence", "key", "provenance"))
_COMPARED = ("authors", "year", "doi", "arxiv")
_ANSWER = re.compile(r"([a-z]+):[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a work that a source fills, or would fill: `known` is what stands there already.

    Where `known` is not empty the source contradicts it, and nothing is changed.
    """

    id: str | int
    title: str
    field: str
    value: str
    source: str
    confidence: str
    known: str = ""


def filled(work: Work, matches: Sequence[Match]) -> Work:
    """Return the work with its empty fields filled by the first match that states each.

    Every filled field has its provenance. It is of high confidence where another source states
    the same, of medium or low confidence where the title of the match differs.
    """
    for match in matches:
        fact = match.fact
        empty = [name for name in FIELDS if getattr(fact, name) and not getattr(work, name)]
        values: dict[str, Any] = {name: getattr(fact, name) for name in empty}
        if "authors" in empty:
            values["authors_complete"] = fact.authors_complete
        if "venue" in empty:
            values["venue_year"] = fact.venue_year
        known = dict(work.extra)
        new = [item for item in fact.extra if item[0] not in known and item[0] not in _KEPT_OUT]
        notes = [
            Provenance(name, str(fact.origin), _confidence(name, match, matches))
            for name in (*empty, *(name for name, _ in new))
        ]
        work = replace(
            work,
            **values,
            extra=(*work.extra, *new),
            provenance=(*work.provenance, *notes),
        )
    return work


def _confidence(name: str, match: Match, matches: Sequence[Match]) -> str:
    """Return how sure a value is: what its source says, what others say, how it was matched."""
    value, origin = _value(match.fact, name), source_of(match.fact.origin.file)
    others = [other for other in matches if source_of(other.fact.origin.file) != origin]
    if name in _COMPARED and any(_value(other.fact, name) == value for other in others):
        return "high"
    stated = stated_confidence(match.fact)
    if KINDS.index(match.kind) < 2 or match.agreed or stated == "low":
        return stated
    return "medium" if match.kind == "slips" else "low"


def source_of(file: str) -> str:
    """Return the source that a file is of: all answers of one service are one source."""
    found = _ANSWER.match(file)
    return found[1] if found else file


def _value(entry: Entry, name: str) -> object:
    """Return a field as it is compared between sources."""
    if name == "authors":
        return tuple(key(author.family) for author in entry.authors)
    value = getattr(entry, name) if name in FIELDS else dict(entry.extra).get(name)
    return unversioned(str(value)) if name in ("doi", "arxiv") else value


def changes(before: Work, after: Work) -> tuple[Change, ...]:
    """Return what was filled between two states of a work, in the order it was filled."""
    return tuple(
        Change(before.id, after.title, note.field, shown(after, note.field), *_note(note))
        for note in after.provenance[len(before.provenance) :]
    )


def _note(note: Provenance) -> tuple[str, str]:
    return note.source, note.confidence


def conflicts(work: Work, matches: Sequence[Match]) -> tuple[Change, ...]:
    """Return what the sources say otherwise than the filled work does; none of it is applied."""
    return tuple(
        Change(
            work.id,
            work.title,
            name,
            shown(match.fact, name),
            str(match.fact.origin),
            stated_confidence(match.fact),
            shown(work, name),
        )
        for match in matches
        for name in _COMPARED
        if _differs(work, match.fact, name)
    )


def _differs(work: Work, fact: Entry, name: str) -> bool:
    ours, theirs = _value(work, name), _value(fact, name)
    if not ours or not theirs or ours == theirs:
        return False
    if name == "authors":
        whole = work.authors_complete and fact.authors_complete
        return whole and set(_words(ours)) != set(_words(theirs))
    return True


def _words(names: object) -> list[str]:
    return " ".join(names).split() if isinstance(names, tuple) else []


def shown(entry: Entry, name: str) -> str:
    """Return a field as a person reads it, on one line."""
    value: Json | tuple[object, ...] = (
        getattr(entry, name) if name in FIELDS else dict(entry.extra).get(name)
    )
    text = "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return " ".join(text.split())


def retracted(work: Work) -> tuple[Problem, ...]:
    """Return a problem where a source says that the work was retracted."""
    if dict(work.extra).get("retracted") is not True:
        return ()
    said = [note.source for note in work.provenance if note.field == "retracted"]
    said += [str(origin) for origin in work.records]
    return tuple(Problem(where, f"{work.title!r} was retracted") for where in said[:1])
