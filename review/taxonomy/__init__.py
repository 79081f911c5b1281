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
    if previous:
        before = file(known, leaves(previous))
        taxonomy = grown(previous, known, ordered, before)
        filed = _again(known, taxonomy, before)
    else:
        taxonomy = _first(known, ordered, number, depth)
        filed = file(known, leaves(taxonomy))
    ends = leaves(taxonomy)
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


def _again(known: Space, taxonomy: Sequence[Topic], before: Filed) -> Filed:
    """Return where the papers lie now; one that fitted a topic `before` stays where it was."""
    import numpy as np

    ends, old = leaves(taxonomy), before.scores.shape[1]
    if len(ends) == old:
        return before
    filed = file(known, ends)
    scores = np.hstack([before.scores, filed.scores[:, old:]])
    scores[np.ix_(~before.stray, range(old, len(ends)))] = -1.0
    labels = np.where(before.told, np.argmax(scores, axis=1), -1)
    return Filed(labels, scores, before.told, before.stray)
