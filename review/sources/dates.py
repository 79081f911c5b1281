"""Dates as reference formats write them: "2021/05/01/", "2017 Nov 15", "24-27 Sept. 2019"."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_EMPTY = frozenset(("undefined",))  # what exporters write for a part they do not know
_LONGEST = 60  # characters; no date is longer


@dataclass(frozen=True, slots=True)
class When:
    """A stated date: the year or None, then "-05", "-05-01" or nothing, and whether that is all."""

    year: int | None
    rest: str = ""
    whole: bool = True


def when(text: str) -> When:
    """Return what `text` says of a date; a month or day that is not certain is left out.

    Of two years ("1998 Dec-1999 Jan") the first counts.

    Numbers alone are read year first, as RIS and ISO 8601 have them; "01/05/2021" tells no month.
    """
    return _when(text) if len(text) <= _LONGEST else replace(_when(text[:_LONGEST]), whole=False)


@lru_cache(maxsize=1 << 14)
def _when(text: str) -> When:
    tokens = [t for t in _TOKENS.findall(text.lower()) if t not in _EMPTY]
    years = [int(t) for t in tokens if len(t) == 4 and t.isdecimal() and 1000 <= int(t) < 3000]
    if len(set(years)) > 1 or not tokens:
        return When(min(years, default=None), whole=False)
    year = years[0] if years else None
    if all(token.isdecimal() for token in tokens):
        return _numbers(year, tokens)
    return _words(year, tokens)


def _numbers(year: int | None, tokens: list[str]) -> When:
    if year is None or int(tokens[0]) != year:
        return When(year, whole=False)
    parts = [int(token) for token in tokens[1:]]
    if not any(parts):
        return When(year)
    if 1 <= parts[0] <= 12 and len(parts) <= 2:
        return _on(year, parts[0], parts[1] if len(parts) == 2 else 0)
    return When(year, whole=False)


def _words(year: int | None, tokens: list[str]) -> When:
    months = {_MONTHS[token] for token in tokens if token in _MONTHS}
    others = [token for token in tokens if token not in _MONTHS and token != str(year)]
    if len(months) != 1:
        return When(year, whole=False)
    (month,) = months
    days = [int(token) for token in others if token.isdecimal()]
    if len(days) == len(others) <= 1:
        return _on(year, month, days[0] if days else 0)
    return When(year, f"-{month:02d}", whole=False)


def _on(year: int | None, month: int, day: int) -> When:
    if 1 <= day <= 31:
        return When(year, f"-{month:02d}-{day:02d}")
    return When(year, f"-{month:02d}", whole=day == 0)
