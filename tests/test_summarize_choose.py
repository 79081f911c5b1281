from dataclasses import replace

import pytest

from review.model import Edit, Extract, Paper
from review.summarize.choose import ages, finding_budget, findings, joined, limits
from review.summarize.choose import told as reading_order
from review.summarize.corpus import Candidate, Corpus, Member, centroid, corpus, keyed
from review.text.edits import excerpt
from tests.summarize_world import apart, several, work

Works = list[tuple[Paper, Extract]]


def world(works: Works) -> tuple[list[Member], Corpus]:
    members = keyed(*apart(works))
    return members, corpus(members)


def chosen(found: list[Candidate]) -> list[str]:
    return [candidate.member.key for candidate in found]


def told(*findings_: str) -> tuple[list[Member], Corpus]:
    """Return works on parsing that found these things."""
    return world(
        [
            work(f"k{i}", f"Parsing {i}", citation=f"We propose tool{i} for parsing.", finding=text)
            for i, text in enumerate(findings_)
        ]
    )


# ── findings ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("works", "most"), [(0, 0), (1, 1), (3, 2), (10, 5), (40, 10), (5000, 12)])
def test_findings_have_a_budget(works: int, most: int) -> None:
    assert finding_budget(works) == most


def test_numbers_come_before_praise() -> None:
    members, known = told(
        "Extensive experiments show the effectiveness of the parser.",
        "The parser reduces errors by 40% on the treebank.",
        "Various experiments demonstrate the superiority of parsing.",
    )
    assert "k1" in chosen(findings(members, known, centroid(known.documents)))


def test_a_finding_without_claim_or_number_is_left_out() -> None:
    members, known = told("The treebank and the parser stand side by side here.")
    assert findings(members, known, centroid(known.documents)) == []


def test_a_finding_that_was_cited_is_not_repeated() -> None:
    paper, extract = work("aa", "Parsing", citation="We reduce parsing errors by 40% at once.")
    members, known = world([(paper, replace(extract, finding=extract.citation))])
    assert findings(members, known, centroid(known.documents)) == []


def test_a_finding_told_among_the_limits_is_not_repeated() -> None:
    members, known = told("The parser still struggles with 40% of long sentences.")
    theme = centroid(known.documents)
    stated = limits(members, known, theme)
    assert chosen(stated) == ["k0"]
    assert findings(members, known, theme, stated) == []


def test_a_sentence_of_background_is_hardly_a_finding() -> None:
    works = [
        work(
            "aa",
            "Parsing",
            background="Systems improve parsing more and more every year.",
            citation="We propose a parser.",
        )
    ]
    paper, extract = works[0]
    members, known = world([(paper, replace(extract, finding=extract.background[0]))])
    assert findings(members, known, centroid(known.documents)) == []


def test_one_finding_a_work() -> None:
    members, known = world(several(12))
    keys = chosen(findings(members, known, centroid(known.documents)))
    assert len(keys) == len(set(keys)) == finding_budget(12)


# ── limits ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "Parsers still struggle with long sentences.",
        "The method is limited to English trees.",
        "More work is needed before parsing is solved.",
        "Why parsing works remains unclear.",
    ],
)
def test_limits_that_authors_state(text: str) -> None:
    members, known = world(
        [work("aa", "Parsing", citation="We propose a parser.", limitation=text)]
    )
    assert chosen(limits(members, known, centroid(known.documents))) == ["aa"]


@pytest.mark.parametrize(
    "text",
    [
        "The work paves the way for parsers that cannot fail.",
        "We hope that parsing inspires open problems.",
        "The parser outperforms systems that struggle to parse.",
        "The parser is fast.",
    ],
)
def test_praise_and_hope_are_no_limits(text: str) -> None:
    members, known = world(
        [work("aa", "Parsing", citation="We propose a parser.", limitation=text)]
    )
    assert limits(members, known, centroid(known.documents)) == []


def test_ages_fill_a_missing_year_with_the_usual_one() -> None:
    members = keyed(*apart([work("aa", "A", 2020), work("bb", "B", 2024), work("cc", "C", None)]))
    assert ages(members) == [2020, 2024, 2022]
    assert ages(members[2:]) == [0]


# ── praise ───────────────────────────────────────────────────────────────────────────────────


def test_a_finding_that_says_nothing_is_left_out() -> None:
    members, known = told(
        "The results demonstrate that the framework can achieve higher performances.",
        "Extensive experiments show that it outperforms other state-of-the-art methods.",
        "The parser makes fewer mistakes on questions than on statements, and none on proverbs.",
    )
    assert chosen(findings(members, known, centroid(known.documents))) == ["k2"]


