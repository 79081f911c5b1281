"""The command that begins a survey: a folder that builds at once."""

from pathlib import Path

import click

from review.cli.streams import EXAMPLES


@click.command(
    name="init",
    epilog=EXAMPLES
    + "  review init my-survey\n  review init my-survey --title 'Sparse Models' --seeds *.bib",
)
@click.argument("root", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", metavar="TEXT", help="What the survey is called.  [default: from DIR]")
@click.option(
    "--seeds", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="A file of papers to begin with; may be given several times.",
)  # fmt: skip
@click.argument("more", nargs=-1, metavar="[FILES]...", type=click.Path(path_type=Path))
def init(root: Path, title: str | None, seeds: tuple[Path, ...], more: tuple[Path, ...]) -> None:
    """Begin a survey in DIR: its settings, website, workflows, and the papers in FILES.

    Nothing that is there already is touched. The first build proposes a taxonomy.
    """
    from review.pipeline.start import start

    named = title or root.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize()
    written = start(root, named or "A survey", (*seeds, *more))
    click.echo(f"{len(written)} files in {root}; now: review build {root}", err=True)
