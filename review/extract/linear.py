"""The fitted models: linear, shipped as JSON beside this file, evaluated without numpy."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from operator import mul
from pathlib import Path
from typing import Any

Weights = Mapping[str, float]

_UNIT = 1000
_BITS = 24
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


def log_probabilities(present: Iterable[str]) -> tuple[float, ...]:
    """Return the log-probability of each modelled role, given the features present."""
    packed = packed_weights()
    total = packed["P:"] + sum(map(packed.get, present, repeat(0)))
    sums = []
    for _ in role_weights()["P:"]:
        low = ((total + _HALF) & _MASK) - _HALF
        sums.append(low / _UNIT)
        total = (total - low) >> _BITS
    return _log_softmax(sums)


@cache
def packed_weights() -> dict[str, int]:
    """Return the weights of each feature in thousandths, those of all roles in one number.

    One addition then does for all roles, exactly and in any order; a sum has `_BITS` bits.
    """
    return {
        feature: sum(round(weight * _UNIT) << (_BITS * place) for place, weight in enumerate(row))
        for feature, row in role_weights().items()
    }


def _log_softmax(scores: Sequence[float]) -> tuple[float, ...]:
    top = max(scores)
    whole = top + math.log(sum(math.exp(each - top) for each in scores))
    return tuple(round(each - whole, 3) for each in scores)
