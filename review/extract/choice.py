"""Whether a sentence is about the work at all, says what came out, or says how far that goes."""

import re
from collections.abc import Sequence

from review.extract.citation import Source
from review.extract.features import Look
from review.model import Excerpt, Role

_TIED = re.compile(
    r"\[@|\bthe (?:article|paper|stud(?:y|ies)|survey|book|review|thesis|proposed|resulting|"
    r"present|"
    r"(?:\w+ )?(?:aim|goal|purpose|objective|contribution|novelty|idea)s?)\b|"
    r"\b(?:is|are|was|were|has been|have been) (?:\w+ly )?(?:proposed|introduced|presented|"
    r"developed|described|considered|tested|discussed|reviewed|surveyed|designed|investigated|studied|analy[sz]ed|examined|"
    r"explored|compared|evaluated)\b|(?-i:\A[A-Z][\w-]*[A-Z][\w-]* (?:is|uses|consists)\b)",
    re.IGNORECASE,
)
"""What ties a sentence to the work that is cited: its subject, or what it is said to propose."""

_OF_LATE = re.compile(r"(?:more )?recently\b|in recent\b", re.IGNORECASE)

_OUTLOOK = re.compile(
    r"\b(?:hopes?|(?:pav|set|open)(?:e|es|ing|ting|s)? (?:the )?(?:way|stage|up|avenues?|doors?)|"
    r"inspires?|encourages?|envision\w*|plan(?:s|ned)? to|"
    r"promising (?:\w+ )?(?:direction|avenue)s?|"
    r"(?:exciting|possible|potential|new) (?:\w+ )?directions?|future (?:\w+ )?(?:directions?|"
    r"advance\w*|progress|stud(?:y|ies)|applications?|developments?)|stepping stone|foundation for|"
    r"framework for further|we will|is left (?:for|to))\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:still (?:\w+ )?(?:struggl\w+|fails?|falls?|lags?|lacks?|suffers?|unable|limited|"
    r"far from|not (?:able|enough|sufficient))|falls? short|fell short|"
    r"remains? (?:an? )?(?:\w+ )?(?:open|challeng\w+|unsolved|unclear|unknown|difficult|limited|"
    r"elusive)|(?:reveal|highlight|expos|uncover|show)\w* [^,.]{0,40}(?:limitations?|"
    r"shortcomings?)|(?:is|are|was|were) (?:\w+ )?limited (?:to|by|in)|"
    r"ample (?:scope|room)|room for improvement|"
    r"does not (?:generali[sz]e|scale|extend|transfer)|do not (?:generali[sz]e|scale|extend|"
    r"transfer)|more (?:work|research) (?:is|are) (?:needed|necessary|required)|"
    r"(?:struggl(?:e|es|ed)|fail|fails|failed) (?:to|with|on|in|at)|caveats?)\b",
    re.IGNORECASE,
)
"""What says how far a finding goes; only of the authors' own work, and no mere hope."""

_OTHERS = re.compile(
    r"\b(?:existing|previous|prior|conventional|traditional|contemporary|most|baselines?|current "
    r"(?:\w+ )?(?:methods|approaches|techniques))\b",
    re.IGNORECASE,
)

_ANNOUNCED = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:reported|given|illustrated|provided|presented|described|"
    r"discussed|outlined|commented|examined|introduced|summari[sz]ed)\b(?!.*\b(?:show|achiev|"
    r"improv|outperform|reduc)\w*)|\A(?:we |this \w+ )?aims? (?:at|to)\b|\bhypothesi[sz]es?\b|"
    r"\Athere (?:is|are|do|does)\b|"
    r"\A(?:our|these|the) insights provide\b|\bchapter\b",
    re.IGNORECASE,
)
"""What only says that something was done or is to come."""

_CARRIED_OUT = re.compile(
    r"\b(?:was|were|has been|have been) (?:\w+ly |then |also )?(?:administered|recruited|surveyed|"
    r"interviewed|conducted|collected|invited|enrol+ed|sampled|randomi[sz]ed|carried out|"
    r"undertaken|distributed|asked|screened|followed up|(?:re-?)?analy[sz]ed)\b|"
    r"\b(?:complet|answer|underw|fill)\w+ (?:in |out )?(?:an?|the|two|three|several) "
    r"(?:[\w-]+ ){0,3}(?:survey|questionnaire|interview|scale|measure|assessment|task|battery)s?\b",
    re.IGNORECASE,
)
"""What tells how a study went about its people, not what it saw."""

