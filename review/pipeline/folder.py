"""The folder of a survey: what a build would write, what it writes, and what holds of it."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from review import check
from review.classify.advice import Advice, Near, advise, near
from review.classify.health import Tree, stand
from review.config import load_config, load_settings, load_untaught, text_of
from review.errors import CheckError
from review.extract.edits import allowed
from review.identity import dump_lock, dump_pages, load_ledger
from review.model import Ledger, Page, Paper, Problem, Survey
from review.pipeline.bibliography import health
from review.pipeline.corpus import Step, identify, silent
from review.pipeline.edition import GIT, dates
from review.pipeline.memory import published
from review.pipeline.survey import build, place
from review.render import render
from review.render.bibtex import shown_year
from review.render.html import Run, build_html
from review.render.journal import STAGE, finish
from review.render.nav import html_folder, nav
from review.render.site.moves import is_former
from review.render.write import KEPT, foreign, manifest, write
from review.summarize.themes import themes


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a build would write: pages for `site/`, `review.lock` and `mkdocs.yml`."""

    survey: Survey
    pages: tuple[Page, ...]
    lock: str
    mkdocs: str


def draft(root: Path, ledger: Ledger, step: Step = silent, jobs: int = 1) -> Draft:
    """Return what building the folder `root` would write; touches nothing."""
    config = load_config(root)
    html_folder(text_of(root / "mkdocs.yml"))  # what is wrong there is told before any work
    survey = build(config, ledger, step, jobs)
    step("Rendering pages")
    return drawn(root, survey, ledger)


def drawn(root: Path, survey: Survey, ledger: Ledger) -> Draft:
    """Return what a survey of the folder `root` is to be written as, by its templates as they are.

    `survey` is what `build` made of the folder with this ledger.
    """
    mkdocs = text_of(root / "mkdocs.yml")
    pages = _yielding(render(survey, root, health), root)
    works = dump_lock(survey.papers, ledger.works, survey.spots, shown_year, survey.before.departed)
    return Draft(
        survey,
        pages,
        works + dump_pages(published(survey, pages)),
        nav(survey, mkdocs, ("Bibliography health", "health.md")),
    )


def _yielding(pages: Sequence[Page], root: Path) -> tuple[Page, ...]:
    """Return the pages without those at former addresses where a person put one of her own."""
    former = [page.path for page in pages if is_former(page.text)]
    taken = {
        name
        for name in foreign(former, root)
        if not is_former((root / "site" / name).read_text("utf-8", errors="replace"))
    }
    return tuple(page for page in pages if page.path not in taken)


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
    ledger = remember(root).works
    papers = identify(config, ledger, step).papers
    step("Filing papers")
    assignments, _ = place(papers, config, ledger)
    tree = stand(papers, config.taxonomy, assignments)
    pairs = near(papers, config.taxonomy, assignments, tree) if papers else ()
    found = advise(config.taxonomy, assignments, tree, pairs, themes(papers))
    return Checkup(papers, tree, pairs, found)


def remember(root: Path) -> Ledger:
    """Return the ledger of the folder, empty where there is none yet."""
    lock = root / "review.lock"
    return load_ledger(lock) if lock.exists() else Ledger()


def patterns(root: Path) -> tuple[str, ...]:
    """Return the patterns of the files in the folder that a build reads beside the person's own.

    Empty where a build asks for more than files: what git knows, or a model from elsewhere.
    """
    settings = load_settings(root)
    model = (settings.embedder,) if (root / settings.embedder).is_dir() else ()
    if settings.date == GIT or (settings.embedder and not model):
        return ()
    return (*settings.seeds, *settings.metadata, *filter(None, model))


def website(root: Path) -> str:
    """Return the folder of the website, relative to the folder `root` of the survey."""
    return html_folder(text_of(root / "mkdocs.yml"))


def is_unfinished(root: Path) -> bool:
    """Return whether a build that was killed had begun to write, or another one writes now."""
    return (root / "site" / STAGE).exists()


def resume(root: Path) -> bool:
    """Finish what a build that was killed had begun to write; return whether there was any.

    To be called before the ledger is read, by whoever builds or checks.
    """
    with _disk():
        return finish(root, "site")


def publish(
    root: Path, made: Draft, step: Step = silent, discard: Sequence[str] = ()
) -> tuple[str, ...]:
    """Write the draft and return the paths in `site/` that changed; all or nothing.

    Raises `CheckError`, with nothing written, where a person edited a generated part of a page,
    unless she discards that edit: `discard` are paths of such files.
    """
    step("Writing site/")
    with _disk():
        return write(
            made.pages,
            root,
            discard=_meant(root, discard),
            heirs=dict(_heirs(made.survey, root / "site")),
            beside={"review.lock": made.lock, "mkdocs.yml": made.mkdocs},
        )


def _meant(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Return the paths within `site/`, where they may be given from there, from the folder of the
    survey or from where the person is; a folder stands for all files in it.

    Raises `CheckError` where there is no such file.
    """
    site = (root / "site").resolve()
    names = []
    for path in paths:
        places = (place.resolve() for place in (Path(path), root / path, site / path))
        inside = (place for place in places if place.is_relative_to(site))
        found = next((place for place in inside if place.exists()), None)
        if found is None:
            raise CheckError(f"--discard {path}: there is no such file in {root / 'site'}")
        files = sorted(found.rglob("*")) if found.is_dir() else [found]
        names += [file.relative_to(site).as_posix() for file in files]
    return tuple(names)


def _heirs(survey: Survey, site: Path) -> Iterator[tuple[str, str]]:
    """Yield the page of each work under a key that it had, with the one that it has now.

    So with the pages and sections of a topic whose works have gone to one that is new: renamed.
    """
    for paper in survey.papers:
        yield from ((f"papers/{old}.md", f"papers/{paper.key}.md") for old in paper.aliases)
    for topic in survey.before.topics:
        for name in ("topics/{}.md", "sections/{}.tex"):
            if topic.to and not (site / name.format(topic.to)).exists():
                yield name.format(topic.topic), name.format(topic.to)


def kept(root: Path) -> tuple[Problem, ...]:
    """Return the words of a person whose pages are gone, which wait in `site/kept/`."""
    folder = root / "site" / KEPT
    return tuple(
        Problem(
            path.relative_to(root).as_posix(),
            f"keeps what stood in site/{path.relative_to(folder).as_posix()}, which has no room for"
            " it now; put the words elsewhere and delete this file",
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )


@contextmanager
def _disk() -> Iterator[None]:
    """Raise `CheckError`, with the file, where the folder cannot be read or written."""
    try:
        yield
    except OSError as error:
        raise CheckError(
            f"{error.filename}: cannot be read or written: {error.strerror}"
        ) from error


def publish_html(root: Path, step: Step = silent, run: Run = subprocess.run) -> None:
    """Turn `site/` into `public/` with MkDocs; the last good `public/` stays on failure.

    `run` runs the process of MkDocs; another than the usual one may end it before its time.
    """
    step("Building public/")
    with _disk():
        config = load_untaught(root)
        build_html(root, config.settings.url, dates(config).edition, run)


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
        *check.citations(site, {old: one.key for one in made.survey.papers for old in one.aliases}),
        *check.links(site),
        *check.unmerged(site),
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
