"""From the fields that a file states under its own tags to a record, by a table of rules.

All tagged formats, and their relatives in XML, are read so: cut into `Stated` records, and each
field given a name by the first rule that can take its value. What no rule takes stays in
`Entry.extra` under the tag of the file, so that nothing is lost and nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from review.model import DETAILS, Author, Json, Origin, Record
from review.sources.dates import When, when
from review.sources.fields import arxiv_of, content_id
from review.sources.names import OTHERS
from review.sources.values import arxiv, doi, retraction

Fields = dict[str, list[str]]
"""The values of each tag in the order of the file, the lines of one value parted by newlines."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One record as it stands in the file, from the line on where it begins."""

    line: int
    fields: Fields = field(default_factory=dict)


class Gather(Enum):
    """Which values a rule takes: the first one, all of the first tag that has any, or all."""

    FIRST = 1
    TAG = 2
    ALL = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """The tags, in order of preference, whose values state `name`; `take` refuses with None."""

    name: str
    tags: tuple[str, ...]
    take: Callable[[str], Any]
    gather: Gather = Gather.FIRST


@dataclass(frozen=True, slots=True)
class Plan:
    """How the fields of a format become a record.

    `dates` are the tags of dates in order of preference; `hints` those in which identifiers may
    stand that have no field of their own (links, notes).
    """

    rules: tuple[Rule, ...]
    dates: tuple[str, ...]
    hints: tuple[str, ...] = ()


def record(stated: Stated, plan: Plan, name: str) -> Record:
    """Return the record that the fields state; its id is made from its content."""
    left = dict(stated.fields)
    hints = [value for tag in plan.hints for value in left.get(tag, ())]
    known = _take(left, plan.rules)
    _date(known, left, plan.dates)
    _identify(known, hints)
    _pages(known)
    if retraction(known.get("title", "")):
        known["retracted"] = True
    people: list[Author] = [*known.pop("authors", []), *known.pop("collectives", [])]
    named = tuple(author for author in people if author is not OTHERS)
    serials: list[str] = known.pop("serials", [])
    known |= _joined("issn", [s for s in serials if len(s) == 9])
    known |= _joined("isbn", [s for s in serials if len(s) != 9])
    details = tuple((detail, known.pop(detail)) for detail in DETAILS if detail in known)
    entry = Record(
        **{"id": "", "title": "", **known, "abstract": "\n".join(known.get("abstract", ()))},
        authors=named,
        authors_complete=len(named) == len(people),
        extra=(*details, *_rest(left)),
        origin=Origin(name, stated.line),
    )
    return replace(entry, id=content_id(entry))


def _take(left: Fields, rules: Iterable[Rule]) -> dict[str, Any]:
    """Return what the rules make of the fields, and leave in `left` what they do not take."""
    known: dict[str, Any] = {}
    for rule in rules:
        for tag in rule.tags:
            if left.get(tag):
                left[tag] = _one_tag(known, left[tag], rule)
    return known


def _one_tag(known: dict[str, Any], values: list[str], rule: Rule) -> list[str]:
    """Put what the rule takes of `values` into `known`; return the others.

    A value that says once more what is known is taken, too.
    """
    if len(values) == 1 and rule.gather is not Gather.ALL and rule.name not in known:
        taken = rule.take(values[0])
        if taken is not None:
            known[rule.name] = taken
            return []
        return values
    others: list[str] = []
    found: list[tuple[str, Any]] = []
    for value in values:
        if (taken := rule.take(value)) is None:
            others.append(value)
        else:
            found.append((value, taken))
    if not found:
        return values
    if rule.gather is Gather.FIRST:
        first = known.setdefault(rule.name, found[0][1])
        return others + [value for value, taken in found if taken != first]
    together = [item for _, taken in found for item in taken]
    before = known.get(rule.name)
    if rule.gather is Gather.ALL:
        known[rule.name] = list(dict.fromkeys([*(before or ()), *together]))
    elif before is None:
        known[rule.name] = together
    elif before != together:
        return values
    return others


