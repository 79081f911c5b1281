"""`review serve`: the survey in a browser while it is edited."""

import functools
import signal
from pathlib import Path

import click

from review.cli.induce import propose
from review.cli.streams import EXAMPLES, folder
from review.config.files import survey_folder


@click.command(epilog=EXAMPLES + "  review serve\n  review serve my-survey --port 8080")
@folder
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free."
)
def serve(root: Path, host: str, port: int) -> None:
    """Show the survey in a browser and remake it whenever its inputs change.

    Seeds, review.yml, taxonomy.yml, curation.yml, mkdocs.yml, templates and your own pages in
    site/ are watched; every open page reloads. What is wrong is told here and on the page, and the
    last good site stays. Ctrl-C ends it.
    """
    from review.live.loop import serve as run

    survey_folder(root)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # leave nothing half made behind
    try:
        run(root, host, port, functools.partial(click.echo, err=True), lambda: propose(root))
    except KeyboardInterrupt:
        click.echo("Ended.", err=True)