def test_the_name_of_the_work_is_no_substance() -> None:
    paper, extract = work(
        "aa",
        "Deep Chart Parser Tree Bank Tool",
        citation="We propose a parser.",
        finding="Deep Chart Parser Tree Bank Tool outperforms existing methods.",
    )
    members, known = world([(paper, replace(extract, name=paper.title))])
    assert findings(members, known, centroid(known.documents)) == []


def test_what_is_not_limited_is_no_limit() -> None:
    works = [
        work(
            "aa",
            "Parsing",
            citation="We propose a parser.",
            limitation="Parsers are not necessarily limited to the trees they know.",
        )
    ]
    members, known = world(works)
    assert limits(members, known, centroid(known.documents)) == []


def test_what_a_tool_offers_is_no_finding() -> None:
    members, known = told("It provides users with more rules for rare words, verbs and proverbs.")
    assert findings(members, known, centroid(known.documents)) == []


def test_a_number_without_a_claim_is_no_finding() -> None:
    members, known = told("The crawl results in a novel treebank from 121 books and 428 lessons.")
    assert findings(members, known, centroid(known.documents)) == []


def test_of_two_findings_in_the_same_words_one_is_told() -> None:
    text = "Extensive tests on the treebank show that {} parses deep trees 2 times faster."
    members, known = told(
        text.format("QuickTree"), text.format("SlowTree"), "Rivers raise errors by 4% in wet weeks."
    )
    assert len(findings(members, known, centroid(known.documents))) == 2
    keys = chosen(findings(members, known, centroid(known.documents)))
    assert "k2" in keys


# ── the order of works ───────────────────────────────────────────────────────────────────────


def test_sentences_in_quotation_marks_come_last() -> None:
    works = several(5)
    paper, extract = works[0]
    said = extract.citation
    assert said is not None
    marks = [
        Edit("cite", said.start, said.start, "“"),
        Edit("cite", said.end - 1, said.end - 1, f"” [@{paper.key}]"),
    ]
    quoted = excerpt(paper.abstract, said.start, said.end, marks)
    members, known = world([(paper, replace(extract, citation=quoted)), *works[1:]])
    belongs = {member.key: 1.0 for member in members}
    found = reading_order(known.citations.of(members), known, belongs)
    assert len(found) == 5
    assert found[-1].excerpt.text.startswith("“")


def test_works_far_from_the_theme_come_last() -> None:
    members, known = world(several(5))
    belongs = {member.key: 0.1 if member.key.endswith("n0") else 1.0 for member in members}
    found = reading_order(known.citations.of(members), known, belongs)
    assert found[-1].member.key.endswith("n0")


def test_a_finding_told_in_the_definition_is_not_repeated() -> None:
    members, known = told("Parsing reduces errors by 40% on the treebank.")
    assert len(findings(members, known, centroid(known.documents))) == 1
    said = known.findings.of(members)
    assert findings(members, known, centroid(known.documents), said) == []


@pytest.mark.parametrize(
    "text",
    [
        "The results suggest that charts warrant more attention, providing insights into trees.",
        "The findings elucidate grammar and offer critical insights into how trees generalize.",
        "The tool provides a way to build trees, which have the potential to improve teaching.",
        "The authors conclude by discussing directions for using trees and improving grammar.",
        "Pretrained on 435 billion further words, the parser surpasses 2 trillion tokens in total.",
    ],
)
def test_a_promise_or_the_size_of_the_training_is_no_finding(text: str) -> None:
    members, known = told(text)
    assert findings(members, known, centroid(known.documents)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Experiments show the efficacy of charts, halving the errors on trees by 50%.",
        "Trained on 2 million trees, the parser surpasses its teacher by 3 points on questions.",
    ],
)
def test_a_finding_beside_a_promise_stays(text: str) -> None:
    members, known = told(text)
    assert chosen(findings(members, known, centroid(known.documents))) == ["k0"]


def test_what_two_works_say_is_one_sentence_with_two_citations() -> None:
    text = "We propose the widget of 3 trees."
    works = [
        work("aa", "One", 2020, citation=text),
        work("bb", "Two", 2021, citation="We propose the widgets of 3 trees."),
        work("cc", "Three", 2022, citation="We propose the widget of 4 trees."),
        work("dd", "Four", 2023, citation=text),
    ]
    members, known = world(works)
    made = joined(known.citations.of(members))
    assert [(c.quote.paper, c.quote.also) for c in made] == [("aa", ("bb", "dd")), ("cc", ())]


def test_a_finding_that_two_works_report_is_told_once() -> None:
    text = "Extensive tests on the treebank show that charts parse deep trees 2 times faster."
    members, known = told(text, text, "Rivers raise errors by 4% in wet weeks.")
    found = findings(members, known, centroid(known.documents))
    assert sorted((c.quote.paper, c.quote.also) for c in found) == [("k0", ("k1",)), ("k2", ())]
