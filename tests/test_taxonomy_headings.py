"""Headings and descriptions: what may name a topic, and what may say what it is."""

import pytest

from review.model import Entry
from review.taxonomy.describe import describe
from review.taxonomy.headings import joined, name_leaves, name_parents, near, roots, vast
from review.taxonomy.lexicon import Lexicon, function_words, lexicon, spelt
from review.taxonomy.space import body


def entry(number: int, title: str, abstract: str = "") -> Entry:
    return Entry(id=number, title=title, abstract=abstract)


def same(*_: object) -> float:
    return 1.0


def world(**titles: str) -> Lexicon:
    """Return the lexicon of groups of six papers, each with its phrases in every title."""
    return lexicon({
        number: [
            entry(i, f"{said} of {i}", f"Much of the {said.lower()} is told.") for i in range(6)
        ]
        for number, said in enumerate(titles.values())
    })  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "repeats"),
    [
        ("Machine translation", "Neural machine translation", True),
        ("Topic model", "Topic modelling", True),
        ("Object detector", "Object detection", True),
        ("Speech translation", "Speech recognition", False),
        ("Open set domain adaptation", "Partial domain adaptation", False),
        ("Fine-tuning", "Fine tuning", True),
        ("Online gambling", "Online gamblers", True),
        ("Electronic gaming machines", "Electronic gambling machines", True),
        ("Neural machine translation", "Statistical machine translation", False),
    ],
)
def test_headings_that_repeat_each_other(one: str, other: str, repeats: bool) -> None:
    assert near(roots(one), roots(other)) is repeats
    assert near(roots(other), roots(one)) is repeats


def test_a_heading_is_in_the_corpus_own_casing() -> None:
    known = lexicon({
        0: [
            entry(i, "Hidden Markov Chains", "The hidden Markov chains and the chains of Markov.")
            for i in range(4)
        ]
    })  # fmt: skip
    use = known.uses["hidden", "markov", "chain"]
    assert spelt(use, known) == "Hidden Markov chains"


def test_a_name_keeps_its_capitals_where_half_the_texts_write_it_small() -> None:
    small = "The short orchid harm screen. A short harm of an orchid; no Screen."
    texts = ["The Short Orchid Harm Screen. The Screen."] * 4 + [small] * 3
    known = lexicon({0: [entry(i, f"Sundry works of {i}", text) for i, text in enumerate(texts)]})
    use = known.uses["short", "orchid", "harm", "screen"]
    assert {"short", "orchid", "harm"} <= known.plain
    assert "screen" not in known.plain
    assert spelt(use, known) == "Short Orchid Harm Screen"


@pytest.mark.parametrize(
    "phrase",
    ["Model based methods", "Minimizing harm", "Large amounts", "Primary group", "The of and"],
)
def test_what_no_heading_is(phrase: str) -> None:
    texts = [
        entry(i, f"{phrase} of {i}", f"They minimize it. We minimize. To minimize. {phrase} of it.")
        for i in range(6)
    ]
    groups = {0: texts, 1: [entry(9 + i, f"Orchid pollen of {i}") for i in range(6)]}
    assert name_leaves(groups, lexicon(groups), (), same).get(0, "") != phrase


def test_a_parent_is_named_by_what_its_children_share() -> None:
    groups = {
        0: [entry(i, f"Glacier ice of orchid valleys {i}", "On polar deserts.") for i in range(6)],
        1: [entry(i, f"Beetle wings of {i}", "On polar deserts.") for i in range(6)],
        2: [entry(i, f"Tidal turbines of {i}", "On noise.") for i in range(6)],
        3: [entry(i, f"Latin charters of {i}", "On noise.") for i in range(6)],
    }
    known = lexicon(groups)
    assert name_parents([[0, 1], [2, 3]], known, (), same)[0] == "Polar deserts"
    assert name_parents([[0], [1], [2, 3]], known, (), same)[:2] == ["", ""]


def test_a_parent_without_a_shared_phrase_gets_two() -> None:
    known = world(a="Glacier ice", b="Beetle wings", c="Tidal turbines")
    assert joined([0, 1], known, (), same) == "Beetle wings and glacier ice"
    assert joined([0, 1], known, [roots("Glacier ice")], same) == ""


def test_function_words_of_another_language_are_learnt() -> None:
    said = "die Form der Täler und die Arbeit von der Bewegung mit der Hilfe"
    found = function_words([entry(i, said) for i in range(4)])
    assert {"die", "der", "und", "von", "mit"} <= found
    assert function_words([entry(0, "The form of the valleys and how it is to be seen")]) == set()


DEFINED = "Glacier erosion is the process of wearing down bedrock by moving ice."


@pytest.mark.parametrize(
    ("abstract", "found"),
    [
        (f"We look at ice. {DEFINED} It is slow.", DEFINED),
        ("Glacier erosion (GE) aims to wear down the bedrock below the moving ice.", True),
        ("Fast glacier erosion of beds is the process of wearing down bedrock by ice.", ""),
        ("However, glacier erosion is the process that we study here in this paper.", ""),
        ("Glacier erosion is slow.", ""),
        ("Glacier erosion was measured at nine places over the course of three years.", ""),
        ("Glacier erosion is the process of $x$ and \\textbf{ice} that wears down bedrock.", ""),
    ],
)
def test_a_description_defines_its_heading(abstract: str, found: str | bool) -> None:
    said = describe("Glacier erosion", [entry(0, "T", abstract)])
    assert (said in abstract and said != "") if found is True else said == found


def test_the_publishers_line_is_no_text_of_the_abstract() -> None:
    text = "Ice moves slowly over the bedrock and wears it down. " * 2
    assert body(f"{text}© 2020 Informa UK Limited, trading as Taylor & Francis Group") == text
    assert body(f"{text}All rights reserved.") == text
    assert body(text) == text


def test_of_makes_one_phrase_of_two_nouns() -> None:
    known = lexicon({
        0: [
            entry(i, "Mixture of Experts", "A Mixture-of-Experts layer is a mixture of experts.")
            for i in range(4)
        ],
        1: [entry(i, "A lack of data", "The number of the papers.") for i in range(4)],
    })  # fmt: skip
    assert spelt(known.uses["mixtur", "expert"], known) == "Mixture of experts"
    assert ("lack", "data") not in known.uses
    assert ("number", "paper") not in known.uses


@pytest.mark.parametrize(
    "phrase", ["Thematic analysis", "Systematic reviews", "Semi-structured interviews"]
)
def test_how_a_study_was_made_heads_a_topic_only_where_nothing_else_does(phrase: str) -> None:
    known = world(a=phrase, b="Sports betting")
    titles = name_leaves({0: [], 1: []}, known, (), same)
    assert titles[1] == "Sports betting"
    alone = world(a=f"{phrase} and sports betting", b="Duty of care")
    assert name_leaves({0: [], 1: []}, alone, (), same)[0] == "Sports betting"


def test_what_is_left_over_is_no_family() -> None:
    said = {f"g{i}": f"Topic{'abcdefg'[i]} machines" for i in range(7)}
    known = world(**said)
    assert vast([0, 1, 2, 3], [[0, 1, 2, 3], [4, 5], [6]])
    assert not vast([0, 1], [[0, 1], [2, 3], [4, 5, 6]])
    assert not vast([0, 1, 2], [[0, 1, 2]])
    assert name_parents([[0, 1, 2, 3], [4, 5, 6]], known, (), same)[0] == ""
