"""Filing papers into a taxonomy: our figures, beside the cosine of TF-IDF vectors.

The whole corpus is filed; the labelled papers are scored. Nothing is random but the choice of
examples, whose figures are means over five choices.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import mean
from typing import Any

from benchmarks.blended import blended
from benchmarks.filed_data import Filed, acl, ijcai, nlp, reading_list
from benchmarks.filed_data import seeds as example_corpus
from review.classify import Example, classify
from review.model import Assignment

Row = dict[str, Any]
Ranked = Mapping[str | int, Sequence[str]]  # paper -> topics, best first
STEPS = ((0.0, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.001))
CHOICES = range(5)
OURS, PEER = "living-review", "TF-IDF cosine"
BLENDED = "TF-IDF + LSA, examples blended"


def seeds() -> list[Row]:
    """Return the figures on the example corpus: titles and descriptions, no examples."""
    corpus = example_corpus()
    classify(corpus.entries[:9], corpus.taxonomy)  # imports are not filing
    began = time.process_time()
    filed = classify(corpus.entries, corpus.taxonomy)
    spent = time.process_time() - began
    figures: dict[str, tuple[Callable[[Filed, Ranked], float], str]] = {
        "labelled works": (lambda filed, _: len(filed.gold), "120"),
        "top-1 in topic, %": (top_1, "68"),
        "top-1 in topic or also, %": (also, "82"),
        "right top-level topic, %": (top_level, "80"),
        "topic among the first 3, %": (top_3, "88"),
    }
    rows = []
    for name, ranked in ((OURS, ours(filed)), (PEER, cosine(corpus))):
        for figure, (measure, asked) in figures.items():
            rows.append(row(name, figure, measure(corpus, ranked), asked if name == OURS else ""))
    unplaced = 100 * mean(not one.placed for one in filed)
    rows.append(row(OURS, "unplaced, %", unplaced, "3–6"))
    rows.append(row(OURS, "CPU s for all works", spent, "≤ 1.5"))
    return rows + further(corpus, filed) + reliability(corpus, filed)


def tracks() -> list[Row]:
    """Return the figures on conference tracks, of which only the names are given."""
    return zero_shot(acl(), ("44", "38"))


def areas() -> list[Row]:
    """Return the figures on areas of artificial intelligence: names only, then 20 examples each."""
    return zero_shot(ijcai(), ("37", "")) + few_shot(ijcai(), 20, "58")


def lists() -> list[Row]:
    """Return the figures on two reading lists: section titles, then 3 examples a section."""
    rows = []
    for name, asked in (("mt_reading_list", "64"), ("domain_adaptation", "75")):
        corpus = reading_list(name)
        both = zero_shot(corpus, ("", "")) + few_shot(corpus, 3, asked)
        rows += [each | {"figure": f"{name}: {each['figure']}"} for each in both]
    return rows


def filing() -> list[Row]:
    """Return the figures on papers with several labels each, in a described tree."""
    corpus = nlp()
    filed = classify(corpus.entries, corpus.taxonomy)
    parents = {child.id: top.id for top in corpus.taxonomy for child in top.topics}
    guessed = found = wanted = 0
    for one in filed:
        named = {one.topic, *one.also}
        named |= {parents[topic] for topic in named if topic in parents}
        right = corpus.gold[one.paper][0]
        guessed, wanted = guessed + len(named), wanted + len(right)
        found += len(named & right)
    return [
        row(OURS, "P@1, %", top_1(corpus, ours(filed)), "74"),
        row(PEER, "P@1, %", top_1(corpus, cosine(corpus)), ""),
        row(OURS, "micro-F1 with also and parents, %", 200 * found / (guessed + wanted)),
        *reliability(corpus, filed),
    ]  # fmt: skip


def row(name: str, figure: str, value: float, asked: str = "") -> Row:
    return {"name": name, "figure": figure, "value": round(value, 1), "asked": asked}


def ours(filed: Sequence[Assignment]) -> Ranked:
    return {one.paper: [one.topic, *(topic for topic, _ in one.alternatives)] for one in filed}


def cosine(corpus: Filed) -> Ranked:
    """Return the topics of each paper by the cosine of plain TF-IDF vectors, leaves only."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    leaves = [t for root in corpus.taxonomy for t in root.walk() if not t.topics]
    model = TfidfVectorizer(stop_words="english", ngram_range=(1, 2))
    papers = model.fit_transform(
        f"{e.title} {e.title} {e.title} {e.abstract}" for e in corpus.entries
    )
    topics = model.transform(" ".join([t.title, t.description, *t.keywords]) for t in leaves)
    scores = (papers @ topics.T).toarray()
    return {
        entry.id: [leaves[i].id for i in line.argsort(kind="stable")[::-1][:5]]
        for entry, line in zip(corpus.entries, scores, strict=True)
    }  # fmt: skip


