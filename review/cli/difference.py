"""The command that says what a rebuild changes."""

from pathlib import Path

import click

from review.cli.streams import EXAMPLES, folder, output, progress, write


@click.command(
    name="diff",
    epilog=EXAMPLES
    + "  review diff\n  review diff --since HEAD~1 --markdown > change.md"
    + "\n  review diff my-survey --since last/survey.json --json",
)
@folder
@click.option(
    "--since", default="", metavar="REV|FILE", help="A revision of git, or a survey.json."
)
@click.option("--json", "form", flag_value="json", help="As JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown, for a pull request.")
@output
def diff(root: Path, since: str, form: str | None, output: str) -> None:
    """Say what building DIR changes: works, topics, keys, sentences.

    Compares with the survey as it is written, or with an earlier one. Nothing is written.
    """
    from review.pipeline.difference import difference
    from review.render.changes import markdown, words
    from review.serial import json_line, to_plain

    with progress(5) as step:
        found = difference(root, since, step)
    if form == "json":
        write(output, json_line(to_plain(found.changes)) + "\n")
    else:
        write(output, (markdown if form == "markdown" else words)(found.changes, found.titles))
