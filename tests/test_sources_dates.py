"""Dates in references: what is certain is read, what is not stays out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.sources.dates import When, when


@pytest.mark.parametrize(
    ("text", "year", "rest"),
    [
        ("2021", 2021, ""),
        ("2021///", 2021, ""),
        ("2021//", 2021, ""),
        ("2021/05/01/", 2021, "-05-01"),
        ("2021/05//undefined", 2021, "-05"),
        ("2021-05-01", 2021, "-05-01"),
        ("2021/00/00", 2021, ""),
        ("2017 Nov 15", 2017, "-11-15"),
        ("2019 May", 2019, "-05"),
        ("Aug 1 2019", 2019, "-08-01"),
        ("15 November 2017", 2017, "-11-15"),
        ("2012-August-08", 2012, "-08-08"),
        ("September 2015.", 2015, "-09"),
        ("SEP", None, "-09"),
        ("JUN 19", None, "-06-19"),
    ],
)
def test_all_is_said(text: str, year: int | None, rest: str) -> None:
    assert when(text) == When(year, rest)


@pytest.mark.parametrize(
    ("text", "year", "rest"),
    [
        ("2021///Spring", 2021, ""),
        ("24-27 Sept. 2019", 2019, "-09"),
        ("1 Jan.-Feb. 2019", 2019, ""),
        ("JAN-FEB", None, ""),
        ("01/05/2021", 2021, ""),
        ("2021/13/45", 2021, ""),
        ("2021/05/01/10:20:30", 2021, ""),
        ("1998 Dec-1999 Jan", 1998, ""),
        ("in press", None, ""),
        ("", None, ""),
    ],
)
def test_what_is_doubtful_is_left_out(text: str, year: int | None, rest: str) -> None:
    assert when(text) == When(year, rest, whole=False)


@given(st.text())
def test_any_text_has_a_date_or_none(text: str) -> None:
    found = when(text)
    assert found.year is None or 1000 <= found.year < 3000
    assert len(found.rest) in (0, 3, 6)


@given(st.dates(min_value=date(1000, 1, 1)).filter(lambda d: d.year < 3000))
def test_a_date_is_read_back(day_of: date) -> None:
    year, month, day = str(day_of).split("-")
    assert when(f"{year}/{month}/{day}/") == When(int(year), f"-{month}-{day}")
