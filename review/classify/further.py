"""Further topics: where else a paper belongs, beside the topic it is filed under.

A further topic must stand on its own: on words that the first topic does not have, and on what
its title says. Words that both topics share have been counted for the first one already.
"""

from typing import Any

from review.classify.evidence import Evidence
from review.text.terms import terms
from review.text.vectors import words

# Fitted by `python -m benchmarks.calibrate` on seeds/labels_dev.jsonl alone, on the evidence as it
# was before papers near a topic's words spoke for it, and before papers that lie the same way did.
# Fitted again they are 0.271, 0.472, 0.827, -1.587, which names fewer topics that are right, on
# those labels; so these stay, and `LIKELY` makes up for scores that lie closer together.
SCORE, OWN, SAID, OFFSET = 0.249, 0.583, 1.219, -1.409
LIKELY = 0.42  # how probable a further topic must be
FURTHER = 2  # further topics of a paper at most
NEVER_ZERO = 0.005  # added to a share of the cosine before its logarithm


def fits(evidence: Evidence, order: Any, scores: Any) -> Any:
    """Return whether each paper belongs to its second and third topics, too: papers by 0–2.

    `order` holds the columns of each paper's best topics, `scores` their scores.
    """
    import numpy as np

    signs = further_signs(evidence, order, scores)
    odds = signs @ np.array([SCORE, OWN, SAID]) + OFFSET
    return np.round(1 / (1 + np.exp(-odds)), 3) >= LIKELY


def further_signs(evidence: Evidence, order: Any, scores: Any) -> Any:
    """Return what speaks for the second and third topics: papers by 0–2 by three signs.

    These are the score, the logarithm of the topic's share in the cosine that comes from words
    the first topic lacks, and the share of the topic's title that the paper says.
    """
    import numpy as np

    papers = evidence.space.papers[: len(order)]
    first = evidence.space.topics[order[:, 0]].sign()
    titles = _title_words(evidence)
    columns = []
    for column in range(1, min(order.shape[1], FURTHER + 1)):
        both = papers.multiply(evidence.space.topics[order[:, column]]).tocsr()
        own = _sums(both) - _sums(both.multiply(first))
        said = _sums(papers.sign().multiply(titles[order[:, column]]))
        columns.append([scores[:, column], np.log(np.maximum(own, 0) + NEVER_ZERO), said])
    return np.array(columns, dtype=np.float64).reshape(-1, 3, len(order)).transpose(2, 0, 1)


def _sums(matrix: Any) -> Any:
    import numpy as np

    return np.asarray(matrix.sum(axis=1)).ravel()


def _title_words(evidence: Evidence) -> Any:
    """Return topics by terms: the words of each title, which share a weight of 1."""
    import numpy as np
    from scipy.sparse import csr_matrix

    titles = [sorted(_stems(topic.title)) for topic in evidence.topics]
    wanted = {word for title in titles for word in title}
    number = {term: i for i, term in enumerate(evidence.terms) if term in wanted}
    known = [[number[word] for word in title if word in number] for title in titles]
    sizes = [len(words) for words in known]
    rows = np.repeat(np.arange(len(known)), sizes)
    columns = [column for words in known for column in words]
    shares = np.repeat(1 / np.maximum(sizes, 1), sizes).astype(np.float32)
    return csr_matrix((shares, (rows, columns)), shape=evidence.space.topics.shape)


def _stems(title: str) -> set[str]:
    return {stem for word in words(title) for stem in terms(word)}
