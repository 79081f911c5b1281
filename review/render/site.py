"""The survey as Markdown pages for MkDocs: one function a kind of page, templates in `site/`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape as escape_html
from itertools import groupby
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from review.model import UNPLACED, Json, Page, Paper, Survey, Topic
from review.render import bibtex, figures, texescape, works
from review.render.book import Book
from review.render.chart import HUES, chart, neighbours
from review.render.comparison import columns
from review.render.completeness import SHOWN as SHOWN_LACKING
from review.render.completeness import completeness, lacks
from review.render.duplicates import duplicates
from review.render.environment import assets, environment
from review.render.machine import schema, survey_tags, tags
from review.render.markdown import address, attribute, escape, front_matter, html_title, slug
from review.render.placement import SHOWN, in_words, pin, placement
from review.render.prose import Prose, author_list, links
from review.render.reading import SHOWN as PROBLEMS
from review.render.reading import readings, reasons, told
from review.render.tree import WIDTH, trees
from review.text.markup import clean

Context = Mapping[str, object]
_SEE_ALSO = 6


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield every page of the site, its assets and the bibliography of each topic."""
    book, jinja = Book(survey), environment(escape, root)
    jinja.filters.update(attribute=_attribute, code=_code, clean=clean, thousands="{:,}".format)
    jinja.filters.update(in_words=in_words, pin=pin)
    jinja.filters.update(families=works.families, all_names=author_list)
    for pages in KINDS:
        yield from pages(book, jinja)
    for name, text in assets(root):
        yield Page(f"assets/{name}", text)


def _attribute(text: str) -> Markup:
    return Markup(attribute(text))  # noqa: S704


def _code(text: str) -> Markup:
    return Markup(escape_html(text))  # noqa: S704


def _page(
    jinja: Environment, book: Book, path: str, kind: str, matter: Mapping[str, Json], **more: object
) -> Page:
    """One page: `matter` is its front matter, and its title is what the template puts in `h1`."""
    title = str(matter["title"])
    head = front_matter({**matter, "title": html_title(title)})
    text = jinja.get_template(f"site/{kind}.md").render(
        book=book, survey=book.survey, p=Prose(book, path), head=head, title=title, **more
    )
    return Page(path, _tidy(text))


def _tidy(text: str) -> str:
    """Return `text` without trailing spaces and runs of empty lines, ending in a newline."""
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


# ── home ─────────────────────────────────────────────────────────────────────────────────────


def _home(book: Book, jinja: Environment) -> Iterator[Page]:
    survey = book.survey
    matter: dict[str, Json] = {"title": survey.title, "hide": ["navigation", "toc"]}
    matter["citation"] = survey_tags(survey)
    if survey.description:
        matter["description"] = attribute(survey.description)
    yield _page(
        jinja, book, "index.md", "home", matter,
        chart=figures.years(survey.papers, book.themes), hues=HUES,
        map=chart(survey.spots, survey.taxonomy) if survey.spots else None,
        dated=sum(paper.year is not None for paper in survey.papers),
        span=_span(survey.papers),
        how_to_cite=_survey_entry(survey),
        url=address(survey.url),
    )  # fmt: skip


def _survey_entry(survey: Survey) -> str:
    """The BibTeX of the survey itself, from the fields that a person gave."""
    people = [" ".join(name.split()) for name in survey.authors]
    fields = {
        "author": " and ".join(texescape.escape(name) for name in people if name),
        "title": bibtex.title_field(survey.title),
        "year": survey.date[:4] if re.match(r"\d{4}\b", survey.date) else "",
        "url": bibtex.address(survey.url),
    }
    key = slug(survey.title).split("-")[0] + fields["year"]
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{key or 'survey'},", *lines, "}"))


def _span(papers: Iterable[Paper]) -> str:
    years = sorted({paper.year for paper in papers if paper.year})
    return "–".join(dict.fromkeys(map(str, (*years[:1], *years[-1:]))))


