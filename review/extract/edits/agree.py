"""`agree`: verbs take the number of the work, and so do those coordinated with them."""

import re

from review.extract.edits.verbs import (
    ADVERB,
    BASE,
    NOUNS,
    REPORTING,
    RESEARCH,
    plural,
    singular,
)
from review.model import Edit

_LINK = re.compile(
    r"(?:,\s*(?:and|or|but|as well as)|,|\band|\bor|\bbut|\bthen|;)\s+"
    rf"(?P<adverbs>(?:(?:{ADVERB}|second|third|finally)\s+)*)"
    r"(?P<verb>[a-z]+(?:-[a-z]+)?)\b(?=(?P<after>\s*,|\s+[^\s,.;]+)?)"
)
_GOVERNED = re.compile(
    r"\b(?:that|which|who|whose|where|while|because|whether|how|can|could|may|might|will|would|"
    r"must|should|cannot|let|lets|letting|help|helps|helping|make|makes|making)\b"
)
_CLAUSE = re.compile(r"\b(?:as|if|when|since|so|than)\b|[:;]")
_OBJECT = re.compile(
    r"(?:an?|the|that|its|their|his|her|how|whether|what|why|it|them|two|three|several|both|new|novel|"
    r"[A-Z]\S*)\Z"
)
_OF_NOUNS = ("of", "case", "cases", "chain", "chains")
_PREPOSITIONS = frozenset(
    "to into toward towards through from over at across for between against on with as in "
    "by".split()
)
_PREPOSITION_OF = {
    "focus": ("on",),
    "aim": ("to", "at", "for"),
    "deal": ("with",),
    "look": ("at", "into", "for"),
    "point": ("to", "out"),
    "start": ("with", "from", "by"),
    "report": ("on",),
    "experiment": ("with", "on"),
    "search": ("for",),
    "train": ("on", "with"),
    "test": ("on", "with"),
    "plan": ("to",),
}
"""With which preposition a word that is often a noun is a verb."""

_SURELY = ("focus", "aim", "deal", "look", "point", "start")
"""Those of them that are no nouns in the plural before that preposition."""

_BE = ("are", "were", "have", "do", "go")


def agree(verb: str, many: bool) -> str | None:
    """Return the form of a present verb for one or many, None where it does not change."""
    return plural(verb) if many else singular(verb)


def fits_agree(before: str, to: str) -> bool:
    """Say whether `to` is the other number of the verb `before`."""
    return to in (plural(before), singular(before))


def coordinated(text: str, position: int, many: bool) -> list[Edit] | None:
    """Return the `agree` edits of further verbs of the same subject; None where uncertain."""
    edits: list[Edit] = []
    last = position
    for link in _LINK.finditer(text, position):
        verb = link["verb"]
        to = agree(verb, many)
        if to is None:
            continue
        listed = not text[last : link.start()].strip(" ,")
        belongs = listed or _belongs(to if many else verb, link, text[position : link.start()])
        if belongs is None:
            return None
        if belongs:
            edits.append(Edit("agree", *link.span("verb"), to))
            last = link.end("verb")
    return None if many and _forgotten(text, position, edits) else edits


def _belongs(base: str, link: re.Match[str], since: str) -> bool | None:
    """Whether a verb belongs to the work; None where it may."""
    after = (link["after"] or "").strip()
    singular_form = link["verb"] != base
    if after in _OF_NOUNS:
        return False
    if base in NOUNS and not _takes(base, after, singular_form):
        return _noun(base, after, singular_form)
    if not _GOVERNED.search(since) and not _infinitive(since):
        return True
    if base in REPORTING and after in ("that", "how", "its"):
        return True
    late = link[0].startswith(",") and " and " in link[0]
    return None if late or base in RESEARCH or base in _BE else False


def _noun(base: str, after: str, singular_form: bool) -> bool | None:
    """False for what is a noun here; None for what may as well be a verb."""
    if singular_form:
        return None if after in _PREPOSITIONS else False
    verb_like = base in RESEARCH and base not in ("test", "train")
    return None if verb_like and after.isalpha() and after not in _PREPOSITIONS else False


def _takes(base: str, after: str, singular_form: bool) -> bool:
    """Whether a word that may be a noun is a verb before `after`."""
    if singular_form and base not in _SURELY:
        return bool(_OBJECT.match(after))
    return bool(_OBJECT.match(after)) or after in _PREPOSITION_OF.get(base, ())


def _forgotten(text: str, position: int, edits: list[Edit]) -> bool:
    """Whether a singular verb is left that no other clause explains."""
    seen = {edit.start for edit in edits}
    for found in re.finditer(r"(?<=\s)[a-z]+s\b", text[position:]):
        base, start = plural(found[0]), position + found.start()
        if base is None or base in NOUNS or start in seen:
            continue
        if not _GOVERNED.search(text, position, start) and not _CLAUSE.search(text[position:start]):
            return True
    return False


def _infinitive(since: str) -> bool:
    """Whether a "to" before a verb, not before a noun, stands in `since`."""
    verbs = re.findall(r"\bto\s+(?:[a-z]+ly\s+)?([a-z]+)", since)
    return any(verb in BASE and verb not in NOUNS for verb in verbs)
