"""What the commands share: options, files and standard streams, progress on a terminal."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from review.errors import ReviewError, SourceError
from review.model import UNPLACED, Batch, Json, Record, Topic
from review.serial import hint, json_line

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


folder = click.argument(
    "root", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path)
)
output = click.option(
    "-o", "output", default="-", metavar="FILE", help="Write here instead of standard output."
)


def read_one(name: str) -> Batch:
    """Return what the file `name`, or standard input for `-`, holds."""
    from review.sources import read_file, read_stream

    if name == "-":
        if sys.stdin is None:
            raise SourceError("standard input is closed")
        return read_stream(sys.stdin.buffer, "<stdin>")
    return read_file(Path(name), name)


def read_records(name: str) -> tuple[Record, ...]:
    """Return the records of a file and tell its problems."""
    batch = read_one(name)
    tell(batch.problems)
    return batch.records


def read_examples(name: str, taxonomy: Sequence[Topic]) -> tuple[Any, ...]:
    """Return the examples in a file of JSON Lines: `id` or `title`, and `topic`.

    A question of `--ask` that nobody answered is no example. Raises `SourceError`, with file and
    line, on a topic that the taxonomy does not have.
    """
    from review.classify import Example

    known = [UNPLACED, *(topic.id for root in taxonomy for topic in root.walk())]
    found = []
    for record in read_records(name):
        extra = dict(record.extra)
        topic = extra.get("topic")
        if "candidates" in extra and topic in (None, "", []):
            continue
        for one in topic if isinstance(topic, list) else [topic]:
            if not isinstance(one, str):
                raise SourceError(f"{record.origin}: an example needs a topic")
            if one not in known:
                raise SourceError(f"{record.origin}: {one!r} is not a topic{hint(one, known)}")
            found.append(Example(one, record.id, record.title, record.abstract))
    return tuple(found)


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
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


def write(name: str, text: str) -> None:
    """Write `text` as UTF-8 to the file `name`, or to standard output for `-`."""
    with opened(name) as stream:
        stream.write(text.encode())


def write_lines(name: str, values: Iterable[dict[str, Json]]) -> None:
    """Write one line of JSON a value, as they come."""
    with opened(name) as stream:
        for value in values:
            stream.write(f"{json_line(value)}\n".encode())


def some(number: int, noun: str) -> str:
    """Return a number with its noun: "1 paper", "2 papers"."""
    return f"{number} {noun}{'s' * (number != 1)}"


def tell(problems: Iterable[Any]) -> None:
    """Write problems to standard error, one a line."""
    for problem in problems:
        click.echo(f"{problem.where}: {problem.message}", err=True)


def bar(items: Sequence[T], label: str) -> Iterable[T]:
    """Yield the items under a progress bar, which is drawn on a terminal only."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar


def progress(count: int) -> AbstractContextManager[Callable[[str], None]]:
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
