import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.extract.citation import Source, cite, quoted
from review.extract.edits import allowed
from review.model import Excerpt
from review.text.edits import replay
from review.text.spans import sentence_spans


def source(
    abstract: str, *, plural: bool = True, name: str | None = None,
    acronyms: tuple[tuple[str, str], ...] = (), mark: str = "k",
) -> Source:  # fmt: skip
    spans = sentence_spans(abstract)
    return Source(abstract, spans, mark, plural, f"[@{mark}]", name, acronyms)


def sentence(text: str, before: str = "", *, plural: bool = True) -> str | None:
    given = source(f"{before} {text}".strip(), plural=plural)
    made = cite(given, len(given.spans) - 1)
    if made is None:
        return None
    check(given, made)
    return made.text


def check(given: Source, made: Excerpt) -> None:
    assert replay(given.abstract, made.start, made.end, made.edits) == made.text
    assert allowed(given.abstract, made) is None
    assert any(given.subject in edit.to for edit in made.edits)


def test_a_list_cut_after_its_first_number_does_not_stand() -> None:
    assert sentence("We use two ways to tune large models: 1.") is None


def test_a_list_of_whole_sentences_does_not_stand() -> None:
    text = "The parts are that: (i) No model is trained again. (ii) Gains are seen at once."
    given = Source(text, ((0, len(text)),), "k", True, "[@k]")
    assert cite(given, 0) is None


def test_the_work_is_named_once() -> None:
    text = "Fast-1 shows that by use of good data, we reduce the cost of training."
    assert cite(source(text, name="Fast-1"), 0) is None
    assert cite(source(text, name="Slow-1"), 0) is not None


def test_instead_is_dropped_after_the_subject() -> None:
    assert sentence("We instead propose a fast way to tune models.") == (
        "[@k] propose a fast way to tune models."
    )


def test_a_lead_that_points_back_is_dropped() -> None:
    for lead in ("Applying this strategy", "Motivated by these promising results", "Especially"):
        assert sentence(f"{lead}, we present a suite of tools.") == "[@k] present a suite of tools."


SENTENCES = [
    (
        "To address these challenges, we introduce EchoAtt, a novel framework for attention.",
        "[@k] introduce EchoAtt, a novel framework for attention.",
    ),
    (
        "In this paper, we propose in detail how models learn.",
        "[@k] propose in detail how models learn.",
    ),
    (
        "Finally, extensive experiments show that our method outperforms all baselines.",
        "Extensive experiments show that the method outperforms all baselines [@k].",
    ),
    (
        "Our approach improves speed by 15\\% on phones.",
        "[@k]'s approach improves speed by 15% on phones.",
    ),
    (
        "By sharing matrices, our method reduces cost, and our code is available at https://x.org/y.",
        "By sharing matrices, the method reduces cost [@k].",
    ),
    (
        "When trained with feedback, our RG-LCM is favored by humans (see Figure 3).",
        "When trained with feedback, RG-LCM is favored by humans [@k].",
    ),
    (
        "iBOT is a masked model for images.",
        "iBOT is a masked model for images [@k].",
    ),
]

REFUSED = [
    "We address this issue with a cache for keys.",
    "We propose X and we show that it learns quickly.",
    "To the best of our knowledge, no method does the same.",
    "These findings help models to learn quickly.",
    "As we know, language is a hard thing to learn.",
    "How do models learn quickly from few labels?",
    "Towards faster models for many phones.",
    "Learning is fast",
    "We win.",
    "This allows us to train models on many phones.",
    "Our previous work shows that models learn quickly.",
    "We follow Devlin et al. (2018) in all of the settings.",
    "We release all data at https://x.org/y for everybody.",
]


@pytest.mark.parametrize(("text", "want"), SENTENCES)
def test_citation_sentences(text: str, want: str) -> None:
    assert sentence(text) == want


@pytest.mark.parametrize("text", REFUSED)
def test_sentences_that_cannot_stand_alone_are_refused(text: str) -> None:
    assert sentence(text) is None


