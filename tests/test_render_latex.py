import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.model import (
    Author,
    Counts,
    Edit,
    Excerpt,
    Extract,
    Fact,
    Latex,
    Paper,
    Paragraph,
    Quote,
    Row,
    Section,
    Source,
    Survey,
    Topic,
)
from review.render.citations import Citations
from review.render.latex import Cite, link, render

GU = Paper(
    id="w1",
    key="gu2023boot",
    title="BOOT: Distillation",
    abstract="We propose BOOT & co.",
    authors=(Author("Gu", "Jiatao"),),
    year=2023,
)
NAMELESS = Paper(id="w2", key="chi2024", title="MentalBERT: 100% Chinese", year=2024)
YEARLESS = Paper(id="w3", key="esport", title="ESPORT: Electronic Sports")
TAN = Paper(id="w4", key="tan", title="Undated", authors=(Author("Tan"),))
OPENING = Edit("subject", 0, 2, "[@gu2023boot]")
ENDING = Edit("cite", 13, 13, " [@gu2023boot]")
TOLD = Quote("[@gu2023boot] propose BOOT & co.", "gu2023boot", 0, 21, (OPENING,))
CITED = Quote("It wins by 3% [@gu2023boot].", "gu2023boot", 0, 14, (ENDING,))
SURVEY = Survey(
    title="A Review of 100% & More",
    version="0.1.0",
    authors=("Ann", "Bo"),
    date="2026-11-21",
    papers=(NAMELESS, YEARLESS, GU, TAN),
    extracts=(Extract("chi2024", name="MentalBERT"),),
    taxonomy=(Topic("a", "Models & more", topics=(Topic("b", "Distillation"), Topic("c", "No"))),),
    overview=(Paragraph("overview", (Quote("Four works.", counted=True), CITED), "Models"),),
    sections=(
        Section("a"),
        Section(
            "b",
            (
                Paragraph("definition", (CITED,)),
                Paragraph("works", (Quote("One work, 2023.", counted=True), TOLD), "Few_steps"),
                Paragraph("findings", (CITED,)),
            ),
            (
                Row(
                    "gu2023boot",
                    "BOOT",
                    headline=Excerpt("3%", 0, 2),
                    data=(Excerpt("A_1", 0, 3), Excerpt("B & C", 4, 9)),
                    links=(Fact("link", Excerpt("https://a.b/x_y/z#a", 0, 1), None, "code"),),
                ),
            ),
            papers=("chi2024", "gu2023boot", "tan"),
            bare=("tan",),
            also=("esport",),
        ),
        Section("c"),
        Section("unplaced", papers=("esport",)),
    ),
    sources=(Source("a.txt", "dump", 5), Source("b.txt", "dump", 1)),
    counts=Counts(records=6, duplicates=2, works=4, papers=4, placed=3, unplaced=1, topics=1,
                  sentences=1),
)  # fmt: skip


def pages(survey: Survey = SURVEY) -> dict[str, str]:
    return {page.path: page.text for page in render(survey, None)}


def cite(survey: Survey = SURVEY) -> Cite:
    return Cite(Citations.of(survey))


# ── citations ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "own", "tex"),
    [
        ("gu2023boot", "", r"\citet{gu2023boot}"),
        ("gu2023boot", "'s", r"\citeposs{gu2023boot}{'s}"),
        ("tan", "", r"\citet{tan}"),
        ("tan", "'s", r"\citeposs*{tan}{'s}"),
        ("chi2024", "", r"\citenamed{chi2024}{MentalBERT}{}{2024}"),
        ("chi2024", "'s", r"\citenamed{chi2024}{MentalBERT}{'s}{2024}"),
        ("esport", "", r"\citenamed{esport}{``ESPORT''}{}{}"),
    ],
)
def test_a_work_as_a_subject(key: str, own: str, tex: str) -> None:
    assert cite().narrative(key, own) == tex


@pytest.mark.parametrize(
    ("key", "tex"),
    [
        ("gu2023boot", r"\citep{gu2023boot}"),
        ("tan", r"\citep{tan}"),
        ("chi2024", r"\citegroup{chi2024}{}{\citeauthor{chi2024}, 2024}"),
        ("esport", r"\citep{esport}"),
    ],
)
def test_a_work_in_parentheses(key: str, tex: str) -> None:
    assert cite().parenthetical(key) == tex


