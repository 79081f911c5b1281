import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.render.texescape import CLOSE, OPEN, escape, is_formula, repaired, unwritable


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("plain words, as they are.", "plain words, as they are."),
        ("100% R&D_a #1 $5", r"100\% R\&D\_a \#1 \$5"),
        ("a^b ~c", r"a{\textasciicircum}b {\textasciitilde}c"),
        ("{x} \\y", r"{\textbraceleft}x{\textbraceright} {\textbackslash}y"),
        ("a < b > c | d", r"a {\textless} b {\textgreater} c {\textbar} d"),
        ('he "said" ("so")', "he ``said'' (``so'')"),
        ("(or 'so on') it's the '90s", r"(or {\textquoteleft}so on') it's the '90s"),
        ("“a” ‘b’ c’s", "``a'' {\\textquoteleft}b' c's"),
        ("a – b — c… d", r"a -- b --- c{\ldots} d"),
        ("é ł ß ş ą ø", r"{\'e} {\l} {\ss} {\c{s}} {\k{a}} {\o}"),
        ("Nguyễn ș", r"Nguy{\~{\^{e}}}n {\textcommabelow{s}}"),
        ("Ψ ≤ ∅", r"{$\Psi$} {$\leq$} {$\emptyset$}"),
        ("x² x₁ ﬁ", r"x{\texttwosuperior} x{$_1$} fi"),
        ("a\u200bb\u00adc\ufeff", "abc"),
        ("a\n\tb\u00a0c", "a b c"),
        ("漢字 😀😀", "? ?"),
        ("\ud800", "?"),
        ("?` !` ,,", "?{\\textquoteleft} !{\\textquoteleft} ,{},"),
        ("", ""),
    ],
)
def test_text_becomes_tex(text: str, tex: str) -> None:
    assert escape(text) == tex


@pytest.mark.parametrize(
    "formula",
    [
        r"\ell_1", "O(n)", r"O(n^2)", r"x_{a_b}^2", r"\frac{1}{2}", r"\mathrm{KL}(p)",
        r"\alpha\to 0", r"\not\in", "n", r"\sqrt{n}", r"10^{-3}", r"\mathcal{O}(\log n)",
    ],
)  # fmt: skip
def test_certain_formulas_are_kept(formula: str) -> None:
    assert is_formula(formula)
    assert escape(f"in ${formula}$ time") == f"in {{${formula}$}} time"


@pytest.mark.parametrize(
    "formula",
    [
        r"\mathbb{R}", "x^a^b", "x_1_2", "x^", "^", "{", "}", "a}{b", r"\not", r"\input{x}", "50%",
        "a & b", r"\frac1", r"\mathrm x", "x'^2", r"\foo", "x_", "costs and", "é", r"\left(",
        "x^1_2^3", r"\{x\}", r"a\\b", "#1",
    ],
)  # fmt: skip
def test_uncertain_formulas_are_text(formula: str) -> None:
    assert not is_formula(formula)
    assert not re.search(r"(?<!\\)\$[^{]*\$", escape(f"${formula}$").replace(r"{$", ""))


@pytest.mark.parametrize("text", ["from $5 to $10", "US$ and CA$", "$100-$200", "a $ b $ c"])
def test_prices_are_no_formulas(text: str) -> None:
    assert escape(text) == text.replace("$", r"\$")


def test_marked_words_are_braced() -> None:
    assert escape("a BERT Ψ", lambda text: text.replace("BERT", f"{OPEN}BERT{CLOSE}")) == (
        r"a {BERT} {$\Psi$}"
    )


def test_a_source_cannot_write_a_brace_of_ours() -> None:
    assert escape(f"a{OPEN}é{CLOSE}") == r"a?{\'e}?"
    assert repaired(f"$x$ {OPEN}") == "$x$ \ufffd"


def test_what_cannot_be_written_is_named_once() -> None:
    assert unwritable("漢 Ψ 漢字 é \u200b 😀") == "漢字😀"
    assert unwritable("plain") == ""


def test_repair_takes_remnants_away_and_leaves_formulas() -> None:
    assert repaired(r"15\% of \textbf{all} &amp; $\ell_1$") == r"15% of all & $\ell_1$"


@settings(deadline=None)
@given(st.text())
def test_any_text_is_balanced_ascii(text: str) -> None:
    tex = escape(text)
    assert tex.isascii()
    assert tex.isprintable()
    depth = 0
    for sign in re.findall(r"\\.|[{}]", tex):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert tex.count("{") == tex.count("}")
    assert not re.search(r"(?<!\\)[%&#]", tex)
    assert len(re.findall(r"(?<!\\)\$", tex)) % 2 == 0


@settings(deadline=None)
@given(st.text(st.sampled_from("ab$^_{}\\ell12 +")))
def test_formulas_never_leave_their_dollars(text: str) -> None:
    tex = escape(f"${text}$")
    assert len(re.findall(r"(?<!\\)\$", tex)) % 2 == 0
    assert tex.count("{") == tex.count("}")
