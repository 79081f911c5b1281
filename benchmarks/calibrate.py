"""Fit the figures of `review.classify.decision` that turn evidence into confidence.

    python -m benchmarks.calibrate

A logistic regression of "the best topic is right" on the margin of its score, the logarithm of the
cosine of its words and the paper's, and how little the topics say of themselves. Six sets of papers
filed by people weigh the same.
"""

from collections.abc import Callable

from benchmarks.filed_data import Filed, acl, ijcai, nlp, reading_list, seeds
from review.classify.decision import NEVER_ZERO
from review.classify.evidence import weigh_evidence
from review.classify.learning import margins

SETS: tuple[Callable[[], Filed], ...] = (
    seeds,
    acl,
    ijcai,
    nlp,
    lambda: reading_list("mt_reading_list"),
    lambda: reading_list("domain_adaptation"),
)


def observations(corpus: Filed) -> tuple[list[list[float]], list[bool]]:
    """Return what is known of each labelled paper's best topic, and whether that topic is right."""
    import numpy as np

    entries = sorted(corpus.entries, key=lambda entry: str(entry.id))
    evidence = weigh_evidence(entries, corpus.taxonomy, (), {})
    best = evidence.scores.argmax(axis=1)
    margin = margins(evidence.scores)
    known, right = [], []
    for i, entry in enumerate(entries):
        if entry.id in corpus.gold:
            shared = float(evidence.shared[i, best[i]])
            known.append([float(margin[i]), float(np.log(shared + NEVER_ZERO)), -evidence.bare])
            right.append(evidence.topics[best[i]].id in corpus.gold[entry.id][0])
    return known, right


def main() -> None:
    """Print the coefficients."""
    from sklearn.linear_model import LogisticRegression

    known, right, weights = [], [], []
    for load in SETS:
        some, answers = observations(load())
        known += some
        right += answers
        weights += [500 / len(some)] * len(some)
    model = LogisticRegression(C=100).fit(known, right, sample_weight=weights)
    figures = (*model.coef_[0], model.intercept_[0])
    print("MARGIN, SHARED, BARE, OFFSET =", ", ".join(f"{figure:.3f}" for figure in figures))


if __name__ == "__main__":
    main()
