"""How works were filed, for the reader: what confidence means in words, and what to look at."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import floor

from review.model import Assignment, Survey

SHOWN = 300
"""Works of the queue on the page; survey.json has all."""

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_DOUBTED, _CONTENDERS = 0.6, 2
_WORDS = (
    (0.9, "nearly certain"),
    (0.75, "likely"),
    (_DOUBTED, "more likely than not"),
    (0.4, "doubtful"),
    (0.0, "hardly more than a guess"),
)
_BARE = re.compile(r"[a-z][a-z0-9-]*")
_YAML = frozenset("y n yes no on off true false null".split())


@dataclass(frozen=True, slots=True)
class Bin:
    """The works whose confidence, before a person said anything, lies between two edges.

    `said` is their mean confidence and `wrong` how many of them it lets expect to be misfiled;
    a person `confirmed` and `corrected` so many.
    """

    low: float
    high: float
    works: int
    said: float
    wrong: int
    confirmed: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A work that a person filed, and what the program says of it when it is not told."""

    assignment: Assignment
    unaided: Assignment | None


@dataclass(frozen=True, slots=True)
class Placement:
    """All that the page of placement shows: the doubtful and the unplaced, least sure first."""

    bins: tuple[Bin, ...]
    doubtful: tuple[Assignment, ...]
    unplaced: tuple[Assignment, ...]
    filed: tuple[Filed, ...]

    @property
    def queue(self) -> frozenset[str]:
        """The keys of the works that the page names for a person to look at."""
        shown = (*self.doubtful[:SHOWN], *self.unplaced[:SHOWN])
        return frozenset(str(one.paper) for one in shown)


def placement(survey: Survey) -> Placement:
    """Return how the works of a survey were filed."""
    alone = {str(one.paper): one for one in survey.unaided}
    return Placement(
        bins(survey.assignments, survey.unaided),
        _least_sure(one for one in survey.assignments if one.placed and one.doubtful),
        _least_sure(one for one in survey.assignments if not one.placed and one.by == "model"),
        tuple(
            Filed(one, alone.get(str(one.paper)))
            for one in sorted(survey.assignments, key=lambda one: str(one.paper))
            if one.by == "person"
        ),
    )


def _least_sure(assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    return tuple(sorted(assignments, key=lambda one: (one.confidence, str(one.paper))))


def bins(assignments: Sequence[Assignment], unaided: Sequence[Assignment]) -> tuple[Bin, ...]:
    """Return the bins that hold works, the surest first.

    A work that a person filed counts with what the program says of it `unaided`, and is left out
    where that is not known.
    """
    alone = {str(one.paper): one for one in unaided}
    judged = [
        (one, alone.get(str(one.paper)) if one.by == "person" else one) for one in assignments
    ]
    found = []
    for low, high in zip(_EDGES[-2::-1], _EDGES[:0:-1], strict=True):
        held = [
            (one, guess)
            for one, guess in judged
            if guess and low <= guess.confidence and (guess.confidence < high or high == 1)
        ]
        if held:
            found.append(_bin(low, high, held))
    return tuple(found)


def _bin(low: float, high: float, held: Sequence[tuple[Assignment, Assignment]]) -> Bin:
    settled = [_agree(one, guess) for one, guess in held if one.by == "person"]
    total = sum(round(guess.confidence, 3) for _, guess in held)
    return Bin(
        low,
        high,
        len(held),
        round(total / len(held), 2),
        round(len(held) - total),
        sum(settled),
        len(settled) - sum(settled),
    )


def _agree(person: Assignment, guess: Assignment) -> bool:
    """Whether a person filed a work where the program would have; both may leave it outside."""
    return person.topic == guess.topic if person.placed else not guess.placed


def in_words(assignment: Assignment) -> str:
    """Return what a confidence means: "likely", "doubtful", or that a person filed the work."""
    if assignment.by == "person":
        return "filed by a person"
    return next(words for least, words in _WORDS if assignment.confidence >= least)


def roughly(assignment: Assignment) -> str:
    """Return a confidence in steps of a tenth, so that it is not told anew at each new paper."""
    tenths = floor(round(assignment.confidence * 10, 6))
    return f"above 0.{tenths}" if tenths < 10 else "1"


def contenders(assignment: Assignment) -> tuple[str, ...]:
    """Return the next best topics where the best is doubtful, by id: in no order that drifts."""
    if assignment.by == "person" or assignment.confidence >= _DOUBTED:
        return ()
    others = (topic for topic, _ in assignment.alternatives if topic not in assignment.also)
    return tuple(sorted(islice(others, _CONTENDERS)))


def pin(assignment: Assignment) -> str:
    """Return the line for `curation.yml` that settles a work where it is; the next best beside."""
    line = f"- {{paper: {scalar(str(assignment.paper))}, topic: {scalar(assignment.topic)}}}"
    others = [topic for topic, _ in assignment.alternatives[:1]]
    return "  # or ".join((line, *others))


def scalar(text: str) -> str:
    """Return a string as YAML reads it back."""
    return text if _BARE.fullmatch(text) and text not in _YAML else json.dumps(text)


LOOKS = {look.__name__: look for look in (in_words, roughly, contenders, pin)}
"""What pages show of an assignment, by the name of the filter: less than what they make it of."""
