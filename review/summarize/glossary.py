"""The acronyms of a corpus, with their long forms and who gives them."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from review.model import Extract, Paper
from review.summarize.acronyms import meaning, singular, sound, tidy
from review.summarize.corpus import Member, keyed


def glossary(
    papers: Sequence[Paper], extracts: Sequence[Extract]
) -> tuple[tuple[str, str, str], ...]:
    """Return (short form, long form, citation key of the first paper that gives it).

    Spellings that differ in case, hyphens or a plural are one; different long forms of one short
    form are each listed, the more frequent first. A pair that does not fit is left out. Sorted by
    short form, ignoring case.
    """
    given: dict[tuple[str, str], list[tuple[Member, str, str]]] = defaultdict(list)
    for member in sorted(keyed(papers, extracts), key=lambda member: member.age):
        for short, long in ((short, tidy(long)) for short, long in member.extract.acronyms):
            if sound(short, long):
                given[singular(short.casefold()), meaning(long)].append((member, short, long))
    entries = [_entry(found) for found in given.values()]
    return tuple((short, long, key) for _, _, short, long, key in sorted(entries))


def _entry(found: list[tuple[Member, str, str]]) -> tuple[str, int, str, str, str]:
    """Return one meaning under its usual short form, by the first paper that spells it so."""
    shorts = Counter(short for _, short, _ in found)
    usual = min(shorts, key=lambda short: (-shorts[short], len(short), short))
    member, short, long = next(one for one in found if one[1] == usual)
    return short.casefold(), -len(found), short, long, member.key