def share(corpus: Filed, right: Callable[[str | int], bool]) -> float:
    """Return the percentage of the labelled papers of which `right` holds."""
    return 100 * mean(right(paper) for paper in corpus.gold)


def top_1(corpus: Filed, ranked: Ranked) -> float:
    return share(corpus, lambda paper: ranked[paper][0] in corpus.gold[paper][0])


def also(corpus: Filed, ranked: Ranked) -> float:
    return share(corpus, lambda paper: ranked[paper][0] in frozenset.union(*corpus.gold[paper]))


def top_level(corpus: Filed, ranked: Ranked) -> float:
    roots = corpus.roots
    return share(
        corpus, lambda p: roots[ranked[p][0]] in {roots[topic] for topic in corpus.gold[p][0]}
    )


def top_3(corpus: Filed, ranked: Ranked) -> float:
    return share(corpus, lambda paper: bool(corpus.gold[paper][0] & set(ranked[paper][:3])))


def macro_f1(corpus: Filed, ranked: Ranked) -> float:
    """Return the mean F1 of the topics; a paper of several topics counts for the one it got."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for paper, (topics, _) in corpus.gold.items():
        guess = ranked[paper][0]
        given[guess] += 1
        wanted[guess if guess in topics else min(topics)] += 1
        right[guess] += guess in topics
    return 100 * mean(2 * right[topic] / (given[topic] + wanted[topic]) for topic in wanted)


def zero_shot(corpus: Filed, asked: tuple[str, str]) -> list[Row]:
    filed = classify(corpus.entries, corpus.taxonomy)
    rows = []
    for name, ranked in ((OURS, ours(filed)), (PEER, cosine(corpus))):
        wanted = asked if name == OURS else ("", "")
        rows.append(row(name, "names only: accuracy, %", top_1(corpus, ranked), wanted[0]))
        rows.append(row(name, "names only: macro-F1, %", macro_f1(corpus, ranked), wanted[1]))
    return rows + reliability(corpus, filed)


def few_shot(corpus: Filed, examples: int, asked: str) -> list[Row]:
    """Return the accuracy on the other papers with so many examples a topic, at most half."""
    scores, peer = [], []
    for choice in CHOICES:
        chosen = choose(corpus, examples, random.Random(choice))
        filed = classify(corpus.entries, corpus.taxonomy, chosen)
        taught = {example.id for example in chosen}
        left = {paper: topics for paper, topics in corpus.gold.items() if paper not in taught}
        others = Filed(corpus.entries, corpus.taxonomy, left)
        scores.append(top_1(others, ours(filed)))
        peer.append(top_1(others, blended(corpus, chosen)))
    figure = f"{examples} examples a topic: accuracy, %"
    return [row(OURS, figure, mean(scores), asked), row(BLENDED, figure, mean(peer))]


def choose(corpus: Filed, examples: int, luck: random.Random) -> list[Example]:
    members: dict[str, list[str | int]] = {}
    for paper, (topics, _) in corpus.gold.items():
        members.setdefault(min(topics), []).append(paper)
    return [
        Example(topic, paper)
        for topic, papers in sorted(members.items())
        for paper in luck.sample(papers, min(examples, len(papers) // 2))
    ]


def further(corpus: Filed, filed: Sequence[Assignment]) -> list[Row]:
    """Return how often a further topic is one that readers named."""
    fits = [
        topic in frozenset.union(*corpus.gold[one.paper])
        for one in filed
        if one.paper in corpus.gold
        for topic in one.also
    ]
    return [row(OURS, f"also ({len(fits)}): right, %", 100 * mean(fits or [0]))]


def reliability(corpus: Filed, filed: Sequence[Assignment]) -> list[Row]:
    """Return how often the papers of each step of confidence are right."""
    rows = []
    for low, high in STEPS:
        step = [one for one in filed if one.paper in corpus.gold and low <= one.confidence < high]
        if step:
            said = 100 * mean(one.confidence for one in step)
            right = 100 * mean(one.topic in corpus.gold[one.paper][0] for one in step)
            figure = f"right where confidence is {low}–{min(high, 1.0)} ({len(step)} papers), %"
            rows.append(row(OURS, figure, right, f"{said:.0f}"))
    return rows
