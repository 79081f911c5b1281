"""What other programs are told of a work: its facts in plain Unicode, and what was decided of it.

Every exchange format is written from the same `Item`. What a format has no field for travels in
its note, which reference managers keep: a sentence, and a line in brackets that `review read`
takes apart again, so that keys and topics survive the way through another program.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from review.cache import each
from review.model import UNPLACED, Assignment, Author, Excerpt, Json, Paper, Survey, Topic
from review.render.bibtex import address, published
from review.render.citations import Citations, is_narrative, marks
from review.render.once import last, once
from review.render.venue import is_repository
from review.text.markup import clean

TYPES = {
    "article": "article", "inproceedings": "inproceedings", "incollection": "incollection",
    "book": "book", "proceedings": "proceedings", "phdthesis": "thesis",
    "mastersthesis": "thesis", "techreport": "report",
}  # fmt: skip
"""The `type` of a work whose entry in references.bib is of such a kind."""

FACTS = (
    "volume", "number", "pages", "series", "edition", "publisher", "institution", "address",
    "isbn", "issn", "pmid", "pmcid", "openalex", "s2", "primary_class", "language",
)  # fmt: skip
SPARE = ("arxiv", "pmid", "pmcid", "openalex", "s2", "primary_class")
"""Facts that reference managers have no field for."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f%;<>&{}\[\]\\$"|^~\u2028\u2029]')
_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_GAP = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Decision:
    """What the survey decided of a work: its key and topic, who placed it, what it is cited with.

    `topic` is empty where nobody asked, `path` names it and all it lies in, outermost first.
    `contribution` is a sentence, made of the `span` of the abstract.
    """

    key: str
    work: str
    topic: str = ""
    path: tuple[str, ...] = ()
    by: str = ""
    confidence: str = ""
    contribution: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A work as exchange formats state it; `type` and the names of `facts` are of `DETAILS`.

    `date` is "2024", "2024-05", "2024-05-01" or empty, `abstract` empty where it is not exported.
    """

    paper: Paper
    type: str
    title: str
    container: str
    date: str
    url: str
    facts: Mapping[str, str]
    authors: tuple[Author, ...]
    editors: tuple[Author, ...]
    keywords: tuple[str, ...]
    note: str
    abstract: str
    decision: Decision


Decided = tuple[Paper, Decision, bool]
"""A work, what was decided of it, and whether its abstract is exported."""


def items(survey: Survey) -> tuple[Item, ...]:
    """Return the works of the survey, sorted by key."""
    return tuple(map(_item, _works(survey)))


def written(kind: str, survey: Survey, write: Callable[[Item], str]) -> tuple[str, ...]:
    """Return what a format, `kind`, writes of each work of the survey, sorted by key.

    An earlier build knows it of those that are as they were.
    """
    return each(kind, _works(survey), lambda lost: map(write, map(_item, lost)))


@last
def _works(survey: Survey) -> tuple[Decided, ...]:
    paths = dict(_paths(survey.taxonomy, ()))
    filed = {str(one.paper): one for one in survey.assignments}
    said = {str(one.id): one.citation for one in survey.extracts}
    citations = Citations.of(survey)
    whole = survey.abstracts == "full"
    return tuple(
        (
            paper,
            _decision(paper, filed.get(paper.key), paths, said.get(paper.key), citations),
            whole,
        )
        for paper in sorted(survey.papers, key=lambda paper: paper.key)
    )


def facts_alone(paper: Paper) -> Item:
    """Return the item without its abstract and what was decided of it, to be copied by hand."""
    return _item((paper, Decision("", ""), False))


def _paths(
    topics: Sequence[Topic], above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for topic in topics:
        path = (*above, one_line(topic.title))
        yield topic.id, path
        yield from _paths(topic.topics, path)


@once
def _item(work: Decided) -> Item:
    paper, decision, told = work
    made = published(paper)
    said = {name: one_line(value) for name, value in made.fields} if made else {}
    venue = one_line(clean(paper.venue))
    type_ = TYPES.get(made.kind, "misc") if made else _type(paper, venue)
    facts = {name: value for name in FACTS if (value := one_line(paper.detail(name)))}
    facts |= {name: said[name] for name in FACTS if said.get(name)}
    if made and (number := said.get("issue", "")):
        facts["number"] = number
    if "pages" in facts:
        facts["pages"] = re.sub(r"-{2,}", "-", facts["pages"])
    year = said.get("year") or str(paper.year or "")
    day = paper.detail("published")
    keywords, editors = (_listed(paper, name) for name in ("keywords", "editors"))
    return Item(
        paper=paper,
        type=type_,
        title=one_line(clean(paper.title)),
        container=said.get("journal") or said.get("booktitle") or venue,
        date=day if re.fullmatch(r"\d{4}(-\d\d){1,2}", day) and day[:4] == year else year,
        url=address(paper.url),
        facts=facts,
        authors=tuple(_named(author) for author in paper.authors),
        editors=tuple(_person(one) for one in editors if isinstance(one, dict)),
        keywords=tuple(one_line(one) for one in keywords if isinstance(one, str)),
        note=one_line(paper.detail("note")),
        abstract=paper.abstract if told else "",
        decision=decision,
    )


def _type(paper: Paper, venue: str) -> str:
    """Return the type of a work of which no place of publication is certain."""
    stated = paper.detail("type")
    if stated and stated != "misc":
        return stated
    return "preprint" if paper.arxiv or is_repository(venue) else "misc"


def _listed(paper: Paper, name: str) -> Sequence[Json]:
    found = dict(paper.extra).get(name)
    return found if isinstance(found, list) else []


def _person(one: Mapping[str, Json]) -> Author:
    return _named(Author(str(one.get("family") or ""), str(one.get("given") or "")))


def _named(author: Author) -> Author:
    family, given = one_line(clean(author.family)), one_line(clean(author.given))
    return Author(family, given) if family else Author(given)


def one_line(text: str) -> str:
    """Return `text` on one line, without control characters or lone surrogates."""
    if text.isprintable() and "  " not in text:  # a space is the only gap that can be printed
        return text.strip()
    text = _GAP.sub(" ", text).strip()
    if text.isprintable():
        return text
    kept = (
        char for char in text if char >= " " and char != "\x7f" and not "\ud800" <= char <= "\udfff"
    )
    return _GAP.sub(" ", "".join(kept)).strip()


# ── what was decided ─────────────────────────────────────────────────────────────────────────


def _decision(
    paper: Paper,
    filed: Assignment | None,
    paths: Mapping[str, tuple[str, ...]],
    said: Excerpt | None,
    citations: Citations,
) -> Decision:
    placed = filed is not None and filed.placed
    return Decision(
        key=paper.key,
        work=str(paper.id),
        topic="" if filed is None else filed.topic if placed else UNPLACED,
        path=paths.get(filed.topic, ()) if filed and placed else (),
        by=filed.by if filed else "",
        confidence=f"{filed.confidence:.1f}" if filed and filed.by == "model" else "",
        contribution=one_line(sentence(said, citations)) if said else "",
        span=f"{said.start}-{said.end}" if said else "",
    )


def sentence(said: Excerpt, citations: Citations) -> str:
    """Return a citation sentence in plain text: "Gu et al. (2023) introduce BOOT, …"."""
    parts, position = [], 0
    for found in marks(said):
        key, own = found["key"], found["own"] or ""
        name = (
            citations.narrative(key, own, said.text)
            if is_narrative(said)
            else f"({citations.parenthetical(key)})"
        )
        parts += [said.text[position : found.start()], name]
        position = found.end()
    return clean("".join((*parts, said.text[position:])))


def topic_tag(item: Item) -> str:
    """Return the keyword that files a work in a reference manager, or nothing."""
    return f"topic: {item.decision.path[-1]}" if item.decision.path else ""


def told(item: Item) -> str:
    """Return the note that holds the contribution, with its span, and `decided`, on one line."""
    decision = item.decision
    said = (
        f"Contribution: {decision.contribution} (characters {decision.span} of the abstract)"
        if decision.contribution
        else ""
    )
    return " ".join(filter(None, (said, decided(item))))


def decided(item: Item) -> str:
    """Return "[living-review: key=…; topic=…]": what was decided, and what has no field elsewhere.

    Values are percent-encoded where a format or a program might change them. Of a work of which
    nothing is told it is empty.
    """
    return f"[living-review: {'; '.join(_pairs(item))}]" if item.decision.key else ""


def _pairs(item: Item) -> Iterator[str]:
    decision = item.decision
    stated = {
        "key": decision.key,
        "work": decision.work,
        "topic": decision.topic,
        "path": "",
        "by": decision.by,
        "confidence": decision.confidence,
        "type": item.type if item.type in ("preprint", "proceedings") else "",
        **{name: item.facts.get(name, "") for name in SPARE},
        "arxiv": item.paper.arxiv,
        "retracted": "yes" if ("retracted", True) in item.paper.extra else "",
    }
    for name, value in stated.items():
        if name == "path" and decision.path:
            yield "path=" + " / ".join(_safe(part).replace("/", "%2F") for part in decision.path)
        elif value:
            yield f"{name}={_safe(value)}"


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), text)
