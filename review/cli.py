"""The commands: each a stage that reads and writes JSON Lines, or the whole pipeline.

Results go to standard output or `-o`; everything else to standard error. Exit code 0 is done,
1 the person's mistake or a broken promise, 2 a wrong call.
"""

import errno
import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from review import __version__
from review.errors import ReviewError, SourceError
from review.model import Batch, Json, Record
from review.serial import entry_plain, json_line, quote_plain, to_plain

T = TypeVar("T")
EXAMPLES = "\b\nExamples:\n"


class Commands(click.Group):
    """The command group: a `ReviewError` becomes one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command of `ctx`."""
        try:
            return super().invoke(ctx)
        except ReviewError as error:
            click.echo(f"review: {error}", err=True)
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="review")
def main() -> None:
    """From a pile of papers to a cited, verbatim-traceable survey.

    \b
    review build                     the survey of this folder: site/ and public/
    review check                     every promise, on what is written
    review read seeds/*.txt          what a file holds, as JSON Lines
    """
    gc.set_threshold(200_000, 50, 1_000)  # records are many, long-lived, and hold no cycles


folder = click.argument(
    "root", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path)
)
output = click.option(
    "-o", "output", default="-", metavar="FILE", help="Write here instead of standard output."
)


# ── the folder ───────────────────────────────────────────────────────────────────────────────


