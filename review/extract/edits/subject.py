"""`subject` and `agree`: the one who writes becomes the work, and the verbs follow."""

import re

from review.extract.edits import lead
from review.extract.edits.agree import coordinated
from review.extract.edits.verbs import (
    ADVERB,
    MODALS,
    plural,
    singular,
    unchanged,
)
from review.extract.edits.view import words
from review.model import Edit

_KIND = (
    "present|current|new|short|brief|survey|review|research|position|comprehensive|systematic|recent|"
    "latest"
)
_SELF = rf"(?:this|the present|the current|our|the present research)(?: (?:{_KIND}))? {lead.PAPER}"
SELVES = re.compile(
    rf"(?:we|I|the (?:present )?authors|the (?:paper|article|thesis|manuscript|study)|{_SELF})",
    re.IGNORECASE,
)
"""What may become the work."""

_PLURAL_SELF = re.compile(r"(?:we|I|the (?:present )?authors)", re.IGNORECASE)
_VERB = r"(?P<verb>[a-z]+(?:-[a-z]+)*)"
_ADVERBS = rf"(?P<adverbs>(?:,?\s+{lead.IN_PAPER},?)?(?:,\s[^,.;:()]{{1,60}},)?(?:\s+{ADVERB})*)\s+"
_HEAD = re.compile(rf"(?P<self>(?i:{SELVES.pattern}))\b(?!['’-]){_ADVERBS}{_VERB}\b(?![’'])")
_WE = re.compile(rf"(?P<self>\bwe\b|(?<=,\s)(?i:{_SELF})\b){_ADVERBS}{_VERB}\b(?![’'])")
_WE_WORDS = frozenset(("we", "this", "present", "current", "our"))
"""Of these one stands in whatever `_WE` matches."""

_AIM = re.compile(
    r"(?P<the>(?:the|one|a)\s+)?(?:(?:broad|broader|main|primary|overall|central|general|major|key|"
    r"ultimate|principal|first|specific) )?"
    r"(?:aim|goal|purpose|objective|focus|contribution|novelty|idea)s?(?P<of> of )"
    rf"(?P<self>{_SELF}|the (?:paper|article|thesis|manuscript|study))"
    r"(?=(?:,? [a-z]+,)? (?:is|was|are|were) )",
    re.IGNORECASE,
)
_REPORTS = (
    "show|demonstrate|prove|illustrate|find|discuss|argue|explain|verify|confirm|report|observe|"
    "describe|establish"
)
_DONE = "shown|found|built|made|chosen|drawn|given|run|seen|set|taken|been|begun|written|put"
_PEOPLE = re.compile(
    r"\b(?:as|how|what|way|when|whenever|if|once|until|world|than|why|whether|like) we\b"
    rf"(?! (?:{_REPORTS})\b)"
    r"|\b(?:previously|earlier|recently),? we\b|\bin (?:our |a |some |the )?(?:previous|prior|"
    r"earlier|recent|former|past) (?:work|paper|study|studies|research|papers|reports?)\b.*\bwe\b|"
    r"\bwe (?:have )?(?:previously|earlier|recently|long)\b|\bwe (?:(?:\w+ly|also|only|then|"
    r"now) )?have "
    rf"(?!(?:\w+ly |also |been |not |to )*(?:\w+ed|{_DONE})\b)"
    r"|\bwe (?:are|were) (?:given|allowed|left|at|in|on|still|not|entering|all|now|used|here|more|"
    r"so|too|often|grateful|living|surrounded|faced|witnessing|interested in how we)\b"
    r"|\bwe,? (?:cannot|can't|can not|could not|all|humans|people|as|usually|typically|often|live|"
    r"need|must|should|thank|know|want|ought|gratefully|face|lack)\b",
)
"""Where "we" is everybody, or the authors of another work."""

_UNFIT = re.compile(
    r"(?:is|was|has been|are|were|have been) (?!(?:also )?(?:the first to|among the first to|"
    r"devoted|dedicated|concerned|focused|focussed|interested|aimed)\b)"
    r"|(?:consist(?:s|ed)?|constitute[sd]?|serve[sd]?|marks?|form(?:s|ed)?|contain(?:s|ed)?|"
    r"appear(?:s|ed)?|represent(?:s|ed)?|lies|lay|falls|fell|took place|"
    r"comes|came|comprise[sd]?|became|remain(?:s|ed)?|relate[sd]?|include[sd]?|and|or|of|on|in|by|from|for|belongs?)\b"
)
"""What a paper can do and its authors cannot."""

