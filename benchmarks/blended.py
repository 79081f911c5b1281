"""A simple peer for filing by examples: TF-IDF and LSA of topic paths, z-scores added.

The prototype of a topic is its path and title; the mean of its examples is added with equal weight.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.filed_data import Filed
from review.classify import Example
from review.model import Topic
from review.text.vectors import counts, idf, weigh

_DIRECTIONS = 100


def blended(corpus: Filed, examples: Sequence[Example]) -> dict[str | int, list[str]]:
    """Return the best topics of each paper, best first."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD

    used = {topic for topics, _ in corpus.gold.values() for topic in topics}
    paths = {t: text for t, text in _paths(corpus.taxonomy, ()) if not t.topics or t.id in used}
    papers = [f"{e.title}. {e.title}. {e.title}. {e.abstract}" for e in corpus.entries]
    counted = counts([*papers, *paths.values()], 1).matrix
    words = weigh(counted, idf(counted[: len(papers)]))
    latent = TruncatedSVD(_DIRECTIONS, random_state=0).fit(words[: len(papers)]).transform(words)
    rows = {entry.id: i for i, entry in enumerate(corpus.entries)}
    taught: dict[str, list[int]] = {}
    for example in examples:
        if example.id is not None:
            taught.setdefault(example.topic, []).append(rows[example.id])
    scores: Any = 0.0
    for space in (words.toarray(), latent):
        unit = _unit(space)
        topics = unit[len(papers) :].copy()
        for i, topic in enumerate(paths):
            if topic.id in taught:
                topics[i] += _unit(unit[taught[topic.id]].mean(axis=0, keepdims=True))[0]
        near = unit[: len(papers)] @ _unit(topics).T
        scores = scores + (near - near.mean(1, keepdims=True)) / (near.std(1, keepdims=True) + 1e-9)
    ids = [topic.id for topic in paths]
    order = np.argsort(-np.round(scores, 6), axis=1, kind="stable")[:, :5]
    return {entry.id: [ids[j] for j in order[i]] for i, entry in enumerate(corpus.entries)}


def _unit(rows: Any) -> Any:
    import numpy as np

    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _paths(topics: Sequence[Topic], above: tuple[str, ...]) -> Iterator[tuple[Topic, str]]:
    for topic in topics:
        path = (*above, topic.title)
        yield topic, " ".join((*path, topic.title, topic.description))
        yield from _paths(topic.topics, path)
