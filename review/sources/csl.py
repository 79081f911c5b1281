"""Items of CSL-JSON (schema 1.0.2), as Zotero, pandoc and citation-js write them, and Crossref's.

Crossref's works are nearly such items: titles are lists, types have other names, dates are many.
"""

import re
from collections.abc import Iterator
from typing import Any

from review.model import DETAILS, Author, Json, Origin, Record
from review.sources import datacite, nested
from review.sources.fields import arxiv_of, doi_of, person, squeeze
from review.sources.nested import Object, at, list_at, text_at

MARKS = (
    '"container-title"',
    '"issued"',
    '"date-parts"',
    '"DOI"',
    '"citation-key"',
    *datacite.MARKS,
)

TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "journal-article": "article", "review": "article", "review-book": "article",
    "paper-conference": "inproceedings", "proceedings-article": "inproceedings",
    "chapter": "incollection", "book-chapter": "incollection", "book-section": "incollection",
    "book-part": "incollection", "entry": "incollection", "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection", "reference-entry": "incollection",
    "book": "book", "monograph": "book", "edited-book": "book", "reference-book": "book",
    "collection": "book", "proceedings": "proceedings",
    "thesis": "thesis", "dissertation": "thesis", "report": "report",
    "article": "preprint", "posted-content": "preprint", "preprint": "preprint",
    "dataset": "dataset", "data": "dataset", "software": "software",
}  # fmt: skip
"""Types of CSL and Crossref, and the `type` of a record; others are "misc", kept as `entrytype`."""

_USUAL = frozenset(
    """article-journal paper-conference chapter book proceedings thesis report article dataset
    software document journal-article proceedings-article book-chapter dissertation posted-content
    preprint""".split()
)
_DATES = ("issued", "published", "published-print", "published-online", "posted", "created", "year")
# The first member that is there is the detail; the others stay what they are.
_DETAILS = {
    "volume": ("volume",), "number": ("issue", "number"), "edition": ("edition",),
    "series": ("collection-title",), "address": ("publisher-place", "publisher-location"),
    "isbn": ("ISBN",), "issn": ("ISSN",), "pmid": ("PMID",), "pmcid": ("PMCID",),
    "language": ("language",), "note": ("note",),
}  # fmt: skip
_OWN = frozenset("DOI issued container-title citation-key ISSN ISBN publisher-place".split())
_FOREIGN = frozenset("paperId openalex abstract_inverted_index authorships authors".split())
_TAKEN = frozenset((*DETAILS, "key"))
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)")
_ARXIV = re.compile(r"\barxiv\b", re.IGNORECASE)
_DOTTED = re.compile(r"\barxiv\.(?=\d)", re.IGNORECASE)
_KEY = re.compile(r"[^\s/#,{}]+")


def fits(value: Object) -> bool:
    """Return whether an object is an item of CSL-JSON, a work of Crossref or of DataCite."""
    if datacite.fits(value):
        return True
    if not _FOREIGN.isdisjoint(value):
        return False
    kind = str(value.get("type"))
    typed = kind in TYPES and "-" in kind
    people = any(isinstance(one, dict) for one in list_at(value, "author"))
    told = not _OWN.isdisjoint(value) or people
    return (typed and ("title" in value or told)) or (told and "title" in value)


def item(value: Object, origin: Origin) -> tuple[Record, list[str]]:
    """Return the record of an item, and what is wrong with it."""
    left = dict(datacite.translated(value) if datacite.fits(value) else value)
    messages: list[str] = []
    stated = _text(left.pop("type", ""))
    type_ = TYPES.get(stated, "misc")
    known: dict[str, Any] = {"title": _title(left), "venue": _venue(left)}
    abstract = left.pop("abstract", "")
    known["abstract"] = abstract if isinstance(abstract, str) else ""
    people = tuple(_people(left, "author", messages))
    known["authors"] = tuple(author for author in people if not _other(author))
    known["authors_complete"] = len(known["authors"]) == len(people)
    details: dict[str, Json] = {"type": type_, **_dated(left, known)}
    details["key"] = _key(left, known)
    _identify(left, known, messages)
    if editors := list(_people(left, "editor", messages)):
        details["editors"] = [{"given": one.given, "family": one.family} for one in editors]
    details |= _further(left, type_)
    rest: dict[str, Json] = {} if stated in _USUAL or not stated else {"entrytype": stated}
    for name, found in left.items():
        rest[f"csl-{name}" if name in _TAKEN else name] = found
    return nested.record(known, details, rest, origin), messages


def _text(value: Json) -> str:
    """Return a text, or the first of a list of them, on one line."""
    found = value[0] if isinstance(value, list) and value else value
    return text_at({"": found}, "")


def _title(left: Object) -> str:
    """Return the title with Crossref's subtitle, which its title does not hold."""
    title = _text(left.pop("title", ""))
    subtitle = _text(left.get("subtitle"))
    if subtitle and isinstance(left.pop("subtitle"), list) and subtitle not in title:
        title = (
            f"{title}: {subtitle}" if title and title[-1] not in ":.?!" else f"{title} {subtitle}"
        )
    return squeeze(title)