_FOUND = frozenset(
    "found showed concluded demonstrated revealed highlighted identified examined explored "
    "investigated".split()
)
"""Past forms that follow "the study" as its verb, rather than say which study."""

_CONTACT = re.compile(
    r"(?<!\bin )(?<!\bfor )(?<!\bto )(?<!\bat )\b(?:an?|the|all|every|each|its|their) "
    r"(?:[a-z-]+ ){0,2}(?:[a-z-]+(?<!ly)(?<!\bthat)(?<!\band)(?<!\bbut)(?<!\bwhere)(?<!\bwhich)"
    r"(?<!\bwhile)(?<!\bas)(?<!\bif)(?<!\bthen)(?<!\bsince)(?<!\bwhen)(?<!\bhere)(?<!\bso)"
    r"(?<!\bbecause)(?<!\bor)(?<!\bwhat)(?<!\bhow)(?<!\bend)) \Z",
    re.IGNORECASE,
)
"""A noun right before "we": a clause that only says which thing is meant."""

_BEFORE_VERB = re.compile(
    r"\b(?:do|did|does|can|could|will|would|should|are|were|have|had)\s*$", re.IGNORECASE
)


def replace_subject(text: str, start: int, mark: str, many: bool) -> tuple[Edit, ...] | None:
    """Return the edits that make the work the subject of the sentence from `start` on.

    Empty where nobody speaks of themselves; None where the verbs cannot be made to agree, or
    where "we" are people in general.
    """
    said = words(text)
    if "we" in said and _PEOPLE.search(text[start:].lower()):
        return None
    found = (
        _HEAD.match(text, start)
        or (None if _WE_WORDS.isdisjoint(said) else _WE.search(text, start))
        or _AIM.match(text, start)
    )
    if found is None:
        return ()
    if not _fits_in(text, start, found):
        return None
    if found.re is _AIM:
        return _owned(text, found, mark)
    replaced = Edit("subject", found.start("self"), found.end("self"), mark)
    if _BEFORE_VERB.search(text, start, found.start()):
        return None
    verbs = _agreements(text, found, many)
    if verbs is None:
        return None
    second = lead.drop_second(text, found.end("self"))
    return (replaced, *([second] if second else []), *verbs)


def _owned(text: str, found: re.Match[str], mark: str) -> tuple[Edit, ...]:
    """The edits that make "The aim of this study" the aim of the work."""
    dropped = lead.drop_owner(text, found.start("of"))
    if dropped is None or (found["the"] or "").strip().lower() != "the":
        return (Edit("subject", *found.span("self"), mark),)
    place = found.start("the")
    second = lead.drop_second(text, found.end("self"))
    owner = Edit("possessive", place, place + len("the"), f"{mark}'s")
    return (owner, dropped, *([second] if second else []))


def _fits_in(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the work may be the subject there: not in brackets, nor in "the case we show"."""
    head = text[start : found.start("self")]
    if head.count("(") > head.count(")"):
        return False
    return not head or found.re is not _WE or not _CONTACT.search(head)


def fits_subject(before: str, to: str) -> bool:
    """Say whether `before` may become the work, written `[@…]`."""
    return bool(SELVES.fullmatch(before) and re.fullmatch(r"\[@.*\]", to, re.DOTALL))


def _agreements(text: str, found: re.Match[str], many: bool) -> list[Edit] | None:
    """The `agree` edits of the verb in `found` and of those coordinated with it, or None."""
    verb, start = found["verb"], found.start("verb")
    self_plural = bool(_PLURAL_SELF.fullmatch(found["self"]))
    if not self_plural and _UNFIT.match(text, start):
        return None
    if found["self"].lower() == "the study" and unchanged(verb) and verb not in _FOUND:
        return None
    if found["self"] == "I":
        self_plural = verb not in ("am", "was")
    same = unchanged(verb)
    known = verb if same else singular(verb) if self_plural else plural(verb)
    if known is None:
        return None
    if self_plural == many or verb in MODALS:
        return []
    rest = coordinated(text, found.end("verb"), many)
    first = [] if same else [Edit("agree", start, found.end("verb"), known)]
    return None if rest is None else [*first, *rest]
