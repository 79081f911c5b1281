"""What several outputs need of one survey, or of one work, made once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MOST = 5_000
"""Things of which is known what was made of them; then all are forgotten."""


def once(function: Callable[[T], R], most: int = _MOST) -> Callable[[T], R]:
    """Return the pure `function` of a thing that is never changed, made once for each such thing.

    It is known by being the very same, which takes no time however large it is.
    """
    known: dict[int, tuple[T, R]] = {}

    @wraps(function)
    def made(one: T) -> R:
        found = known.get(id(one))
        if found is not None and found[0] is one:
            return found[1]
        value = function(one)
        if len(known) >= most:
            known.clear()
        known[id(one)] = (one, value)  # it is held, so that no other gets its id
        return value

    return made


def last(function: Callable[[T], R]) -> Callable[[T], R]:
    """Return the same, which knows the last thing alone: many surveys are large together."""
    return once(function, 1)
