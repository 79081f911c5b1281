"""Which papers a person is asked about."""

import random
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.classify import classify
from review.classify.asking import Question, questions
from review.model import Assignment, Entry, Topic

TAXONOMY = (Topic("birds", "Birds"), Topic("fish", "Fish"), Topic("moss", "Moss"))


def paper(name: str, *words: str) -> Entry:
    return Entry(id=name, title=" ".join(words), abstract=" ".join(words))


def sure(name: str, confidence: float, topic: str = "birds") -> Assignment:
    others = tuple((one.id, 0.5) for one in TAXONOMY if one.id != topic)
    return Assignment(name, topic, confidence >= 0.4, confidence, (), others)


def asked(papers: list[Entry], filed: list[Assignment], n: int) -> list[str | int]:
    return [one.entry.id for one in questions(papers, TAXONOMY, filed, n)]


def test_the_least_certain_comes_first_and_the_unplaced_with_it() -> None:
    papers = [paper("a", "wing"), paper("b", "beak"), paper("c", "plume")]
    filed = [sure("a", 0.9), sure("b", 0.2), sure("c", 0.6)]
    assert asked(papers, filed, 3) == ["b", "c", "a"]


def test_of_two_as_uncertain_the_one_like_many_others_comes_first() -> None:
    papers = [paper("a", "wing", "beak"), paper("z", "plume", "egg")]
    papers += [paper(f"p{i}", "plume", "egg", f"word{i}") for i in range(4)]
    filed = [sure("a", 0.5), sure("z", 0.5), *(sure(f"p{i}", 0.6) for i in range(4))]
    assert asked(papers, filed, 1) == ["z"]


def test_papers_that_say_the_same_are_not_both_asked_about() -> None:
    papers = [paper("a", "wing"), paper("b", "wing"), paper("c", "scale")]
    filed = [sure("a", 0.3), sure("b", 0.3), sure("c", 0.5)]
    assert asked(papers, filed, 2) == ["a", "c"]


def test_what_is_like_a_paper_that_a_person_filed_can_wait() -> None:
    papers = [paper("a", "wing"), paper("b", "wing"), paper("c", "scale")]
    filed = [replace(sure("a", 1.0), by="person"), sure("b", 0.3), sure("c", 0.5)]
    assert asked(papers, filed, 2) == ["c", "b"]


def test_a_thin_topic_comes_before_a_full_one() -> None:
    papers = [paper("a", "wing"), paper("b", "scale")]
    papers += [paper(f"p{i}", f"word{i}") for i in range(9)]
    filed = [sure("a", 0.5), sure("b", 0.5, "fish"), *(sure(f"p{i}", 0.9) for i in range(9))]
    assert asked(papers, filed, 1) == ["b"]


def test_what_is_decided_or_beyond_doubt_is_never_asked_about() -> None:
    papers = [paper("a", "wing"), paper("b", "scale")]
    filed = [replace(sure("a", 0.0), by="person", placed=False), sure("b", 0.97)]
    assert asked(papers, filed, 5) == []


@pytest.mark.parametrize(("n", "expected"), [(-1, 0), (0, 0), (1, 1), (2, 2), (99, 3)])
def test_the_number_of_questions(n: int, expected: int) -> None:
    papers = [paper("a", "wing"), paper("b", "beak"), paper("c", "plume")]
    assert len(asked(papers, [sure(name, 0.5) for name in "abc"], n)) == expected


def test_no_papers_and_papers_without_words() -> None:
    assert questions((), TAXONOMY, (), 3) == ()
    assert asked([Entry(id=1)], [sure("1", 0.1)], 3) == [1]


def test_only_papers_of_the_pool_are_asked_about() -> None:
    papers = [paper("a", "wing"), paper("b", "beak")]
    filed = [sure("a", 0.2), sure("b", 0.5)]
    (one,) = questions(papers, TAXONOMY, filed, 2, {"b", "stranger"})
    assert one.entry.id == "b"


