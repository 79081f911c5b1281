"""The pages of a document to a PDF: by Typst in this process, or by latexmk in one of its own."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from review.errors import ReviewError
from review.model import Page, Problem, Survey
from review.render import document, usable
from review.render.latex import OWN
from review.render.typst import day
from review.render.typst import render as typst
from review.render.typst.styles import kind

FONTS = "fonts"
"""The folder of a survey with fonts of the person's own."""

_LINES = 20
_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed')
_ERROR = re.compile(r"^error: ", re.MULTILINE)
_MINUTES = 10
_WANTED = {
    "typst": "pip install 'living-review[pdf]' brings Typst",
    "latex": "install TeX Live with latexmk",
}


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, and what it could not show."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def typeset(survey: Survey, root: Path | None, engine: str = "", style: str = "") -> Pdf:
    """Return the survey as a PDF by an engine of `ENGINES`; see `chosen`.

    Its creation date is that of the survey, or left out. Raises `ReviewError`, with the last lines
    that the engine said, where it fails.
    """
    return ENGINES[chosen(engine, style)](survey, root, style)


def chosen(engine: str = "", style: str = "") -> str:
    """Return `engine`, for an empty one the first of `ENGINES` that is here.

    Raises `ReviewError` where it is not here, or cannot write the citation `style`.
    """
    here = [name for name, found in _HERE.items() if found()]
    if not engine and not here:
        raise ReviewError(f"no engine for a PDF is here: {'; or '.join(_WANTED.values())}")
    engine = engine or here[0]
    if engine not in here:
        raise ReviewError(f"--engine {engine}: is not here: {_WANTED[engine]}")
    if kind(style) != "own" and engine != "typst":
        raise ReviewError("--style needs --engine typst: review.tex is set in plainnat")
    return engine


def _put(pages: Iterable[Page], folder: Path) -> None:
    for page in pages:
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8", newline="\n")


# ── Typst ────────────────────────────────────────────────────────────────────────────────────


def by_typst(survey: Survey, root: Path | None, style: str = "") -> Pdf:
    """Return the PDF that Typst makes: tagged, and PDF/UA where every character can be shown.

    Its own fonts and those in `fonts/` of `root` are used, so that the bytes are the same on every
    machine; those of the system only where a character is in none of them.
    """
    own = [root / FONTS] if root and (root / FONTS).is_dir() else []
    with tempfile.TemporaryDirectory(prefix="review-") as folder:
        with usable():
            _put(typst(survey, root, style), Path(folder))
        unshown: tuple[str, ...] = ()
        for further in (False, True):
            made = _compiled(Path(folder), own, further, True)
            if isinstance(made, bytes):
                return Pdf(made)
            unshown = made
        made = _compiled(Path(folder), own, True, False)
        if not isinstance(made, bytes):
            raise ReviewError(f"typst: cannot show {', '.join(made)}")
        return Pdf(made, tuple(_problems(unshown)))


def _compiled(folder: Path, own: list[Path], system: bool, strict: bool) -> bytes | tuple[str, ...]:
    """Return the PDF, or the texts that no font shows: an error of PDF/UA, which is `strict`."""
    from typst import Compiler, Fonts, TypstError

    fonts = Fonts(include_system_fonts=system, font_paths=own)
    try:
        compiler = Compiler(folder / "review.typ", root=folder, font_paths=fonts)
        data = compiler.compile(format="pdf", pdf_standards=["ua-1"] if strict else [], timestamp=0)
    except TypstError as error:
        said = getattr(error, "diagnostic", "") or str(error)
        unshown = tuple(_unescaped(text) for text in _UNSHOWN.findall(said))
        if not unshown or len(unshown) < len(_ERROR.findall(said)):
            raise ReviewError(f"typst: {_last(said)}") from error
        return unshown
    assert isinstance(data, bytes)
    return data


def _unescaped(text: str) -> str:
    """A text as it is, of what Rust prints of it."""
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)
    return re.sub(r"\\(.)", r"\1", text)


def _problems(unshown: Iterable[str]) -> Iterable[Problem]:
    characters = sorted({character for text in unshown for character in text})
    named = ", ".join(f"{c} (U+{ord(c):04X})" for c in characters[:12])
    more = f" and {len(characters) - 12} more" if len(characters) > 12 else ""
    yield Problem(
        "review.pdf",
        f"no font here shows {named}{more}; put one that does into {FONTS}/,"
        " such as Noto Serif CJK",
    )


def _last(said: str) -> str:
    return "\n".join(said.strip().splitlines()[-_LINES:])


# ── LaTeX ────────────────────────────────────────────────────────────────────────────────────


def by_latex(survey: Survey, root: Path | None, style: str = "") -> Pdf:
    """Return the PDF that latexmk makes of `review.tex`, with the author's own files.

    Raises `ReviewError` with the first error, its file and line, and the last lines of the log.
    """
    with tempfile.TemporaryDirectory(prefix="review-") as name:
        folder = Path(name)
        _put(document(survey, root, survey.latex), folder)
        if root and (root / "site" / OWN).is_dir():
            shutil.copytree(root / "site" / OWN, folder / OWN)
        _latexmk(folder, survey.date)
        return Pdf((folder / "review.pdf").read_bytes())


def _latexmk(folder: Path, date: str) -> None:
    when = day(date)
    moment = datetime(when.year, when.month, when.day, tzinfo=UTC) if when else None
    undated = [] if moment else [r"-usepretex=\pdfinfoomitdate=1\relax"]
    done = subprocess.run(
        ["latexmk", "-norc", "-pdf", "-interaction=nonstopmode", "-halt-on-error",
         "-file-line-error", "-latexoption=-no-shell-escape", *undated, "review.tex"],
        cwd=folder,
        env={**os.environ, "FORCE_SOURCE_DATE": "1", "openin_any": "p", "openout_any": "p",
             "SOURCE_DATE_EPOCH": str(int(moment.timestamp()) if moment else 0)},
        capture_output=True,
        timeout=_MINUTES * 60,
        check=False,
    )  # fmt: skip
    if done.returncode or not (folder / "review.pdf").is_file():
        raise ReviewError(f"latexmk: {_failure(folder, done.stdout.decode('utf-8', 'replace'))}")


def _failure(folder: Path, said: str) -> str:
    """The first error with its file and line, then the end of the log."""
    log = folder / "review.log"
    text = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else said
    first = re.search(r"^(?:\./)?([^\s:]+:\d+: .*)$", text, re.MULTILINE)
    return f"{first[1]}\n{_last(text)}" if first else _last(text)


Engine = Callable[[Survey, Path | None, str], Pdf]
ENGINES: dict[str, Engine] = {"typst": by_typst, "latex": by_latex}
"""How a PDF can be made, the preferred way first."""
_HERE: dict[str, Callable[[], object]] = {
    "typst": lambda: importlib.util.find_spec("typst"),
    "latex": lambda: shutil.which("latexmk"),
}
