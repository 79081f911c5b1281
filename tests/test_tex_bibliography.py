"""Both .bib files against the real processors: BibTeX and biber, the example and hostile works."""

import random
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from review.config import load_config
from review.model import Author, Json, Paper, Survey
from review.pipeline import identify, remember
from review.render import biblatex, bibtex, style
from review.render.citations import label, year_label
from review.render.texescape import repaired
from tests.test_render_bibtex import folded, read
from tests.test_tex import HOSTILE, NAMES, SITE

pytestmark = pytest.mark.tex

CLASSIC = ("plain", "alpha", "plainnat", "IEEEtran", "ACM-Reference-Format", "review")
FRAGMENTS = (
    "100% R&D_a #1 $5 ^ ~ { \\ emoji 😀 汉 Ψ U+200B\u200b", "}{", "{{", "}}}", "%", "$x_1$", "\\",
    "an ordinary word", "Über Łódź", "A/B (c) [d]", "\\input{x}", "``q''", "Nguyễn Ẹ ợ", "“a” – b",
    "H₂O", "α-β", "x^2", "\\'e", "é", "@misc{a,", "=", ",", "#", "~", "-- ", "BERT", "word " * 30,
)  # fmt: skip
TYPES = (
    "article", "inproceedings", "incollection", "book", "proceedings", "thesis", "report",
    "preprint", "dataset", "software", "misc", "",
)  # fmt: skip
DETAILS = (
    "volume", "number", "pages", "series", "edition", "publisher", "institution", "address",
    "isbn", "issn", "note", "published",
)  # fmt: skip


@cache
def hostile() -> tuple[Paper, ...]:
    """Two hundred works made of what breaks entries, of all types, the same ones each time."""
    chance = random.Random(7)
    return tuple(_hostile(chance, i) for i in range(200))


