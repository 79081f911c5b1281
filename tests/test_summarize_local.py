import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.summarize.corpus import Member, corpus, keyed
from review.summarize.local import folded, names
from review.summarize.subthemes import LARGE, lexicon, subthemes
from review.text.phrases import is_name, surface
from tests.summarize_world import apart, work

NO_VERBS: frozenset[str] = frozenset()


def about(*subjects: str) -> list[Member]:
    """Return a work on each subject: named in its title and in a sentence."""
    works = [
        work(
            f"w{i:02}",
            f"Widget{i}: {subject}",
            2000 + i,
            background=f"Old gadget{i} art.",
            citation=f"We propose widget{i} for {subject} with gadget{i}.",
        )
        for i, subject in enumerate(subjects)
    ]
    return keyed(*apart(works))


def named(members: list[Member], title: str = "Learning") -> set[str]:
    return {surface(use.spellings) for use in names(members, title, NO_VERBS).values()}


def test_a_phrase_that_some_works_are_about_names_them() -> None:
    members = about(*["style transfer"] * 4, *["folding"] * 6)
    assert named(members) == {"style transfer"}


def test_spellings_with_and_without_a_hyphen_are_one_phrase() -> None:
    members = about("continual pre-training", "continual pretraining", "Continual Pre-Training",
                    *["folding"] * 6)  # fmt: skip
    (use,) = names(members, "Learning", NO_VERBS).values()
    assert set(use.about) == {"w00", "w01", "w02"}
    assert use.titles == {"w00", "w01", "w02"}


@pytest.mark.parametrize(
    ("subject", "count"),
    [
        ("style transfer", 2),  # too few
        ("style transfer", 8),  # the topic itself
        ("downstream tasks", 4),  # says nothing
        ("fine-tuning", 4),  # what any work does
        ("zero-shot", 4),  # no noun
    ],
)
def test_what_names_no_part_of_a_topic(subject: str, count: int) -> None:
    assert named(about(*[subject] * count, *["folding"] * 6)) == set()


def test_the_title_of_a_topic_names_no_part_of_it_but_each_of_several_parts_does() -> None:
    members = about(*["style transfer"] * 4, *["folding"] * 6)
    assert named(members, "Style transfer") == set()
    assert named(members, "Style transfer and folding") == {"style transfer"}


def test_a_kind_of_model_that_most_works_are_about_names_no_part() -> None:
    members = about(*["student models"] * 4, *["student habits of people"] * 6)
    assert "student models" not in named(members)


def test_a_large_topic_is_divided_where_two_phrases_name_enough() -> None:
    subjects = [*["style transfer"] * 6, *["self-distillation"] * 5, *["folding"] * 9]
    members = about(*subjects)
    assert len(members) == LARGE
    found = subthemes(members, "Images", lexicon(corpus(members)))
    sizes = {group.heading: len(group.members) for group in found}
    assert sizes == {"Style transfer": 6, "Self-distillation": 5, "": 9}
    for group in found[:2]:
        for member in group.members:
            assert group.heading.lower() in member.entry.abstract.lower()


def test_one_heading_divides_nothing() -> None:
    members = about(*["style transfer"] * 9, *["folding"] * 11)
    (group,) = subthemes(members, "Images", lexicon(corpus(members)))
    assert not group.heading


@pytest.mark.parametrize(
    ("words", "fit"),
    [
        ("self-distillation", True),
        ("post-training", True),
        ("style transfer", True),
        ("distillation", False),
        ("zero-shot", False),
        ("GPT-4", False),
        ("pre-trained", False),
    ],
)
def test_the_form_of_a_name(words: str, fit: bool) -> None:
    assert is_name(words) is fit


@given(st.text())
def test_folding_ignores_case_and_hyphens(word: str) -> None:
    assert folded(f"{word}-x") == folded(f"{word}‐x")
    assert folded("Pre-Training") == folded("pretraining")
