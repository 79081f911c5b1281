"""`review.bst`: how `review.tex` prints its bibliography, and calls works as the site does."""

from collections.abc import Iterable
from pathlib import Path

from review.model import Page, Survey
from review.render.environment import template_folders

NAME = "latex/review.bst"


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `review.bst`, that of the survey's own templates first."""
    found = next(path for folder in template_folders(root) if (path := folder / NAME).is_file())
    yield Page("review.bst", found.read_text(encoding="ascii"))
