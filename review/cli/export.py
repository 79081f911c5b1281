"""The survey of a folder in the formats of other programs."""

from pathlib import Path

import click

from review.cli.streams import EXAMPLES, Commands, folder, output, write


@click.group(cls=Commands)
def export() -> None:
    """Write the survey of a folder in another format."""


@export.command(epilog=EXAMPLES + "  review export bibtex -o references.bib")
@folder
@output
def bibtex(root: Path, output: str) -> None:
    """Write references.bib of the survey in DIR."""
    from review import pipeline
    from review.config import load_config
    from review.render.bibtex import bibliography

    config = load_config(root)
    write(output, bibliography(pipeline.identify(config, pipeline.remember(root)).papers))
