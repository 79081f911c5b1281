"""The comparison table: one line for each work that has something to compare."""

import re
from collections.abc import Collection, Iterable

from review.model import Edit, Excerpt, Fact, Row
from review.summarize.corpus import Member
from review.text.edits import excerpt
from review.text.phrases import GENERIC
from review.text.terms import STOP_WORDS

_VERB = re.compile(
    r"\b(?:propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|present(?:s|ed|ing)?|"
    r"develop(?:s|ed|ing)?|design(?:s|ed)?|build(?:s)?|create[sd]?|release[sd]?|describe[sd]?|"
    r"construct(?:s|ed)?|offer(?:s)?|provide[sd]?|study|studies|investigate[sd]?|explore[sd]?|"
    r"examine[sd]?|analy[sz]e[sd]?|evaluate[sd]?|compare[sd]?|demonstrate[sd]?)\s+(?!that\b)"
)
_OF_ANOTHER = re.compile(r"\b(?:which|that|our|the|my|their|its|newly)\s$")  # no verb of the work
_NAMED = re.compile(r"[^\s,:]*[A-Z][^,:]{0,80}?[,:]\s+(?=(?:an?|the)\s)")
_RELATIVE = r"(?:,?\s(?:on|in|from|for|by|with|of|through|to|at|under))?\s(?:which|whose|whom)\s"
_END = re.compile(
    rf",?{_RELATIVE}|,?\s(?:that|so that|in order to)\s|,\s(?:where|wherein|whereby|thereby)\s"
    r"|,\s(?=\w+ing\b)|;\s|:\s"
)
_AND_VERB = re.compile(
    r"\sand\s(?=(?:propose|introduce|present|develop|discuss|show|demonstrate|study|release|use)s?\s)"
)
_LOOSE = re.compile(r"\s(?:and|or)\s\w+$")  # a second thing that the clause is about
_HANGING = re.compile(
    r"(?:[\s.,;:–—-]|\s(?:and|or|as|at|by|for|from|in|into|of|on|over|than|the|to|with|an?))+$"
)
_NOT_A_START = re.compile(
    r"(?:and|or|of|but|which|that|is|are|aims?|framework|method|model)(?![\w-])"
)
_MARKUP = re.compile(r"[\\{}$^]|\bet al\b")
_WORD = re.compile(r"[^\W\d_][\w-]+")
_ASIDE = re.compile(r"\([^)]*\)")
_NAMING = frozenset("called coined dubbed namely named referred short termed".split())
_FIGURE = re.compile(r"(?<![\w@.-])[+±≈~]?\d")
_NO_RESULT = re.compile(r"(?:requir|need)\w*\s")
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|i|my|this|these|such)\b", re.I)
_STRONG = re.compile(r"propos(?:e|es|ed)\b|introduc(?:e|es|ed)\b|present|develop(?:s|ed)?\b|releas")
_ENOUGH = 6  # words of a cell before it may be cut
_LONGEST = 26  # words in a cell
_LETTERS = 1_000  # of a sentence worth a cell
_FEWEST = 2  # rows worth a table
_NAMES = 4  # data sets in a cell
_LINKS = 2  # addresses in a cell


def table(members: Iterable[Member], known: Collection[str] = ()) -> tuple[Row, ...]:
    """Return one row for each work with two cells at least, in the given order.

    One cell alone, or one row, is no comparison. `known` are the names of `named_data`.
    """
    rows = [row(member, known) for member in members]
    kept = tuple(r for r in rows if sum(map(bool, _cells(r))) > 1)
    return kept if len(kept) >= _FEWEST else ()


def _cells(row: Row) -> tuple[object, ...]:
    return row.name, row.does, row.headline, row.data, row.links


def row(member: Member, known: Collection[str] = ()) -> Row:
    """Return the line of one work; every cell is made of spans of its abstract, or empty."""
    name = member.extract.name or ""
    return Row(member.key, name, does(member), headline(member), data(member, known), links(member))


