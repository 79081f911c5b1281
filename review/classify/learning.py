"""Learning without labels: what company words keep, what neighbours say, what the sure ones teach.

Every step works on scores that are standardised within each paper, so that steps can be mixed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from review.classify.agreement import MOST, agreed
from review.classify.latent import axes, one_thread
from review.text.vectors import unit

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

LATENT = 80  # dimensions of the latent semantic space
SAMPLE = 20_000  # papers; the space of a larger corpus is learnt from an even sample of these
COMPANY = 1.5  # weight of the latent space beside the words themselves
PLAIN = 0.01  # bareness of topics that say enough, and need not learn
WORDY = 12.0  # terms; a topic with many more says enough of itself
NEIGHBOURS = 5
LANDMARKS = 4_000  # papers among which neighbours are sought
ABREAST = 50  # topics whose cosines are taken at once
BLOCK = 1_000  # papers whose neighbours are sought at once
SPREAD = 0.5  # how much the neighbours of a paper count beside itself
FIRST = 5  # papers that a topic's own words find; their words are heard too
HEARD = 0.5  # how much they are heard, and how far a topic goes towards those papers
CHANCE = 0.3  # weight of how common a topic is among the papers
STEEP = 1.5  # how fast the chance of a topic falls with its standardised score
PRIOR = 5.0  # papers; few of them say little about how common a topic is
FOLLOWERS = 10  # papers a topic learns from at most, or half its share, up to ten times as many
TERMS = 500  # terms that a topic learns from papers
EXAMPLE = 0.5  # weight of one example beside the words of a topic that has only a title
MEANING = 1.5  # weight of an embedder's similarities beside the words of topics of a title only
AGREED = 0.16  # weight of what papers that lie the same way say together
SURE = 6.0  # the standardised score of a topic a person chose


@dataclass(frozen=True, slots=True)
class Space:
    """Papers and topics as rows of length 1 over the same terms.

    In `papers` a word counts as often as it stands there: what is said of a topic's own words. In
    `damped` it counts by the square root: what papers have in common with papers. The first `words`
    terms are single words, the others bigrams. `taught` maps the row of a paper to the row of the
    topic a person filed it under. `meaning` is papers by topics, the similarities an embedder sees;
    None without an embedder. Papers of the rows `late` learn from all others and teach nothing,
    unless a person filed them: where the others are filed does not depend on them.
    """

    papers: "csr_matrix"
    damped: "csr_matrix"
    topics: "csr_matrix"
    words: int
    taught: Mapping[int, int]
    meaning: Any = None
    late: frozenset[int] = frozenset()

    @property
    def early(self) -> Any:
        """The rows of the papers that are not late, an array."""
        import numpy as np

        return np.array([i for i in range(self.papers.shape[0]) if i not in self.late], dtype=int)


def bareness(topics: "csr_matrix") -> float:
    """Return how little the topics say of themselves: 1 for a word or two, 0 for descriptions."""
    import numpy as np

    return float(np.exp(-((np.median(np.diff(topics.indptr)) / WORDY) ** 2)))


def learn(space: Space) -> tuple[Any, Any, "csr_matrix"]:
    """Return scores to compare within a paper, plain cosines, and the topics with their examples.

    Both arrays are papers by topics.
    """
    bare = bareness(space.topics)
    topics = _exemplified(space, EXAMPLE * (0.3 + 0.7 * bare))
    shared = _cosine(space.papers, topics)
    scores = _standard(shared)
    early = space.early
    plain, named = space.papers[:, : space.words], topics[:, : space.words]
    scores += COMPANY * _standard(_latent(plain, named, early))
    scores += HEARD * _follow(space, topics, _first(shared, early), HEARD)
    scores *= (1 + COMPANY) / (1 + COMPANY + HEARD)  # on the scale they had
    scores = _meant(scores, space, bare)
    graph = _neighbours(space.papers, early)
    scores = _told(scores, space) + SPREAD * bare * (graph @ scores)
    scores = _likely(scores, space)
    if bare > PLAIN:
        learnt = _meant((1 + COMPANY) * _follow(space, topics, _surest(scores, early)), space, bare)
        learnt = _likely(learnt, space) if space.taught else learnt  # a person tells what is common
        scores = _told((1 - bare) * scores + bare * learnt, space)
    return _agreeing(scores + SPREAD * (graph @ scores), space), shared, topics


def _cosine(papers: "csr_matrix", topics: "csr_matrix") -> Any:
    """Return the products of rows, an array; a few topics at once are spread out, for speed."""
    import numpy as np

    terms = np.flatnonzero(np.bincount(topics.indices, minlength=topics.shape[1]))
    papers, topics = narrowed(papers, terms), narrowed(topics, terms)
    cosines = np.empty((papers.shape[0], topics.shape[0]), dtype=np.float32)
    for start in range(0, topics.shape[0], ABREAST):
        some = np.ascontiguousarray(topics[start : start + ABREAST].T.toarray(), dtype=np.float32)
        cosines[:, start : start + ABREAST] = papers @ some
    return cosines


def _agreeing(scores: Any, space: Space) -> Any:
    """Return the scores with what papers that lie the same way say together mixed in."""
    if scores.shape[0] > MOST:
        return scores
    alone = space.damped[:, : space.words]
    foretold = agreed(_standard(scores), alone, space.taught, space.early)
    if not foretold.any():
        return scores
    mixed = scores + AGREED * scores.std(axis=1, keepdims=True) * _standard(foretold)
    return mixed / (1 + AGREED)  # on the scale they had


def narrowed(matrix: "csr_matrix", columns: Any) -> "csr_matrix":
    """Return the columns of `matrix` that are named, in the order of the matrix."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place = np.full(matrix.shape[1], -1, dtype=np.int32)
    place[columns] = np.arange(len(columns), dtype=np.int32)
    found = place[matrix.indices]
    kept = found >= 0
    ends = np.append(0, np.cumsum(kept, dtype=np.int32))[matrix.indptr]
    shape = (matrix.shape[0], len(columns))
    return csr_matrix((matrix.data[kept], found[kept], ends), shape=shape)