def test_agreement_follows_the_number_of_authors() -> None:
    text = "This paper presents X and shows that models learn quickly."
    assert sentence(text) == "[@k] present X and show that models learn quickly."
    assert sentence(text, plural=False) == "[@k] presents X and shows that models learn quickly."
    ours = "We present X and show that models learn quickly."
    assert sentence(ours, plural=False) == "[@k] presents X and shows that models learn quickly."


def test_a_pronoun_is_resolved_by_the_sentence_before() -> None:
    text = "It reduces the cost of training on phones."
    assert sentence(text, "We propose a new cache for models.") == (
        "[@k] reduce the cost of training on phones."
    )
    assert sentence(text, "Caching is popular in practice.") is None


def test_the_name_stands_for_the_pronoun_and_the_citation_follows() -> None:
    given = source("We propose EchoAtt, a cache. It reduces the cost of training.", name="EchoAtt")
    made = cite(given, 1)
    assert made is not None
    assert made.text == "EchoAtt reduces the cost of training [@k]."
    check(given, made)


def test_short_forms_are_written_out() -> None:
    abstract = (
        "Catastrophic forgetting (CFX) is bad. We reduce catastrophic noise. We curb CFX early."
    )
    given = source(abstract, acronyms=(("CFX", "Catastrophic forgetting"), ("CNZ", "no such")))
    made = cite(given, 2)
    assert made is None or "CFX" in made.text


def test_a_long_sentence_loses_its_last_clause() -> None:
    text = (
        "We propose a new way of training small language models on very large collections of text "
        "from many sources and in many languages by sharing the weights of all of the layers "
        "between the models, which helps models to generalize."
    )
    made = sentence(text)
    assert made is not None
    assert made.endswith("between the models.")


def test_a_clause_with_a_first_person_word_is_cut_from_a_shorter_sentence() -> None:
    text = (
        "We propose a new way of training small language models on text from many sources, "
        "enabling us to learn quickly."
    )
    assert sentence(text) == (
        "[@k] propose a new way of training small language models on text from many sources."
    )


def test_white_space_of_the_source_does_not_matter() -> None:
    assert sentence("In this\npaper, we propose\na new cache for models.") == (
        "[@k] propose\na new cache for models."
    )


def test_a_verbatim_sentence_is_quoted() -> None:
    given = source("The core idea is to learn $^2$ 15\\% from text.")
    made = quoted(given, 0)
    assert made.text.startswith("“The core idea is to learn")
    assert made.text.endswith("15% from text” [@k].")
    assert {edit.op for edit in made.edits} <= {"cite", "markup"}
    check(given, made)


def test_a_citation_sentence_is_stable() -> None:
    given = source("To address this, we introduce EchoAtt, a novel framework for attention.")
    made = cite(given, 0)
    assert made is not None
    again = source(made.text)
    assert cite(again, 0) is None
    assert cite(given, 0) == made


WORDS = st.sampled_from(
    "We we This paper It Our our propose proposes show and that which improving , . ; ( ) [ ] the "
    "method However, In this work, To address these issues, \\textbf{X} 15\\% &amp; $^2$ 1) (ii) "
    '“ ” " BERT (Devlin et al., 2018) (see Figure 1) https://x.org [12] é ß İ \u200b \U0001f600 '
    "only not CI \n ~ â€™".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=120), st.booleans())
def test_any_text_gives_lawful_sentences(abstract: str, plural: bool) -> None:
    spans = (*sentence_spans(abstract), (0, len(abstract)))
    pairs = (("CI", "propose"), ("BERT", "the method"))
    given_source = Source(abstract, spans, "k", plural, "[@k]", "BERT", pairs)
    for index in range(len(spans)):
        for made in (cite(given_source, index), quoted(given_source, index)):
            if made is not None:
                assert spans[index] == (made.start, made.end)
                check(given_source, made)


def test_hostile_lengths_cost_no_time() -> None:
    start = time.process_time()
    for unit in (
        "we ",
        "our ",
        "(A",
        "to this ",
        "a, ",
        "In this paper, ",
        ", which is",
        "[1] ",
        "A B ",
    ):
        text = unit * (4000 // len(unit)) + "."
        cite(Source(text, ((0, len(text)),), "k", True, "[@k]"), 0)
    assert time.process_time() - start < 2