def test_a_sentence_is_escaped_around_its_citation() -> None:
    assert cite().sentence(TOLD) == r"\citet{gu2023boot} propose BOOT \& co."
    assert cite().sentence(CITED) == r"It wins by 3\%~\citep{gu2023boot}."


def test_an_address_in_a_sentence_may_break() -> None:
    text = "Code (https://a.org/x_y#z%20), 5%"
    put = Edit("cite", len(text), len(text), " [@tan]")
    said = Quote(f"{text} [@tan]. See https://b.org/.", "tan", 0, 60, (put,))
    assert cite().sentence(said) == (
        r"Code (\url{https://a.org/x_y\#z\%20}), 5\%~\citep{tan}. See \url{https://b.org/}."
    )


def test_a_possessive_belongs_to_the_citation() -> None:
    edit = Edit("possessive", 0, 3, "[@gu2023boot]'s")
    quote = Quote("[@gu2023boot]'s method wins.", "gu2023boot", 0, 9, (edit,))
    assert cite().sentence(quote) == r"\citeposs{gu2023boot}{'s} method wins."


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("https://a.org/x_y#z%", r"\href{https://a.org/x_y\#z\%}{\nolinkurl{a.org/x_y\#z\%}}"),
        ("https://a.github.io/", r"\href{https://a.github.io/}{\nolinkurl{a.github.io}}"),
        ("github.com/a/b", r"\href{https://github.com/a/b}{\nolinkurl{a/b}}"),
        ("https://www.github.com/a", r"\href{https://www.github.com/a}{\nolinkurl{a}}"),
        ("the R_package", r"the R\_package"),
        ("http://a.org/{x}", r"\href{http://a.org/\%7Bx\%7D}{\nolinkurl{a.org/\%7Bx\%7D}}"),
    ],
)
def test_code_is_linked_where_it_is_an_address(text: str, tex: str) -> None:
    assert link(text) == tex


# ── files ────────────────────────────────────────────────────────────────────────────────────


def test_topics_without_works_have_no_file() -> None:
    assert sorted(pages()) == [
        "figures/flow.tex",
        "figures/timeline.tex",
        "review.sty",
        "review.tex",
        "sections/a.tex",
        "sections/b.tex",
        "sections/unplaced.tex",
        "tables/b.tex",
    ]


def test_the_review_inputs_every_section_in_order() -> None:
    inputs = re.findall(r"^\\input\{sections/(.*)\}$", pages()["review.tex"], re.MULTILINE)
    assert inputs == ["a", "b", "unplaced"]


def test_the_head_says_what_is_known() -> None:
    text = pages()["review.tex"]
    assert r"\title{A Review of 100\% \& More}" in text
    assert r"\author{Ann \and Bo}" in text
    assert r"\date{2026-11-21}" in text
    assert "\\runin{Models}\nFour works.\nIt wins" in text
    bare = pages(replace(SURVEY, authors=(), date="", overview=()))["review.tex"]
    assert "\\author{}\n\\date{}" in bare
    assert "begin{abstract}" not in bare


def test_numbers_where_the_survey_cites_by_numbers() -> None:
    numbered = replace(SURVEY, citations="numbered")
    found = {
        (name, kind): pages(replace(numbered, latex=Latex(name, kind)))["review.sty"]
        for name in ("article", "IEEEtran", "acmart")
        for kind in ("natbib", "biblatex")
    }
    assert r"[numbers,sort&compress]{natbib}" in found["article", "natbib"]
    assert "style=numeric-comp," in found["article", "biblatex"]
    assert r"\citestyle{acmnumeric}" in found["acmart", "natbib"]
    assert "style=acmnumeric," in found["acmart", "biblatex"]
    for kind in ("natbib", "biblatex"):  # by numbers in any case
        plain = replace(SURVEY, latex=Latex("IEEEtran", kind))
        assert found["IEEEtran", kind] == pages(plain)["review.sty"]
    assert all(r"\citeauthor{#1}#2~\citep{#1}}" in text for text in found.values())