def _venue(left: Object) -> str:
    names = left.pop("container-title", "")
    if isinstance(names, list) and len(names) > 1:
        left["container-title"] = names[1:]
    if found := _text(names):
        return found
    event = left.get("event-title") or at(left, "event", "name") or left.get("event")
    return _text(event) if isinstance(event, str) else ""


# ── people ───────────────────────────────────────────────────────────────────────────────────


def _people(left: Object, role: str, messages: list[str]) -> Iterator[Author]:
    """Yield the people of a role; what is no name is told."""
    members = left.pop(role, None)
    for member in members if isinstance(members, list) else [members]:
        author = _person(member)
        if author.family or author.given:
            yield author
        elif member not in (None, "", {}, []):
            messages.append(f"{role}: {str(member)[:40]!r} is not a name; left out")


def _person(member: Json) -> Author:
    if isinstance(member, str):
        return person(member)
    names = ("non-dropping-particle", "family", "suffix", "given", "dropping-particle")
    particle, family, suffix, given, dropped = (text_at(member, name) for name in names)
    if not family:
        return Author(text_at(member, "literal") or text_at(member, "name") or given)
    return Author(squeeze(f"{particle} {family} {suffix}"), squeeze(f"{given} {dropped}"))


def _other(author: Author) -> bool:
    return str(author).casefold().rstrip(".") in ("others", "et al")


# ── dates and identifiers ────────────────────────────────────────────────────────────────────


def _dated(left: Object, known: dict[str, Any]) -> dict[str, Json]:
    """Put the year into `known` and return the date where it says more."""
    for name in _DATES:
        date = _date(left.get(name))
        if date:
            left.pop(name)
            known["year"] = int(date[:4])
            return {"published": date} if len(date) > 4 else {}
    return {}


def _date(value: Json) -> str:
    """Return "2024", "2024-05" or "2024-05-01", of a range its first day, or nothing."""
    parts = list_at(value, "date-parts")
    first = parts[0] if parts and isinstance(parts[0], list) else []
    stated = "-".join(text for part in first if (text := _text(part)))
    texts = (stated, *(text_at(value, name) for name in ("raw", "literal", "date-time")))
    for text in (*texts, text_at({"": value}, "")):
        if (found := _DATE.search(text)) and 1000 <= int(found[1]) < 3000:
            month, day = (int(part or 0) for part in (found[2], found[3]))
            year = found[1]
            if not 1 <= month <= 12:
                return year
            return f"{year}-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")
    return ""


def _key(left: Object, known: dict[str, Any]) -> str:
    """Return the citation key; the id is one too, unless it is an address or a number."""
    key = _text(left.pop("citation-key", ""))
    id_ = left.pop("id", "")
    if isinstance(id_, str | int) and not isinstance(id_, bool) and id_ != "":
        known["id"] = id_
        plain = isinstance(id_, str) and _KEY.fullmatch(id_) and not id_.isdecimal()
        return key or (str(id_) if plain and "://" not in str(id_) else "")
    return key


def _identify(left: Object, known: dict[str, Any], messages: list[str]) -> None:
    """Put the DOI, the address and the arXiv identifier into `known`."""
    doi = _text(left.pop("DOI", ""))
    known["doi"] = doi_of(doi)
    if doi and not known["doi"]:
        messages.append(f"DOI {doi[:40]!r} is not such an identifier; kept under extra")
        left["DOI"] = doi
    known["url"] = _text(left.pop("URL", ""))
    said = ("number", "archive_location", "eprint", "arxiv", "archive", "note", "publisher")
    texts = (known["doi"], known["url"], *(_text(left.get(name)) for name in said))
    if any(map(_ARXIV.search, texts)):
        named = (_DOTTED.sub("arXiv:", text) for text in texts)
        known["arxiv"] = next((found for text in named if (found := arxiv_of(text))), "")


# ── further details ──────────────────────────────────────────────────────────────────────────


def _further(left: Object, type_: str) -> dict[str, Json]:
    further: dict[str, Json] = {}
    for detail, names in _DETAILS.items():
        name = next((name for name in names if left.get(name)), "")
        if value := _text(left.get(name)):
            found = left.pop(name)
            further[detail] = value
            if isinstance(found, list) and found[1:]:
                left[name] = found[1:]
    if page := _text(left.pop("page", "")):
        further["pages"] = re.sub(r"\s*[–—-]+\s*", "-", page)
    publisher = _text(left.pop("publisher", ""))
    house = _text(at(left, "institution")) or text_at({"": _name(left.get("institution"))}, "")
    if house:
        left.pop("institution")
    elif type_ in ("thesis", "report"):
        publisher, house = "", publisher
    words = left.pop("keyword", left.pop("subject", ""))
    text = words if isinstance(words, str) else ""
    listed = words if isinstance(words, list) else text.split(";" if ";" in text else ",")
    return further | {
        "publisher": publisher,
        "institution": house,
        "keywords": [word for one in listed if (word := _text(one))],
    }


def _name(value: Json) -> Json:
    """Return the name of an institution, or of the first of a list of them."""
    first = value[0] if isinstance(value, list) and value else value
    return at(first, "name")
