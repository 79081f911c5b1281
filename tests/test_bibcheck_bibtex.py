"""The checks against BibTeX itself: what it warns about is what they find, and nothing else."""

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

from review.bibcheck import check, fixed, parse, selected
from review.bibcheck.kinds import CLASSIC

pytestmark = [
    pytest.mark.tex,
    pytest.mark.skipif(not which("bibtex"), reason="needs bibtex"),
]

FIELDS = {
    "author": "Noor, Ada", "editor": "Tan, Mei", "title": "A title", "journal": "J",
    "booktitle": "P", "publisher": "H", "school": "S", "institution": "I", "chapter": "3",
    "note": "N", "year": "2020", "howpublished": "By post", "volume": "1", "number": "2",
    "organization": "O", "key": "K",
}  # fmt: skip


def entries() -> str:
    """Every type with nothing, with each field alone, and with all fields but one."""
    made = []
    for kind in CLASSIC:
        for name in ("", *FIELDS):
            made.append((kind, f"{kind}-only-{name}", [name] if name else []))
            made.append((kind, f"{kind}-not-{name}", [one for one in FIELDS if one != name]))
    return "\n".join(
        f"@{kind}{{{key},{', '.join(f'{name} = {{{FIELDS[name]}}}' for name in names)}}}"
        for kind, key, names in made
    )


def log(text: str, folder: Path) -> str:
    """Return what BibTeX says of all entries of a file in the style plain."""
    (folder / "all.bib").write_text(text, encoding="utf-8")
    aux = "\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n"
    (folder / "a.aux").write_text(aux, encoding="utf-8")
    done = subprocess.run(["bibtex", "a"], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout


def missing(text: str) -> set[tuple[str, str]]:
    found = set()
    for one in check(parse(text, "x.bib", "bibtex"), selected(["missing-field", "wrong-type"])):
        if listed := re.match(r"@\w+ needs ([^;]*)", one.message):
            found |= {(one.key, names.split(" or ")[0]) for names in listed[1].split(", ")}
        elif name := re.search(r"no (journal|booktitle)", one.message):
            found.add((one.key, name[1]))
    return found


def test_fields_are_missing_where_bibtex_misses_them(tmp_path: Path) -> None:
    said = re.findall(r"empty (\w+)(?: and \w+)? in (\S+)", log(entries(), tmp_path))
    theirs = {(key, name) for name, key in said}
    ours = {one for one in missing(entries()) if not one[0].startswith("misc")}
    assert ours == theirs  # and an empty @misc is beyond BibTeX's notice


def test_fields_exclude_each_other_where_bibtex_says_so(tmp_path: Path) -> None:
    patterns = r"can't use both [\w ]+ in (\S+)|there's a number but no \w+ in (\S+)"
    theirs = {first or second for first, second in re.findall(patterns, log(entries(), tmp_path))}
    ours = check(parse(entries(), "x.bib", "bibtex"), selected(["misplaced-field"]))
    assert {one.key for one in ours} == theirs


def test_entries_cannot_be_sorted_where_bibtex_says_so(tmp_path: Path) -> None:
    theirs = set(re.findall(r"to sort, need [\w, ]+ in (\S+)", log(entries(), tmp_path)))
    free = "misc booklet manual proceedings".split()  # of others, a missing author is told
    theirs = {key for key in theirs if key.split("-")[0] in free}
    ours = check(parse(entries(), "x.bib", "bibtex"), selected(["sort-key"]))
    assert {one.key for one in ours} == theirs


BROKEN = """@string{j = {A & B}}
@article{a, author = {Noor, Ada and Tan, Mei et al.}, title = {5% of x_y & C# at BERT},
  journal = j, year = 2020, month = January, pages = {1-2}, number = {}}
@misc{b, author = {Noor, Ada; Tan, Mei}, title = {The ψ and $O(N)$ &amp; <i>it</i>}, note = {x}}
"""


@pytest.mark.skipif(not which("pdflatex"), reason="needs pdflatex")
def test_what_is_mended_compiles(tmp_path: Path) -> None:
    said = log(fixed(BROKEN), tmp_path)
    assert "error" not in said.lower()
    body = "\\documentclass{article}\\usepackage[T1]{fontenc}\\begin{document}\\nocite{*}"
    end = "\\bibliographystyle{plain}\\bibliography{all}\\end{document}"
    (tmp_path / "a.tex").write_text(body + end, encoding="utf-8")
    (tmp_path / "b.tex").write_text(body + "\\input{a.bbl}\\end{document}", encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", "b"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    assert "Missing character" not in (tmp_path / "b.log").read_text("utf-8", "replace")
