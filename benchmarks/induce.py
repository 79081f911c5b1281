"""Taxonomies from papers alone, beside k-means on latent directions, scored against people's.

A paper's class is the first place where a person filed it. NMI, ARI and B-cubed F1 compare the
leaves; papers left over count as one more class, so that losing them helps nobody.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.filed_data import Filed, acl, lines, reading_list
from benchmarks.filed_data import seeds as example_corpus
from review.identity import merge
from review.model import Entry, Topic
from review.sources import read_file
from review.taxonomy import Induced, induce, leaves

Row = dict[str, Any]
OURS, PEER, BERT = "living-review", "KMeans on LSA-50", "BERTopic"
ROUNDS = range(5)
ASKED = {"NMI, k = gold": "35"}


def run() -> list[Row]:
    """Return the figures of each corpus, their means, and how stable the topics are."""
    rows: list[Row] = []
    totals: dict[tuple[str, str], list[float]] = {}
    for name, entries, gold in corpora():
        classes = len(set(gold.values()))
        for method, wanted, labels in labelled(entries, classes):
            for figure, value in scores(entries, gold, labels).items():
                said = f"{figure}, {wanted}"
                totals.setdefault((method, said), []).append(value)
                rows.append(row(method, f"{name}: {said}", value))
        rows += stability(name, entries)
    means = [
        row(method, f"mean: {said}", mean(values), ASKED.get(said, "") if method == OURS else "")
        for (method, said), values in totals.items()
    ]
    return means + rows


def row(name: str, figure: str, value: float, asked: str = "") -> Row:
    return {"name": name, "figure": figure, "value": round(value, 1), "asked": asked}


def corpora() -> Iterator[tuple[str, Sequence[Entry], dict[str | int, str]]]:
    """Yield a name, the papers, and the class of those that have one."""
    known: list[tuple[str, Filed]] = [
        ("acl_tracks", acl()),
        ("mt_reading_list", reading_list("mt_reading_list")),
        ("domain_adaptation", reading_list("domain_adaptation")),
        ("seeds", example_corpus()),
    ]
    for name, filed in known:
        yield name, filed.entries, {paper: min(topics) for paper, (topics, _) in filed.gold.items()}
    for survey in lines("taxobench/dev2.jsonl"):
        homes = dict(_homes(survey["taxonomy"], ()))
        papers = [
            Entry(id=i, title=paper["title"], abstract=paper["abstract"] or "")
            for i, paper in enumerate(survey["papers"])
        ]
        gold = {e.id: "/".join(homes[e.title][1:4]) for e in papers if e.title in homes}
        yield f"taxobench {survey['id']}", papers, dict(gold)


def _homes(node: dict[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    path = (*above, node["name"])
    for title in node.get("papers", ()):
        yield title, path
    for child in node.get("subtopics", ()):
        yield from _homes(child, path)


def labelled(entries: Sequence[Entry], classes: int) -> Iterator[tuple[str, str, list[Any]]]:
    """Yield each method, what it was told, and the class it gives each paper."""
    free = induce(entries)
    for wanted, found in (("k = gold", induce(entries, classes)), ("k free", free)):
        yield OURS, wanted, [one.topic if one.placed else None for one in found.assignments]
    for wanted, number in (("k = gold", classes), ("k free", len(leaves(free.taxonomy)))):
        for labels in kmeans(entries, number):
            yield PEER, wanted, labels
    if find_spec("bertopic"):
        for labels in bertopic(entries):
            yield BERT, "k free", labels


def kmeans(entries: Sequence[Entry], number: int) -> Iterator[list[Any]]:
    """Yield the labels of k-means on 50 latent directions, for five seeds; k free borrows ours."""
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    model = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2, max_df=0.5)
    words = model.fit_transform(f"{e.title} {e.abstract}" for e in entries)
    for seed in ROUNDS:
        size = min(50, min(words.shape) - 1)
        points = normalize(TruncatedSVD(size, random_state=seed).fit_transform(words))
        yield KMeans(number, n_init=3, random_state=seed).fit(points).labels_.tolist()


def bertopic(entries: Sequence[Entry]) -> Iterator[list[Any]]:
    """Yield the labels of BERTopic for five seeds; its outliers are one class.

    Its settings are its own but for the embeddings, which are LSA of TF-IDF, as its documentation
    has it where no model may be downloaded.
    """
    from bertopic import BERTopic  # type: ignore[import-not-found,unused-ignore]
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from umap import UMAP  # type: ignore[import-not-found,unused-ignore]

    texts = [f"{e.title}. {e.abstract}" for e in entries]
    for seed in ROUNDS:
        lsa = make_pipeline(
            TfidfVectorizer(stop_words="english"), TruncatedSVD(100, random_state=seed)
        )
        flat = UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed
        )
        yield list(BERTopic(embedding_model=lsa, umap_model=flat).fit_transform(texts)[0])


def scores(
    entries: Sequence[Entry], gold: dict[str | int, str], labels: Sequence[Any]
) -> dict[str, float]:
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    pairs = [
        (gold[e.id], str(label)) for e, label in zip(entries, labels, strict=True) if e.id in gold
    ]
    right, given = zip(*pairs, strict=True)
    return {
        "NMI": 100 * float(normalized_mutual_info_score(right, given)),
        "ARI": 100 * float(adjusted_rand_score(right, given)),
        "B-cubed F1": 100 * b_cubed(pairs),
        "left over, %": 100 * mean(label is None or label == -1 for label in labels),
    }


def b_cubed(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the harmonic mean of B-cubed precision and recall (Bagga and Baldwin 1998)."""
    both, right, given = Counter(pairs), Counter(p[0] for p in pairs), Counter(p[1] for p in pairs)
    precision = mean(both[pair] / given[pair[1]] for pair in pairs)
    recall = mean(both[pair] / right[pair[0]] for pair in pairs)
    return 2 * precision * recall / (precision + recall)


