from dataclasses import replace

import pytest
import yaml

from review.model import Assignment
from review.render.placement import SHOWN, bins, contenders, in_words, pin, placement, roughly
from tests.survey_factory import survey


def filed(paper: str, confidence: float, topic: str = "leaf", **fields: object) -> Assignment:
    return Assignment(paper, topic, True, confidence, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1.0, "nearly certain"), (0.9, "nearly certain"), (0.89, "likely"),
     (0.6, "more likely than not"), (0.59, "doubtful"), (0.0, "hardly more than a guess")],
)  # fmt: skip
def test_confidence_in_words(confidence: float, words: str) -> None:
    assert in_words(filed("a", confidence)) == words
    assert in_words(filed("a", confidence, by="person")) == "filed by a person"


@pytest.mark.parametrize(
    ("confidence", "said"),
    [(1.0, "1"), (0.999, "above 0.9"), (0.7, "above 0.7"), (0.58, "above 0.5"), (0.0, "above 0.0")],
)
def test_confidence_in_steps_that_one_more_paper_seldom_changes(
    confidence: float, said: str
) -> None:
    assert roughly(filed("a", confidence)) == said


def test_the_next_best_topics_are_told_of_doubtful_placements_alone() -> None:
    further = (("c", 0.3), ("also", 0.2), ("b", 0.2), ("a", 0.1))
    doubtful = filed("w", 0.59, alternatives=further, also=("also",))
    assert contenders(doubtful) == ("b", "c")
    assert contenders(replace(doubtful, confidence=0.6)) == ()
    assert contenders(replace(doubtful, by="person")) == ()


def test_bins_count_what_was_said_and_what_a_person_did() -> None:
    told = [filed(key, 1.0, by="person") for key in "ab"]
    alone = [filed("a", 0.48), filed("b", 0.85, "other")]
    found = bins([*told, filed("c", 0.4), filed("d", 1.0), filed("e", 0.5)], alone)
    assert [(one.low, one.high, one.works) for one in found] == [
        (0.9, 1.0, 1), (0.8, 0.9, 1), (0.5, 0.6, 1), (0.0, 0.5, 2)
    ]  # fmt: skip
    assert [(one.confirmed, one.corrected) for one in found] == [(0, 0), (0, 1), (0, 0), (1, 0)]
    assert found[-1].said == 0.44
    assert found[-1].wrong == 1
    assert bins(told, ()) == ()
    assert bins((), ()) == ()


def test_the_least_certain_come_first() -> None:
    made = survey()
    odd = (filed("p1", 0.3), filed("p0", 0.55), filed("p2", 0.3), filed("p3", 0.9))
    out = replace(filed("p4", 0.2), placed=False)
    found = placement(replace(made, assignments=(*odd, out)))
    assert [one.paper for one in found.doubtful] == ["p1", "p2", "p0"]
    assert [one.paper for one in found.unplaced] == ["p4"]
    assert found.queue == {"p0", "p1", "p2", "p4"}
    many = tuple(filed(f"p{i}", 0.1) for i in range(SHOWN + 9))
    assert len(placement(replace(made, assignments=many)).queue) == SHOWN


@pytest.mark.parametrize("key", ["gu2023boot", "a-b", "2024", "1e5", "no", "null", "0x1"])
def test_the_line_to_paste_is_read_back(key: str) -> None:
    one = filed(key, 0.4, "yes", alternatives=(("other", 0.3), ("third", 0.2)))
    assert yaml.safe_load(pin(one)) == [{"paper": key, "topic": "yes"}]
    assert pin(one).endswith("}  # or other")
    assert yaml.safe_load(pin(filed(key, 0.4))) == [{"paper": key, "topic": "leaf"}]


def test_a_work_that_a_person_left_outside_is_settled() -> None:
    out = Assignment("a", "leaf", False, 1.0, by="person")
    guess = Assignment("a", "leaf", False, 0.3)
    found = placement(replace(survey(), assignments=(out,), unaided=(guess,)))
    assert found.unplaced == found.doubtful == ()
    assert [one.assignment for one in found.filed] == [out]
    assert [(one.confirmed, one.corrected) for one in found.bins] == [(1, 0)]
    assert [one.corrected for one in bins([out], [filed("a", 0.3)])] == [1]
