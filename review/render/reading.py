"""What reading the files gave, as the methods page tells it: by format, by reason, by problem."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from review.model import Problem, Source

SHOWN = 100  # kinds of problems on the page; survey.json holds every one


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files of one format gave together, or all files: counts of each."""

    format: str
    files: int
    records: int
    dropped: int
    problems: int


@dataclass(frozen=True, slots=True)
class Told:
    """A message, where it was met first, and how often."""

    message: str
    where: str
    count: int


def readings(sources: Sequence[Source]) -> tuple[Reading, ...]:
    """Return what each format gave, those with the most records first, and the total at the end."""
    formats = sorted({source.format for source in sources})
    rows = [_reading(name, [one for one in sources if one.format == name]) for name in formats]
    rows.sort(key=lambda row: -row.records)
    return (*rows, _reading("all", sources))


def _reading(name: str, sources: Sequence[Source]) -> Reading:
    return Reading(
        name,
        len(sources),
        sum(source.records for source in sources),
        sum(len(source.dropped) for source in sources),
        sum(len(source.problems) for source in sources),
    )


def reasons(sources: Iterable[Source]) -> tuple[tuple[str, int], ...]:
    """Return why lines were left out and how many, the most frequent reason first."""
    count = Counter(line.reason for source in sources for line in source.dropped)
    return tuple(sorted(count.items(), key=lambda item: (-item[1], item[0])))


def told(problems: Iterable[Problem]) -> tuple[Told, ...]:
    """Return each message once for each file, under the first place where it stands."""
    places: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        file = problem.where.rsplit(":", 1)[0]
        places.setdefault((problem.message, file), []).append(problem.where)
    return tuple(Told(message, found[0], len(found)) for (message, _), found in places.items())
