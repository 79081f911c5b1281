"""Evidence: how much the words of each paper speak for each topic.

A topic speaks through its path, description and keywords, through the papers a person filed under
it, and through the papers that its own words find beyond doubt. Topics that say little of
themselves learn more from the papers; topics that are described keep to their description.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from review.classify.embedding import Embedder, likeness
from review.classify.learning import Space, bareness, learn
from review.model import Entry, Topic
from review.text.terms import title_key
from review.text.vectors import counts, idf, unit

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from review.classify import Example

TITLE = 3.0  # a word of the title counts so many times
WORDS_A_TITLE = 20  # of a description; after so many the title counts once more
SMALL = 2_000  # papers; in a larger corpus, a term that occurs once is left out


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words say: `scores` and `shared` are papers by `topics`, the candidates.

    `scores` are comparable within a paper only; `shared` is the cosine of the words in common.
    `space` holds papers and topics by `terms`; `bare` is how little the topics say of themselves.
    `examples` maps the rows of papers a person filed to their titles.
    """

    topics: tuple[Topic, ...]
    scores: Any
    shared: Any
    space: Space
    terms: tuple[str, ...]
    bare: float
    examples: Mapping[int, str]


def weigh_evidence(
    entries: Sequence[Entry],
    taxonomy: Sequence[Topic],
    examples: Sequence["Example"],
    pins: Mapping[str | int, str],
    embedder: Embedder | None = None,
    late: Container[str | int] = (),
) -> Evidence:
    """Return the evidence for each candidate topic, in order of id, in each entry.

    The words of entries with an id among `late` are heard, and weigh no words.
    """
    known, strangers = _teachers(entries, examples, pins)
    topics = _candidates(taxonomy, {*known.values(), *(e.topic for e in strangers)})
    numbers = {topic.id: i for i, topic in enumerate(topics)}
    size = len(entries)
    taught = {row: numbers[topic] for row, topic in known.items()}
    taught |= {size + i: numbers[example.topic] for i, example in enumerate(strangers)}
    paths = {topic.id: path for root in taxonomy for topic, path in _paths(root, ())}
    owns = [_own_text(topic, paths[topic.id]) for topic in topics]
    papers: list[Entry | Example] = [*entries, *strangers]
    came = [entry.id in late for entry in entries] + [False] * len(strangers)
    space, terms = _space(papers, owns, taught, came)
    if embedder is not None:
        texts = [f"{paper.title}\n{paper.abstract}" for paper in papers]
        space = replace(space, meaning=likeness(embedder, texts, owns))
    scores, shared, lead = learn(space)
    lead_space = replace(space, topics=lead)
    bare = bareness(space.topics)
    titles = {row: " ".join(papers[row].title.split()) for row in taught}
    return Evidence(topics, scores[:size], shared[:size], lead_space, terms, bare, titles)


def _space(
    papers: Sequence["Entry | Example"],
    owns: Sequence[str],
    taught: Mapping[int, int],
    late: Sequence[bool],
) -> tuple[Space, tuple[str, ...]]:
    """Return papers and topics (their own texts) as rows of one space, and the terms it is of.

    Papers marked as `late` count for neither the terms nor their weights.
    """
    import numpy as np
    from scipy.sparse import csr_matrix, diags

    size = len(papers)
    texts = [*(paper.title for paper in papers), *(paper.abstract for paper in papers), *owns]
    early = np.flatnonzero(~np.array(late, dtype=bool))
    counted = counts(texts, 1 if len(early) < SMALL else 2, [*late, *late, *[False] * len(owns)])
    table = counted.matrix.astype(np.float32)
    documents = csr_matrix(TITLE * table[:size] + table[size : 2 * size])
    own = table[2 * size :]
    rare = idf(documents[early])
    # a word that many topics share tells them apart as little as one that many papers share
    words = sum(" " not in term for term in counted.terms)
    topics = unit(own @ diags(rare * idf(own)))
    plain, damped = _weighed(documents, np.abs, rare), _weighed(documents, np.sqrt, rare)
    came = frozenset(row for row, is_late in enumerate(late) if is_late)
    return Space(plain, damped, topics, words, taught, late=came), counted.terms


def _weighed(matrix: "csr_matrix", heard: Any, weights: Any) -> "csr_matrix":
    """Return the counts as `heard`, times the weights of their columns, as rows of length 1.

    The places of the counts are shared with `matrix`: half the memory of a copy.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    data = heard(matrix.data) * weights.astype(np.float32)[matrix.indices]
    squares = csr_matrix((data * data, matrix.indices, matrix.indptr), shape=matrix.shape)
    length = np.sqrt(squares @ np.ones(matrix.shape[1], dtype=np.float32))
    data /= np.repeat(np.where(length > 0, length, 1), np.diff(matrix.indptr))
    return csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _teachers(
    entries: Sequence[Entry], examples: Sequence["Example"], pins: Mapping[str | int, str]
) -> tuple[dict[int, str], list["Example"]]:
    """Return row -> topic id of the entries a person filed, and the examples that are no entry."""
    by_id = {entry.id: row for row, entry in enumerate(entries)}
    by_title = (
        {title_key(entry.title): row for row, entry in enumerate(entries)} if examples else {}
    )
    by_title.pop("", None)
    known: dict[int, str] = {}
    strangers = []
    for example in sorted(examples, key=lambda e: (str(e.id), e.title, e.abstract, e.topic)):
        row = by_id.get(example.id) if example.id is not None else None
        row = by_title.get(title_key(example.title)) if row is None else row
        if row is None:
            strangers.append(example)
        else:
            known[row] = example.topic
    known |= {by_id[paper]: topic for paper, topic in pins.items() if paper in by_id}
    return known, strangers


def _candidates(taxonomy: Sequence[Topic], taught: set[str]) -> tuple[Topic, ...]:
    """Return the topics papers may be filed under, in order of id.

    These are the leaves, and the inner topics that say what belongs there: the described ones and
    those with examples. Other inner topics only group.
    """
    return tuple(
        sorted(
            (
                topic
                for root in taxonomy
                for topic in root.walk()
                if not topic.topics or topic.description or topic.keywords or topic.id in taught
            ),
            key=lambda topic: topic.id,
        )
    )


def _paths(topic: Topic, above: tuple[str, ...]) -> Iterator[tuple[Topic, tuple[str, ...]]]:
    """Yield each topic at or below `topic` with the titles on the way to it, its own last."""
    path = (*above, topic.title)
    yield topic, path
    for child in topic.topics:
        yield from _paths(child, path)


def _own_text(topic: Topic, path: tuple[str, ...]) -> str:
    """Return the words of a topic: its path, description and keywords.

    The longer the description, the oftener the title: it must not drown.
    """
    again = (topic.title,) * (len(topic.description.split()) // WORDS_A_TITLE)
    return "\n".join([*path, *again, topic.description, *topic.keywords])
