r"""`review.tex`: the survey as a paper for `latexmk`, in one of three document classes.

`review.tex` holds the head, `review.sty` the commands; every topic, table and figure is an `\input`
of its own. Text is escaped by the environment; what is TeX already is `Markup`. Files in `own/`,
which are never written, take the author's prose between the generated parts.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from jinja2 import Environment

from review.cache import stands
from review.model import Latex, Page, Survey
from review.render import biblatex, bibtex, style
from review.render.asked import Notes
from review.render.environment import Later, angled, own_mark
from review.render.latex.abstract import abstract
from review.render.latex.cites import Cite, link
from review.render.latex.document import Document
from review.render.latex.parts import cells, unfiled
from review.render.latex.taxonomy import PALETTE, hue, shades
from review.render.latex.words import tex
from review.render.parts import part_of
from review.render.texescape import escape

__all__ = ["Cite", "folder", "link", "render", "tex"]

OWN = "own"
"""The folder beside `review.tex` that is the author's: nothing is ever written there."""

Shown = Mapping[str, object]
Show = Callable[..., Shown]

_FOUND = (
    "survey", "latex", "book", "parts", "drawn", "keywords", "places", "root", "running"
)  # fmt: skip
"""What every template may read of the document."""


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
    document = Document(survey)
    page = partial(_page, angled(escape, root), document)
    yield page("review.tex", "review.tex", _whole)
    yield page("review.sty", "review.sty", _whole)
    for name, figure in document.drawn.items():
        if figure:
            yield page(f"figures/{name}.tex", f"{name}.tex", _figure, name)
    for part in document.parts:
        yield page(f"sections/{part.id}.tex", "section.tex", _part, part.id)
        if part.section.table:
            yield page(f"tables/{part.id}.tex", "table.tex", _part, part.id)


def _whole(document: Document) -> Shown:
    return {
        "abstract": Later(lambda: abstract(document.book)),
        "unfiled": Later(lambda: unfiled(document.survey)),
    }


def _figure(document: Document, name: str) -> Shown:
    return {"figure": Later(lambda: document.drawn[name])}


def _part(document: Document, id_: str) -> Shown:
    return {"part": part_of(document.book, id_, cells(Cite(document.book.citations)))}


def _page(
    jinja: Environment, document: Document, path: str, template: str, show: Show, *given: str
) -> Page:
    """Return a file, kept while what it asks of the document has the same answers."""
    notes = Notes(document.answers)

    def draw() -> str:
        view: Document = notes.view
        found = {name: Later(partial(getattr, view, name)) for name in _FOUND}
        cite = Cite(view.book.citations)
        more = {"cite": cite, "palette": shades(PALETTE), "hue": hue, **show(view, *given)}
        return _tidy(jinja.get_template(f"latex/{template}").render(**found, **more))

    return Page(path, stands("file of LaTeX", (own_mark(jinja), path, given), notes, draw))


def _tidy(text: str) -> str:
    """Return `text` without trailing spaces and runs of empty lines, ending in a newline."""
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
