"""The works in lists: the bibliography, the table, the map; and the glossary."""

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import Environment

from review.model import Json, Page
from review.render import works
from review.render.bibtex import shown_year
from review.render.book import Book
from review.render.chart import HUES, chart, neighbours
from review.render.editions import editions
from review.render.site.page import Shown, page, shown

_FULL = 3  # editions of which the works are listed
_SHOWN = 200  # works of an edition that are listed


def bibliography(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the bibliography, a page a letter where it is long."""
    matter: dict[str, Json] = {"hide": ["navigation"], "search": {"exclude": True}}
    letters: dict[str, list[str]] = {}
    for paper in book.alphabet:  # what is no letter may stand before "a" and after "z"
        letters.setdefault(book.initial(paper), []).append(paper.key)
    title = {"title": "Bibliography"}
    if not book.is_split:
        yield page(
            jinja, book, "bibliography.md", "bibliography", {**title, **matter},
            letters=letters, pages={},
        )  # fmt: skip
        return
    yield page(jinja, book, "bibliography.md", "letters", {**title, **matter}, letters=letters)
    paths = {initial: f"bibliography/{initial}.md" for initial in letters}
    for initial, keys in letters.items():
        named = {"title": f"Bibliography: {initial.upper() if len(initial) == 1 else 'Other'}"}
        yield page(
            jinja, book, paths[initial], "bibliography", {**named, **matter},
            letters={initial: keys}, pages=paths,
        )  # fmt: skip


def tables(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the table of the works, a page a year where they are many."""
    matter: dict[str, Json] = {"hide": ["navigation", "toc"], "search": {"exclude": True}}
    pages = works.listings(book)
    if pages[0].path != "papers.md":
        yield page(jinja, book, "papers.md", "years", {"title": "Works", **matter}, pages=pages)
    for listing in pages:
        years = {shown_year(book.papers[key]) or 0 for key in listing.keys} - {0}
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
        chart=chart(spots, book.survey.taxonomy), beside=neighbours(spots), hues=HUES,
    )  # fmt: skip


def news(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield what each edition brought, where editions have dates."""
    if editions(book.survey):
        yield shown(jinja, book, "new.md", "new", _brought)


def _brought(book: Book) -> Shown:
    matter: dict[str, Json] = {"title": "What is new", "search": {"exclude": True}}
    return {**matter, "hide": ["navigation", "toc"]}, {
        "editions": editions(book.survey),
        "full": _FULL,
        "shown": _SHOWN,
        "changed": _changed(book),
    }


def _changed(book: Book) -> Mapping[str, Sequence[str]]:
    """The topics that last changed in each edition, by its date."""
    dated: dict[str, list[str]] = {}
    for section in book.survey.sections:
        if section.changed and section.topic in book.topics:
            dated.setdefault(section.changed, []).append(section.topic)
    return dated


def glossary(book: Book, jinja: Environment) -> Iterator[Page]:
    """Yield the glossary."""
    matter: dict[str, Json] = {
        "title": "Glossary", "hide": ["navigation", "toc"], "search": {"exclude": True}
    }  # fmt: skip
    topics = [
        (section.topic, paragraph.quotes[0])
        for section in book.survey.sections
        for paragraph in section.paragraphs[:1]
        if paragraph.kind == "definition" and section.topic in book.topics
    ]
    yield page(jinja, book, "glossary.md", "glossary", matter, topics=topics)
