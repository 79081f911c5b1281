"""Filing: the promises that hold for any corpus and any taxonomy."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.classify import Example, assignment_plain, classify
from review.classify.decision import confidence, support
from review.errors import ConfigError
from review.model import Assignment, Entry, Topic

TAXONOMY = (
    Topic(
        "vision",
        "Computer vision",
        topics=(
            Topic("detection", "Object detection", "Finding objects and boxes in images."),
            Topic("segmentation", "Image segmentation", "Labelling each pixel; masks."),
        ),
    ),
    Topic("speech", "Speech recognition", "Transcribing spoken audio."),
)
PAPERS = (
    Entry(id=1, title="Detecting objects with boxes", abstract="We find objects in images."),
    Entry(id=2, title="Masks for pixels", abstract="We label each pixel of an image."),
    Entry(id="c", title="Audio transcription", abstract="Recognition of spoken words."),
)


def test_papers_are_filed_by_their_words_in_their_order() -> None:
    filed = classify(PAPERS, TAXONOMY)
    assert [a.paper for a in filed] == [1, 2, "c"]
    assert [a.topic for a in filed] == ["detection", "segmentation", "speech"]


def test_the_order_of_the_papers_carries_no_meaning() -> None:
    forward, backward = classify(PAPERS, TAXONOMY), classify(PAPERS[::-1], TAXONOMY)
    assert forward == backward[::-1]


def test_a_pin_wins() -> None:
    filed = classify(PAPERS, TAXONOMY, pins={1: "speech"})[0]
    assert (filed.topic, filed.by, filed.confidence, filed.placed) == (
        "speech",
        "person",
        1.0,
        True,
    )


@pytest.mark.parametrize("pins", [{1: "nowhere"}])
def test_a_pin_to_an_unknown_topic_is_the_persons_mistake(pins: dict[str | int, str]) -> None:
    with pytest.raises(ConfigError, match="'nowhere', which is not a topic"):
        classify(PAPERS, TAXONOMY, pins=pins)


def test_an_example_of_an_unknown_topic_is_the_persons_mistake() -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        classify(PAPERS, TAXONOMY, examples=[Example("nowhere", title="A title")])


def test_no_papers_give_no_assignments() -> None:
    assert classify((), TAXONOMY) == ()


def test_the_json_line_has_exactly_these_fields() -> None:
    line = assignment_plain(classify(PAPERS, TAXONOMY)[0])
    assert list(line) == [
        "id", "topic", "placed", "confidence", "also", "alternatives", "reasons", "by",
    ]  # fmt: skip


def flat(*titles: str) -> tuple[Topic, ...]:
    return tuple(Topic(title.lower().replace(" ", "-"), title) for title in titles)


def sound(filed: tuple[Assignment, ...], taxonomy: tuple[Topic, ...]) -> None:
    """Check what holds of every assignment."""
    known = {topic.id for root in taxonomy for topic in root.walk()}
    for one in filed:
        named = [one.topic, *(topic for topic, _ in one.alternatives)]
        assert set(named) <= known
        assert len(set(named)) == len(named)
        assert len(one.alternatives) <= 4
        assert all(a >= b for (_, a), (_, b) in pairwise(one.alternatives))
        assert all(score == round(score, 3) for _, score in one.alternatives)
        assert 0 <= one.confidence <= 1
        assert one.confidence == round(one.confidence, 3)
        assert set(one.also) <= set(named[1:])
        assert len(one.reasons) <= 5
        assert one.reasons or not one.placed
        assert one.placed or not one.also


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_handful_of_papers_is_filed(number: int) -> None:
    filed = classify(PAPERS[:number], TAXONOMY)
    sound(filed, TAXONOMY)
    assert [a.topic for a in filed] == ["detection", "segmentation", "speech"][:number]
    assert all(a.placed for a in filed)


def test_reasons_are_words_of_the_paper() -> None:
    for paper, filed in zip(PAPERS, classify(PAPERS, TAXONOMY), strict=True):
        text = f"{paper.title} {paper.abstract}".lower()
        assert filed.reasons
        assert all(reason.lower() in text for reason in filed.reasons)


def test_a_taxonomy_of_one_topic_takes_what_shares_its_words() -> None:
    one = (Topic("speech", "Speech recognition", "Transcribing spoken audio."),)
    filed = classify([*PAPERS, Entry(id=4, title="Tomato yields", abstract="Mulching.")], one)
    sound(filed, one)
    assert {a.topic for a in filed} == {"speech"}
    assert all(a.alternatives == () for a in filed)
    assert [a.placed for a in filed][2:] == [True, False]


def test_a_taxonomy_without_topics_is_the_persons_mistake() -> None:
    with pytest.raises(ConfigError, match="no topics"):
        classify(PAPERS, ())


def test_a_topic_without_papers_stays_empty() -> None:
    taxonomy = (*TAXONOMY, Topic("tax", "Income tax law", "Court rulings on income tax."))
    assert "tax" not in {a.topic for a in classify(PAPERS, taxonomy)}


def test_a_topic_without_words_stays_empty() -> None:
    assert "the" not in {a.topic for a in classify(PAPERS, (*TAXONOMY, Topic("the", "The")))}


def test_five_hundred_topics() -> None:
    words = [f"{a}{b}um" for a in "bcdfghjklmnpqrstvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    taxonomy = flat(*(f"Theory of {word}" for word in words[:500]))
    papers = [Entry(id=i, title=f"On {words[i]}", abstract=f"The {words[i]}.") for i in range(60)]
    filed = classify(papers, taxonomy)
    sound(filed, taxonomy)
    assert [a.topic for a in filed] == [f"theory-of-{word}" for word in words[:60]]


def test_identical_abstracts_are_told_apart_by_their_titles() -> None:
    papers = [replace(paper, abstract="We study models and evaluate them.") for paper in PAPERS]
    assert [a.topic for a in classify(papers, TAXONOMY)] == ["detection", "segmentation", "speech"]


def test_identical_papers_are_filed_alike() -> None:
    papers = [replace(PAPERS[0], id=i) for i in range(9)]
    filed = classify(papers, TAXONOMY)
    assert {(a.topic, a.confidence, a.reasons) for a in filed} == {
        (filed[0].topic, filed[0].confidence, filed[0].reasons)
    }


@pytest.mark.parametrize(
    "stranger",
    [
        Entry(id="x"),
        Entry(id="x", title="…", abstract="—"),
        Entry(id="x", title="Tomato yields", abstract="Mulching raises yields in arid soils."),
        Entry(id="x", title="Über Kirchspiele", abstract="Wir untersuchen Kirchspiele im Norden."),
        Entry(id="x", title="关于番茄产量的研究", abstract="本文研究滴灌条件下的番茄产量。"),
    ],
)
def test_thin_evidence_waits_for_a_person(stranger: Entry) -> None:
    filed = classify([*PAPERS, stranger], TAXONOMY)
    sound(filed, TAXONOMY)
    assert not filed[-1].placed
    assert filed[-1].topic
    assert filed[-1].confidence < min(a.confidence for a in filed[:-1])


def test_a_title_alone_is_enough() -> None:
    filed = classify([Entry(id=1, title="Speech recognition"), *PAPERS[:2]], TAXONOMY)
    assert (filed[0].topic, filed[0].placed) == ("speech", True)


def test_entries_of_one_id_each_get_their_line() -> None:
    papers = [PAPERS[0], replace(PAPERS[2], id=1), PAPERS[1]]
    filed = classify(papers, TAXONOMY)
    assert [(a.paper, a.topic) for a in filed] == [
        (1, "detection"), (1, "speech"), (2, "segmentation"),
    ]  # fmt: skip


def test_inner_topics_only_group_unless_they_say_what_belongs_there() -> None:
    paper = Entry(id=1, title="A history of computer vision", abstract="Computer vision at large.")
    assert classify([paper, *PAPERS[1:]], TAXONOMY)[0].topic != "vision"
    described = (replace(TAXONOMY[0], description="Seeing at large; history."), TAXONOMY[1])
    assert classify([paper, *PAPERS[1:]], described)[0].topic == "vision"
    shown = classify([paper, *PAPERS[1:]], TAXONOMY, pins={1: "vision"})[0]
    assert (shown.topic, shown.by) == ("vision", "person")


def test_keywords_speak_for_a_topic() -> None:
    taxonomy = (Topic("a", "Birds", keywords=("zyzzyva",)), Topic("b", "Fishes"))
    assert classify([Entry(id=1, title="Zyzzyva")], taxonomy)[0].topic == "a"


def test_a_title_does_not_drown_in_a_long_description() -> None:
    chatter = "people places matters things days years ways means ends parts " * 12
    taxonomy = (Topic("a", "Birds", chatter), Topic("b", "Fishes", chatter))
    filed = classify([Entry(id=1, title="Fishes of days and ways")], taxonomy)[0]
    assert (filed.topic, filed.placed) == ("b", True)
    assert "fishes" in filed.reasons


def test_examples_are_matched_by_id_and_by_title_and_teach() -> None:
    taxonomy = flat("Birds", "Fishes")
    papers = [
        Entry(id=1, title="Plumage at dawn", abstract="Feathers and song."),
        Entry(id=2, title="Scales at dusk", abstract="Gills and fins."),
        Entry(id=3, title="Feathers", abstract="Song and plumage."),
        Entry(id=4, title="Fins", abstract="Gills and scales."),
    ]
    examples = [Example("birds", 1), Example("fishes", title="  scales AT dusk ")]
    filed = classify(papers, taxonomy, examples)
    assert [a.topic for a in filed] == ["birds", "fishes", "birds", "fishes"]
    assert classify(papers, taxonomy, examples[::-1]) == filed


def test_an_example_that_is_no_entry_teaches_by_its_own_text() -> None:
    taxonomy = flat("Birds", "Fishes")
    example = Example("fishes", title="Scales", abstract="Gills and fins at dusk.")
    filed = classify([Entry(id=1, title="Fins and gills")], taxonomy, [example])
    assert len(filed) == 1
    assert (filed[0].topic, filed[0].placed) == ("fishes", True)
    assert set(filed[0].reasons) & {"fins", "gills"}


def test_a_pin_teaches_and_keeps_the_models_next_best() -> None:
    filed = classify(PAPERS, TAXONOMY, pins={"c": "segmentation", "absent": "speech"})
    assert filed[2].topic == "segmentation"
    assert "segmentation" not in dict(filed[2].alternatives)
    assert [a.by for a in filed] == ["model", "model", "person"]


def corpus(size: int) -> list[Entry]:
    """Return papers made of the words of `PAPERS`, the same every time."""
    luck = random.Random(0)
    words = " ".join(f"{p.title} {p.abstract}" for p in PAPERS).split()
    return [
        Entry(
            id=i if i % 2 else f"p{i}",
            title=" ".join(luck.choices(words, k=4)),
            abstract=" ".join(luck.choices(words, k=30)),
        )
        for i in range(size)
    ]


def test_a_shuffled_corpus_is_filed_alike() -> None:
    papers = corpus(150)
    filed = {a.paper: a for a in classify(papers, TAXONOMY)}
    random.Random(1).shuffle(papers)
    assert {a.paper: a for a in classify(papers, TAXONOMY)} == filed
    assert {a.paper: a for a in classify(papers, TAXONOMY[::-1])} == filed


def test_confidence_rises_with_the_margin_and_the_words_in_common() -> None:
    steps = [support(margin, 0.1) for margin in (0, 1, 5)]
    assert steps == sorted(steps)
    assert support(1, 0.0) < 0 < support(1, 0.2)
    assert confidence(1, 0.1, 1) < confidence(1, 0.1, 0) < confidence(1, 0.3, 0)


TEXT = st.text(max_size=80)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.builds(Entry, id=st.integers(0, 9) | TEXT, title=TEXT, abstract=TEXT), max_size=6)
)
def test_hostile_papers_are_filed(papers: list[Entry]) -> None:
    filed = classify(papers, TAXONOMY)
    sound(filed, TAXONOMY)
    assert [a.paper for a in filed] == [paper.id for paper in papers]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(Topic, id=TEXT, title=TEXT, description=TEXT, keywords=st.tuples(TEXT, TEXT)),
        min_size=1,
        max_size=5,
        unique_by=lambda topic: topic.id,
    )
)
def test_hostile_topics_are_filed_into(topics: list[Topic]) -> None:
    sound(classify(PAPERS, topics), tuple(topics))
