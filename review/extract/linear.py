"""The fitted models: linear, shipped as JSON beside this file, evaluated without numpy."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import mul
from pathlib import Path
from typing import Any

Weights = Mapping[str, float]

_KIND = re.compile(r"[A-Z]:|[=<>]")
"""How the names of all features begin but those of words."""

_UNIT = 100
"""Role weights are whole hundredths."""

_BITS = 15
_MASK = (1 << _BITS) - 1
_HALF = 1 << (_BITS - 1)


@cache
def ranking(name: str) -> Weights:
    """Return the weights of the features by which sentences are ranked as `name`."""
    weights: Weights = _load("ranking.json")[name]
    return weights


@cache
def role_weights() -> Mapping[str, tuple[float, ...]]:
    """Return the weights of each sentence feature, one for every role of the model."""
    return {feature: tuple(row) for feature, row in _load("roles.json").items()}


def _load(file: str) -> Any:
    return json.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))


def score(weights: Weights, features: Mapping[str, float]) -> float:
    """Return the rounded score of one sentence."""
    total: float = sum(map(mul, features.values(), map(weights.get, features, repeat(0.0))))
    return round(total, 3)


def total(table: Mapping[Any, int], present: Iterable[Any]) -> int:
    """Return the sum of the packed weights of what is present; what is unknown weighs nothing."""
    return sum(filter(None, map(table.get, present)))


def log_probabilities(packed: int) -> tuple[float, ...]:
    """Return the log-probability of each modelled role, given the sum of the packed weights."""
    sums = []
    for bias in role_model().bias:
        low = ((packed + _HALF) & _MASK) - _HALF
        sums.append(low / _UNIT + bias)
        packed = (packed - low) >> _BITS
    return _log_softmax(sums)


@dataclass(frozen=True, slots=True)
class RoleModel:
    """The packed weights of the role model, told apart by the kind of feature."""

    bias: tuple[float, ...]
    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    openings: Mapping[tuple[str, ...], int]
    marks: Mapping[str, int]
    cues: Mapping[str, int]
    beside: tuple[Mapping[str, int], Mapping[str, int]]
    known_pairs: frozenset[tuple[str, str]]


@cache
def role_model() -> RoleModel:
    """Return the model by which roles are scored; `beside` are cues before and after."""
    packed = packed_weights()
    grams = {tuple(name.split()): packed[name] for name in packed if not _KIND.match(name)}
    words = {gram[0]: weight for gram, weight in grams.items() if len(gram) == 1}
    pairs = {gram[:2]: weight for gram, weight in grams.items() if len(gram) == 2}
    return RoleModel(
        bias=role_weights()["P:"],
        words=words,
        pairs=pairs,
        openings={tuple(name.split()): weight for name, weight in _of_kind("B:").items()},
        marks={name: packed[name] for name in packed if name.startswith(("P:", "L:"))},
        cues=_of_kind("="),
        beside=(_of_kind("<"), _of_kind(">")),
        known_pairs=frozenset(pairs),
    )


def _of_kind(kind: str) -> dict[str, int]:
    """The packed weights of the features whose names begin with `kind`, without it."""
    packed = packed_weights()
    return {name.removeprefix(kind): packed[name] for name in packed if name.startswith(kind)}


@cache
def packed_weights() -> dict[str, int]:
    """Return the weights of each feature but the bias, those of all roles in one machine word.

    They are hundredths above the weight of the last role, which changes no probability. One
    addition then does for all roles, exactly and in any order; a sum has `_BITS` bits.
    """
    return {
        feature: sum(
            round((weight - row[-1]) * _UNIT) << (_BITS * place)
            for place, weight in enumerate(row[:-1])
        )
        for feature, row in role_weights().items()
        if feature != "P:"
    }


def _log_softmax(scores: Sequence[float]) -> tuple[float, ...]:
    top = max(scores)
    whole = top + math.log(sum([math.exp(each - top) for each in scores]))
    return tuple([round(each - whole, 3) for each in scores])
