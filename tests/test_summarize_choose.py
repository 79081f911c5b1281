from dataclasses import replace

import pytest

from review.model import Extract, Paper
from review.summarize.choose import ages, definition, finding_budget, findings, limits, subject
from review.summarize.corpus import Candidate, Corpus, Member, centroid, corpus, keyed
from tests.summarize_world import apart, several, work

Works = list[tuple[Paper, Extract]]


def world(works: Works) -> tuple[list[Member], Corpus]:
    members = keyed(*apart(works))
    return members, corpus(members)


def defined(works: Works, title: str) -> list[str]:
    members, known = world(works)
    found = definition(members, known, centroid(known.documents), subject(title))
    return [candidate.excerpt.text for candidate in found]


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


# ── definitions ──────────────────────────────────────────────────────────────────────────────


def test_a_definition_says_what_the_theme_is() -> None:
    works = [
        work(
            "aa",
            "Parsing with trees",
            background="Parsing is the task of finding the tree of a sentence.",
            citation="We propose a parser of trees.",
        ),
        work(
            "bb",
            "Parsing faster",
            background="However, many such systems for parsing suffer from slow speed.",
            citation="We propose a fast way of parsing.",
        ),
    ]
    assert defined(works, "Parsing") == [
        "Parsing is the task of finding the tree of a sentence [@aa]."
    ]


def test_no_definition_is_better_than_one_of_something_else() -> None:
    works = [
        work("aa", "Trees", background="Weather is hard to foretell.", citation="We parse trees.")
    ]
    assert defined(works, "Parsing") == []


def test_a_theme_without_words_of_its_own_is_not_defined() -> None:
    assert defined(several(3), "") == []


def test_works_without_background_give_no_definition() -> None:
    assert (
        defined([work("aa", "Parsing", citation="We parse trees with parsing.")], "Parsing") == []
    )


def test_a_second_definition_comes_from_another_work_and_begins_otherwise() -> None:
    works = [
        *several(6),
        work(
            "zz",
            "Grammar and parsing",
            background="Parsing is the computation of structure from a grammar of rules.",
            citation="We propose grammars for parsing.",
        ),
        work(
            "zy",
            "Chart parsing",
            background="Charts are tables that make parsing fast with dynamic programming.",
            citation="We propose charts for parsing.",
        ),
    ]
    found = defined(works, "Parsing")
    assert 1 <= len(found) <= 2
    assert len({text.split()[0] for text in found}) == len(found)


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


def test_the_subject_of_a_title_leaves_out_what_says_nothing() -> None:
    assert subject("Models of code") == {"code"}
    assert subject("Other applications") == frozenset()
