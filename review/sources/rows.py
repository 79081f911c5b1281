"""Delimited text to rows: a quotation mark that is never closed costs its own line alone."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_LINES = 300  # of one row; a cell that runs on for longer was never closed
MENDED_LINES = 10  # of one row in which quotation marks are not doubled
UNCLOSED = "a quotation mark is not closed or not doubled; the line was read by itself"
UNDOUBLED = "a quotation mark inside a cell is not doubled; the cell was read up to its end"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, the line (from 1) on which it begins, and what is wrong with it."""

    line: int
    cells: Sequence[str]
    fault: str = ""


def rows(lines: Sequence[str], start: int, delimiter: str, width: int) -> Iterator[Row]:
    """Return the rows from the line of index `start` on; `width` is the number of columns.

    Blank rows are left out. A row is never more than `MOST_LINES` lines long.
    """
    # A cell may be as long as the file; the limit is the process's and is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), sum(map(len, lines)) + len(lines)))
    # Where a blank follows each delimiter of the header, it belongs to none of the cells.
    parts = lines[start].split(delimiter)[1:] if start < len(lines) else []
    spaced = bool(parts) and all(part.startswith(" ") for part in parts)
    at = start
    while at < len(lines):
        if '"' in lines[at]:
            row, taken = _row(lines, at, delimiter, width, spaced)
        else:
            cells = lines[at].split(delimiter)
            row, taken = Row(at + 1, [cell.lstrip() for cell in cells] if spaced else cells), 1
        if any(cell and not cell.isspace() for cell in row.cells):
            yield row
        at += taken


def _row(
    lines: Sequence[str], at: int, delimiter: str, width: int, spaced: bool
) -> tuple[Row, int]:
    """Return the row that begins at line index `at`, and how many lines it takes."""
    line = lines[at]
    feed = (lines[i] + "\n" for i in range(at, min(at + MOST_LINES, len(lines))))
    reader = csv.reader(feed, delimiter=delimiter, strict=True, skipinitialspace=spaced)
    try:
        cells = next(reader)
    except csv.Error:
        return _mended(lines, at, delimiter, width)
    if reader.line_num > 1 and len(cells) != width and len(_lenient(line, delimiter)) == width:
        return Row(at + 1, _opened(_lenient(line, delimiter)), UNCLOSED), 1
    return Row(at + 1, cells), reader.line_num


def _mended(lines: Sequence[str], at: int, delimiter: str, width: int) -> tuple[Row, int]:
    """Return a row whose quotation marks are not those of a table, read as far as it is certain."""
    alone = _alone(lines[at], delimiter, width)
    if len(alone) == width and delimiter == "\t":
        # Exports separated by tabs do not quote: a mark at the start of a cell is the text's own.
        return Row(at + 1, alone), 1
    if len(alone) == width:
        fault = UNCLOSED if lines[at].count('"') % 2 else UNDOUBLED
        return Row(at + 1, _opened(alone), fault), 1
    for end in range(at + 1, min(at + MENDED_LINES, len(lines))):
        next_row = _alone(lines[end], delimiter, width)
        if len(next_row) == width and not any(cell.count('"') % 2 for cell in next_row):
            break
        cells = _lenient("\n".join(lines[at : end + 1]), delimiter)
        if len(cells) == width:
            return Row(at + 1, cells, UNDOUBLED), end - at + 1
    return Row(at + 1, _opened(alone), UNCLOSED), 1


def _alone(line: str, delimiter: str, width: int) -> list[str]:
    """Return the cells of one line, in the way of taking its marks that gives `width` cells.

    In text a blank follows a comma, in a table none: `"it said "no", twice",` is one cell.
    """
    tight, lenient = _lenient(line, delimiter, " "), _lenient(line, delimiter)
    ways = (tight, lenient, line.split(delimiter))
    return next((cells for cells in ways if len(cells) == width), lenient)


def _opened(cells: list[str]) -> list[str]:
    """Return the cells without the marks that opened a cell and were not closed."""
    odd = [cell.startswith('"') and cell.count('"') % 2 for cell in cells]
    return [cell[1:] if mark else cell for cell, mark in zip(cells, odd, strict=True)]


def _lenient(text: str, delimiter: str, never: str = "") -> list[str]:
    """Return the cells, where a mark closes a cell only before a delimiter or the end.

    Before a delimiter that `never` follows it does not.
    """
    cells = []
    for match in _cell(delimiter, never).finditer(text):
        quoted, bare, end = match[1], match[2], match[3]
        cells.append(bare if quoted is None else quoted.replace('""', '"'))
        if not end:
            break
    return cells


@lru_cache(maxsize=8)
def _cell(delimiter: str, never: str) -> re.Pattern[str]:
    d = re.escape(delimiter)
    ends = rf"(?:{d}(?!{never})|\Z)" if never else rf"(?:{d}|\Z)"
    return re.compile(
        rf'(?:[ ]*"((?:[^"]++|""|"(?![ ]*{ends}))*+)"[ ]*|([^{d}]*+))({d}|\Z)', re.DOTALL
    )