# ── topics ───────────────────────────────────────────────────────────────────────────────────


def _topics(book: Book, jinja: Environment) -> Iterator[Page]:
    yield _page(
        jinja, book, "topics/index.md", "topics", {"title": "Topics", "hide": ["toc"]},
        trees=trees(book.survey.taxonomy, book.below), width=WIDTH,
    )  # fmt: skip
    for topic in book.topics.values():
        matter: dict[str, Json] = {"title": topic.title, "search": {"boost": 2}}
        if topic.description:
            matter["description"] = attribute(topic.description)
        path = book.path(topic.id)
        yield _page(jinja, book, path, "topic", matter, **_theme(book, topic, path))
        yield Page(f"topics/{topic.id}.bib", _bib(book, book.below[topic.id]))


def _theme(book: Book, topic: Topic, path: str) -> Context:
    """What a topic's page shows, its paragraphs by kind."""
    section = book.sections[topic.id]
    blocks = Prose(book, path).blocks(section.paragraphs)
    return {
        "topic": topic,
        "section": section,
        "blocks": {
            kind: [(item, slug(item.heading), text) for item, text in found]
            for kind, found in groupby(blocks, key=lambda block: block[0].kind)
        },
        "filed": [key for key in section.papers if key not in section.bare],
        "works": book.below[topic.id],
        "span": _span(book.papers[key] for key in book.below[topic.id]),
        "columns": columns(section.table),
        "shared": book.shared(topic.id)[:_SEE_ALSO],
        "siblings": _siblings(book, topic),
    }


def _siblings(book: Book, topic: Topic) -> tuple[Topic, ...]:
    """The topics beside this one: under the same parent, or roots like it."""
    above = book.above[topic.id]
    beside = above[-1].topics if above else book.survey.taxonomy
    return tuple(other for other in beside if other.id != topic.id)


def _bib(book: Book, keys: Iterable[str]) -> str:
    return bibtex.bibliography([book.papers[key] for key in keys])


def _unplaced(book: Book, jinja: Environment) -> Iterator[Page]:
    section = book.sections.get(UNPLACED)
    if section is None:
        return
    blocks = Prose(book, f"{UNPLACED}.md").blocks(section.paragraphs)
    matter: dict[str, Json] = {"title": book.title(UNPLACED), "hide": ["toc"]}
    yield _page(
        jinja, book, f"{UNPLACED}.md", "unplaced", matter,
        section=section, blocks=blocks, columns=columns(section.table),
    )  # fmt: skip


# ── papers ───────────────────────────────────────────────────────────────────────────────────


def _papers(book: Book, jinja: Environment) -> Iterator[Page]:
    queue = placement(book.survey).queue
    for paper in book.survey.papers:
        path = f"papers/{paper.key}.md"
        matter: dict[str, Json] = {
            "title": Prose(book, path).title(paper.key),
            "hide": ["navigation", "toc"],
            "citation": tags(paper),
            "schema": schema(paper),
        }
        yield _page(
            jinja, book, path, "paper", matter,
            paper=paper,
            authors=author_list(paper),
            links=links(paper),
            extract=book.extracts.get(paper.key),
            assignment=book.assignments.get(paper.key),
            queued=paper.key in queue,
            related=book.related.get(paper.key, ()),
            bibtex=bibtex.entry(paper).strip(),
            lacking=lacks(paper),
        )  # fmt: skip


# ── lists ────────────────────────────────────────────────────────────────────────────────────


def _bibliography(book: Book, jinja: Environment) -> Iterator[Page]:
    matter: dict[str, Json] = {"hide": ["navigation"], "search": {"exclude": True}}
    letters: dict[str, list[str]] = {}
    for paper in book.alphabet:  # what is no letter may stand before "a" and after "z"
        letters.setdefault(book.initial(paper), []).append(paper.key)
    title = {"title": "Bibliography"}
    if not book.is_split:
        yield _page(
            jinja, book, "bibliography.md", "bibliography", {**title, **matter}, letters=letters
        )
        return
    yield _page(jinja, book, "bibliography.md", "letters", {**title, **matter}, letters=letters)
    for initial, keys in letters.items():
        named = {"title": f"Bibliography: {initial.upper()}"}
        yield _page(
            jinja, book, f"bibliography/{initial}.md", "bibliography", {**named, **matter},
            letters={initial: keys},
        )  # fmt: skip


