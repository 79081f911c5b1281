"""Evidence: how much the words of each paper speak for each topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from review.model import Entry, Topic
from review.text.vectors import counts, idf, unit

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from review.classify import Example

TITLE = 3.0  # a word of the title counts so many times
LATENT = 100  # dimensions of the latent semantic space
SAMPLE = 20_000  # papers; the space of a larger corpus is learnt from an even sample


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words say: `scores`, `shared` papers by topics; `papers`, `topics` by terms.

    `scores` are comparable within a paper only; `shared` is the cosine of the words in common.
    """

    nodes: tuple[Topic, ...]
    leaves: Any
    scores: Any
    shared: Any
    papers: "csr_matrix"
    topics: "csr_matrix"
    terms: tuple[str, ...]


def weigh_evidence(
    entries: Sequence[Entry],
    taxonomy: Sequence[Topic],
    examples: Sequence["Example"],
    pins: Mapping[str | int, str],
) -> Evidence:
    """Return the evidence for each topic of the taxonomy, parents first, in each entry."""
    import numpy as np
    from scipy.sparse import csr_matrix, diags

    nodes = tuple(topic for root in taxonomy for topic in root.walk())
    above = {child.id: topic for topic in nodes for child in topic.topics}
    texts = [entry.title for entry in entries] + [entry.abstract for entry in entries]
    texts += [_own_text(topic, above) for topic in nodes]
    counted = counts(texts)
    size = len(entries)
    table = counted.matrix.astype(np.float64)
    documents = csr_matrix(TITLE * table[:size] + table[size : 2 * size])
    weights = diags(idf(documents))
    papers = unit(documents @ weights)
    topics = unit(table[2 * size :] @ weights)
    shared = np.asarray((papers @ topics.T).todense())
    scores = _standard(shared)
    if size > 2 and min(papers.shape) > 2:
        scores = scores + _standard(_latent(papers, topics))
    leaves = np.array([not topic.topics for topic in nodes])
    return Evidence(nodes, leaves, scores, shared, papers, topics, counted.terms)


def _own_text(topic: Topic, above: Mapping[str, Topic]) -> str:
    """Return the words of a topic: its path, description and keywords."""
    path = [topic.title]
    parent = above.get(topic.id)
    while parent:
        path.append(parent.title)
        parent = above.get(parent.id)
    return " . ".join([*path, topic.description, *topic.keywords])


def _standard(scores: Any) -> Any:
    """Return the scores of each paper with mean 0 and deviation 1."""
    import numpy as np

    deviation = scores.std(axis=1, keepdims=True)
    return (scores - scores.mean(axis=1, keepdims=True)) / np.where(deviation > 0, deviation, 1)


def _latent(papers: "csr_matrix", topics: "csr_matrix") -> Any:
    """Return the cosine of papers and topics in the corpus's latent semantic space.

    Deerwester et al. (1990): words that keep company count as related.
    """
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    size = papers.shape[0]
    step = -(-size // SAMPLE)
    with threadpool_limits(1):
        space = TruncatedSVD(min(LATENT, min(papers.shape) - 1), random_state=0)
        space.fit(papers[::step])
        return normalize(space.transform(papers)) @ normalize(space.transform(topics)).T
