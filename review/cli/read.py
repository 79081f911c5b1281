"""`review read`: files of any supported format to records, and the echo of what was read."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from review.cli.streams import EXAMPLES, bar, output, read_one, write, write_lines
from review.errors import SourceError
from review.model import Batch, Source
from review.serial import entry_plain, to_plain

SHOWN = 20  # kinds of problems, and of dropped lines, that the echo shows of one file


@click.command(
    epilog=EXAMPLES
    + "  review read seeds/ more.zip -o records.jsonl\n"
    + "  review read export.ris --report report.json\n"
    + "  curl -s https://example.org/refs.bib | review read -\n"
    + "  review read --completeness       what is not known of the works of this survey folder\n"
    + "  review read --todo todo.csv      the same, and a list to fill in"
)
@click.argument("files", nargs=-1, metavar="FILES...")
@output
@click.option("--report", metavar="FILE", help="Write what was dropped, and why, as JSON.")
@click.option("--completeness", is_flag=True, help="Show what is not known, instead of records.")
@click.option("--todo", metavar="FILE", help="The same, and write a CSV of the works to complete.")
def read(
    files: Sequence[str], output: str, report: str | None, completeness: bool, todo: str | None
) -> None:
    """Read papers from files of any supported format; one JSON line a record.

    A file may be a folder (with all files in it), a pattern, a .zip, .gz, .xz or .bz2 file, or -
    for standard input.

    With --completeness or --todo, FILES may be a survey folder (this one, if left out): its works
    are counted as a build would have them. A list that was filled in is merged back by naming it
    under `metadata:` in review.yml. Records are then written with -o only.
    """
    from review.cli.completeness import file_gaps, folder_gaps, is_folder
    from review.sources import distinct

    gaps = completeness or bool(todo)
    if gaps and is_folder(files):
        batch = folder_gaps(Path(files[0] if files else "."), todo)
    elif files:
        batch = _read(files)
    else:
        raise click.UsageError("Missing argument 'FILES...'.")
    if not gaps or output != "-":
        write_lines(output, map(entry_plain, distinct(Batch(batch.records)).records))
    for line in () if gaps else echo(batch.sources):
        click.echo(line, err=True)
    if gaps and not is_folder(files):
        file_gaps(distinct(batch), todo)
    if report:
        plain = {"sources": to_plain(batch.sources)}
        write(report, json.dumps(plain, ensure_ascii=False, indent=1))


def _read(files: Sequence[str]) -> Batch:
    from review.sources import together

    return together(read_one(name) for name in bar(_named(files), "Reading"))


def _named(names: Sequence[str]) -> tuple[str, ...]:
    """Return the files that the names stand for: folders opened, patterns followed.

    Raises `SourceError` on a folder without a file; what is not there is found out on opening.
    """
    return tuple(file for name in names for file in _meant(name))


def _meant(name: str) -> Sequence[str]:
    from review.config import files_matching, files_under

    path = Path(name)
    if name in ("", "-") or (path.exists() and not path.is_dir()):
        return (name,)
    if path.is_dir():
        inside = files_under(path)
        if not inside:
            raise SourceError(f"{name}: no file is in this folder")
        return tuple(map(str, inside))
    try:
        inside = files_matching(Path(path.anchor), str(path.relative_to(path.anchor)))
    except ValueError:
        inside = ()
    return tuple(map(str, inside)) or (name,)


def echo(sources: Sequence[Source]) -> Iterator[str]:
    """Yield the lines that say what was read: a row for each file, what is wrong in it, a total."""
    width = max((len(source.file) for source in sources), default=0)
    known = max((len(_format(source)) for source in sources), default=0)
    for source in sources:
        counts = f"{source.records:>7,} records {len(source.problems):>5,} problems"
        dropped = f"{len(source.dropped):>6,} lines dropped"
        yield f"{_shown(source.file):<{width}}  {_format(source):<{known}} {counts} {dropped}"
        yield from map(_shown, _details(source))
    yield _total(sources)


def _shown(text: str) -> str:
    """Return text of a file without the characters by which it could command a terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _format(source: Source) -> str:
    return source.format or "unread"


def _details(source: Source) -> Iterator[str]:
    """Yield what was dropped, by reason, and the problems, each kind with its first line."""
    drops = ((drop.reason, str(drop.origin)) for drop in source.dropped)
    yield from (f"    dropped: {line}" for line in _kinds(drops, source.file))
    told = ((problem.message, problem.where) for problem in source.problems)
    yield from (f"    problem: {line}" for line in _kinds(told, source.file))


def _kinds(found: Iterable[tuple[str, str]], file: str) -> Iterator[str]:
    """Yield a line for each of the first `SHOWN` messages, with where it stands and how often."""
    places: dict[str, list[str]] = {}
    for message, where in found:
        places.setdefault(message, []).append(where.removeprefix(f"{file}:"))
    for message, lines in list(places.items())[:SHOWN]:
        more = f" and {len(lines) - 1:,} more" if lines[1:] else ""
        yield f"line {lines[0]}{more}: {message}"
    if rest := list(places.values())[SHOWN:]:
        yield f"{sum(map(len, rest)):,} more of other kinds; --report writes them all"


def _total(sources: Sequence[Source]) -> str:
    formats = Counter(map(_format, sources))
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(formats.items()))
    return (
        f"{sum(source.records for source in sources):,} records from {len(sources):,} files"
        f" ({kinds}), {sum(len(source.problems) for source in sources):,} problems,"
        f" {sum(len(source.dropped) for source in sources):,} lines dropped"
    )
