import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.text.edits import replay
from review.text.formula import formula
from review.text.markup import clean, cleaned, is_clean, markup_edits

REPAIRS = [
    (r"\textbf{Bold} and \emph{it}", "Bold and it"),
    (r"\textbf{a \emph{nested} b}", "a nested b"),
    (r"{\em important} words", "important words"),
    (r"15\% of \$5 \& more", "15% of $5 & more"),
    (r"tasks \eg vision, \ie images", "tasks e.g. vision, i.e. images"),
    (r"Smith \etal. say", "Smith et al. say"),
    ("the$^2$ power", "the² power"),
    (r"$\alpha$-divergence", "α-divergence"),
    (r"$O(n \log n)$ time", "O(n log n) time"),
    (r"$\mathcal{O}(\sqrt{n})$", "O(√n)"),
    (r"$x_{ij}\in\mathbb{R}^d$", "xᵢⱼ∈ℝᵈ"),
    (r"$\sim$5 at $10^{-3}$", "∼5 at 10⁻³"),
    (r"90$\%$", "90%"),
    ("Genie~that", "Genie that"),
    ("46.7times faster", "46.7× faster"),
    ("at 256 times 256", "at 256×256"),
    ("an FID of {3.56}", "an FID of 3.56"),
    ("at {https://a.b/c}{https://a.b/c}", "at https://a.b/c"),
    (r"at \url{https://a.b/c}.", "at https://a.b/c."),
    (r"\href{https://a.b}{our page}", "our page"),
    (r"as in~\cite{foo2020}.", "as in."),
    ("AT&amp;T &lt;b&gt; &#233;", "AT&T <b> é"),
    ("A &amp;amp; B", "A & B"),
    ("donâ€™t, cafÃ©", "don’t, café"),
    (r"Schr\"{o}dinger, Erd\H{o}s, na\"ive", "Schrödinger, Erdős, naïve"),
    ("``quoted''", "“quoted”"),
    ("Sup(cid:173) port", "Support"),
    ("PATIENT-{\\Psi} wins", "PATIENT-Ψ wins"),
    ("learn Q^* and Q^{*} well", "learn Q* and Q* well"),
    ("a baseline rho_{BL} here", "a baseline ρ_BL here"),
    ("a subset (sim0.01%) of", "a subset (∼0.01%) of"),
    ("a similar, simple sim2real task", "a similar, simple sim2real task"),
    ("accuracy --- with weights", "accuracy—with weights"),
    ("a model -- called X -- wins", "a model – called X – wins"),
    ("pages 10--20 of", "pages 10–20 of"),
    ("run x --flag and a--b", "run x --flag and a--b"),
    ("We end. © 2021 Elsevier Ltd. All rights reserved.", "We end."),
    ("We end. Copyright 2019 The Authors. All rights reserved.", "We end."),
]
UNTOUCHED = [
    "A plain sentence with 3.5% and 10 times more.",
    "It costs $5 and $10.",
    "A dash - and a range ~5.",
    "tasks.We present",
    "A & B, C++ and C#.",
    "f(x) = {1, 2}",
    "Âge and Ãlvaro",
]
DIRTY = [r"the \mone model", "N_E sum_{i=1}^{N_E} f_i", r"$\frac{a+b}{c}$", r"\textbf{open", "x^y"]


@pytest.mark.parametrize(("text", "wanted"), REPAIRS)
def test_remnants_are_repaired(text: str, wanted: str) -> None:
    assert clean(text) == wanted
    assert is_clean(text)


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_remnant_stays(text: str) -> None:
    assert clean(text) == text
    assert markup_edits(text) == ()


@pytest.mark.parametrize("text", DIRTY)
def test_what_cannot_be_repaired_is_told(text: str) -> None:
    assert not is_clean(text)


def test_an_unknown_macro_stays_as_it_is() -> None:
    assert clean(r"We call it \mone here.") == r"We call it \mone here."


def test_edits_of_a_window_have_offsets_of_the_whole() -> None:
    text = r"Before 5\% this. Then \emph{we} go."
    start = text.index("Then")
    edits = markup_edits(text, start, len(text))
    assert all(edit.op == "markup" and edit.start >= start for edit in edits)
    assert replay(text, start, len(text), edits) == "Then we go."