@main.command(epilog=EXAMPLES + "  review build\n  review build my-survey --no-html")
@folder
@click.option("--no-html", is_flag=True, help="Write site/ only; leave public/ as it is.")
@click.option("--fresh", is_flag=True, help="Ignore review.lock: new keys for every paper.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
def build(root: Path, no_html: bool, fresh: bool, jobs: int) -> None:
    """Build the survey of a folder: seeds -> site/ -> public/."""
    from review import pipeline

    steps = 6 + (not no_html)
    with _steps(steps) as step:
        made = pipeline.draft(root, () if fresh else pipeline.remember(root), step, jobs)
        changed = pipeline.publish(root, made, step)
        if not no_html:
            pipeline.publish_html(root, step)
    _tell_problems(made.survey.problems)
    counts = made.survey.counts
    click.echo(
        f"{counts.records} records, {counts.papers} papers, {counts.placed} placed in"
        f" {counts.topics} topics, {counts.sentences} cited sentences;"
        f" {len(changed)} of {len(made.pages)} files changed in {root / 'site'}",
        err=True,
    )
    if not no_html:
        click.echo(f"Open {root / 'public' / 'index.html'}", err=True)


@main.command(epilog=EXAMPLES + "  review check\n  review check my-survey")
@folder
def check(root: Path) -> None:
    """Check every promise on what is written.

    Re-derives every sentence from the seeds, resolves every citation and link, finds works cited
    nowhere, and says when site/ is out of date or was edited.
    """
    from review import pipeline

    with _steps(7) as step:
        problems = pipeline.verify(root, step)
    for problem in problems:
        click.echo(f"{problem.where}: {problem.message}")
    if problems:
        click.echo(f"{len(problems)} broken promises", err=True)
        sys.exit(1)
    click.echo("Every promise holds.", err=True)


@main.group(cls=Commands)
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
    _write(output, bibliography(pipeline.identify(config, pipeline.remember(root)).papers))


# ── the stages ───────────────────────────────────────────────────────────────────────────────


@main.command(epilog=EXAMPLES + "  review read seeds/*.txt -o records.jsonl --report report.json")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@output
@click.option("--report", metavar="FILE", help="Write what was dropped, and why, as JSON.")
def read(files: Sequence[str], output: str, report: str | None) -> None:
    """Read papers from files of any supported format; one JSON line a record."""
    from review.sources import distinct

    batches = [_read_one(name) for name in _bar(files, "Reading")]
    records = [record for batch in batches for record in batch.records]
    listed = [source for batch in batches for source in batch.sources]
    _write_lines(output, map(entry_plain, distinct(Batch(tuple(records))).records))
    for source in listed:
        click.echo(
            f"{source.file}: {source.format or 'unread'}, {source.records} records,"
            f" {len(source.problems)} problems, {len(source.dropped)} lines dropped",
            err=True,
        )
    _tell_problems([problem for source in listed for problem in source.problems])
    problems = sum(len(source.problems) for source in listed)
    click.echo(f"{len(records)} records, {problems} problems", err=True)
    if report:
        _write(report, json.dumps({"sources": to_plain(listed)}, ensure_ascii=False, indent=1))


@main.command(epilog=EXAMPLES + "  review dedupe records.jsonl -o works.jsonl")
@click.argument("records", metavar="RECORDS")
@output
def dedupe(records: str, output: str) -> None:
    """Merge records of one work; one JSON line a work, with its members and the evidence."""
    from review.identity import merge, work_plain

    found = _records(records)
    works = merge(found)
    _write_lines(output, map(work_plain, works))
    click.echo(f"{len(found)} records, {len(works)} works", err=True)


@main.command(epilog=EXAMPLES + "  review classify papers.jsonl -t taxonomy.yml")
@click.argument("papers", metavar="PAPERS")
@click.option("-t", "--taxonomy", required=True, metavar="FILE", help="The survey taxonomy.")
@click.option("--examples", metavar="FILE", help="JSON Lines of papers with their topic.")
@output
def classify(papers: str, taxonomy: str, examples: str | None, output: str) -> None:
    """File papers into a taxonomy; one JSON line a paper, in the order of the input."""
    from review.classify import assignment_plain
    from review.classify import classify as file_papers
    from review.config import load_taxonomy

    topics = load_taxonomy(Path(taxonomy))
    taught = _examples(examples) if examples else ()
    assignments = file_papers(_records(papers), topics, taught)
    _write_lines(output, map(assignment_plain, assignments))
    placed = sum(assignment.placed for assignment in assignments)
    click.echo(f"{len(assignments)} papers, {placed} placed", err=True)


@main.command(epilog=EXAMPLES + "  review extract papers.jsonl -o sentences.jsonl")
@click.argument("papers", metavar="PAPERS")
@output
def extract(papers: str, output: str) -> None:
    """Find what each abstract says of itself: key sentences, name, citation sentence."""
    from review.extract import extract as read_abstract
    from review.extract import extract_plain

    found = _records(papers)
    lines = (extract_plain(read_abstract(entry)) for entry in _bar(found, "Reading abstracts"))
    _write_lines(output, lines)


@main.command(epilog=EXAMPLES + "  review summarize papers.jsonl --words 250")
@click.argument("papers", metavar="PAPERS")
@click.option("--words", default=250, show_default=True, type=click.IntRange(1), help="Budget.")
@output
def summarize(papers: str, words: int, output: str) -> None:
    """Write one cited section over the given papers, as JSON."""
    from review.extract import extract as read_abstract
    from review.summarize import summarize as select

    found = sorted(_records(papers), key=lambda one: (str(one.id), one.title, one.abstract))
    extracts = [read_abstract(entry) for entry in _bar(found, "Reading abstracts")]
    ranked = [replace(one, id=f"{rank:09}") for rank, one in enumerate(found)]  # 7 is not "7"
    quotes = select(ranked, extracts, words)
    chosen = [{**quote_plain(one), "paper": found[int(one.paper)].id} for one in quotes]
    _write(output, json_line({"sentences": to_plain(chosen)}) + "\n")


# ── input and output ─────────────────────────────────────────────────────────────────────────


def _read_one(name: str) -> Batch:
    """Return what the file `name`, or standard input for `-`, holds."""
    from review.sources import read_bytes, read_file

    if name == "-":
        if sys.stdin is None:
            raise SourceError("standard input is closed")
        return read_bytes(sys.stdin.buffer.read(), "<stdin>")
    return read_file(Path(name), name)


def _records(name: str) -> tuple[Record, ...]:
    """Return the records of a file and tell its problems."""
    batch = _read_one(name)
    _tell_problems(batch.problems)
    return batch.records


def _examples(name: str) -> tuple[Any, ...]:
    """Return the examples in a file of JSON Lines: `id` or `title`, and `topic`."""
    from review.classify import Example

    found = []
    for record in _records(name):
        topic = dict(record.extra).get("topic")
        for one in topic if isinstance(topic, list) else [topic]:
            if not isinstance(one, str):
                raise SourceError(f"{record.origin}: an example needs a topic")
            found.append(Example(one, record.id, record.title, record.abstract))
    return tuple(found)


@contextmanager
def _open(name: str) -> Iterator[BinaryIO]:
    """Open standard output for `-`, else a file that takes its name only when it is whole."""
    try:
        with _stdout() if name == "-" else _file(Path(name)) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        place = "standard output" if name == "-" else name or "''"
        raise SourceError(f"{place}: cannot be written: {error.strerror}") from error


@contextmanager
def _stdout() -> Iterator[BinaryIO]:
    """Give standard output; what could not be written is not tried again at the end."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


@contextmanager
def _file(path: Path) -> Iterator[BinaryIO]:
    """Give a new file beside `path` and put it there at the end; a device or pipe as it is."""
    path = path.resolve()
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write(name: str, text: str) -> None:
    """Write `text` as UTF-8 to the file `name`, or to standard output for `-`."""
    with _open(name) as stream:
        stream.write(text.encode())


def _write_lines(name: str, values: Iterable[dict[str, Json]]) -> None:
    """Write one line of JSON a value, as they come."""
    with _open(name) as stream:
        for value in values:
            stream.write(f"{json_line(value)}\n".encode())


def _tell_problems(problems: Iterable[Any]) -> None:
    for problem in problems:
        click.echo(f"{problem.where}: {problem.message}", err=True)


def _bar(items: Sequence[T], label: str) -> Iterable[T]:
    """Yield the items under a progress bar, which is drawn on a terminal only."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar


def _steps(count: int) -> AbstractContextManager[Callable[[str], None]]:
    """Return a listener for the names of stages: a progress bar on a terminal, else nothing."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    return _StepBar(count)


class _StepBar:
    """A progress bar over named steps."""

    def __init__(self, count: int) -> None:
        self._bar = click.progressbar(
            length=count, file=sys.stderr, show_eta=False, item_show_func=str
        )

    def __enter__(self) -> Callable[[str], None]:
        self._bar.__enter__()
        return lambda name: self._bar.update(1, name)

    def __exit__(self, *error: Any) -> None:
        self._bar.__exit__(*error)
