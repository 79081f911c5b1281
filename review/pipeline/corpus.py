"""The papers of a survey folder before anything is said of them: read, matched, filled, keyed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from review.config import Config
from review.enrich import fill
from review.errors import ConfigError
from review.identity import assign_keys, merge
from review.model import Batch, Excluded, Paper, Problem, Remembered, Work
from review.sources import read_file
from review.text.terms import title_key

Step = Callable[[str], None]


def silent(_: str) -> None:
    """Say nothing: the default listener of `build`."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The papers of a survey folder before anything is said of them."""

    seeds: Batch
    papers: tuple[Paper, ...]
    works: int
    excluded: tuple[Excluded, ...]
    problems: tuple[Problem, ...]


def identify(config: Config, ledger: Sequence[Remembered], step: Step = silent) -> Corpus:
    """Return the papers of the folder under their citation keys, those of the ledger first.

    Raises `ConfigError` or `SourceError` on what only the person can mend.
    """
    step("Reading seeds")
    seeds = read(config.seed_files(), config.root)
    facts = read(config.metadata_files(), config.root)
    step("Matching records")
    works, unclear = fill(merge(seeds.records), facts.records)
    included, excluded = _exclude(works, config)
    papers = assign_keys(included, ledger)
    problems = (*seeds.problems, *facts.problems, *unclear)
    return Corpus(seeds, papers, len(works), excluded, problems)


def read(files: Iterable[Path], root: Path) -> Batch:
    """Return what all `files` hold; records remember their file relative to `root`."""
    batches = [read_file(path, path.relative_to(root).as_posix()) for path in files]
    return Batch(
        tuple(record for batch in batches for record in batch.records),
        tuple(source for batch in batches for source in batch.sources),
    )


def _exclude(
    works: Sequence[Work], config: Config
) -> tuple[tuple[Work, ...], tuple[Excluded, ...]]:
    """Return the works that stay and those that a person left out."""
    reasons: dict[int, str] = {}
    find = finder(works)
    for exclusion in config.curation.exclude:
        position = find(exclusion.paper)
        if position is None:
            raise ConfigError(f"curation.yml: no work is called {exclusion.paper!r} (in exclude)")
        reasons[position] = exclusion.reason
    return (
        tuple(work for i, work in enumerate(works) if i not in reasons),
        tuple(Excluded(works[i].title, reason) for i, reason in sorted(reasons.items())),
    )


def finder(works: Sequence[Work]) -> Callable[[str], int | None]:
    """Return what finds the position of the work whose id, citation key or title a name is."""
    named: dict[str | int, int] = {}
    titled: dict[str, int] = {}
    for i, work in enumerate(works):
        keys = (work.key, *work.aliases) if isinstance(work, Paper) else ()
        for name in (work.id, *keys):
            named.setdefault(name, i)
        titled.setdefault(title_key(work.title), i)
    titled.pop("", None)
    return lambda name: named.get(name, titled.get(title_key(name)))


def by_key(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return the papers under their citation keys, by which a survey refers to them."""
    return tuple(replace(paper, id=paper.key) for paper in papers)
