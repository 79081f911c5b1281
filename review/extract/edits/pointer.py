"""`pointer`: what points out of the sentence: figures, nested citations, footnotes, code links."""

import re

from review.model import Edit, Op

OP: Op = "pointer"

_YEAR = r"(?:19|20)\d\d[a-z]?"
_PERSON = (
    r"(?:[A-Z][\w’'-]+|[A-Z]\.|et al\.?,?|and|&|van|von|de|der|la|di|e\.g\.,?|see|cf\.|also|"
    r"i\.e\.,?|,|in press)"
)
_SIGNS = ("(", "[", "\\", "†", "‡", "available", "released", "accessible", "found", "open-sourced")
_POINTER = re.compile(
    r"\s*\((?:see |cf\. |e\.g\.,? |shown in |as in )?(?:also )?(?:our )?(?:Figs?\.?|Figures?|"
    r"Tables?|Tabs?\.|Sections?|Secs?\.|"
    r"Appendix|Appendices|Supplementary|Theorems?|Eqs?\.|Equations?|Alg\.|Algorithm|Lemma|"
    r"§)[^()]{0,60}\)"
    rf"|\s*\((?:{_PERSON}\s*)+{_YEAR}(?:;\s*(?:{_PERSON}\s*)+{_YEAR}|,\s*{_YEAR})*\)"
    rf"|\s*\[(?:{_PERSON}\s*)+{_YEAR}(?:;\s*(?:{_PERSON}\s*)+{_YEAR}|,\s*{_YEAR})*\]"
    r"|\s*\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\](?![\w(\[])(?=[\s.,;:)])"
    r"|\\footnote(?:mark|text)?\{[^{}]*\}|\s*\\(?:cite[pt]?|citep|citet|ref|label)\{[^{}]*\}|"
    r"[†‡](?=[\s.,;])"
    r"|\s*\((?:(?:the |our )?(?:source )?(?:code|project page|website|data|dataset|models?|demo|"
    r"videos?|"
    r"code and data|implementation)[^()]{0,60}?(?: is| are|:)? ?(?:publicly |freely |made |"
    r"open(?:ly)? )*"
    r"(?:available|released|accessible)?(?: publicly)?(?: at| on| here| in|:)?:?\s*)?"
    r"(?:https?://|www\.|github\.com/)[^\s()]+\s*\)",
)
_CLAUSE = re.compile(
    r"(?:[;,]|,? and)\s+(?:and\s+)?(?:the |our |all |all the )?(?:source |training )?(?:code|codes|"
    r"data|dataset|datasets|models?|implementation|"
    r"code and (?:data|models?|datasets?)|data and code|software|project page|code base|codebase|"
    r"benchmark)"
    r"(?: and [a-z ]{3,30}?)? (?:is|are|will be|can be|has been|have been) (?:now |also |made |be |"
    r"publicly |freely |openly |released |"
    r"open-sourced |open |found )*(?:available|released|accessible|open-sourced|"
    r"found)?(?: publicly| online)?"
    r"(?: (?:at|on|from|in|via|under|here|through|upon)[^;]*?)?(?=\.?\s*\Z)"
)


def drop_pointers(text: str, start: int) -> list[Edit]:
    """Return the drops of pointers after `start`."""
    if not any(sign in text for sign in _SIGNS):
        return []
    found = [*_POINTER.finditer(text, start), *_CLAUSE.finditer(text, start)]
    return [Edit(OP, match.start(), match.end(), "") for match in found]


def fits(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is a pointer."""
    return any(
        (edit.start, edit.end) == (start, end) for edit in drop_pointers(text, max(0, start - 1))
    ) or any((edit.start, edit.end) == (start, end) for edit in drop_pointers(text, start))