def test_a_question_ranks_its_candidates_and_says_why() -> None:
    papers = [paper("a", "wing", "egg"), paper("b", "wing", "egg", "nest")]
    filed = [sure("a", 0.2), sure("b", 0.6)]
    first, second = questions(papers, TAXONOMY, filed, 2)
    assert first.candidates == ("birds", "fish", "moss")
    assert first.why == (
        "too little speaks for any topic",
        "1 uncertain paper is like it",
        "'Birds' has one paper so far",
    )
    assert second.why[0] == "it may belong to 'Birds' or to 'Fish'"
    (certain,) = questions(papers[:1], TAXONOMY, [sure("a", 0.9)], 1)
    assert certain.why[0] == "its topic is right with a chance of 0.90"


def test_one_topic_is_asked_about_as_well() -> None:
    papers = [paper("a", "wing", "birds"), paper("b", "scale")]
    filed = classify(papers, TAXONOMY[:1])
    found = questions(papers, TAXONOMY[:1], filed, 2)
    assert found[0].entry.id == "b"
    assert {one.candidates for one in found} == {("birds",)}


def corpus() -> list[Entry]:
    luck = random.Random(0)
    words = "wing beak egg nest scale gill fin sea birds fish moss spore".split()
    return [
        Entry(
            id=i if i % 2 else f"p{i}",
            title=" ".join(luck.choices(words, k=3)),
            abstract=" ".join(luck.choices(words, k=20)),
        )
        for i in range(80)
    ]


def test_the_order_of_the_papers_carries_no_meaning() -> None:
    papers = corpus()
    first = questions(papers, TAXONOMY, classify(papers, TAXONOMY), 12)
    random.Random(1).shuffle(papers)
    assert questions(papers, TAXONOMY, classify(papers, TAXONOMY), 12) == first


def test_fewer_questions_are_the_first_of_more() -> None:
    papers = corpus()
    filed = classify(papers, TAXONOMY)
    assert questions(papers, TAXONOMY, filed, 12)[:5] == questions(papers, TAXONOMY, filed, 5)


def test_answers_teach_the_others() -> None:
    papers = [
        paper("a", "plume", "song"), paper("b", "plume", "song", "dawn"),
        paper("c", "gill", "tide"), paper("d", "gill", "tide", "dusk"),
    ]  # fmt: skip
    before = {one.paper: one.confidence for one in classify(papers, TAXONOMY)}
    after = {one.paper: one for one in classify(papers, TAXONOMY, pins={"a": "birds", "c": "fish"})}
    assert (after["b"].topic, after["d"].topic) == ("birds", "fish")
    assert after["b"].placed and after["d"].placed
    assert after["b"].confidence > before["b"] and after["d"].confidence > before["d"]


def test_a_pin_to_nowhere_wins_and_teaches_nothing() -> None:
    papers = corpus()
    plain = {one.paper: one for one in classify(papers, TAXONOMY)}
    told = {one.paper: one for one in classify(papers, TAXONOMY, pins={1: "unplaced"})}
    nowhere = told.pop(1)
    assert (nowhere.placed, nowhere.by, nowhere.confidence) == (False, "person", 0.0)
    assert nowhere.also == ()
    del plain[1]
    assert told == plain


def test_a_large_corpus_is_sampled_and_every_number_can_be_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asking = sys.modules["review.classify.asking"]
    for name, size in (("AUDIENCE", 10), ("SHORTLIST", 6), ("PICKED", 3)):
        monkeypatch.setattr(asking, name, size)
    papers = corpus()
    filed = classify(papers, TAXONOMY)
    found = questions(papers, TAXONOMY, filed, 99)
    still = sum(one.confidence < 0.95 for one in filed)
    assert len({one.entry.id for one in found}) == len(found) == still
    assert any("or more uncertain papers" in words for one in found for words in one.why)
    doubts = {one.paper: one.confidence for one in filed}
    later = [doubts[one.entry.id] for one in found[3:]]
    assert later == sorted(later)


TEXT = st.text(max_size=40)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.builds(Entry, id=st.integers(0, 9) | TEXT, title=TEXT, abstract=TEXT), max_size=6),
    st.integers(0, 8),
)
def test_hostile_papers_can_be_asked_about(papers: list[Entry], n: int) -> None:
    found = questions(papers, TAXONOMY, classify(papers, TAXONOMY), n)
    assert len(found) <= min(n, len(papers))
    assert all(isinstance(one, Question) and one.entry in papers and one.why for one in found)
