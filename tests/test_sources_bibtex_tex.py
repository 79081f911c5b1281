"""LaTeX in values as Unicode; names as BibTeX takes them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.sources.bibtex.names import names
from review.sources.bibtex.tex import decode, verbatim


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"{\"o} \"o \"{o} {\"{o}} {\" o}", "ö ö ö ö ö"),
        (r"{\'\i} \'{\i} \'i {\'{\i}}", "í í í í"),
        (r"\c{c} {\c c} \v{s}\v s \H{o} \k{a} \r{a} \u{g} \d{h} \.z \=a", "ç ç šš ő ą å ğ ḥ ż ā"),
        (r"{\ss} \ss{} stra\ss e \o \O \l{} {\L}{\aa}\AE", "ß ß straße øØł ŁåÆ"),
        (r"Fran{\c{c}}ois \'Etienne", "François Étienne"),
        (r"100\% R\&D \#1 a\_b \$5 \{x\}", "100% R&D #1 a_b $5 {x}"),
        (r"a~b a\ b a\,b a\\b a\-b {\it}c", "a b a b a b a b ab c"),
        ("1--2 --- ``q'' `s'", "1–2 — “q” ‘s'"),
        ("{BERT} and {{GPT}}-{2}", "BERT and GPT-2"),
        (r"\textit{a} \textbf{b \emph{c}} {\em d} \textsc{E} \bf{f}", "a b c d E f"),
        (r"$O(n^2)$ and $x_i$ \(y\)", r"$O(n^2)$ and $x_i$ \(y\)"),
        (r"$\alpha$ {$\Psi$} \beta{} $-$ $^\mathrm{2}$", "α Ψ β − ²"),
        (r"cost $5 or $6 {each}", "cost $5 or $6 each"),
        (r"\LaTeX{} \TeX\ x \ldots", "LaTeX TeX x …"),
        (r"\url{http://a.b/c_d} \href{http://x}{here}", "http://a.b/c_d here"),
        (r"\enquote{q} \mkbibquote{\emph{r}} \texorpdfstring{$x$}{x}", "“q” “r” x"),
        (r"{\textasciitilde}\textbackslash{}\textquotedblleft", "~\\“"),
        (r"\foo \foo{a{b}} \foo[x]{y}", r"\foo \foo{a{b}} \foo[x]y"),
        (r"\input{/etc/passwd} \write18{rm}", r"\input{/etc/passwd} \write18{rm}"),
        ("a\n   b\t c", "a b c"),
        ("e\u0301", "é"),
        (r"\textsuperscript{\textregistered} 5\textdegree", "® 5°"),
    ],
)
def test_decode(tex: str, text: str) -> None:
    assert decode(tex) == text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\url{http://a/b_c}", "http://a/b_c"),
        (r"http://a/b\_c\%20\&d\#e", "http://a/b_c%20&d#e"),
        (r"http://a/{\textasciitilde}u/\textasciitilde{}v/\~{}w/{\_}", "http://a/~u/~v/~w/_"),
        ("http://a/\n   b", "http://a/b"),
        ("{10.1000/x}", "10.1000/x"),
        ("10.1000/(SICI)1<1:A{B}>2", "10.1000/(SICI)1<1:A{B}>2"),
    ],
)
def test_verbatim(tex: str, text: str) -> None:
    assert verbatim(tex) == text


@pytest.mark.parametrize(
    ("tex", "people"),
    [
        ("Ada Noor", ["Noor|Ada"]),
        ("Noor, Ada and Mei-Ling Tan", ["Noor|Ada", "Tan|Mei-Ling"]),
        ("van der Berg, Anna AND Jan de Wit\n and Ek, Bo",
         ["van der Berg|Anna", "de Wit|Jan", "Ek|Bo"]),
        ("Brown, Jr., Tom and Gray, Jo, III", ["Brown Jr.|Tom", "Gray III|Jo"]),
        ("{Harbour and Tide, Inc.} and {The Pond Team}", ["Harbour and Tide, Inc.|",
                                                           "The Pond Team|"]),
        (r"{\"O}zt{\"u}rk, Bj{\o}rn and \'{E}mile \v{Z}ola", ["Öztürk|Bjørn", "Žola|Émile"]),
        (r"Luc\'ia {Garc\'ia M\'arquez}", ["García Márquez|Lucía"]),
        ("{Nunez-Iglesias}, {J}uan and {S}mith, {J}. {L}.", ["Nunez-Iglesias|Juan", "Smith|J. L."]),
        ("{de la} Cruz", ["Cruz|de la"]),
        ("Aristotle", ["Aristotle|"]),
        ("given=Hans, prefix=von, family=Haus", ["von Haus|Hans"]),
        ("A.~B. Cole", ["Cole|A. B."]),
        ("Anders Sandberg", ["Sandberg|Anders"]),
        ("", []),
        (" and , and {}", []),
    ],
)  # fmt: skip
def test_names(tex: str, people: list[str]) -> None:
    authors, complete, faults = names(tex)
    assert [f"{a.family}|{a.given}" for a in authors] == people
    assert complete
    assert not faults


@pytest.mark.parametrize("tex", ["Noor, Ada and others", "Ada Noor and Others", "Ada Noor et al.",
                                 "Ada Noor and et al."])  # fmt: skip
def test_others_make_a_list_incomplete(tex: str) -> None:
    authors, complete, faults = names(tex)
    assert [str(author) for author in authors] == ["Ada Noor"]
    assert not complete
    assert not faults


@pytest.mark.parametrize(
    ("tex", "people", "fault"),
    [
        ("Noor, Ada; Tan, Mei", ["Ada Noor", "Mei Tan"], "semicolons"),
        ("Ada Noor, Mei Tan, Jo Ek", ["Ada Noor", "Mei Tan", "Jo Ek"], "commas"),
        ("Noor, Ada, Tan, Mei", ["Ada Noor", "Mei Tan"], "too many commas"),
        ("Noor, A., Tan, M. T., Ek, J.", ["A. Noor", "M. T. Tan", "J. Ek"], "too many commas"),
        ("Ada Noor, Mei Tan, Jo Ek, Li Wu", ["Ada Noor", "Mei Tan", "Jo Ek", "Li Wu"], "too many"),
    ],
)
def test_lists_that_bibtex_cannot_read(tex: str, people: list[str], fault: str) -> None:
    authors, _, faults = names(tex)
    assert [str(author) for author in authors] == people
    assert len(faults) == 1
    assert fault in faults[0]


@given(st.text(alphabet="\\{}$`'\"~-^ abc%,and=;\n", max_size=60))
def test_no_text_raises(text: str) -> None:
    assert "\n" not in decode(text)
    assert decode(text) == decode(text)
    verbatim(text)
    names(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_text_without_tex_stays(text: str) -> None:
    plain = "".join(c for c in text if c not in "\\{}$~`'-\u0340\u0341\u0343\u0344")
    from unicodedata import normalize

    assert decode(plain) == " ".join(normalize("NFC", plain).split())


@given(st.integers(1, 3000), st.sampled_from(["{", "\\textit{", '\\"', "$", "\\href{a}{", "\\("]))
def test_depth_is_bounded(times: int, piece: str) -> None:
    assert isinstance(decode(piece * times), str)
    assert isinstance(decode(piece * times + "}" * times), str)
