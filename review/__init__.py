"""From a pile of papers to a cited, verbatim-traceable survey.

    from review import build, load_config, render
    survey = build(load_config(Path("my-survey")))

The stages, each a function from one type to the next (`review.model` holds the types):

    read_file ─▶ Record ─merge─▶ Work ─fill─▶ Work ─assign_keys─▶ Paper
    Paper ─extract─▶ Extract        Paper ─classify─▶ Assignment
    Paper ─induce─▶ Topic, where a person gave no taxonomy
    Paper, Extract, Assignment ─sections─▶ Section … gathered by `build` in one Survey
    Survey ─render─▶ Page

Heavy libraries are imported where they are used, so that importing this package takes no time.
"""

__version__ = "0.1.0"

from review.classify import classify
from review.config import load_config, load_taxonomy
from review.enrich import fill
from review.extract import extract
from review.identity import assign_keys, merge
from review.pipeline import build
from review.render import render
from review.sources import read_file, read_text
from review.summarize import sections, summarize
from review.taxonomy import induce
from review.text.edits import replay

__all__ = [
    "__version__",
    "assign_keys",
    "build",
    "classify",
    "extract",
    "fill",
    "induce",
    "load_config",
    "load_taxonomy",
    "merge",
    "read_file",
    "read_text",
    "render",
    "replay",
    "sections",
    "summarize",
]
