"""What a person might change in a taxonomy: topics to split, to merge and to add.

Nothing here changes anything: each advice names the topics and papers it is about and says why.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from review.classify.health import FULL, THIN, Standing, Tree
from review.model import SURE, Assignment, Paper, Topic
from review.text.vectors import counts, idf, unit, weigh

SAME_WORDS = 0.5  # cosine of title, description and keywords of two topics
SAME_PAPERS = 0.6  # cosine of the mean papers of two topics
NEAR_PAPERS = 0.4  # the same, where also the papers of one have the other as runner-up
SWAPPED = 0.5  # the share of them that have
CLOSEST = 10  # pairs named at most
Groups = tuple[tuple[str, tuple[str, ...]], ...]
"""Headings, each with the citation keys of its papers."""

Divide = Callable[[Iterable[str], Iterable[str]], Sequence[tuple[str, tuple[str, ...]]]]
"""From citation keys, and titles that no heading may repeat, to headings with their papers."""

TITLE = 2  # a word of a topic's title counts so many times


@dataclass(frozen=True, slots=True)
class Advice:
    """One suggestion: what to do, with which topics, why in words, and the papers concerned.

    `groups` are the proposed headings of a split or an addition, `papers` those that none holds;
    `moves` are other topics (by id) with the papers that have them as runner-up. An addition's
    `topics` are where it might stand, none for one at the top.
    """

    kind: Literal["split", "merge", "add"]
    topics: tuple[str, ...]
    why: str
    papers: tuple[str, ...] = ()
    groups: Groups = ()
    moves: Groups = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Two topics that are hard to tell apart, and how near they are, each 0..1.

    `words` and `papers` are cosines of what they say of themselves and of their papers; `swapped`
    is the share of their papers that have the other as runner-up; `both` are those papers.
    """

    topics: tuple[str, str]
    words: float
    papers: float
    swapped: float
    both: tuple[str, ...]


def near(
    papers: Sequence[Paper],
    taxonomy: Sequence[Topic],
    assignments: Sequence[Assignment],
    tree: Tree,
) -> tuple[Near, ...]:
    """Return the pairs of topics that are near-duplicates, nearest first; no parent with its child.

    Inner topics without papers of their own only group, and are left out.
    """
    kin = {part.id for root in taxonomy for part in root.walk() if part.topics}
    topics = [part for root in taxonomy for part in root.walk()]
    held = {standing.topic: standing for standing in tree.standings}
    topics = [topic for topic in topics if topic.id not in kin or held[topic.id].own]
    above = {(up.id, down.id) for root in taxonomy for up in root.walk() for down in up.walk()}
    words, means = _words(topics), _means(papers, topics, held)
    runners = {str(one.paper): _runners(one) for one in assignments}
    found = []
    for i, j in combinations(range(len(topics)), 2):
        pair = (topics[i].id, topics[j].id)
        if pair in above:
            continue
        one = _near(pair, float(words[i, j]), float(means[i, j]), held, runners)
        if one:
            found.append(one)
    found.sort(key=lambda one: (-max(one.words, one.papers, one.swapped), one.topics))
    return tuple(found[:CLOSEST])


def _near(
    pair: tuple[str, str],
    words: float,
    papers: float,
    held: Mapping[str, Standing],
    runners: Mapping[str, frozenset[str]],
) -> Near | None:
    """Return the pair where it is too near, else None."""
    first, second = pair
    words, papers = round(words, 3), round(papers, 3)
    if words < SAME_WORDS and papers < NEAR_PAPERS:
        return None
    both = tuple(
        key
        for mine, other in ((first, second), (second, first))
        for key in held[mine].papers
        if other in runners.get(key, ())
    )
    size = len(held[first].papers) + len(held[second].papers)
    swapped = round(len(both) / size, 3) if size else 0.0
    enough = min(len(held[first].papers), len(held[second].papers)) >= THIN
    if words >= SAME_WORDS or (enough and (papers >= SAME_PAPERS or swapped >= SWAPPED)):
        return Near(pair, words, papers, swapped, both)
    return None


def _runners(assignment: Assignment) -> frozenset[str]:
    """Return the runner-up of a paper, and the topics that fit as well."""
    return frozenset((*assignment.also, *(topic for topic, _ in assignment.alternatives[:1])))


def _words(topics: Sequence[Topic]) -> Any:
    """Return the cosines between what topics say of themselves, a square array."""
    texts = [
        "\n".join([*(topic.title,) * TITLE, topic.description, *topic.keywords]) for topic in topics
    ]
    counted = counts(texts)
    single = [i for i, term in enumerate(counted.terms) if " " not in term]
    table = counted.matrix[:, single]
    rows = weigh(table, idf(table))
    return (rows @ rows.T).toarray()


