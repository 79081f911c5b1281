"""Dumps copied from paper-listing pages: titles and abstracts in turn, amid furniture.

Every line is given a role by the cheapest path through a small automaton (Viterbi): what a line
looks like alone never decides, what stands before and after it does too. So header and footer
may be of any length, abstracts may be wrapped or fall into paragraphs, and blank lines may lack.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from review.model import Batch, Dropped, Origin, Problem, Record, Source
from review.sources import furniture, links
from review.sources.fields import arxiv_of, content_id, doi_of, people, squeeze, year_of
from review.sources.lines import FINAL, Line, raw_lines, too_long, unwrapped

FORMAT = "listing"

# Roles: furniture outside / inside a record, title and its further lines, authors, abstract and
# its further lines. "d" remembers that a title waits for its abstract.
ROLES = "DdTtUAa"
NEVER = 1e9

# What stepping from one role to the next costs beside what the lines look like.
_STEPS: dict[str, dict[str, float]] = {
    "D": {"D": 0, "T": 0, "A": 7, "a": 6},
    "d": {"d": 0, "A": 0, "U": 0.5, "T": 5, "D": 6},
    "T": {"A": 0, "t": 2, "U": 0, "d": 0.5, "T": 5, "D": 5.5},
    "t": {"A": 0, "t": 2.5, "U": 0, "d": 0.5, "T": 5, "D": 5.5},
    "U": {"A": 0, "U": 1.5, "d": 0.5, "T": 5, "D": 5.5},
    "A": {"T": 0, "a": 0, "D": 0, "A": 7},
    "a": {"T": 0, "a": 0, "D": 0, "A": 7},
}
_ENDS: dict[str, float] = {"D": 0, "d": 5, "T": 5, "t": 5, "U": 5, "A": 0, "a": 0}
# What a line of this kind costs as a title once the header is over: an abstract right after it
# makes a title of a word that pages use, too ("New"), but not of a date or a number.
_AS_TITLE = {"a copyright line": 4.0, "a credit": 4.0, "a heading of the page": 6.0}

_BULLET = re.compile(r"(?:#{1,6}|[-*•▪◦])\s+(?=\S)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+)(?<=\S)\1")
_NUMBER = re.compile(r"[\[(]?\d{1,4}[.)\]:]\s+(?=\S)")
_OPEN = re.compile(
    r"(?:[:,–—-]|\b(?:a|an|the|of|for|in|on|with|to|by|from|via|and|or|using|as|at|into|under))$",
    re.I,
)
_FOREIGN = re.compile(
    r"\s*(?:@\w+\s*[{(]|TY {1,2}- |PMID- |%PDF|<\?xml|<!doctype|<html|<xml|\{\s*\"|\[\s*\{)", re.I
)


@dataclass(slots=True)
class _Draft:
    """A record being gathered from its lines."""

    line: int
    title: list[str] = field(default_factory=list)
    abstract: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


def sniff(text: str) -> bool:
    """Return whether `text` holds an abstract: a line of prose, in no other known notation."""
    if _FOREIGN.match(text):
        return False
    lines = raw_lines(text[:50_000])
    return any(line.prose >= 3 or line.label in ("title", "abstract") for line in lines)


def read(text: str, name: str) -> Batch:
    """Return a record for each title, with its abstract; furniture is dropped with its reason.

    A title without an abstract, and an abstract without a title, is a record and a problem.
    """
    lines = unwrapped(raw_lines(text))
    roles = _roles(lines)
    drafts, dropped = _gather(lines, roles, name)
    problems = [] if drafts else [Problem(f"{name}:1", "holds no title and no abstract")]
    records = _unnumbered([_record(draft, name) for draft in drafts])
    for record in records:
        if not record.abstract:
            problems.append(Problem(str(record.origin), "a title without an abstract"))
        elif not record.title:
            problems.append(Problem(str(record.origin), "an abstract without a title"))
    problems += too_long(dropped)
    problems.sort(key=lambda problem: int(problem.where.rsplit(":", 1)[1]))
    source = Source(name, FORMAT, len(records), tuple(dropped), tuple(problems))
    return Batch(tuple(records), (source,))


# ── the cheapest roles ───────────────────────────────────────────────────────────────────────


def _roles(lines: Sequence[Line]) -> list[str]:
    """Return the role of each line (Viterbi over `_STEPS`, `_look` and `_join`)."""
    if not lines:
        return []
    usual = _usual(lines)
    costs = dict.fromkeys(ROLES, NEVER) | {"D": 0.0}
    back: list[dict[str, str]] = []
    before: Line | None = None
    for line in lines:
        look = _look(line, usual)
        reached: dict[str, float] = {}
        origin: dict[str, str] = {}
        for role in ROLES:
            join = _join(before, line, role, usual)
            best, source = min(
                (costs[last] + steps[role], last) for last, steps in _STEPS.items() if role in steps
            )
            reached[role] = best + look[role] + join
            origin[role] = source
        costs, before = reached, line
        back.append(origin)
    role = min(ROLES, key=lambda role: (costs[role] + _ENDS[role], role))
    path = []
    for origin in reversed(back):
        path.append(role)
        role = origin[role]
    return path[::-1]


@dataclass(frozen=True, slots=True)
class _Usual:
    """The habits of one file: how long the paragraphs of one abstract are together at most, and
    whether lines that list people are common, and the number of the first line of prose."""

    together: float
    names: bool
    first: int


def _usual(lines: Sequence[Line]) -> _Usual:
    """Return the habits of the file.

    Where paragraphs of prose often follow each other, abstracts have several; where they seldom
    do, a title is missing between them, unless both together are no longer than one usually is.
    """
    prose = [line for line in lines if line.prose >= 3]
    lengths = sorted(len(line.text) for line in prose)
    long = lengths[len(lengths) * 3 // 4] if lengths else 0
    pairs = sum(a.prose >= 3 and b.prose >= 3 for a, b in pairwise(lines))
    names = sum(line.names > 0 for line in lines)
    together = (2.2 if pairs > 0.15 * len(prose) else 1.2) * long
    return _Usual(together, names > 0.3 * len(prose), prose[0].number if prose else 0)


def _look(line: Line, usual: _Usual) -> dict[str, float]:
    """Return what each role costs for the line alone."""
    if line.label:
        role = {"title": "T", "abstract": "A"}.get(line.label, "") if line.text else ""
        return dict.fromkeys(ROLES, 1e6) | dict.fromkeys(role or "Dd", 0.0)
    if line.kind:
        title = _AS_TITLE.get(line.kind, 9.0) if line.number > usual.first else 9.0
        return {"D": 0, "d": 0, "T": title, "t": title, "U": 9, "A": 12, "a": 6}
    fluff = 0.5 + 0.1 * line.words if furniture.PROMOTION.search(line.text[:300]) else 0.0
    outside = fluff or 3.6 + 0.5 * line.words
    prose = max(0.0, line.prose)
    title = 2 * max(0.0, -line.prose)
    names = line.names
    if 0 < names < 1:
        names = max(names, 0.9) if usual.names else 0.5 * names
    return {
        "D": outside,
        "d": outside + 1,
        "T": prose + 4 * (line.names >= furniture.PAIR),
        "t": prose,
        "U": 8 - 7 * names,
        "A": title + (6 if fluff and len(line.text) < 300 else 0) + 3 * (line.names >= 1),
        "a": 0.25 * title,
    }


def _join(before: Line | None, line: Line, role: str, usual: _Usual) -> float:
    """Return what `role` costs beside the line before: only neighbours continue each other."""
    if role not in "ta":
        return 0.0
    if before is None:
        return NEVER
    if role == "t":
        if line.gap:
            return NEVER
        return -2.0 if _OPEN.search(before.text) else 0.0
    open_ended = not FINAL.search(before.text)
    if not line.gap:
        return 0.0 if open_ended or line.prose > 0 else 1.5
    if open_ended and line.text[:1].islower():
        return 0.5
    together = len(before.text) + len(line.text)
    return 3.0 if together <= usual.together else 8.0


# ── roles to records ─────────────────────────────────────────────────────────────────────────


def _gather(
    lines: Sequence[Line], roles: Sequence[str], name: str
) -> tuple[list[_Draft], list[Dropped]]:
    """Return the records' lines and the dropped ones; every line goes somewhere."""
    drafts: list[_Draft] = []
    dropped: list[Dropped] = []
    for line, role in zip(lines, roles, strict=True):
        open_ = drafts[-1] if drafts else None
        if role == "T" or (role == "A" and (open_ is None or open_.abstract)):
            drafts.append(_Draft(line.number))
        if role in "Tt":
            drafts[-1].title.append(line.text)
        elif role in "Aa" and drafts:
            gap = "\n\n" if line.gap else " "
            drafts[-1].abstract += [gap, line.text] if drafts[-1].abstract else [line.text]
        elif role == "U" and open_:
            open_.fields["authors"] = (
                f"{open_.fields.get('authors', '')} {furniture.byline(line.text)}".strip()
            )
        elif line.label and line.text and open_ and line.label not in open_.fields:
            open_.fields[line.label] = line.text
        else:
            reason = line.kind or (f"the label {line.label!r}" if line.label else _why(line))
            dropped.append(Dropped(Origin(name, line.number), line.text or line.label, reason))
    return drafts, dropped