def _pages(known: dict[str, Any]) -> None:
    """Set `pages` from the first and the last page; without both, from the article's number."""
    start, end, number = (known.pop(name, "") for name in ("start", "end", "number_of_article"))
    stated = f"{start}-{end}" if start and end and "-" not in start and end != start else start
    if pages := known.get("pages") or stated or end or number:
        known["pages"] = pages


def _date(known: dict[str, Any], left: Fields, tags: Sequence[str]) -> None:
    """Set `year` and `published`; what a date field says beyond them stays in `left`."""
    stated = [(tag, value, when(value)) for tag in tags for value in left.get(tag, ())]
    year = next((w.year for _, _, w in stated if w.year is not None), None)
    if year is not None:
        known["year"] = year
    rest = max((w.rest for *_, w in stated if year is not None and w.year in (None, year)),
               key=len, default="")  # fmt: skip
    if rest:
        known["published"] = f"{year}{rest}"
    for tag in tags:
        if tag in left:
            left[tag] = [v for v in left[tag] if not _said(when(v), year, rest)]


def _said(stated: When, year: int | None, rest: str) -> bool:
    """Return whether year and rest say all of a date; a doubtful or other one is not."""
    same = stated.year == year or (stated.year is None and year is not None)
    return stated.whole and same and rest.startswith(stated.rest)


_DOI_HINT = re.compile(
    r"(?:\A|\n|;)\s*(?:doi:?\s*)?(?:https?://(?:[\w-]+\.)*doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/\S+)|"
    r"doi\.org/(10\.\d{4,9}(?:\.\d+)*/\S+)",
    re.IGNORECASE,
)
_PMID_HINT = re.compile(
    r"(?:\A|\n|;)\s*(?:PMID:?\s*|https?://[\w./-]*pubmed[\w./-]*?/)(\d{4,8})(?!\d)", re.IGNORECASE
)
_PMC_HINT = re.compile(r"(?:\A|\n|;)\s*(?:PMCID:?\s*|https?://[\w./-]*/)(PMC\d{4,9})(?!\d)")
_ARXIV_HINT = re.compile(
    r"arxiv\.org/(?:abs|pdf|html)/(\S+)|\A\s*(?:arxiv\s+(?:preprint\s+)?)?arxiv:\s*(\S+)",
    re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\S+)", re.IGNORECASE)
_HINT = 4000  # characters of a hint that are looked through
_LISTS = re.compile(r"\s*(?:references|cited references)\b", re.IGNORECASE)


def _identify(known: dict[str, Any], hints: list[str]) -> None:
    """Find the identifiers that no field states in links and notes, never in lists of others'."""
    hints = [hint[:_HINT] for hint in hints if not _LISTS.match(hint)]
    for name, pattern, make in (
        ("doi", _DOI_HINT, doi),
        ("pmid", _PMID_HINT, str),
        ("pmcid", _PMC_HINT, str),
        ("arxiv", _ARXIV_HINT, arxiv),
    ):
        if not known.get(name):
            found = (pattern.search(hint) for hint in hints)
            made = (make(next(filter(None, hit.groups()))) for hit in found if hit)
            if first := next(filter(None, made), None):
                known[name] = first
    if not known.get("arxiv") and (hit := _ARXIV_DOI.search(known.get("doi", ""))):
        known |= _joined("arxiv", [arxiv_of(hit[1])])


def _joined(name: str, values: list[str]) -> dict[str, str]:
    text = ", ".join(dict.fromkeys(value for value in values if value))
    return {name: text} if text else {}


def _rest(left: Fields) -> list[tuple[str, Json]]:
    rest: list[tuple[str, Json]] = []
    for tag, values in left.items():
        kept: list[Json] = [text for value in values if (text := value.strip())]
        if kept:
            rest.append((tag, kept[0] if len(kept) == 1 else kept))
    return rest


def preferred(fields: Fields, full: str, short: str) -> tuple[str, str]:
    """Return the tags of full and short names in order of preference.

    Where each short name has a full one, the short ones are left out of `fields`.
    """
    full_count, short_count = (
        sum(value.count("\n") + 1 for value in fields.get(tag, ())) for tag in (full, short)
    )
    if full_count < short_count:
        return short, full
    fields.pop(short, None)
    return full, short
