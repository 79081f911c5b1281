"""The review against real TeX: three document classes, two bibliographies, hostile text."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from review.config import load_config
from review.model import Latex, Page, Survey
from review.pipeline import build, remember
from review.render import latex
from review.text.kept import fill
from tests.test_tex import hostile_survey

pytestmark = pytest.mark.tex

PROGRAMS = ("pdflatex", "bibtex", "biber")
if not all(map(shutil.which, PROGRAMS)):
    assert not os.environ.get("REVIEW_REQUIRE_TEX"), "REVIEW_REQUIRE_TEX is set, and no TeX is here"
    pytest.skip("no TeX here: install TeX Live and biber", allow_module_level=True)

ROOT = Path(__file__).parents[1]
LAYOUTS = [
    Latex(name, kind)
    for kind in ("natbib", "biblatex")
    for name in ("article", "IEEEtran", "acmart")
]


def named(layout: Latex) -> str:
    return f"{layout.documentclass}-{layout.bibliography}"


def put(pages: tuple[Page, ...], folder: Path) -> None:
    for page in pages:
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8")


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=400)
    return done.stdout.decode("latin-1") if done.returncode else ""


def typeset(folder: Path, layout: Latex) -> str:
    """Compile `review.tex` in as few runs as resolve its citations, and return the last log.

    natbib finds its labels in the run after the one that reads the bibliography, biblatex in it.
    """
    tex = ("pdflatex", "-draftmode", "-interaction=nonstopmode", "-halt-on-error", "review")
    steps = {
        "natbib": (tex, ("bibtex", "review"), tex, tex),
        "biblatex": (tex, ("biber", "--quiet", "review"), tex, tex),
    }
    for step in steps[layout.bibliography]:
        told = run(folder, *step)
        errors = re.findall(r"^!.*\n(?:.*\n){3}", told, re.MULTILINE)
        assert not told, f"{step[0]}: {''.join(errors[:3]) or told[-1500:]}"
    return (folder / "review.log").read_text(encoding="latin-1")


def check(log: str) -> None:
    assert "Missing character" not in log
    assert not re.search(r"(Citation|Reference) .* undefined|There were undefined", log)


@pytest.fixture(scope="module")
def example() -> Survey:
    """The example survey."""
    return build(load_config(ROOT), remember(ROOT))


@pytest.mark.parametrize("layout", LAYOUTS, ids=named)
def test_the_example_compiles(layout: Latex, example: Survey, tmp_path: Path) -> None:
    put(latex.folder(example, None, layout), tmp_path)
    log = typeset(tmp_path, layout)
    check(log)
    too_wide = [
        float(width) for width in re.findall(r"^Overfull \\[hv]box \(([\d.]+)pt", log, re.M)
    ]
    assert max(too_wide, default=0) <= 5
    listed = (tmp_path / "review.bbl").read_text("utf-8")
    entries = re.findall(r"\\bibitem\b|^\s*\\entry\{", listed, re.MULTILINE)
    assert len(entries) == len(example.papers)


@pytest.mark.parametrize("layout", LAYOUTS, ids=named)
def test_a_hostile_review_compiles(layout: Latex, tmp_path: Path) -> None:
    survey = hostile_survey()
    put(latex.folder(survey, None, layout), tmp_path)
    check(typeset(tmp_path, layout))


@pytest.mark.parametrize("layout", [LAYOUTS[0], LAYOUTS[3], LAYOUTS[5]], ids=named)
def test_a_review_that_cites_by_numbers_compiles(layout: Latex, tmp_path: Path) -> None:
    survey = replace(hostile_survey(), citations="numbered")
    put(latex.folder(survey, None, layout), tmp_path)
    check(typeset(tmp_path, layout))


def test_prose_of_an_author_is_read(tmp_path: Path) -> None:
    survey = hostile_survey()
    layout = Latex()
    put(latex.folder(survey, None, layout), tmp_path)
    own = {
        "preamble": r"\newcommand{\mine}[1]{\typeout{OWN #1}}",
        "abstract": r"\mine{abstract}Short.",
        "introduction": r"\mine{introduction}As \citet{named0} say.",
        "before/b": r"\mine{before}",
        "after/b": r"\mine{after}",
        "conclusion": r"\section{Conclusion}\mine{conclusion}",
    }
    put(tuple(Page(f"own/{name}.tex", text) for name, text in own.items()), tmp_path)
    section = tmp_path / "sections/b.tex"
    words = {
        "intro": b"\\mine{intro}As \\citet{named0} say.\n",
        "end": b"\\mine{end}\n\n\\paragraph{So} 5\\,\\%.\n",
    }
    section.write_bytes(fill(section.read_bytes(), "b.tex", words))
    log = typeset(tmp_path, layout)
    said = list(dict.fromkeys(re.findall(r"^OWN (\w+)", log, re.MULTILINE)))
    assert said == ["abstract", "introduction", "before", "intro", "end", "after",
                    "conclusion"]  # fmt: skip
