"""Fit the figures of `review.classify` that turn evidence into confidence and further topics.

    python -m benchmarks.calibrate

Two logistic regressions, fitted on `seeds/labels_dev.jsonl` alone, filed twice: by described
topics, and by the titles of the topics. The first is of "the best topic is right" on the margin of
its score, the logarithm of the cosine of its words and the paper's, and how little the topics say
of themselves. The second is of "the second or third topic is one that readers named" on the signs
of `review.classify.further`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from benchmarks.filed_data import Filed, seeds
from review.classify.decision import NEVER_ZERO
from review.classify.evidence import weigh_evidence
from review.classify.further import further_signs
from review.classify.learning import margins
from review.model import Topic


@dataclass(slots=True)
class Observed:
    """What is known of topics, one list of numbers each, and whether the topic is right."""

    known: list[list[float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)


def bare(topic: Topic) -> Topic:
    """Return the topic and all below it with nothing but their titles."""
    children = tuple(map(bare, topic.topics))
    return Topic(topic.id, topic.title, topics=children)


def observe(corpus: Filed, best: Observed, further: Observed) -> None:
    """Add what is known of each labelled paper's best and further topics."""
    import numpy as np

    entries = sorted(corpus.entries, key=lambda entry: str(entry.id))
    evidence = weigh_evidence(entries, corpus.taxonomy, (), {})
    scores = np.round(evidence.scores.astype(np.float64), 3)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :5]
    ranked = np.take_along_axis(scores, order, axis=1)
    margin = margins(scores)
    signs = further_signs(evidence, order, ranked)
    ids = [topic.id for topic in evidence.topics]
    for i, entry in enumerate(entries):
        if entry.id in corpus.gold:
            right, touched = corpus.gold[entry.id]
            shared = float(np.log(evidence.shared[i, order[i, 0]] + NEVER_ZERO))
            little = -evidence.bare
            best.known.append([float(margin[i]), shared, little, little * shared])
            best.right.append(ids[order[i, 0]] in right)
            further.known.extend(signs[i].tolist())
            further.right.extend(ids[column] in right | touched for column in order[i, 1:3])


def fit(observed: Observed, strength: float) -> Sequence[float]:
    """Return the coefficients of the logistic regression, the offset last."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=1000).fit(observed.known, observed.right)
    return (*model.coef_[0], model.intercept_[0])


def main() -> None:
    """Print the coefficients."""
    described = seeds()
    titled = replace(described, taxonomy=tuple(map(bare, described.taxonomy)))
    best, further = Observed(), Observed()
    for corpus in (described, titled):
        observe(corpus, best, further)
    for module, names, observed, strength in (
        ("decision", "MARGIN, SHARED, BARE, BARE_SHARED, OFFSET", best, 100),
        ("further", "SCORE, OWN, SAID, OFFSET", further, 1),
    ):
        figures = ", ".join(f"{figure:.3f}" for figure in fit(observed, strength))
        print(f"{module}: {names} = {figures}")


if __name__ == "__main__":
    main()
