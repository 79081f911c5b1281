"""The PDF by both engines: every sentence in its text, an outline, links, the same bytes."""

import io
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review import pipeline
from review.errors import ConfigError, ReviewError
from review.model import Paper, Survey
from review.render import pdf
from review.render.citations import MARK
from review.render.typst.escape import escape, visible
from review.render.typst.references import hayagriva
from review.render.typst.styles import STYLES
from tests.conftest import review
from tests.survey_factory import survey as factory
from tests.test_render_latex import SURVEY

typst = pytest.importorskip("typst", reason="no Typst here: pip install 'living-review[pdf]'")
pypdf = pytest.importorskip("pypdf", reason="no pypdf here: pip install pypdf")
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext here: install poppler-utils"
)
tex = [
    pytest.mark.tex,
    pytest.mark.skipif(shutil.which("latexmk") is None, reason="no TeX here: install latexmk"),
]
ENGINES = ["typst", pytest.param("latex", marks=tex)]
NOTHING = Survey(title="Nothing yet", version="0")


def text_of(data: bytes, *area: str) -> str:
    """The text of a PDF without white space, hyphens and the ways to write a quotation mark."""
    done = subprocess.run(
        ["pdftotext", *area, "-", "-"], input=data, capture_output=True, check=True
    )
    return bare(done.stdout.decode("utf-8"))


def bare(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[“”„\"]|''|``", '"', text)
    return re.sub(r"[\s\-‐‑–—\u00ad\u200b−]+", "", re.sub(r"[‘’`']", "'", text))


BODY = ("-r", "72", "-x", "0", "-y", "72", "-W", "595", "-H", "700")
"""A page of A4 without its header and footer."""


@pytest.fixture(scope="module", params=ENGINES)
def made(request: pytest.FixtureRequest, built: Path) -> tuple[str, pdf.Pdf]:
    """The small survey by each engine."""
    return request.param, pipeline.make_pdf(built, request.param)


def titles(outline: list[Any]) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from titles(item)
        else:
            yield re.sub(r"^[\d.]+\s+", "", str(item.title))


@needs_poppler
def test_every_sentence_stands_in_the_text(made: tuple[str, pdf.Pdf], built: Path) -> None:
    text = text_of(made[1].data, *BODY)
    stated = json.loads((built / "site/survey.json").read_text("utf-8"))
    quotes = [q for s in stated["sections"] for p in s["paragraphs"] for q in p["quotes"]]
    assert len(quotes) > 40
    pieces = [bare(piece) for q in quotes for piece in MARK.split(q["text"])[::3]]
    lost = [piece for piece in pieces if piece not in text]
    assert not lost


def test_nothing_leaves_the_page(made: tuple[str, pdf.Pdf]) -> None:
    """No link reaches into the margin by more than a letter."""
    for page in pypdf.PdfReader(io.BytesIO(made[1].data)).pages:
        for annotation in page.get("/Annots") or ():
            left, _, right, _ = annotation.get_object()["/Rect"]
            assert min(left, right) > 60
            assert max(left, right) < float(page.mediabox.width) - 60


def test_the_outline_is_the_headings(made: tuple[str, pdf.Pdf], built: Path) -> None:
    found = list(titles(pypdf.PdfReader(io.BytesIO(made[1].data)).outline))
    stated = json.loads((built / "site/survey.json").read_text("utf-8"))
    filed = {s["topic"] for s in stated["sections"] if s["paragraphs"]}
    assert found[0] == "Introduction"
    assert filed <= {*_ids(stated["taxonomy"]), "unplaced"}
    known = {topic["id"]: topic["title"] for topic in _topics(stated["taxonomy"])}
    assert {known[topic] for topic in filed if topic in known} <= set(found)
    assert "References" in found


def _topics(topics: list[Any]) -> Iterator[Any]:
    for topic in topics:
        yield topic
        yield from _topics(topic.get("topics", []))


def _ids(topics: list[Any]) -> set[str]:
    return {topic["id"] for topic in _topics(topics)}


def test_citations_and_identifiers_are_links(made: tuple[str, pdf.Pdf]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made[1].data))
    inside, outside = 0, []
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            link = annotation.get_object()
            action = link.get("/A", {})
            inside += "/Dest" in link or action.get("/S") == "/GoTo"
            outside += [str(action["/URI"])] if "/URI" in action else []
    assert inside > 40
    assert any(target.startswith("https://arxiv.org/abs/") for target in outside)


def test_title_and_date_are_those_of_the_survey(made: tuple[str, pdf.Pdf]) -> None:
    said = pypdf.PdfReader(io.BytesIO(made[1].data)).metadata
    assert said.title == "Training and Adapting Foundation Models"
    assert str(said.creation_date)[:10] == "2026-11-21"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_bytes_twice_and_authors(engine: str) -> None:
    first, second = (pdf.typeset(SURVEY, None, engine) for _ in range(2))
    assert first == second
    said = pypdf.PdfReader(io.BytesIO(first.data)).metadata
    assert said.title == "A Review of 100% & More"
    assert "Ann" in said.author
    assert "Bo" in said.author


@pytest.mark.parametrize("engine", ENGINES)
def test_without_a_date_there_is_none(engine: str) -> None:
    made = pdf.typeset(NOTHING, None, engine)
    assert made == pdf.typeset(NOTHING, None, engine)
    assert pypdf.PdfReader(io.BytesIO(made.data)).metadata.creation_date is None


# ── hostile text ─────────────────────────────────────────────────────────────────────────────