def test_the_introduction_counts() -> None:
    text = " ".join(pages()["review.tex"].split())
    assert "covers 4~works, read as 6~records in 2~source files: 2~records repeated a work." in text
    assert "Of the works, 3 are filed under 1~topic and 1 fits none for certain." in text
    assert "Every quoted sentence (1 in all) is a span" in text


def test_headings_follow_the_depth_of_the_taxonomy() -> None:
    made = pages()
    assert r"\section{Models \& more}\label{sec:a}" in made["sections/a.tex"]
    assert r"\subsection{Distillation}\label{sec:b}" in made["sections/b.tex"]
    assert (
        r"\section{Works outside the taxonomy}\label{sec:unplaced}"
        in (made["sections/unplaced.tex"])
    )


def test_paragraphs_have_run_in_headings() -> None:
    text = pages()["sections/b.tex"]
    assert "\\runin{Few\\_steps}\n\\emph{One work, 2023.}\n\\citet{gu2023boot}" in text
    assert "\\runin{What they find}\nIt wins" in text


def test_the_table_has_the_columns_that_are_filled() -> None:
    assert r"\comparison{b}" in pages()["sections/b.tex"]
    text = pages()["tables/b.tex"]
    titles = ("Work", "Introduces", "On", "In figures", "Links")
    assert " & ".join(rf"\textbf{{{title}}}" for title in titles) in text
    row = r"\citet{gu2023boot} & BOOT & A\_1, B \& C & 3\% & Code: \href{https://a.b/x_y/z\#a}"
    assert row in text
    widths = [float(width) for width in re.findall(r"L\{([\d.]+)\}", text)]
    assert len(widths) == 5
    assert 0.99 < sum(widths) <= 1
    assert r"\columngaps{4}" in text


def test_works_without_a_sentence_are_listed() -> None:
    text = pages()["sections/b.tex"]
    assert r"without a sentence to quote:} \citet{tan}." in text
    assert r"\emph{Also filed here:} \citenamed{chi2024}" in text
    assert r"touching the theme:} \citenamed{esport}" in text


def test_abbreviations_are_listed_with_their_source() -> None:
    told = replace(SURVEY, glossary=(("R&D", "Research & Development", "gu2023boot"),))
    entry = r"\item[{R\&D}] Research \& Development~\citep{gu2023boot}"
    assert entry in pages(told)["review.tex"]
    assert "Abbreviations" not in pages()["review.tex"]


def test_a_survey_without_papers_has_no_bibliography() -> None:
    empty = pages(Survey(title="T", version="1"))
    assert list(empty) == ["review.tex", "review.sty"]
    assert r"\bibliography" not in empty["review.tex"]


def test_every_paper_is_cited_by_its_key() -> None:
    lost = replace(SURVEY, papers=(*SURVEY.papers, replace(GU, key="lost2020x")))
    keys = {
        key
        for path, text in pages(lost).items()
        if path.endswith(".tex")
        for found in re.findall(r"\\(?:no)?cite[a-z]*\{([^}]*)\}", text)
        for key in found.split(",")
    }
    assert keys == {paper.key for paper in lost.papers}


def test_a_survey_may_bring_its_own_templates(tmp_path: Path) -> None:
    (tmp_path / "templates/latex").mkdir(parents=True)
    (tmp_path / "templates/latex/review.tex").write_text("<<survey.title>> {{ kept }}")
    made = {page.path: page.text for page in render(SURVEY, tmp_path)}
    assert made["review.tex"] == "A Review of 100\\% \\& More {{ kept }}\n"


def test_files_end_in_one_newline_and_have_no_loose_spaces() -> None:
    for text in pages().values():
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert not re.search(r"[ \t]$|\n\n\n", text, re.MULTILINE)
        assert text.isascii()


@settings(deadline=None, max_examples=25)
@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    quote = Quote(f"{text} [@gu2023boot].", "gu2023boot", 0, 21, (ENDING,))
    made = pages(
        replace(
            SURVEY,
            title=text,
            description=text,
            sections=(Section("b", (Paragraph("works", (quote,), text),), papers=("gu2023boot",)),),
        )
    )
    for tex in made.values():
        body = re.sub(r"^%.*$", "", tex, flags=re.MULTILINE)
        assert tex.isascii()
        assert body.count("{") == body.count("}")
        assert not re.search(r"(?<!\\)%", body)
