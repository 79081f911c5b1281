"""The command that proposes a taxonomy, and the proposal for a folder that has none."""

from pathlib import Path

import click

from review.cli.streams import EXAMPLES, output, read_records, some, write, write_lines
from review.errors import ConfigError


@click.command(
    epilog=EXAMPLES
    + "  review induce papers.jsonl -o taxonomy.yml\n  review induce papers.jsonl -n 20 --depth 1"
)
@click.argument("papers", metavar="PAPERS")
@click.option("-n", "number", metavar="LEAVES", type=click.IntRange(1), help="How many topics.")
@click.option("--depth", default=2, show_default=True, type=click.IntRange(1, 2), help="Levels.")
@click.option("--previous", metavar="FILE", help="A taxonomy to keep: topics are only added.")
@click.option("--assignments", metavar="FILE", help="Write where each paper is filed.")
@output
def induce(
    papers: str,
    number: int | None,
    depth: int,
    previous: str | None,
    assignments: str | None,
    output: str,
) -> None:
    """Propose a taxonomy from papers alone, as taxonomy.yml for you to edit.

    Without -n the number of topics is chosen from the papers. With --previous no topic is renamed
    or removed; what might be split or merged is said on standard error.
    """
    from review.classify import assignment_plain
    from review.config import dump_taxonomy, load_taxonomy
    from review.taxonomy import induce as find
    from review.taxonomy import leaves

    before = load_taxonomy(Path(previous)) if previous else ()
    found = find(read_records(papers), number or 0, depth, before)
    write(output, dump_taxonomy(found.taxonomy))
    if assignments:
        write_lines(assignments, map(assignment_plain, found.assignments))
    for one in found.suggestions:
        parts = f" into {' and '.join(map(repr, one.titles))}" if one.titles else ""
        said = f"{one.kind} {' and '.join(one.topics)}{parts}?"
        click.echo(f"{said} ({some(len(one.papers), 'paper')})", err=True)
    placed = sum(one.placed for one in found.assignments)
    ends = len(leaves(found.taxonomy))
    papers_read = some(len(found.assignments), "paper")
    click.echo(f"{papers_read}, {placed} placed in {some(ends, 'topic')}", err=True)


def propose(root: Path) -> None:
    """Write a `taxonomy.yml` from the papers of the folder `root` where it has none, and tell it.

    Raises `ConfigError` where there are no papers either.
    """
    path = root / "taxonomy.yml"
    if path.exists() or not (root / "review.yml").is_file():
        return
    from review import pipeline
    from review.config import dump_taxonomy, load_untaught
    from review.taxonomy import induce as find
    from review.taxonomy import leaves

    papers = pipeline.identify(load_untaught(root), pipeline.remember(root).works).papers
    if not papers:
        raise ConfigError(f"{path}: there is no such file, and no paper to find topics in")
    taxonomy = find(papers).taxonomy
    write(str(path), dump_taxonomy(taxonomy))
    ends = len(leaves(taxonomy))
    said = f"{some(ends, 'topic')} found in {some(len(papers), 'paper')}"
    click.echo(f"{path}: {said}; it is yours to edit from now on", err=True)
