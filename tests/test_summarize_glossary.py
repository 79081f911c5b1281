from dataclasses import replace

from review.model import Extract, Paper
from review.summarize import glossary
from tests.summarize_world import apart, work


def made(
    *given: tuple[str, int, tuple[tuple[str, str], ...]],
) -> tuple[tuple[Paper, ...], tuple[Extract, ...]]:
    works = []
    for key, year, acronyms in given:
        paper, extract = work(key, "T", year)
        works.append((paper, replace(extract, acronyms=acronyms)))
    return apart(works)


def test_the_first_paper_that_spells_it_out_is_named() -> None:
    found = glossary(
        *made(
            ("bb", 2019, (("KD", "knowledge distillation"),)),
            ("aa", 2021, (("KD", "Knowledge Distillation"),)),
        )
    )
    assert found == (("KD", "knowledge distillation", "bb"),)


def test_two_meanings_are_both_listed_the_usual_one_first() -> None:
    found = glossary(
        *made(
            ("aa", 2019, (("EM", "episodic memory"),)),
            ("bb", 2020, (("EM", "expectation-maximization"),)),
            ("cc", 2021, (("EM", "Expectation Maximization"),)),
        )
    )
    assert [(short, key) for short, _, key in found] == [("EM", "bb"), ("EM", "aa")]


def test_plurals_are_one_with_the_singular() -> None:
    found = glossary(
        *made(
            ("aa", 2019, (("LLMs", "large language models"),)),
            ("bb", 2020, (("LLM", "large language model"),)),
        )
    )
    assert found == (("LLM", "large language model", "bb"),)


def test_entries_are_sorted_ignoring_case() -> None:
    found = glossary(
        *made(("aa", 2019, (("ZZ", "zoo zone"), ("ab", "any book"), ("Aa", "apt art"))))
    )
    assert [short for short, _, _ in found] == ["Aa", "ab", "ZZ"]


def test_a_paper_without_a_year_comes_last() -> None:
    first, second = work("aa", "T", None), work("bb", "T", 2024)
    pair = (("KD", "knowledge distillation"),)
    works = [(paper, replace(extract, acronyms=pair)) for paper, extract in (first, second)]
    assert glossary(*apart(works)) == (("KD", "knowledge distillation", "bb"),)


def test_empty_forms_and_no_papers() -> None:
    assert glossary(*made(("aa", 2019, (("", "nothing"), ("X", ""))))) == ()
    assert glossary((), ()) == ()


def test_false_pairs_are_left_out() -> None:
    assert glossary(*made(("aa", 2019, (("ASR", "and refine visual (keyframes), audio"),)))) == ()


def test_quotation_marks_are_no_part_of_a_long_form() -> None:
    found = glossary(*made(("aa", 2019, (("RMT", "robust mean teacher'"),))))
    assert found == (("RMT", "robust mean teacher", "aa"),)


def test_hyphens_and_endings_make_no_other_meaning() -> None:
    found = glossary(
        *made(
            ("aa", 2019, (("MLM", "Masked Language Modeling"),)),
            ("bb", 2020, (("MLM", "masked language modelling"), ("SFT", "supervised finetuning"))),
            ("cc", 2021, (("MLM", "Masked Language Model"), ("SFT", "Supervised Fine-Tuning"))),
        )
    )
    assert [short for short, _, _ in found] == ["MLM", "SFT"]
