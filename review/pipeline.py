"""The pipeline in one readable function: from the survey folder to the survey, its pages, the disk.

seeds ─read─▶ records ─merge─▶ works ─fill─▶ works ─assign_keys─▶ papers
papers ─extract─▶ sentences   papers ─classify─▶ assignments
all of it ─sections─▶ Survey ─render─▶ pages ─write─▶ site/ ─mkdocs─▶ public/
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from review import __version__, check
from review.classify import classify, load_embedder
from review.classify.advice import Advice, Near, advise, near
from review.classify.health import Tree, stand
from review.config import Config, Curation, load_config, text_of
from review.enrich import fill
from review.errors import CheckError, ConfigError
from review.extract import extract
from review.extract.edits import allowed
from review.identity import assign_keys, dump_lock, load_lock, merge
from review.model import (
    Assignment,
    Batch,
    Counts,
    Excluded,
    Extract,
    Page,
    Paper,
    Problem,
    Remembered,
    Section,
    Survey,
    Work,
)
from review.render import render
from review.render.bibtex import problems as unwritable
from review.render.html import build_html
from review.render.nav import nav
from review.render.write import manifest, put, write
from review.sources import read_file
from review.summarize import glossary, overview, related, sections
from review.summarize.themes import themes
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


def build(
    config: Config, ledger: Sequence[Remembered] = (), step: Step = silent, jobs: int = 1
) -> Survey:
    """Return the survey that the folder's inputs and its ledger make. Nothing is written.

    `step` hears the name of each stage as it starts; `jobs` processes extract sentences.
    """
    corpus = identify(config, ledger, step)
    papers, topics, settings = corpus.papers, config.taxonomy, config.settings
    step("Reading sentences")
    extracts = _extract(papers, jobs)
    step("Filing papers")
    assignments, astray = place(papers, config)
    step("Writing sections")
    written = sections(papers, extracts, topics, assignments)
    return Survey(
        title=settings.title,
        version=__version__,
        authors=settings.authors,
        date=settings.date,
        description=settings.description,
        url=settings.url,
        abstracts=settings.abstracts,
        papers=papers,
        taxonomy=topics,
        assignments=assignments,
        unaided=alone(papers, config, assignments),
        extracts=extracts,
        sections=written,
        overview=overview(papers, extracts, topics, assignments, written),
        related=related(papers),
        glossary=glossary(papers, extracts),
        sources=corpus.seeds.sources,
        excluded=corpus.excluded,
        counts=_count(corpus, assignments, written),
        problems=(*corpus.problems, *astray, *unwritable(papers)),
    )


def place(
    papers: Sequence[Paper], config: Config
) -> tuple[tuple[Assignment, ...], tuple[Problem, ...]]:
    """Return where each paper is filed, by citation key, and the pins that name no paper.

    Of two pins of one paper, the later one in the file holds.
    """
    pins: dict[str | int, str] = {}
    astray = []
    find = _names(papers)
    for pin in config.curation.pins:
        position = find(pin.paper)
        if position is None:
            astray.append(Problem(pin.where, f"no work is called {pin.paper!r} (in pins)"))
        else:
            pins[papers[position].key] = pin.topic
    name = config.settings.embedder
    embedder = load_embedder(name, config.root) if name else None
    filed = classify(by_key(papers), config.taxonomy, pins=pins, embedder=embedder)
    return filed, tuple(astray)


def alone(
    papers: Sequence[Paper], config: Config, assignments: Sequence[Assignment]
) -> tuple[Assignment, ...]:
    """Return where the papers that a person filed would stand if the program were not told."""
    pinned = {one.paper for one in assignments if one.by == "person"}
    untold = place(papers, replace(config, curation=Curation()))[0] if pinned else ()
    return tuple(one for one in untold if one.paper in pinned)


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
    find = _names(works)
    for exclusion in config.curation.exclude:
        position = find(exclusion.paper)
        if position is None:
            raise ConfigError(f"curation.yml: no work is called {exclusion.paper!r} (in exclude)")
        reasons[position] = exclusion.reason
    return (
        tuple(work for i, work in enumerate(works) if i not in reasons),
        tuple(Excluded(works[i].title, reason) for i, reason in sorted(reasons.items())),
    )


def _names(works: Sequence[Work]) -> Callable[[str], int | None]:
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


def _extract(papers: Sequence[Paper], jobs: int) -> tuple[Extract, ...]:
    keyed = by_key(papers)
    if jobs == 1:
        return tuple(map(extract, keyed))
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        return tuple(pool.map(extract, keyed, chunksize=64))


def _count(corpus: Corpus, assignments: Sequence[Assignment], written: Sequence[Section]) -> Counts:
    papers, records = corpus.papers, len(corpus.seeds.records)
    placed = sum(assignment.placed for assignment in assignments)
    said = [q for s in written for p in s.paragraphs for q in p.quotes]
    quotes = [quote for quote in said if not quote.counted]
    cited = {key for s in written for key in s.bare} | {k for q in said for k in q.also}
    cited |= {quote.paper for quote in quotes}
    return Counts(
        records=records,
        duplicates=records - corpus.works,
        works=corpus.works,
        excluded=len(corpus.excluded),
        papers=len(papers),
        placed=placed,
        unplaced=len(papers) - placed,
        cited=len(cited),
        without_abstract=sum(not paper.abstract for paper in papers),
        with_authors=sum(bool(paper.authors) for paper in papers),
        topics=len({assignment.topic for assignment in assignments if assignment.placed}),
        sentences=len(quotes),
    )


# ── the folder ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a build would write: pages for `site/`, `review.lock` and `mkdocs.yml`."""

    survey: Survey
    pages: tuple[Page, ...]
    lock: str
    mkdocs: str


