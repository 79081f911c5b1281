"""What databases and publishers put after an abstract: rights, registrations, key words."""

import re

_CLOSING = re.compile(
    r"\W*(?:(?:crown )?copyright (?:©|\(c\)|\d{4}\b|of .{1,200} is the property\b|applies\b)|©|"
    r"\(c\) ?(?:19|20)\d\d\b|\[copyright\]|PsycINFO Database Record\b|all rights reserved\b|"
    r"published by (?:elsevier|wiley|springer|john wiley|oxford|cambridge)\b|"
    r"this (?:article|abstract) (?:is protected by copyright|may be abridged)|"
    r"this is an open[- ]access article\b|no warranty is given\b|users should refer\b|"
    r"however, users may print\b|abstract from author\b|"
    r"(?:clinical )?trials? (?:registrations?|registry|identifier|number)\b|"
    r"registration(?: (?:number|no|details))?\s*:|"
    r"clinicaltrials\.gov\b|prospero (?:registration|number|id)\b|"
    r"international registered report identifier\b|"
    r"(?:key ?words?|index terms|funding(?: sources?)?|(?:conflicts?|declarations?) of interests?|"
    r"level of evidence|supplementary information|graphical abstract)\s*:|"
    r"the authors? (?:declare|have no conflicts?|report no)\b)",
    re.IGNORECASE,
)


def closing(text: str) -> bool:
    """Say whether a sentence is no part of what the authors tell."""
    return _CLOSING.match(text) is not None