_TELLING = re.compile(
    r"\b(?:(?:show|find|found|confirm|demonstrat|suggest|indicat|reveal|observ|verif|prov)\w* "
    r"(?:\w+ly )?(?:that|how)|achiev\w+|outperform\w*|improv\w+|reduc\w+|better|superior\w*|"
    r"surpass\w*|higher|lower|faster|comparable to|competitive|find(?:s|ings?)?|found|"
    r"show(?:s|ed|ing)?|reveal\w*|increas\w+|decreas\w+|obtain\w*|attain\w*|yield\w*|gains?|"
    r"correlat\w+|significan\w+|than|compared (?:to|with)|well)\b|\d\s?\\?%",
    re.IGNORECASE,
)
"""What a sentence holds that says what came out, rather than what was done."""

_OUTDONE = r"achiev\w+|outperform\w*|surpass\w*|attain\w*|yield\w*"
_OUTCOME = re.compile(
    r"\b(?:(?:show|find|found|demonstrat|reveal|observ)\w* (?:\w+ly )?(?:that|how)|"
    rf"{_OUTDONE})\b|\d\s?\\?%",
    re.IGNORECASE,
)
"""The same beside a proposal."""

_SEEN = re.compile(
    r"\b(?:show|find|found|demonstrat|reveal|indicat|suggest|predict|associat|correlat|differ|"
    rf"improv|increas|decreas|lower|higher)\w*|\bthan\b|\b(?:{_OUTDONE})\b",
    re.IGNORECASE,
)
"""What says what was seen even where the rest tells how the study went."""


def tied(source: Source, made: Excerpt) -> bool:
    """Say whether a citation sentence says of itself that it is about the work."""
    narrative = any("[@" in edit.to and edit.op != "cite" for edit in made.edits)
    named = bool(source.name) and str(source.name) in made.text
    bare = made.text.replace(source.subject, "")
    return narrative or named or bool(_TIED.search(bare) and not _OF_LATE.match(bare))


def tells(text: str, kind: Role, each: Look) -> bool:
    """Say whether a sentence says what came out: no background, no mere doing, no mere hope."""
    if not _TELLING.search(text) or _ANNOUNCED.search(text):
        return False
    if _CARRIED_OUT.search(text) and not _SEEN.search(text):
        return False
    if "show" in each.moves:
        return True
    if kind in ("background", "outlook", "resource") or _OUTLOOK.search(text):
        return False
    return "propose" not in each.moves or bool(_OUTCOME.search(text))


def limits(
    texts: Sequence[str],
    kinds: Sequence[Role],
    looks: Sequence[Look],
    citation: Excerpt | None,
    spans: Sequence[tuple[int, int]],
) -> list[int]:
    """Return the numbers of the sentences that say how far the own findings go, hopes left out."""
    first = begun(looks)
    taken = (citation.start, citation.end) if citation else None
    return [
        place
        for place, (text, kind) in enumerate(zip(texts, kinds, strict=True))
        if spans[place] != taken
        and (kind == "limitation" or (place > first and _own_limit(text, kind, looks[place])))
        and "propose" not in looks[place].moves
        and not _OUTLOOK.search(text)
        and "not limited" not in text
    ]


def _own_limit(text: str, kind: Role, each: Look) -> bool:
    found = kind in ("result", "other", "outlook") or "show" in each.moves
    said = _LIMIT.search(text) if found and "propose" not in each.moves else None
    if said is None:
        return False
    return not said[0].lower().startswith(("fail", "struggl")) or not _OTHERS.search(text)


def begun(looks: Sequence[Look], *cues: str) -> int:
    """Return the first sentence in which the authors say what they do, or that holds a cue.

    Without any it is 0 where cues are given, else the number of all sentences.
    """
    places = (place for place, each in enumerate(looks) if each.moves or each.cues & {*cues})
    return next(places, 0 if cues else len(looks))
