import pytest

from review.extract.edits.tail import cut_tail, fits

HEAD = "We propose a new way of training small models on very large collections of text"


@pytest.mark.parametrize(
    "tail",
    [
        ", which helps models to generalize",
        ", enabling us to train models faster",
        ", thereby improving the quality of translations",
    ],
)
def test_trailing_clauses_go(tail: str) -> None:
    text = f"{HEAD}{tail}."
    edit = cut_tail(text, 0, 12)
    assert edit is not None
    assert (edit.start, edit.end, edit.to) == (len(HEAD), len(text) - 1, "")


@pytest.mark.parametrize(
    "tail",
    [
        ", using only few labels",
        ", using labels",
        ", including images",
        ", which holds only for text",
        ", which helps when data are scarce",
        ", improving accuracy by 3",
        ", improving accuracy up to a point",
        ", which does not need labels",
        ", reducing cost without loss",
        ", assuming labels",
        ", given labels",
        ", on images",
        ", which fails for images",
        ", and further improvements can be obtained",
        ", which, as shown, helps models",
        ", helping models, and tests it",
        ", which helps (see text) models",
    ],
)
def test_what_limits_a_claim_stays(tail: str) -> None:
    text = f"{HEAD}{tail}."
    assert cut_tail(text, 0, 12) is None
    assert not fits(text, len(HEAD), len(text) - 1)


def test_a_lead_is_not_a_head() -> None:
    text = (
        "Building on the strong foundations of modern language models for many different tasks, "
        "training with a proxy allows good models."
    )
    assert cut_tail(text, 0, 5) is None


def test_enough_words_stay() -> None:
    assert cut_tail("We propose X, which helps models.", 0, 12) is None


def test_a_lead_inside_the_head_keeps_its_clause() -> None:
    text = (
        "We find that while the common approach of tuning small models on synthetic text offers "
        "gains, sampling more solutions doubles the efficiency."
    )
    assert cut_tail(text, 0, 12) is None
