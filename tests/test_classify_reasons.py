"""Reasons: the words that decided, as the paper writes them, and no others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.classify import classify
from review.classify.reasons import REASONS
from review.model import Entry, Topic

TAXONOMY = (
    Topic("distillation", "Knowledge distillation", "A student learns from a teacher model."),
    Topic("experts", "Mixture of experts", "Routing tokens to sparse experts of a model."),
    Topic("chinese", "Chinese", "Chinese language resources and LoRA adapters for a model."),
)


def why(title: str, abstract: str = "", taxonomy: tuple[Topic, ...] = TAXONOMY) -> tuple[str, ...]:
    return classify([Entry(id=1, title=title, abstract=abstract)], taxonomy)[0].reasons


def test_a_phrase_takes_the_place_of_its_words() -> None:
    assert why("Slow Knowledge Distillation", "We study knowledge distillation.") == (
        "knowledge distillation",
    )


@pytest.mark.parametrize(
    ("abstract", "phrase"),
    [
        ("We train a mixture of experts.", "mixture of experts"),
        ("We train a mixture-of-experts layer.", "mixture-of-experts"),
        ("We train a mixture of\nexperts.", "mixture of experts"),
        ("A mixture is good. Experts agree.", "mixture"),
        ("Mixtures, experts and others.", "mixtures"),
    ],
)
def test_words_are_a_phrase_only_where_they_meet(abstract: str, phrase: str) -> None:
    found = why("On layers", abstract)
    assert phrase in found
    assert all(reason in abstract.lower().replace("\n", " ") for reason in found)


@pytest.mark.parametrize(
    ("title", "abstract", "spelt"),
    [
        ("Distillation", "", "distillation"),  # a title's capital is nobody's spelling
        ("On it", "Distillation works.", "distillation"),  # nor is that of a sentence
        ("On it", "First: Distillation works.", "distillation"),
        ("On it", "We want Distillation. Much distillation.", "distillation"),
        ("On it", "We read Chinese.", "Chinese"),
        ("LoRA", "", "LoRA"),
        ("On it", "LoRA works. We like LoRA.", "LoRA"),
        ("Distilling all", "", "distilling"),  # a word, never its stem
        ("Experts", "The 专家系统 of 専門家.", "experts"),
    ],
)
def test_words_are_spelt_as_the_paper_spells_them(title: str, abstract: str, spelt: str) -> None:
    assert spelt in why(title, abstract)


def test_words_that_speak_for_every_topic_did_not_decide() -> None:
    found = why("A model", "A student model learns from a teacher model of a model.")
    assert {"student", "teacher"} <= set(" ".join(found).split())
    assert "model" not in found


def test_where_only_such_words_are_shared_they_are_named() -> None:
    assert why("A model") == ("model",)


def test_words_any_paper_might_say_are_left_out() -> None:
    topic = Topic("a", "Granite", "Different effective approaches to granite and basalt.")
    found = why("Granite", "Basalt and granite; different effective approaches.", (topic,))
    assert set(found) == {"granite", "basalt"}


def test_nothing_shared_is_no_reason() -> None:
    assert why("Tomato yields") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=120))
def test_hostile_papers_give_words_of_their_own(title: str, abstract: str) -> None:
    topic = Topic("a", title or "A", abstract)
    filed = classify([Entry(id=1, title=title, abstract=abstract)], (topic, *TAXONOMY))[0]
    assert len(filed.reasons) <= REASONS
    assert len(set(filed.reasons)) == len(filed.reasons)
    assert all(reason.strip() == reason and reason for reason in filed.reasons)