def _means(papers: Sequence[Paper], topics: Sequence[Topic], held: Mapping[str, Standing]) -> Any:
    """Return the cosines between the mean papers of topics, a square array."""
    import numpy as np
    from scipy.sparse import csr_matrix

    table = counts([f"{paper.title}\n{paper.abstract}" for paper in papers], 2).matrix
    rows = weigh(table, idf(table))
    places = {paper.key: row for row, paper in enumerate(papers)}
    cells = [(i, places[key]) for i, topic in enumerate(topics) for key in held[topic.id].papers]
    at = tuple(np.array(cells, dtype=np.int64).reshape(-1, 2).T)
    member = csr_matrix((np.ones(len(cells)), at), shape=(len(topics), len(papers)))
    means = unit(csr_matrix(member @ rows))
    return (means @ means.T).toarray()


def advise(
    taxonomy: Sequence[Topic],
    assignments: Sequence[Assignment],
    tree: Tree,
    pairs: Sequence[Near],
    divide: Divide,
) -> tuple[Advice, ...]:
    """Return what might be changed: splits, then merges, then additions.

    `divide` finds the headings that a set of papers falls under.
    """
    known = {str(one.paper): one for one in assignments}
    return (
        *_splits(tree, known, divide),
        *_merges(taxonomy, tree, pairs, known),
        *_additions(taxonomy, tree, known, divide),
    )


def _splits(tree: Tree, known: Mapping[str, Assignment], divide: Divide) -> Iterator[Advice]:
    for topic in tree.standings:
        if topic.state != "overfull":
            continue
        found = tuple((heading, papers) for heading, papers in divide(topic.papers, [topic.title]))
        held = {key for _, papers in found for key in papers}
        rest = tuple(key for key in topic.papers if key not in held)
        why = f"{topic.own} papers, where a topic holds {tree.median:g} in the median"
        moves = _moves(topic, known)
        if not found:
            why += "; no phrase of theirs divides them"
        yield Advice("split", (topic.topic,), why, rest, found, moves)


def _moves(topic: Standing, known: Mapping[str, Assignment]) -> Groups:
    """Return the runner-ups of enough papers of a topic, the most frequent first."""
    runners: dict[str, list[str]] = {}
    for key in topic.papers:
        one = known[key]
        if one.by == "model" and one.alternatives:
            runners.setdefault(one.alternatives[0][0], []).append(key)
    ranked = sorted(runners.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((other, tuple(keys)) for other, keys in ranked if len(keys) >= THIN)


def _merges(
    taxonomy: Sequence[Topic],
    tree: Tree,
    pairs: Sequence[Near],
    known: Mapping[str, Assignment],
) -> Iterator[Advice]:
    sizes = {topic.topic: topic.own for topic in tree.standings}
    for pair in pairs:
        together = sum(sizes[topic] for topic in pair.topics)
        if pair.words >= SAME_WORDS or together <= 2 * FULL:
            yield Advice("merge", pair.topics, reasons(pair), pair.both)
    named = {frozenset(pair.topics) for pair in pairs}
    roots = {part.id: root for root in taxonomy for part in root.walk()}
    for topic in tree.standings:
        if topic.state != "thin" or not topic.papers:
            continue
        beside = {part.id for part in roots[topic.topic].walk()} - {topic.topic}
        votes = [
            next((other for other, _ in known[key].alternatives if other in beside), "")
            for key in topic.papers
        ]
        votes.sort(key=lambda other: (-votes.count(other), other))
        if votes[0] and frozenset((topic.topic, votes[0])) not in named:
            size = f"{topic.own} paper{'' if topic.own == 1 else 's'}"
            why = f"the first holds only {size}, which the second fits next best beside it"
            yield Advice("merge", (topic.topic, votes[0]), why, topic.papers)


def reasons(pair: Near) -> str:
    """Return in words why two topics are near-duplicates."""
    said = []
    if pair.words >= SAME_WORDS:
        said.append(f"their titles and descriptions are alike ({pair.words:.2f})")
    if pair.papers >= NEAR_PAPERS:
        said.append(f"their papers use the same words ({pair.papers:.2f})")
    if pair.both:
        share = f"{len(pair.both)} of their papers ({pair.swapped:.0%})"
        said.append(f"{share} have the other as runner-up")
    return "; ".join(said)


def _additions(
    taxonomy: Sequence[Topic],
    tree: Tree,
    known: Mapping[str, Assignment],
    divide: Divide,
) -> Iterator[Advice]:
    """Yield a topic for each group among the unplaced and the doubtful papers."""
    titles = [part.title for root in taxonomy for part in root.walk()]
    roots = {part.id: root.id for root in taxonomy for part in root.walk() if root.topics}
    for heading, keys in divide((*tree.unplaced, *tree.doubtful), titles):
        votes = [roots[topic] for key in keys if (topic := known[key].topic) in roots]
        votes.sort(key=lambda root: (-votes.count(root), root))
        outside = sum(not known[key].placed for key in keys)
        parts = [f"{outside} outside the taxonomy"] * bool(outside)
        doubted = len(keys) - outside
        parts += [f"{doubted} filed with confidence below {SURE:g}"] * bool(doubted)
        above = votes[:1] if 2 * votes.count(votes[0] if votes else "") > len(keys) else ()
        yield Advice("add", tuple(above), ", ".join(parts), (), ((heading, tuple(keys)),))
