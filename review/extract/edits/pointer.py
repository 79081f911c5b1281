"""`pointer`: what points out of the sentence: figures, nested citations, footnotes, code links."""

import re

from review.model import Edit, Op

OP: Op = "pointer"

_YEAR = r"(?:19|20)\d\d[a-z]?"
_PERSON = (
    r"(?:(?:[A-Z][\w’'-]+|et al|and|van|von|de|der|la|di|see|also|in press)(?![\w’'-])\.?,?"
    r"|[A-Z]\.,?|e\.g\.,?|i\.e\.,?|cf\.,?|&|,)"
)
_CITED = rf"(?:{_PERSON}\s*){{1,14}}{_YEAR}"
_CITATIONS = rf"{_CITED}(?:;\s*{_CITED}|,\s*{_YEAR})*"
_PLACE = (
    r"(?:Figs?\.?|Figures?|Tables?|Tabs?\.|Sections?|Secs?\.|Appendix|Appendices|Supplementary|"
    r"Theorems?|Eqs?\.|Equations?|Alg\.|Algorithm|Lemma|§)"
)
_GOODS = (
    r"(?:code and (?:data|models?|datasets?)|data and code|codes?|code ?base|datasets?|data|models?"
    r"|implementation|software|project page|website|benchmark|demo|videos?)"
)
_KEY = r"[a-z]{2,}(?:19|20)\d\d[a-z]{2,}"
"""A citation key whose command was lost ("rosati2024representation")."""

_BRACKETED = re.compile(
    rf"\s*\((?:see |cf\. |e\.g\.,? |shown in |as in )?(?:also )?{_PLACE}[^()]{{0,60}}\)"
    rf"|\s*[(\[]{_CITATIONS}[)\]]"
    r"|(?<=[A-Za-z)\]”\"])\s*\[[1-9]\d{0,2}(?:\s*[,–-]\s*[1-9]\d{0,2})*\](?=[\s.,;:)])"
    r"|\s*\\(?:cite[pt]?|ref|label|footnote(?:mark|text)?)\{[^{}]*\}"
    rf"|\s+{_KEY}(?:,\s?{_KEY})*(?=[\s.,;:)])"
    r"|[†‡](?=[\s.,;])"
    rf"|\s*\((?:(?:the |our )?(?:source )?{_GOODS}[^()]{{0,60}}?[: ]\s*)?"
    r"(?:https?://|www\.|github\.com/)[^\s()]+\s*\)"
)
_CLAUSE = re.compile(
    rf"[;,]\s+(?:and\s+)?(?:the |our |all |all the )?(?:source |training )?{_GOODS}"
    r"(?: and [a-z ]{3,30}?)? (?:is|are|will be|can be|has been|have been)"
    r"(?: (?:now|also|made|be|publicly|freely|openly|released|open))*"
    r" (?:available|released|accessible|open-sourced|found)(?: publicly| online)?"
    r"(?: (?:at|on|from|in|via|under|here|through|upon)[^;]*?)?(?=\.?\s*\Z)"
)
_LEANS = re.compile(
    r"(?:\b(?:of|in|by|to|from|with|on|and|or|than|like|following|as|for|at|see|via)|[,;(])\Z"
)
"""What cannot stand before a gap: "proposed in", "due to"."""
_SIGNS = tuple(
    "[ \\ † ‡ § 19 20 available released accessible found open-sourced http www. github.com "
    "Fig Tab Sec Append Supplementary Theorem Eq Alg Lemma".split()
)
"""Of these one stands in whatever is a pointer."""


def drop_pointers(text: str, start: int) -> list[Edit]:
    """Return the drops of pointers after `start`; one that the sentence leans on stays."""
    if not any(sign in text for sign in _SIGNS):
        return []
    found = [*_BRACKETED.finditer(text, start), *_CLAUSE.finditer(text, start)]
    return [
        Edit(OP, match.start(), match.end(), "")
        for match in found
        if not _LEANS.search(text, max(0, match.start() - 12), match.start())
    ]


def fits(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is a pointer."""
    return any((edit.start, edit.end) == (start, end) for edit in drop_pointers(text, start))
