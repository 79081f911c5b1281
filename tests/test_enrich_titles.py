"""Titles that differ by slips are one; titles that differ in what they say are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.enrich.titles import bare, compact, heads, parse, slips
from review.enrich.vocabulary import Vocabulary
from review.text.terms import title_key

COMMON = """
    Offline Reinforcement Learning with Sparse Rewards|Online Reinforcement Learning at Scale
    Online Learning of Sparse Models|Offline Evaluation of Ranking Models|Learning to Rank Documents
    Convex Models of Language|Nonconvex Optimization for Language Models|Mamba and Other Models
    Causal Language Models|Casual Users of Language Models|Causal Models at Scale|Casual Games
"""


def vocabulary() -> Vocabulary:
    words = Vocabulary()
    for title in COMMON.strip().replace("\n", "|").split("|"):
        words.add(parse(title.strip()).words)
    return words


def compared(ours: str, theirs: str, abstract: str = "") -> int | None:
    words = vocabulary()
    words.add(parse(theirs).words)
    return slips(parse(ours), parse(theirs), words, frozenset(compact(w) for w in abstract.split()))


OFFLINE = "Offline Reinforcement Learning with Sparse Rewards"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Offline Reinforcment Learning with Sparse Rewards", OFFLINE),
        ("Ofline Reinforcement Laerning with Sparse Rewards", OFFLINE),
        ("OflineReinforcement Learning withSparse Rewards", OFFLINE),
        ("Sparse Models for Document Retrieval", "A Sparse Model for Document Retrieval"),
        ("Optimization of Behavioral Policies", "Optimisation of Behavioural Policies"),
        ("Semi-supervise Models of Seismic Data", "Semi-supervised Models of Seismic Data"),
        ("Adapting Policies fro Robotic Grasping", "Adapting Policies for Robotic Grasping"),
    ],
)
def test_slips_are_found(ours: str, theirs: str) -> None:
    assert compared(ours, theirs) is not None
    assert compared(theirs, ours) is not None


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Offline Reinforcement Learning at Scale", "Online Reinforcement Learning at Scale"),
        ("OfflineReinforcementLearning at Scale", "Online Reinforcement Learning at Scale"),
        ("Convex Optimization for Language Models", "Nonconvex Optimization for Language Models"),
        ("Causal Language Models at Scale", "Casual Language Models at Scale"),
        ("Retrieval of Documents, Part II", "Retrieval of Documents, Part III"),
        ("Retrieval of Documents with GPT-3", "Retrieval of Documents with GPT-4"),
        ("Learning with Rewards of Experts", "Learning without Rewards of Experts"),
        ("Retrieval of Legal Documents", "Retrieval of Documents"),
        ("Samba: Models of Language", "Simba: Models of Language"),
        ("Anarchic Learning of Language", "Analytic Learning of Language"),
        ("Short Title", "Short Titel"),
    ],
)
def test_what_says_something_else_is_no_slip(ours: str, theirs: str) -> None:
    assert compared(ours, theirs) is None
    assert compared(theirs, ours) is None


def test_the_abstract_attests_a_name() -> None:
    ours, theirs = "Ecgo: Models of Language", "Echo: Models of Language"
    assert compared(ours, theirs) is None
    assert compared(ours, theirs, "We introduce Echo, which is new.") == 1
    assert compared(ours, theirs, "We introduce Ecgo, which is new.") is None


def test_a_name_may_be_misspelt_where_the_rest_tells_enough() -> None:
    rest = "Stochastic Consistency Distillation of Seismic Diffusion Ensembles"
    assert compared(f"Ecgo: {rest}", f"Echo: {rest}") == 1
    assert compared(f"Echo2: {rest}", f"Echo3: {rest}") is None


def test_heads_end_at_a_colon_a_dash_or_a_question_mark() -> None:
    title = "Is It Sparse? A Study - Revisited: With Proofs"
    whole = compact(title)
    assert heads(title, whole) == ("isitsparseastudyrevisited", "isitsparseastudy", "isitsparse")
    assert heads("Self-Attention for Long-Range Models", "x") == ()


def test_formulas_may_be_lost() -> None:
    assert bare(r"Sparse $\ell_1$-Regularized \emph{Models}") == "sparseregularizedmodels"
    assert bare("Sparse Models") == ""


@given(st.text(max_size=60))
def test_any_text_is_a_title(text: str) -> None:
    title = parse(text)
    assert title.compact == title_key(text).replace(" ", "") == "".join(title.words)
    assert all(title.compact.startswith(head) and head for head in title.heads)
    assert slips(title, title, vocabulary(), frozenset()) in (0, None)


@given(st.text("abc :", max_size=40), st.text("abc :", max_size=40))
def test_two_texts_can_be_compared(ours: str, theirs: str) -> None:
    cost = slips(parse(ours), parse(theirs), vocabulary(), frozenset())
    assert cost is None or 0 <= cost <= len(ours) + len(theirs)


def test_a_slip_of_theirs_is_told_from_another_word_by_the_abstract() -> None:
    ours, abstract = "Retrieval of Interactive Documents", "Interactive documents are many."
    assert compared(ours, "Retrieval of Interctive Documents", abstract) == 1
    assert compared("Retrieval of Cauzal Models", "Retrieval of Causal Models", "cauzal") is None
