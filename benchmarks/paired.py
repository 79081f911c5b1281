"""Whether a difference between two methods on the same papers could be chance."""

from collections.abc import Sequence
from math import comb

FLIPS = 10_000


def sign_test(ours: Sequence[bool], theirs: Sequence[bool]) -> float:
    """Return the two-sided exact probability that the difference is chance (McNemar 1947)."""
    wins = sum(a and not b for a, b in zip(ours, theirs, strict=True))
    losses = sum(b and not a for a, b in zip(ours, theirs, strict=True))
    count, least = wins + losses, min(wins, losses)
    tail = sum(comb(count, k) for k in range(least + 1)) / 2**count if count else 1.0
    return round(min(1.0, 2 * tail), 4)


def flip_test(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the two-sided probability that the mean difference is chance (Fisher 1935).

    For scores rather than hits: the sign of each paper's difference is flipped at random, seeded.
    """
    import numpy as np

    away = np.asarray(ours, float) - np.asarray(theirs, float)
    signs = np.random.default_rng(0).choice((-1.0, 1.0), (FLIPS, len(away)))
    as_far = np.abs(signs @ away) >= abs(away.sum()) - 1e-9
    return round((1 + int(as_far.sum())) / (1 + FLIPS), 4)


def at_most(chance: float) -> float | str:
    """Return a probability as it is printed: below one in a thousand, no digits."""
    return "< 0.001" if chance < 0.001 else round(chance, 3)
