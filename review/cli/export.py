"""The survey of a folder in the formats of other programs."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from review.cli.shelf import Shelf, abstracts_option, shelf, topics_option
from review.cli.streams import EXAMPLES, Commands, folder, output, progress, tell, write
from review.errors import ReviewError
from review.model import Page, Problem, Survey

if TYPE_CHECKING:
    from review.cited import Cited


@click.group(cls=Commands)
def export() -> None:
    """Write the survey of a folder in another format."""


# ── BibTeX ───────────────────────────────────────────────────────────────────────────────────

_File = click.Path(path_type=Path)


@export.command(
    short_help="references.bib, all of it or what a document cites.",
    epilog=EXAMPLES
    + "  review export bibtex -o references.bib\n"
    + "  review export bibtex --aux main.aux -o main.bib\n"
    + "  review export bibtex --tex main.tex --bib library.bib",
)
@folder
@click.option(
    "--aux", multiple=True, type=_File, metavar="FILE",
    help="Only what a document cites, by its .aux or .bcf file.",
)  # fmt: skip
@click.option(
    "--tex", multiple=True, type=_File, metavar="FILE",
    help="Only what a LaTeX source cites, and the files that it inputs.",
)  # fmt: skip
@click.option(
    "--bib", type=_File, metavar="FILE", help="Take the entries from this .bib file, as they are."
)
@click.option("--keep-going", is_flag=True, help="Leave unknown keys out instead of stopping.")
@topics_option
@abstracts_option
@click.option("--aliases", is_flag=True, help="With an entry under each retired key.")
@output
def bibtex(  # noqa: PLR0913, PLR0917 - the options of one command
    root: Path,
    topics: tuple[str, ...],
    abstracts: bool,
    aliases: bool,
    aux: tuple[Path, ...],
    tex: tuple[Path, ...],
    bib: Path | None,
    keep_going: bool,
    output: str,
) -> None:
    """Write references.bib of the survey in DIR, all of it or what a document cites.

    A retired citation key stands for its work. Keys that nobody has are told with the nearest one,
    and nothing is written, unless --keep-going is given.
    """
    from review.cited import Cited, chosen_entries, cited_in

    cited = cited_in(tex, aux) if aux or tex else Cited(everything=True)
    tell(cited.problems)
    if bib is not None:
        text, unknown = chosen_entries(_text(bib), cited)
    else:
        held = shelf(root, topics, abstracts)
        text, unknown = _entries(held, cited, (*held.also, *(("alias",) if aliases else ())))
    tell(unknown)
    if unknown and not keep_going:
        what = "1 unknown key" if len(unknown) == 1 else f"{len(unknown)} unknown keys"
        raise ReviewError(f"{what}; nothing was written (--keep-going leaves them out)")
    write(output, text)


def _entries(held: Shelf, cited: "Cited", also: tuple[str, ...]) -> tuple[str, tuple[Problem, ...]]:
    """Return the entries of a survey that are cited, and the keys that nobody has."""
    from review.cited import chosen
    from review.render.bibtex import bibliography

    found = chosen(held.papers, cited)
    for old, new in found.retired:
        click.echo(f"{old} is {new} today; its entry stands under {old}", err=True)
    return bibliography(found.papers, also, held.keywords), found.unknown


@export.command(
    short_help="references.biblatex.bib, for biber.",
    epilog=EXAMPLES + "  review export biblatex --topic peft -o peft.bib",
)
@folder
@topics_option
@abstracts_option
@output
def biblatex(root: Path, topics: tuple[str, ...], abstracts: bool, output: str) -> None:
    """Write references.biblatex.bib of the survey in DIR: the types and fields of biblatex."""
    from review.render.biblatex import bibliography

    held = shelf(root, topics, abstracts)
    write(output, bibliography(held.papers, held.also, held.keywords))


def _text(path: Path) -> str:
    """Return the text of a file that the person names."""
    try:
        return path.read_text("utf-8-sig", errors="surrogateescape")
    except OSError as error:
        raise ReviewError(f"{path}: cannot be opened: {error.strerror}") from error


# ── all other formats: the whole survey, one file ────────────────────────────────────────────


def _csl(survey: Survey) -> Iterable[Page]:
    from review.render.csl import render

    return render(survey, None)


def _ris(survey: Survey) -> Iterable[Page]:
    from review.render.ris import render

    return render(survey, None)


def _csv(survey: Survey) -> Iterable[Page]:
    from review.render.csvfile import render

    return render(survey, None)


def _jsonl(survey: Survey) -> Iterable[Page]:
    from review.render.paperlines import render

    return render(survey, None)


def _json(survey: Survey) -> Iterable[Page]:
    from review.render.jsonfile import render

    return render(survey, None)


FORMATS: tuple[tuple[str, str, Callable[[Survey], Iterable[Page]], str], ...] = (
    ("csl-json", "references.json", _csl, "CSL-JSON, for pandoc, Zotero and citeproc"),
    ("ris", "references.ris", _ris, "RIS, for Zotero, EndNote, Mendeley and JabRef, with notes"),
    ("csv", "references.csv", _csv, "a table for spreadsheets, in which nothing is a formula"),
    ("jsonl", "papers.jsonl", _jsonl, "JSON Lines, which every stage reads"),
    (
        "json",
        "survey.json",
        _json,
        "survey.json: the whole survey, with the edits of each sentence",
    ),
)
"""Name of the command, of a file, what writes it, and what it is."""


def _command(name: str, file: str, render: Callable[[Survey], Iterable[Page]], what: str) -> None:
    @export.command(
        name,
        help=f"Write the survey in DIR as {what}.",
        short_help=f"{what[0].upper()}{what[1:]}.",
        epilog=f"{EXAMPLES}  review export {name} -o {file}",
    )
    @folder
    @output
    def one(root: Path, output: str) -> None:
        from review import pipeline
        from review.config import load_config

        with progress(6) as step:
            survey = pipeline.build(load_config(root), pipeline.remember(root), step)
        tell(survey.problems)
        (page,) = render(survey)
        write(output, page.text)


for row in FORMATS:
    _command(*row)