def _hostile(chance: random.Random, i: int) -> Paper:
    def text(most: int) -> str:
        return " ".join(chance.choices(FRAGMENTS + HOSTILE, k=chance.randint(1, most)))

    def name() -> Author:
        made = Author(text(2)[:30], text(1)[:20])
        return chance.choice((*NAMES, made))

    details: list[tuple[str, Json]] = [("type", chance.choice(TYPES))]
    details += [(name, text(1)[:40]) for name in DETAILS if chance.random() < 0.3]
    details += [("keywords", [text(1), text(1)])] if i % 3 else []
    details += [("editors", [{"family": text(1)[:20], "given": text(1)[:9]}])] if i % 4 else []
    authors = [name() for _ in range(chance.randint(0, 4))]
    year = chance.choice((None, 1999, 2024))
    own = "".join(chr(97 + i // 26**place % 26) for place in range(3)) + " "
    if authors and not year:  # ACM's style gives such works of one name letters natbib cannot read
        authors[0] = Author(f"Undated {own}", authors[0].given)
    return Paper(
        id=f"h{i}",
        key=f"h{i:03}x",
        title=own * (not year) + ("long title " * 300)[: 3_000 * (i % 50 == 0)] + text(4),
        authors=tuple(authors),
        authors_complete=bool(i % 5),
        year=year,
        venue=chance.choice(("", "ICML 2023", "Nature 1(2):3-4 (2023)", text(2))),
        doi=chance.choice(("", "10.1000/a_b%20(c)<d>;e#f")),
        arxiv=chance.choice(("", "2101.00001")),
        url=chance.choice(("", f"https://example.org/{i}/~x_y%20z?a=b&c={text(1)[:40]}")),
        extra=tuple(details),
    )


@cache
def example() -> tuple[Paper, ...]:
    """The works of the example survey."""
    return identify(load_config(SITE.parent), remember(SITE.parent).works).papers


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0 or command[0] == "bibtex", said[-2000:]
    return said


def printed(folder: Path, document: str, processor: list[str]) -> str:
    """Compile `document` and return what the processor of the bibliography says."""
    (folder / "main.tex").write_text(document, encoding="ascii")
    latex = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "main.tex"]
    run(latex, folder)
    said = run(processor, folder)
    run(latex, folder)
    run(latex, folder)
    log = (folder / "main.log").read_text(encoding="latin-1")
    assert "Missing character" not in log
    assert not re.search(r"Citation .* undefined|undefined (references|citations)", log)
    return said


def document(packages: str, body: str) -> str:
    return (
        "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage[utf8]{inputenc}\n"
        f"\\usepackage{{lmodern}}\n{packages}\n\\pagestyle{{empty}}\n\\begin{{document}}\n"
        f"Text.\\nocite{{*}}\n{body}\n\\end{{document}}\n"
    )


def classic(folder: Path, papers: tuple[Paper, ...], name: str) -> str:
    """Print the bibliography of `papers` in a style of BibTeX, and return what BibTeX says."""
    (folder / "references.bib").write_text(bibtex.bibliography(papers), encoding="ascii")
    for page in style.render(Survey(title="T", version="1"), None):
        (folder / page.path).write_text(page.text, encoding="ascii")
    natbib = name in ("plainnat", "ACM-Reference-Format", "review")
    packages = "\\usepackage{natbib}" * natbib + "\\usepackage{xurl}\\usepackage{hyperref}"
    body = f"\\bibliographystyle{{{name}}}\\bibliography{{references}}"
    return printed(folder, document(packages, body), ["bibtex", "main"])


@pytest.mark.parametrize("name", CLASSIC)
def test_every_work_is_printed_by_every_style(name: str, tmp_path: Path) -> None:
    papers = (*example(), *hostile())
    said = classic(tmp_path, papers, name)
    assert not re.search(r"error message|I was expecting|skipping whatever|---line", said)
    if name in ("plain", "alpha", "review"):
        assert "Warning--" not in said
    listed = (tmp_path / "main.bbl").read_text(encoding="ascii")
    assert len(re.findall(r"\\bibitem", listed)) == len(papers)


@pytest.mark.parametrize("name", ["authoryear", "numeric"])
def test_every_work_is_printed_by_biblatex(name: str, tmp_path: Path) -> None:
    if shutil.which("biber") is None:
        pytest.skip("no biber here")
    papers = (*example(), *hostile())
    (tmp_path / "references.bib").write_text(biblatex.bibliography(papers), encoding="ascii")
    packages = f"\\usepackage[style={name},backend=biber]{{biblatex}}\\usepackage{{hyperref}}"
    packages += "\\addbibresource{references.bib}"
    said = printed(
        tmp_path,
        document(packages, r"\printbibliography"),
        ["biber", "--validate-datamodel", "main"],
    )
    assert "ERROR" not in said
    listed = (tmp_path / "main.bbl").read_text(encoding="utf-8")
    assert len(re.findall(r"\\entry\{", listed)) == len(papers)
    unknown = {paper.key for paper in papers if not bibtex.shown_year(paper) or not paper.title}
    unknown |= {paper.key for paper in papers if paper.authors == (Author("others"),)}
    for warned, reason in re.findall(r"Entry '([\w-]+)' \([^)]*\): (Missing.*)", said):
        assert warned in unknown, reason


def test_the_pdf_calls_each_work_as_the_site_does(tmp_path: Path) -> None:
    """Authors and year with its letter, as natbib is told them in the .bbl."""
    papers = example()
    assert {paper.letter for paper in papers} > {"", "a", "b"}
    classic(tmp_path, papers, "review")
    listed = " ".join((tmp_path / "main.bbl").read_text(encoding="ascii").split())
    shown = {
        found[3]: (read(found[1]), found[2])
        for found in re.finditer(r"\\bibitem\[(.*?)\((\w*)\)[^\]]*\]\{([^}]+)\}", listed)
    }
    for paper in papers:
        named = label(paper) or paper.title
        called, year = shown[paper.key]
        assert year == year_label(paper)
        assert called == folded(named) if paper.authors else folded(named).startswith(called)


def test_every_title_is_printed_in_full(tmp_path: Path) -> None:
    papers = (*example(), *hostile())
    classic(tmp_path, papers, "review")
    listed = " ".join((tmp_path / "main.bbl").read_text(encoding="ascii").split())
    entries = dict(re.findall(r"\\bibitem.*?\]\{(\w[\w-]*)\}(.*?)(?=\\bibitem|\\end\{)", listed))
    for paper in papers:
        if not re.search("[$\u0391-\u03a9\u03bf]", paper.title):  # Greek is printed as formulas
            assert letters(repaired(paper.title)) in letters(read(entries[paper.key])), paper.title
    run(["pdftotext", "-raw", "main.pdf"], tmp_path)
    text = letters((tmp_path / "main.txt").read_text(encoding="utf-8"))
    for paper in example():
        assert "$" in paper.title or letters(paper.title) in text, paper.title


def letters(text: str) -> str:
    """The letters of `text` that every TeX prints: without accents."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text).lower().replace("ı", "i"))
