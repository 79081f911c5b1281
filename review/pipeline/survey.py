"""The survey: all that is said of the papers of a folder."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import starmap

from review import __version__
from review.atlas import atlas
from review.cache import each, kept
from review.classify import Past, classify, load_embedder
from review.config import Config
from review.extract import extract
from review.identity import lookalikes
from review.model import (
    Assignment,
    Chosen,
    Counts,
    Entry,
    Extract,
    Ledger,
    Paper,
    Problem,
    Remembered,
    Section,
    Survey,
    Topic,
)
from review.pipeline.corpus import Corpus, Step, by_key, identify, silent
from review.pipeline.decisions import finder, nobody, noted
from review.pipeline.edition import dates
from review.pipeline.memory import before, changed
from review.pipeline.wording import chosen
from review.render.bibtex import problems as unwritable
from review.summarize import World, glossary, overview, related, sections, terms

_NEW = Ledger()


def build(config: Config, ledger: Ledger = _NEW, step: Step = silent, jobs: int = 1) -> Survey:
    """Return the survey that the folder's inputs and its ledger make. Nothing is written.

    `step` hears the name of each stage as it starts; `jobs` processes extract sentences.
    """
    corpus = identify(config, ledger.works, step)
    edition = dates(config).edition
    papers, topics, settings = corpus.papers, config.taxonomy, config.settings
    said = config.curation
    step("Reading sentences")
    wanted, unread = chosen(papers, said.sentences, said.exclude)
    extracts = _extract(papers, wanted, jobs)
    step("Filing papers")
    assignments, astray = place(papers, config, ledger.works)
    step("Writing sections")
    world = World.of(papers, extracts, topics)
    written = changed(sections(world, assignments), ledger.pages, edition)
    notes, lost = noted(papers, said.notes, said.exclude)
    return Survey(
        title=settings.title,
        version=__version__,
        authors=settings.authors,
        date=edition,
        description=settings.description,
        url=settings.url,
        abstracts=settings.abstracts,
        latex=settings.latex,
        citations=settings.citations,
        bibliography=settings.bibliography,
        pdf=settings.pdf,
        papers=papers,
        taxonomy=topics,
        assignments=assignments,
        unaided=alone(papers, config, assignments),
        extracts=extracts,
        sections=written,
        overview=overview(world, written),
        related=related(papers),
        spots=atlas(papers, topics, assignments, ledger.works),
        glossary=glossary(papers, extracts),
        terms=terms(papers, extracts),
        sources=corpus.seeds.sources,
        excluded=corpus.excluded,
        lookalikes=lookalikes(papers),
        notes=notes,
        counts=_count(corpus, assignments, written),
        problems=(*corpus.problems, *unread, *astray, *lost, *unwritable(papers)),
        before=before(corpus, topics, assignments, ledger),
        next=settings.next,
    )


def place(
    papers: Sequence[Paper], config: Config, ledger: Sequence[Remembered] = ()
) -> tuple[tuple[Assignment, ...], tuple[Problem, ...]]:
    """Return where each paper is filed, by citation key, and the pins that name no paper.

    Of two pins of one paper, the later one in the file holds. A paper that the ledger knows stays
    where it was filed, unless another topic is clearly ahead.
    """
    pins: dict[str | int, str] = {}
    astray = []
    find = finder(papers)
    for pin in config.curation.pins:
        position = find(pin.paper)
        if position is None:
            astray.append(nobody(pin.where, pin.paper, "pins", papers, config.curation.exclude))
        else:
            pins[papers[position].key] = pin.topic
    name = config.settings.embedder
    embedder = load_embedder(name, config.root) if name else None
    past = Past(
        {entry.key: entry.topic for entry in ledger},
        frozenset(paper.key for paper in papers if paper.late),
    )
    filed = classify(by_key(papers), config.taxonomy, (), pins, embedder, past)
    return filed, tuple(astray)


def alone(
    papers: Sequence[Paper], config: Config, assignments: Sequence[Assignment]
) -> tuple[Assignment, ...]:
    """Return where the papers that a person filed would stand if the program were not told."""
    pinned = {one.paper for one in assignments if one.by == "person"}
    if not pinned:
        return ()
    heard = [paper for paper in papers if paper.key in pinned or not paper.late]
    entries = tuple(Entry(id=one.key, title=one.title, abstract=one.abstract) for one in heard)
    late = tuple(paper.key for paper in heard if paper.late)
    name = config.settings.embedder
    if name:
        past, embedder = Past(late=frozenset(late)), load_embedder(name, config.root)
        untold = classify(entries, config.taxonomy, embedder=embedder, before=past)
    else:
        untold = _untold(entries, config.taxonomy, late)
    return tuple(one for one in untold if one.paper in pinned)


@kept
def _untold(
    entries: tuple[Entry, ...], taxonomy: tuple[Topic, ...], late: tuple[str, ...]
) -> tuple[Assignment, ...]:
    """Return where the entries are filed, which an earlier build may know."""
    return classify(entries, taxonomy, before=Past(late=frozenset(late)))


_NO_CHOICE = Chosen()


def _extract(
    papers: Sequence[Paper], wanted: Mapping[str, Chosen], jobs: int
) -> tuple[Extract, ...]:
    """Return what each abstract says; an earlier build knows it of what it has read."""
    given = [(_words(paper), paper.key, wanted.get(paper.key, _NO_CHOICE)) for paper in papers]
    return each("extract", given, partial(_extracted, jobs=jobs))


def _words(paper: Paper) -> Entry:
    """Return what sentences are made from, and not where in a file it stands."""
    return Entry(
        id=paper.key,
        title=paper.title,
        abstract=paper.abstract,
        authors=paper.authors,
        authors_complete=paper.authors_complete,
    )


def _extracted(given: Sequence[tuple[Entry, str, Chosen]], jobs: int) -> tuple[Extract, ...]:
    if jobs == 1:
        return tuple(starmap(extract, given))
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        return tuple(pool.map(extract, *zip(*given, strict=True), chunksize=64))


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
