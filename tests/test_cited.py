"""What a LaTeX document cites: sources, .aux and .bcf files, and the entries it needs."""

import re
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.cited import Cited, chosen, chosen_entries, cited_in
from review.cited.documents import MAX_BYTES
from review.cited.tex import MAX_COMMANDS, bare
from review.errors import SourceError
from review.model import Author, Paper
from review.render.bibtex import bibliography
from review.text.bibscan import blocks
from tests.conftest import review


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "doc").mkdir()
    return tmp_path / "doc"


def put(folder: Path, **files: str) -> Path:
    """Write files, `main_tex` as main.tex; return the first."""
    paths = [folder / f"{name.replace('_', '.')}" for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, "utf-8")
    return paths[0]


def keys(folder: Path, text: str) -> list[str]:
    cited = cited_in([put(folder, main_tex=text)], [])
    assert cited.problems == ()
    return [*(["*"] if cited.everything else []), *(key for key, _ in cited.keys)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"\cite{a}", "a"),
        (r"\cite{a,b , c}", "a b c"),
        (r"\citep[see][p.~3]{a} \citet*{b} \Citealp{c}", "a b c"),
        (r"\citeauthor*{a} \citeyearpar{b} \citenum{c} \citefullauthor{d}", "a b c d"),
        ("\\cite%\n [x]%\n {a,%\n b}", "a b"),
        (r"\parencite{a} \textcite[1]{b} \footcite{c} \autocite*{d} \fullcite{e}", "a b c d e"),
        (r"\cites(pre)(post)[a][b]{x}[c]{y}{z} \textcites{p}{q}", "x y z p q"),
        (r"\volcite{2}{a} \pvolcite[pre]{2}[3]{b}", "a b"),
        (r"\cite<e.g.>[p. 2]{a} \shortcite{b} \citeA{c} \citeNP{d}", "a b c d"),
        (r"\nocite{*} \nocite{a}", "* a"),
        (r"\citep[see also \citealt{b}]{a}", "a b"),
        (r"\citep[{a ] in braces}]{a}", "a"),
        (r"\bibentry{a} \newcite{b} \citetitle{c} \citefield{d}{title}", "a b c d"),
        (r"\citestyle{apa} \setcitestyle{round} \citetext{see} \defcitealias{a}{A}", ""),
        (r"\newcommand{\mine}[1]{\citep{#1}} \DeclareCiteCommand{\x}{a}{b}", ""),
        (r"% \cite{a}" "\n" r"\% \cite{b} \\% \cite{c}", "b"),
        (r"\verb|\cite{a}| \lstinline!\cite{b}! \cite{c}", "c"),
        ("\\begin{verbatim}\n\\cite{a} % x\n\\end{verbatim}\\cite{b}", "b"),
        ("% \\begin{verbatim}\n\\cite{a}\n% \\end{verbatim}", "a"),
        (r"\begin{lstlisting}[x]\cite{a}\end{lstlisting}\begin{comment}\cite{b}\end{comment}", ""),
        ("\\verb|%| \\cite{a}", "a"),
        (r"\iffalse \cite{a} \fi \cite{b}", "b"),
        (r"\cite{a} \end{document} \cite{b}", "a"),
        (r"\cite{} \cite \citep[x] \cite{a", ""),
        (r"\exciteme{a} \citation", ""),
        (r"\cite{Müller:2020+x.y/z_1}", "Müller:2020+x.y/z_1"),
    ],
)  # fmt: skip
def test_citations_of_all_packages(folder: Path, text: str, found: str) -> None:
    assert sorted(keys(folder, text)) == sorted(found.split())


def test_keys_know_their_place(folder: Path) -> None:
    put(folder, part_tex="\n\n\\cite{b}\\cite{a}")
    cited = cited_in([put(folder, main_tex="% x\n\\cite{a}\n\\input{part}")], [])
    assert cited.keys == (("a", "main.tex:2"), ("b", "part.tex:3"))


