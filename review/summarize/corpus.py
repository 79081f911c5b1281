"""The corpus as sections see it: papers beside their extracts, and one space for all sentences."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from review.model import Entry, Excerpt, Extract, Paper, Quote, Topic
from review.text.vectors import Counts, counts, idf, unit, weigh

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_RARE = 2_000  # documents; beyond, a term that occurs once in all tells nobody anything


@dataclass(frozen=True, slots=True)
class Member:
    """An entry with what its abstract says of itself; `row` is its line in the document matrix.

    `doubtful` says that it is filed where it is with little confidence, `late` that it came after
    the works of the reference corpus, whose words weigh all words.
    """

    key: str
    entry: Entry
    extract: Extract
    row: int
    doubtful: bool = False
    late: bool = False

    @property
    def citation(self) -> Excerpt | None:
        """The sentence that says what the work does, where it can be read alone."""
        return self.extract.citation if self.extract.stands else None

    @property
    def age(self) -> tuple[int, str]:
        """The order of publication: year (unknown ones last), then key."""
        return (self.entry.year or 9999, self.key)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might be quoted; `row` is its line in the matrix of its pool.

    The works `also` say the same.
    """

    member: Member
    excerpt: Excerpt
    row: int
    also: tuple[str, ...] = ()

    @property
    def quote(self) -> Quote:
        """The sentence as the review prints it."""
        return replace(quote(self.member.key, self.excerpt), also=self.also)


