"""Further topics: a paper is of two topics where both stand on words of their own."""

import numpy as np
import pytest

from review.classify import classify
from review.classify.evidence import Evidence, weigh_evidence
from review.classify.further import FURTHER, OWN, SAID, SCORE, fits, further_signs
from review.model import Entry, Topic

BIRDS = Topic("birds", "Birds", "Plumage, feathers and song of birds.")
FISHES = Topic("fishes", "Fishes", "Gills, fins and scales of fishes.")
STONES = Topic("stones", "Stones", "Granite, basalt and quartz.")
CLOUDS = Topic("clouds", "Clouds", "Cumulus, cirrus and rain.")
ALL = (BIRDS, FISHES, STONES, CLOUDS)
BOTH = Entry(
    id="both",
    title="Birds and fishes",
    abstract="Plumage and feathers of birds; gills, fins and scales of fishes.",
)
ONE = Entry(id="one", title="Birds", abstract="Plumage, feathers and song.")
OTHERS = (
    ONE,
    Entry(id="two", title="Granite and basalt", abstract="Stones with quartz."),
    Entry(id="three", title="Cumulus", abstract="Clouds before rain."),
)


def evidence(*papers: Entry, topics: tuple[Topic, ...] = ALL) -> tuple[Evidence, object, object]:
    found = weigh_evidence(papers, topics, (), {})
    scores = np.round(found.scores.astype(float), 3)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :5]
    return found, order, np.take_along_axis(scores, order, axis=1)


def test_a_paper_of_two_topics_is_of_both() -> None:
    filed = classify([BOTH, *OTHERS], ALL)
    assert {filed[0].topic, *filed[0].also} == {"birds", "fishes"}


def test_a_paper_of_one_topic_is_of_no_other() -> None:
    assert [a.also for a in classify([BOTH, *OTHERS], ALL)[1:]] == [(), (), ()]


def test_a_twin_of_the_first_topic_adds_nothing() -> None:
    twin = Topic("birds-again", BIRDS.title, BIRDS.description)
    filed = classify([ONE, *OTHERS[1:]], (*ALL, twin))[0]
    assert filed.topic == "birds"
    assert filed.also == ()
    assert filed.alternatives[0][0] == "birds-again"


def test_the_topics_above_go_without_saying() -> None:
    animals = Topic(
        "animals", "Birds and fishes", "Plumage and feathers; gills and fins.", topics=(BIRDS,)
    )
    filed = classify([BOTH, *OTHERS], (animals, STONES, CLOUDS))[0]
    assert {filed.topic, filed.alternatives[0][0]} == {"animals", "birds"}
    assert filed.also == ()


def test_signs_are_the_score_the_words_of_its_own_and_the_title() -> None:
    found, order, scores = evidence(BOTH, *OTHERS)
    signs = further_signs(found, order, scores)
    assert signs.shape == (4, FURTHER, 3)
    assert (signs[:, :, 0] == np.asarray(scores)[:, 1 : FURTHER + 1]).all()
    assert signs[0, 0, 1] > signs[0, 1, 1]
    assert signs[0, 0, 2] == 1  # all that its title says
    assert min(SCORE, OWN, SAID) > 0


@pytest.mark.parametrize("number", [1, 2, 3])
def test_few_topics_leave_few_to_choose_from(number: int) -> None:
    found, order, scores = evidence(BOTH, *OTHERS, topics=ALL[:number])
    chosen = fits(found, order, scores)
    assert chosen.shape == (4, min(FURTHER, number - 1))
    assert chosen.dtype == bool


def test_a_title_without_words_says_nothing() -> None:
    found, order, scores = evidence(BOTH, topics=(BIRDS, Topic("the", "The"), Topic("empty", "")))
    assert (further_signs(found, order, scores)[:, :, 2] <= 1).all()
    assert not fits(found, order, scores).any()
