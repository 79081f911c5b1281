"""`pronoun`: a sentence-initial "it" or "this method" becomes the work, if it is the subject."""

import re

from review.extract.edits.agree import coordinated
from review.extract.edits.lead import drop_lead
from review.extract.edits.subject import SELVES
from review.extract.edits.verbs import ADVERB, plural, unchanged
from review.model import Edit

_KIND = (
    "method|approach|framework|model|system|algorithm|architecture|technique|network|strategy|"
    "pipeline|scheme|mechanism|design|benchmark|dataset|data set|corpus|tool|library|toolkit|"
    "procedure|paradigm|formulation|methodology|solution"
)
PRONOUNS = re.compile(
    rf"it|this (?:new |novel |proposed |simple |unified )?(?:{_KIND})", re.IGNORECASE
)
"""What may become the work, at the start of a sentence."""

_HEAD = re.compile(
    rf"(?P<self>{PRONOUNS.pattern})(?P<adverbs>(?:\s+{ADVERB})*)\s+(?P<verb>[a-z]+)\b(?![’'])",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:is|was|has been|can be|may be|would be|will be|remains|becomes|seems|turns|follows|"
    r"appears|takes|must be|should be|could be)\b(?! (?:a|an|able|capable|designed|based|trained|"
    r"built|the first|more|also|composed|evaluated|applicable|compatible|robust|efficient|"
    r"effective|simple|scalable|easy to|fully|both|generic|general|agnostic|model-agnostic|"
    r"end-to-end|the (?:first|largest))\b)"
)
_THINGS = re.compile(
    r"(?:is|was|has|can|features?|serves?|involves?|scales?|runs?|requires?|works?|takes?|exhibits?|"
    r"needs?|costs?|belongs?|leads?|results?|consists?|contains?|comprises?|represents?|makes?|"
    r"relies|becomes?|remains?|covers?|spans?|includes?)\Z"
)
"""Verbs that fit a thing and not its authors."""

_ITSELF = re.compile(r"\b(?:it|its|itself)\b")
_MAKES = (
    r"(?:propose|introduce|present|develop|design|devise|build|create|construct|call|name|extend|"
    r"contribute|release|describe|formulate|offer|dub|implement|provide)"
)
_MADE_BY_US = re.compile(
    rf"(?:{SELVES.pattern})(?:,[^,]{{1,40}},)?(?:\s+{ADVERB})*\s+{_MAKES}(?:s|es|d|ed)?\s+"
    r"(?:\S+\s+){0,2}?(?:an?|the|[A-Z]\S*)\s",
    re.IGNORECASE,
)
_OURS = re.compile(
    rf"(?:our|this|the proposed) (?:\w+ )?(?:{_KIND})\b(?! (?:and|of|or)\b)", re.IGNORECASE
)

_NAMED = re.compile(r"(?:\s+\([^()]*\))?\s+[a-z]")


def refers_to_work(before: str, name: str | None) -> bool:
    """Say whether a pronoun after the sentence `before` can only mean the work."""
    head = before[drop_lead(before)[1] :]
    if name and head.startswith(name) and _NAMED.match(head, len(name)):
        return True
    return bool(_MADE_BY_US.match(head) or _OURS.match(head))


def replace_pronoun(
    text: str, start: int, before: str, name: str | None, mark: str, many: bool
) -> tuple[Edit, ...] | None:
    """Return the edits that put the work, or its name, in place of the pronoun at `start`.

    Empty where there is no pronoun; None where it means something else or nothing.
    """
    found = _HEAD.match(text, start)
    if found is None:
        return ()
    verb = found["verb"]
    empty = found["self"].lower() == "it" and _EMPTY.match(text, found.start("verb"))
    known = unchanged(verb) or plural(verb) is not None
    if empty or not known or not refers_to_work(before, name):
        return None
    place = found.span("self")
    if name and name in before and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", before):
        return (Edit("pronoun", *place, name),)
    if _THINGS.match(verb) or _ITSELF.search(text, found.end("self")):
        return None
    agreeing = _agreeing(text, *found.span("verb")) if many and not unchanged(verb) else ()
    return None if agreeing is None else (Edit("pronoun", *place, mark), *agreeing)


def _agreeing(text: str, start: int, end: int) -> tuple[Edit, ...] | None:
    """The plural of the verb at `start` and of those coordinated with it."""
    verb, rest = plural(text[start:end]), coordinated(text, end, many=True)
    if verb is None or rest is None:
        return None
    return (Edit("agree", start, end, verb), *rest)


def fits(before: str, to: str, abstract: str) -> bool:
    """Say whether `to` is a citation or a name of this abstract that may stand for `before`."""
    if not PRONOUNS.fullmatch(before):
        return False
    return bool(re.fullmatch(r"\[@.*\]", to, re.DOTALL)) or (to != "" and to in abstract)
