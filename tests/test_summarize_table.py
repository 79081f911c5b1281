from dataclasses import replace

import pytest

from review.model import Edit, Excerpt, Paper
from review.summarize.corpus import Member
from review.summarize.table import does, row, table
from review.text.edits import excerpt, replay
from tests.summarize_world import work


def member(sentence: str, name: str | None = None) -> Member:
    paper, extract = work("aa", "Title", citation=sentence)
    return Member("aa", paper, replace(extract, name=name), 0)


@pytest.mark.parametrize(
    ("sentence", "cell"),
    [
        (
            "We propose a quick parser of deep trees for long sentences.",
            "a quick parser of deep trees for long sentences",
        ),
        (
            "To be fast, we introduce QuickTree, a parser that skips every second word.",
            "a parser that skips every second word",
        ),
        (
            "We present a robust parser of long and deep trees that reads every word.",
            "a robust parser of long and deep trees",
        ),
        (
            "Using rules that analyze words, we develop a grammar of rare and odd sentences.",
            "a grammar of rare and odd sentences",
        ),
    ],
)
def test_a_cell_says_what_the_work_does(sentence: str, cell: str) -> None:
    found = does(member(sentence))
    assert found is not None
    assert found.text == cell


@pytest.mark.parametrize(
    "sentence",
    [
        "We propose our own parser of deep trees.",
        "We propose it.",
        "The parser reads the words in order.",
        "We propose a parser (of deep trees.",
        "We propose " + "a very long parser of trees and " * 8 + "words.",
    ],
)
def test_an_unfit_cell_stays_empty(sentence: str) -> None:
    assert does(member(sentence)) is None


def test_a_cell_is_a_span_with_its_repairs_only() -> None:
    abstract = "We propose a parser of 15\\% fewer deep trees."
    percent = abstract.index("\\%")
    said = excerpt(
        abstract,
        0,
        len(abstract),
        [Edit("subject", 0, 2, "[@aa]"), Edit("markup", percent, percent + 2, "%")],
    )
    paper = Paper(id="aa", key="aa", title="T", abstract=abstract)
    _, extract = work("aa", "T", citation="We propose.")
    found = does(Member("aa", paper, replace(extract, contribution=said), 0))
    assert found is not None
    assert found.text == "a parser of 15% fewer deep trees"
    assert [edit.op for edit in found.edits] == ["markup"]
    assert replay(abstract, found.start, found.end, found.edits) == found.text


def test_rows_are_of_works_with_something_to_compare() -> None:
    plain = member("We propose a quick parser of deep trees.")
    named = member("We propose a quick parser of deep trees.", "QuickTree")
    coded = replace(plain, extract=replace(plain.extract, code=Excerpt("a.b", 0, 3)))
    assert table([plain]) == ()
    assert [line.name for line in table([named, coded])] == ["QuickTree", ""]


def test_a_row_holds_the_facts_of_the_extract() -> None:
    headline = Excerpt("40% fewer errors", 0, 16)
    plain = member("We propose a quick parser of deep trees.", "QuickTree")
    line = row(replace(plain, extract=replace(plain.extract, headline=headline)))
    assert (line.paper, line.name, line.headline, line.code) == ("aa", "QuickTree", headline, None)
    assert line.does is not None


def test_a_work_without_a_contribution_has_an_empty_cell() -> None:
    plain = member("We propose a quick parser of deep trees.", "QuickTree")
    assert row(replace(plain, extract=replace(plain.extract, contribution=None))).does is None
