"""Each stage as a command that reads and writes JSON Lines."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from review.cli.streams import (
    EXAMPLES,
    bar,
    output,
    read_records,
    some,
    write,
    write_lines,
)
from review.serial import json_line, quote_plain, to_plain


@click.command(epilog=EXAMPLES + "  review dedupe records.jsonl -o works.jsonl")
@click.argument("records", metavar="RECORDS")
@output
@click.option("--report", metavar="FILE", help="Write which records became one, and why, as JSON.")
def dedupe(records: str, output: str, report: str | None) -> None:
    """Merge records of one work; one JSON line a work, with its members and the evidence."""
    from review.identity import merge, work_plain
    from review.identity import report as merged

    with _uncollected():
        found = read_records(records)
        works = merge(found)
        write_lines(output, map(work_plain, works))
    if report:
        write(report, json.dumps(merged(works), ensure_ascii=False, indent=1))
    click.echo(f"{some(len(found), 'record')}, {some(len(works), 'work')}", err=True)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from walking again and again through records, which hold no cycles."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@click.command(epilog=EXAMPLES + "  review extract papers.jsonl -o sentences.jsonl")
@click.argument("papers", metavar="PAPERS")
@output
def extract(papers: str, output: str) -> None:
    """Find what each abstract says of itself: key sentences, name, citation sentence."""
    from review.extract import extract_keys, extract_plain

    found = read_records(papers)
    lines = (extract_plain(extract_keys(entry)) for entry in bar(found, "Reading abstracts"))
    write_lines(output, lines)


@click.command(epilog=EXAMPLES + "  review summarize papers.jsonl --words 250")
@click.argument("papers", metavar="PAPERS")
@click.option("--words", default=250, show_default=True, type=click.IntRange(1), help="Budget.")
@output
def summarize(papers: str, words: int, output: str) -> None:
    """Write one cited section over the given papers, as JSON."""
    from review.extract import extract as read_abstract
    from review.summarize import summarize as select

    found = sorted(read_records(papers), key=lambda one: (str(one.id), one.title, one.abstract))
    extracts = [read_abstract(entry) for entry in bar(found, "Reading abstracts")]
    ranked = [replace(one, id=f"{rank:09}") for rank, one in enumerate(found)]  # 7 is not "7"
    quotes = select(ranked, extracts, words)
    chosen = [{**quote_plain(one), "paper": found[int(one.paper)].id} for one in quotes]
    write(output, json_line({"sentences": to_plain(chosen)}) + "\n")
