"""CSV and TSV: the exports of databases and tools, told by the names of their columns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from review.model import DETAILS, Batch, Dropped, Json, Origin, Problem, Record, Source
from review.sources.cells import READ, authors, missing
from review.sources.columns import Columns, columns
from review.sources.fields import arxiv_of, content_id, doi_of, squeeze
from review.sources.recall import MARK
from review.sources.rows import Row, rows

FORMAT = "csv"
_DELIMITERS = "\t,;|"
_ABOVE = 12  # lines that may stand above the header: when it was exported, what was asked
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*')
_INERT = re.compile(r"\A'(?='*[=+\-@\t\r])")
_ENTRY = frozenset("id title abstract authors year venue doi arxiv url".split())
_PAPER = _ENTRY - {"id", "year"} | {"first_author", "pmid", "pmcid", "openalex", "s2"}
_FIELDS = ("first_page", "last_page", "article_number", "first_author")
# Where the only column of venues is "source", it may hold the database that was searched.
_DATABASES = frozenset(
    "scopus pubmed medline embase wos webofscience webofsciencecorecollection openalex crossref "
    "googlescholar semanticscholar dimensions lens ieeexplore ieee acm cochrane psycinfo cinahl "
    "eric proquest ebsco ovid wosscopus pubmedcentral europepmc sciencedirect springerlink "
    "acmdigitallibrary dblp zotero mendeley manual arxivapi".split()
)
_MOST_SHOWN = 12  # columns that a problem names
_LONGEST = 100_000  # characters of a header: room for thousands of columns


def sniff(text: str) -> bool:
    """Return whether one of the first lines is a header with titles or abstracts and one more."""
    lines = text[:2_000_000].split("\n")[: _ABOVE + 1]
    found = _headers(lines)
    return bool(found) and found[0][0] > 1


def read(text: str, name: str) -> Batch:
    """Return one record for each row below the header that states anything.

    What has no column of its own stays in `extra` under the header of its column. The line of a
    record is the one on which its row begins. In a table that a survey wrote, cells that begin as
    formulas do have an apostrophe before them.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    delimiter, at, table = _header(lines)
    if not table.readable:
        where = f"{name}:{at + 1}"
        source = Source(name, FORMAT, 0, problems=(Problem(where, _unreadable(table)),))
        return Batch((), (source,))
    dropped = [
        Dropped(Origin(name, i + 1), lines[i], "stands above the header")
        for i in range(at)
        if lines[i].strip(f' \t{delimiter}"')
    ]
    records: list[Record] = []
    problems: list[Problem] = []
    below = rows(lines, at, delimiter, len(table.headers))
    inert = MARK in table.headers
    for found in islice(below, 1, None):
        row = _formulas(found) if inert else found
        origin = Origin(name, row.line)
        problems += (Problem(str(origin), message) for message in _faults(row, table))
        if reason := _no_record(row, table):
            dropped.append(Dropped(origin, delimiter.join(row.cells), reason))
            continue
        record, messages = record_of_row(row, table, origin)
        records.append(record)
        problems += (Problem(str(origin), message) for message in messages)
    source = Source(name, FORMAT, len(records), tuple(dropped), tuple(problems))
    return Batch(tuple(records), (source,))


# ── the header ───────────────────────────────────────────────────────────────────────────────


def _headers(lines: list[str]) -> list[tuple[int, int, str, Columns]]:
    """Return how many fields each likely header names, its line index, delimiter and columns.

    The best header comes first; one that names neither titles nor abstracts is none.
    """
    found = []
    for at, line in enumerate(lines[:_ABOVE]):
        if len(line) > _LONGEST:
            continue
        # JSON, XML and BibTeX have commas too.
        for delimiter in "" if line.lstrip()[:1] in ("", *"[{<@") else _DELIMITERS:
            if delimiter in line and (table := _columns(lines, at, delimiter)).readable:
                found.append((len(table.known), at, delimiter, table))
    return sorted(found, key=lambda header: (-header[0], header[1]))


def _header(lines: list[str]) -> tuple[str, int, Columns]:
    """Return the delimiter, the line index and the columns of the header."""
    if found := _headers(lines[: _ABOVE + 1]):
        _, at, delimiter, table = found[0]
        return delimiter, at, table
    filled = [i for i, line in enumerate(lines[:_ABOVE]) if line.strip()]
    first = _SEPARATOR.fullmatch(lines[filled[0]]) if filled else None
    at = (filled[1:] if first else filled or [0])[0] if filled else 0
    delimiter = first[1] if first else max(_DELIMITERS, key=lines[at].count)
    return delimiter, at, _columns(lines, at, delimiter)


def _columns(lines: list[str], at: int, delimiter: str) -> Columns:
    header: Iterator[Row] = rows(lines[: at + _ABOVE], at, delimiter, 0)
    return columns(next(header, Row(at + 1, ("",))).cells)


def _unreadable(table: Columns) -> str:
    shown = ", ".join(header[:40] for header in table.headers[:_MOST_SHOWN] if header)
    more = ", …" if len(table.headers) > _MOST_SHOWN else ""
    return f"no column is called title or abstract, so nothing was read; its columns: {shown}{more}"


