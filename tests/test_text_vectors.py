"""Texts as vectors: what is counted, how it is weighed, and that order carries no meaning."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.text.terms import terms
from review.text.vectors import _distinct, counts, idf, surface, tfidf, unit, usual, weigh

TEXTS = ("Deep learning of deep nets.", "", "Learning DEEP nets", "the of and", "Graphs")


def test_counts_stems_and_their_neighbours_across_stop_words() -> None:
    counted = counts(TEXTS)
    first = dict(zip(counted.terms, counted.matrix.toarray()[0], strict=True))
    assert first["deep"] == 2
    assert first["learn"] == 1
    assert first["deep learn"] == 1
    assert first["learn deep"] == 1
    assert first["deep net"] == 1
    assert first["graph"] == 0


def test_columns_are_sorted_single_words_first() -> None:
    names = counts(TEXTS).terms
    single = [name for name in names if " " not in name]
    double = [name for name in names if " " in name]
    assert list(names) == sorted(single) + sorted(double)


def test_no_bigram_joins_two_texts() -> None:
    assert "net learn" not in counts(TEXTS).terms


def test_rare_terms_are_left_out() -> None:
    counted = counts(TEXTS, least=2)
    assert set(counted.terms) == {"deep", "learn", "net", "learn deep", "deep net"}
    assert counted.matrix.shape == (5, 5)


@pytest.mark.parametrize("texts", [(), ("",), ("the", "of")])
def test_nothing_to_count_gives_an_empty_table(texts: tuple[str, ...]) -> None:
    counted = counts(texts)
    assert counted.matrix.shape == (len(texts), 0)
    assert tfidf(texts).shape == (len(texts), 0)


def test_rows_have_length_one_or_are_empty() -> None:
    lengths = np.linalg.norm(tfidf(TEXTS).toarray(), axis=1)
    assert lengths == pytest.approx([1, 0, 1, 0, 1])


def test_equal_texts_have_cosine_one_and_foreign_ones_zero() -> None:
    table = tfidf(["Pruning of nets", "prunes net", "Speech"])
    cosine = (table @ table.T).toarray()
    assert cosine[0, 1] == pytest.approx(1)
    assert cosine[0, 2] == 0


def test_the_order_of_the_texts_carries_no_meaning() -> None:
    forward, backward = counts(TEXTS), counts(TEXTS[::-1])
    assert forward.terms == backward.terms
    assert (forward.matrix.toarray() == backward.matrix.toarray()[::-1]).all()


def test_a_rare_term_weighs_more() -> None:
    counted = counts(TEXTS)
    weight = dict(zip(counted.terms, idf(counted.matrix), strict=True))
    assert weight["graph"] > weight["deep"] > 1


def test_weights_damp_repetition() -> None:
    counted = counts(["net net net net graph"])
    row = dict(zip(counted.terms, weigh(counted.matrix, np.ones(4)).toarray()[0], strict=False))
    assert 1 < row["net"] / row["graph"] < 4


def test_unit_leaves_an_empty_row() -> None:
    assert unit(counts(["", "net"]).matrix).toarray().tolist() == [[0], [1]]


def test_surface_gives_the_words_of_the_text() -> None:
    found = surface(["Deep Learning", "of Networks"], ["deep learn", "network", "absent"])
    assert found == {"deep learn": "deep learning", "network": "networks"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_counts_agree_with_the_terms_of_each_text(texts: list[str]) -> None:
    counted = counts(texts)
    single = [i for i, name in enumerate(counted.terms) if " " not in name]
    for row, text in zip(counted.matrix.toarray(), texts, strict=True):
        found = {counted.terms[i]: row[i] for i in single if row[i]}
        assert found == {term: terms(text).count(term) for term in terms(text)}


@given(st.lists(st.integers(0, 40), max_size=60), st.sampled_from([1, 3, 64]))
def test_distinct_codes_are_found_whatever_buckets_they_share(found: list[int], n: int) -> None:
    codes = np.array(found, dtype=np.int64)
    distinct, column = _distinct(codes, codes % n, 64)
    assert distinct.tolist() == sorted(set(found))
    assert distinct[column].tolist() == found


def test_the_usual_spelling_of_a_term_is_the_most_frequent_one() -> None:
    texts = ("Distilling deep nets", "Distillation of the deep net", "distillation, deep nets")
    found = usual(texts, ("distil", "deep net", "deep", "zebra"))
    assert found == {"distil": "distillation", "deep net": "deep nets", "deep": "deep"}
    assert usual(("nets", "net"), ("net",)) == {"net": "net"}
