"""`review export pdf`: the survey as a PDF, with or without TeX."""

import sys
from pathlib import Path

import click

from review.cli.streams import EXAMPLES, folder, opened, output, progress, tell


@click.command(
    epilog=EXAMPLES
    + "  review export pdf -o review.pdf\n"
    + "  review export pdf my-survey --style ieee -o ieee.pdf\n"
    + "  review export pdf --engine latex -o review.pdf"
)
@folder
@output
@click.option(
    "--engine",
    type=click.Choice(["typst", "latex"]),
    help="Typst, from PyPI, or latexmk; without it Typst where it is installed.",
)
@click.option(
    "--style",
    default="",
    metavar="CSL-NAME",
    help="A citation style of Typst, such as ieee, apa, nature; without it author and year.",
)
def pdf(root: Path, output: str, engine: str | None, style: str) -> None:
    """Write the survey in DIR as a PDF: what review.tex holds, with or without TeX."""
    from review import pipeline

    if output == "-" and sys.stdout.isatty():
        raise click.UsageError("a PDF is not for the terminal: name a file with -o")
    with progress(6) as step:
        made = pipeline.make_pdf(root, engine or "", style, step)
    tell(made.problems)
    with opened(output) as stream:
        stream.write(made.data)