def stability(name: str, entries: Sequence[Entry]) -> list[Row]:
    """Return how many old papers move, and topics change, when 5 % of new ones come."""
    moved, changed, added = [], [], []
    for seed in ROUNDS:
        new = set(random.Random(seed).sample(range(len(entries)), max(1, len(entries) // 21)))
        old = induce([entry for i, entry in enumerate(entries) if i not in new])
        now = induce(entries, previous=old.taxonomy)
        homes = {one.paper: one.topic for one in now.assignments}
        moved.append(100 * mean(homes[one.paper] != one.topic for one in old.assignments))
        changed.append(sum(a != b for a, b in zip(old.taxonomy, now.taxonomy, strict=False)))
        added.append(len(now.taxonomy) - len(old.taxonomy))
    return [
        row(OURS, f"{name}: 5 % more papers: old ones moved, %", mean(moved), "< 5"),
        row(OURS, f"{name}: topics renamed", sum(changed), "0"),
        row(OURS, f"{name}: topics added", mean(added)),
    ]


# ── to be read by a person ───────────────────────────────────────────────────────────────────


def drawn(found: Induced) -> str:
    """Return the headings and how many papers each holds, as a Markdown list."""
    sizes = Counter(one.topic for one in found.assignments if one.placed)

    def draw(topic: Topic, depth: int) -> Iterator[str]:
        count = sum(sizes[below.id] for below in topic.walk())
        yield f"{'  ' * depth}- {topic.title} ({count})"
        for child in topic.topics:
            yield from draw(child, depth + 1)

    return "\n".join(line for root in found.taxonomy for line in draw(root, 0))


def trees() -> dict[str, str]:
    """Return induced trees: a conference, a reading list, mixed machine learning, public health."""
    mixed = [
        Entry(id=i, title=record["title"], abstract=record["abstract"] or "")
        for i, record in enumerate(lines("bibtex_gold/records.jsonl"))
    ]
    exports = sorted(Path("../shared/data/import_files").glob("citesource__*gambling*.ris"))
    named: dict[str, Sequence[Entry]] = {
        "acl_tracks": acl().entries,
        "domain_adaptation": reading_list("domain_adaptation").entries,
        "bibtex_gold": mixed,
        "gambling harms": merge(
            [r for path in exports for r in read_file(path, path.name).records]
        ),
    }
    return {name: drawn(induce(entries)) for name, entries in named.items()}


if __name__ == "__main__":
    for name, tree in trees().items():
        print(f"### {name}\n\n{tree}\n")
