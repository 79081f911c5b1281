"""Fit the sentence models of `review.extract` and write them beside it as JSON.

    python -m benchmarks.fit_sentences [--data ../shared/data]

Fitted on CSAbstruct train (roles), SciTLDR train and the development labels of the seeds
(ranking), and on nothing else. Everything is convex and seeded by nothing, so the files are the
same again for the same versions of numpy, scipy and scikit-learn.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.sentence_data import Labelled, csabstruct, scitldr, seed_labels
from review.extract import linear
from review.extract.features import features, look
from review.extract.name import holding, introduced
from review.extract.roles import MODELLED, role_features, role_scores

Floats = NDArray[np.float64]
MODELS = Path(linear.__file__).parent
LEAST = 12  # sentences that must hold a feature
SMALLEST = 0.03  # a role feature lighter than this in every role is left out
ROLE_C = 0.03
SHARPNESS = 12.0  # how strongly the best sentence by ROUGE is preferred to the next
PENALTY = {"contribution": 20.0, "result": 20.0, "summary": 5.0}
"""Ridge of each model, from cross-validation on what it is fitted on."""

FLOOR = 0.2  # features rarer than this deviation are not blown up


def fit_roles(abstracts: Sequence[Labelled]) -> dict[str, list[float]]:
    """Return the weights of each feature, one a role, rounded to two decimals."""
    rows = [row for each in abstracts for row in role_features([look(t) for t in each.texts])]
    counts = Counter(name for row in rows for name in set(row))
    vocabulary = {name: i for i, name in enumerate(sorted(counts)) if counts[name] >= LEAST}
    vocabulary = {name: i for i, name in enumerate(vocabulary)}
    labels = [MODELLED.index(role) for each in abstracts for role in each.roles]
    sureness = [value for each in abstracts for value in each.confidences]
    model = LogisticRegression(C=ROLE_C, max_iter=2000)
    model.fit(_matrix(rows, vocabulary), labels, sample_weight=sureness)
    table = {"P:": [round(float(value), 3) for value in model.intercept_]}
    for name, i in vocabulary.items():
        row = [round(float(value), 2) for value in model.coef_[:, i]]
        if max(map(abs, row)) >= SMALLEST:
            table[name] = row
    return table


def _matrix(rows: Sequence[Iterable[str]], vocabulary: Mapping[str, int]) -> csr_matrix:
    columns, ends = [], [0]
    for row in rows:
        columns += sorted({vocabulary[name] for name in row if name in vocabulary})
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), (len(rows), len(vocabulary)))


@dataclass(frozen=True, slots=True)
class Choice:
    """Sentences of one abstract as feature rows, and how much each is to be preferred."""

    rows: tuple[dict[str, float], ...]
    target: tuple[float, ...]


def rows_of(each: Labelled) -> tuple[dict[str, float], ...]:
    """Return the ranking features of each sentence."""
    looks = [look(text) for text in each.texts]
    named = holding(introduced(each.title, each.texts, looks), each.texts)
    return tuple(features(each.title, looks, role_scores(looks), named))


def fit_ranking(
    choices: Sequence[Choice], penalty: float, prior: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Return weights of a conditional logit (McFadden 1974) over the sentences of each abstract.

    Weights are drawn towards `prior`, or towards zero, with the ridge `penalty` on features
    scaled to unit deviation.
    """
    names = sorted({name for choice in choices for row in choice.rows for name in row})
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((sum(len(choice.rows) for choice in choices), len(names)))
    for number, row in enumerate(row for choice in choices for row in choice.rows):
        for name, value in row.items():
            matrix[number, place[name]] = value
    scale = np.maximum(matrix.std(axis=0), FLOOR)
    start = np.array([(prior or {}).get(name, 0.0) for name in names]) * scale
    target = np.concatenate([choice.target for choice in choices])
    sizes = np.array([len(choice.rows) for choice in choices])
    weights = _conditional_logit(matrix / scale, target, sizes, penalty, start) / scale
    return {
        name: round(float(value), 3)
        for name, value in zip(names, weights, strict=True)
        if abs(value) >= 0.0005
    }


def _conditional_logit(
    matrix: Floats, target: Floats, sizes: NDArray[np.int64], penalty: float, start: Floats
) -> Floats:
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    groups = np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = matrix @ weights
        top = np.maximum.reduceat(scores, firsts)[groups]
        powers = np.exp(scores - top)
        whole = np.add.reduceat(powers, firsts)[groups]
        away = weights - start
        value = -(target * (scores - top - np.log(whole))).sum() + penalty * away @ away
        return float(value), -(matrix.T @ (target - powers / whole)) + 2 * penalty * away

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    return np.asarray(found.x)


def by_rouge(each: Labelled) -> Choice:
    """Return the choice whose preference grows with the overlap with the summaries."""
    powers = np.exp(SHARPNESS * (np.array(each.overlaps) - max(each.overlaps)))
    return Choice(rows_of(each), tuple(powers / powers.sum()))


def by_label(each: Labelled, kind: str) -> Choice:
    """Return the choice of the sentences that readers named for `kind`."""
    chosen = each.chosen[kind]
    share = [1 / len(chosen) if place in chosen else 0.0 for place in range(len(each.texts))]
    return Choice(rows_of(each), tuple(share))


def main() -> None:
    """Fit and write `roles.json` and `ranking.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    _write(MODELS / "roles.json", fit_roles(csabstruct(data, "train")))
    linear.role_weights.cache_clear()
    linear.packed_weights.cache_clear()
    linear.role_model.cache_clear()
    summary = fit_ranking([by_rouge(each) for each in scitldr(data, "train")], PENALTY["summary"])
    ranking = {"summary": summary}
    labelled = seed_labels(data)
    for kind, prior in (("contribution", summary), ("result", None)):
        choices = [by_label(each, kind) for each in labelled if each.chosen[kind]]
        ranking[kind] = fit_ranking(choices, PENALTY[kind], prior)
    _write(MODELS / "ranking.json", ranking)


def _write(path: Path, table: Mapping[str, object]) -> None:
    rows = (f"{json.dumps(key)}: {json.dumps(table[key], sort_keys=True)}" for key in sorted(table))
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    print(f"{path.name}: {len(table)} rows, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
