"""A sentence as the operations see it: markup repaired, with the way back to the source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from review.model import Edit, Excerpt
from review.text.edits import excerpt, replay
from review.text.markup import markup_edits

_SPACES = str.maketrans(dict.fromkeys("\t\n\r\v\f\u00a0\u2009\u202f\u3000", " "))
"""White space that a pattern need not know; one character stays one character."""

_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class View:
    """`abstract[start:end]` after `repairs` is `text`, white space aside; operations count in it.

    `lefts[i]` and `rights[i]` are where repair `i` begins and ends in `text`.
    """

    abstract: str
    start: int
    end: int
    text: str
    repairs: tuple[Edit, ...] = ()
    lefts: tuple[int, ...] = ()
    rights: tuple[int, ...] = ()

    def source(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the offsets in the abstract of `text[start:end]`; None inside a repair."""
        if not self.repairs:
            return self.start + start, self.start + end
        left, right = self._after(start), self._before(end)
        if left is None or right is None:
            return None
        return (left, right) if left <= right else (right, right)

    def shown(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the offsets in `text` of `abstract[start:end]`; None inside a repair."""
        edges = [self._shown(start, last=False), self._shown(end, last=True)]
        return (edges[0], max(edges)) if None not in edges else None  # type: ignore[return-value,type-var]

    def _after(self, offset: int) -> int | None:
        """The last place in the abstract that `offset` of the text may stand for."""
        index = bisect_right(self.lefts, offset) - 1
        if index < 0:
            return self.start + offset
        if offset < self.rights[index]:
            return self.repairs[index].start if offset == self.lefts[index] else None
        return self.repairs[index].end + offset - self.rights[index]

    def _before(self, offset: int) -> int | None:
        """The first place in the abstract that `offset` of the text may stand for."""
        index = bisect_left(self.rights, offset)
        if index == len(self.rights) or offset <= self.lefts[index]:
            last = index - 1
            if last < 0:
                return self.start + offset
            return self.repairs[last].end + offset - self.rights[last]
        return self.repairs[index].end if offset == self.rights[index] else None

    def _shown(self, place: int, *, last: bool) -> int | None:
        shift = self.start
        for repair, right in zip(self.repairs, self.rights, strict=True):
            if place <= repair.start:
                break
            if place < repair.end:
                return None
            shift = repair.end - right
            if place == repair.end and not last:
                return right
        return place - shift


@lru_cache(maxsize=16)  # many rules ask it of the same sentence in a row
def words(text: str) -> frozenset[str]:
    """Return the runs of the letters a to z in `text`, in lower case.

    A slow pattern is tried only where one of the words stands that it cannot match without.
    """
    return frozenset(_LETTERS.findall(text.lower()))


def look(abstract: str, start: int, end: int) -> View:
    """Return the view of one span."""
    repairs = markup_edits(abstract, start, end)
    lefts, rights, shift = [], [], -start
    for repair in repairs:
        lefts.append(repair.start + shift)
        rights.append(repair.start + shift + len(repair.to))
        shift += len(repair.to) - (repair.end - repair.start)
    text = replay(abstract, start, end, repairs)
    return View(abstract, start, end, text.translate(_SPACES), repairs, tuple(lefts), tuple(rights))


def settle(edits: Iterable[Edit]) -> tuple[Edit, ...] | None:
    """Return the edits in order without those inside a deletion; None where two really clash."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if kept and edit.start < kept[-1].end:
            if edit.end <= kept[-1].end and not kept[-1].to:
                continue
            if kept[-1].start == edit.start and not edit.to:
                kept[-1] = edit
                continue
            return None
        kept.append(edit)
    return tuple(kept)


def project(view: View, edits: Iterable[Edit]) -> Excerpt | None:
    """Return the excerpt that `edits` of the view make of the source, repairs included.

    None where an edit begins or ends inside a repair.
    """
    moved: list[Edit] = []
    for edit in edits:
        place = view.source(edit.start, edit.end)
        if place is None:
            return None
        moved.append(Edit(edit.op, *place, edit.to))
    covered = [edit for edit in moved if edit.start < edit.end]
    free = [
        repair
        for repair in view.repairs
        if not any(edit.start <= repair.start and repair.end <= edit.end for edit in covered)
    ]
    return excerpt(view.abstract, view.start, view.end, (*moved, *free))
