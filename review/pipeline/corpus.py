"""The papers of a survey folder before anything is said of them: read, matched, filled, keyed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from review.config import Config
from review.enrich import fill
from review.identity import assign_keys, merge
from review.model import Batch, Excluded, Paper, Problem, Remembered
from review.pipeline.decisions import correct, exclude, finder, unknown
from review.sources import read_file, together

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
    merged, said = merge(seeds.records), config.curation
    find = finder(merged, ledger)
    filled, unclear = fill(correct(merged, said.fields, find), facts.records)
    works = correct(filled, said.fields, find)  # again: what a person emptied stays empty
    included, excluded = exclude(works, said.exclude, find)
    papers = assign_keys(included, ledger)
    lost = unknown(said.fields, merged, find)
    problems = (*seeds.problems, *facts.problems, *unclear, *lost)
    return Corpus(seeds, papers, len(works), excluded, problems)


def read(files: Iterable[Path], root: Path) -> Batch:
    """Return what all `files` hold; records remember their file relative to `root`."""
    return together(read_file(path, path.relative_to(root).as_posix()) for path in files)


def by_key(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return the papers under their citation keys, by which a survey refers to them."""
    return tuple(replace(paper, id=paper.key) for paper in papers)