def data(member: Member, known: Collection[str]) -> tuple[Excerpt, ...]:
    """Return the names of the data that the work speaks of, each once, a few at most.

    What the abstract does not call data must be one of `known`.
    """
    named: dict[str, Excerpt] = {}
    for fact in member.extract.facts:
        text = fact.said.text
        if fact.kind == "data" or (fact.kind == "data?" and text in known):
            named.setdefault(_ASIDE.sub("", text).strip().casefold(), fact.said)
    return tuple(named.values())[:_NAMES]


def links(member: Member) -> tuple[Fact, ...]:
    """Return what the work gives away: an address for each thing, code first, a few at most."""
    found: dict[str, Fact] = {}
    for fact in member.extract.facts:
        if fact.kind == "link":
            found.setdefault(fact.label, fact)
    return tuple(sorted(found.values(), key=lambda f: (not f.label.startswith("code"),)))[:_LINKS]


def headline(member: Member) -> Excerpt | None:
    """Return the headline without what hangs at its end, else the size of what was built.

    A headline without a figure is none.
    """
    said = member.extract.headline
    if said is None:
        return next((fact.said for fact in member.extract.facts if fact.kind == "scale"), None)
    if not _FIGURE.search(said.text) or _NO_RESULT.match(said.text):
        return None
    abstract = member.entry.abstract
    end = said.start + len(_HANGING.sub("", abstract[said.start : said.end]))
    if any(edit.end > end for edit in said.edits):
        return said
    return excerpt(abstract, said.start, end, said.edits)


def does(member: Member) -> Excerpt | None:
    """Return the shortest span that says what the work does: the object of its main verb."""
    said = member.extract.contribution
    if said is None or said.end - said.start > _LETTERS:
        return None
    abstract = member.entry.abstract
    verb = _main_verb(abstract, said)
    if verb is None:
        return None
    start, end = verb.end(), said.end
    named = _NAMED.match(abstract, start, end)
    start = named.end() if named else start
    end = _cell_end(abstract, start, end)
    citation = member.extract.citation
    edits = {*said.edits, *(citation.edits if citation else ())}
    cell = excerpt(abstract, start, end, _within(edits, start, end))
    return cell if _fit(cell.text, member.extract.name or "") else None


def _fit(text: str, name: str) -> bool:
    """Whether a cell is whole, about this work, and says more than that it is new."""
    whole = not (_open(text) or _MARKUP.search(text) or _NOT_A_START.match(text))
    brief = 4 <= len(text.split()) <= _LONGEST
    return whole and brief and not _FIRST_PERSON.search(text) and bool(_telling(text, name))


def _telling(text: str, name: str) -> set[str]:
    """Return the words of a cell that are neither its name nor said of any work."""
    words = {word.lower() for word in _WORD.findall(_ASIDE.sub("", text))}
    known = {word.lower() for word in _WORD.findall(name)}
    return words - known - STOP_WORDS - GENERIC - _NAMING


def _main_verb(abstract: str, said: Excerpt) -> re.Match[str] | None:
    """Return the verb that tells most of what the work does: "propose" before "using"."""
    found = [
        verb
        for verb in _VERB.finditer(abstract, said.start, said.end)
        if not _OF_ANOTHER.search(abstract, said.start, verb.start())
    ]
    strong = [verb for verb in found if _STRONG.match(verb[0])]
    return next(iter(strong or found), None)


def _cell_end(abstract: str, start: int, end: int) -> int:
    """Return where the cell ends: at the first clause that is not needed, once enough is said."""
    cuts = [m.start() for m in _END.finditer(abstract, start, end)]
    enough = [c for c in cuts if _is_whole(abstract[start:c])]
    second = [m.start() for m in _AND_VERB.finditer(abstract, start, end)]
    return start + len(_HANGING.sub("", abstract[start : min([*enough, *second, end])]))


def _is_whole(text: str) -> bool:
    return len(text.split()) >= _ENOUGH and not _LOOSE.search(text)


def _open(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in ("()", "[]", "{}", "“”"))


def _within(edits: Iterable[Edit], start: int, end: int) -> tuple[Edit, ...]:
    """Return the repairs of markup and the pointers left out that lie in the span, in order."""
    kept = {e for e in edits if e.op in ("markup", "pointer") and start <= e.start and e.end <= end}
    return tuple(sorted(kept, key=lambda edit: (edit.start, edit.end)))
