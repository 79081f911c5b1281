"""Pages of the website as MkDocs would make them now, one at a time and only when asked for.

The whole website takes MkDocs ten seconds; one page takes it some hundredths. So that a change is
seen at once, MkDocs runs here inside the process; everywhere else it is a process of its own.
"""

import logging
import os
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from review.config import text_of
from review.errors import ReviewError
from review.render import usable
from review.render.html import beside

_MAX_TOLD = 12
_MISTAKES = (MkDocsException, OSError, ValueError)
"""What MkDocs raises on a setting or a page that it cannot use; a page may be no UTF-8."""


Made = tuple[bytes, tuple[str, ...]]
"""The HTML of a page, and what MkDocs warned of as it made it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The website of one moment: its settings, files and navigation, and the pages made so far."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    theme: Any
    by_address: Mapping[str, File]
    said: tuple[str, ...] = ()
    made: dict[str, Made] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def content(self, address: str) -> bytes | None:
        """Return the file at `address`, such as `topics/index.html`; None where MkDocs makes none.

        Raises `ReviewError` on a page that cannot be made.
        """
        file = self.by_address.get(address)
        if file is None:
            return None
        try:
            return self._page(file)[0] if file.is_documentation_page() else file.content_bytes
        except OSError as error:
            raise ReviewError(f"{file.src_uri}: cannot be read: {error.strerror}") from error

    def warnings(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return what MkDocs warns of in its settings and these pages, by their paths in `site/`.

        Raises `ReviewError` on a page that cannot be made.
        """
        found = [self.files.get_file_from_path(name) for name in names]
        pages = [one for one in found if one and one.is_documentation_page()]
        return (*self.said, *(line for page in pages for line in self._page(page)[1]))

    def _page(self, file: File) -> Made:
        with self.lock:  # MkDocs keeps the page at work in its settings
            if file.src_uri not in self.made:
                self.made[file.src_uri] = self._make(file)
            return self.made[file.src_uri]

    def _make(self, file: File) -> Made:
        assert file.page is not None
        with _heard() as said:
            try:
                with usable():
                    html = self._rendered(file.page).encode("utf-8", "xmlcharrefreplace")
            except _MISTAKES as error:
                raise ReviewError(f"mkdocs: {file.src_uri}: {_told(said, error)}") from error
        return html, tuple(said)

    def _rendered(self, page: Page) -> str:
        """Return the HTML of a page by the steps, and with the plugins, of `mkdocs build`."""
        config, files, plugins = self.config, self.files, self.config.plugins
        page = plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )
        page.active = True
        try:
            context = get_context(self.nav, files.documentation_pages(), config, page)
            template = self.theme.get_template(page.meta.get("template", "main.html"))
            context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            return plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False


def preview(root: Path, url: str = "", before: Preview | None = None) -> Preview:
    """Return the website that MkDocs would make of the survey folder `root` now.

    `url` is where the survey stands on the web. From a preview `before`, with the same settings and
    theme, it takes the templates, compiled, and the files of the theme. Raises `ReviewError` with
    what MkDocs says against its settings or a page of the navigation.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with _heard() as said:
        try:
            with usable():
                return replace(_preview(root, url, before), said=tuple(said))
        except _MISTAKES as error:
            raise ReviewError(f"mkdocs.yml: {_told(said, error)}") from error


def _preview(root: Path, url: str, before: Preview | None) -> Preview:
    path = (root / "mkdocs.yml").resolve()
    more: dict[str, Any] = {**beside(root, text_of(path), url)}
    config = load_config(str(path), **more)
    plugins = config.plugins
    plugins.on_startup(command="serve", dirty=False)
    config = plugins.on_config(config)
    plugins.on_pre_build(config=config)
    files = get_files(config)
    theme = before.theme if before else config.theme.get_env()
    if before:
        _take_over(files, before.files, config.theme.dirs)
    else:
        files.add_files_from_theme(theme, config)
    files = plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for file in files.documentation_pages():
        if file.page is None:
            Page(None, file, config)
    for page in nav.pages:  # the navigation shows the titles of its pages
        page.read_source(config)
    theme = plugins.on_env(theme, config=config, files=files)
    shown = {file.dest_uri: file for file in files if file.inclusion is not InclusionLevel.EXCLUDED}
    return Preview(config, files, nav, theme, shown)


def _take_over(files: Files, before: Files, theme: Collection[str]) -> None:
    """Add the files of the theme, in these folders, from those of the preview before."""
    for file in before:
        if file.src_dir in theme and files.get_file_from_path(file.src_uri) is None:
            files.append(file)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Give the list of what MkDocs warns of meanwhile, in place of the terminal."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


def _told(said: list[str], error: Exception) -> str:
    return "\n".join(said[-_MAX_TOLD:] or [str(error)])
