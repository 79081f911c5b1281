"""The works in lists: the bibliography, the table, the map; and the glossary."""

from collections.abc import Iterator

from jinja2 import Environment

from review.model import Json, Page
from review.render import works
from review.render.book import Book
from review.render.chart import chart, neighbours
from review.render.site.page import page


def bibliography(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the bibliography, a page a letter where it is long."""
    matter: dict[str, Json] = {"hide": ["navigation"], "search": {"exclude": True}}
    letters: dict[str, list[str]] = {}
    for paper in book.alphabet:  # what is no letter may stand before "a" and after "z"
        letters.setdefault(book.initial(paper), []).append(paper.key)
    title = {"title": "Bibliography"}
    if not book.is_split:
        yield page(
            jinja, book, "bibliography.md", "bibliography", {**title, **matter}, letters=letters
        )
        return
    yield page(jinja, book, "bibliography.md", "letters", {**title, **matter}, letters=letters)
    for initial, keys in letters.items():
        named = {"title": f"Bibliography: {initial.upper()}"}
        yield page(
            jinja, book, f"bibliography/{initial}.md", "bibliography", {**named, **matter},
            letters={initial: keys},
        )  # fmt: skip


def tables(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the table of the works, a page a year where they are many."""
    matter: dict[str, Json] = {"hide": ["navigation", "toc"], "search": {"exclude": True}}
    pages = works.listings(book)
    if pages[0].path != "papers.md":
        yield page(jinja, book, "papers.md", "years", {"title": "Works", **matter}, pages=pages)
    for listing in pages:
        years = {book.papers[key].year or 0 for key in listing.keys} - {0}
        named = {"title": f"Works: {listing.name}" if listing.name else "Works"}
        yield page(
            jinja, book, listing.path, "papers", {**named, **matter},
            listing=listing,
            keys=listing.keys,
            years=sorted(years, reverse=True),
            topics=works.choices(book, listing.keys),
        )  # fmt: skip


def atlas(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the map, where there is one."""
    spots = book.survey.spots
    if not spots:
        return
    matter: dict[str, Json] = {"title": "Map", "hide": ["navigation", "toc"]}
    yield page(
        jinja, book, "map.md", "map", {**matter, "search": {"exclude": True}},
        chart=chart(spots, book.survey.taxonomy), beside=neighbours(spots),
    )  # fmt: skip


def glossary(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the glossary."""
    matter: dict[str, Json] = {
        "title": "Glossary", "hide": ["navigation", "toc"], "search": {"exclude": True}
    }  # fmt: skip
    yield page(jinja, book, "glossary.md", "glossary", matter)
