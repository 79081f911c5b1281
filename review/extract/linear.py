"""The fitted models: linear, shipped as JSON beside this file, evaluated without numpy."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Weights = Mapping[str, float]


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
    return round(sum(value * weights.get(key, 0.0) for key, value in features.items()), 3)


def log_probabilities(present: Iterable[str]) -> tuple[float, ...]:
    """Return the log-probability of each of the five modelled roles, given the features."""
    table = role_weights()
    a, b, c, d, e = table["P:"]
    for row in filter(None, map(table.get, present)):
        a += row[0]
        b += row[1]
        c += row[2]
        d += row[3]
        e += row[4]
    return _log_softmax([round(each, 3) for each in (a, b, c, d, e)])


def _log_softmax(scores: Sequence[float]) -> tuple[float, ...]:
    top = max(scores)
    whole = top + math.log(sum(math.exp(each - top) for each in scores))
    return tuple(round(each - whole, 3) for each in scores)
