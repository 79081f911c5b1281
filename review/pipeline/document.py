"""The survey of a folder as a LaTeX document in a folder of its own."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from review.config import load_config
from review.model import Page
from review.pipeline.corpus import Step, silent
from review.pipeline.folder import remember
from review.pipeline.survey import build
from review.render import document
from review.render.latex import OWN


def typeset(root: Path, chosen: Mapping[str, Any], step: Step = silent) -> tuple[Page, ...]:
    """Return the files of the document of the survey folder `root`; touches nothing.

    `chosen` are fields of `Latex`, such as `documentclass`; for the others `review.yml` is asked.
    """
    config = load_config(root)
    survey = build(config, remember(root), step)
    step("Rendering pages")
    return document(survey, root, replace(config.settings.latex, **chosen))


def own_files(root: Path) -> dict[str, bytes]:
    """Return the author's own files beside the document in `site/`, by their paths there."""
    site = root / "site"
    found = sorted(path for path in (site / OWN).rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}
