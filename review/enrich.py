"""Missing metadata from snapshot files: fills empty fields, creates no work, says who states it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from review.model import Problem, Provenance, Record, Work
from review.text.terms import title_key

_FILLED = ("title", "abstract", "authors", "year", "venue", "doi", "arxiv", "url")
_ARXIV_DOI = "10.48550/arxiv."
_VERSION = re.compile(r"v\d+$")
_RIVAL = "{0!r} is stated for this title with other authors too; nothing was filled"
_RANKS = {"high": 0, "": 1, "medium": 2, "low": 3}


def fill(
    works: Sequence[Work], facts: Sequence[Record]
) -> tuple[tuple[Work, ...], tuple[Problem, ...]]:
    """Return the works with their empty fields filled from `facts`, and the doubtful matches.

    A fact is joined by DOI or arXiv identifier, else by its title without regard to case, markup,
    accents, punctuation and spaces. Where it could mean several works, or contradicts the one it
    means, it fills nothing and is a problem; one that means no work at all is none. Of several
    facts about a work the surest come first.
    """
    index = _index(works)
    joined: dict[int, list[Record]] = defaultdict(list)
    problems: list[Problem] = []
    for fact in sorted(facts, key=_rank):
        found = _find(index, fact)
        if doubt := _doubt([works[i] for i in found], fact):
            problems.append(Problem(str(fact.origin), doubt))
        elif found:
            joined[found[0]].append(fact)
    for i, several in joined.items():
        doubtful = _rivals(works[i], several)
        problems += (Problem(str(fact.origin), _RIVAL.format(fact.title)) for fact in doubtful)
        joined[i] = [fact for fact in several if fact not in doubtful]
    filled = (_filled(work, joined.get(i, ())) for i, work in enumerate(works))
    problems.sort(key=lambda problem: (problem.where.rpartition(":")[0], _line(problem)))
    return tuple(filled), tuple(problems)


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
    doi, arxiv = entry.doi.casefold(), entry.arxiv
    if doi.startswith(_ARXIV_DOI):
        doi, arxiv = "", arxiv or doi.removeprefix(_ARXIV_DOI)
    if doi:
        yield f"doi {doi}"
    if arxiv:
        yield f"arxiv {_VERSION.sub('', arxiv)}"
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
    if found and any(
        getattr(found[0], name) and getattr(fact, name) and not _same(name, found[0], fact)
        for name in ("doi", "arxiv")
    ):
        return f"{fact.title!r} has another identifier than the work; nothing was filled"
    return ""


def _same(name: str, work: Work, fact: Record) -> bool:
    ours, theirs = (_VERSION.sub("", getattr(entry, name).casefold()) for entry in (work, fact))
    preprint = any(doi.startswith(_ARXIV_DOI) for doi in (ours, theirs))
    return ours == theirs or (name == "doi" and preprint)


def _rivals(work: Work, facts: Sequence[Record]) -> list[Record]:
    """Return the facts that name different people for a work whose own authors are unknown.

    An identifier decides: facts that share one with the work are no rivals.
    """
    if work.authors:
        return []
    known = {name for name in _names(work) if not name.startswith("title")}
    doubtful = [fact for fact in facts if not known & set(_names(fact))]
    return doubtful if any(_strangers(a, b) for a, b in combinations(doubtful, 2)) else []


def _strangers(ours: Work | Record, theirs: Record) -> bool:
    """Return whether both name authors and share not one word of their names."""
    first, second = (
        {word for author in entry.authors for word in title_key(str(author)).split()}
        for entry in (ours, theirs)
    )
    return bool(first and second and not first & second)


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
