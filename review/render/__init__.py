"""Output formats: each a function from the survey to pages; nothing here touches the disk.

A new format is one module with one public `render(survey, root)`, and one row of `RENDERERS`.
`root` is the survey folder, whose `templates/` win over the shipped ones.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError

from review.errors import CheckError, ConfigError
from review.model import Latex, Page, Survey
from review.render.biblatex import render as render_biblatex
from review.render.bibtex import render as render_bibtex
from review.render.csl import render as render_csl
from review.render.csvfile import render as render_csv
from review.render.editions import render as render_feed
from review.render.environment import SLIPS, is_of_template, template_place
from review.render.health import Health
from review.render.jsonfile import render as render_json
from review.render.latex import folder
from review.render.latex import render as render_latex
from review.render.ris import render as render_ris
from review.render.site import health_page, moved_pages
from review.render.site import render as render_site
from review.render.style import render as render_style
from review.text.kept import parts, settled

Renderer = Callable[[Survey, Path | None], Iterable[Page]]
Judge = Callable[[str], Health]

RENDERERS: tuple[Renderer, ...] = (
    render_site,
    render_bibtex,
    render_biblatex,
    render_style,
    render_latex,
    render_json,
    render_csl,
    render_ris,
    render_csv,
    render_feed,
)


def render(survey: Survey, root: Path | None, judge: Judge | None = None) -> tuple[Page, ...]:
    """Return every generated file of the survey, sorted by path.

    `judge` says of the text of `references.bib` how it fares, which makes a page of its own.
    Raises `ConfigError`, with file and line, on a template that Jinja2 cannot use.
    """
    with usable():
        pages = [page for renderer in RENDERERS for page in renderer(survey, root)]
        if judge:
            text = next(page.text for page in pages if page.path == "references.bib")
            pages.append(health_page(survey, root, judge(text)))
        pages += moved_pages(survey, root, tuple(pages))
    return tuple(sorted(pages, key=lambda page: page.path))


def document(survey: Survey, root: Path | None, latex: Latex) -> tuple[Page, ...]:
    """Return the files of a LaTeX document of the survey, sorted by path within its own folder.

    What a person wrote into the protected parts of those in `site/` of `root` stands in its place.
    Raises `ConfigError`, with file and line, on a template that Jinja2 cannot use, and `CheckError`
    on a broken marker of such a part.
    """
    with usable():
        pages = folder(survey, root, latex)
    return pages if root is None else tuple(_with_words(page, root / "site") for page in pages)


def _with_words(page: Page, site: Path) -> Page:
    """Return the page with the words in the protected parts of the written one, and no markers."""
    path, content = site / page.path, page.text.encode()
    held = parts(path.read_bytes() if path.is_file() else b"", page.path)
    for damage in held.damage:
        raise CheckError(f"site/{page.path}:{damage.line}: {damage.message}")
    return Page(page.path, settled(content, page.path, held.words).decode(errors="replace"))


@contextmanager
def usable() -> Iterator[None]:
    """Raise `ConfigError`, with file and line, on a template that Jinja2 cannot use."""
    try:
        yield
    except TemplateError as error:
        raise ConfigError(f"{template_place(error)}: {error.message}") from error
    except SLIPS as error:
        if not is_of_template(error):
            raise
        said = f"{type(error).__name__}: {error}"
        raise ConfigError(f"{template_place(error)}: {said}") from error
