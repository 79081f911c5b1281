"""Counted sentences: the only words of a review that no paper wrote, made from numbers alone."""

from collections.abc import Iterable, Sequence

from review.model import Entry, Quote
from review.text.titles import DOUBTED, OPENINGS, named

_SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spell(number: int) -> str:
    """Return a number up to ninety-nine in words, a larger one in figures with thousands commas."""
    if number < len(_SMALL):
        return _SMALL[number]
    if number > 99:
        return f"{number:,}"
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def figure(number: int) -> str:
    """Return a number inside a sentence: in words up to twelve, else in figures."""
    return spell(number) if number <= 12 else f"{number:,}"


def many(number: int, noun: str) -> str:
    """Return the number with its noun: "one work", "two works", "74 works"."""
    return f"{figure(number)} {noun}" + ("" if number == 1 else "s")


def years(entries: Iterable[Entry]) -> str:
    """Return "2019–2025", "2024", or nothing where no entry has a year."""
    known = [entry.year for entry in entries if entry.year is not None]
    if not known:
        return ""
    first, last = min(known), max(known)
    return str(first) if first == last else f"{first}–{last}"


def sentence(*parts: str) -> Quote:
    """Return the non-empty parts, joined by commas, as a counted sentence."""
    text = ", ".join(part for part in parts if part)
    return Quote(f"{text[0].upper()}{text[1:]}.", counted=True)


def lead(entries: Sequence[Entry], further: str = "") -> Quote:
    """Return "Eleven works, 2019–2025.", or "Three further works, 2024." with `further` a word."""
    number = len(entries)
    noun = f"{further} works".strip() if number > 1 else f"{further} work".strip()
    return sentence(f"{spell(number)} {noun}", years(entries))


def doubted(entries: Sequence[Entry]) -> Quote:
    """Return "Three works filed here with less certainty, 2021–2024."."""
    noun = "works" if len(entries) > 1 else "work"
    return sentence(f"{spell(len(entries))} {noun} {DOUBTED}", years(entries))


def titled(works: Sequence[tuple[str, str]], others: bool) -> Quote:
    """Return "Also filed here: “One” [@a] and “Two” [@b]." of (key, title) pairs.

    Where there are no `others` beside them it is "Filed here".
    """
    opening = OPENINGS[0] if others else OPENINGS[1]
    return Quote(named(works, opening), counted=True, also=tuple(key for key, _ in works))


def listed(names: Sequence[str]) -> str:
    """Return names as English lists them: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
