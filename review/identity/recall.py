"""Which lines of the ledger tell of a work, though its title, records or files have changed.

A work is known by its id (made from its title), by its `marks` (the titles, identifiers and
abstracts of its records), or both. A line belongs to the work that most speaks for; what no work
claims stays in the ledger as it is. Of several lines that belong to one work, which is so when a
new record or a person joins what was published as two, the work goes on under the older key, and
the others are its aliases; the day the two part again, each finds its own line.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from review.identity.identifiers import identifiers
from review.model import Remembered, Work

SPLIT = "split by hand"
"""How the evidence of a work begins that a person took out of another one."""

MAX_SHARED = 8  # lines that share a mark; one that more share tells nothing
_YEAR = re.compile(r"(?:19|20)\d\d")
_Score = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """A work under the id of its own line, and the lines of works that became part of it."""

    work: Work
    line: Remembered | None = None
    absorbed: tuple[Remembered, ...] = ()

    @property
    def aliases(self) -> tuple[str, ...]:
        """The former keys of the work, and those of the works that became part of it."""
        own = self.line.aliases if self.line else ()
        other = (key for line in self.absorbed for key in (line.key, *line.aliases))
        return tuple(dict.fromkeys((*own, *other)))


def marks_of(work: Work) -> frozenset[str]:
    """Return all that a work is known by: its marks, and identifiers that it got elsewhere."""
    return frozenset((*work.marks, *identifiers(work)))


def recall(works: Sequence[Work], ledger: Sequence[Remembered]) -> tuple[Recalled, ...]:
    """Return each work with the lines of the ledger that tell of it, in the order of `works`."""
    lines = _lines_of(works, ledger)
    taken = {entry.id for entry in ledger}
    found = []
    for i, work in enumerate(works):
        if several := lines.get(i):
            ids = {line.id for line, _ in several}
            (own, _), *rest = sorted(several, key=lambda one: _seniority(one[0], one[1], ids))
            absorbed = tuple(line for line, score in rest if _is_strong(line, score))
            named = work if work.id == own.id else replace(work, id=own.id)
            found.append(Recalled(named, own, absorbed))
        else:
            found.append(Recalled(_unlike(work, taken)))
    return tuple(found)


def recalled(works: Sequence[Work], ledger: Sequence[Remembered]) -> tuple[Work, ...]:
    """Return the works under the ids by which the ledger knows them."""
    return tuple(one.work for one in recall(works, ledger))


def _unlike(work: Work, taken: set[str]) -> Work:
    """Return the work, with another id where the ledger uses its own for another work."""
    if str(work.id) not in taken:
        return work
    stated = "\n".join((str(work.id), *sorted(work.marks)))
    return replace(work, id="w" + hashlib.sha256(stated.encode()).hexdigest()[:10])


def _lines_of(
    works: Sequence[Work], ledger: Sequence[Remembered]
) -> dict[int, list[tuple[Remembered, _Score]]]:
    """Return, by the position of the work, the lines that belong to it and what speaks for each."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for position, entry in enumerate(ledger):
        for name in {entry.id, *entry.marks}:
            by_name[name].append(position)
    best: dict[int, tuple[_Score, int]] = {}
    for i in sorted(range(len(works)), key=lambda i: str(works[i].id)):
        names = {*marks_of(works[i]), str(works[i].id)}
        near = (by_name.get(name, ()) for name in names)
        for position in sorted({p for some in near if len(some) <= MAX_SHARED for p in some}):
            score = _score(works[i], names, ledger[position])
            if position not in best or score > best[position][0]:
                best[position] = (score, i)
    found: dict[int, list[tuple[Remembered, _Score]]] = defaultdict(list)
    for position, (score, i) in sorted(best.items()):
        found[i].append((ledger[position], score))
    return found


def _score(work: Work, names: set[str], entry: Remembered) -> _Score:
    """Return what speaks for the line: identifiers, statements, the id, titles; the surest first.

    What a person took out of a work leaves the line to the rest of it.
    """
    shared = names & {entry.id, *entry.marks}
    kinds = [_kind(name) for name in shared]
    return (
        not any(why.startswith(SPLIT) for why in work.evidence) or work.id == entry.id,
        kinds.count("identifier") > 0,
        kinds.count("statement"),
        work.id == entry.id,
        kinds.count("title"),
    )


def _kind(name: str) -> str:
    if " " in name:
        return "identifier"
    return "title" if name.startswith("w") else "statement"


def _is_strong(line: Remembered, score: _Score) -> bool:
    return bool(score[1] or score[2] or (score[3] and not line.marks))


def _seniority(line: Remembered, score: _Score, ids: set[str]) -> tuple[object, ...]:
    """Return what sorts the lines of one work, the one that it goes on under first."""
    year = _YEAR.search(line.key)
    negative = tuple(-part for part in score)
    return (line.into in ids, not _is_strong(line, score), year[0] if year else "9", negative)
