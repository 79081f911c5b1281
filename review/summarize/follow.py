"""Findings that are understood only after the sentence that says what the work does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from review.model import Paragraph, Quote
from review.summarize.corpus import Candidate


def following(
    works: Sequence[Paragraph], found: Iterable[Candidate]
) -> tuple[tuple[Paragraph, ...], list[Candidate]]:
    """Return the paragraphs with each leaning finding behind its work, and the other findings.

    A finding leans where it speaks of "the method" that the citation of the work proposes; without
    that citation in `works` it is left out.
    """
    leaning: dict[str, Quote] = {}
    others: list[Candidate] = []
    for candidate in found:
        if candidate.member.extract.leans:
            leaning[candidate.member.key] = candidate.quote
        else:
            others.append(candidate)
    return tuple(_followed(paragraph, leaning) for paragraph in works), others


def _followed(paragraph: Paragraph, leaning: Mapping[str, Quote]) -> Paragraph:
    quotes: list[Quote] = []
    for quote in paragraph.quotes:
        quotes.append(quote)
        after = leaning.get(quote.paper)
        if after is not None and not quote.counted:
            quotes.append(after)
    return replace(paragraph, quotes=tuple(quotes))
