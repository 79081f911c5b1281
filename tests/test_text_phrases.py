import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.text.phrases import (
    LONGEST,
    Sightings,
    is_heading,
    phrases,
    plainness,
    surface,
    tells,
    verbs,
)

NONE: frozenset[str] = frozenset()


def whole(text: str, breaks: frozenset[str] = NONE) -> list[str]:
    return [found.words for found in phrases(text, breaks) if found.clean]


def test_phrases_stand_between_function_words() -> None:
    assert whole("the depth of sparse attention for long documents") == [
        "depth",
        "sparse attention",
        "long documents",
    ]


def test_a_generic_noun_at_the_end_is_no_part_of_a_phrase() -> None:
    assert whole("a graph parsing framework") == ["graph parsing"]


def test_an_empty_adjective_is_no_part_of_a_phrase() -> None:
    assert whole("a novel effective graph parsing") == ["graph parsing"]


def test_verbs_break_phrases() -> None:
    text = "sparse attention compresses long documents"
    assert whole(text, frozenset({"compresses"})) == ["sparse attention", "long documents"]


def test_punctuation_breaks_phrases() -> None:
    assert whole("sparse attention, long documents (graph parsing)") == [
        "sparse attention",
        "long documents",
        "graph parsing",
    ]


def test_parts_of_a_phrase_are_seen_and_not_whole() -> None:
    found = {f.words: f.clean for f in phrases("sparse attention heads", NONE)}
    assert found["sparse attention heads"]
    assert not found["sparse attention"]
    assert not found["attention heads"]


def test_stems_join_spellings_of_one_phrase() -> None:
    (one,) = (f.stems for f in phrases("Self-Supervised Learning", NONE) if f.clean)
    (other,) = (f.stems for f in phrases("self-supervised learning", NONE) if f.clean)
    assert one == other


@given(st.text(max_size=200))
def test_phrases_stand_in_the_text(text: str) -> None:
    for found in phrases(text, NONE):
        assert found.words in text
        assert 1 <= len(found.words.split()) <= LONGEST


@pytest.mark.parametrize(
    "words",
    ["style transfer", "low-rank adaptation", "post-training quantization", "data selection"],
)
def test_headings(words: str) -> None:
    assert is_heading(words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("attention", "one word"),
        ("neural networks", "says nothing"),
        ("model based", "an adjective at the end"),
        ("graph structural", "an adjective at the end"),
        ("MoE training", "an acronym"),
        ("3d parsing", "a number first"),
        ("sparse " + "attention " * 9, "too long"),
    ],
)
def test_no_headings(words: str, why: str) -> None:
    assert not is_heading(words), why


def test_verbs_are_learnt_from_what_stands_before_them() -> None:
    found = verbs(["We prune the net to prune it.", "They can prune it. The net grows."])
    assert {"prune", "prunes"} <= found
    assert "net" not in found


def test_the_usual_spelling_is_taken() -> None:
    assert surface({"Style Transfer": 1, "style transfer": 6}) == "style transfer"
    assert surface({"Style Transfer": 2, "style transfer": 2}) == "style transfer"


def test_a_heading_takes_the_plural_where_it_is_written() -> None:
    assert surface({"reward model": 9, "reward models": 3}) == "reward models"


@pytest.mark.parametrize(
    ("words", "told"),
    [("tree bank", True), ("parsing", True), ("novel parser", False), ("results", False)],
)
def test_words_that_tell_what_a_text_is_about(words: str, told: bool) -> None:
    assert tells(words) == told


def test_sightings_count_spellings_by_how_plain_they_are() -> None:
    met = Sightings()
    met.note("Widget", False, plainness("Widget"))
    met.note("widget", True, plainness("widget"))
    assert met.spellings == {"Widget": 1, "widget": 3}
    assert (met.seen, met.whole) == (2, 1)