# ── files ────────────────────────────────────────────────────────────────────────────────────


def test_inputs_are_followed_inside_the_folder(folder: Path) -> None:
    (folder / "sub" / "deep").mkdir(parents=True)
    put(folder / "sub", b_tex=r"\cite{b}\input{sub/c.tex}", c_tex=r"\cite{c}")
    put(folder / "sub", d_tex=r"\cite{d}\subimport{deep}{e}")
    put(folder / "sub" / "deep", e_tex=r"\cite{e}")
    put(folder, plain_tex=r"\cite{f}", quoted_tex=r"\cite{g}", h_ltx=r"\cite{h}")
    assert keys(
        folder,
        r"\cite{a}\include{sub/b}\import{sub/}{d}\input plain"
        "\n"
        r'\input{"quoted"}\InputIfFileExists{h}{}{}',
    ) == list("abcdefgh")


def test_cycles_end(folder: Path) -> None:
    put(folder, a_tex=r"\cite{a}\input{b}\input{main}", b_tex=r"\cite{b}\input{a}\input{b}")
    assert keys(folder, r"\input{a}") == ["a", "b"]


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret", "../../etc/passwd", "sub/../../secret", "link", "x/link"]
)
def test_nothing_outside_of_the_folder_is_read(folder: Path, name: str) -> None:
    put(folder.parent, secret_tex=r"\cite{secret}")
    (folder / "link.tex").symlink_to(folder.parent / "secret.tex")
    (folder / "x").symlink_to(folder.parent)
    (folder.parent / "link.tex").symlink_to(folder.parent / "secret.tex")
    cited = cited_in([put(folder, main_tex=rf"\cite{{a}} \input{{{name}}}")], [])
    assert [key for key, _ in cited.keys] == ["a"]
    (problem,) = cited.problems
    assert problem.where == "main.tex:1"
    assert problem.message == f"{name!r} is outside of the document's folder; not read"


@pytest.mark.parametrize("name", ["none", "a" * 900, "sub", "\u202e", "x\ty"])
def test_what_is_no_file_is_told(folder: Path, name: str) -> None:
    (folder / "sub").mkdir()
    cited = cited_in([put(folder, main_tex=rf"\input{{{name}}}")], [])
    assert [problem.message[-25:] for problem in cited.problems] == ["cannot be found; not read"]


def test_names_made_by_macros_are_passed_over(folder: Path) -> None:
    assert keys(folder, r"\input{\jobname-x}\input{#1}\input{}\import{a}\input \x") == []


def test_large_files_are_refused(folder: Path) -> None:
    put(folder, big_tex="x")
    with (folder / "big.tex").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    cited = cited_in([put(folder, main_tex=r"\input{big}")], [])
    assert [problem.message for problem in cited.problems] == ["'big' is too large; not read"]
    with pytest.raises(SourceError, match="is too large"):
        cited_in([folder / "big.tex"], [])


@pytest.mark.parametrize("name", ["nothing.tex", "."])
def test_the_document_itself_must_be_there(folder: Path, name: str) -> None:
    with pytest.raises(SourceError):
        cited_in([folder / name], [])
    with pytest.raises(SourceError):
        cited_in([], [folder / name])


@pytest.mark.parametrize(
    "text",
    [
        r"\cite[" * 60_000,
        r"\cite{" * 60_000,
        r"\cite" * 60_000,
        "\\" * 300_000,
        "%" * 300_000,
        r"\verb|" * 60_000,
        r"\begin{verbatim}" * 20_000,
        r"\iffalse" * 40_000,
        r"\cite{a}" * (MAX_COMMANDS + 5),
        r"\cites" + "{a}" * 50_000,
    ],
)
def test_hostile_sources_are_read_in_bounded_time(folder: Path, text: str) -> None:
    start = time.process_time()
    cited_in([put(folder, main_tex=text)], [])
    assert time.process_time() - start < 10


