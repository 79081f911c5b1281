"""Commands on a survey folder: build it, check it."""

import sys
from pathlib import Path

import click

from review.cli.induce import propose
from review.cli.streams import EXAMPLES, folder, progress, tell
from review.model import Ledger, Problem


@click.command(epilog=EXAMPLES + "  review build\n  review build my-survey --no-html")
@folder
@click.option("--no-html", is_flag=True, help="Write site/ only; leave public/ as it is.")
@click.option("--fresh", is_flag=True, help="Ignore review.lock: new keys for every paper.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
@click.option(
    "--discard",
    multiple=True,
    metavar="PATH",
    help="Lose what was edited in this file or folder of site/.",
)
def build(root: Path, no_html: bool, fresh: bool, jobs: int, discard: tuple[str, ...]) -> None:
    """Build the survey of a folder: seeds -> site/ -> public/."""
    from review import pipeline

    propose(root)
    steps = 6 + (not no_html)
    with progress(steps) as step:
        made = pipeline.draft(root, Ledger() if fresh else pipeline.remember(root), step, jobs)
        changed = pipeline.publish(root, made, step, discard)
        if not no_html:
            pipeline.publish_html(root, step)
        pdf = None if no_html else pipeline.publish_pdf(root, made.survey, step)
    tell((*made.survey.problems, *pipeline.kept(root), *(pdf.problems if pdf else ())))
    counts = made.survey.counts
    click.echo(
        f"{counts.records} records, {counts.papers} papers, {counts.placed} placed in"
        f" {counts.topics} topics, {counts.sentences} cited sentences;"
        f" {len(changed)} of {len(made.pages)} files changed in {root / 'site'}",
        err=True,
    )
    if not no_html:
        click.echo(f"Open {root / 'public' / 'index.html'}", err=True)


@click.command(epilog=EXAMPLES + "  review check\n  review check my-survey --ci")
@folder
@click.option("--ci", is_flag=True, help="As annotations that GitHub shows beside the files.")
def check(root: Path, ci: bool) -> None:
    """Check every promise on what is written.

    Re-derives every sentence from the seeds, resolves every citation and link, finds works cited
    nowhere, and says when site/ is out of date or was edited.
    """
    from review import pipeline

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