SIGNS = "#$*_@<>`\\/~\"'=-+.:;()[]{}%&^|!?, \n\t\x00\u200b1 23aZéŁğşΨλЖя–—…“”‘’«»€×≤→∈"


@needs_poppler
@settings(max_examples=3)
@given(st.lists(st.text(SIGNS, min_size=1, max_size=40), min_size=200, max_size=200))
def test_text_is_shown_as_it_is(texts: list[str]) -> None:
    starts = [f"{sign}{sign} {texts[0]}" for sign in ("=", "-", "+", "/", "1.", "#let", "//", "/*")]
    lines = "\n\n".join(f"|{escape(text)}|" for text in (*starts, *texts))
    source = f"#set page(width: 40cm)\n#set text(hyphenate: false)\n{lines}\n".encode()
    shown = subprocess.run(
        ["pdftotext", "-raw", "-", "-"],
        input=typst.compile(source, format="pdf"),
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    wanted = "".join(f"|{visible(text)}|" for text in (*starts, *texts))
    assert "".join(shown.split()) == "".join(wanted.split())


@needs_poppler
@settings(max_examples=2)
@given(st.lists(st.text(SIGNS, min_size=1, max_size=30), min_size=30, max_size=30))
def test_references_of_a_style_show_titles_as_they_are(texts: list[str]) -> None:
    papers = [Paper(id=i, key=f"k{i}", title=f"x{text}x") for i, text in enumerate(texts)]
    made = pdf.typeset(replace(NOTHING, papers=tuple(papers)), None, "typst", "ieee")
    shown = text_of(made.data)
    for data in json.loads(hayagriva(papers)).values():
        title = re.sub(r"\\(.)", r"\1", data["title"]["value"])
        assert bare(title).strip("\"'") in shown


@pytest.mark.parametrize("style", ["", "ieee", "apa", "chicago-notes", "mla", "nature"])
def test_a_hostile_survey_is_set_in_any_kind_of_style(style: str) -> None:
    made = pdf.typeset(factory(), None, "typst", style)
    assert made.data.startswith(b"%PDF-")


def test_what_no_font_shows_is_told() -> None:
    title = "A title with \u0378"
    work = Paper(id=1, key="k", title=title)
    made = pdf.typeset(replace(NOTHING, papers=(work,)), None, "typst")
    (problem,) = made.problems
    assert problem.where == "review.pdf"
    assert "(U+0378)" in problem.message
    assert "fonts/" in problem.message


@pytest.mark.slow
def test_typst_knows_every_style_that_we_name() -> None:
    works = hayagriva(SURVEY.papers)
    for style in STYLES:
        source = f'#bibliography(bytes({json.dumps(works)}), style: "{style}", full: true)'
        assert typst.compile(source.encode(), format="pdf")


# ── engines ──────────────────────────────────────────────────────────────────────────────────


def test_the_first_engine_that_is_here_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"typst": True, "latex": True}
    monkeypatch.setattr(pdf, "_HERE", {name: lambda name=name: here[name] for name in here})
    assert pdf.chosen() == "typst"
    here["typst"] = False
    assert pdf.chosen() == "latex"
    with pytest.raises(ReviewError, match=r"--engine typst: .* pip install 'living-review\[pdf\]'"):
        pdf.chosen("typst")
    with pytest.raises(ReviewError, match="--style needs --engine typst"):
        pdf.chosen("", "ieee")
    here["latex"] = False
    with pytest.raises(ReviewError, match=r"no engine for a PDF is here: pip install .*latexmk"):
        pdf.chosen()


def test_an_unknown_style_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="chicago-author-date"):
        pipeline.make_pdf(tmp_path / "no-survey", "typst", "chicago")


def test_an_error_of_typst_names_the_line(tmp_path: Path) -> None:
    own = tmp_path / "templates/typst/review.typ"
    own.parent.mkdir(parents=True)
    own.write_text("first\n#nothing()\n", "utf-8")
    with pytest.raises(ReviewError, match=r"(?s)typst: .*unknown variable: nothing.*review\.typ:2"):
        pdf.typeset(NOTHING, tmp_path, "typst")


@pytest.mark.tex
@pytest.mark.skipif(shutil.which("latexmk") is None, reason="no TeX here: install latexmk")
def test_an_error_of_latex_names_the_line(tmp_path: Path) -> None:
    own = tmp_path / "templates/latex/review.tex"
    own.parent.mkdir(parents=True)
    own.write_text("\\documentclass{article}\n\\begin{document}\n\\nothing\n", "utf-8")
    with pytest.raises(ReviewError, match=r"latexmk: review\.tex:3: Undefined control sequence"):
        pdf.typeset(NOTHING, tmp_path, "latex")


def test_the_command_writes_a_pdf(built: Path, tmp_path: Path) -> None:
    done = review("export", "pdf", built, "--engine", "typst", "-o", tmp_path / "a.pdf")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.pdf").read_bytes() == pipeline.make_pdf(built, "typst").data
    wrong = review("export", "pdf", built, "--style", "ieeee")
    assert wrong.returncode == 1
    assert wrong.stderr == "review: --style: 'ieeee' is no citation style of Typst; try ieee\n"


def test_a_build_writes_it_where_the_person_wants_it(survey: Path) -> None:
    made = pipeline.draft(survey, pipeline.remember(survey)).survey
    assert pipeline.publish_pdf(survey, made) is None
    assert not (survey / "public").exists()
    with (survey / "review.yml").open("a", encoding="utf-8") as stream:
        stream.write("pdf: true\n")
    written = pipeline.publish_pdf(survey, made)
    assert written is not None
    assert (survey / "public/review.pdf").read_bytes() == written.data
