"""Terms and the sentences that define them."""

import pytest

from review.model import Edit, Excerpt, Extract, Paper
from review.summarize import terms
from review.summarize.termlist import defined


def said(sentence: str, key: str = "a", start: int = 0) -> Excerpt:
    """A background sentence of a work, cited at its end."""
    end = start + len(sentence)
    text = f"{sentence[:-1]} [@{key}]{sentence[-1]}"
    return Excerpt(text, start, end, (Edit("cite", end - 1, end - 1, f" [@{key}]"),))


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Knowledge distillation is a powerful technique for transferring knowledge.",
         "Knowledge distillation"),
        ("Post-training quantization (PTQ) is a compression technique that maps weights.",
         "Post-training quantization (PTQ)"),
        ("A knowledge graph is a structure that links entities.", "Knowledge graph"),
        ("Malaria is an infectious disease that is spread by mosquitoes.", "Malaria"),
        ("Problem gambling is any form of play with harm.", "Problem gambling"),
        ("Overfitting refers to a fit of noise.", "Overfitting"),
        ("Price elasticity is defined as a ratio of changes.", "Price elasticity"),
        ("Reinforcement learning from feedback (RLHF) is a method that uses ratings.", ""),
        ("Sampling error (SE) is a measure of spread.", "Sampling error (SE)"),
        ("Designing good questions is a task for teachers.", ""),
        ("This is a technique that helps.", ""),
        ("The dominant paradigm is a method that works.", ""),
        ("Such methods are a way to train.", ""),
        ("Self-correction is a capability of models, yet it is rare.", ""),
        ("Mathematical reasoning is important for applications.", ""),
        ("Lectures are a learning experience for students.", ""),
        ("Training is a challenging task.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_term_is_the_subject_of_a_definition(sentence: str, term: str) -> None:
    excerpt = said(sentence) if sentence else Excerpt("", 0, 0)
    assert defined(excerpt) == term


def test_the_work_itself_is_no_term() -> None:
    assert defined(Excerpt("[@a] is a technique that helps.", 0, 31)) == ""


def papers(*years: int | None) -> tuple[Paper, ...]:
    return tuple(
        Paper(id=key, key=key, title=key, year=year)
        for key, year in zip("abc", years, strict=False)
    )


def test_the_first_work_defines_a_term_whatever_the_order() -> None:
    late = said("Knowledge graphs are a structure that links things.", "a")
    soon = said("A knowledge graph (KG) is a structure for facts.", "b", 7)
    extracts = (Extract("a", background=(late,)), Extract("b", background=(soon,)))
    found = terms(papers(2024, 2019), extracts)
    assert found == terms(papers(2024, 2019)[::-1], extracts[::-1])
    ((term, quote),) = found
    assert term == "Knowledge graph (KG)" and quote.paper == "b"
    assert (quote.text, quote.start, quote.end, quote.edits) == (
        soon.text, soon.start, soon.end, soon.edits
    )  # fmt: skip


def test_terms_stand_by_name() -> None:
    both = (
        said("Zebra finches are a species of birds."),
        said("adaptive control is a field of engineering."),
    )
    found = terms(papers(2020), (Extract("a", background=both),))
    assert [term for term, _ in found] == ["Adaptive control", "Zebra finches"]


def test_nothing_defined_is_no_list() -> None:
    assert terms((), ()) == () and terms(papers(2020), ()) == ()
