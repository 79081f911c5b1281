"""The acronyms of a corpus, with their long forms and who gives them."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from review.model import Extract, Paper
from review.summarize.corpus import Member, keyed
from review.text.terms import title_key

_APART = re.compile(r"[\W_]+")


def glossary(
    papers: Sequence[Paper], extracts: Sequence[Extract]
) -> tuple[tuple[str, str, str], ...]:
    """Return (short form, long form, citation key of the first paper that gives it).

    Spellings that differ in case, hyphens or a plural are one; different long forms of one short
    form are each listed, the more frequent first. Sorted by short form, ignoring case.
    """
    given: dict[tuple[str, str], list[tuple[Member, str, str]]] = defaultdict(list)
    for member in sorted(keyed(papers, extracts), key=lambda member: member.age):
        for short, long in member.extract.acronyms:
            if short and long:
                given[_singular(short.casefold()), _meaning(long)].append((member, short, long))
    entries = [_entry(found) for found in given.values()]
    return tuple((short, long, key) for _, _, short, long, key in sorted(entries))


def _entry(found: list[tuple[Member, str, str]]) -> tuple[str, int, str, str, str]:
    """Return one meaning under its usual short form, by the first paper that spells it so."""
    shorts = Counter(short for _, short, _ in found)
    usual = min(shorts, key=lambda short: (-shorts[short], len(short), short))
    member, short, long = next(one for one in found if one[1] == usual)
    return short.casefold(), -len(found), short, long, member.key


def _meaning(long: str) -> str:
    return " ".join(_singular(word) for word in _APART.split(title_key(long)) if word)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word
