"""Rows of delimited text: as the csv module reads them, and what happens where it cannot."""

import csv
import io
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.sources.rows import MOST_LINES, UNCLOSED, UNDOUBLED, Row, rows


def read(text: str, delimiter: str = ",", width: int = 3) -> list[Row]:
    return list(rows(text.split("\n"), 0, delimiter, width))


def cells(text: str, delimiter: str = ",", width: int = 3) -> list[list[str]]:
    return [list(row.cells) for row in read(text, delimiter, width)]


cell = st.text(max_size=12).map(lambda text: text.replace("\r", ""))
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), max_size=6)
)


@given(tables, st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_what_csv_writes_is_read_back(
    table: list[list[str]], delimiter: str, quoting: Literal[0, 1]
) -> None:
    out = io.StringIO()
    width = len(table[0]) if table else 1
    table = [["a"] * width, *table]
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(table)
    want = [row for row in table if any(c.strip() for c in row)]
    found = read(out.getvalue(), delimiter, width)
    assert [list(row.cells) for row in found] == want
    assert not any(row.fault for row in found)


@given(st.text(alphabet='a",;\n\t \r\0é', max_size=80), st.sampled_from(",;\t|"))
def test_no_text_crashes_and_no_letter_is_lost(text: str, delimiter: str) -> None:
    found = read(text, delimiter)
    assert sum("".join(row.cells).count("a") for row in found) == text.count("a")
    lines = [row.line for row in found]
    assert lines == sorted(set(lines))


def test_a_row_is_where_it_begins() -> None:
    found = read('a,b,c\n\n"d\ne",f,g\nh,i,j')
    assert [row.line for row in found] == [1, 3, 5]
    assert found[1].cells[0] == "d\ne"


def test_a_mark_that_is_never_closed_costs_its_own_line() -> None:
    found = read('"a,b,c\n"d","e","f"\ng,h,i\n')
    assert [list(row.cells) for row in found] == [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]
    assert [row.fault for row in found] == [UNCLOSED, "", ""]


def test_a_mark_that_is_closed_by_the_next_rows_mark() -> None:
    found = read('x,y,"z\na,b,"c"\nd,e,f')
    assert [row.cells[0] for row in found] == ["x", "a", "d"]
    assert [row.fault for row in found] == [UNCLOSED, "", ""]


@pytest.mark.parametrize("rest", [0, 1])
def test_a_cell_of_very_many_lines_was_never_closed(rest: int) -> None:
    text = '"a,b,c\n' + "d,e,f\n" * (MOST_LINES + 100) + '"' * rest
    assert len(read(text)) >= MOST_LINES + 101
    assert read(text)[0].fault == UNCLOSED


def test_marks_that_are_not_doubled() -> None:
    found = read('"a "fine" net","It said "no", twice",2021\nb,c,d')
    assert list(found[0].cells) == ['a "fine" net', 'It said "no", twice', "2021"]
    assert [row.fault for row in found] == [UNDOUBLED, ""]


def test_marks_that_are_not_doubled_in_a_cell_of_two_lines() -> None:
    found = read('"a "fine"\nnet",b,2021\nb,c,d')
    assert list(found[0].cells) == ['a "fine"\nnet', "b", "2021"]
    assert [row.line for row in found] == [1, 3]


def test_tables_by_tabs_do_not_quote() -> None:
    found = read('"Small" nets\tb\tA 5" net\n', "\t")
    assert list(found[0].cells) == ['"Small" nets', "b", 'A 5" net']
    assert found[0].fault == ""


def test_a_blank_before_a_mark() -> None:
    assert cells('a, b, c\n"a", "b, c", "d"\n') == [["a", "b", "c"], ["a", "b, c", "d"]]
    assert cells("a, b,c\n a, b, c\n") == [["a", " b", "c"], [" a", " b", " c"]]


def test_a_long_cell() -> None:
    (row,) = read(f'"{"x" * 5_000_000}",b,c')
    assert len(row.cells[0]) == 5_000_000


@pytest.mark.parametrize("line", ['a,"b', 'x","y', '"a""', '"a" b,', ',",",",'])
def test_thousands_of_broken_lines_take_a_moment(line: str) -> None:
    assert len(read(f"{line}\n" * 5_000)) > 5_000 / MOST_LINES
