"""A small made-up corpus: works whose abstracts and citation sentences are put together by hand."""

from collections.abc import Sequence

from review.model import (
    Assignment,
    Author,
    Edit,
    Excerpt,
    Extract,
    Paper,
    Quote,
    Role,
    Sentence,
    Topic,
)
from review.text.edits import excerpt

ROLES: dict[str, Role] = {
    "background": "background",
    "citation": "method",
    "finding": "result",
    "limitation": "limitation",
}


def cited(abstract: str, start: int, end: int, key: str) -> Excerpt:
    """Return the sentence about the work: "We" becomes it, or it stands before the full stop."""
    if abstract.startswith("We ", start):
        return excerpt(abstract, start, end, [Edit("subject", start, start + 2, f"[@{key}]")])
    return excerpt(abstract, start, end, [Edit("cite", end - 1, end - 1, f" [@{key}]")])


def work(key: str, title: str, year: int | None = 2024, **said: str) -> tuple[Paper, Extract]:
    """Return a paper and its extract; `said` names sentences by what they are, in order."""
    abstract = " ".join(said.values())
    made: dict[str, Excerpt] = {}
    sentences, start = [], 0
    for kind, text in said.items():
        end = start + len(text)
        made[kind] = cited(abstract, start, end, key)
        sentences.append(Sentence(text, start, end, ROLES[kind]))
        start = end + 1
    background = made.get("background")
    citation = made.get("citation")
    extract = Extract(
        key,
        tuple(sentences),
        contribution=citation and excerpt(abstract, citation.start, citation.end),
        citation=citation,
        finding=made.get("finding"),
        limitation=made.get("limitation"),
        background=(background,) if background else (),
    )
    family = key[:4].title()
    paper = Paper(
        id=key, key=key, title=title, abstract=abstract, authors=(Author(family),), year=year
    )
    return paper, extract


def several(count: int, topic: str = "parsing", first: int = 0) -> list[tuple[Paper, Extract]]:
    """Return `count` works on one subject, each with a citation sentence and a finding."""
    return [
        work(
            f"{topic[:4]}{2000 + i}n{i}",
            f"Study {i} of {topic} number{i}",
            2000 + i,
            background=f"Research on {topic} is a task of subject{i}.",
            citation=f"We propose tool{i} for {topic} with part{i} and piece{i}.",
            finding=f"It improves {topic} accuracy by {i + 1}% on set{i}.",
        )
        for i in range(first, first + count)
    ]


def file_all(works: Sequence[tuple[Paper, Extract]], topic: str) -> tuple[Assignment, ...]:
    """Return every work filed under `topic`."""
    return tuple(Assignment(paper.key, topic, True, 0.9) for paper, _ in works)


def apart(
    works: Sequence[tuple[Paper, Extract]],
) -> tuple[tuple[Paper, ...], tuple[Extract, ...]]:
    """Return the papers and the extracts of `works`."""
    return tuple(paper for paper, _ in works), tuple(extract for _, extract in works)


def abstracts(works: Sequence[tuple[Paper, Extract]]) -> dict[str, str]:
    """Return the abstract of each key."""
    return {paper.key: paper.abstract for paper, _ in works}


def cited_keys(quotes: Sequence[Quote]) -> list[str]:
    """Return the works of the quotes that are not counted, in order."""
    return [quote.paper for quote in quotes if not quote.counted]


PARSING = Topic("parsing", "Parsing", "Trees of sentences.")
VISION = Topic("vision", "Vision", "Images and video.")
TREE = (Topic("language", "Language", topics=(PARSING,)), VISION)
