"""Dumps copied from paper-listing pages: titles and abstracts in turn, amid furniture.

Every line is given a role by the cheapest path through a small automaton (Viterbi): what a line
looks like alone never decides, what stands before and after it does too. So header and footer
may be of any length, abstracts may be wrapped or fall into paragraphs, and blank lines may lack.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from review.model import Batch, Dropped, Origin, Problem, Record, Source
from review.sources import furniture
from review.sources.fields import arxiv_of, content_id, doi_of, people, squeeze, year_of

FORMAT = "listing"

# Roles: furniture outside / inside a record, title and its further lines, authors, abstract and
# its further lines. "d" remembers that a title waits for its abstract.
ROLES = "DdTtUAa"
NEVER = 1e9

# What stepping from one role to the next costs beside what the lines look like.
_STEPS = {
    "D": {"D": 0, "T": 0, "A": 7, "a": 6},
    "d": {"d": 0, "A": 0, "U": 0.5, "T": 5, "D": 6},
    "T": {"A": 0, "t": 2, "U": 0, "d": 0.5, "T": 5, "D": 5.5},
    "t": {"A": 0, "t": 2.5, "U": 0, "d": 0.5, "T": 5, "D": 5.5},
    "U": {"A": 0, "U": 1.5, "d": 0.5, "T": 5, "D": 5.5},
    "A": {"T": 0, "a": 0, "D": 0, "A": 7},
    "a": {"T": 0, "a": 0, "D": 0, "A": 7},
}
_ENDS = {"D": 0, "d": 5, "T": 5, "t": 5, "U": 5, "A": 0, "a": 0}
_FIRM = {"a date", "a number", "a page number", "a count", "a rule", "a link"}

_BULLET = re.compile(r"(?:#{1,6}|[-*•▪◦])\s+(?=\S)")
_NUMBER = re.compile(r"[\[(]?\d{1,4}[.)\]:]\s+(?=\S)")
_BOTH = re.compile(r"\s+(?=(?:abstract|summary)\s*:\s)", re.IGNORECASE)
_BREAK = re.compile(r"[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z0-9]")
_FINAL = re.compile(r"[.!?。！？][\"'”’)\]}$*\d]*$")
_VERB = re.compile(
    r"\b(?:we|our|this (?:paper|work|study|article)|is|are|was|were|has|have|show|shows|can|"
    r"propose[sd]?|introduce[sd]?|present[s]?|which|however|it)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\s*(?:@\w+\s*[{(]|TY {1,2}- |PMID- |%PDF|<\?xml|<!doctype|<html|<xml)", re.I
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with text: its number, whether a blank line precedes it, and how it looks."""

    number: int
    text: str
    gap: bool
    label: str = ""
    kind: str = ""
    prose: float = 0.0
    words: int = 0
    names: float = 0.0


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
    return any(line.prose >= 3 for line in _lines(text[:50_000]))


def read(text: str, name: str) -> Batch:
    """Return a record for each title, with its abstract; furniture is dropped with its reason.

    A title without an abstract, and an abstract without a title, is a record and a problem.
    """
    lines = _lines(text)
    roles = _roles(lines)
    drafts, dropped, problems = _gather(lines, roles, name)
    records = _unnumbered([_record(draft, name) for draft in drafts])
    for record in records:
        if not record.abstract:
            problems.append(Problem(str(record.origin), "a title without an abstract"))
        elif not record.title:
            problems.append(Problem(str(record.origin), "an abstract without a title"))
    problems.sort(key=lambda problem: int(problem.where.rsplit(":", 1)[1]))
    source = Source(name, FORMAT, len(records), tuple(dropped), tuple(problems))
    return Batch(tuple(records), (source,))


# ── what a line looks like ───────────────────────────────────────────────────────────────────


def _lines(text: str) -> list[_Line]:
    """Return the lines with text; a line with a title and an abstract label counts as two."""
    result: list[_Line] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip()
        if not stripped:
            gap = True
            continue
        parts = [stripped]
        if furniture.label(stripped)[0] == "title":
            parts = _BOTH.split(stripped, maxsplit=1)
        for part in parts:
            result.append(_line(number, part, gap))
            gap = False
    return result


def _line(number: int, text: str, gap: bool) -> _Line:
    label, value = furniture.label(text) if len(text) < 50_000 else ("", text)
    if label:
        return _Line(number, value, gap, label)
    kind = furniture.kind(text) if len(text) <= 120 else ""
    words = text.split()
    people = furniture.names(text) if not kind else 0.0
    return _Line(number, text, gap, "", kind, _prose(text, words), len(words), people)


