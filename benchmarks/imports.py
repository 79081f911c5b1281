"""Files as services export them: records found and held, fields filled, problems, per file."""

import csv
import io
import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from review.model import Record
from review.sources import read_file

DATA = Path("../shared/data/import_files")
Row = dict[str, Any]


def run() -> list[Row]:
    """Return a row for each file: what was read, beside what plain counting finds in the file.

    Raises `FileNotFoundError` where the files are absent.
    """
    paths = sorted(DATA.glob("*.*"))
    if not paths:
        raise FileNotFoundError(DATA)
    start = time.process_time()
    batches = [read_file(path, path.name) for path in paths]
    seconds = time.process_time() - start
    expected = [held(path.read_bytes().decode("utf-8-sig", "replace"), path) for path in paths]
    rows = []
    for path, batch, count in zip(paths, batches, expected, strict=True):
        (source,) = batch.sources
        said = f"{len(source.problems)} problems, {len(source.dropped)} dropped"
        figure = f"{source.format or 'unread'}; {_filled(batch.records)}; {said}"
        rows.append(_row(path.name, figure, len(batch.records), count))
    records = [record for batch in batches for record in batch.records]
    right = sum(len(b.records) == n for b, n in zip(batches, expected, strict=True))
    return [
        _row("all files", "files with as many records as counted", right, len(paths)),
        _row("all files", f"records; {_filled(records)}", len(records), sum(expected)),
        _row("all files", "CPU s", round(seconds, 1), ""),
        *rows,
    ]


def _row(name: str, figure: str, value: float, asked: object) -> Row:
    return {"name": name, "figure": figure, "value": value, "asked": str(asked)}


def _filled(records: Sequence[Record]) -> str:
    """Return how many of the records state each field, in percent."""
    fields = ("title", "authors", "year", "abstract", "doi", "venue")
    if not records:
        return "nothing"
    parts = [
        f"{field} {round(100 * sum(bool(getattr(one, field)) for one in records) / len(records))}"
        for field in fields
    ]
    return ", ".join(parts) + " %"


# What marks a record in the raw text, the first that occurs at all.
MARKS = tuple(
    re.compile(pattern, re.MULTILINE | re.IGNORECASE)
    for pattern in (
        r"^TY {1,2}-",  # RIS
        r"^PMID- ",  # PubMed
        r"^PT [A-Z]",  # Web of Science
        r"^<\d+>\s*$",  # Ovid
        r"<record>",  # EndNote XML
        r"<PubmedArticle>",
        r"^\s*@(?!comment|string|preamble)\w+\s*[{(]",  # BibTeX
        r"^%0 ",  # EndNote text
    )
)


def held(text: str, path: Path) -> int:
    """Return how many records the text holds by plain counting: marks, CSV rows, JSON items."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    count: dict[str, Callable[[str], int]] = {".csv": _rows, ".json": _items}
    if path.suffix in count:
        return count[path.suffix](text)
    return next((n for mark in MARKS if (n := len(mark.findall(text)))), 0)


def _rows(text: str) -> int:
    head = text[: text.index("\n")]
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in head else ",")
    return sum(any(cell.strip() for cell in row) for row in rows) - 1


def _items(text: str) -> int:
    value = json.loads(text)
    if isinstance(value, list):
        return len(value)
    lists = [item for item in value.values() if isinstance(item, list) and "title" not in value]
    if not lists and value and all(isinstance(item, dict) for item in value.values()):
        return len(value)  # works under their identifiers
    if len(lists) == len(value):
        return sum(map(len, lists))  # lists of works under their identifiers
    return len(lists[0]) if lists else 1
