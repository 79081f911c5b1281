"""Filing with the help of a person who answers for 40 papers of the program's choice.

Of the example corpus, 120 papers are labelled: only these can be asked about, and their label is
the answer. Two figures: all labelled papers, with those asked about, which are right by then; and
the others alone, beside what they were before the answers, since what is left is the easier part.
"""

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from statistics import mean

from benchmarks.classify import CHOICES, OURS, PEER, Ranked, Row, ours, row, top_1
from benchmarks.filed_data import Filed
from benchmarks.filed_data import seeds as example_corpus
from review.classify import classify
from review.classify.asking import questions

ASKED = 40
Answers = Mapping[str | int, str]


def run() -> list[Row]:
    """Return the figures after 40 answers, for papers of our choice and for a random choice."""
    corpus = example_corpus()
    filed = classify(corpus.entries, corpus.taxonomy)
    pool = sorted(corpus.gold, key=str)
    asked = questions(corpus.entries, corpus.taxonomy, filed, ASKED, frozenset(pool))
    sure = {one.paper: one.confidence for one in filed}
    choices: dict[str, list[Sequence[str | int]]] = {
        OURS: [[one.entry.id for one in asked]],
        "least confident, our filing": [sorted(pool, key=lambda paper: sure[paper])[:ASKED]],
        "random choice, our filing": [random.Random(i).sample(pool, ASKED) for i in CHOICES],
    }
    rows = []
    for name, chosen in choices.items():
        rows += figures(name, corpus, chosen, assisted)
    return rows + figures(
        f"random choice, {PEER}", corpus, choices["random choice, our filing"], rocchio
    )


def figures(
    name: str,
    corpus: Filed,
    choices: Sequence[Sequence[str | int]],
    rank: Callable[[Filed, Answers], Ranked],
) -> list[Row]:
    """Return the means over the choices of papers to ask about."""
    before, everything, others = rank(corpus, {}), [], []
    unhelped = []
    for chosen in choices:
        after = rank(corpus, {paper: min(corpus.gold[paper][0]) for paper in chosen})
        left = rest(corpus, chosen)
        everything.append(top_1(corpus, after))
        others.append(top_1(left, after))
        unhelped.append(top_1(left, before))
    size = len(corpus.gold)
    return [
        row(name, f"top-1 of all {size}, the {ASKED} answers counted, %", mean(everything),
            "78" if name == OURS else ""),
        row(name, f"top-1 of the other {size - ASKED}, %", mean(others)),
        row(name, f"top-1 of the other {size - ASKED} before the answers, %", mean(unhelped)),
    ]  # fmt: skip


def rest(corpus: Filed, asked: Collection[str | int]) -> Filed:
    """Return the corpus with the labels of the papers that nobody was asked about."""
    left = {paper: topics for paper, topics in corpus.gold.items() if paper not in asked}
    return Filed(corpus.entries, corpus.taxonomy, left)


def assisted(corpus: Filed, answers: Answers) -> Ranked:
    """Return the topics of each paper, best first, with the answers as pins."""
    return ours(classify(corpus.entries, corpus.taxonomy, pins=answers))


def rocchio(corpus: Filed, answers: Answers) -> Ranked:
    """Return the topics by the cosine of TF-IDF vectors, each with the mean of its answers added.

    A paper that was asked about has its answer.
    """
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    leaves = [t for root in corpus.taxonomy for t in root.walk() if not t.topics]
    model = TfidfVectorizer(stop_words="english", ngram_range=(1, 2))
    papers = model.fit_transform(
        f"{e.title} {e.title} {e.title} {e.abstract}" for e in corpus.entries
    )
    topics = model.transform(" ".join([t.title, t.description, *t.keywords]) for t in leaves)
    shown = np.array(
        [[answers.get(e.id) == leaf.id for e in corpus.entries] for leaf in leaves], dtype=float
    )
    learnt = normalize(topics.toarray() + normalize(shown @ papers.toarray()))
    scores = papers @ learnt.T
    scores += 2 * shown.T
    return {
        entry.id: [leaves[i].id for i in line.argsort(kind="stable")[::-1][:5]]
        for entry, line in zip(corpus.entries, scores, strict=True)
    }
