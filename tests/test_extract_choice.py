"""Whether a sentence says what came out, or how a study went."""

import pytest

from review.extract.choice import tells
from review.extract.features import look

SEEN = [
    "Of the players, 59.5% had experienced one harm or more.",
    "A survey of 300 people was conducted, which found that 12% of them gamble.",
    "With the tool, people completed the reading task 18% faster than without it.",
    "Adults who were randomized to the app spent less than the others.",
]
CARRIED_OUT = [
    "An online survey was conducted with past gamblers (N = 1,240, 50.8% female).",
    "Respondents who had gambled in the past months completed an online survey (49.4% male).",
    "A survey with the reduced set of statements was then administered to 374 players.",
    "Participants were recruited in 15 cities and were significant others of players.",
]


@pytest.mark.parametrize("text", SEEN)
def test_what_was_seen_is_a_finding(text: str) -> None:
    assert tells(text, "result", look(text))


@pytest.mark.parametrize("text", CARRIED_OUT)
def test_how_the_study_went_is_none(text: str) -> None:
    assert not tells(text, "result", look(text))
