"""`cut-tail`: a trailing participle or relative clause of a long sentence is cut at its comma."""

import re

from review.extract.edits.verbs import BASE
from review.model import Edit, Op

OP: Op = "cut-tail"

_TAIL = re.compile(
    r",\s+(?:(?:thereby|thus|hence|therefore|effectively|significantly|further|ultimately) )?"
    r"(?P<first>[a-z]{3,}ing|which|who|whose)\s"
)
_NOT_PARTICIPLES = frozenset(
    "including using given assuming considering depending during according excluding following "
    "concerning regarding being having something nothing anything everything barring pending "
    "excepting notwithstanding containing comprising consisting spanning ranging involving".split()
)
_LIMITS = re.compile(
    r"\b(?:when|whenever|if|under|given|assuming|without|unlike|except|although|though|only|not|"
    r"unless|but|up to|about|no|nor|neither|never|none|cannot|few|fewer|less|least|most|some|"
    r"while|whereas|despite|provided|until|rather|approximately|almost|nearly|over|two|three|four|"
    r"five|six|seven|eight|nine|ten|half|twice|one|zero|hundred|thousand|million|percent|fold|"
    r"double|triple|both|respectively|limited|restricted|however|instead|than|fail|fails|lack|"
    r"lacks|even)\b|n't\b|[\d%]",
    re.IGNORECASE,
)
_KNOTS = re.compile(r"[,;:()\[\]“”\"{}]|\be\.g|\bi\.e|\. ")
_UNFINISHED = re.compile(
    r"(?:after|although|as|at|because|before|by|despite|during|except|for|from|given|if|in|on|once|since|"
    r"though|through|to|under|unlike|until|upon|using|when|whereas|while|with|within|without|via|"
    r"[a-z]+ing|[a-z]+ed|compared|based|thus|however)\b[^,]*\Z",
    re.IGNORECASE,
)
"""A head that is itself only a lead: what follows its comma is the sentence, not a tail."""

_SUBORDINATE = re.compile(
    r"(?:\b(?:that|and|but|how)|,)\s+(?:while|although|though|when|if|because|since|as|by|after|given|"
    r"unlike|despite|in|for|with|under|on|at|using)\b[^,]*\Z"
)
"""A lead inside the head, whose own clause is still to come."""

_LISTING = re.compile(r";|\b(?:i\.e|e\.g)\.?\Z|\(?\b(?:1|i|a)\)")
"""A head that counts things up: the tail may belong to the last of them alone."""


def cut_tail(text: str, start: int, least: int) -> Edit | None:
    """Return the cut of the last clause that may go, leaving at least `least` words before it."""
    stop = len(text.rstrip())
    if not text[:stop].endswith("."):
        return None
    found = None
    for match in _TAIL.finditer(text, start):
        if (
            fits(text, match.start(), stop - 1)
            and len(text[start : match.start()].split()) >= least
        ):
            found = match
            break
    return Edit(OP, found.start(), stop - 1, "") if found else None


def fits(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is such a clause and limits nothing."""
    found = _TAIL.match(text, start)
    tail = text[start:end]
    return bool(
        found
        and text[end:].strip() == "."
        and not _LIMITS.search(tail)
        and _opens_clause(found["first"])
        and not _KNOTS.search(tail, 1)
        and not _UNFINISHED.match(text[:start].lstrip())
        and not (found["first"].endswith("ing") and _SUBORDINATE.search(text, 0, start))
        and not _LISTING.search(text, 0, start)
    )


def _opens_clause(word: str) -> bool:
    if word in ("which", "who", "whose"):
        return True
    stem = word[:-3]
    bases = (stem, f"{stem}e", stem[:-1])
    return word not in _NOT_PARTICIPLES and any(base in BASE for base in bases)
