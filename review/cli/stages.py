"""Each stage as a command that reads and writes JSON Lines."""

import json
from collections.abc import Sequence
from dataclasses import replace

import click

from review.cli.streams import (
    EXAMPLES,
    bar,
    output,
    read_one,
    read_records,
    tell,
    write,
    write_lines,
)
from review.model import Batch
from review.serial import entry_plain, json_line, quote_plain, to_plain


@click.command(epilog=EXAMPLES + "  review read seeds/*.txt -o records.jsonl --report report.json")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@output
@click.option("--report", metavar="FILE", help="Write what was dropped, and why, as JSON.")
def read(files: Sequence[str], output: str, report: str | None) -> None:
    """Read papers from files of any supported format; one JSON line a record."""
    from review.sources import distinct

    batches = [read_one(name) for name in bar(files, "Reading")]
    records = [record for batch in batches for record in batch.records]
    listed = [source for batch in batches for source in batch.sources]
    write_lines(output, map(entry_plain, distinct(Batch(tuple(records))).records))
    for source in listed:
        click.echo(
            f"{source.file}: {source.format or 'unread'}, {source.records} records,"
            f" {len(source.problems)} problems, {len(source.dropped)} lines dropped",
            err=True,
        )
    tell([problem for source in listed for problem in source.problems])
    problems = sum(len(source.problems) for source in listed)
    click.echo(f"{len(records)} records, {problems} problems", err=True)
    if report:
        write(report, json.dumps({"sources": to_plain(listed)}, ensure_ascii=False, indent=1))


@click.command(epilog=EXAMPLES + "  review dedupe records.jsonl -o works.jsonl")
@click.argument("records", metavar="RECORDS")
@output
def dedupe(records: str, output: str) -> None:
    """Merge records of one work; one JSON line a work, with its members and the evidence."""
    from review.identity import merge, work_plain

    found = read_records(records)
    works = merge(found)
    write_lines(output, map(work_plain, works))
    click.echo(f"{len(found)} records, {len(works)} works", err=True)


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
