import pytest

from review.extract.edits.acronym import expansions, fits
from review.text.edits import replay

ABSTRACT = "We study catastrophic interference (CI) and mean absolute error (MAE)."
PAIRS = (("CI-X", "confidence"), ("CFI", "catastrophic interference"))


def made(text: str, short: str, long: str, name: str | None = None) -> str:
    edits = expansions(text, 0, [(short, long)], name, f"{long} ({short})")
    return replay(text, 0, len(text), edits)


@pytest.mark.parametrize(
    ("text", "short", "long", "want"),
    [
        ("We curb CFI early.", "CFI", "catastrophic interference",
         "We curb catastrophic interference (CFI) early."),
        ("We curb CFI and CFI.", "CFI", "catastrophic interference",
         "We curb catastrophic interference (CFI) and CFI."),
        ("Graph Gates (GGX) and GGX win.", "GGX", "Graph Gates", "Graph Gates (GGX) and GGX win."),
        ("GGX wins.", "GGX", "Graph Gates", "Graph Gates (GGX) wins."),
        ("GGX wins.", "GGX", "graph gates", "GGX wins."),
        ("The GGX-based X wins.", "GGX", "graph gates", "The GGX-based X wins."),
        ("An FXN wins.", "FXN", "fixed net", "An FXN wins."),
        ("A fast FXN wins.", "FXN", "fixed net", "A fast fixed net (FXN) wins."),
        ("The GGX Gates win.", "GGX", "Graph Gates", "The GGX Gates win."),
        ("We see GGX.", "GGX", "Graph gates", "We see GGX."),
        ("We train LLMs.", "LLMs", "large language models", "We train LLMs."),
        ("Masked GGX Modeling (GGXM) wins.", "GGX", "graph gates",
         "Masked GGX Modeling (GGXM) wins."),
    ],
)  # fmt: skip
def test_a_bare_short_form_is_written_out_once(text: str, short: str, long: str, want: str) -> None:
    assert made(text, short, long) == want


def test_the_name_of_the_work_stays() -> None:
    assert made("We train GGX.", "GGX", "graph gates", name="GGX") == "We train GGX."


def test_a_long_form_that_is_not_in_the_abstract_is_not_used() -> None:
    assert expansions("We train GGX.", 0, [("GGX", "graph gates")], None, "graph  gates") == []


def test_the_law() -> None:
    assert fits("CI", "catastrophic interference (CI)", ABSTRACT)
    assert not fits("CI", "confidence interval (CI)", ABSTRACT)
    assert not fits("CI", "catastrophic interference", ABSTRACT)
    assert not fits("CI", " (CI)", ABSTRACT)
    assert not fits("", "catastrophic interference ()", ABSTRACT)
