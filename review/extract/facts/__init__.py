"""Facts for comparison tables, each a span of the abstract: numbers, data sets, links."""

import re
from collections.abc import Iterable, Iterator, Sequence

from review.extract.facts.data import is_name, named
from review.extract.facts.links import links
from review.extract.facts.measure import Found, Span, measures
from review.model import Excerpt, Fact, Role
from review.text.edits import excerpt
from review.text.markup import is_clean, markup_edits

__all__ = ["facts", "headline"]

_ELSEWHERE = ("background", "limitation", "outlook")
_TELLS = re.compile(
    r"\A(?:outperform|surpass|exceed|beat)|faster|speed-?up|accelerat|compress|smaller|slower|cheaper"
)
_DATA = re.compile(r"\s(?:dataset|benchmark|corpus|test set)")
_SHORTEST = 3  # words of a headline


def facts(
    abstract: str, spans: Sequence[Span], kinds: Sequence[Role], name: str | None
) -> tuple[Fact, ...]:
    """Return the facts that an abstract states of its own work, in the order of the text.

    `spans` and `kinds` are its sentences and their roles, `name` is what it introduces. A name
    of data that the abstract does not call so is of kind "data?".
    """
    stated = [
        fact
        for (start, end), kind in zip(spans, kinds, strict=True)
        if kind not in _ELSEWHERE
        for fact in _sentence(abstract, start, abstract[start:end], name)
    ]
    stated += [Fact("link", excerpt(abstract, *span), None, to) for span, to in links(abstract)]
    return tuple(sorted(stated, key=lambda fact: (fact.said.start, fact.said.end, fact.kind)))


def _sentence(abstract: str, start: int, text: str, name: str | None) -> Iterator[Fact]:
    measured: set[Span] = set()
    for found in measures(text, name):
        fact = _measure(abstract, start, found)
        if fact:
            yield fact
            if found.kind == "level" and found.data and is_name(text[slice(*found.data)]):
                measured.add(found.data)
    folded = name.casefold() if name else ""
    for span, sure in named(text):
        if text[slice(*span)].casefold() != folded:
            whole = (span[0] + start, span[1] + start)
            yield Fact("data" if sure or span in measured else "data?", _cell(abstract, whole))


def _measure(abstract: str, start: int, found: Found) -> Fact | None:
    said = (found.said[0] + start, found.said[1] + start)
    if not is_clean(abstract[slice(*said)]):
        return None

    def part(span: Span | None) -> Excerpt | None:
        return _cell(abstract, (span[0] + start, span[1] + start)) if span else None

    return Fact(
        found.kind,
        _cell(abstract, said),
        part(found.number),
        found.unit,
        part(found.what),
        part(found.data),
    )


def _cell(abstract: str, span: Span) -> Excerpt:
    return excerpt(abstract, *span, markup_edits(abstract, *span))


def headline(stated: Iterable[Fact], spans: Iterable[Span]) -> Excerpt | None:
    """Return the best reported number: of the first of `spans`, best first, that has one, else
    the first of the abstract.

    It says what it is of, or that the work is better or faster than another.
    """
    told = [f for f in stated if f.kind in ("change", "level") and _is_telling(f)]
    for start, end in spans:
        for fact in told:
            if start <= fact.said.start and fact.said.end <= end:
                return fact.said
    return told[0].said if told else None


def _is_telling(fact: Fact) -> bool:
    """Whether a number says something alone: several numbers need what they are of."""
    on_data = fact.on and _DATA.search(fact.on.text)
    if not (fact.what or on_data or _TELLS.search(fact.said.text)):
        return False
    words = fact.said.text.split()
    several = sum(word[:1].isdigit() for word in words) > 1 and " from " not in fact.said.text
    return len(words) >= _SHORTEST and not (several and not fact.on)
