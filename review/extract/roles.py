"""The role of each sentence: a linear model, the labels of structured abstracts, and patterns."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from review.extract.edits.lead import UNMARKED
from review.extract.features import Look
from review.extract.linear import log_probabilities, role_model, total
from review.model import Role

MODELLED: tuple[Role, ...] = ("background", "objective", "method", "result", "other")
"""The roles of the model, in the order of its weights."""

_LABELS: dict[str, Role] = {
    "background": "background", "introduction": "background", "context": "background",
    "motivation": "background", "significance": "background", "rationale": "background",
    "objective": "objective", "objectives": "objective", "aim": "objective", "aims": "objective",
    "purpose": "objective", "goal": "objective", "hypothesis": "objective",
    "method": "method", "methods": "method", "methodology": "method", "design": "method",
    "setting": "method", "participants": "method", "approach": "method", "patients": "method",
    "interventions": "method", "intervention": "method", "materials": "method", "data": "method",
    "result": "result", "results": "result", "findings": "result", "conclusion": "result",
    "conclusions": "result", "interpretation": "result", "discussion": "result",
    "limitation": "limitation", "limitations": "limitation", "availability": "resource",
    "implications": "outlook",
}  # fmt: skip
_LABEL = re.compile(
    r"\W{0,3}(?P<word>[A-Za-z]+)(?:\s(?:and|&|/)\s[A-Za-z]+|\s?/\s?[A-Za-z]+)?\s*(?::|\n|[.]\s)",
    re.IGNORECASE,
)
_LIMITATION = re.compile(
    r"\b(?:(?:a|one|the|our|main|key|major|several|some) (?:\w+ )?limitations? (?:of (?:this|our|"
    r"the (?:present|current|proposed|study|work|approach))|is|are|include)|limitations? of "
    r"(?:this|our) (?:\w+ )?(?:work|study|approach|method|paper|analysis|results)|we (?:\w+ )?"
    r"(?:acknowledge|discuss (?:\w+ ){0,3}limitations)|(?:our|this|the present) (?:\w+ )?(?:study|"
    r"work|method|approach|model) (?:is|was|are) (?:\w+ )?limited (?:to|by|in)|caveats?)\b",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(
    r"\b(?:future (?:work|research|stud(?:y|ies)|directions?|investigations?|efforts|developments?|"
    r"advances|exploration|improvements?|trials)|further (?:research|stud(?:y|ies)|work|"
    r"investigations?|exploration) (?:is|are|should|will|could|may|needed|into|on)|"
    r"(?:we|i) (?:also )?(?:hope|plan|envision|anticipate|leave)|open (?:problems|questions|"
    r"challenges|issues)|pav(?:e|es|ing) the way|remains? (?:an open|to be)|"
    r"(?:promising|potential|new) (?:research )?(?:directions?|avenues?)|more (?:research|work|"
    r"studies) (?:is|are) (?:needed|required))\b",
    re.IGNORECASE,
)
_RESOURCE = re.compile(
    r"\b(?:(?:code|data|dataset|datasets|models?|weights|checkpoints|demo|toolkit|implementation|"
    r"benchmark|software|package|library|materials?|resources?|page|website|scripts?|videos?|"
    r"samples)\b[^.]{0,60}\b(?:is|are|will be|can be|were|has been|have been)\b[^.]{0,40}\b"
    r"(?:available|released|found|accessible|accessed|open-?\s?sourced|downloaded|public)|"
    r"(?:available|released?|found|accessed|hosted|code|page|website|demo|data|repository)\s?"
    r"(?:at|on|from|via|in|:|is|under)?\s?:?\s?\(?(?:https?://|www\.|github\.com)|"
    r"we (?:\w+ )?(?:release|open-?\s?source|share|publish|make)\b[^.]{0,80}\b(?:code|models?|"
    r"weights|dataset|data|checkpoints|available|public)|"
    r"(?:source )?code (?:is|and|will|available|at|link))",
    re.IGNORECASE,
)
_SPECIAL: tuple[tuple[str, re.Pattern[str], Role], ...] = (
    ("http https www github code available release released open public found accessible "
     "accessed share publish make downloaded", _RESOURCE, "resource"),
    ("limitation limitations limited caveat caveats acknowledge", _LIMITATION, "limitation"),
    ("future further hope plan envision anticipate leave open pave paves paving remain remains "
     "direction directions avenue avenues more", _OUTLOOK, "outlook"),
)  # fmt: skip
_GATES = tuple((frozenset(words.split()), pattern, role) for words, pattern, role in _SPECIAL)
"""Words of which one must stand in the sentence, the pattern that then decides, and its role."""


def role_features(looks: Sequence[Look]) -> list[list[str]]:
    """Return the names of the features present in each sentence of one abstract."""
    found: list[list[str]] = []
    for place, (each, marks) in enumerate(zip(looks, _marks(looks), strict=True)):
        names = [*each.words, *map(" ".join, frozenset(pairwise(each.tokens)))]
        names.extend("B:" + " ".join(each.tokens[:size]) for size in (1, 2))
        names.extend(marks)
        names.extend(map("=".__add__, each.cues))
        if place:
            names.extend(map("<".__add__, looks[place - 1].cues))
        if place + 1 < len(looks):
            names.extend(map(">".__add__, looks[place + 1].cues))
        found.append(names)
    return found


def _marks(looks: Sequence[Look]) -> list[tuple[str, ...]]:
    """The features of each sentence that say where it stands and what was said before."""
    found = []
    moved = proposed = False
    for place, each in enumerate(looks):
        found.append(_mark(place, len(looks), min(len(each.tokens) // 8, 6), moved, proposed))
        moved = moved or bool(each.moves)
        proposed = proposed or "propose" in each.moves
    return found


@lru_cache(maxsize=4096)
def _mark(place: int, count: int, length: int, moved: bool, proposed: bool) -> tuple[str, ...]:
    names = (
        f"P:{place * 5 // max(count - 1, 1)}",
        f"P:s{min(place, 4)}",
        f"P:e{min(count - 1 - place, 4)}",
        f"L:{length}",
    )
    return names + ("P:moved",) * moved + ("P:proposed",) * proposed


def role_scores(looks: Sequence[Look]) -> list[tuple[float, ...]]:
    """Return the log-probabilities of the modelled roles for each sentence.

    What is summed are the weights of `role_features`, without naming those that weigh nothing.
    """
    model = role_model()
    before, after = ([total(table, each.cues) for each in looks] for table in model.beside)
    return [
        log_probabilities(
            total(model.words, each.words)
            + total(model.pairs, model.known_pairs.intersection(pairwise(each.tokens)))
            + total(model.openings, (each.tokens[:1], each.tokens[:2]))
            + total(model.marks, marks)
            + total(model.cues, each.cues)
            + left
            + right
        )
        for each, marks, left, right in zip(
            looks, _marks(looks), [0, *before[:-1]], [*after[1:], 0], strict=True
        )
    ]


def roles(
    texts: Sequence[str], looks: Sequence[Look], scores: Sequence[Sequence[float]]
) -> tuple[Role, ...]:
    """Return the role of each sentence; a structured abstract's own labels go first."""
    labels = _labels(texts)
    structured = sum(label is not None for label in labels) > 1
    current: Role | None = None
    found: list[Role] = []
    for text, each, label, logs in zip(texts, looks, labels, scores, strict=True):
        current = label or current if structured else None
        modelled = MODELLED[max(range(len(logs)), key=logs.__getitem__)]
        found.append(_special(text, each, current or modelled))
    return tuple(found)


def _labels(texts: Sequence[str]) -> list[Role | None]:
    matches = [_LABEL.match(text) or UNMARKED.match(text) for text in texts]
    return [_LABELS.get(match["word"].casefold()) if match else None for match in matches]


def _special(text: str, each: Look, role: Role) -> Role:
    """Limitation, outlook and resource, which the model does not know; else `role`."""
    for words, pattern, special in _GATES:
        if not words.isdisjoint(each.words) and pattern.search(text):
            if special == "resource" or (special == "limitation" and role != "background"):
                return special
            if special == "outlook" and role in ("result", "other"):
                return special
    return role
