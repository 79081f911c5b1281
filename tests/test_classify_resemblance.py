"""Resemblance: the nearest example of its topic is a reason, by its title."""

from review.classify import Example, classify
from review.model import Entry, Topic

TOPICS = (Topic("birds", "Birds"), Topic("stones", "Stones"))
NEW = Entry(id=1, title="Plumage of finches", abstract="Feathers of small finches.")
TAUGHT = Entry(id=2, title="Feathers and plumage", abstract="How finches grow feathers.")
OTHER = Entry(id=3, title="Granite", abstract="Stones with quartz.")
ALL = (NEW, TAUGHT, OTHER)
LIKE = "like “Feathers and plumage”"


def test_the_nearest_example_is_named() -> None:
    new, taught, other = classify(ALL, TOPICS, [Example("birds", 2)])
    assert new.topic == "birds"
    assert new.reasons[-1] == LIKE
    assert LIKE not in taught.reasons
    assert LIKE not in other.reasons


def test_a_pinned_paper_is_an_example() -> None:
    assert classify(ALL, TOPICS, pins={2: "birds"})[0].reasons[-1] == LIKE


def test_an_example_that_is_no_entry_is_named_on_one_line() -> None:
    example = Example("birds", title="Feathers\nand plumage", abstract=TAUGHT.abstract)
    assert classify((NEW, OTHER), TOPICS, [example])[0].reasons[-1] == LIKE


def test_an_example_of_another_topic_or_far_away_or_without_title_is_not_named() -> None:
    for example in (
        Example("stones", title="Basalt", abstract="Lava that cooled."),
        Example("birds", title="Songs", abstract="Melodies at dawn."),
        Example("birds", title="", abstract=TAUGHT.abstract),
    ):
        filed = classify((NEW, OTHER), TOPICS, [example])
        assert not any(reason.startswith("like ") for one in filed for reason in one.reasons)


def test_without_examples_nothing_is_named() -> None:
    assert not any("like" in reason for one in classify(ALL, TOPICS) for reason in one.reasons)


def test_only_the_nearest_of_the_same_topic_is_named() -> None:
    examples = [Example("birds", 2), Example("birds", title="Songs of finches", abstract="Dawn.")]
    first = classify(ALL, TOPICS, examples)[0]
    assert [reason for reason in first.reasons if reason.startswith("like ")] == [LIKE]
