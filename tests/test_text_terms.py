import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.text.terms import STOP_WORDS, stem, terms, title_key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("BERT: Pre-training of Deep Models", "Bert – pre-training of deep models."),
        ("A  Title\nover lines", "a title over lines"),
        (r"\textbf{Bold} moves", "Bold moves"),
        ("AT&amp;T at work", "AT&T at work"),
        ("Poincaré embeddings", "Poincare embeddings"),
        ("ﬁne tuning", "fine tuning"),
        (r"$\alpha$-divergence", "α-divergence"),
        ("Straße", "STRASSE"),
    ],
)
def test_titles_that_differ_in_dress_have_one_key(first: str, second: str) -> None:
    assert title_key(first) == title_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Learning I", "Learning II"), ("が", "か"), ("Attention", "Attentions"), ("C", "D")],
)
def test_titles_that_differ_in_words_have_two_keys(first: str, second: str) -> None:
    assert title_key(first) != title_key(second)


@given(st.text())
def test_a_title_key_is_its_own_key(text: str) -> None:
    key = title_key(text)
    assert title_key(key) == key
    assert key == " ".join(key.split())


def test_terms_are_stems_in_order_without_stop_words() -> None:
    assert terms("We propose the Models for learning 2020 graphs") == [
        "propos",
        "model",
        "learn",
        "graph",
    ]


def test_terms_of_other_scripts_stay() -> None:
    assert terms("модели обучения") == ["модели", "обучения"]


def test_long_words_have_no_stem() -> None:
    word = "running" * 10
    assert stem(word) == word


def test_stop_words_are_lower_case() -> None:
    assert {"the", "we", "of"} <= STOP_WORDS
    assert all(word == word.lower() for word in STOP_WORDS)


@given(st.text())
def test_terms_never_fail(text: str) -> None:
    assert all(terms(text))


def test_importing_does_not_load_nltk() -> None:
    script = "import review.text.terms, sys; sys.exit('nltk' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
