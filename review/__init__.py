"""From a pile of papers to a cited, verbatim-traceable survey.

    from review import build, load_config, render
    survey = build(load_config(Path("my-survey")))

The stages, each a function from one type to the next (`review.model` holds the types):

    read_file ─▶ Record ─merge─▶ Work ─fill─▶ Work ─assign_keys─▶ Paper
    Paper ─extract─▶ Extract        Paper ─classify─▶ Assignment
    Paper ─induce─▶ Topic, where a person gave no taxonomy
    Paper, Extract, Assignment ─sections─▶ Section … gathered by `build` in one Survey
    Survey ─render─▶ Page

Each is imported when it is first asked for, so that importing this package takes no time.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

__version__ = "0.1.0"

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

_HOMES = {
    "assign_keys": "identity",
    "build": "pipeline",
    "classify": "classify",
    "extract": "extract",
    "fill": "enrich",
    "induce": "taxonomy",
    "load_config": "config",
    "load_taxonomy": "config",
    "merge": "identity",
    "read_file": "sources",
    "read_text": "sources",
    "render": "render",
    "replay": "text.edits",
    "sections": "summarize",
    "summarize": "summarize",
}


class _Package(ModuleType):
    """This package, whose functions are not hidden by subpackages of the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    setattr(sys.modules[__name__], name, value)
    return value


sys.modules[__name__].__class__ = _Package
