"""Whether a citation sentence says what it speaks of, or only "the method" of a sentence before."""

import re

from review.extract.citation import Source
from review.extract.edits.dangling import dangles
from review.extract.edits.lead import PAPER
from review.extract.edits.view import words
from review.model import Edit, Excerpt
from review.text.edits import replay

_THING = (
    r"(?:methods?|approach(?:es)?|frameworks?|models?|algorithms?|strateg(?:y|ies)|techniques?|"
    r"systems?|architectures?|networks?|pipelines?|procedures?|schemes?|modules?|solutions?|"
    r"mechanisms?|paradigms?|methodolog(?:y|ies)|formulations?|datasets?|corpus|benchmarks?|"
    r"analys[ei]s|tools?|platform|theory|estimators?|representations?|agents?|classifiers?|"
    r"designs?|implementations?|metrics?|losses)"
)
_PALE = (
    r"(?:proposed|resulting|developed|presented|introduced|suggested|new|novel|overall|final|"
    r"whole|entire|trained|learned|learnt|obtained|designed|improved)"
)
_OWN = (
    r"(?:methods?|approach(?:es)?|frameworks?|algorithms?|strateg(?:y|ies)|techniques?|pipelines?)"
)
"""What hardly anybody speaks of in general, as they do of "the model"."""

_REST = (
    r"(?!-| (?:of|for|that|called|named|by|between|whose|from|behind|proposed|based|known|used|"
    rf"described|hub|{_THING})\b|,? ?['\"“‘(]|,? (?-i:[A-Z]))"
)
_BARE = re.compile(
    rf"\b(?<!idea of )(?<!idea behind )(?:the|our) (?:{_PALE} )+(?P<pale>{_THING})\b{_REST}"
    rf"|\b(?<!idea of )(?<!idea behind )(?:the|our) (?P<own>{_OWN})\b{_REST}"
    rf"|\bour (?P<noun>{_THING})\b{_REST}"
    r"|\A@ (?:\w+ly )?[a-z]+ (?:that |how )?(?P<its>its?)\b(?! (?:is|was|may be)\b)"
    r"|\b(?P<both>both) (?:types|kinds|scenarios|settings|cases|problems)\b(?!.* and )"
    r"|\bgo(?:es)? (?P<on>even further|further)(?=[,.]| and\b)|\bis (?P<here>here) \w+ed\b",
    re.IGNORECASE,
)
"""A definite thing without a word on which one: "the proposed method", not "the method of X"."""

_THINGS = frozenset(
    "method methods approach approaches framework frameworks model models algorithm algorithms "
    "strategy strategies technique techniques system systems architecture architectures network "
    "networks pipeline pipelines procedure procedures scheme schemes module modules solution "
    "solutions mechanism mechanisms paradigm paradigms methodology methodologies formulation "
    "formulations dataset datasets corpus benchmark benchmarks analysis analyses tool tools "
    "platform theory estimator estimators representation representations agent agents classifier "
    "classifiers design designs implementation implementations metric metrics losses".split()
)
_POINTING = ("its", "both", "on", "here")
_SIGNS = frozenset(("it", "its", "both", "further", "here"))
_INTRODUCED = re.compile(
    rf"\b(?:an?|new|novel|several|two|three|four)\s(?:[^\s.;]+\s){{0,8}}?{_THING}\b"
    r"|\b(?:propos|introduc|present|develop|devis|design|construct|creat|build)\w*\s(?!(?:the|our)\b)",
    re.IGNORECASE,
)
"""What says which thing it is, before it is called "the method"."""

_NAME = re.compile(r"\b(?=\w*[a-z])[A-Z][a-z]*[A-Z]\w*|\([A-Z]\w*[A-Z]\w*\)")
_SELF = re.compile(rf"\b(?:this|the present|the current) {PAPER}\b", re.IGNORECASE)

_LISTED = re.compile(
    r"\([2-9b-e]\)|\b(?:second|third)(?:ly)?,|\balso\b|\?|"
    r"\A\W*(?:in addition|moreover|furthermore|finally|additionally|besides)\b",
    re.IGNORECASE,
)
"""What stands later in a list, or asks."""
_WE = re.compile(r"\A[Ww]e\b")


def loose(source: Source, made: Excerpt) -> int:
    """Return how many things of a sentence are definite though nothing before says which."""
    said = words(made.text)
    if _THINGS.isdisjoint(said) and said.isdisjoint(_SIGNS):
        return 0
    return _loose(source.name, _said(source, made))


def narrative(made: Excerpt) -> bool:
    """Say whether the work is the subject of the sentence, rather than cited after it."""
    return any("[@" in edit.to and edit.op in ("subject", "pronoun") for edit in made.edits)


def plain_quote(source: Source, made: Excerpt) -> bool:
    """Say whether a quotation can be read without the sentences around it."""
    text = _SELF.sub("we", source.abstract[made.start : made.end])
    text = _WE.sub("@", text)
    return not (dangles(text) or _LISTED.search(text) or _loose(source.name, text))


def _said(source: Source, made: Excerpt) -> str:
    """The sentence as made, but with "our" where an edit has put "the"."""
    ours = [
        Edit(edit.op, edit.start, edit.end, "our")
        if edit.op == "possessive" and edit.to in ("the", "The")
        else edit
        for edit in made.edits
    ]
    return replay(source.abstract, made.start, made.end, ours).replace(source.subject, "@")


def _loose(name: str | None, text: str) -> int:
    return sum(
        found.lastgroup in _POINTING
        or not _known(name, text[: found.start()], found[found.lastgroup or 0])
        for found in _BARE.finditer(text)
    )


def _known(name: str | None, before: str, noun: str) -> bool:
    if name and name in before:
        return True
    if _NAME.search(before) or _INTRODUCED.search(before):
        return True
    return bool(re.search(rf"\b(?:an?|@'s) (?:\S+ ){{0,6}}{noun}\b", before, re.IGNORECASE))
