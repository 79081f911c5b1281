"""Short forms in a text: a long form is given once, where a reader meets the short form first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from review.model import Edit, Paragraph, Quote
from review.summarize.corpus import Member
from review.text.edits import replay
from review.text.terms import title_key

_APART = re.compile(r"[\W_]+")


def singular(word: str) -> str:
    """Return a folded word without its plural "s"."""
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word


def meaning(long: str) -> str:
    """Return a long form such that spellings of one meaning are equal."""
    return " ".join(singular(word) for word in _APART.split(title_key(long)) if word)


def expanded_once(
    paragraphs: Iterable[Paragraph], members: Mapping[str, Member]
) -> tuple[Paragraph, ...]:
    """Return the paragraphs with each short form expanded at its first use only.

    An expansion is an edit, so leaving it out gives the words of the source. A short form that
    another work uses for something else is expanded again.
    """
    known: dict[str, str] = {}
    return tuple(
        replace(part, quotes=tuple(_once(quote, members, known) for quote in part.quotes))
        for part in paragraphs
    )


def quotes_expanded_once(
    quotes: Sequence[Quote], members: Mapping[str, Member]
) -> tuple[Quote, ...]:
    """Return the quotes of one section likewise."""
    known: dict[str, str] = {}
    return tuple(_once(quote, members, known) for quote in quotes)


def _once(quote: Quote, members: Mapping[str, Member], known: dict[str, str]) -> Quote:
    """Return the quote without expansions of what is `known`; what it introduces becomes known."""
    if quote.counted:
        return quote
    member = members[quote.paper]
    abstract = member.entry.abstract
    kept = tuple(edit for edit in quote.edits if _needed(edit, abstract, known))
    for short, long in member.extract.acronyms:
        if f"({short})" in quote.text:
            known[singular(short.casefold())] = meaning(long)
    if len(kept) == len(quote.edits):
        return quote
    return replace(quote, text=replay(abstract, quote.start, quote.end, kept), edits=kept)


def _needed(edit: Edit, abstract: str, known: dict[str, str]) -> bool:
    if edit.op != "expand":
        return True
    short = singular(abstract[edit.start : edit.end].casefold())
    long = meaning(edit.to.rpartition("(")[0])
    needed = known.get(short) != long
    known[short] = long
    return needed
