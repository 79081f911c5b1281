"""Filing: the promises that hold for any corpus and any taxonomy."""

import pytest

from review.classify import Example, assignment_plain, classify
from review.errors import ConfigError
from review.model import Entry, Topic

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