def _standard(scores: Any) -> Any:
    """Return the scores of each paper with mean 0 and deviation 1."""
    import numpy as np

    deviation = scores.std(axis=1, keepdims=True)
    return (scores - scores.mean(axis=1, keepdims=True)) / np.where(deviation > 0, deviation, 1)


def _meant(scores: Any, space: Space, bare: float) -> Any:
    """Return the scores with the meaning mixed in, on the scale they had.

    Described topics speak for themselves: what an embedder sees adds little to their words.
    """
    if space.meaning is None:
        return scores
    whole, weight = 1 + COMPANY, MEANING * (0.3 + 0.7 * bare)
    return (scores + weight * _standard(space.meaning)) * (whole / (whole + weight))


def _latent(papers: "csr_matrix", topics: "csr_matrix", early: Any) -> Any:
    """Return the cosine of papers and topics in the latent semantic space of the `early` rows.

    Deerwester et al. (1990): words that keep company count as related. Zeros where the corpus is
    too small to tell.
    """
    import numpy as np
    from sklearn.preprocessing import normalize

    known = papers[early]
    kept = np.flatnonzero(np.bincount(known.indices, minlength=papers.shape[1]) > 1)
    papers, topics = narrowed(papers, kept), narrowed(topics, kept)
    sample = papers[early[:: -(-len(early) // SAMPLE)]]
    if min(sample.shape) < 3:
        return np.zeros((papers.shape[0], topics.shape[0]), dtype=np.float32)
    with one_thread():
        found = axes(sample, LATENT)
        cosine = normalize(papers @ found) @ normalize(topics @ found).T
    return cosine.astype(np.float32)


def _exemplified(space: Space, weight: float) -> "csr_matrix":
    """Return the topics, each moved towards the papers a person filed under it (Rocchio 1971)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    if not space.taught:
        return space.topics
    rows = sorted(space.taught)
    chosen = csr_matrix(
        (np.ones(len(rows), dtype=np.float32), ([space.taught[row] for row in rows], rows)),
        shape=(space.topics.shape[0], space.papers.shape[0]),
    )
    often = np.sqrt(np.diff(chosen.indptr))
    return _moved(space.topics, chosen, space.damped, weight * often)


def _moved(topics: "csr_matrix", chosen: "csr_matrix", papers: "csr_matrix", far: Any) -> Any:
    """Return each topic moved by `far` towards the mean of its chosen papers.

    Only the heaviest terms of that mean are kept: the rest is noise that costs time.
    """
    import numpy as np
    from scipy.sparse import diags

    mean = unit(chosen @ papers)
    for start, end in pairwise(mean.indptr):
        weights = mean.data[start:end]
        if len(weights) > TERMS:
            weights[weights < np.partition(weights, -TERMS)[-TERMS]] = 0
    mean.eliminate_zeros()
    return unit(topics + diags(far) @ unit(mean))


def _follow(space: Space, topics: "csr_matrix", chosen: "csr_matrix", far: float = 1.0) -> Any:
    """Return the standardised cosines of papers and topics that went `far` to their papers."""
    import numpy as np

    way = np.full(topics.shape[0], far, dtype=np.float32)
    return _standard(_cosine(space.damped, _moved(topics, chosen, space.damped, way)))


def _first(shared: Any, early: Any) -> "csr_matrix":
    """Return topics by papers: the cosines of the papers nearest to the words of each topic.

    They are `FIRST` of the `early` rows, or the even share of a topic if that is less.

    Words of those papers are words of the topic (pseudo-relevance feedback, Rocchio 1971).
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    cosines = np.round(shared[early].T, 4)
    count = min(FIRST, -(-cosines.shape[1] // cosines.shape[0]))
    near = np.stack([_highest(line, count) for line in cosines])
    values = np.take_along_axis(cosines, near, axis=1)
    rows = np.repeat(np.arange(len(cosines)), count)
    shape = (len(cosines), len(shared))
    return csr_matrix((values.ravel(), (rows, early[near.ravel()])), shape=shape)


def _highest(values: Any, count: int) -> Any:
    """Return the places of the `count` highest values, the first of equal ones."""
    import numpy as np

    least = np.partition(values, -count)[-count]
    places = np.flatnonzero(values >= least)
    return places[np.argsort(-values[places], kind="stable")[:count]]


def _likely(scores: Any, space: Space) -> Any:
    """Return the scores with those of common topics raised, by what the scores say is common.

    The share of a topic is its mean chance over the papers, drawn to that of the others as if
    `PRIOR` papers were spread evenly over each (Saerens et al. 2002, in one step).
    """
    import numpy as np

    chances = STEEP * _standard(scores)
    np.exp(chances - chances.max(axis=1, keepdims=True), out=chances)
    chances /= chances.sum(axis=1, keepdims=True)
    for row, topic in space.taught.items():
        chances[row] = 0
        chances[row, topic] = 1
    often = np.log(chances[space.early].sum(axis=0, dtype=np.float64) + PRIOR)
    raised = CHANCE * np.round(often - often.mean(), 4).astype(np.float32)
    return scores + scores.std(axis=1, keepdims=True) * raised


def _surest(scores: Any, early: Any) -> "csr_matrix":
    """Return topics by papers: 1 for the upper half of a topic's papers by margin, or fewer.

    These are chosen among the `early` rows.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    known = scores[early]
    most = min(max(FOLLOWERS, len(early) // (2 * scores.shape[1])), 10 * FOLLOWERS)
    best = known.argmax(axis=1)
    margin = np.round(margins(known), 3)
    order = np.lexsort((np.arange(len(best)), -margin, best))
    starts = np.searchsorted(best[order], np.arange(scores.shape[1] + 1))
    chosen = [
        order[start : start + min(most, -(-(end - start) // 2))] for start, end in pairwise(starts)
    ]
    columns = early[np.concatenate(chosen)]
    rows = np.repeat(np.arange(len(chosen)), [len(papers) for papers in chosen])
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, (rows, columns)), shape=scores.shape[::-1])


def margins(scores: Any) -> Any:
    """Return how far the best topic of each paper is ahead of the next; of one topic, its score."""
    import numpy as np

    if scores.shape[1] < 2:
        return scores[:, 0]
    upper = np.partition(scores, -2, axis=1)
    return upper[:, -1] - upper[:, -2]


def _told(scores: Any, space: Space) -> Any:
    """Return the scores with those of the papers a person filed set beyond doubt."""
    told = scores.copy()
    for row, topic in space.taught.items():
        told[row] = -SURE / max(1, scores.shape[1] - 1)
        told[row, topic] = SURE
    return told


def _neighbours(papers: "csr_matrix", early: Any) -> "csr_matrix":
    """Return papers by papers: the shares of the nearest ones by cosine, each row summing to 1.

    Only the `early` rows can be neighbours, of a large corpus an even sample of them, so that the
    cost grows linearly; of a very large one none, since the sample would be too thin to hold near
    ones.
    """
    import numpy as np
    from scipy.sparse import csr_matrix, vstack

    size = papers.shape[0]
    if size > SAMPLE:
        return csr_matrix((size, size), dtype=np.float32)
    marks = early[:: -(-len(early) // LANDMARKS)]
    return csr_matrix(vstack([_nearest(papers, marks, start) for start in range(0, size, BLOCK)]))


def _nearest(papers: "csr_matrix", marks: Any, start: int) -> "csr_matrix":
    """Return the rows of `_neighbours` for one block of papers; `marks` can be neighbours."""
    import numpy as np
    from scipy.sparse import csr_matrix

    near = np.asarray((papers[start : start + BLOCK] @ papers[marks].T).todense())
    height = near.shape[0]
    rows = np.arange(height)
    mine = np.searchsorted(marks, rows + start).clip(max=len(marks) - 1)
    itself = marks[mine] == rows + start
    near[rows[itself], mine[itself]] = 0  # nobody is their own neighbour
    count = min(NEIGHBOURS, near.shape[1])
    best = np.argpartition(-near, count - 1, axis=1)[:, :count]
    values = np.take_along_axis(near, best, axis=1)
    total = values.sum(axis=1, keepdims=True)
    values = values / np.where(total > 0, total, 1)
    shape = (height, papers.shape[0])
    return csr_matrix((values.ravel(), (np.repeat(rows, count), marks[best].ravel())), shape=shape)
