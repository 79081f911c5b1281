"""Nouns are told from other words by what stands around them."""

from hypothesis import given
from hypothesis import strategies as st

from review.text.nouns import nouns


def test_what_ends_a_phrase_is_a_noun() -> None:
    found = nouns(
        ["The dense teacher of the compact student is updated.", "A fast teacher has it."]
    )
    assert {"teacher", "student"} <= found
    assert not {"dense", "compact", "updated", "fast", "the", "is"} & found


def test_a_compound_is_a_noun_at_its_end() -> None:
    found = nouns(["Post-training quantization is hard.", "They show knowledge distillation."])
    assert {"quantization", "distillation"} <= found
    assert "post-training" not in found


def test_verbs_and_participles_are_none() -> None:
    text = (
        "It offers a way, depending on what was released by reducing the cost. Methods rely on it."
    )
    assert not {"offers", "depending", "released", "reducing", "rely"} & nouns([text])


def test_a_participle_with_an_article_is_one() -> None:
    assert "learned" in nouns(["Of the learned."])
    assert "learned" not in nouns(["Of learned."])


def test_an_idiom_is_none() -> None:
    assert "scratch" not in nouns(["Trained from scratch."] * 4)
    assert "scratch" in nouns([*["Trained from scratch."] * 4, "The scratch is deep."])


def test_one_use_among_many_does_not_make_a_noun() -> None:
    assert "dense" not in nouns([*["The dense layer."] * 30, "Of the dense."])


@given(st.lists(st.text(), max_size=4))
def test_any_text_is_read_in_any_order(texts: list[str]) -> None:
    found = nouns(texts)
    assert found == nouns(texts[::-1])
    assert all(word == word.lower() and word[0].isalpha() for word in found)