def draft(root: Path, ledger: Sequence[Remembered], step: Step = silent, jobs: int = 1) -> Draft:
    """Return what building the folder `root` would write; touches nothing."""
    config = load_config(root)
    mkdocs = text_of(root / "mkdocs.yml")
    survey = build(config, ledger, step, jobs)
    step("Rendering pages")
    return Draft(
        survey,
        render(survey, root),
        dump_lock(survey.papers, ledger),
        nav(survey, mkdocs),
    )


@dataclass(frozen=True, slots=True)
class Checkup:
    """How the taxonomy of a folder fares: its papers, its tree, and what a person might change."""

    papers: tuple[Paper, ...]
    tree: Tree
    near: tuple[Near, ...]
    advice: tuple[Advice, ...]


def examine(root: Path, step: Step = silent) -> Checkup:
    """Return how the taxonomy of the folder `root` fares with its papers; touches nothing."""
    config = load_config(root)
    papers = identify(config, remember(root), step).papers
    step("Filing papers")
    assignments, _ = place(papers, config)
    tree = stand(papers, config.taxonomy, assignments)
    pairs = near(papers, config.taxonomy, assignments, tree) if papers else ()
    found = advise(config.taxonomy, assignments, tree, pairs, themes(papers))
    return Checkup(papers, tree, pairs, found)


def remember(root: Path) -> tuple[Remembered, ...]:
    """Return the ledger of the folder, empty where there is none yet."""
    lock = root / "review.lock"
    return load_lock(lock) if lock.exists() else ()


def publish(root: Path, made: Draft, step: Step = silent) -> tuple[str, ...]:
    """Write the draft and return the paths in `site/` that changed; all or nothing.

    Raises `CheckError`, with nothing written, where a person edited a generated page.
    """
    step("Writing site/")
    with _disk():
        changed = write(made.pages, root)
        for name, text in (("review.lock", made.lock), ("mkdocs.yml", made.mkdocs)):
            path = root / name
            if not path.is_file() or path.read_bytes() != text.encode():
                put(path, text.encode())
    return changed


@contextmanager
def _disk() -> Iterator[None]:
    """Raise `CheckError`, with the file, where the folder cannot be read or written."""
    try:
        yield
    except OSError as error:
        raise CheckError(
            f"{error.filename}: cannot be read or written: {error.strerror}"
        ) from error


def publish_html(root: Path, step: Step = silent) -> None:
    """Turn `site/` into `public/` with MkDocs; the last good `public/` stays on failure."""
    step("Building public/")
    with _disk():
        build_html(root)


def verify(root: Path, step: Step = silent) -> tuple[Problem, ...]:
    """Return every broken promise of the folder: stale or edited files, sentences that do not
    replay from the seeds, citations and links that lead nowhere, works cited nowhere."""
    made = draft(root, remember(root), step)
    step("Checking promises")
    with _disk():
        return _broken(root, made)


def _broken(root: Path, made: Draft) -> tuple[Problem, ...]:
    """Return what on the disk is not as the draft would have it."""
    abstracts = {paper.key: paper.abstract for paper in made.survey.papers}
    titles = {paper.key: paper.title for paper in made.survey.papers}
    site = root / "site"
    try:
        stated = check.load_survey(site / "survey.json")
    except CheckError as error:
        return (Problem("site/survey.json", str(error)),)
    return (
        *check.quotes(stated, abstracts, allowed),
        *check.cells(stated, abstracts, allowed),
        *check.lists(stated, titles),
        *check.citations(site),
        *check.links(site),
        *check.coverage(stated),
        *check.freshness(
            root,
            made.pages,
            {
                "review.lock": made.lock,
                "mkdocs.yml": made.mkdocs,
                "site/manifest.json": manifest(made.pages),
            },
        ),
    )
