"""Commands on a survey folder: build it, check it."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from review.cache import remembering
from review.cache.standing import Standing
from review.cli import standing
from review.cli.induce import propose
from review.cli.streams import EXAMPLES, folder, progress, some, tell
from review.config.files import survey_folder
from review.model import Ledger, Problem, Survey


@click.command(epilog=EXAMPLES + "  review build\n  review build my-survey --no-html")
@folder
@click.option("--no-html", is_flag=True, help="Write site/ only; leave public/ as it is.")
@click.option("--fresh", is_flag=True, help="Ignore review.lock: new keys for every paper.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
@click.option("--no-cache", is_flag=True, help="Make everything anew; keep nothing in .cache/.")
@click.option(
    "--discard",
    multiple=True,
    metavar="PATH",
    help="Lose what was edited in this file or folder of site/.",
)
def build(
    root: Path, no_html: bool, fresh: bool, jobs: int, no_cache: bool, discard: tuple[str, ...]
) -> None:
    """Build the survey of a folder: seeds -> site/ -> public/.

    What was made before is taken from .cache/, which can be deleted at any time. A second build of
    one folder waits for the first.
    """
    survey_folder(root)
    with standing.alone(root):
        before = None if no_cache else standing.last(root)
        same = before and not (fresh or discard) and standing.holds(root, before)
        if before and same and (no_html or standing.website_holds(root, before)):
            _say((*before.said, "Nothing to do."))
            return
        with nullcontext() if no_cache else remembering(root):
            survey, said = _site(root, fresh, jobs, discard)
        now = None if no_cache else _kept(root, before, survey, said)
        if not no_html:
            _website(root, survey, now)


def _site(
    root: Path, fresh: bool, jobs: int, discard: Sequence[str]
) -> tuple[Survey, tuple[str, ...]]:
    """Build `site/` and say what it holds; return the survey, and what can be said of it again."""
    from review import pipeline

    pipeline.resume(root)
    propose(root)
    with progress(6) as step:
        made = pipeline.draft(root, Ledger() if fresh else pipeline.remember(root), step, jobs)
        changed = pipeline.publish(root, made, step, discard)
    problems = (*made.survey.problems, *pipeline.kept(root))
    counts = made.survey.counts
    held = (
        f"{some(counts.records, 'record')}, {some(counts.papers, 'paper')}, {counts.placed} placed"
        f" in {some(counts.topics, 'topic')}, {some(counts.sentences, 'cited sentence')}"
    )
    said = (*(f"{one.where}: {one.message}" for one in problems), held)
    files = f"{len(changed)} of {len(made.pages)} files changed in {root / 'site'}"
    _say((*said[:-1], f"{held}; {files}"))
    return made.survey, said


def _kept(root: Path, before: Standing | None, survey: Survey, said: Sequence[str]) -> Standing:
    """Keep how the folder stands now that `site/` is written."""
    from review import pipeline

    address = f"{survey.url}\n{survey.date}"
    return standing.keep(root, before, pipeline.patterns(root), said, address)


def _website(root: Path, survey: Survey, now: Standing | None) -> None:
    """Build `public/`, unless it is whole and made of just what is there; say where it lies."""
    from review import pipeline

    if now is None or not standing.website_holds(root, now):
        with progress(2) as step:
            pipeline.publish_html(root, step)
            pdf = pipeline.publish_pdf(root, survey, step)
        tell(pdf.problems if pdf else ())
    website = pipeline.website(root)
    if now:
        standing.keep_website(root, now, website)
    click.echo(f"Open {root / website / 'index.html'}", err=True)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


@click.command(epilog=EXAMPLES + "  review check\n  review check my-survey --ci")
@folder
@click.option("--ci", is_flag=True, help="As annotations that GitHub shows beside the files.")
def check(root: Path, ci: bool) -> None:
    """Check every promise on what is written.

    Re-derives every sentence from the seeds, resolves every citation and link, finds works cited
    nowhere, and says when site/ is out of date or was edited.
    """
    from review import pipeline

    if pipeline.is_unfinished(root):
        with standing.alone(root):
            pipeline.resume(root)
    with progress(7) as step:
        problems = pipeline.verify(root, step)
    for problem in problems:
        click.echo(annotation(problem) if ci else f"{problem.where}: {problem.message}")
    if any("run review build" in problem.message for problem in problems):
        click.echo("site/ is out of date: run review build", err=True)
    if problems:
        click.echo(f"{len(problems)} broken promises", err=True)
        sys.exit(1)
    click.echo("Every promise holds.", err=True)


_CODES = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def annotation(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub; nothing in it ends the command."""
    file, colon, line = problem.where.rpartition(":")
    place = f"file={file},line={line}" if colon and line.isdigit() else f"file={problem.where}"
    where = "".join(_CODES.get(c, c) for c in place)
    return f"::error {where}::{''.join(_CODES.get(c, c) for c in problem.message)}"
