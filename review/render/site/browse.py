"""The works by year, author, venue and tag, and side by side: pages to look things up in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from jinja2 import Environment

from review.model import Json, Page, Topic
from review.render import works
from review.render.bibtex import shown_year
from review.render.book import Book
from review.render.comparison import columns
from review.render.shelves import Shelf, folded, singular
from review.render.site.page import Shown, page, shown

KINDS = {"year": "Years", "author": "Authors", "venue": "Venues", "tag": "Tags"}
"""What the kinds of shelves are called."""

ROWS = 400
"""Rows of one page of the comparison, where works of all topics stand side by side."""

_ENTRIES = 250  # names on one page of an index, which keeps it below 100 kB
_TOP = 12
_MATTER: dict[str, Json] = {"hide": ["navigation", "toc"], "search": {"exclude": True}}


def browse(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the ways into the works: an index a kind, and a page for what many have in common."""
    kinds = {kind: found for kind, found in book.shelves.items() if found}
    yield page(
        jinja, book, "by/index.md", "browse", {"title": "Browse", **_MATTER},
        tops={kind: _top(kind, found) for kind, found in kinds.items()},
        kinds=KINDS, all=kinds, compared=_sides(book)[:1],
    )  # fmt: skip
    longs = {folded(singular(short)): long for short, long, _ in reversed(book.survey.glossary)}
    for kind, found in kinds.items():
        yield from _index(book, jinja, kind, found)
        for shelf in found:
            if shelf.path:
                yield from _shelf(book, jinja, shelf, longs if kind == "tag" else {})


def _top(kind: str, found: Sequence[Shelf]) -> Sequence[Shelf]:
    """The shelves of most works, and of the years all."""
    paged = [shelf for shelf in found if shelf.path]
    if kind == "year":
        return paged
    return sorted(paged, key=lambda shelf: (-len(shelf.keys), shelf.sorting))[:_TOP]


def _index(book: Book, jinja: Environment, kind: str, found: Sequence[Shelf]) -> Iterator[Page]:
    """Yield the index of a kind; where the names are many, a page a letter holds them."""
    least = 2 if kind == "tag" else 1  # a tag of one work is no way to another
    found = [shelf for shelf in found if len(shelf.keys) >= least]
    paged = [shelf for shelf in found if shelf.path]
    letters = _letters(kind, found) if len(found) > _ENTRIES else ()
    crumb = {"of": kind, "kinds": KINDS, "links": {name: link for name, link, _ in letters}}
    yield page(
        jinja, book, f"by/{kind}/index.md", "shelves", {"title": KINDS[kind], **_MATTER},
        shelves=paged if letters else found, total=len(found), **crumb,
    )  # fmt: skip
    for name, path, shelves in letters:
        yield page(
            jinja, book, path, "shelves", {"title": f"{KINDS[kind]}: {name}", **_MATTER},
            shelves=shelves, total=len(shelves), **crumb,
        )  # fmt: skip


def _letters(kind: str, found: Sequence[Shelf]) -> Sequence[tuple[str, str, Sequence[Shelf]]]:
    """Return the name, the path and the shelves of each page of a long index."""
    stand: dict[str, list[Shelf]] = {}
    for shelf in found:
        stand.setdefault(shelf.letter, []).append(shelf)
    pages = []
    for letter, shelves in sorted(stand.items(), key=lambda item: (len(item[0]), item[0])):
        for number, start in enumerate(range(0, len(shelves), _ENTRIES), 1):
            again = f"--{number}" if number > 1 else ""
            name = letter.upper() if len(letter) == 1 else letter.capitalize()
            pages.append((
                f"{name} {number}" if again else name,
                f"by/{kind}/letter--{letter}{again}.md",
                shelves[start : start + _ENTRIES],
            ))  # fmt: skip
    return pages


def _shelf(
    book: Book, jinja: Environment, shelf: Shelf, longs: Mapping[str, str]
) -> Iterator[Page]:
    """Yield the pages of a shelf, the works of a year by their themes."""
    if shelf.kind == "year":
        shelf = replace(shelf, keys=tuple(sorted(shelf.keys, key=book.themes.__getitem__)))
    long = longs.get(folded(shelf.name), "")
    for number, (path, _) in enumerate(shelf.pages, 1):
        yield shown(jinja, book, path, "shelf", _stand, shelf, number, long)


def _stand(book: Book, shelf: Shelf, number: int, long: str) -> Shown:
    """What a page of a shelf shows."""
    path, keys = shelf.pages[number - 1]
    more = f", page {number}" if number > 1 else ""
    return {"title": f"{shelf.name}{more}", **_MATTER}, {
        "shelf": shelf,
        "kinds": KINDS,
        "long": long,
        "groups": _by_theme(book, keys) if shelf.kind == "year" else [("", keys)],
        "others": [(str(i), at) for i, (at, _) in enumerate(shelf.pages, 1) if at != path],
    }


def _by_theme(book: Book, keys: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """Return the works under the topics at the top; those without a place come last."""
    titles = [topic.title for topic in book.survey.taxonomy] + [book.title("")]
    return [
        (titles[theme], list(found))
        for theme, found in groupby(keys, key=book.themes.__getitem__)
    ]


# ── side by side ─────────────────────────────────────────────────────────────────────────────

Side = tuple[str, str, tuple[str, ...]]
"""The path and the name of a table, and the topics whose works it compares."""


def beside(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the comparison of the works of all topics, a page a theme where there are many."""
    sides = _sides(book)
    ways = tuple((name, path) for path, name, _ in sides)
    for path, name, topics in sides:
        yield shown(jinja, book, path, "beside", _side, path, name, topics, ways)


def _side(
    book: Book, path: str, name: str, topics: Sequence[str], ways: Sequence[tuple[str, str]]
) -> Shown:
    """What a page of the comparison shows."""
    rows = [(topic, row) for topic in topics for row in book.sections[topic].table]
    keys = [row.paper for _, row in rows]
    dated = {key: shown_year(book.papers[key]) for key in keys}  # as the works are cited
    return {"title": f"Side by side: {name}" if name else "Side by side", **_MATTER}, {
        "rows": rows,
        "columns": columns([row for _, row in rows]),
        "others": [way for way in ways if way[1] != path],
        "dated": dated,
        "years": sorted({year for year in dated.values() if year}, reverse=True),
        "topics": works.choices(book, keys),
    }


def _sides(book: Book) -> Sequence[Side]:
    themes = [(root, _compared(book, root)) for root in book.survey.taxonomy]
    found = tuple(id_ for _, ids in themes for id_ in ids)
    if sum(len(book.sections[id_].table) for id_ in found) <= ROWS:
        return [("by/comparison.md", "", found)] if found else []
    return [(f"by/comparison--{root.id}.md", root.title, ids) for root, ids in themes if ids]


def _compared(book: Book, root: Topic) -> tuple[str, ...]:
    return tuple(topic.id for topic in root.walk() if book.sections[topic.id].table)