def _tables(book: Book, jinja: Environment) -> Iterator[Page]:
    matter: dict[str, Json] = {"hide": ["navigation", "toc"], "search": {"exclude": True}}
    pages = works.listings(book)
    if pages[0].path != "papers.md":
        yield _page(jinja, book, "papers.md", "years", {"title": "Works", **matter}, pages=pages)
    for listing in pages:
        years = {book.papers[key].year or 0 for key in listing.keys} - {0}
        named = {"title": f"Works: {listing.name}" if listing.name else "Works"}
        yield _page(
            jinja, book, listing.path, "papers", {**named, **matter},
            listing=listing,
            keys=listing.keys,
            years=sorted(years, reverse=True),
            topics=works.choices(book, listing.keys),
        )  # fmt: skip


def _glossary(book: Book, jinja: Environment) -> Iterator[Page]:
    matter: dict[str, Json] = {
        "title": "Glossary", "hide": ["navigation", "toc"], "search": {"exclude": True}
    }  # fmt: skip
    yield _page(jinja, book, "glossary.md", "glossary", matter)


def _methods(book: Book, jinja: Environment) -> Iterator[Page]:
    survey = book.survey
    boxes = figures.flow(survey.counts, len(survey.sources))
    problems = told(survey.problems)
    matter: dict[str, Json] = {"title": "Methods", "hide": ["navigation"]}
    yield _page(
        jinja, book, "methods.md", "methods", matter,
        boxes=boxes,
        height=figures.flow_height(boxes),
        readings=readings(survey.sources),
        dropped=reasons(survey.sources),
        problems=problems[:PROBLEMS],
        unshown=sum(one.count for one in problems[PROBLEMS:]),
    )  # fmt: skip


def _map(book: Book, jinja: Environment) -> Iterator[Page]:
    spots = book.survey.spots
    if not spots:
        return
    matter: dict[str, Json] = {"title": "Map", "hide": ["navigation", "toc"]}
    yield _page(
        jinja, book, "map.md", "map", {**matter, "search": {"exclude": True}},
        chart=chart(spots, book.survey.taxonomy), beside=neighbours(spots),
    )  # fmt: skip


def _placement(book: Book, jinja: Environment) -> Iterator[Page]:
    matter: dict[str, Json] = {"title": "How works were filed", "search": {"boost": 0.5}}
    found = placement(book.survey)
    yield _page(
        jinja, book, "placement.md", "placement", {**matter, "hide": ["navigation"]},
        found=found, shown=SHOWN,
    )  # fmt: skip


def _completeness(book: Book, jinja: Environment) -> Iterator[Page]:
    matter: dict[str, Json] = {"title": "Completeness", "search": {"boost": 0.5}}
    yield _page(
        jinja, book, "completeness.md", "completeness", {**matter, "hide": ["navigation"]},
        found=completeness(book.survey.papers), shown=SHOWN_LACKING,
    )  # fmt: skip


def _duplicates(book: Book, jinja: Environment) -> Iterator[Page]:
    matter: dict[str, Json] = {"title": "Duplicates", "search": {"boost": 0.5}}
    found = duplicates(book.survey)
    yield _page(
        jinja, book, "duplicates.md", "duplicates", {**matter, "hide": ["navigation"]}, found=found
    )


KINDS: tuple[Callable[[Book, Environment], Iterator[Page]], ...] = (
    _home,
    _topics,
    _papers,
    _bibliography,
    _tables,
    _glossary,
    _methods,
    _placement,
    _map,
    _completeness,
    _duplicates,
    _unplaced,
)
