"""The decisions of a person about works: who is meant, what is corrected, left out, noted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from review.config import Correction, Exclusion
from review.errors import ConfigError
from review.identity import assign_keys
from review.identity.identifiers import bare_doi, identifiers
from review.model import (
    Excluded,
    Json,
    Note,
    Origin,
    Paper,
    Problem,
    Provenance,
    Record,
    Remembered,
    Work,
)
from review.serial import hint
from review.sources.jsonl import paper as paper_line
from review.text.terms import title_key

BY_HAND = "by hand"
"""How sure a corrected field is."""

Find = Callable[[str], int | None]
_MAIN = ("title", "authors", "year", "venue", "doi", "arxiv", "url")
_NAMED = 20_000  # works among whose names a suggestion is looked for


# ── who is meant ─────────────────────────────────────────────────────────────────────────────


def finder(works: Sequence[Work], ledger: Sequence[Remembered] = ()) -> Find:
    """Return what finds the position of the work whose id, citation key or title a name is.

    A DOI, another identifier or the file and line of a record name a work too. Works that are no
    papers yet have the keys of the `ledger`.
    """
    named: dict[str | int, int] = {}
    titled: dict[str, int] = {}
    for i, work in enumerate(works):
        keys = (work.key, *work.aliases) if isinstance(work, Paper) else ()
        for name in (work.id, *keys):
            named.setdefault(name, i)
        titled.setdefault(title_key(work.title), i)
    titled.pop("", None)
    for entry in ledger:
        owner = entry.into if entry.id not in named else entry.id
        if owner in named:
            for key in (entry.key, *entry.aliases):
                named.setdefault(key, named[owner])
    for i, work in enumerate(works):
        codes = (one.partition(" ")[2] for one in identifiers(work))
        for name in (*codes, *map(str, work.records)):
            named.setdefault(name, i)

    def find(name: str) -> int | None:
        found = named.get(name, titled.get(title_key(name)))
        if found is None and (doi := bare_doi(name)):
            found = named.get(doi)
        return found

    return find


def foreseen(find: Find, works: Callable[[], Sequence[Work]], ledger: Sequence[Remembered]) -> Find:
    """Return what finds by `find`, else by the citation keys that `works` are about to get.

    They are made only when a name is not found otherwise; their order is that of `find`.
    """
    keys: dict[str, int] = {}

    def look(name: str) -> int | None:
        found = find(name)
        if found is None and not keys:
            made = works()
            at = {work.id: i for i, work in enumerate(made)}
            keys.update({one.key: at[one.id] for one in assign_keys(made, ledger)})
        return keys.get(name) if found is None else found

    return look


def nobody(
    where: str, name: str, part: str, works: Sequence[Work], left_out: Iterable[Exclusion] = ()
) -> Problem:
    """Return the problem that no work is called `name`, with the nearest name of one.

    That of a work that a person left out under the same name says so.
    """
    for one in left_out:
        if title_key(one.paper) == title_key(name) != "":
            return Problem(where, f"{name!r} (in {part}) is left out by {one.where}")
    known = [work.key for work in works[:_NAMED] if isinstance(work, Paper)]
    titles = [work.title for work in works[:_NAMED] if work.title]
    return Problem(where, f"no work is called {name!r} (in {part}){hint(name, (*known, *titles))}")


# ── corrected fields ─────────────────────────────────────────────────────────────────────────


def correct(works: Sequence[Work], corrections: Iterable[Correction], find: Find) -> list[Work]:
    """Return the works with what a person states of them in place of what the sources say.

    Of two corrections of one field, the later one in the file holds. A name that `find` does not
    know corrects nothing. Raises `ConfigError`, with file and line, on a value that is unfit.
    """
    corrected = list(works)
    for correction in corrections:
        position = find(correction.paper)
        if position is not None:
            corrected[position] = _corrected(corrected[position], correction)
    return corrected


def _corrected(work: Work, correction: Correction) -> Work:
    said = _record(correction)
    main = [name for name in _MAIN if name in correction.stated]
    values: dict[str, Any] = {name: getattr(said, name) for name in main}
    if "authors" in main:
        values["authors_complete"] = said.authors_complete
    if "venue" in main:
        values["venue_year"] = None
    further = {name: value for name, value in correction.stated.items() if name not in _MAIN}
    details = {**dict(work.extra), **further}
    kept = [one for one in work.provenance if one.field not in correction.stated]
    new = [Provenance(name, correction.where, BY_HAND) for name in correction.stated]
    return replace(
        work,
        **values,
        extra=tuple(item for item in details.items() if item[0] not in further or item[1]),
        provenance=(*kept, *new),
    )


def _record(correction: Correction) -> Record:
    """Return what is stated as the record it would be in a file of paper lines."""
    line: dict[str, Json] = dict(correction.stated)
    authors = correction.authors or ()
    if len(authors) == 1 and not authors[0].startswith("{"):
        line["authors"] = authors[0]  # all names in one text
    file, _, number = correction.where.rpartition(":")
    record, wrong = paper_line(line, Origin(file, int(number)))
    if wrong:
        reason = wrong[0].removesuffix("; kept under extra")
        raise ConfigError(f"{correction.where}: of {correction.paper!r}, {reason}")
    return record


def unknown(
    corrections: Iterable[Correction], works: Sequence[Work], find: Find
) -> tuple[Problem, ...]:
    """Return the corrections of works that are not there."""
    return tuple(
        nobody(one.where, one.paper, "fields", works)
        for one in corrections
        if find(one.paper) is None
    )


# ── works left out, and notes ────────────────────────────────────────────────────────────────


def exclude(
    works: Sequence[Work], exclusions: Iterable[Exclusion], find: Find
) -> tuple[tuple[Work, ...], tuple[Excluded, ...]]:
    """Return the works that stay and those that a person left out.

    Raises `ConfigError`, with file and line, where no work is called so.
    """
    reasons: dict[int, str] = {}
    for one in exclusions:
        position = find(one.paper)
        if position is None:
            problem = nobody(one.where, one.paper, "exclude", works)
            raise ConfigError(f"{problem.where}: {problem.message}")
        reasons[position] = one.reason
    return (
        tuple(work for i, work in enumerate(works) if i not in reasons),
        tuple(Excluded(works[i].title, reason) for i, reason in sorted(reasons.items())),
    )


def noted(
    papers: Sequence[Paper], notes: Iterable[Note], left_out: Iterable[Exclusion] = ()
) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """Return the notes, papers under their citation keys, and those about no paper."""
    found, lost = [], []
    find = finder(papers)
    for note in notes:
        position = find(note.paper) if note.paper else None
        if position is not None:
            found.append(replace(note, paper=papers[position].key))
        elif note.paper:
            lost.append(nobody(note.where, note.paper, "notes", papers, left_out))
        else:
            found.append(note)
    return tuple(found), tuple(lost)
