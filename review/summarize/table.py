"""The comparison table: one line for each work that has something to compare."""

import re
from collections.abc import Iterable

from review.model import Edit, Excerpt, Row
from review.summarize.corpus import Member
from review.text.edits import excerpt

_VERB = re.compile(
    r"\b(?:propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|present(?:s|ed|ing)?|"
    r"develop(?:s|ed|ing)?|design(?:s|ed)?|build(?:s)?|create[sd]?|release[sd]?|describe[sd]?|"
    r"construct(?:s|ed)?|offer(?:s)?|provide[sd]?|study|studies|investigate[sd]?|explore[sd]?|"
    r"examine[sd]?|analy[sz]e[sd]?|evaluate[sd]?|compare[sd]?|demonstrate[sd]?)\s+(?!that\b)"
)
_NAMED = re.compile(r"[^\s,:]*[A-Z][^,:]{0,80}?[,:]\s+(?=(?:an?|the)\s)")
_END = re.compile(
    r",?\s(?:which|that|so that|in order to)\s|,\s(?:where|wherein|whereby|thereby)\s"
    r"|,\s(?=\w+ing\b)|;\s|:\s"
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|i|my|this|these|such)\b", re.I)
_STRONG = re.compile(r"propos(?:e|es|ed)\b|introduc(?:e|es|ed)\b|present|develop(?:s|ed)?\b|releas")
_ENOUGH = 6  # words of a cell before it may be cut
_LONGEST = 26  # words in a cell
_TRAIL = " \t\n.,;:"


def table(members: Iterable[Member]) -> tuple[Row, ...]:
    """Return one row for each work with a name, a headline or code, in the given order."""
    return tuple(row(member) for member in members if _comparable(member))


def _comparable(member: Member) -> bool:
    extract = member.extract
    return bool(extract.name or extract.headline or extract.code)


def row(member: Member) -> Row:
    """Return the line of one work; every cell is a span of its abstract, or empty."""
    extract = member.extract
    return Row(member.key, extract.name or "", does(member), extract.headline, extract.code)


def does(member: Member) -> Excerpt | None:
    """Return the shortest span that says what the work does: the object of its main verb."""
    said = member.extract.contribution
    if said is None:
        return None
    abstract = member.entry.abstract
    verb = _main_verb(abstract, said)
    if verb is None:
        return None
    start, end = verb.end(), said.end
    named = _NAMED.match(abstract, start, end)
    start = named.end() if named else start
    end = _cell_end(abstract, start, end)
    text = abstract[start:end]
    if _FIRST_PERSON.search(text) or not 4 <= len(text.split()) <= _LONGEST or _open(text):
        return None
    return excerpt(abstract, start, end, _within(said.edits, start, end))


def _main_verb(abstract: str, said: Excerpt) -> re.Match[str] | None:
    """Return the verb that tells most of what the work does: "propose" before "using"."""
    found = list(_VERB.finditer(abstract, said.start, said.end))
    strong = [verb for verb in found if _STRONG.match(verb[0])]
    return next(iter(strong or found), None)


def _cell_end(abstract: str, start: int, end: int) -> int:
    """Return where the cell ends: at the first clause that is not needed, once enough is said."""
    cuts = [m.start() for m in _END.finditer(abstract, start, end)]
    cuts = [c for c in cuts if len(abstract[start:c].split()) >= _ENOUGH] + [end]
    return start + len(abstract[start : cuts[0]].rstrip(_TRAIL))


def _open(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in ("()", "[]", "{}", "“”"))


def _within(edits: Iterable[Edit], start: int, end: int) -> tuple[Edit, ...]:
    """Return the repairs of markup that lie in the span."""
    return tuple(e for e in edits if e.op == "markup" and start <= e.start and e.end <= end)
