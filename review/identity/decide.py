"""Records and keys as a person wants them: merges, splits and changed citation keys."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from review.config import Merging, Renaming, Splitting
from review.identity.identifiers import identifiers
from review.identity.match import Cluster, clusters
from review.identity.recall import SPLIT
from review.model import Paper, Problem, Record, Remembered
from review.serial import hint
from review.text.terms import title_key

MERGED = "merged by hand"
"""How the evidence of a work begins that a person put together."""

_NAMED = 20_000  # works among whose names a suggestion is looked for

Find = Callable[[str], int | None]
"""What finds the position of the work that a name means, or None."""


def joined(
    records: Sequence[Record],
    groups: Sequence[Cluster],
    find: Find,
    merges: Sequence[Merging],
    splits: Sequence[Splitting],
    keys: Sequence[str] = (),
) -> tuple[list[Cluster], tuple[Problem, ...]]:
    """Return the groups of records after what a person says of them, and what could not be done.

    `find` gives positions in `groups`. Records split off are a work of their own, and the rest of
    theirs is compared anew without them; a merge joins whatever speaks against it, except what a
    split keeps apart. To an unknown name the nearest of the `keys` of works or of
    their titles is told.
    """
    made = _Groups(records, groups, find, keys)
    for split in splits:
        made.split(split)
    for merge in merges:
        made.merge(merge)
    return made.listed(), tuple(made.problems)


class _Groups:
    """Groups of records while a person's decisions are applied to them."""

    def __init__(
        self,
        records: Sequence[Record],
        groups: Sequence[Cluster],
        find: Find,
        keys: Sequence[str],
    ) -> None:
        self._keys = keys
        self.problems: list[Problem] = []
        self._records, self._was, self._find = records, groups, find
        self._groups: dict[int, Cluster] = dict(enumerate(groups))
        self._of = {i: number for number, (members, _) in enumerate(groups) for i in members}
        self._apart: list[tuple[frozenset[int], frozenset[int], str]] = []
        self._places = {str(record.origin): i for i, record in enumerate(records)}

    def split(self, split: Splitting) -> None:
        """Take the records that `split` names out of their work."""
        number = self._find(split.paper)
        if number is None:
            self.problems.append(self._nobody(split.where, split.paper, "split"))
            return
        members = self._was[number][0]
        out: set[int] = set()
        for name in split.records:
            meant = [i for i in members if _is_called(self._records[i], name)]
            if not meant:
                of = f"record of {split.paper!r}"
                known = [one for i in members for one in _names(self._records[i])]
                self.problems.append(_lost(split.where, of, name, "split", known))
            out.update(meant)
        rest = sorted(set(members) - out)
        if out and not rest:
            message = f"{split.paper!r} has no other records; nothing was split"
            self.problems.append(Problem(split.where, message))
        elif out:
            self._apart.append((frozenset(out), frozenset(rest), split.where))
            self._take_out(sorted(out), f"{SPLIT} ({split.where})")

    def _take_out(self, out: list[int], why: str) -> None:
        left = {self._of[i] for i in out}
        for number in sorted(left):
            members, evidence = self._groups.pop(number)
            rest = [i for i in members if i not in out]
            again = clusters([self._records[i] for i in rest])
            by_hand = tuple(one for one in evidence if one.startswith(SPLIT))
            for positions, why_one in again:
                self._add([rest[i] for i in positions], (*by_hand, *why_one))
        self._add(out, (why,))

    def _add(self, members: list[int], evidence: tuple[str, ...]) -> int:
        number = max(self._groups, default=-1) + 1
        number = max(number, len(self._was))
        self._groups[number] = (members, evidence)
        self._of |= dict.fromkeys(members, number)
        return number

    def merge(self, merge: Merging) -> None:
        """Make one of the works that `merge` names."""
        numbers: list[int] = []
        for name in merge.papers:
            found = self._group(name)
            if found is None:
                self.problems.append(self._nobody(merge.where, name, "merge"))
            else:
                numbers.append(found)
        several = sorted(set(numbers))
        if len(several) < 2:
            return
        members = sorted(i for number in several for i in self._groups[number][0])
        for out, rest, where in self._apart:
            if out & set(members) and rest & set(members):
                message = f"would join what {where} splits; nothing was merged"
                self.problems.append(Problem(merge.where, message))
                return
        evidence = {why for number in several for why in self._groups.pop(number)[1]}
        self._add(members, (*sorted(evidence), f"{MERGED} ({merge.where})"))

    def _nobody(self, where: str, name: str, part: str) -> Problem:
        titles = (record.title for record in self._records[:_NAMED])
        return _lost(where, "work", name, part, (*self._keys[:_NAMED], *titles))

    def _group(self, name: str) -> int | None:
        """Return the number of the group meant: that of a record by its file and line, or, of a
        work that was split, what is left of it."""
        if name in self._places:
            return self._of[self._places[name]]
        number = self._find(name)
        if number is None:
            return None
        members = self._was[number][0]
        left = [i for i in members if not any(i in out for out, _, _ in self._apart)]
        return self._of[(left or members)[0]]

    def listed(self) -> list[Cluster]:
        """Return the groups in the order of their first records."""
        return sorted((sorted(members), evidence) for members, evidence in self._groups.values())


def _is_called(record: Record, name: str) -> bool:
    bare = name.removeprefix("https://doi.org/").casefold()
    return (
        name in (str(record.origin), str(record.id))
        or bare in (one.partition(" ")[2] for one in identifiers(record))
        or title_key(name) == title_key(record.title) != ""
    )


def _names(record: Record) -> tuple[str, ...]:
    """What a record may be called by, besides its identifiers."""
    return (str(record.origin), str(record.id), record.title)


def _lost(where: str, kind: str, name: str, part: str, known: Iterable[str]) -> Problem:
    nearest = hint(name, filter(None, known))
    return Problem(where, f"no {kind} is called {name!r} (in {part}){nearest}")


# ── keys ─────────────────────────────────────────────────────────────────────────────────────


def renamed(
    papers: Sequence[Paper],
    find: Find,
    renamings: Sequence[Renaming],
    ledger: Sequence[Remembered] = (),
) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Return the papers, sorted by key, under the keys that a person gave them.

    `find` gives positions in `papers`. The key that a paper had becomes an alias. A key that is
    or was another work's is a problem, and nothing is renamed.
    """
    named, problems = list(papers), []
    owners = {key: entry.id for entry in ledger for key in (entry.key, *entry.aliases)}
    owners |= {key: str(paper.id) for paper in papers for key in (paper.key, *paper.aliases)}
    for one in renamings:
        position = find(one.old)
        if position is None:
            known = [name for paper in papers[:_NAMED] for name in (paper.key, paper.title)]
            problems.append(_lost(one.where, "work", one.old, "keys", known))
            continue
        paper = named[position]
        if owners.setdefault(one.new, str(paper.id)) != str(paper.id):
            message = f"{one.new!r} is or was the key of another work; {paper.key!r} stays"
            problems.append(Problem(one.where, message))
            continue
        aliases = dict.fromkeys((*paper.aliases, paper.key))
        aliases.pop(one.new, None)
        named[position] = replace(paper, key=one.new, aliases=tuple(aliases))
    return tuple(sorted(named, key=lambda paper: paper.key)), tuple(problems)
