"""The command that begins a survey: a folder that builds at once."""

from pathlib import Path

import click

from review.cli.folder import build
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
@click.option("--no-build", is_flag=True, help="With FILES, write the folder alone.")
@click.argument("more", nargs=-1, metavar="[FILES]...", type=click.Path(path_type=Path))
@click.pass_context
def init(
    context: click.Context,
    root: Path,
    title: str | None,
    seeds: tuple[Path, ...],
    no_build: bool,
    more: tuple[Path, ...],
) -> None:
    """Begin a survey in DIR: its settings, website, workflows, and the papers in FILES.

    Nothing that is there already is touched. With FILES the survey is built at once; the first
    build proposes a taxonomy.
    """
    from review.pipeline.start import start

    named = title or root.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize()
    files = (*seeds, *more)
    written = start(root, named or "A survey", files)
    builds = bool(files) and not no_build
    hint = "" if builds else f"; now: review build {root}"
    click.echo(f"{len(written)} files in {root}{hint}", err=True)
    if builds:
        context.invoke(build, root=root)
