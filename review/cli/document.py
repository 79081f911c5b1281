"""`review export latex`: the survey as a document of its own."""

from pathlib import Path

import click

from review.cli.streams import EXAMPLES, folder, opened, progress


@click.command(
    epilog=EXAMPLES
    + "  review export latex -o paper\n"
    + "  review export latex my-survey --class IEEEtran -o paper.zip\n"
    + "  review export latex --class acmart --bibliography biblatex"
)
@folder
@click.option(
    "--class",
    "documentclass",
    type=click.Choice(["article", "IEEEtran", "acmart"]),
    help="The document class, instead of that in review.yml.",
)
@click.option(
    "--bibliography",
    type=click.Choice(["natbib", "biblatex"]),
    help="What sets the bibliography, instead of that in review.yml.",
)
@click.option(
    "-o",
    "output",
    default="latex",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write into this folder, or a file that ends in .zip.",
)
def latex(root: Path, output: Path, **chosen: str | None) -> None:
    """Write the survey in DIR as a LaTeX document that compiles: review.tex and its parts.

    Your own prose, in site/own/ of the survey, goes with it. What is written can be written again:
    a file that you changed, or that is not of the document, is never replaced.
    """
    from review import pipeline
    from review.render.write import put, zipped
    from review.render.write import write as write_pages

    with progress(6) as step:
        given = {name: value for name, value in chosen.items() if value}
        pages = pipeline.typeset(root, given, step)
    own = pipeline.own_files(root)
    if output.suffix.lower() == ".zip":
        with opened(str(output)) as stream:
            stream.write(zipped({**own, **{page.path: page.text.encode() for page in pages}}))
    else:
        write_pages(pages, output.absolute().parent, output.absolute().name)
        for name, content in own.items():
            if not (output / name).exists():
                put(output / name, content)
    click.echo(f"{len(pages)} files in {output}; compile review.tex with latexmk -pdf", err=True)
