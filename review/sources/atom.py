"""Atom and RSS: the answers of the arXiv API and its listings, and feeds of other archives."""

import html
import re
from typing import Any

from review.model import Batch, Dropped, Json, Origin, Problem, Record, Source
from review.sources.fields import arxiv_of, doi_of, people, person, squeeze, year_of
from review.sources.nested import record
from review.sources.xmltree import Element, elements

FORMAT = "atom"
_NEAR = 20_000  # characters in which the root and the first entry stand
_FEED = re.compile(r"<(?:\w+:)?(?:feed|rss|rdf:RDF)[\s>]")
_PAPER = re.compile(r"(?:arxiv\.org|<(?:\w+:)?(?:summary|creator|author)[\s>])", re.IGNORECASE)
# What RSS writes before an abstract, and behind a title.
_ANNOUNCED = re.compile(
    r"\s*arXiv:(?P<id>\S+)\s+Announce Type:\s*\S+\s+Abstract:\s*", re.IGNORECASE
)
_BEHIND = re.compile(r"\s*\(arXiv:(?P<id>\S+)\s+\[(?P<class>[\w.-]+)\][^()]*\)\s*$")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")  # of HTML
_TAG = re.compile(r"<[^<>]*>")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MAILED = re.compile(r"(?:\w{3},\s*)?(\d{1,2})\s+(\w{3})\w*\s+(\d{4})")
_READ = frozenset(
    "id title summary abstract description author creator published pubdate date updated link "
    "primary_category category doi comment content guid".split()
)


def sniff(text: str) -> bool:
    """Return whether a text is a feed, and its first entries look like papers."""
    head = text[:_NEAR]
    return head.lstrip("\ufeff \t\n").startswith("<") and bool(
        _FEED.search(head) and _PAPER.search(head)
    )


def read(text: str, name: str) -> Batch:
    """Return one record for each entry; lines that were wrapped are joined.

    The reference to a journal stays as it is, in `extra`: it is not certain to name one.
    """
    records: list[Record] = []
    dropped: list[Dropped] = []
    faults: list[tuple[int, str]] = []
    text = _NAMED.sub(lambda found: html.unescape(found[0]), text)
    for entry in elements(text, frozenset(("entry", "item")), faults):
        origin = Origin(name, entry.line)
        if "/api/errors" in _text(entry, "id"):
            reason = "is an error of the service, not a paper"
            dropped.append(Dropped(origin, squeeze(_text(entry, "summary")), reason))
        else:
            records.append(_entry(entry, origin))
    problems = [Problem(f"{name}:{line}", message) for line, message in faults]
    source = Source(name, FORMAT, len(records), tuple(dropped), tuple(problems))
    return Batch(tuple(records), (source,))


def _entry(entry: Element, origin: Origin) -> Record:
    title, behind = _title(entry)
    link, links = _links(entry)
    abstract, number = _abstract(entry)
    arxiv = next((link.split("/abs/", 1)[1] for link in links if "arxiv.org/abs/" in link), "")
    date = _date(entry)
    doi = doi_of(_text(entry, "doi") or next((link for link in links if "doi.org/" in link), ""))
    arxiv = arxiv_of(arxiv) or arxiv_of(number) or (arxiv_of(behind["id"]) if behind else "")
    authors, complete = _authors(entry)
    known: dict[str, Any] = {
        "title": title,
        "abstract": abstract,
        "authors": authors,
        "authors_complete": complete,
        "year": year_of(date),
        "doi": doi,
        "arxiv": arxiv,
        "url": link,
    }
    subject = next(iter(_all(entry, "primary_category")), None)
    classes = [e.attributes.get("term") or squeeze(e.text()) for e in _all(entry, "category")]
    details: dict[str, Json] = {
        "type": "preprint" if arxiv else "",
        "published": date,
        "primary_class": subject.attributes.get("term", "") if subject else "",
        "note": squeeze(_text(entry, "comment")),
    }
    if not details["primary_class"] and behind:
        details["primary_class"] = behind["class"]
    rest: dict[str, Json] = {"categories": [name for name in classes if name]}
    for child in entry.children:
        if child.lower not in _READ:
            rest.setdefault(child.name, squeeze(child.text()))
    return record(known, details, rest, origin)


def _all(element: Element, name: str) -> list[Element]:
    return [child for child in element.children if child.lower == name]


def _text(element: Element, name: str) -> str:
    """Return all text inside the first element called `name`, or nothing."""
    return next((child.text() for child in _all(element, name)), "")


def _first(element: Element, *names: str) -> str:
    return next(filter(None, (_text(element, name) for name in names)), "")


def _title(entry: Element) -> tuple[str, re.Match[str] | None]:
    """Return the title, and what a listing wrote behind it."""
    title = squeeze(_text(entry, "title"))
    behind = _BEHIND.search(title)
    return (title[: behind.start()] if behind else title), behind


def _abstract(entry: Element) -> tuple[str, str]:
    """Return the abstract, and the identifier that a listing wrote before it."""
    found = _first(entry, "summary", "abstract", "description", "content")
    text = squeeze(_TAG.sub(" ", found) if found.lstrip().startswith("<") else found)
    announced = _ANNOUNCED.match(text)
    return (text[announced.end() :], announced["id"]) if announced else (text, "")


def _authors(entry: Element) -> tuple[tuple[Any, ...], bool]:
    names = [squeeze(_text(author, "name")) for author in _all(entry, "author")]
    if any(names):
        return tuple(person(name) for name in names if name), True
    stated = [_TAG.sub("", e.text()) for e in (*_all(entry, "creator"), *_all(entry, "author"))]
    listed = [people(squeeze(text)) for text in stated if text.strip()]
    return tuple(author for found, _ in listed for author in found), all(c for _, c in listed)


def _links(entry: Element) -> tuple[str, list[str]]:
    """Return the page of the paper, and all links."""
    links = [squeeze(_text(entry, "id")), squeeze(_text(entry, "guid"))]
    links += [e.attributes.get("href") or squeeze(e.text()) for e in _all(entry, "link")]
    pages = [
        e.attributes.get("href") or squeeze(e.text())
        for e in _all(entry, "link")
        if e.attributes.get("rel", "alternate") == "alternate"
    ]
    web = [link for link in [*pages, *links] if link.startswith(("http://", "https://"))]
    return (web[0] if web else ""), links


def _date(entry: Element) -> str:
    """Return the day of publication as "2024-05-01"; of RSS only where it is a day in words."""
    text = _first(entry, "published", "date", "pubdate", "updated").strip()
    if re.match(r"\d{4}-\d\d-\d\d", text):
        return text[:10]
    found = _MAILED.match(text)
    if not found or found[2].casefold() not in _MONTHS:
        return ""
    return f"{found[3]}-{_MONTHS.index(found[2].casefold()) + 1:02}-{int(found[1]):02}"
