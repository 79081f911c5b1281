"""Missing metadata from snapshot files: fills empty fields, creates no work, says who states it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from review.model import Problem, Provenance, Record, Work
from review.text.terms import title_key

_FILLED = ("title", "abstract", "authors", "year", "venue", "doi", "arxiv", "url")
_RANKS = {"high": 0, "": 1, "medium": 2, "low": 3}


def fill(
    works: Sequence[Work], facts: Sequence[Record]
) -> tuple[tuple[Work, ...], tuple[Problem, ...]]:
    """Return the works with their empty fields filled from `facts`, and the doubtful matches.

    A fact is joined by DOI or arXiv identifier, else by its title without regard to case, markup,
    accents, punctuation and spaces. Where it could mean several works, or contradicts the one it
    means, it fills nothing and is a problem. Of several facts about a work the surest come first.
    """
    index = _index(works)
    joined: dict[int, list[Record]] = defaultdict(list)
    problems: list[Problem] = []
    for fact in sorted(facts, key=_rank):
        found = _find(index, fact)
        doubt = _doubt([works[i] for i in found], fact)
        if doubt:
            problems.append(Problem(str(fact.origin), doubt))
        elif found:
            joined[found[0]].append(fact)
    problems.sort(key=lambda problem: (problem.where.rpartition(":")[0], _line(problem)))
    return tuple(_filled(work, joined[i]) for i, work in enumerate(works)), tuple(problems)


def _line(problem: Problem) -> int:
    return int(problem.where.rpartition(":")[2])


def _rank(fact: Record) -> tuple[int, str, int]:
    return (_RANKS.get(_confidence(fact), 1), fact.origin.file, fact.origin.line)


def _confidence(fact: Record) -> str:
    stated = dict(fact.extra).get("confidence", "")
    return stated if isinstance(stated, str) else ""


# ── joining ──────────────────────────────────────────────────────────────────────────────────


def _names(entry: Work | Record) -> Iterable[str]:
    """Yield what identifies the entry: identifiers first, its title last."""
    if entry.doi:
        yield f"doi {entry.doi.lower().removeprefix('10.48550/arxiv.')}"
    if entry.arxiv:
        yield f"arxiv {entry.arxiv.partition('v')[0]}"
    if key := title_key(entry.title).replace(" ", ""):
        yield f"title {key}"


def _index(works: Sequence[Work]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for i, work in enumerate(works):
        for name in _names(work):
            index[name].append(i)
    return index


def _find(index: dict[str, list[int]], fact: Record) -> list[int]:
    return next((index[name] for name in _names(fact) if name in index), [])


def _doubt(found: Sequence[Work], fact: Record) -> str:
    """Return why the fact cannot be joined to what was found, or an empty string."""
    if len(found) > 1:
        return f"{fact.title!r} could be any of {len(found)} works; nothing was filled"
    if found and _strangers(found[0], fact):
        return f"{fact.title!r} has other authors than the work of this title; nothing was filled"
    return ""


def _strangers(work: Work, fact: Record) -> bool:
    """Return whether both name authors and share not one word of their names."""
    ours, theirs = (
        {word for author in entry.authors for word in title_key(str(author)).split()}
        for entry in (work, fact)
    )
    return bool(ours and theirs and not ours & theirs)


# ── filling ──────────────────────────────────────────────────────────────────────────────────


def _filled(work: Work, facts: Sequence[Record]) -> Work:
    for fact in facts:
        empty = [name for name in _FILLED if getattr(fact, name) and not getattr(work, name)]
        values: dict[str, Any] = {name: getattr(fact, name) for name in empty}
        if "authors" in empty:
            values["authors_complete"] = fact.authors_complete
        if "venue" in empty:
            values["venue_year"] = fact.venue_year
        known = dict(work.extra)
        new = [item for item in fact.extra if item[0] not in known and item[0] != "confidence"]
        source = str(fact.origin), _confidence(fact)
        work = replace(
            work,
            **values,
            extra=(*work.extra, *new),
            provenance=(*work.provenance, *(Provenance(name, *source) for name in empty)),
        )
    return work
