"""The command that proposes a taxonomy."""

from pathlib import Path

import click

from review.cli.streams import EXAMPLES, output, read_records, write, write_lines


@click.command(
    epilog=EXAMPLES
    + "  review induce papers.jsonl -o taxonomy.yml\n  review induce papers.jsonl -n 20 --depth 1"
)
@click.argument("papers", metavar="PAPERS")
@click.option(
    "-n", "number", metavar="LEAVES", default=0, type=click.IntRange(1), help="How many topics."
)
@click.option("--depth", default=2, show_default=True, type=click.IntRange(1, 2), help="Levels.")
@click.option("--previous", metavar="FILE", help="A taxonomy to keep: topics are only added.")
@click.option("--assignments", metavar="FILE", help="Write where each paper is filed.")
@output
def induce(
    papers: str, number: int, depth: int, previous: str | None, assignments: str | None, output: str
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
    found = find(read_records(papers), number, depth, before)
    write(output, dump_taxonomy(found.taxonomy))
    if assignments:
        write_lines(assignments, map(assignment_plain, found.assignments))
    for one in found.suggestions:
        parts = f" into {' and '.join(map(repr, one.titles))}" if one.titles else ""
        said = f"{one.kind} {' and '.join(one.topics)}{parts}?"
        click.echo(f"{said} ({len(one.papers)} papers)", err=True)
    placed = sum(one.placed for one in found.assignments)
    ends = len(leaves(found.taxonomy))
    click.echo(f"{len(found.assignments)} papers, {placed} placed in {ends} topics", err=True)
