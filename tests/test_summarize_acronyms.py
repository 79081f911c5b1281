from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Edit, Extract, Paper, Paragraph, Quote
from review.summarize import World, sections
from review.summarize.acronyms import (
    expanded_once,
    meaning,
    quotes_expanded_once,
    singular,
    sound,
)
from review.summarize.corpus import Member
from review.text.edits import excerpt, replay
from tests.summarize_world import PARSING, apart, file_all


def speaking(key: str, short: str, long: str) -> Member:
    """Return a work that says "We parse with SHORT." and gives the long form elsewhere."""
    abstract = f"A {long} ({short}) is deep. We parse with {short} well."
    start = abstract.index("We parse")
    place = abstract.rindex(short)
    citation = excerpt(
        abstract,
        start,
        len(abstract),
        [
            Edit("subject", start, start + 2, f"[@{key}]"),
            Edit("expand", place, place + len(short), f"{long} ({short})"),
        ],
    )
    paper = Paper(id=key, key=key, title=f"Parsing {key}", abstract=abstract)
    return Member(key, paper, Extract(key, citation=citation, acronyms=((short, long),)), 0)


def told(*members: Member) -> list[str]:
    quotes = []
    for member in members:
        said = member.extract.citation
        assert said is not None
        quotes.append(Quote(said.text, member.key, said.start, said.end, said.edits))
    known = {member.key: member for member in members}
    once = quotes_expanded_once(quotes, known)
    for quote in once:
        abstract = known[quote.paper].entry.abstract
        assert replay(abstract, quote.start, quote.end, quote.edits) == quote.text
    return [quote.text for quote in once]


def test_a_long_form_is_given_at_first_use_only() -> None:
    assert told(
        speaking("aa", "TBN", "tree bank net"),
        speaking("bb", "TBN", "tree bank net"),
    ) == ["[@aa] parse with tree bank net (TBN) well.", "[@bb] parse with TBN well."]


def test_spellings_and_plurals_of_one_form_are_one() -> None:
    texts = told(
        speaking("aa", "TBNs", "Tree-Bank Nets"),
        speaking("bb", "TBN", "tree bank net"),
    )
    assert texts[1] == "[@bb] parse with TBN well."


def test_another_meaning_is_spelt_out_again() -> None:
    texts = told(
        speaking("aa", "EM", "episodic memory"),
        speaking("bb", "EM", "expectation maximization"),
        speaking("cc", "EM", "episodic memory"),
    )
    assert all("(EM)" in text for text in texts)


def test_a_sentence_that_introduces_the_form_itself_counts() -> None:
    first = speaking("aa", "TBN", "tree bank net")
    whole = excerpt(first.entry.abstract, 0, first.entry.abstract.index(" We"))
    second = speaking("bb", "TBN", "tree bank net")
    said = second.extract.citation
    assert said is not None
    quotes = [
        Quote(whole.text, "aa", whole.start, whole.end),
        Quote(said.text, "bb", said.start, said.end, said.edits),
    ]
    once = quotes_expanded_once(quotes, {"aa": first, "bb": second})
    assert once[1].text == "[@bb] parse with TBN well."


def test_counted_sentences_and_other_edits_stay() -> None:
    counted = Paragraph("works", (Quote("Two works.", counted=True),), "Trees")
    assert expanded_once([counted], {}) == (counted,)


def test_sections_expand_once() -> None:
    members = [speaking(key, "TBN", "tree bank net") for key in ("aa", "bb", "cc")]
    works = [
        (replace(paper, year=2020), member.extract)
        for member in members
        for paper in [member.entry]
        if isinstance(paper, Paper)
    ]
    (section,) = sections(World.of(*apart(works), (PARSING,)), file_all(works, "parsing"))
    quotes = [quote for part in section.paragraphs for quote in part.quotes]
    text = " ".join(quote.text for quote in quotes)
    assert text.count("tree bank net (TBN)") == 1
    assert text.count("TBN") == len([quote for quote in quotes if not quote.counted])


def test_meanings() -> None:
    assert meaning("Large-Language Models") == meaning("large language model")
    assert meaning("mass") == "mass"
    assert singular("llms") == "llm"
    assert singular("ss") == "ss"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("SSL", "self-supervised learning"),
        ("SFT", "supervised finetuning"),
        ("LLMs", "Large language models"),
        ("SOTA", "state-of-the-art"),
        ("CC", "CommonCrawl"),
        ("PROP", "Pre-training with Representative wOrds Prediction"),
        ("GraNet", "gradual pruning with zero-cost neuroregeneration"),
        ("MoE", "Mixture-of-Experts"),
        ("l-MLLM", "large-scale MLLM"),
        ("EM", "episodic memory"),
        ("BEV", "bird's eye view"),
    ],
)
def test_pairs_that_fit(short: str, long: str) -> None:
    assert sound(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("SSL", "supervised learning"),
        ("ASR", "and refine visual (keyframes), audio"),
        ("IOI", "Informatics"),
        ("CCL", "curriculum learning"),
        ("SSFT", "Supervised Fine-Tuning"),
        ("TTC", "Type Classification objective function"),
        ("MedQA", "MultiMedQA multiple-choice dataset"),
        ("MERT", "model with large-scale self-supervised Training"),
        ("AB", "as well as bees"),
        ("TBN", "'tree bank net"),
        ("", ""),
        ("AB", ""),
        ("123", "one two three"),
    ],
)
def test_pairs_that_do_not_fit(short: str, long: str) -> None:
    assert not sound(short, long)


@given(st.text(max_size=12), st.text(max_size=80))
def test_any_pair_is_judged(short: str, long: str) -> None:
    assert sound(short, long) in (True, False)


def test_a_false_expansion_is_taken_back() -> None:
    assert told(speaking("aa", "SSL", "supervised learning")) == ["[@aa] parse with SSL well."]
