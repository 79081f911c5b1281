"""The sentences a reader looks for first: problem, contribution, result, and a short summary."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from review.extract.features import Look, features
from review.extract.linear import ranking, score
from review.model import Role

_LEAST = 4  # words; below stands a heading or a scrap
_SUMMARY = 3


@dataclass(frozen=True, slots=True)
class Keys:
    """Numbers of sentences, best first; empty where the abstract has none."""

    contribution: tuple[int, ...] = ()
    result: tuple[int, ...] = ()
    problem: tuple[int, ...] = ()
    summary: tuple[int, ...] = ()


def without(chosen: Keys, barred: Collection[int]) -> Keys:
    """Return the same without the sentences that are barred."""

    def free(places: Sequence[int]) -> tuple[int, ...]:
        return tuple(place for place in places if place not in barred)

    return Keys(
        free(chosen.contribution), free(chosen.result), free(chosen.problem), free(chosen.summary)
    )


def keys(
    title: str,
    looks: Sequence[Look],
    scores: Sequence[Sequence[float]],
    roles: Sequence[Role],
    named: Sequence[int] = (),
) -> Keys:
    """Rank the sentences of one abstract by fitted features.

    `scores` are log-probabilities of roles; `named` are the sentences that hold the work's name.
    """
    usable = [place for place, each in enumerate(looks) if len(each.tokens) >= _LEAST]
    if not usable:
        return Keys(tuple(range(len(looks)))[:1])
    found = features(title, looks, scores, named)
    contribution = _ranked("contribution", usable, found)
    top = contribution[0]
    result = tuple(place for place in _ranked("result", usable, found) if place != top)
    shown = bool(result) and _found(looks[result[0]], scores[result[0]])
    summary = _ranked("summary", usable, found)
    return Keys(
        contribution,
        result if shown else (),
        _problems(top, usable, looks, scores, roles),
        _several(summary, top, result if shown else ()),
    )


def _ranked(
    model: str, usable: Sequence[int], found: Sequence[Mapping[str, float]]
) -> tuple[int, ...]:
    weights = ranking(model)
    points = {place: score(weights, found[place]) for place in usable}
    return tuple(sorted(usable, key=lambda place: (-points[place], place)))


def _found(each: Look, logs: Sequence[float]) -> bool:
    """Whether the sentence reports a finding at all, rather than being the best of none."""
    return (
        logs[3] > -3.0 or "show" in each.moves or not each.cues.isdisjoint({"better", "evidence"})
    )


def _problems(
    top: int,
    usable: Sequence[int],
    looks: Sequence[Look],
    scores: Sequence[Sequence[float]],
    roles: Sequence[Role],
) -> tuple[int, ...]:
    """Sentences that say what is wrong or missing, before the work says what it does."""
    points = {
        place: round(
            scores[place][0]
            + 1.5 * ("trouble" in looks[place].cues)
            + 0.8 * ("contrast" in looks[place].cues)
            + 0.2 * place
            - 2.0 * ("propose" in looks[place].moves),
            3,
        )
        for place in usable
        if place < top or (roles[place] == "background" and place != top)
    }
    likely = [place for place in points if points[place] > -1.0]
    return tuple(sorted(likely, key=lambda place: (-points[place], place)))


def _several(summary: tuple[int, ...], top: int, result: tuple[int, ...]) -> tuple[int, ...]:
    """The best sentence, then the contribution and the result where they are others."""
    chosen = [summary[0], *(place for place in (top, *result[:1]) if place != summary[0])]
    rest = [place for place in summary if place not in chosen]
    return tuple(chosen + rest)[: min(_SUMMARY, max(1, len(summary) // 2))]
