"""Stated aims come first where nothing is proposed."""

import pytest

from review.extract import extract
from review.extract.aim import aims_first, states_aim
from review.extract.features import look
from review.model import Origin, Record, Role

AIM = "The aim of this study was to describe how nurses plan their shifts."
ASKED = "We examined how nurses plan their shifts in two hospitals."
METHOD = "Interviews were held with 40 nurses between May and July."
FOUND = "Nurses planned their shifts around the needs of colleagues."


def order(*texts: str, kinds: tuple[Role, ...] | None = None) -> tuple[int, ...]:
    """The ranking when the last sentence was ranked first."""
    ranked = tuple(reversed(range(len(texts))))
    looks = tuple(map(look, texts))
    plain: tuple[Role, ...] = tuple("method" for _ in texts)
    return aims_first(ranked, texts, looks, kinds or plain)


@pytest.mark.parametrize(
    "text",
    [
        AIM,
        "The primary aim was to compare two limits.",
        "The objectives of the present study were to test both doses.",
        "The purpose of this review is to sum up what is known.",
        "This study aimed to measure harm.",
        "The current  study\n sought to measure harm.",
        "We aimed to measure harm.",
        "This trial was not blinded; the aim was to measure harm.",
        "AIMS: This paper investigates harm in clubs.",
        "Aims This study explores harm in clubs.",
        "Background and aims: We assess harm in clubs.",
    ],
)
def test_what_says_why_a_study_was_made(text: str) -> None:
    assert states_aim(text)


@pytest.mark.parametrize(
    "text",
    [
        "A secondary aim was to compare two limits.",
        "The second aim was to compare two limits.",
        "This paper investigates harm in clubs.",
        "We aim to make models smaller.",
        "METHODS: This study investigates harm in clubs.",
        "The aim is to find a short path.",
        "Aims differ between clubs.",
        "",
    ],
)
def test_what_does_not(text: str) -> None:
    assert not states_aim(text)


def test_the_aim_goes_before_the_procedure() -> None:
    assert order(AIM, METHOD) == (0, 1)


def test_of_two_aims_the_first_goes_first() -> None:
    assert order("It is so.", AIM, "We sought to find out more.", METHOD)[0] == 1


def test_what_is_examined_counts_where_no_aim_is_said() -> None:
    assert order(ASKED, METHOD) == (0, 1)
    assert order(ASKED, AIM, METHOD)[0] == 1


def test_nothing_moves_where_something_is_proposed() -> None:
    assert order(AIM, "We propose a planner.")[0] == 1
    assert order(ASKED, "We built a corpus of shifts.", METHOD)[0] == 2


def test_own_results_are_no_aim() -> None:
    assert order("We evaluated our planner on shifts.", METHOD)[0] == 1
    assert order("In the wards that we examined, shifts differ.", METHOD)[0] == 1
    assert order(AIM, METHOD, kinds=("result", "method"))[0] == 1


def test_an_empty_ranking_stays_empty() -> None:
    assert aims_first((), (), (), ()) == ()


def test_the_work_is_cited_by_its_aim() -> None:
    text = f"Shifts are hard to plan. {AIM} {METHOD} {FOUND}"
    made = extract(
        Record(origin=Origin("a.ris", 1), id="k", title="Shifts", abstract=text)
    ).citation
    assert made is not None
    assert made.text == "[@k]'s aim was to describe how nurses plan their shifts."
    assert [edit.op for edit in made.edits] == ["possessive", "drop-lead"]


def test_how_data_were_handled_goes_last() -> None:
    searched = "We searched two large databases in August 2020."
    coded = "Data were analysed using thematic analysis."
    listed = "Inclusion criteria were broad."
    assert order(FOUND, searched, coded, listed) == (0, 3, 2, 1)
    answered = "Forty-eight participants completed a survey on shifts."
    asked = "A total of 40 nurses in five large towns were surveyed."
    checked = "We also examined reference lists of the studies found."
    fitted = "A logistic regression model was used to analyse the shifts."
    for text in (answered, asked, checked, fitted):
        assert order(FOUND, text) == (0, 1), text
    purpose = "We conducted two surveys in towns to find what drives shifts."
    assert order(FOUND, purpose) == (1, 0)
