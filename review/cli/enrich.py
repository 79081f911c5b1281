"""`review enrich`: empty fields filled from snapshots and services, with a preview."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from review import __version__
from review.cli.streams import EXAMPLES, output, read_records, tell, write, write_lines
from review.model import Json, Problem, Record, Work
from review.serial import entry_plain, to_plain

if TYPE_CHECKING:
    from review.enrich import Change
    from review.enrich.services import Service

_MAIL = re.compile(r"[^\s@:;()<>\"']+@[^\s@:;()<>\"']+")
_COLUMNS = ("work", "title", "field", "value", "source", "confidence")


@click.command(
    epilog=EXAMPLES
    + "  review enrich papers.jsonl --from snapshot.jsonl.xz -o enriched.jsonl\n"
    + "  review enrich papers.jsonl --online --mailto me@example.org --dry-run"
)
@click.argument("papers", metavar="PAPERS")
@click.option(
    "--from", "snapshots", multiple=True, metavar="FILE", help="Facts, in any format; may repeat."
)
@click.option("--online", is_flag=True, help="Ask services too, and remember their answers.")
@click.option("--offline", is_flag=True, help="Use remembered answers of services alone.")
@click.option(
    "--service",
    "services",
    multiple=True,
    metavar="NAME[=URL]",
    help="Ask this one (openalex, arxiv; both by default), at another address; may repeat.",
)
@click.option("--mailto", default="", metavar="ADDRESS", help="Yours, told to the services.")
@click.option("--cache", default="", metavar="DIR", help="Where answers are remembered.")
@click.option("--dry-run", is_flag=True, help="Write a table of what would be filled instead.")
@output
def enrich(
    papers: str, snapshots: Sequence[str], output: str, dry_run: bool, **service: Any
) -> None:
    """Fill missing metadata from files, or from services with --online; one JSON line a paper.

    A field that is known is never changed; each that is filled says by whom, in `provenance`.
    OPENALEX_API_KEY is used where it is set.
    """
    from review.pipeline import enrich_records

    asked = _asking(**service)
    if not snapshots and asked is None:
        raise click.UsageError("say where from: --from FILE, --online or --offline")
    files = [Path(name) for name in snapshots]
    done = enrich_records(read_records(papers), files, asked or (lambda _: ()))
    if dry_run:
        write(output, _table(done.changes))
    else:
        write_lines(output, map(_line, done.works))
    tell(done.problems)
    for one in done.conflicts:
        click.echo(f"{one.source}: {one.field}: {one.value!r}, not {one.known!r}", err=True)
    _summarize(done.changes, len(done.conflicts))


def _line(work: Work) -> dict[str, Json]:
    plain = entry_plain(work)
    if work.provenance:
        plain["provenance"] = to_plain(work.provenance)
    return plain


def _table(changes: Iterable["Change"]) -> str:
    """Return the changes as lines of tab-separated columns."""
    rows = [_COLUMNS]
    rows += [
        (str(c.id), c.title, c.field, c.value, c.source, c.confidence) for c in changes
    ]  # fmt: skip
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def _summarize(changes: Sequence["Change"], conflicts: int) -> None:
    """Say on standard error how many fields of how many works were filled, and by whom."""
    from review.enrich.filling import source_of

    counts = Counter((source_of(c.source.rpartition(":")[0]), c.field) for c in changes)
    for source in sorted({source for source, _ in counts}):
        fields = (f"{name} {n}" for (whose, name), n in sorted(counts.items()) if whose == source)
        click.echo(f"{source}: {', '.join(fields)}", err=True)
    gained = len({c.id for c in changes})
    click.echo(f"{gained} papers gain {len(changes)} fields, {conflicts} conflicts", err=True)


# ── services ─────────────────────────────────────────────────────────────────────────────────


def _asking(
    *, online: bool, offline: bool, services: Sequence[str], mailto: str, cache: str
) -> Callable[[Sequence[Work]], Iterable[Record | Problem]] | None:
    """Return what asks the services that are named, or all of them; None without --online."""
    from review.enrich.services import Client, ask
    from review.sources import read_text

    if online and offline:
        raise click.UsageError("--online and --offline exclude each other")
    if mailto and not _MAIL.fullmatch(mailto):
        raise click.BadParameter(f"{mailto!r} is no address", param_hint="--mailto")
    chosen = _services(services)
    who = f"; mailto:{mailto}" if mailto else ""
    client = Client(
        Path(cache) if cache else _cache(),
        f"living-review/{__version__} (a command-line tool{who})",
        offline=not online,
        keys={"openalex": os.environ.get("OPENALEX_API_KEY", "")},
    )
    return (lambda works: ask(works, chosen, client, read_text)) if online or offline else None


def _services(named: Sequence[str]) -> list["Service"]:
    """Return the services of the names, each of which may have an address of its own."""
    from review.enrich.services import SERVICES

    found = []
    for one in named or tuple(SERVICES):
        name, _, base = one.partition("=")
        if name not in SERVICES:
            known = ", ".join(SERVICES)
            raise click.BadParameter(f"{name!r} is none of {known}", param_hint="--service")
        if base and not base.startswith(("https://", "http://")):
            raise click.BadParameter(f"{base!r} is no address", param_hint="--service")
        found.append(SERVICES[name](base.rstrip("/")))
    return found


def _cache() -> Path:
    """Return the folder for what can be had again (XDG Base Directory Specification)."""
    stated = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(stated) if Path(stated).is_absolute() else Path.home() / ".cache"
    return base / "living-review"
