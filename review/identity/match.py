"""Which records describe one work: candidates that share rare words, then evidence, pair by pair.

Conservative by design: a pair is joined only by evidence that a person would accept, and never
when identifiers, authors or years contradict it. Similar titles alone are no evidence.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations, groupby

from review.identity.evidence import at_odds, same_work
from review.identity.prints import Print, by_content, fingerprints
from review.model import Record

MAX_BLOCK = 40  # records that share a key; a larger block is compared with near neighbours only
WINDOW = 8  # neighbours compared in a larger block
HEAD = 24  # characters of a title without spaces that two titles with a slip still share
MAX_RARE = 4  # rarest shared words of a title that form its keys

_KEYS: tuple[Callable[[Print], tuple[str, ...]], ...] = (
    lambda p: p.ids,
    lambda p: (p.compact,),
    lambda p: (p.compact[:HEAD],),
)

Cluster = tuple[list[int], tuple[str, ...]]


def clusters(records: Sequence[Record]) -> list[Cluster]:
    """Return the positions of the records of each work, and in words why they are one.

    Works are in the order of their first record; the grouping does not depend on that order.
    """
    prints = fingerprints(records)
    order = by_content(records)
    groups = _Groups(prints)
    for a, b in candidates(prints, order):
        if groups.find(a) != groups.find(b) and (why := same_work(prints[a], prints[b])):
            groups.join(a, b, why)
    return groups.listed()


class _Groups:
    """A union-find over records that refuses to join groups holding contradictory records."""

    def __init__(self, prints: Sequence[Print]) -> None:
        self._prints = prints
        self._leader = list(range(len(prints)))
        self._members = {i: [i] for i in range(len(prints))}
        self._evidence: dict[int, set[str]] = defaultdict(set)

    def find(self, i: int) -> int:
        """Return the record that stands for the group of record `i`."""
        while self._leader[i] != i:
            self._leader[i] = self._leader[self._leader[i]]
            i = self._leader[i]
        return i

    def join(self, a: int, b: int, why: str) -> None:
        """Make one group of two, unless a record of one contradicts a record of the other."""
        first, second = sorted((self.find(a), self.find(b)))
        ours, theirs = self._members[first], self._members[second]
        prints = self._prints
        if any(at_odds(prints[i], prints[j]) for i in ours[:12] for j in theirs[:12]):
            return
        self._leader[second] = first
        ours += self._members.pop(second)
        self._evidence[first] |= {why} | self._evidence.pop(second, set())

    def listed(self) -> list[Cluster]:
        """Return each group's records and evidence, in the order of its first record."""
        groups = sorted(
            (sorted(m), tuple(sorted(self._evidence.get(i, ())))) for i, m in self._members.items()
        )
        return groups


# ── candidates ───────────────────────────────────────────────────────────────────────────────


def candidates(prints: Sequence[Print], order: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs worth comparing, the surest kind first, each kind in an order by content."""
    for key in _KEYS:
        values = [key(prints[i]) for i in order]
        count = Counter(chain.from_iterable(values))
        blocks: dict[str, list[int]] = defaultdict(list)
        for i, some in zip(order, values, strict=True):
            for value in some:
                if value and count[value] > 1:
                    blocks[value].append(i)
        for block in blocks.values():
            yield from _within(block)
    yield from _rare_pairs(prints, order)


def _within(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(block) <= MAX_BLOCK:
        yield from combinations(block, 2)
        return
    for i, a in enumerate(block):
        for b in block[i + 1 : i + 1 + WINDOW]:
            yield a, b


def _rare_pairs(prints: Sequence[Print], order: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs whose titles share two of their rarest words."""
    count = Counter(chain.from_iterable(p.bag for p in prints))
    often = sorted((w for w in count if count[w] > 1), key=lambda w: (count[w], w))
    rank = {word: place for place, word in enumerate(often)}
    size, total = len(often), len(order)
    found: list[int] = []  # two ranks and a place in one number: a list sorts faster than it blocks
    for place, i in enumerate(order):
        rare = sorted([rank[word] for word in prints[i].bag if word in rank])[:MAX_RARE]
        for first, second in combinations(rare, 2):
            found.append((first * size + second) * total + place)
    found.sort()
    for _, several in groupby(found, key=lambda number: number // total):
        block = [order[number % total] for number in several]
        if 1 < len(block) <= MAX_BLOCK:
            yield from combinations(block, 2)
