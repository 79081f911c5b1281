"""The terms that works define, each in the words of the first work that does."""

import re
from collections.abc import Sequence

from review.model import Excerpt, Extract, Paper, Quote
from review.summarize.corpus import keyed

_SMALL = r"(?:of|for|on|in|to|from|with|and|or|the|an?|is|are|as|by|that|which)"
_KIND = (
    r"(?:algorithm|approach|architecture|benchmark|branch|capability|class|collection|concept|"
    r"condition|corpus|data\s?set|device|discipline|disease|disorder|family|field|form|framework|"
    r"group|infection|infrastructure|kind|language|mechanism|measure|method|methodology|metric|"
    r"model|paradigm|phenomenon|platform|practice|principle|problem|procedure|process|property|"
    r"protocol|scheme|set|setting|specialty|species|strategy|structure|study|subfield|syndrome|"
    r"system|task|technique|technology|test|theory|topic|type|way)s?"
)
_MORE = r"(?:that|which|whose|where|of|for|in|to|on|with|by|from|across|based|used|using|designed)"
_DEFINED = re.compile(
    rf"(?:An? )?(?P<term>[^\W\d_][\w’'/-]*(?: (?!{_SMALL}\b)[\w’'/-]+){{0,4}}?)"
    rf"(?P<short> \([^()]{{2,15}}\))? "
    rf"(?:(?:is|are) (?:an?|the|any) (?:[\w-]+(?:,| and| or)? ){{0,6}}?{_KIND} {_MORE}\b"
    r"|refers? to |(?:is|are) defined as )"
)
_POINTS = re.compile(  # what names no term but points at one
    r"(?:this|these|that|those|such|it|they|our|we|their|its|one|there|another|most|many|some|"
    r"several|recent|existing|what|here|current|each|both|all|the|but|however|while)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\b(?:yet|but|however|unclear|although|despite)\b")
_DOING = re.compile(r"\w+ing \w")  # "Designing good questions" is what one does, not a term


def terms(papers: Sequence[Paper], extracts: Sequence[Extract]) -> tuple[tuple[str, Quote], ...]:
    """Return (term, the sentence that says what it is), each by the first work that defines it.

    The term is the grammatical subject, with its short form where the sentence gives one; the
    verb says what kind of thing it is, and more. Sorted by term, ignoring case.
    """
    first: dict[str, tuple[str, Quote]] = {}
    for member in sorted(keyed(papers, extracts), key=lambda member: member.age):
        for said in member.extract.background:
            term = defined(said)
            if term:
                quote = Quote(said.text, member.key, said.start, said.end, said.edits)
                first.setdefault(_same(term), (term, quote))
    return tuple(sorted(first.values(), key=lambda found: (found[0].casefold(), found[0])))


def defined(said: Excerpt) -> str:
    """Return the term that a sentence defines, empty where it defines none."""
    found = _DEFINED.match(said.text)
    if not found or _POINTS.match(said.text) or _DOUBT.search(said.text):
        return ""
    term, short = found["term"], found["short"] or ""
    if _DOING.match(term) and not short:
        return ""
    return term[:1].upper() + term[1:] + short


def _same(term: str) -> str:
    """Return what two spellings of a term share: neither case, short form nor plural."""
    words = re.findall(r"\w+", term.partition(" (")[0].casefold())
    return " ".join(words).removesuffix("s")