def _why(line: Line) -> str:
    if furniture.PROMOTION.search(line.text[:300]):
        return "speaks to the reader of the page"
    return "stands outside any title and abstract"


def _record(draft: _Draft, name: str) -> Record:
    stated = draft.fields
    authors, complete = people(re.sub(r"[*_†‡§]", "", stated.get("authors", "")))
    year = next(
        (y for word in re.findall(r"\d{4}", stated.get("year", "")) if (y := year_of(word))), None
    )
    record = Record(
        id="",
        title=squeeze(" ".join(draft.title)),
        abstract="".join(draft.abstract),
        authors=authors,
        authors_complete=complete,
        year=year,
        venue=stated.get("venue", ""),
        doi=doi_of(stated.get("doi", "")),
        arxiv=arxiv_of(stated.get("arxiv", "")),
        url=stated.get("url", ""),
        origin=Origin(name, draft.line),
    )
    return replace(record, id=content_id(record))


def _unnumbered(records: list[Record]) -> list[Record]:
    """Return the records without the bullets or numbers that most titles of a list begin with."""
    for mark in (_BULLET, _NUMBER):
        marked = sum(bool(mark.match(record.title)) for record in records)
        if marked > 1 and 2 * marked > len(records):
            records = [_retitled(record, mark.sub("", record.title, count=1)) for record in records]
    return [_unmarked(record) for record in records]


def _unmarked(record: Record) -> Record:
    """Return the record with its title out of bold type and out of a link, which it keeps."""
    title = record.title
    if bold := _BOLD.fullmatch(title):
        title = bold[2]
    if "](" in title:
        url, arxiv, doi = links.leads(title)
        record = replace(
            record, url=record.url or url, arxiv=record.arxiv or arxiv, doi=record.doi or doi
        )
        title = links.plain(title)
    return record if title == record.title else _retitled(record, title)


def _retitled(record: Record, title: str) -> Record:
    record = replace(record, title=title)
    return replace(record, id=content_id(record))
