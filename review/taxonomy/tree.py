"""From groups of papers to a tree of named topics with keywords and descriptions."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from review.config import RESERVED
from review.model import Entry, Topic
from review.taxonomy.clusters import centroids, families
from review.taxonomy.describe import describe
from review.taxonomy.headings import (
    USUAL,
    Nearness,
    joined,
    name_leaves,
    name_parents,
    roots,
    stand_ins,
    vast,
)
from review.taxonomy.lexicon import Lexicon, Stems, function_words, lexicon
from review.taxonomy.space import Space
from review.text.phrases import tells
from review.text.terms import stem
from review.text.vectors import surface

READ = 4_000
"""Papers of which abstracts are read for names, at most."""

_CENTRAL = 80  # papers of a group that are read, at most
_KEYWORDS = 16
_SELDOM = 2  # papers of a group that must use a keyword
_SEPARATE = re.compile(r"[^a-z0-9]+")
_TURN = 0.35  # added to a cosine, so that a name that lies apart is not ruled out


def central(points: Any, labels: Any, rows: Any) -> dict[int, list[int]]:
    """Return the members of each group among `rows`, those nearest to its centre first."""
    import numpy as np

    centres = centroids(points, labels)
    closeness = np.round((points * centres[np.maximum(labels, 0)]).sum(axis=1), 3)
    most = max(6, min(_CENTRAL, READ // max(1, len(centres))))
    members: dict[int, list[int]] = {number: [] for number in range(len(centres))}
    for row in sorted(rows.tolist(), key=lambda row: (-closeness[row], row)):
        if labels[row] >= 0 and len(members[labels[row]]) < most:
            members[labels[row]].append(row)
    return members


def keywords(
    known: Space, members: Mapping[int, Sequence[int]], entries: Sequence[Entry]
) -> list[tuple[str, ...]]:
    """Return the terms by which each group differs most from all papers, as they are written."""
    import numpy as np

    sample = known.words[known.sample]
    usual = np.asarray(sample.mean(axis=0)).ravel()
    avoided = {stem(word) for word in function_words(entries[row] for row in known.sample)}
    found = []
    for number in sorted(members):
        rows = known.words[members[number]]
        often = np.bincount(rows.indices, minlength=rows.shape[1])
        contrast = np.asarray(rows.mean(axis=0)).ravel() - usual if rows.shape[0] else usual * 0
        contrast[often < min(_SELDOM, rows.shape[0])] = 0
        order = np.lexsort((np.arange(len(contrast)), -np.round(contrast, 4)))[: 3 * _KEYWORDS]
        ranked = [known.terms[i] for i in order if round(float(contrast[i]), 4) > 0]
        telling = [term for term in ranked if not set(term.split()) & avoided]
        near = [entries[row] for row in members[number]]
        found.append(_spelled(telling, near))
    return found


def _spelled(ranked: Sequence[str], near: Sequence[Entry]) -> tuple[str, ...]:
    """Return the first terms as words, none of which lies in another before it."""
    written = surface((f"{e.title} . {e.abstract}" for e in near), ranked)
    chosen: list[str] = []
    inside = {part for term in ranked[:_KEYWORDS] if " " in term for part in term.split()}
    for term in ranked:
        if len(chosen) == _KEYWORDS:
            break
        if term not in written or (term in inside and len(chosen) > 6):
            continue
        words = written[term].split()
        if tells(written[term]) and len(set(words)) == len(words):
            chosen.append(written[term])
    return tuple(chosen)


def nearness(known: Space, points: Any, labels: Any) -> Nearness:
    """Return how near a phrase lies to the centre of groups of points in a space, about 0..1."""
    import numpy as np

    centres = centroids(points, labels)
    column = {term: i for i, term in enumerate(known.terms)}
    cache: dict[Stems, Any] = {}

    def direction(stems: Stems) -> Any:
        if stems not in cache:
            terms = [*stems, *(f"{a} {b}" for a, b in pairwise(stems))]
            rows = [column[term] for term in terms if term in column]
            vector = (known.directions[rows] * known.weights[rows, None]).sum(axis=0)
            length = np.linalg.norm(vector)
            cache[stems] = vector / length if length > 1e-9 else vector
        return cache[stems]

    def near(stems: Stems, group: Sequence[int]) -> float:
        centre = centres[list(group)].sum(axis=0)
        length = float(np.linalg.norm(centre))
        return _TURN + max(0.0, float(direction(stems) @ centre) / length) if length > 1e-9 else 1.0

    return near


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of each group: its central papers, what they say, and how many it holds."""

    groups: Mapping[int, Sequence[Entry]]
    said: Lexicon
    near_to: Nearness
    words: Sequence[tuple[str, ...]]
    sizes: Mapping[int, int]

    def leaf(self, number: int, title: str, name: str) -> Topic:
        """Return the topic of one group."""
        return Topic(name, title, describe(title, self.groups[number]), self.words[number])