def _prose(text: str, words: list[str]) -> float:
    """Return how much the line looks like an abstract: positive prose, negative a title."""
    score = 0.0
    count = len(words)
    ended = bool(_FINAL.search(text))
    if ended and text[-1] not in "?!":
        score += 3 if count >= 6 else 1.5
    elif not ended:
        score -= 2
    score += 2 * min(3, len(_BREAK.findall(text[:3_000])))
    score += (
        4 if count > 60 else 1.5 if count > 30 else -2 if count <= 8 else -1 if count <= 16 else 0
    )
    long = [word for word in words[1:40] if len(word) >= 4 and word[0].isalpha()]
    if long:
        capitals = sum(word[0].isupper() for word in long) / len(long)
        score += -2 if capitals >= 0.6 else 1 if capitals <= 0.25 else 0
    if _VERB.search(text[:1_000]):
        score += 1.5
    return score


# ── the cheapest roles ───────────────────────────────────────────────────────────────────────


def _roles(lines: Sequence[_Line]) -> list[str]:
    """Return the role of each line (Viterbi over `_STEPS`, `_look` and `_join`)."""
    if not lines:
        return []
    usual = _usual_length(lines)
    costs = dict.fromkeys(ROLES, NEVER) | {"D": 0.0}
    back: list[dict[str, str]] = []
    before: _Line | None = None
    for line in lines:
        look = _look(line)
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


def _usual_length(lines: Sequence[_Line]) -> int:
    """Return the median length of the lines of prose, in characters."""
    lengths = sorted(len(line.text) for line in lines if line.prose >= 3)
    return lengths[len(lengths) // 2] if lengths else 0


def _look(line: _Line) -> dict[str, float]:
    """Return what each role costs for the line alone."""
    if line.label:
        role = {"title": "T", "abstract": "A"}.get(line.label, "") if line.text else ""
        return dict.fromkeys(ROLES, 1e6) | dict.fromkeys(role or "Dd", 0.0)
    if line.kind:
        title = 9.0 if line.kind in _FIRM else 4.0
        return {"D": 0, "d": 0, "T": title, "t": title, "U": 9, "A": 12, "a": 6}
    fluff = 0.5 + 0.1 * line.words if furniture.PROMOTION.search(line.text[:300]) else 0.0
    outside = fluff or 3.6 + 0.5 * line.words
    prose = max(0.0, line.prose)
    title = max(0.0, -line.prose)
    return {
        "D": outside,
        "d": outside + 1,
        "T": prose + 3 * (line.names >= 1),
        "t": prose,
        "U": 8 - 7 * line.names,
        "A": title,
        "a": 0.5 * title,
    }


def _join(before: _Line | None, line: _Line, role: str, usual: int) -> float:
    """Return what `role` costs beside the line before: only neighbours continue each other."""
    if role not in "ta":
        return 0.0
    if before is None:
        return NEVER
    if role == "t":
        return NEVER if line.gap else 0.0
    open_ended = not _FINAL.search(before.text)
    if not line.gap:
        return 0.0 if open_ended or line.prose > 0 else 1.5
    if open_ended and line.text[0].islower():
        return 0.5
    together = len(before.text) + len(line.text)
    return 3.0 if together <= 1.5 * usual or len(line.text) < 0.4 * usual else 8.0


# ── roles to records ─────────────────────────────────────────────────────────────────────────


def _gather(
    lines: Sequence[_Line], roles: Sequence[str], name: str
) -> tuple[list[_Draft], list[Dropped], list[Problem]]:
    """Return the records' lines, the dropped ones and problems; every line goes somewhere."""
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
            open_.fields["authors"] = f"{open_.fields.get('authors', '')} {line.text}".strip()
        elif line.label and line.text and open_ and line.label not in open_.fields:
            open_.fields[line.label] = line.text
        else:
            reason = line.kind or (f"the label {line.label!r}" if line.label else _why(line))
            dropped.append(Dropped(Origin(name, line.number), line.text or line.label, reason))
    return drafts, dropped, []


def _why(line: _Line) -> str:
    if furniture.PROMOTION.search(line.text[:300]):
        return "speaks to the reader of the page"
    return "stands outside any title and abstract"


def _record(draft: _Draft, name: str) -> Record:
    stated = draft.fields
    authors, complete = people(re.sub(r"[*†‡§]", "", stated.get("authors", "")))
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
    return records


def _retitled(record: Record, title: str) -> Record:
    record = replace(record, title=title)
    return replace(record, id=content_id(record))
