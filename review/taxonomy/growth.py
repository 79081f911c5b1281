"""A taxonomy that grows: new topics for papers that fit none, splits and merges to think about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from review.model import Entry, Topic
from review.taxonomy.clusters import centroids, cluster
from review.taxonomy.filing import Filed, leaves
from review.taxonomy.headings import name_leaves, roots, stand_ins
from review.taxonomy.lexicon import lexicon
from review.taxonomy.space import Space
from review.taxonomy.tree import central, further, nearness

_NEW = 8  # papers that fit no topic and make a new one
_NEW_SHARE = 0.012  # or so many of all, whichever is more
_COHERENT = 0.4  # mean cosine of the papers of a new topic with its centre
_LARGE = 2.5  # times the usual number of papers, from which a topic may be split
_HALVED = 24  # papers, too
_HALF = 0.25  # share of the papers in the smaller half
_ALIKE = 0.8  # cosine of two topics that may be merged
_MOST = 10  # suggestions of a kind


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change for a person to decide: `topics` to split or merge, `titles` of the parts (of a
    split), and the ids of the papers concerned.
    """

    kind: Literal["split", "merge"]
    topics: tuple[str, ...]
    titles: tuple[str, ...]
    papers: tuple[str | int, ...]


def grown(
    previous: Sequence[Topic], known: Space, entries: Sequence[Entry], filed: Filed
) -> tuple[Topic, ...]:
    """Return the previous topics, and after them a new one for each group that fits none.

    `filed` is where the papers lie among the previous ones.
    """
    import numpy as np

    stray = np.flatnonzero(filed.stray)
    least = max(_NEW, round(_NEW_SHARE * len(entries)))
    if len(stray) < least:
        return tuple(previous)
    found = cluster(known.latent[stray], max(1, len(stray) // (2 * least)))
    groups = [stray[found == number] for number in range(int(found.max()) + 1)]
    fresh = [rows for rows in groups if len(rows) >= least and _coherent(known.latent[rows])]
    if not fresh:
        return tuple(previous)
    labels = filed.labels.copy()  # the others are what a new topic must stand apart from
    old = len(leaves(previous))
    for number, rows in enumerate(fresh):
        labels[rows] = old + number
    taken = [topic for root in previous for topic in root.walk()]
    wanted = range(old, old + len(fresh))
    return (*previous, *further(entries, known, labels, taken, wanted))


def _coherent(points: Any) -> bool:
    import numpy as np

    centre = centroids(points, np.zeros(len(points), dtype=int))
    return float((points @ centre.T).mean()) >= _COHERENT


def suggestions(
    known: Space, topics: Sequence[Topic], labels: Any, entries: Sequence[Entry]
) -> tuple[Suggestion, ...]:
    """Return large topics that fall into two, then pairs of topics that are hardly two."""
    members = {number: (labels == number).nonzero()[0] for number in range(len(topics))}
    return (
        *_splits(known, topics, members, entries)[:_MOST],
        *_merges(known, topics, members, entries)[:_MOST],
    )


def _splits(
    known: Space, topics: Sequence[Topic], members: Mapping[int, Any], entries: Sequence[Entry]
) -> list[Suggestion]:
    """Return the topics of many papers in two clear parts, the largest first."""
    usual = sum(map(len, members.values())) / max(1, len(members))
    found: list[Suggestion] = []
    for number, rows in sorted(members.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if len(rows) < max(_HALVED, _LARGE * usual) or len(found) == _MOST:
            break
        read = rows[:1_000]
        halves = cluster(known.latent[read], 2)
        small = min(int((halves == half).sum()) for half in (0, 1))
        if small >= _HALF * len(read):
            titles = _titles(known, read, halves, entries, topics[number])
            papers = tuple(entries[row].id for row in rows)
            found.append(Suggestion("split", (topics[number].id,), titles, papers))
    return found


def _titles(
    known: Space, rows: Any, halves: Any, entries: Sequence[Entry], topic: Topic
) -> tuple[str, ...]:
    near = [entries[row] for row in rows]
    read = central(known.latent[rows], halves, (halves >= 0).nonzero()[0])
    groups = {half: [near[i] for i in places] for half, places in read.items()}
    near_to = nearness(known, known.latent[rows], halves)
    named = name_leaves(groups, lexicon(groups), [roots(topic.title)], near_to)
    named = stand_ins(groups, named, [topic.title])
    return tuple(named[half] for half in sorted(named))


def _merges(
    known: Space, topics: Sequence[Topic], members: Mapping[int, Any], entries: Sequence[Entry]
) -> list[Suggestion]:
    """Return the pairs of topics whose papers lie in one direction, the nearest first."""
    import numpy as np

    labels = np.full(len(entries), -1)
    for number, rows in members.items():
        labels[rows] = number
    full = [number for number, rows in members.items() if len(rows)]
    if len(full) < 2:
        return []
    centres = centroids(known.latent, labels)[full]
    alike = np.round(centres @ centres.T, 3)
    pairs = [
        (-float(alike[i, j]), full[i], full[j])
        for i, j in np.argwhere(np.triu(alike >= _ALIKE, 1)).tolist()
    ]
    return [
        Suggestion(
            "merge",
            (topics[one].id, topics[other].id),
            (),
            tuple(entries[row].id for row in (*members[one], *members[other])),
        )
        for _, one, other in sorted(pairs)
    ]