def _read(entries: Sequence[Entry], known: Space, labels: Any, rows: Any) -> _Read:
    members = central(known.latent, labels, rows)
    groups = {number: [entries[row] for row in near] for number, near in members.items()}
    return _Read(
        groups,
        lexicon(groups),
        nearness(known, known.latent, labels),
        keywords(known, members, entries),
        {number: int((labels == number).sum()) for number in groups},
    )


def tree(entries: Sequence[Entry], known: Space, labels: Any, depth: int) -> tuple[Topic, ...]:
    """Return the topics of the groups `labels`, in families where `depth` is 2, large ones first.

    A family that no heading fits stands as its leaves.
    """
    if int(labels.max()) < 0:
        return ()
    read = _read(entries, known, labels, known.sample)
    kin = [[number] for number in sorted(read.groups)]
    if depth > 1:
        kin = families(centroids(known.latent, labels))
    above = name_parents(kin, read.said, (), read.near_to)
    named = [roots(name) for name in above if name]
    found_names = name_leaves(read.groups, read.said, named, read.near_to)
    titles = stand_ins(read.groups, found_names, above)
    above = _name_others(above, kin, read, [*named, *map(roots, titles.values())])
    give = _ids(set())
    found = []
    for title, family in zip(above, kin, strict=True):
        inner = sorted(family, key=lambda n: (-read.sizes[n], titles[n]))
        name = give(title) if title else ""
        ends = [read.leaf(number, titles[number], give(titles[number])) for number in inner]
        if title:
            described = describe(title, [entry for n in inner for entry in read.groups[n]])
            size = sum(read.sizes[number] for number in family)
            found.append((size, Topic(name, title, described, (), tuple(ends))))
        else:
            found += [(read.sizes[n], end) for n, end in zip(inner, ends, strict=True)]
    return tuple(topic for _, topic in sorted(found, key=lambda pair: (-pair[0], pair[1].id)))


def further(
    entries: Sequence[Entry],
    known: Space,
    labels: Any,
    taken: Sequence[Topic],
    wanted: Sequence[int],
) -> tuple[Topic, ...]:
    """Return topics of those groups `wanted` that have a heading, in contrast to all others.

    No id and no heading is one that a topic of `taken` has.
    """
    import numpy as np

    rows = np.union1d(known.sample, np.flatnonzero(np.isin(labels, list(wanted))))
    read = _read(entries, known, labels, rows)
    groups = {number: read.groups[number] for number in wanted}
    spoken = [roots(topic.title) for topic in taken]
    titles = name_leaves(groups, read.said, spoken, read.near_to, (USUAL,))
    give = _ids({topic.id for topic in taken})
    return tuple(read.leaf(n, titles[n], give(titles[n])) for n in sorted(titles))


def _name_others(
    above: Sequence[str], kin: Sequence[Sequence[int]], read: _Read, used: list[frozenset[str]]
) -> list[str]:
    """Return the headings of all families; those that share no phrase get two of theirs."""
    names = list(above)
    for number, family in enumerate(kin):
        if len(family) > 1 and not names[number] and not vast(family, kin):
            names[number] = joined(family, read.said, used, read.near_to)
            used += [roots(part) for part in names[number].split(" and ") if part]
    return names


def _ids(taken: set[str]) -> Callable[[str], str]:
    """Return a function from a title to an id that was not given before."""
    given = taken | set(RESERVED)

    def give(title: str) -> str:
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        stemmed = _SEPARATE.sub("-", plain).strip("-")[:60].strip("-") or "topic"
        name, number = stemmed, 1
        while name in given:
            number += 1
            name = f"{stemmed}-{number}"
        given.add(name)
        return name

    return give
