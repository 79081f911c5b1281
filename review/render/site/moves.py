"""Pages at addresses that earlier editions had: where what stood there is now, or that it left.

They are out of the navigation, the search and the sitemap; should what stood there come back, so
does its page.
"""

import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment

from review.model import Departed, Json, Page
from review.render.book import Book
from review.render.site.page import page

_MATTER: dict[str, Json] = {
    "hide": ["navigation", "toc"], "search": {"exclude": True}, "robots": "noindex"
}  # fmt: skip
_ROBOTS = '\nrobots: "noindex"'


def moves(book: Book, jinja: Environment, made: Sequence[Page]) -> Iterator[Page]:
    """Yield a page at every address that was published and that none of `made` has.

    The bibliography of a topic that left is that of the topic in its place.
    """
    here = {page.path: page.text for page in made}
    yield from (one for one in _all(book, jinja, set(here)) if one.path not in here)
    for topic in book.survey.before.topics:
        text, old = here.get(f"topics/{topic.to}.bib"), f"topics/{topic.topic}.bib"
        if text is not None and old not in here:
            yield Page(old, text)


def is_former(text: str) -> bool:
    """Whether the text of a page is that of one at a former address."""
    return _ROBOTS in text.partition("\n---\n")[0]


def _all(book: Book, jinja: Environment, made: set[str]) -> Iterator[Page]:
    before = book.survey.before
    gone = {one.key: one for one in before.departed}
    aliases = [(old, one.key) for one in book.survey.papers for old in one.aliases]
    for old, key in dict((*before.keys, *aliases)).items():
        name = book.titles.get(key) or (gone[key].title if key in gone else "") or key
        yield _moved(book, jinja, f"papers/{old}.md", f"papers/{key}.md", name)
    for one in before.departed:
        yield _left(book, jinja, one)
    for topic in before.topics:
        to, name = book.path(topic.to), book.title(topic.to)
        if not topic.to:
            to, name = "topics/index.md", "Topics"
        yield _moved(book, jinja, f"topics/{topic.topic}.md", to, name, topic.title)
    for path in before.pages:
        if path not in made:
            yield _moved(book, jinja, path, nearest(path, made), "")


def nearest(path: str, made: set[str]) -> str:
    """Return the page that is nearest to one that is no more: the index it belonged to."""
    folder, name = posixpath.split(path.removesuffix(".md"))
    tried = [posixpath.join(folder, name.split("--")[0])]
    while folder:
        tried += [f"{folder}/index", folder]
        folder = posixpath.dirname(folder)
    return next((f"{one}.md" for one in tried if f"{one}.md" in made), "index.md")


def _moved(
    book: Book, jinja: Environment, path: str, to: str, name: str, before: str = ""
) -> Page:
    """Return the page that sends on to another one; `name` is the other's, `before` its own."""
    matter: dict[str, Json] = {"title": before or name or "Moved", **_MATTER}
    return page(
        jinja, book, path, "moved", {**matter, "moved": to.removesuffix(".md")},
        to=to, name=name, before=before,
    )  # fmt: skip


def _left(book: Book, jinja: Environment, one: Departed) -> Page:
    matter: dict[str, Json] = {"title": one.title or one.key, **_MATTER}
    return page(jinja, book, f"papers/{one.key}.md", "left", matter, work=one)