@given(st.text("\\cite[]{}%,*<>()ab \n"))
def test_bare_text_keeps_its_lines(text: str) -> None:
    assert bare(text).count("\n") <= text.count("\n")


# ── what LaTeX wrote ─────────────────────────────────────────────────────────────────────────


def test_aux_files_and_those_they_input(folder: Path) -> None:
    put(folder, sub_aux="\\relax\n\\citation{c}\n\\@input{main.aux}\n")
    path = put(
        folder,
        main_aux="\\relax \n\\citation{a,b}\n\\bibdata{x}\n\\@input{sub.aux}\n\\citation{*}\n"
        "\\abx@aux@cite{0}{d}\n\\abx@aux@cite{e}\n\\@input{/etc/passwd}\n\\bibcite{z}{1}\n",
    )
    cited = cited_in([], [path])
    assert [key for key, _ in cited.keys] == ["a", "b", "d", "e", "c"]
    assert cited.everything
    assert dict(cited.keys)["c"] == "sub.aux:2"
    assert [problem.where for problem in cited.problems] == ["main.aux:8"]


def test_control_files_of_biber(folder: Path) -> None:
    path = put(
        folder,
        main_bcf='<?xml version="1.0"?>\n<bcf:section number="0">\n'
        '<bcf:citekey order="1" intorder="1">a</bcf:citekey>\n'
        '<bcf:citekey order="2">b&amp;c</bcf:citekey></bcf:section>',
    )
    cited = cited_in([], [path])
    assert cited.keys == (("a", "main.bcf:3"), ("b&c", "main.bcf:4"))
    assert not cited.everything


def test_all_of_a_bibliography_in_an_aux_file_of_biblatex(folder: Path) -> None:
    path = put(folder, main_aux="\\abx@aux@cite{0}{a}\n\\abx@aux@nociteall\n")
    cited = cited_in([], [path])
    assert (cited.keys, cited.everything) == ((("a", "main.aux:1"),), True)


# ── the entries ──────────────────────────────────────────────────────────────────────────────

PAPERS = (
    Paper(id="w1", key="gu2023boot", aliases=("gu2022boot", "boot")),
    Paper(id="w2", key="li2020llm"),
    Paper(id="w3", key="boot"),
)


def test_retired_keys_stand_for_their_works() -> None:
    found = chosen(PAPERS, Cited((("gu2022boot", "m:1"), ("li2020llm", "m:2"))))
    assert [paper.key for paper in found.papers] == ["gu2022boot", "li2020llm"]
    assert found.papers[0].id == "w1"
    assert found.retired == (("gu2022boot", "gu2023boot"),)
    assert found.unknown == ()


def test_a_key_of_today_is_no_retired_one() -> None:
    (paper,) = chosen(PAPERS, Cited((("boot", "m:1"),))).papers
    assert paper.id == "w3"


def test_unknown_keys_are_told_with_the_nearest() -> None:
    found = chosen(PAPERS, Cited((("gu2023bot", "m.tex:7"), ("zzz", "m.tex:8"))))
    assert found.papers == ()
    assert [str(problem.where) for problem in found.unknown] == ["m.tex:7", "m.tex:8"]
    assert found.unknown[0].message == (
        "cites 'gu2023bot', which no entry is called (did you mean 'gu2023boot'?)"
    )
    assert found.unknown[1].message == "cites 'zzz', which no entry is called"


def test_everything_is_everything_and_retired_keys_besides() -> None:
    found = chosen(PAPERS, Cited((("gu2022boot", "m:1"),), everything=True))
    assert [paper.key for paper in found.papers] == sorted(
        ["boot", "gu2022boot", "gu2023boot", "li2020llm"]
    )


BIB = """% a library
@string{acl = {ACL}}
@comment{nothing}
@article{a, title = {A % B}, journal = acl, crossref = {p} }
@misc{b,
  title = "B {\\"o}",  ids = {old, older},
}
@misc{c, title = {C}, xdata = {x}}
@proceedings{p, title = {P}}
@xdata{x, note = {N}}
@misc{a, title = {again}}
"""


