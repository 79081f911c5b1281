"""Rules over tags: what is taken, what stays, and where records are cut."""

import re
from collections.abc import Container

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.sources import values
from review.sources.stated import Fields, Gather, Plan, Rule, Stated, preferred, record
from review.sources.tagged import CHUNK, Aside, Dialect, cut

TITLE = Rule("title", ("A", "B"), values.text)


def extra(fields: Fields, *rules: Rule, dates: tuple[str, ...] = ()) -> dict[str, object]:
    return dict(record(Stated(1, fields), Plan(rules, dates), "f").extra)


def test_the_first_tag_wins_and_the_rest_stays_under_its_own() -> None:
    fields = {"B": ["two", "one"], "A": ["one", "three"], "C": ["", "x"]}
    stated = record(Stated(3, fields), Plan((TITLE,), ()), "f")
    assert stated.title == "one"
    assert dict(stated.extra) == {"B": "two", "A": "three", "C": "x"}
    assert str(stated.origin) == "f:3"
    assert fields["B"] == ["two", "one"]


@pytest.mark.parametrize(
    ("gather", "keywords", "left"),
    [(Gather.TAG, ["a", "b"], {"B": "c"}), (Gather.ALL, ["a", "b", "c"], {})],
)
def test_gathering(gather: Gather, keywords: list[str], left: dict[str, str]) -> None:
    rule = Rule("keywords", ("A", "B"), values.terms, gather)
    assert extra({"A": ["a", "b"], "B": ["c"]}, rule) == {"keywords": keywords, **left}


def test_a_date_that_says_more_is_published() -> None:
    assert extra({"Y": ["2020"], "D": ["May 3"]}, dates=("Y", "D")) == {"published": "2020-05-03"}
    assert extra({"Y": ["2020"], "D": ["2019/05/03"]}, dates=("Y", "D")) == {"D": "2019/05/03"}
    assert extra({"D": ["May 3"]}, dates=("D",)) == {"D": "May 3"}


def test_full_names_only_where_all_have_one() -> None:
    both = {"F": ["a\nb"], "S": ["c", "d"]}
    assert preferred(both, "F", "S") == ("F", "S")
    assert both == {"F": ["a\nb"]}
    some = {"F": ["a"], "S": ["c", "d"]}
    assert preferred(some, "F", "S") == ("S", "F")


def test_values_that_are_no_such_thing_are_refused() -> None:
    assert values.link("internal-pdf://1") is None
    assert values.digits("WOS:1") is None
    assert values.pmc("NIHMS1") is None
    assert values.key("4202") is None
    assert values.serials("none") is None
    assert values.doi("10.1") is None
    assert values.arxiv("hep") is None
    assert values.span(" ") is None


@pytest.mark.parametrize("value", ["NA", "n/a", "", "[No abstract available]", "No abstract."])
def test_an_abstract_that_says_there_is_none(value: str) -> None:
    assert values.prose(value) is None


@given(st.text())
def test_no_value_is_too_odd(value: str) -> None:
    for take in (values.text, values.prose, values.terms, values.doi, values.serials, values.span,
                 values.nlm_title, values.link, values.key, values.arxiv):  # fmt: skip
        take(value)
    values.retraction(value)


def _opens(tag: str, before: Container[str], blank: bool) -> bool:
    return tag == "N"


LINES = Dialect(
    re.compile(r"([A-Z]):(.*)$"), _opens, frozenset("E"), frozenset("F"), frozenset("N")
)


def test_every_line_is_in_a_record_or_dropped() -> None:
    aside = Aside()
    text = "F:x\nlost\nT:lost\nN:1\nT:a\nb\n\nc\nE:\nE:\nN:2\nN:3\nF:"
    found = list(cut(text, LINES, aside))
    assert [(s.line, s.fields) for s in found] == [
        (4, {"N": ["1"], "T": ["a\nb\n\nc"]}),
        (11, {"N": ["2"]}),
        (12, {"N": ["3"]}),
    ]
    assert [line for line, _ in aside.dropped] == [2, 3, 10]
    assert aside.unclosed == [11, 12]


def test_lines_are_counted_across_parts_of_a_large_text() -> None:
    text = "\n".join(f"N:{i}\nT:{'x' * 999}\nE:" for i in range(3 * CHUNK // 1000))
    assert [s.line for s in cut(text, LINES, Aside())] == [
        1 + 3 * i for i in range(3 * CHUNK // 1000)
    ]
