"""`review bib`: what is wrong with a .bib file, the fixes that are certain, how entries look."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from review.cli.streams import EXAMPLES, opened
from review.errors import SourceError

if TYPE_CHECKING:
    from review.bibcheck import Check, Finding

dialect = click.option(
    "--dialect",
    type=click.Choice(("auto", "bibtex", "biblatex")),
    default="auto",
    help="What the file is written for; auto: what most of its entries are.",
)


@click.group()
def bib() -> None:
    """Look at .bib files, ours or anybody's."""


# ── check ────────────────────────────────────────────────────────────────────────────────────


def _table(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print a line for each check, if it is wanted: its name, how bad, what it finds."""
    if not wanted or ctx.resilient_parsing:
        return
    from review.bibcheck import CHECKS

    width = max(len(one.name) for one in CHECKS)
    for one in CHECKS:
        mends = "; --fix" if one.fixes else ""
        click.echo(f"{one.name:<{width}}  {one.severity:<7}  {one.finds}{mends}")
    ctx.exit()


@bib.command(
    epilog=EXAMPLES
    + "  review bib check references.bib\n"
    + "  review bib check a.bib b.bib --skip capitals --skip page-dash\n"
    + "  review bib check main.bib --fix fixed.bib\n"
    + "  review bib check --list          the checks, and which of them can fix"
)
@click.argument("files", nargs=-1, metavar="FILES...")
@click.option("--only", multiple=True, metavar="CHECK", help="Run this check alone (repeatable).")
@click.option("--skip", multiple=True, metavar="CHECK", help="Do not run this check (repeatable).")
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_table,
    help="Print the table of checks.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="For programs: all findings as JSON.")
@click.option("--fix", "target", metavar="OUT", help="Write the file with what is certain mended.")
@dialect
def check(
    files: Sequence[str],
    only: Sequence[str],
    skip: Sequence[str],
    as_json: bool,
    target: str | None,
    dialect: str,
) -> None:
    """Check .bib files: a line for each finding, with what to do.

    Errors stop BibTeX or TeX, or lose or falsify something; warnings are likely mistakes; hints
    are matters of taste. Exit code 1 where there are errors, 0 where there are only warnings and
    hints.

    With --fix, OUT is a copy of the one FILE in which only fixes that are certain were made, and
    everything else, also comments and order, is byte for byte as it was; the findings shown are
    those that remain in OUT.
    """
    from review.bibcheck import selected

    checks = selected(only, skip)
    if not files:
        raise click.UsageError("Missing argument 'FILES...'.")
    if target:
        if len(files) != 1:
            raise click.UsageError("--fix mends one FILE at a time.")
        _mend(files[0], target, dialect, checks)
        files = (target,) if target != "-" else files
    found, entries = _found(files, dialect, checks)
    if target != "-":
        click.echo(_plain(found) if as_json else "".join(map(_line, found)), nl=as_json)
    click.echo(_total(found, entries, target), err=True)
    if any(one.severity == "error" for one in found):
        sys.exit(1)


def _found(
    files: Sequence[str], dialect: str, checks: "Sequence[Check]"
) -> "tuple[list[Finding], int]":
    """Return the findings in all files, and how many entries they have."""
    from review.bibcheck import parse
    from review.pipeline.bibliography import inspect

    found: list[Finding] = []
    entries = 0
    for name in files:
        file = parse(_text(name)[0], name, dialect)
        entries += len(file.items)
        found += inspect(file, checks)
    return found, entries


def _mend(name: str, target: str, dialect: str, checks: "Sequence[Check]") -> None:
    from review.bibcheck import fixed

    text, encoding = _text(name)
    if all(map(Path.exists, map(Path, (name, target)))) and Path(target).samefile(name):
        raise SourceError(f"{target}: --fix writes a new file, not the one it reads")
    with opened(target) as stream:
        stream.write(fixed(text, dialect, checks).encode(encoding))


def _text(name: str) -> tuple[str, str]:
    """Return the text of a file and its encoding: what is not UTF-8 is read byte by byte.

    Raises `SourceError` where it cannot be read.
    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise SourceError(f"{name}: cannot be read: {error.strerror}") from error
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        click.echo(f"{name}:{line}: is not UTF-8; taken for Latin-1", err=True)
        return raw.decode("latin-1"), "latin-1"


def _line(one: "Finding") -> str:
    key = f" {one.key}:" if one.key else ""
    mends = "; --fix mends it" if one.changes else ""
    return _shown(f"{one.where}:{key} {one.severity}: {one.message} [{one.check}{mends}]") + "\n"


def _shown(text: str) -> str:
    """Return text of a file without the characters by which it could command a terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _total(found: "Sequence[Finding]", entries: int, target: str | None) -> str:
    counts = Counter(one.severity for one in found)
    listed = ", ".join(f"{counts[name]:,} {name}s" for name in ("error", "warning", "hint"))
    certain = sum(bool(one.changes) for one in found)
    more = f"; --fix OUT mends {certain:,} of them" if certain and not target else ""
    return f"{entries:,} entries: {listed}{more}"


def _plain(found: "Sequence[Finding]") -> str:
    lines: list[dict[str, Any]] = [
        {
            "file": one.file, "line": one.line, "key": one.key, "check": one.check,
            "severity": one.severity, "field": one.field, "message": one.message,
            "fixable": bool(one.changes),
        }
        for one in found
    ]  # fmt: skip
    return json.dumps(lines, ensure_ascii=False, indent=1)


# ── show ─────────────────────────────────────────────────────────────────────────────────────


@bib.command(
    epilog=EXAMPLES
    + "  review bib show references.bib vaswani2017attention\n"
    + "  review bib show references.bib --style IEEEtran --style apa\n"
    + "  review bib show references.bib vaswani2017attention --tex"
)
@click.argument("file", metavar="FILE")
@click.argument("keys", nargs=-1, metavar="[KEYS]...")
@click.option("--style", "styles", multiple=True, metavar="NAME", help="This style (repeatable).")
@click.option("--tex", is_flag=True, help="Run the bibtex that is installed; apa stays as it is.")
def show(file: str, keys: Sequence[str], styles: Sequence[str], tex: bool) -> None:
    """Show how entries of a .bib file will look, as text.

    The styles are plain, alpha, plainnat, IEEEtran, ACM-Reference-Format and apa (of biblatex). All
    are approximations by rules of our own, which need no TeX: the order, the names, the case of
    titles and the punctuation of the usual types are theirs; rare fields are left out. With --tex,
    the first five are what the real bibtex prints.
    """
    from review.bibcheck import parse
    from review.bibcheck.show import STYLES
    from review.serial import hint

    for name in styles:
        if name not in STYLES:
            raise SourceError(f"{name!r} is not a style{hint(name, list(STYLES))}")
    text = _text(file)[0]
    items = [item for item in parse(text, file).items if item.kind != "xdata"]
    known = {item.key: item for item in reversed(items)}
    for key in keys:
        if key not in known:
            raise SourceError(f"{file}: has no entry {key!r}{hint(key, list(known))}")
    for item in [known[key] for key in keys] or items:
        click.echo(_shown(item.key))
        for name in styles or STYLES:
            click.echo(f"  {name}\n    {_shown(_looks(text, item, name, tex=tex))}")


def _looks(text: str, item: Any, style: str, *, tex: bool) -> str:
    from review.bibcheck import real
    from review.bibcheck.show import STYLES, look
    from review.sources.bibtex.tex import decode

    if tex and style in real.STYLES:
        return real.printed(text, item.key, style, decode)
    return STYLES[style](look(item, decode))