def test_entries_of_any_bib_file_stay_as_they_are() -> None:
    text, unknown = chosen_entries(BIB, Cited((("older", "m:1"), ("a", "m:2"), ("q", "m:3"))))
    assert text == (
        "@string{acl = {ACL}}\n\n"
        "@article{a, title = {A % B}, journal = acl, crossref = {p} }\n\n"
        '@misc{b,\n  title = "B {\\"o}",  ids = {old, older},\n}\n\n'
        "@proceedings{p, title = {P}}\n"
    )
    assert [problem.where for problem in unknown] == ["m:3"]


def test_all_entries_of_a_bib_file() -> None:
    text, unknown = chosen_entries(BIB, Cited(everything=True))
    assert unknown == ()
    assert [one.key for one in blocks(text) if one.key] == ["a", "b", "c", "p", "x"]


# ── the command ──────────────────────────────────────────────────────────────────────────────


def test_the_command_says_what_is_unknown_and_writes_nothing(folder: Path) -> None:
    put(folder, lib_bib=BIB, main_tex="\\cite{a}\n\\cite{bb}\n\\input{/etc/passwd}")
    arguments = ("export", "bibtex", "--tex", folder / "main.tex", "--bib", folder / "lib.bib")
    done = review(*arguments, "-o", folder / "out.bib")
    assert done.returncode == 1
    assert "main.tex:2: cites 'bb', which no entry is called" in done.stderr
    assert "'/etc/passwd' is outside of the document's folder; not read" in done.stderr
    assert "1 unknown key; nothing was written" in done.stderr
    assert not (folder / "out.bib").exists()
    done = review(*arguments, "--keep-going")
    assert done.returncode == 0
    assert "@article{a," in done.stdout
    assert "@misc{b," not in done.stdout


# ── with TeX ─────────────────────────────────────────────────────────────────────────────────

DOCUMENT = r"""\documentclass{article}
\usepackage%s
\begin{document}
\citep[see][3]{gu2022boot} and \citet{li2020llm}. \include{part}
%s
\end{document}
"""
STYLES = {
    "natbib": ("{natbib}", r"\bibliographystyle{plainnat}\bibliography{refs}"),
    "biblatex": ("[natbib=true,backend=biber]{biblatex}\n\\addbibresource{refs.bib}",
                 r"\printbibliography"),
}  # fmt: skip


@pytest.mark.tex
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX here")
@pytest.mark.parametrize("style", STYLES)
def test_what_latex_writes_gives_a_bibliography_without_a_warning(folder: Path, style: str) -> None:
    package, end = STYLES[style]
    main = put(folder, main_tex=DOCUMENT % (package, end))
    put(folder, part_tex="\\citep{boot}\n")
    latex(folder, "pdflatex", "main")
    made = "main.aux" if style == "natbib" else "main.bcf"
    seen = [cited_in([], [folder / made]), cited_in([main], [])]
    assert {key for key, _ in seen[0].keys} == {key for key, _ in seen[1].keys}
    assert len(seen[0].keys) == 3
    named = [
        replace(paper, title=f"Title of {paper.key}", authors=(Author("Gu", "J."),), year=2020)
        for paper in PAPERS
    ]
    found = chosen(named, seen[0])
    put(folder, refs_bib=bibliography(found.papers))
    if style == "natbib":
        assert "Warning" not in latex(folder, "bibtex", "main")
        entries = (folder / "main.bbl").read_text("utf-8")
        assert sorted(re.findall(r"\\bibitem\[.*?\]\{(\w+)\}", entries, re.DOTALL)) == [
            "boot", "gu2022boot", "li2020llm",
        ]  # fmt: skip


def latex(folder: Path, *command: str) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    return done.stdout
