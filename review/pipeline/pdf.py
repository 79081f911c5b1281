"""The survey of a folder as a PDF."""

from pathlib import Path

from review.config import load_config
from review.pipeline.corpus import Step, silent
from review.pipeline.folder import remember
from review.pipeline.survey import build
from review.render.pdf import Pdf, chosen, typeset


def make_pdf(root: Path, engine: str = "", style: str = "", step: Step = silent) -> Pdf:
    """Return the survey of the folder `root` as a PDF; nothing is written.

    `engine` is "typst", "latex" or, empty, the first of them that is here; `style` a citation
    style of Typst. Raises `ReviewError`, before any work, where they cannot be used.
    """
    engine = chosen(engine, style)
    survey = build(load_config(root), remember(root), step)
    step(f"Setting pages with {engine}")
    return typeset(survey, root, engine, style)