def test_the_words_inside_a_command_are_kept_not_replaced() -> None:
    edits = markup_edits(r"\textbf{we propose}")
    assert [edit.to for edit in edits] == ["", ""]


HOSTILE = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["\\textbf{", "}", "{", "$", "\\alpha", "&amp;", "&", "amp;", "~", "a", " ", "1",
             " times ", "times", "^", "_", "\\", "%", "Ã", "©", "\\emph{", "\\eg", "``", "https://a",
             "© 2021 X.", "\\cite{", "'", "(", "\\(", "\\)", "\\'", "e"]
        )
    ).map("".join),
)  # fmt: skip


@given(HOSTILE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(HOSTILE)
def test_edits_are_ascending_disjoint_and_replay(text: str) -> None:
    edits = markup_edits(text)
    position = 0
    for edit in edits:
        assert position <= edit.start <= edit.end <= len(text)
        assert edit.to != text[edit.start : edit.end]
        position = edit.end
    assert replay(text, 0, len(text), edits) == clean(text)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (r"\alpha", "α"),
        (r"\mathbb{R}^2", "ℝ²"),
        (r"\ell_1", "ℓ₁"),
        (r"p=0.006", "p=0.006"),
        (r"\text{in situ}", "in situ"),
        (r"90^\circ", "90°"),
        (r"\frac{1}{2}", "1/2"),
        (r"a \times b", "a × b"),
        (r"x_{max}", "xₘₐₓ"),
        (r"L_{dist}", "L_dist"),
        (r"\frac{a+b}{c}", None),
        (r"2^{n}", "2ⁿ"),
        (r"2^{\Omega(n)}", None),
        (r"\unknown{x}", None),
        (r"\begin{array}", None),
    ],
)
def test_formulas_become_unicode_where_it_is_certain(source: str, wanted: str | None) -> None:
    assert formula(source) == wanted


@given(st.text(alphabet="ab12\\{}^_$ alphfrc"))
def test_a_formula_never_keeps_tex(source: str) -> None:
    made = formula(source)
    assert made is None or not re.search(r"\\[a-z]|[\^_]\{", made)


@given(st.lists(st.sampled_from([*REPAIRS, ("plain words", "plain words")])))
def test_texts_are_cleaned_together_as_each_alone(pairs: list[tuple[str, str]]) -> None:
    texts = [source for source, _ in pairs]
    assert cleaned(texts) == [clean(text) for text in texts]


@pytest.mark.parametrize(("source", "wanted"), REPAIRS)
def test_a_part_of_a_text_is_repaired_as_it_is_alone(source: str, wanted: str) -> None:
    text = f"Before it. {source} After it."
    edits = markup_edits(text, 11, 11 + len(source))
    assert replay(text, 11, 11 + len(source), edits) == clean(source)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("reviews  the   existing data.", "reviews the existing data."),
        ("It ends. © 2021, The Author(s), under exclusive licence to Springer Science+Business "
         "Media, LLC part of Springer Nature.", "It ends."),
        ("It ends. (PsycInfo Database Record (c) 2022 APA, all rights reserved).", "It ends."),
        ("It ends. [copyright] 2011 The Wildlife Society.", "It ends."),
        ("It ends. Crown Copyright (C) 2015 Published by Elsevier B.V. All rights reserved.",
         "It ends."),
        ("It ends. © The Author(s) 2018.", "It ends."),
    ],
)  # fmt: skip
def test_spaces_and_rights_of_databases(text: str, wanted: str) -> None:
    assert clean(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("7.2 [plus or minus] 0.4 h", "7.2 ± 0.4 h"),
        ("7.2[plus or minus]0.4 h", "7.2 ± 0.4 h"),
        ("heavy, 5[long dash]6 snags", "heavy, 5—6 snags"),
        ("the VDDT[registered trademark] suite", "the VDDT® suite"),
        ("a [long] dash", "a [long] dash"),
    ],
)
def test_signs_spelled_out_in_brackets(text: str, wanted: str) -> None:
    assert clean(text) == wanted
