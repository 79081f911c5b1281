"""Fit the figures of `review.classify.decision` that turn evidence into confidence.

    python -m benchmarks.calibrate

A logistic regression of "the best topic is right" on the margin of its score, the logarithm of the
cosine of its words and the paper's, and how little the topics say of themselves. It is fitted on
`seeds/labels_dev.jsonl` alone, filed twice: by described topics, and by the titles of the topics.
"""

from dataclasses import replace

from benchmarks.filed_data import Filed, seeds
from review.classify.decision import NEVER_ZERO
from review.classify.evidence import weigh_evidence
from review.classify.learning import margins
from review.model import Topic


def bare(topic: Topic) -> Topic:
    """Return the topic and all below it with nothing but their titles."""
    children = tuple(map(bare, topic.topics))
    return Topic(topic.id, topic.title, topics=children)


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

    described = seeds()
    titled = replace(described, taxonomy=tuple(map(bare, described.taxonomy)))
    known, right = [], []
    for corpus in (described, titled):
        some, answers = observations(corpus)
        known += some
        right += answers
    model = LogisticRegression(C=100).fit(known, right)
    figures = (*model.coef_[0], model.intercept_[0])
    print("MARGIN, SHARED, BARE, OFFSET =", ", ".join(f"{figure:.3f}" for figure in figures))


if __name__ == "__main__":
    main()
