r"""`review.tex`: the survey as a paper for `latexmk`, in one of three document classes.

`review.tex` holds the head, `review.sty` the commands; every topic, table and figure is an `\input`
of its own. Text is escaped by the environment; what is TeX already is `Markup`. Files in `own/`,
which are never written, take the author's prose between the generated parts.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from review.model import Latex, Page, Survey
from review.render import biblatex, bibtex, style
from review.render.book import Book
from review.render.environment import angled
from review.render.figures import flow
from review.render.latex.abstract import abstract, keywords
from review.render.latex.cites import Cite, link
from review.render.latex.parts import cells, unfiled
from review.render.latex.taxonomy import PALETTE, figures, hue, shades
from review.render.latex.timeline import timeline
from review.render.latex.words import breakable, clipped, tex
from review.render.parts import parts_of
from review.render.texescape import escape

__all__ = ["Cite", "folder", "link", "render", "tex"]

OWN = "own"
"""The folder beside `review.tex` that is the author's: nothing is ever written there."""

_ROOT, _RUNNING = 60, 70  # letters of the title in the root of the tree, and above the pages


def folder(survey: Survey, root: Path | None, latex: Latex) -> tuple[Page, ...]:
    """Return all that a document needs, laid out as `latex` says: its parts and its bibliography.

    Paths are relative to the folder of the document.
    """
    parts = render(replace(survey, latex=latex), root)
    if latex.bibliography == "biblatex":
        return tuple(sorted((*parts, *biblatex.render(survey, root)), key=_path))
    pages = (*parts, *bibtex.render(survey, root), *style.render(survey, root))
    return tuple(sorted(pages, key=_path))


def _path(page: Page) -> str:
    return page.path


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `review.tex`, `review.sty`, and the sections, tables and figures that it reads."""
    jinja = angled(escape, root)
    book = Book(survey)
    cite = Cite(book.citations)
    parts = parts_of(book, cells(cite))
    shown = {part.id for part in parts}
    drawn = {
        "taxonomy": figures(book, cite),
        "timeline": timeline(book),
        "flow": flow(survey.counts, len(survey.sources)) if survey.counts.records else (),
    }
    shared = {
        "survey": survey, "latex": survey.latex, "book": book, "cite": cite, "parts": parts,
        "drawn": drawn, "palette": shades(PALETTE), "hue": hue, "keywords": keywords(book),
        "places": {root.title: root.id for root in survey.taxonomy if root.id in shown},
        "root": breakable(clipped(survey.title, _ROOT)), "running": clipped(survey.title, _RUNNING),
    }  # fmt: skip

    def page(path: str, template: str, **more: object) -> Page:
        text = jinja.get_template(f"latex/{template}").render(**shared, **more)
        return Page(path, _tidy(text))

    yield page("review.tex", "review.tex", abstract=abstract(book), unfiled=unfiled(survey))
    yield page("review.sty", "review.sty")
    for name, figure in drawn.items():
        if figure:
            yield page(f"figures/{name}.tex", f"{name}.tex", figure=figure)
    for part in parts:
        yield page(f"sections/{part.id}.tex", "section.tex", part=part)
        if part.section.table:
            yield page(f"tables/{part.id}.tex", "table.tex", part=part)


def _tidy(text: str) -> str:
    """Return `text` without trailing spaces and runs of empty lines, ending in a newline."""
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
