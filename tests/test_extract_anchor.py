"""Which citation sentence is taken where the first speaks of "the method"."""

import pytest

from review.extract import extract
from review.extract.anchor import loose, narrative, plain_quote
from review.extract.citation import Source, cite, quoted
from review.extract.edits import allowed
from review.model import Author, Entry
from review.text.spans import sentence_spans


def source(abstract: str, name: str | None = None) -> Source:
    return Source(abstract, sentence_spans(abstract), "k", True, "[@k]", name)


LOOSE = [
    "We validate our approach using real tracks of people in streets.",
    "We train our framework on sonar maps of the sea floor.",
    "We test our model in many classrooms of the country.",
    "We show that the proposed method results in faster inference on phones.",
    "We demonstrate the effectiveness of the algorithm on many graphs.",
    "We evaluate its performance on the task of parsing.",
    "We design many rules to handle both types of requests.",
    "We go even further, and demonstrate that plans emerge in agents.",
    "We investigate a different and rarely studied dimension of parsing.",
]
TIGHT = [
    "We propose a new parser and evaluate the method on many treebanks.",
    "We introduce Parsy and show that the proposed method is fast.",
    "We study the method of moments for mixtures of many trees.",
    "We explore a method for trees, and show that the method is fast.",
    "We show that the proposed method 'mean teacher' is robust to noise.",
    "We find that the model complies with requests from users.",
    "We study how to train a parser on phones with little memory.",
    "We handle both types of requests, from the young and the old.",
    "We take a different approach to parsing than grammars do.",
]


@pytest.mark.parametrize("text", LOOSE)
def test_a_thing_that_nothing_before_it_names_is_loose(text: str) -> None:
    given = source(text)
    made = cite(given, 0)
    assert made is not None
    assert loose(given, made) == 1
    assert narrative(made)


@pytest.mark.parametrize("text", TIGHT)
def test_a_thing_said_before_or_described_is_not_loose(text: str) -> None:
    given = source(text)
    made = cite(given, 0)
    assert made is not None
    assert loose(given, made) == 0


def test_the_name_of_the_work_says_which_method() -> None:
    text = "Gromit shows that the proposed method is fast on phones."
    made = cite(source(text), 0)
    assert made is not None
    assert loose(source(text), made) == 1
    assert loose(source(text, "Gromit"), made) == 0
    assert not narrative(made)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("In this paper, we present a method for parsing of trees.", True),
        ("We present a method to close this gap in parsing.", False),
        ("In addition, we present a method for parsing of trees.", False),
        ("We evaluate our method on many trees of the world.", False),
        ("We ask how trees may be parsed on phones?", False),
        ("By applying such an idea, we present a new parser.", False),
    ],
)
def test_a_quotation_stands_alone_without_pointing(text: str, alone: bool) -> None:
    given = source(text)
    assert plain_quote(given, quoted(given, 0)) is alone


def entry(abstract: str) -> Entry:
    return Entry(id="k", title="Trees", abstract=abstract, authors=(Author("A"), Author("B")))


def test_a_sentence_that_says_what_the_method_is_goes_first() -> None:
    given = entry(
        "Parsing is hard. This gap is studied by many. "
        "We propose a new method for parsing of trees by sorting of words. "
        "We validate our approach using real trees of the world."
    )
    made = extract(given).citation
    assert made is not None
    assert made.text.startswith("[@k] propose a new method for parsing")
    assert allowed(given.abstract, made) is None


def test_a_loose_sentence_is_still_better_than_none() -> None:
    made = extract(entry("We validate our approach using real trees of the world.")).citation
    assert made is not None
    assert made.text == "[@k] validate the approach using real trees of the world."


def test_a_finding_that_is_no_mere_method_goes_first() -> None:
    given = entry(
        "We propose Treesy, a parser of trees for phones. "
        "Experiments show that our method outperforms the state of the art. "
        "We show that Treesy improves the accuracy by 5% on all treebanks."
    )
    made = extract(given).finding
    assert made is not None
    assert "Treesy improves" in made.text


def test_a_finding_leans_only_on_what_the_citation_proposes() -> None:
    start = "We propose a parser of trees for phones. "
    said = "outperforms all baselines by 3 points."
    leaning = extract(entry(f"{start}Experiments show that our method {said}"))
    assert leaning.finding is not None
    assert leaning.finding.text == "Experiments show that the method " + said[:-1] + " [@k]."
    assert leaning.leans
    lost = extract(entry(f"{start}We show that the former question {said}"))
    assert (lost.finding, lost.leans) == (None, False)
    kept = extract(entry(f"{start}We show that a parser of trees {said}"))
    assert kept.finding is not None
    assert kept.finding.text == f"[@k] show that a parser of trees {said}"
    assert not kept.leans
