"""The part of `mkdocs.yml` that a build writes: the topics, between two markers."""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator

from review.config import read_yaml
from review.errors import ConfigError
from review.model import Survey, Topic
from review.render.editions import editions
from review.render.markdown import html_title

BEGIN, END = "# review:nav begin", "# review:nav end"
_MARKER = re.compile(r"^([ \t]*)# review:nav[ \t]*(\w*)[^\n]*\n?", re.MULTILINE)
_KEPT = ("site", "seeds", "templates")
"""Folders that MkDocs would empty if it wrote its website there."""


def nav(survey: Survey, text: str, *further: tuple[str, str]) -> str:
    """Return `mkdocs.yml` with the pages of `survey` between its markers, all else as it was.

    `further` are names and paths of pages that tell how the survey was made, after the usual ones.
    Raises `ConfigError` where the markers are not there, or where MkDocs would delete the sources.
    """
    html_folder(text)
    marks = list(_MARKER.finditer(text))
    if [mark[2] for mark in marks] != ["begin", "end"]:
        raise ConfigError(
            f"mkdocs.yml: put the lines '{BEGIN}' and '{END}' once each, in this order, under nav:"
        )
    begin, end = marks
    newline = "" if begin[0].endswith("\n") else "\n"
    lines = "".join(f"{begin[1]}{line}\n" for line in (*_lines(survey), *_further(further)))
    return text[: begin.end()] + newline + lines + text[end.start() :]


def html_folder(text: str) -> str:
    """Return the `site_dir` of a `mkdocs.yml`, relative to it.

    Raises `ConfigError` unless `docs_dir` is `site` and `site_dir` is a folder apart from the
    sources: MkDocs empties it, and its default is `site`.
    """
    document = read_yaml(text, "mkdocs.yml")
    settings = document.value if isinstance(document.value, dict) else {}
    docs, html = settings.get("docs_dir"), settings.get("site_dir")
    if not isinstance(docs, str) or posixpath.normpath(docs) != "site":
        raise ConfigError(f"{document.where(('docs_dir',))}: docs_dir must be site")
    folder = posixpath.normpath(html) if isinstance(html, str) else "site"
    top = folder.split("/")[0]
    if top in (*_KEPT, ".", "..") or folder.startswith("/"):
        raise ConfigError(
            f"{document.where(('site_dir',))}: site_dir must be a folder of its own, such as"
            f" public; MkDocs would empty {folder!r}"
        )
    return folder


def _lines(survey: Survey) -> Iterator[str]:
    sections = {section.topic for section in survey.sections}
    yield "- Topics:"
    yield "    - topics/index.md"
    yield from _topics(survey.taxonomy, "    ")
    if "unplaced" in sections:
        yield "    - Outside the taxonomy: unplaced.md"
    if survey.spots:
        yield "- Map: map.md"
    yield "- Works: papers.md"
    yield "- Browse: by/index.md"
    yield "- Bibliography: bibliography.md"
    yield "- Glossary: glossary.md"
    if editions(survey):
        yield "- New: new.md"
    yield "- Methods:"
    yield "    - How it was made: methods.md"
    yield "    - Placement: placement.md"
    yield "    - Completeness: completeness.md"
    yield "    - Duplicates: duplicates.md"


def _further(pages: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the last lines of the part on methods, which `_lines` ends with."""
    yield from (f"    - {name}: {path}" for name, path in pages)


def _topics(topics: Iterable[Topic], indent: str) -> Iterator[str]:
    for topic in topics:
        title = json.dumps(html_title(topic.title), ensure_ascii=False)
        if not topic.topics:
            yield f"{indent}- {title}: topics/{topic.id}.md"
            continue
        yield f"{indent}- {title}:"
        yield f"{indent}    - Overview: topics/{topic.id}.md"
        yield from _topics(topic.topics, f"{indent}    ")
