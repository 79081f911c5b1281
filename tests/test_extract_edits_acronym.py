import pytest

from review.extract.edits.acronym import expansions, fits
from review.text.edits import replay

ABSTRACT = "We study catastrophic interference (CI) and mean absolute error (MAE)."
PAIRS = (("CI-X", "confidence"), ("CI", "catastrophic interference"))


def made(text: str, short: str, long: str, name: str | None = None) -> str:
    edits = expansions(text, 0, [(short, long)], name, f"{long} ({short})")
    return replay(text, 0, len(text), edits)


@pytest.mark.parametrize(
    ("text", "short", "long", "want"),
    [
        ("We curb CI early.", "CI", "catastrophic interference",
         "We curb catastrophic interference (CI) early."),
        ("We curb CI and CI.", "CI", "catastrophic interference",
         "We curb catastrophic interference (CI) and CI."),
        ("Graph Gates (GG) and GG win.", "GG", "Graph Gates", "Graph Gates (GG) and GG win."),
        ("GG wins.", "GG", "Graph Gates", "Graph Gates (GG) wins."),
        ("GG wins.", "GG", "graph gates", "GG wins."),
        ("The GG-based X wins.", "GG", "graph gates", "The GG-based X wins."),
        ("An FN wins.", "FN", "fixed net", "An FN wins."),
        ("A fast FN wins.", "FN", "fixed net", "A fast fixed net (FN) wins."),
        ("The GG Gates win.", "GG", "Graph Gates", "The GG Gates win."),
        ("We see ZG.", "ZG", "Zorn gates", "We see Zorn gates (ZG)."),
        ("We see GG.", "GG", "Graph gates", "We see Graph gates (GG)."),
        ("GG is lost.", "GG", "graph gate", "GG is lost."),
        ("We see GG++.", "GG", "graph gates", "We see GG++."),
        ("We turn a trained GG to gold.", "GG", "graph gates", "We turn a trained GG to gold."),
        ("We turn a GG model to gold.", "GG", "graph gates",
         "We turn a graph gates (GG) model to gold."),
        ("We show that ACA wins.", "ACA", "augmentation mechanism", "We show that ACA wins."),
        ("We train LLMs.", "LLMs", "large language models", "We train LLMs."),
        ("Masked GG Modeling (GGM) wins.", "GG", "graph gates",
         "Masked GG Modeling (GGM) wins."),
    ],
)  # fmt: skip
def test_a_bare_short_form_is_written_out_once(text: str, short: str, long: str, want: str) -> None:
    assert made(text, short, long) == want


def test_the_name_of_the_work_stays_where_it_is_the_subject() -> None:
    assert made("GG is fast.", "GG", "graph gates", name="GG") == "GG is fast."
    assert made("We train GG.", "GG", "graph gates", name="GG") == "We train graph gates (GG)."


def test_a_long_form_that_is_not_in_the_abstract_is_not_used() -> None:
    assert expansions("We train GG.", 0, [("GG", "graph gates")], None, "graph  gates") == []


@pytest.mark.parametrize(
    ("abstract", "want"),
    [
        ("Event extraction (EE) is hard, as an event is told at length.", "Event extraction (EE)"),
        ("Supported employment (SE) finds jobs.", "Supported employment (SE)"),
        ("Ramsey interferometry (RI) tells the time.", "Ramsey interferometry (RI)"),
        ("Multimodal translation (MT) needs images.", "Multimodal translation (MT)"),
    ],
)
def test_words_that_began_a_sentence_are_copied_to_the_letter(abstract: str, want: str) -> None:
    long, short = abstract.partition(")")[0].split(" (")
    text = f"We study {short} at last."
    edits = expansions(text, 0, [(short, long)], None, abstract)
    assert replay(text, 0, len(text), edits) == f"We study {want} at last."
    assert all(fits(short, edit.to, abstract) for edit in edits)


def test_the_law() -> None:
    assert fits("CI", "catastrophic interference (CI)", ABSTRACT)
    assert not fits("CI", "confidence interval (CI)", ABSTRACT)
    assert not fits("CI", "Catastrophic interference (CI)", ABSTRACT)
    assert not fits("CI", "catastrophic Interference (CI)", ABSTRACT)
    assert not fits("CI", "catastrophic interference", ABSTRACT)
    assert not fits("CI", " (CI)", ABSTRACT)
    assert not fits("", "catastrophic interference ()", ABSTRACT)
