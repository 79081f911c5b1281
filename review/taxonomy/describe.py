"""The sentence that says what a heading means, verbatim from a paper, where there is one."""

import re
from collections.abc import Sequence
from functools import cache

from review.model import Entry
from review.text.markup import clean
from review.text.phrases import GENERIC
from review.text.spans import sentence_spans
from review.text.terms import terms

_VERBS = (  # how well a verb defines its subject
    (
        3.0,
        r"(?:is|are)\s(?:the\s)?(?:task|process|problem|study|practice|field|area)s?\sof|"
        r"(?:is|are)\s(?:the|a|an)\s(?:\w+\s){0,3}(?:task|process|problem|technique|method|"
        r"setting|paradigm|approach|framework|field|area|family|class|form|subfield|tool|way|"
        r"component|step)\b|refers?\sto|(?:is|are)\s(?:defined|concerned)",
    ),
    (2.5, r"aims?\s(?:to|at)|seeks?\sto|deals?\swith|concerns?|consists?\s(?:of|in)|studies"),
    (
        1.5,
        r"(?:is|are)\s(?:an?|one|the|often|widely|commonly|typically|usually|used|crucial|"
        r"essential|important|fundamental)\b",
    ),
    (1.0, r"(?:has|have)\s(?:emerged|become|been\s(?:an?|one|the|widely))|plays?\san?"),
)
_DEFINES = tuple((grade, re.compile(rf"\s(?:{verbs})\s")) for grade, verbs in _VERBS)
_SELF = re.compile(
    r"\b(?:we|our|us|this|these|such|those|here|it|its|their|they|paper|propose[ds]?|recent|"
    r"recently|however|but|although|while|existing|previous|prior|state-of-the-art|unfortunately|"
    r"despite|fails?|suffers?|thus|therefore|moreover|furthermore|first|second|last)\b|"
    r"[\\${}<>]|--|https?:|\[\d",
    re.I,
)
_SUBJECT = 70  # letters before the verb
_SHORT, _LONG = 7, 38  # words
_LEAST = 1.5
_READ = 40  # papers


def describe(heading: str, members: Sequence[Entry]) -> str:
    """Return the sentence of an abstract of `members` that defines `heading`, or "".

    The subject of the sentence is the heading with little else; nearer members come first.
    """
    wanted = frozenset(terms(heading))
    scored = []
    for rank, entry in enumerate(members[:_READ]):
        for start, end in sentence_spans(entry.abstract):
            sentence = entry.abstract[start:end]
            if (score := _defining(sentence, wanted)) >= _LEAST:
                scored.append((-round(score, 3), rank, start, sentence))
    return min(scored)[3] if scored else ""


@cache
def _kinds() -> frozenset[str]:
    """Return the stems of the words that a subject may have beside the heading."""
    return frozenset(terms(" ".join(GENERIC)))


def _defining(sentence: str, wanted: frozenset[str]) -> float:
    """Return how well a sentence defines the words with the stems `wanted`, 0 where not."""
    if not (_SHORT <= len(sentence.split()) <= _LONG) or sentence[-1:] != ".":
        return 0.0
    if not sentence[0].isupper() or clean(sentence) != sentence:
        return 0.0
    found = [(m.start(), grade) for grade, verb in _DEFINES if (m := verb.search(sentence))]
    if not found or min(found)[0] > _SUBJECT:
        return 0.0
    start, grade = min(found)
    subject = terms(re.sub(r"\s\([^)]*\)", "", sentence[:start]))
    if not wanted <= frozenset(subject) or not frozenset(subject) - wanted <= _kinds():
        return 0.0
    doubt = 0.5 ** len(_SELF.findall(sentence))
    return grade * doubt * (len(wanted) / len(subject))
