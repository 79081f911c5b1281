"""Stated aims: by them a study is cited that proposes nothing but asks, surveys or measures."""

import re
from collections.abc import Sequence

from review.extract.edits.lead import PAPER, drop_label
from review.extract.features import Look
from review.model import Role

_SELF = rf"(?:this|the (?:present|current)|our)(?: [a-z-]+){{0,2}}? {PAPER}"
_AIM = re.compile(
    r"\b(?:the|its|our|a) (?!second(?:ary)?|third|further|other)(?:[a-z]+ )?"
    rf"(?:aim|objective|purpose|goal)s?(?: of (?:{_SELF}|the [a-z ]{{3,30}}))?(?:,? [a-z]+,)? "
    r"(?:was|were) (?:[a-z]+ly )?to\b"
    rf"|\b(?:the|an?|our) (?:[a-z]+ )?(?:aim|objective|purpose)s? of {_SELF}(?:,? [a-z]+,)? "
    r"(?:is|are) (?:[a-z]+ly )?to\b"
    rf"|\b(?:{_SELF}|we)(?: [a-z]+ly| also| thus|, therefore,)? (?:aimed|sought|set out|intended|"
    r"(?:was|is) (?:designed|conducted|undertaken|carried out)) to\b",
    re.IGNORECASE,
)
"""What says outright why the study was made."""

_ASKS = re.compile(
    rf"(?<!that )(?<!which )(?<!what )(?<!as )\b(?:{_SELF}|we)(?: [a-z]+ly| also| thus| then)? "
    r"(?:examin|investigat|explor|assess|evaluat|compar|estimat|test)ed\b"
    r"(?! (?:our|its|reference lists?|databases?|records)\b)",
    re.IGNORECASE,
)
_INTENDS = re.compile(
    rf"\b(?:{_SELF}|we)(?: [a-z]+ly| also| thus|, therefore,)? (?:aims? to|seeks? to|(?:examin|"
    r"investigat|explor|assess|evaluat|compar|estimat|test)e?s?\b)",
    re.IGNORECASE,
)
"""The same in the present, which counts under a label that announces an aim."""

_AIMS = re.compile(
    r"(?:background and )?(?:aims?|objectives?|purpose|goals?|research question|hypothes[ei]s)\b",
    re.IGNORECASE,
)
_DOING = (
    r"(?:analy[sz]ed|administered|applied|carried out|coded|collected|completed|conducted|"
    r"consulted|elicited|employed|extracted|gathered|interviewed|obtained|performed|recruited|"
    r"searched|screened|selected|surveyed|transcribed|undertaken|used|utili[sz]ed)"
)
_HANDLED = (
    r"(?:analys[ei]s|approach|articles|data|data ?sets?|databases?|focus groups?|instruments?|"
    r"interviews?|inventory|literature|measures?|methods?|models?|participants|patients|questionnaires?|"
    r"records|regressions?|respondents|samples?|scales?|screen|search(?:es)?|studies|surveys?|"
    r"tests?|transcripts)"
)
_PROCEDURE = re.compile(
    r"\W*(?:inclusion|eligibility|exclusion) criteria\b|"
    rf"\W*(?:[\w-]+ ){{0,6}}{_HANDLED} (?:\([^)]*\) )?(?:was|were) (?:[a-z]+ly )?{_DOING}\b"
    rf"|\W*(?:{_SELF}|we) (?:[a-z]+ly )?(?:administered|collected|employed|gathered|performed|"
    rf"recruited|searched|used|conducted) (?:[\w-]+,? ){{0,6}}{_HANDLED}\b"
    r"(?! (?:to|for|of)\b)(?!.* to [a-z])"
    rf"|\W*(?:a total of )?(?:[\w-]+ ){{1,6}}(?:participants|respondents|patients|people) "
    r"(?:complet|answer|fill)ed (?:in |out )?(?!the task)\w+"
    rf"|\W*a total of [\d,]+ (?:[\w’'-]+,? ){{1,12}}were (?:[a-z]+ly )?{_DOING}\b"
    rf"|\W*(?:{_SELF}|we) (?:[a-z]+ly |also )?(?:examin|check|search)ed (?:the )?(?:databases?|"
    r"reference lists?|records)\b",
    re.IGNORECASE,
)
"""What only says that data were collected or analysed."""

_FOUND: tuple[Role, ...] = ("result", "outlook", "limitation", "resource")


def aims_first(
    ranked: Sequence[int], texts: Sequence[str], looks: Sequence[Look], kinds: Sequence[Role]
) -> tuple[int, ...]:
    """Return the ranking with the sentence before all others that states the aim of a study.

    What is only examined counts where nothing is built; without either, how data were handled
    goes last. Unchanged where the first sentence proposes something or states an aim itself.
    """
    if not ranked or "propose" in looks[ranked[0]].moves or states_aim(texts[ranked[0]]):
        return tuple(ranked)
    fit = [place for place in sorted(ranked) if kinds[place] not in _FOUND]
    stated = next((place for place in fit if states_aim(texts[place])), None)
    made = any(each.moves & {"propose", "step"} for each in looks)
    if stated is None and not made and "study" not in looks[ranked[0]].moves:
        stated = next((place for place in fit if _asks(texts[place])), None)
    if stated is None:
        return _procedures_last(ranked, texts)
    return (stated, *(place for place in ranked if place != stated))


def states_aim(text: str) -> bool:
    """Say whether a sentence says outright why the study was made."""
    text = " ".join(text.split())
    begins = drop_label(text)[1]
    announced = begins and _AIMS.match(text) and _INTENDS.search(text, begins)
    return bool(announced or _AIM.search(text))


def _asks(text: str) -> bool:
    return bool(_ASKS.search(" ".join(text.split())))


def _procedures_last(ranked: Sequence[int], texts: Sequence[str]) -> tuple[int, ...]:
    """The ranking with what only says how data were handled after all else."""
    plain = {place: " ".join(texts[place].split()) for place in ranked}
    last = [p for p in ranked if _PROCEDURE.match(plain[p], drop_label(plain[p])[1])]
    return (*(place for place in ranked if place not in last), *last)
