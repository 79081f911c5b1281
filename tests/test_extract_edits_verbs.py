import pytest

from review.extract.edits.verbs import finite, plural, singular, unchanged

PAIRS = [
    ("propose", "proposes"),
    ("show", "shows"),
    ("study", "studies"),
    ("deploy", "deploys"),
    ("pass", "passes"),
    ("reach", "reaches"),
    ("analyse", "analyses"),
    ("fine-tune", "fine-tunes"),
    ("re-evaluate", "re-evaluates"),
    ("co-design", "co-designs"),
    ("have", "has"),
    ("are", "is"),
    ("were", "was"),
    ("do", "does"),
    ("go", "goes"),
]


@pytest.mark.parametrize(("many", "one"), PAIRS)
def test_both_numbers_of_a_verb(many: str, one: str) -> None:
    assert singular(many) == one
    assert plural(one) == many


@pytest.mark.parametrize("word", ["proposed", "can", "found", "zebra", "", "this", "thus", "-"])
def test_what_has_no_number_has_no_other_form(word: str) -> None:
    assert singular(word) is None
    assert plural(word) is None


@pytest.mark.parametrize("word", ["proposed", "found", "can", "could", "built", "will"])
def test_modals_and_past_tenses_fit_every_subject(word: str) -> None:
    assert unchanged(word)


@pytest.mark.parametrize("word", ["need", "embed", "exceed", "put", "propose", "shows"])
def test_present_forms_do_not(word: str) -> None:
    assert not unchanged(word)


def test_finite_knows_what_may_be_a_verb() -> None:
    assert all(finite(word) for word in ("is", "improves", "achieved", "outperform", "may"))
    assert not any(finite(word) for word in ("the", "novel", "of", "robustness", "transformer"))