def _formulas(row: Row) -> Row:
    """Return the row with its cells as they were before an apostrophe made them no formulas."""
    return replace(row, cells=[_INERT.sub("", cell) for cell in row.cells])


# ── a row ────────────────────────────────────────────────────────────────────────────────────


def _faults(row: Row, table: Columns) -> Iterator[str]:
    width = len(table.headers)
    if row.fault:
        yield row.fault
    elif any(cell.strip() for cell in row.cells[width:]):
        yield f"has {len(row.cells)} cells under {width} headers; the last ones are kept in extra"


def _no_record(row: Row, table: Columns) -> str:
    """Return why a row is no record, or nothing."""
    if (
        squeeze(row.cells[0]) == table.headers[0]
        and tuple(map(squeeze, row.cells)) == table.headers
    ):
        return "repeats the header"
    if not row.cells[0].strip(" \t:-=+") and not "".join(row.cells).strip(" \t:-=+"):
        return "is a rule"
    for field, places in table.fields:
        filled = (i < len(row.cells) and not missing(field, row.cells[i]) for i in places)
        if field in _PAPER and any(filled):
            return ""
    return "fills no column that says something about a paper"


def record_of_row(
    row: Row, table: Columns, origin: Origin, further: Mapping[str, Json] | None = None
) -> tuple[Record, list[str]]:
    """Return the record of a row, and what is wrong with its cells; these stay in `extra`.

    What is `further` known, and no cell, stays there too.
    """
    stated, spare, messages = _stated(row, table)
    known = {field: stated.pop(field) for field in list(stated) if field in _ENTRY}
    details = _details(known, stated)
    width = len(table.headers)
    spare |= {i for i in range(width, len(row.cells)) if row.cells[i].strip()}
    rest: dict[str, Json] = {
        f"{name} (as stated)" if name in DETAILS else name: item
        for name, item in (further or {}).items()
    }
    for i in sorted(spare):
        header = table.headers[i] if i < width else ""
        # A name of `DETAILS` would say what the cell does not: Rayyan's key is no citation key.
        once = header and header not in rest and header not in DETAILS
        rest[header if once else f"{header} (column {i + 1})".lstrip()] = row.cells[i]
    extra = {**rest, **details}
    record = Record(**{"id": "", **known}, extra=tuple(extra.items()), origin=origin)
    if record.id == "":
        record = Record(**{**known, "id": content_id(record)}, extra=record.extra, origin=origin)
    return record, messages


def _stated(row: Row, table: Columns) -> tuple[dict[str, Any], set[int], list[str]]:
    """Return the fields, the places of the cells that are none of them, and what is wrong."""
    stated: dict[str, Any] = {}
    spare = {i for i in table.rest if i < len(row.cells) and not missing("", row.cells[i])}
    messages = []
    for field, places in table.fields:
        used = ""
        for i in places:
            if i >= len(row.cells) or missing(field, cell := row.cells[i]):
                continue
            if field in stated:
                spare |= {i} if cell != used else set()
                continue
            try:
                stated[field] = _value(field, cell)
                used = cell
                if field == "published" and len(stated[field]) == len("2024") != len(cell.strip()):
                    spare.add(i)
            except ValueError as error:
                spare.add(i)
                if str(error):
                    messages.append(f"{table.headers[i]}: {error}; kept under extra")
            if field == "type" and "retracted" in cell.casefold():
                stated["retracted"] = True
    return stated, spare, messages


def _value(field: str, cell: str) -> Any:
    if field in ("authors", "first_author"):
        return authors(cell)
    if (
        field == "venue"
        and len(cell) < 40
        and "".join(filter(str.isalnum, cell.casefold())) in _DATABASES
    ):
        raise ValueError("")
    return READ.get(field, squeeze)(cell)


def _details(known: dict[str, Any], stated: dict[str, Any]) -> dict[str, Json]:
    """Return the further facts; complete `known` by what they and other fields imply."""
    names, complete = known.pop("authors", ((), True))
    if not names and "first_author" in stated:
        names, complete = stated["first_author"][0], False
    known |= {"authors": names} if complete else {"authors": names, "authors_complete": False}
    if "published" in stated:
        known.setdefault("year", int(stated["published"][:4]))
        if len(stated["published"]) == len("2024"):
            del stated["published"]
    url = known.get("url", "")
    for field, host, find in (("doi", "doi.org/", doi_of), ("arxiv", "arxiv.org/", arxiv_of)):
        if field not in known and host in url and (found := find(url)):
            known[field] = found
    if "openalex.org/" in known.get("id", ""):
        stated.setdefault("openalex", known["id"].rsplit("/", 1)[-1])
    first, last = stated.get("first_page", ""), stated.get("last_page", "")
    span = f"{first}-{last}" if first and last and first != last else first or last
    if span := span or stated.get("article_number", ""):
        stated.setdefault("pages", span)
    if stated.get("retracted") is False:
        del stated["retracted"]
    return {name: value for name, value in stated.items() if name not in _FIELDS}
