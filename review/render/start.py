"""The files of a new survey folder, from the templates in `init/` and the theme of the website."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from review import __version__
from review.model import Page
from review.render.environment import angled, template_folders

_INIT, _THEME = "init", "theme"


def render_start(title: str) -> Iterable[Page]:
    """Yield the files of a survey called `title`, their paths relative to its folder."""
    jinja = angled(str, None)
    jinja.filters["yaml"] = _scalar
    shipped = template_folders(None)[0]
    for name in _files(shipped / _INIT):
        text = jinja.get_template(f"{_INIT}/{name}").render(title=title, version=__version__)
        yield Page(name, text)
    for name in _files(shipped / _THEME):
        path = f"{_THEME}/{name}"
        yield Page(f"templates/{path}", (shipped / path).read_text(encoding="utf-8"))


def _files(folder: Path) -> Iterator[str]:
    """Yield the files of a folder, sorted, relative to it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _scalar(text: str) -> str:
    """Return `text` as a YAML scalar: a JSON string is one."""
    return json.dumps(text, ensure_ascii=False)
