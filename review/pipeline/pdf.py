"""The survey of a folder as a PDF."""

from pathlib import Path

from review.config import load_config, load_untaught, text_of
from review.model import Survey
from review.pipeline.corpus import Step, silent
from review.pipeline.folder import remember
from review.pipeline.survey import build
from review.render.nav import html_folder
from review.render.pdf import Pdf, chosen, typeset
from review.render.write import put


def make_pdf(root: Path, engine: str = "", style: str = "", step: Step = silent) -> Pdf:
    """Return the survey of the folder `root` as a PDF; nothing is written.

    `engine` is "typst", "latex" or, empty, the first of them that is here; `style` a citation
    style of Typst. Raises `ReviewError`, before any work, where they cannot be used.
    """
    engine = chosen(engine, style)
    survey = build(load_config(root), remember(root), step)
    step(f"Setting pages with {engine}")
    return typeset(survey, root, engine, style)


def publish_pdf(root: Path, survey: Survey, step: Step = silent) -> Pdf | None:
    """Write `review.pdf` into the website of the folder `root`, where `review.yml` has `pdf: true`.

    Returns what was written, or None.
    """
    if not load_untaught(root).settings.pdf:
        return None
    step("Setting pages")
    made = typeset(survey, root)
    put(root / html_folder(text_of(root / "mkdocs.yml")) / "review.pdf", made.data)
    return made
