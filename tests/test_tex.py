"""The outputs against the real processors: pdfLaTeX, BibTeX and their styles."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from review.model import (
    Author,
    Edit,
    Latex,
    Page,
    Paper,
    Paragraph,
    Quote,
    Row,
    Section,
    Survey,
    Topic,
)
from review.render import bibtex, latex

pytestmark = pytest.mark.tex

if shutil.which("latexmk") is None or shutil.which("bibtex") is None:
    assert not os.environ.get("REVIEW_REQUIRE_TEX"), "REVIEW_REQUIRE_TEX is set, and no TeX is here"
    pytest.skip("no TeX here: install latexmk and TeX Live", allow_module_level=True)

HOSTILE = (
    "100% R&D_a #1 $5 ^ ~ { \\ emoji 😀 汉 Ψ \u200b",
    "}{ unbalanced }}} {{",
    "From $5 to $10 and US$ again",
    r"$x^a^b$ and $\input{x}$ and $\undefined$",
    r"Reweighted $\ell_1$ in $O(n^2)$: $\frac{1}{2}$, $x_{a_b}$, $\not\in$",
    r"\end{document} \input{/etc/passwd} \write18{ls} \def\a{\a}\a",
    "^^41 ^^M ^^5c \\\\ \\",
    "\"quoted\" ``doubly'' `singly' \"",
    "% a comment from the start",
    "# & _ at the start",
    "[brackets] (parentheses) [unbalanced (both",
    "@article{x, title = {y}}",
    "a = b, c = d",
    "ALL CAPITALS OF A TITLE THAT SHOUTS",
    "Ünïcödé ŁódŹ ŠŽ ğışİ ñ ç ø å æ œ ß đ ð þ ŋ",
    "Nguyễn Đức Thắng ț ș ű ő ą ę",
    "Ελληνικά and Кириллица and עברית and العربية",
    "αβγδεζηθικλμνξοπρστυφχψω ΓΔΘΛΞΠΣΦΨΩ",
    "≤ ≥ ≠ ≈ ± × ÷ √ ∞ ∑ ∏ ∫ ∂ ∇ ∈ ∉ ⊂ ⊆ ∪ ∩ ∀ ∃ → ← ↔ ⇒ ∅ ℓ ℏ ℝ ⟨⟩ ⌈⌉",
    "x² x³ x⁴ x₁ x₂ ½ ¼ ™ © ® ° µ § ¶ † ‡ • … – — ‘’ “” « » ‹ › „ ‚",
    "𝐁𝐨𝐥𝐝 𝒮𝒸𝓇𝒾𝓅𝓉 𝔽 ﬁ ﬂ ① Ⅳ ㎏",
    "tab\tnewline\nreturn\rnull\x00escape\x1bdelete\x7f",
    "surrogate \ud800 private \ue000\ue001\uf8ff \ufffd \uffff",
    "combining a\u0301 e\u0302\u0323 \u0301 alone x\u20d7",
    "?` !` ,, << >> -- --- ----- ''' ```",
    "a" * 400,
    "long " * 600,
    "Word-" * 60,
    "A: B: C: D",
    "~",
    "$",
    "\\",
    "{",
    "}",
    "%",
    "&",
    "_",
    "^",
    "😀",
    "",
    " ",
    "https://example.org/a_b%20c#d?e=f&g=~h",
    "&amp; &lt;b&gt; &#937; &nbsp; &bogus;",
    "Caf\u00c3\u00a9 mojibake",
)
NAMES = (
    Author("van der Maaten", "Laurens"),
    Author("Ortiz de Zárate", "Ana"),
    Author("O'Neil-Smith", "Ĺ. ı."),
    Author("King Jr.", "Martin Luther"),
    Author("The X Team and Friends"),
    Author("Four, Commas, In, Names, Here", "a, b, c"),
    Author("others"),
    Author("and", "and"),
    Author("李", "明"),
    Author("{", "}"),
    Author("%", "$"),
    Author("Smith (editor) [x]", "J."),
    Author("Őz̧türk Şahin", "Çağrı"),
    Author("\\input{x}", "~"),
    Author("de la", "Cruz"),
    Author("Ψ", "Ω"),
    Author(" ", "\u200b"),
)
STYLES = ("plain", "plainnat", "alpha", "abbrv", "IEEEtran", "ACM-Reference-Format")


def hostile_papers() -> tuple[Paper, ...]:
    """Every hostile title once, with hostile names, venues and addresses beside it."""
    titled = [
        Paper(
            id=f"w{i}",
            key=f"hostile{i}",
            title=title,
            authors=(NAMES[i % len(NAMES)],) if i % 3 else (),
            authors_complete=bool(i % 4),
            year=2000 + i % 25 if i % 5 else None,
            venue=(title[:80], "ICML 2023", "Nature 1(2):3-4 (2023)", "")[i % 4],
            doi="10.1000/a_b%20(c)<d>;e#f" if i % 2 else "",
            arxiv="2101.00001" if i % 7 == 0 else "",
            url=f"https://example.org/{i}/~x_y%20z?a=b&c={title[:40]}" if i % 2 else "",
        )
        for i, title in enumerate(HOSTILE)
    ]
    named = [
        Paper(id=f"n{i}", key=f"named{i}", title="A Title", authors=NAMES[i : i + 3], year=2020)
        for i in range(len(NAMES))
    ]
    return tuple(titled + named)


def compiled(folder: Path, name: str) -> str:
    """Compile `name`.tex with latexmk and return its log; a failure shows the first errors."""
    command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
    log = (folder / f"{name}.log").read_text(encoding="latin-1")
    errors = re.findall(r"^!.*\n(?:.*\n){3}", log, re.MULTILINE)
    assert not errors, "".join(errors[:3])
    assert run.returncode == 0, run.stdout.decode("latin-1")[-1500:]
    assert "Missing character" not in log
    assert not re.search(r"Citation .* undefined|There were undefined", log)
    return log


def bibliography_document(style: str, keys: Sequence[str] = ("*",)) -> str:
    natbib = "\\usepackage{natbib}\n" if style in ("plainnat", "ACM-Reference-Format") else ""
    return (
        "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{lmodern}\n"
        f"{natbib}\\usepackage{{xurl}}\n\\usepackage{{hyperref}}\n\\begin{{document}}\n"
        f"Text.\\nocite{{{','.join(keys)}}}\n"
        f"\\bibliographystyle{{{style}}}\n\\bibliography{{references}}\n\\end{{document}}\n"
    )


@pytest.mark.parametrize("style", STYLES)
def test_hostile_entries_compile(style: str, tmp_path: Path) -> None:
    if not subprocess.run(
        ["kpsewhich", f"{style}.bst"], capture_output=True, check=False
    ).stdout.strip():
        pytest.skip(f"{style}.bst is not installed")
    papers = hostile_papers()
    (tmp_path / "references.bib").write_text(bibtex.bibliography(papers), encoding="ascii")
    (tmp_path / "main.tex").write_text(bibliography_document(style), encoding="ascii")
    compiled(tmp_path, "main")
    report = (tmp_path / "main.blg").read_text(encoding="latin-1")
    assert not re.search(r"error message|I was expecting|skipping whatever", report)
    if style in ("plain", "alpha"):
        assert "Warning--" not in report
    listed = (tmp_path / "main.bbl").read_text(encoding="ascii")
    for paper in papers:
        assert f"{{{paper.key}}}" in listed


@pytest.mark.parametrize("style", ["plain", "plainnat", "IEEEtran"])
def test_a_document_without_the_url_package_compiles(style: str, tmp_path: Path) -> None:
    address = "https://a.org/x_y%20z#a~b?d=$e&f"
    paper = Paper(id=1, key="k", title="T", year=2020, url=address, doi="10.1000/a_b#c")
    (tmp_path / "references.bib").write_text(bibtex.bibliography([paper]), encoding="ascii")
    document = bibliography_document(style).replace(r"\usepackage{xurl}", "")
    document = document.replace(r"\usepackage{hyperref}", "")
    (tmp_path / "main.tex").write_text(document, encoding="ascii")
    compiled(tmp_path, "main")
    subprocess.run(["pdftotext", "main.pdf"], cwd=tmp_path, check=True)
    text = "".join((tmp_path / "main.txt").read_text(encoding="utf-8").split())
    assert style == "plain" or address in text


def test_titles_are_printed_in_full(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext here: install poppler-utils")
    shown = (
        "BERT on 100% of R&D, with $5 and a_b",
        "Über Łódź: naïve Çağrı Şahin",
        "Sets {a, b} ~ {c, d} < |e| and C:\\path",
    )
    papers = [Paper(id=i, key=f"k{i}", title=title) for i, title in enumerate(shown)]
    (tmp_path / "references.bib").write_text(bibtex.bibliography(papers), encoding="ascii")
    (tmp_path / "main.tex").write_text(bibliography_document("plain"), encoding="ascii")
    compiled(tmp_path, "main")
    subprocess.run(["pdftotext", "main.pdf"], cwd=tmp_path, check=True)
    text = "".join((tmp_path / "main.txt").read_text(encoding="utf-8").split()).lower()
    for title in shown:
        assert "".join(title.split()).lower() in text


def put(pages: Iterable[Page], folder: Path) -> None:
    for page in pages:
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="ascii")


def hostile_survey() -> Survey:
    """A survey whose every text is hostile, with a sentence, a row and a listing for each work."""
    papers = hostile_papers()
    quotes = []
    for paper, title in zip(papers, HOSTILE, strict=False):
        cite = Edit("cite" if len(title) % 2 else "subject", 0, 0, f" [@{paper.key}]")
        quotes.append(Quote(f"{title} [@{paper.key}]'s {title}.", paper.key, 0, 0, (cite,)))
    rows = [Row(paper.key, title[:60]) for paper, title in zip(papers, HOSTILE, strict=False)]
    keys = tuple(paper.key for paper in papers)
    section = Section(
        "b",
        (Paragraph("works", tuple(quotes), HOSTILE[0]), Paragraph("limits", tuple(quotes[:3]))),
        tuple(rows),
        papers=keys,
        bare=keys[-3:],
        also=keys[:2],
    )
    return Survey(
        title=HOSTILE[0],
        version="0",
        authors=HOSTILE[3:6],
        date=HOSTILE[2],
        description=HOSTILE[4],
        papers=(*papers, replace(papers[0], key="nowhere")),
        taxonomy=(Topic("a", HOSTILE[0], topics=(Topic("b", HOSTILE[14]),)),),
        sections=(Section("a"), section),
        overview=(Paragraph("overview", tuple(quotes[:4]), HOSTILE[10]),),
        glossary=tuple((title[:9], title[:80], keys[0]) for title in HOSTILE),
    )


def test_a_hostile_review_compiles_with_its_whole_bibliography(tmp_path: Path) -> None:
    survey = hostile_survey()
    put(latex.folder(survey, None, Latex()), tmp_path)
    compiled(tmp_path, "review")
    listed = (tmp_path / "review.bbl").read_text(encoding="ascii")
    assert len(re.findall(r"\\bibitem", listed)) == len(survey.papers)


def test_a_survey_of_nothing_compiles(tmp_path: Path) -> None:
    put(latex.folder(Survey(title="Nothing yet", version="0"), None, Latex()), tmp_path)
    compiled(tmp_path, "review")


SITE = Path(__file__).parents[1] / "site"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The LaTeX files of the committed example survey."""
    for path in SITE.rglob("*"):
        if path.suffix in (".tex", ".sty", ".bst", ".bib"):
            target = tmp_path / path.relative_to(SITE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    return tmp_path


def test_the_example_review_compiles_with_its_whole_bibliography(example: Path) -> None:
    compiled(example, "review")
    keys = re.findall(r"^@\w+\{([^,\s]+),", (example / "references.bib").read_text("ascii"), re.M)
    cited = re.findall(r"\\citation\{([^}]*)\}", (example / "review.aux").read_text("latin-1"))
    assert len(keys) == 362
    assert set(keys) == {key for group in cited for key in group.split(",")}
    assert len(re.findall(r"\\bibitem", (example / "review.bbl").read_text("ascii"))) == len(keys)


@pytest.mark.parametrize("style", ["plain", "plainnat"])
def test_the_example_bibliography_compiles(style: str, example: Path) -> None:
    (example / "main.tex").write_text(bibliography_document(style), encoding="ascii")
    compiled(example, "main")
    report = (example / "main.blg").read_text(encoding="latin-1")
    assert not re.search(r"error message|I was expecting|skipping whatever", report)
    assert len(re.findall(r"\\bibitem", (example / "main.bbl").read_text("ascii"))) == 362
