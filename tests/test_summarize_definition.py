from dataclasses import replace

import pytest

from review.model import Extract, Paper, Topic
from review.summarize.corpus import corpus, keyed, label, theme_of
from review.summarize.definition import borrowed, definition, parts
from tests.summarize_world import apart, several, work

Works = list[tuple[Paper, Extract]]


def defined(works: Works, title: str, description: str = "") -> list[str]:
    members = keyed(*apart(works))
    topic = Topic("topic", title, description)
    known = corpus(members, [label(topic)])
    found = definition(members, known, theme_of(members, known, 0), topic)
    return [candidate.excerpt.text for candidate in found]


def background(*sentences: str) -> Works:
    """Return one work for each sentence."""
    return [
        work(f"k{i}", f"Tool{i}", background=text, citation=f"We build tool{i}.")
        for i, text in enumerate(sentences)
    ]


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
    assert defined(several(3), "Topics") == []


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


def test_a_definition_is_about_the_theme_not_about_what_it_is_used_for() -> None:
    works = background(
        "Robots are a good use of parsing in the factory.",
        "Parsing is a way to find the trees of sentences.",
    )
    assert defined(works, "Parsing") == ["Parsing is a way to find the trees of sentences [@k1]."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Recent parsing methods have shown strong results on many trees.",
        "In recent years, parsing has become a central task of language.",
        "The rapid development of parsing has led to many new tools.",
        "Many parsing methods are an important part of the field.",
        "This parsing is a task that nobody has solved before.",
    ],
)
def test_news_is_no_definition(sentence: str) -> None:
    assert defined(background(sentence), "Parsing") == []


def test_a_verb_that_defines_comes_before_praise() -> None:
    works = background(
        "Parsing has achieved great results on trees of sentences.",
        "Parsing aims to find the trees of sentences in text.",
    )
    assert defined(works, "Parsing")[0].endswith("[@k1].")


def test_half_of_one_part_of_the_title_is_enough() -> None:
    assert parts("Growth and model merging") == (
        frozenset({"growth"}),
        frozenset({"model", "merg"}),
    )
    works = background("Model merging is the task of joining the weights of networks.")
    assert len(defined(works, "Growth and model merging")) == 1
    assert defined(works, "Growth and wide deep large merging of grown nets") == []


def test_parts_that_say_nothing_do_not_count() -> None:
    assert parts("Applications and general methods") == ()


def test_a_compound_of_the_description_names_the_theme() -> None:
    works = background("Chart filling is a way to find the trees of sentences.")
    assert len(defined(works, "Parsing", "Trees; chart filling of tables.")) == 1
    assert defined(works, "Parsing", "Trees and charts.") == []


def test_a_theme_lost_in_a_long_subject_is_not_defined() -> None:
    works = background(
        "Counting of slow real informal parsing delivered by old experienced surgeons to young "
        "trainees is important for skill."
    )
    assert defined(works, "Parsing") == []


def test_a_slip_of_grammar_is_not_quoted() -> None:
    assert (
        defined(background("Parsing have become an important task of language."), "Parsing") == []
    )


def test_remnants_of_keys_are_not_quoted() -> None:
    works = background("Parsing is the task smith2020 set -- of finding trees.")
    assert defined(works, "Parsing") == []


def test_what_a_work_is_cited_with_is_no_definition() -> None:
    paper, extract = background("Parsing is a way to find the trees of sentences.")[0]
    twice = replace(extract, citation=extract.background[0])
    assert defined([(paper, extract)], "Parsing")
    assert defined([(paper, twice)], "Parsing") == []


def lent(works: Works, title: str) -> list[str]:
    members = keyed(*apart(works))
    topic = Topic("topic", title)
    known = corpus(members, [label(topic)])
    return [c.member.key for c in borrowed(known, known.labels, topic)]


def test_a_work_filed_elsewhere_may_define_a_theme_where_it_surely_does() -> None:
    works = background(
        "Rivers are wet.",
        "Tree parsing is the task of finding the trees of sentences.",
        "However, tree parsing suffers from slow speed.",
    )
    assert lent(works, "Tree parsing") == ["k1"]


def test_nothing_is_lent_that_is_not_about_the_theme() -> None:
    works = background(
        "Image rendering is the task of painting trees.",
        "Recent works parse trees.",
    )
    assert lent(works, "Tree parsing") == []
    assert lent([], "Tree parsing") == []


def test_things_of_another_kind_define_nothing() -> None:
    works = background("Embedding models are a family of models that are integral to search.")
    assert defined(works, "Diffusion models") == []
    assert len(defined(works, "Embedding models")) == 1