@dataclass(frozen=True, slots=True)
class Pool:
    """All sentences of one kind, by the key of their work; `vectors` has one row for each."""

    vectors: "csr_matrix"
    by_key: Mapping[str, tuple[Candidate, ...]]

    def of(self, members: Iterable[Member]) -> list[Candidate]:
        """Return the sentences of these members, in the members' order."""
        return [found for member in members for found in self.by_key.get(member.key, ())]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, topics and sentences as rows of matrices over the same terms (unit length).

    `mentions` counts the terms of the documents, a word of the title twice; `data` are the names
    that several works say are data. Late works have rows like all others, and change no row of
    another work.
    """

    members: Mapping[str, Member]
    mentions: Counts
    documents: "csr_matrix"
    labels: "csr_matrix"
    data: frozenset[str]
    citations: Pool
    findings: Pool
    limitations: Pool
    backgrounds: Pool


_KINDS: tuple[Callable[[Extract], tuple[Excerpt | None, ...]], ...] = (
    lambda extract: (extract.citation if extract.stands else None,),
    lambda extract: (extract.finding,),
    lambda extract: (extract.limitation,),
    lambda extract: extract.background,
)


def quote(key: str, excerpt: Excerpt) -> Quote:
    """Return the excerpt of the work `key` as a quote that can be replayed."""
    return Quote(excerpt.text, key, excerpt.start, excerpt.end, excerpt.edits)


def document(entry: Entry) -> str:
    """Return the text that stands for an entry: its title counts twice."""
    return f"{entry.title}. {entry.title}. {entry.abstract}"


def label(topic: Topic) -> str:
    """Return the text that stands for a topic in the space of documents."""
    return ". ".join([topic.title, topic.title, topic.description, *topic.keywords])


def keyed(papers: Sequence[Paper], extracts: Sequence[Extract]) -> list[Member]:
    """Return the papers beside their extracts (joined by citation key), sorted by key.

    Of a paper a member has what sections are made of.
    """
    said = {str(extract.id): extract for extract in extracts}
    ordered = sorted(papers, key=lambda paper: paper.key)
    return [
        Member(
            paper.key,
            Entry(id=paper.key, title=paper.title, abstract=paper.abstract, year=paper.year),
            said.get(paper.key) or Extract(paper.key),
            row,
            late=paper.late,
        )
        for row, paper in enumerate(ordered)
    ]


def settled(members: Iterable[Member]) -> list[Member]:
    """Return the members of the reference corpus."""
    return [member for member in members if not member.late]


def corpus(members: Sequence[Member], labels: Sequence[str] = ()) -> Corpus:
    """Return the corpus of `members`, with `labels` (texts of topics) in the same space."""
    pools: list[list[tuple[Member, Excerpt]]] = [
        [(member, excerpt) for member in members for excerpt in kind(member.extract) if excerpt]
        for kind in _KINDS
    ]
    documents = [document(member.entry) for member in members]
    groups = [documents, list(labels), *([bare(e) for _, e in pool] for pool in pools)]
    late = [
        [member.late for member in members],
        [False] * len(labels),
        *([member.late for member, _ in pool] for pool in pools),
    ]
    mentions, vectors = embed(groups, late)
    return Corpus(
        {member.key: member for member in members},
        mentions,
        vectors[0],
        vectors[1],
        named_data(settled(members)),
        *(_pool(pool, matrix) for pool, matrix in zip(pools, vectors[2:], strict=True)),
    )


def named_data(members: Iterable[Member]) -> frozenset[str]:
    """Return the names that two works at least say are data sets or benchmarks."""
    works: Counter[str] = Counter()
    for member in members:
        works.update({f.said.text for f in member.extract.facts if f.kind == "data"})
    return frozenset(name for name, count in works.items() if count > 1)


def bare(excerpt: Excerpt) -> str:
    """Return the sentence without its citation mark, which tells nothing of its subject."""
    before, mark, after = excerpt.text.partition("[@")
    return before + after.partition("]")[2] if mark else before


def overlaps(one: Excerpt, other: Excerpt | None) -> bool:
    """Whether two spans of one abstract share a character."""
    return other is not None and one.start < other.end and other.start < one.end


def embed(
    groups: Sequence[Sequence[str]], late: Sequence[Sequence[bool]]
) -> tuple[Counts, list["csr_matrix"]]:
    """Return the term counts of the first group, and one matrix for each group of texts.

    The matrices are TF-IDF weighed by the first group's idf. Texts marked as `late` count for
    neither the terms nor their weights.
    """
    import numpy as np

    texts = [text for group in groups for text in group]
    early = np.flatnonzero(~np.array(late[0], dtype=bool))
    counted = counts(
        texts, 1 if len(early) < _RARE else 2, [one for group in late for one in group]
    )
    first = counted.matrix[: len(groups[0])]
    weighed = weigh(counted.matrix, idf(first[early]))
    matrices, start = [], 0
    for group in groups:
        matrices.append(weighed[start : start + len(group)])
        start += len(group)
    return Counts(first, counted.terms), matrices


def centroid(vectors: "csr_matrix") -> "csr_matrix":
    """Return the mean of the rows as one row of length 1."""
    from scipy.sparse import csr_matrix

    return unit(csr_matrix(vectors.mean(axis=0)))


def theme_of(members: Sequence[Member], known: Corpus, row: int) -> "csr_matrix":
    """Return the direction of a topic: its works' centroid, leaning towards its own words."""
    from scipy.sparse import csr_matrix

    works = centroid(known.documents[[member.row for member in members]])
    return unit(csr_matrix(works + known.labels[row]))


def closeness(vectors: "csr_matrix", target: "csr_matrix") -> list[float]:
    """Return the cosine of every row with the one row of `target`, rounded to 3 decimals."""
    return [round(float(x), 3) for x in (vectors @ target.T).toarray().ravel()]


def belonging(vectors: "csr_matrix", label: "csr_matrix | None" = None) -> list[float]:
    """Return how close each row is to the other rows (mean cosine) and, as much, to `label`."""
    import numpy as np

    total = vectors.sum(axis=0)
    others = (
        np.asarray(vectors @ np.asarray(total).ravel()) - vectors.multiply(vectors).sum(axis=1).A1
    )
    near = others / max(1, vectors.shape[0] - 1)
    if label is not None:
        near = near + (vectors @ label.T).toarray().ravel()
    return [round(float(x), 3) for x in near]


def _pool(pairs: Sequence[tuple[Member, Excerpt]], vectors: "csr_matrix") -> Pool:
    by_key: dict[str, tuple[Candidate, ...]] = {}
    for row, (member, excerpt) in enumerate(pairs):
        by_key[member.key] = (*by_key.get(member.key, ()), Candidate(member, excerpt, row))
    return Pool(vectors, by_key)


def sure(members: Sequence[Member]) -> list[Member]:
    """Return the members filed with confidence; all of them where none is."""
    return [member for member in members if not member.doubtful] or list(members)
