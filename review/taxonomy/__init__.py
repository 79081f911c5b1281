"""The taxonomy from papers alone: groups, headings, and a second level above many of them.

Papers become points (`space`), points groups (`clusters`), groups named topics (`tree`); what the
topics then say of themselves tells where each paper lies (`filing`), now and in every later run.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from review.model import Assignment, Entry, Topic
from review.taxonomy.clusters import cluster
from review.taxonomy.filing import Filed, assignments, file, leaves
from review.taxonomy.growth import Suggestion, grown, suggestions
from review.taxonomy.space import Space, space
from review.taxonomy.tree import tree

__all__ = ["Induced", "Suggestion", "induce", "leaves"]

NOTHING = Topic("all-works", "All works")
"""The one topic of papers that say nothing."""


@dataclass(frozen=True, slots=True)
class Induced:
    """Topics, where each paper is filed (in the order of the input), and what a person may change.

    There are suggestions only where there was a taxonomy before.
    """

    taxonomy: tuple[Topic, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


def induce(
    entries: Sequence[Entry],
    number: int = 0,
    depth: int = 2,
    previous: Sequence[Topic] = (),
) -> Induced:
    """Return a taxonomy of `entries` with about `number` leaves, chosen from them for 0.

    No more leaves than papers that differ; `depth` 1 gives no level above. With a `previous`
    taxonomy every topic of it stays as it is: topics are added at its end for papers that fit
    none, and splits and merges are only suggested. No entries give no topics.
    """
    if not entries:
        return Induced(tuple(previous))
    order = sorted(range(len(entries)), key=lambda i: _place(entries[i]))
    ordered = [entries[i] for i in order]
    known = space(ordered)
    taxonomy = (
        grown(previous, known, ordered) if previous else _first(known, ordered, number, depth)
    )
    ends = leaves(taxonomy)
    filed = file(known, ends)
    if old := len(leaves(previous)):
        filed = _kept(filed, old, file(known, leaves(previous)))
    placed = dict(zip(order, assignments(filed, ends, ordered), strict=True))
    return Induced(
        taxonomy,
        tuple(placed[i] for i in range(len(entries))),
        suggestions(known, ends, filed.labels, ordered) if previous else (),
    )


def _place(entry: Entry) -> tuple[str, str, str, str]:
    """Return what sorts entries whatever their order and the type of their ids."""
    return (entry.title, entry.abstract, str(entry.id), type(entry.id).__name__)


def _first(known: Space, entries: Sequence[Entry], number: int, depth: int) -> tuple[Topic, ...]:
    """Return a new tree; one topic without a subject where no paper says anything."""
    import numpy as np

    labels = np.full(len(entries), -1)
    labels[known.sample] = cluster(known.latent[known.sample], number)
    return tree(entries, known, labels, depth) or (NOTHING,)


def _kept(filed: Filed, old: int, before: Filed) -> Filed:
    """Return `filed` with every paper that fits one of the first `old` topics where it was."""
    import numpy as np

    stays = ~before.stray | (filed.labels < old)
    scores = filed.scores.copy()
    scores[np.ix_(stays, range(old, scores.shape[1]))] = -1.0
    scores[:, :old] = before.scores
    labels = np.where(stays, before.labels, filed.labels)
    return Filed(labels, scores, filed.told, before.stray)
