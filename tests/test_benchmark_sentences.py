"""The measuring itself: rules, folds and tests that the figures of the benchmarks rest on."""

import pytest

from benchmarks.fit_sentences import Choice, fit_ranking, fit_roles
from benchmarks.paired import at_most, flip_test, sign_test
from benchmarks.sentence_data import Labelled, matches
from benchmarks.sentences import (
    cue_roles,
    extracted,
    finding,
    joined,
    last,
    lead,
    percent,
    place,
    proposing,
    right,
)
from review.extract.linear import score

PAPER = Labelled(
    title="A solver",
    texts=(
        "Linear systems are everywhere in science.",
        "In this paper, we propose a fast solver for them.",
        "Experiments show that it outperforms its peers.",
        "Code is available.",
    ),
    chosen={"contribution": (1,), "result": ()},
)


def test_simple_rules() -> None:
    assert [rule(PAPER) for rule in (lead, proposing, finding, last)] == [0, 1, 2, 3]


def test_the_running_text_knows_where_its_sentences_begin() -> None:
    text, starts = joined(PAPER)
    assert [text[start:].split()[0] for start in starts] == ["Linear", "In", "Experiments", "Code"]


def test_a_running_text_given_is_kept() -> None:
    given = Labelled(title="", texts=("A b.", "A b."), abstract="A b.  A b.")
    assert joined(given) == ("A b.  A b.", [0, 6])


def test_ours_is_measured_in_the_given_sentences() -> None:
    found, starts = extracted(PAPER)
    assert place(found.contribution, starts) == 1
    assert place(None, starts) is None


def test_null_is_right_where_readers_have_none() -> None:
    assert right(1, PAPER, "contribution")
    assert not right(0, PAPER, "contribution")
    assert right(None, PAPER, "result")
    assert not right(2, PAPER, "result")


def test_percent() -> None:
    assert percent([True, False, False, False]) == 25.0
    assert percent([]) == 0.0


@pytest.mark.parametrize(
    ("ours", "theirs", "chance"),
    [
        ([True] * 4, [True] * 4, 1.0),
        ([True] * 6, [False] * 6, 0.0312),
        ([True, False], [False, True], 1.0),
    ],
)
def test_sign_test(ours: list[bool], theirs: list[bool], chance: float) -> None:
    assert sign_test(ours, theirs) == chance


def test_flip_test() -> None:
    assert flip_test([0.5] * 20, [0.5] * 20) == 1.0
    assert flip_test([0.9] * 20, [0.1] * 20) < 0.001
    assert flip_test([0.9, 0.1] * 10, [0.1, 0.9] * 10) > 0.5
    assert flip_test([0.9] * 9 + [0.1], [0.5] * 10) == flip_test([0.5] * 10, [0.9] * 9 + [0.1])


def test_a_chance_below_one_in_a_thousand_has_no_digits() -> None:
    assert at_most(0.0004) == "< 0.001"
    assert at_most(0.03125) == 0.031


def test_the_cue_rule_gives_each_sentence_a_role() -> None:
    assert cue_roles(PAPER) == ["background", "objective", "result", "method"]


def test_an_answer_is_met_spaces_and_markup_aside() -> None:
    assert matches(r"It gains 15\% .", ["It gains 15%."])
    assert not matches("It gains 15%.", ["It gains 16%."])


def test_a_ranking_learns_what_it_is_shown() -> None:
    choices = [
        Choice(({"good": 1.0}, {"bad": 1.0}), (1.0, 0.0)),
        Choice(({"bad": 1.0}, {"good": 1.0, "bad": 1.0}), (0.0, 1.0)),
    ]
    weights = fit_ranking(choices, penalty=0.1)
    assert score(weights, {"good": 1.0}) > score(weights, {"bad": 1.0})


def test_a_ranking_stays_with_its_prior_where_nothing_is_shown() -> None:
    choices = [Choice(({"good": 1.0}, {"good": 1.0}), (0.5, 0.5))]
    assert fit_ranking(choices, penalty=1.0, prior={"good": 2.0}) == {"good": 2.0}


def test_roles_are_learned_from_words() -> None:
    papers = [
        Labelled(
            title="",
            texts=("Graphs are common.", "We propose trees.", "Results improve.", "Thanks.", "So."),
            roles=("background", "objective", "result", "other", "method"),
            confidences=(1.0,) * 5,
        )
    ] * 20
    weights = fit_roles(papers)
    assert len(weights["P:"]) == 5
    assert weights["graphs"][0] > 0 > weights["graphs"][3]
