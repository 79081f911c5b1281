import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Entry
from review.summarize.counted import (
    doubted,
    figure,
    lead,
    listed,
    many,
    sentence,
    spell,
    titled,
    years,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "no"),
        (1, "one"),
        (13, "thirteen"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (40, "forty"),
        (99, "ninety-nine"),
        (100, "100"),
        (5000, "5,000"),
    ],
)
def test_numbers_up_to_ninety_nine_are_spelt(number: int, words: str) -> None:
    assert spell(number) == words


@given(st.integers(0, 99), st.integers(0, 99))
def test_different_numbers_have_different_words(one: int, other: int) -> None:
    assert (spell(one) == spell(other)) == (one == other)


def test_inside_a_sentence_only_small_numbers_are_spelt() -> None:
    assert [figure(n) for n in (1, 12, 13, 74, 1200)] == ["one", "twelve", "13", "74", "1,200"]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "one work"), (2, "two works"), (74, "74 works"), (0, "no works")]
)
def test_nouns_agree_with_their_number(number: int, text: str) -> None:
    assert many(number, "work") == text


def test_years_are_a_range_one_year_or_nothing() -> None:
    known = [Entry(id=1, year=2021), Entry(id=2, year=2019), Entry(id=3)]
    assert years(known) == "2019–2021"
    assert years(known[:1]) == "2021"
    assert years(known[2:]) == ""
    assert years([]) == ""


def test_a_sentence_begins_with_a_capital_and_ends_with_a_stop() -> None:
    made = sentence("eleven works", "", "2019–2025")
    assert made.text == "Eleven works, 2019–2025."
    assert made.counted
    assert not made.paper


def test_a_sentence_keeps_the_capitals_it_has() -> None:
    assert sentence("BERT and its kin gathers two works").text.startswith("BERT and its kin")


@pytest.mark.parametrize(
    ("works", "further", "text"),
    [
        (1, "", "One work, 2020."),
        (3, "", "Three works, 2020–2022."),
        (1, "further", "One further work, 2020."),
        (2, "further", "Two further works, 2020–2021."),
    ],
)
def test_lead_sentences_count(works: int, further: str, text: str) -> None:
    assert lead([Entry(id=i, year=2020 + i) for i in range(works)], further).text == text


def test_a_lead_without_years_states_none() -> None:
    assert lead([Entry(id=1), Entry(id=2)]).text == "Two works."


@pytest.mark.parametrize(("others", "opening"), [(True, "Also filed here"), (False, "Filed here")])
def test_works_named_by_their_titles(others: bool, opening: str) -> None:
    made = titled([("a2020", "One"), ("b2021", "Two")], others)
    assert made.text == f"{opening}: “One” [@a2020] and “Two” [@b2021]."
    assert made.counted
    assert made.also == ("a2020", "b2021")
    assert not made.paper


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_read_as_english(names: list[str], text: str) -> None:
    assert listed(names) == text


def test_works_filed_with_little_confidence_are_said_to_be_so() -> None:
    entries = [Entry(id=1, year=2021), Entry(id=2, year=2024)]
    assert doubted(entries).text == "Two works filed here with less certainty, 2021–2024."
    assert doubted(entries[:1]).text == "One work filed here with less certainty, 2021."
    assert doubted(entries).counted
