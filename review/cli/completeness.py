"""`review read --completeness`: what is not known of the papers of files, or of a survey folder."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from review.cli.streams import progress, some, tell, write
from review.model import Batch, Entry, Work

Rows = list[tuple[str, Sequence[Entry]]]
W = TypeVar("W", bound=Work)
_NAME = 40  # letters of a file's name in the table


def is_folder(files: Sequence[str]) -> bool:
    """Return whether the files named are one survey folder; none named is this folder."""
    return not files or (len(files) == 1 and Path(files[0], "review.yml").is_file())


def folder_gaps(root: Path, todo: str | None) -> Batch:
    """Show what is not known of the works of a survey folder; return what its seeds hold.

    Its works are those of a build: merged, filled from its metadata, corrected in `curation.yml`.
    """
    from review import pipeline
    from review.config import load_untaught

    config = load_untaught(root)
    with progress(2) as step:
        corpus = pipeline.identify(config, pipeline.remember(root).works, step)
    tell(corpus.problems)
    show(_by_file(corpus.seeds), corpus.papers)
    if todo:
        write_todo(todo, corpus.papers, "citation key", lambda paper: paper.key)
    return corpus.seeds


def file_gaps(batch: Batch, todo: str | None) -> None:
    """Show what is not known of the records of some files, and of the works they describe."""
    from review.identity import merge

    works = merge(batch.records)
    tell(batch.problems)
    show(_by_file(batch), works)
    if todo:
        write_todo(todo, works, "id", lambda work: str(work.members[0]))


def _by_file(batch: Batch) -> Rows:
    """Return the records of each file, in the order of the files, and of all together."""
    held: dict[str, list[Entry]] = {source.file: [] for source in batch.sources}
    for record in batch.records:
        held.setdefault(record.origin.file, []).append(record)
    rows: Rows = list(held.items())
    return [*rows, ("all records", batch.records)] if len(rows) > 1 else rows


def show(rows: Rows, works: Sequence[Work]) -> None:
    """Write the table of what is lacking, in counts and percent, to standard output."""
    from review.render.completeness import lacks

    table = list(_table([*rows, ("works", works)]))
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for name, *cells in table:
        line = "  ".join(f"{cell:>{wide}}" for cell, wide in zip(cells, widths[1:], strict=True))
        click.echo(f"{name:{widths[0]}}  {line}")
    lacking = sum(bool(lacks(work)) for work in works)
    click.echo(f"{lacking} of {len(works)} works lack something")


def _table(rows: Rows) -> Iterator[list[str]]:
    from review.render.completeness import FIELDS, count

    yield ["lacking", "of", *FIELDS]
    for name, entries in rows:
        cells = [f"{one.missing} {one.share.replace(' ', ''):>4}" for one in count(entries)]
        short = name if len(name) <= _NAME else f"…{name[1 - _NAME :]}"
        yield ["".join(c if c.isprintable() else "?" for c in short), str(len(entries)), *cells]


def write_todo(target: str, works: Sequence[W], name: str, called: Callable[[W], str]) -> None:
    """Write the list to fill in, with the mark by which a spreadsheet knows UTF-8."""
    from review.render.completeness import todo, unfinished

    found = unfinished(works)
    write(target, "\ufeff" + todo([(called(work), work) for work in found], name))
    click.echo(f"{some(len(found), 'work')} to complete in {target}", err=True)
