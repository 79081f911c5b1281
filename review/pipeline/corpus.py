"""The papers of a survey folder before anything is said of them: read, matched, filled, keyed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from review.cache import kept
from review.config import Config, Curation
from review.enrich import Index, fill
from review.errors import SourceError
from review.identity import (
    assign_keys,
    clusters,
    dated,
    former,
    joined,
    recalled,
    renamed,
    weighed,
    works_of,
)
from review.model import Batch, Departed, Excluded, Origin, Paper, Problem, Record, Remembered, Work
from review.pipeline.decisions import Find, correct, exclude, finder, foreseen, unknown
from review.pipeline.edition import dates
from review.pipeline.enrichment import Facts, snapshot_facts
from review.render.bibtex import shown_year
from review.sources import read_bytes, read_file, together

Step = Callable[[str], None]
_LARGE = 20_000_000  # bytes; what such a file holds is not kept a second time
_HAND = Origin("curation.yml", 1)


def silent(_: str) -> None:
    """Say nothing: the default listener of `build`."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The papers of a survey folder before anything is said of them.

    `keys` and `departed` are as in `Before`: what became of keys that were published.
    """

    seeds: Batch
    papers: tuple[Paper, ...]
    works: int
    excluded: tuple[Excluded, ...]
    problems: tuple[Problem, ...]
    keys: tuple[tuple[str, str], ...] = ()
    departed: tuple[Departed, ...] = ()


def identify(config: Config, ledger: Sequence[Remembered], step: Step = silent) -> Corpus:
    """Return the papers of the folder under their citation keys, those of the ledger first.

    Raises `ConfigError` or `SourceError` on what only the person can mend.
    """
    step("Reading seeds")
    seeds = read(config.seed_files(), config.root)
    facts = _facts(config, seeds.records)
    step("Matching records")
    said = config.curation
    merged, unmet = _works(seeds.records, facts, said, ledger)
    find = _finder(merged, facts, said, ledger)
    works, unclear = _filled(merged, facts, said, find)
    included, excluded = exclude(works, said.exclude, find)
    papers = assign_keys(included, ledger, shown_year)
    papers, clashes = renamed(papers, finder(papers), said.keys, ledger)
    when = dates(config)
    papers = weighed(dated(papers, ledger, when.edition, when.files), ledger)
    lost = unknown(said.fields, merged, find)
    problems = (*seeds.problems, *facts.problems, *unmet, *unclear, *lost, *clashes)
    stay = {work.id for work in included}
    left = (str(work.id) for work in works if work.id not in stay)
    reasons = {id_: one.reason for id_, one in zip(left, excluded, strict=True)}
    keys, departed = former(papers, ledger, reasons, when.edition)
    return Corpus(seeds, papers, len(works), excluded, problems, keys, departed)


def _facts(config: Config, records: Sequence[Record]) -> Facts:
    """Return what the metadata files state of the records, or of what a person corrects in them."""
    files = config.metadata_files()
    corrected = [
        Record(id="", title=one.title or "", doi=one.doi or "", arxiv=one.arxiv or "", origin=_HAND)
        for one in config.curation.fields
    ]
    index = Index([*records, *corrected] if files else [])
    named = ((path, path.relative_to(config.root).as_posix()) for path in files)
    return snapshot_facts(named, index)


def _works(
    records: Sequence[Record],
    facts: Facts,
    said: Curation,
    ledger: Sequence[Remembered],
) -> tuple[tuple[Work, ...], tuple[Problem, ...]]:
    """Return the works of the records, under the ids of the ledger, as a person joined them.

    Whom a person names is found among the works as they are without her word.
    """
    groups = clusters(records)
    works = recalled(works_of(records, groups), ledger)
    if not (said.merge or said.split):
        return works, ()
    filled, _ = _filled(works, facts, said, _finder(works, facts, said, ledger))
    at = {work.id: i for i, work in enumerate(works)}
    papers = assign_keys(filled, ledger)
    meant = finder(papers, ledger)

    def find(name: str) -> int | None:
        found = meant(name)
        return None if found is None else at[papers[found].id]

    groups, unmet = joined(
        records, groups, find, said.merge, said.split, [one.key for one in papers]
    )
    return recalled(works_of(records, groups), ledger), unmet


def _finder(
    works: Sequence[Work], facts: Facts, said: Curation, ledger: Sequence[Remembered]
) -> Find:
    """Return what finds a work by its published key; without one by the key it is about to get.

    That is made of filled fields, and may be the one from before or after a person's corrections.
    """
    before = foreseen(
        finder(works, ledger), lambda: fill(works, facts.records, facts.vocabulary)[0], ledger
    )
    return foreseen(before, lambda: _filled(works, facts, said, before)[0], ledger)


def _filled(
    works: Sequence[Work], facts: Facts, said: Curation, find: Find
) -> tuple[list[Work], tuple[Problem, ...]]:
    """Return the works with their empty fields filled, a person's corrections above all."""
    filled, unclear = fill(correct(works, said.fields, find), facts.records, facts.vocabulary)
    return correct(filled, said.fields, find), unclear  # again: what she emptied stays empty


def read(files: Iterable[Path], root: Path) -> Batch:
    """Return what all `files` hold; records remember their file relative to `root`."""
    return together(_read(path, path.relative_to(root).as_posix()) for path in files)


def _read(path: Path, name: str) -> Batch:
    """Return what the file holds; an earlier build knows it of a file it has read."""
    if not path.is_file() or path.stat().st_size > _LARGE:
        return read_file(path, name)
    try:
        return _held(path.read_bytes(), name)
    except OSError as error:
        raise SourceError(f"{path}: cannot be opened: {error.strerror}") from error


_held = kept(read_bytes)


def by_key(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return the papers under their citation keys, by which a survey refers to them."""
    return tuple(replace(paper, id=paper.key) for paper in papers)
