from dataclasses import replace

import pytest

from review.model import Edit, Excerpt, Fact, Paper
from review.summarize.corpus import Member
from review.summarize.table import does, headline, row, table
from review.text.edits import excerpt, replay
from tests.summarize_world import work


def member(sentence: str, name: str | None = None) -> Member:
    paper, extract = work("aa", "Title", citation=sentence)
    return Member("aa", paper, replace(extract, name=name), 0)


def given(plain: Member, *facts: Fact) -> Member:
    return replace(plain, extract=replace(plain.extract, facts=facts))


def said(text: str) -> Excerpt:
    return Excerpt(text, 0, len(text))


def test_data_that_only_this_work_speaks_of_must_be_called_data() -> None:
    plain = member("We propose a quick parser of deep trees.")
    sure = [Fact("data", said("WSJ (PTB)")), Fact("data", said("wsj"))]
    facts = [*sure, Fact("data?", said("Brown")), Fact("data?", said("Trees"))]
    line = row(given(plain, *facts), {"Brown"})
    assert [cell.text for cell in line.data] == ["WSJ (PTB)", "Brown"]
    many = [Fact("data", said(f"D{number}")) for number in range(9)]
    assert len(row(given(plain, *many)).data) == 4


def test_each_thing_is_linked_once_code_first() -> None:
    plain = member("We propose a quick parser of deep trees.")
    facts = [Fact("link", said(f"a.b/{n}"), None, to) for n, to in enumerate(
        ("data", "code and model", "code and model", "demo"))]  # fmt: skip
    assert [(f.label, f.said.text) for f in row(given(plain, *facts)).links] == [
        ("code and model", "a.b/1"), ("data", "a.b/0"),
    ]  # fmt: skip


def test_what_was_built_is_a_figure_where_nothing_was_measured() -> None:
    plain = member("We propose a quick parser of deep trees.")
    built = given(
        plain, Fact("level", said("an F1 of 3")), Fact("scale", said("corpus of 9 trees"))
    )
    found = headline(built)
    assert found and found.text == "corpus of 9 trees"
    measured = replace(built, extract=replace(built.extract, headline=said("1 in 9 trees")))
    assert headline(measured) != found


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
    coded = given(plain, Fact("link", Excerpt("a.b", 0, 3), None, "code"))
    bare = member("The parser reads the words in order.", "SlowTree")
    assert table([plain, bare]) == ()
    assert [line.name for line in table([named, bare, coded])] == ["QuickTree", ""]


def test_one_row_is_no_comparison() -> None:
    assert table([member("We propose a quick parser of deep trees.", "QuickTree")]) == ()


@pytest.mark.parametrize(
    ("sentence", "cell"),
    [
        (
            "We propose a quick parser of deep trees and introduce a treebank.",
            "a quick parser of deep trees",
        ),
        (
            "We propose quick parsers of trees and discuss several kinds of rules.",
            "quick parsers of trees",
        ),
        (
            "We release a large treebank of old texts, on which every parser fails.",
            "a large treebank of old texts",
        ),
        (
            "We use our proposed tool, which demonstrates the speed, and build a chart of trees.",
            "a chart of trees",
        ),
        (
            "We propose trees of many old and new that are longer.",
            "trees of many old and new that are longer",
        ),
    ],
)
def test_a_cell_ends_where_its_thing_ends(sentence: str, cell: str) -> None:
    found = does(member(sentence))
    assert found is not None
    assert found.text == cell


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("We propose a novel and effective framework.", ""),
        ("We introduce a benchmark named QuickBank.", "QuickBank"),
        ("We introduce a novel algorithm, dubbed Quick Chart (QC).", "Quick Chart"),
        ("We develop and open-source parsers of deep trees.", ""),
        ("We start the design of a parser of deep trees.", ""),
        ("We propose a parser \\mone of deep trees.", ""),
        ("We propose a parser of trees with value V^star.", ""),
        ("We propose a parser" + " of trees" * 200 + ".", ""),
    ],
)
def test_a_cell_that_says_nothing_stays_empty(sentence: str, name: str) -> None:
    assert does(member(sentence, name or None)) is None


def test_pointers_are_left_out_of_a_cell() -> None:
    abstract = "We propose a parser of deep trees (Lee et al., 2017) for long sentences."
    start, end = abstract.index(" (Lee"), abstract.index(" for long")
    drop = Edit("pointer", start, end, "")
    _, extract = work("aa", "T", citation=abstract)
    paper = Paper(id="aa", key="aa", title="T", abstract=abstract)
    citation = excerpt(abstract, 0, len(abstract), [Edit("subject", 0, 2, "[@aa]"), drop])
    found = does(Member("aa", paper, replace(extract, citation=citation), 0))
    assert found is not None
    assert found.text == "a parser of deep trees for long sentences"
    assert replay(abstract, found.start, found.end, found.edits) == found.text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("reduces errors by 40% from", "reduces errors by 40%"),
        ("less than 1% accuracy loss ---", "less than 1% accuracy loss"),
        ("increasing major@20 accuracy", None),
        ("requires 20% more trees", None),
        ("gains +3 points", "gains +3 points"),
    ],
)
def test_a_headline_has_a_figure_and_an_end(text: str, cell: str | None) -> None:
    plain = member(f"{text} and so on.")
    said = Excerpt(text, 0, len(text))
    found = headline(replace(plain, extract=replace(plain.extract, headline=said)))
    assert (found and found.text) == cell


def test_a_row_holds_the_facts_of_the_extract() -> None:
    plain = member("We propose a quick parser with 40% fewer errors.", "QuickTree")
    start = plain.entry.abstract.index("40%")
    headline = Excerpt("40% fewer errors", start, start + 16)
    line = row(replace(plain, extract=replace(plain.extract, headline=headline)))
    assert (line.paper, line.name, line.headline, line.links) == ("aa", "QuickTree", headline, ())
    assert line.does is not None


def test_a_work_without_a_contribution_has_an_empty_cell() -> None:
    plain = member("We propose a quick parser of deep trees.", "QuickTree")
    assert row(replace(plain, extract=replace(plain.extract, contribution=None))).does is None
