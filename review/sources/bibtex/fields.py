"""The fields of a .bib entry as those of a record: names of BibTeX, biblatex and exporters."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from review.model import DETAILS, Entry, Json, Origin, Record
from review.sources.bibtex.names import names
from review.sources.bibtex.tex import decode, verbatim
from review.sources.fields import arxiv_of, content_id, doi_of, year_of
from review.text.bibblock import MONTHS

TYPES = {
    "article": "article", "periodical": "article", "suppperiodical": "article",
    "inproceedings": "inproceedings", "conference": "inproceedings",
    "incollection": "incollection", "inbook": "incollection", "bookinbook": "incollection",
    "suppbook": "incollection", "suppcollection": "incollection", "inreference": "incollection",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "reference": "book", "mvreference": "book",
    "proceedings": "proceedings", "mvproceedings": "proceedings",
    "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "report": "report", "techreport": "report",
    "preprint": "preprint", "dataset": "dataset", "data": "dataset",
    "software": "software", "softwareversion": "software", "misc": "misc",
}  # fmt: skip
"""Entry types, and the `type` of a record; others are "misc", and kept as `entrytype`."""

_USUAL = {
    "article": "article", "inproceedings": "inproceedings", "incollection": "incollection",
    "book": "book", "proceedings": "proceedings", "phdthesis": "thesis", "techreport": "report",
    "thesis": "thesis", "report": "report",
    "misc": "misc", "preprint": "preprint", "dataset": "dataset", "software": "software",
}  # fmt: skip
_WHOLES = frozenset("book proceedings".split())
# The first field that is there is the detail; what a second one says beyond it stays.
_DETAILS: dict[str, tuple[str, ...]] = {
    "volume": ("volume",), "number": ("number", "issue"), "series": ("series",),
    "edition": ("edition",), "publisher": ("publisher",),
    "institution": ("institution", "school"), "address": ("address", "location"),
    "note": ("note",), "language": ("langid", "language"),
}  # fmt: skip
_VERBATIM = {"isbn": ("isbn",), "issn": ("issn",), "pmid": ("pmid",), "pmcid": ("pmcid",),
             "primary_class": ("primaryclass", "eprintclass")}  # fmt: skip
_PROSE = frozenset(
    """annotation annote comment comments maintitle mainsubtitle titleaddon eventtitle
    booktitleaddon shorttitle origtitle howpublished organization pagetotal venue type
    chapter addendum""".split()
)
"""Further fields that are TeX; the rest stay as they stand."""

_RENAMED = {"type": "genre", "key": "label"}
_TAKEN = frozenset((*DETAILS, *Entry.__dataclass_fields__)) - {"extra"}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_ARXIV_IN = re.compile(r"arxiv|\bcorr\b|\babs/", re.IGNORECASE)
_DOTTED = re.compile(r"\barxiv\.(?=\d|[a-z])(?!org\b)", re.IGNORECASE)
_DASHES = re.compile(r"\s*(?:[–—]|-{1,3})\s*")

Fields = dict[str, str]
Messages = list[str]


def record(kind: str, key: str, fields: Fields, origin: Origin) -> tuple[Record, Messages]:
    """Return the record that an entry states, and what is wrong with its fields."""
    left = {name: value for name, value in fields.items() if value.strip()}
    messages: Messages = []
    known: dict[str, Any] = {}
    extra: dict[str, Json] = {}
    known["title"] = _joined(left, "title", "subtitle")
    type_ = _type(kind, left, extra)
    if key:
        extra["key"] = key
    if not known["title"] and type_ in _WHOLES:
        known["title"] = _joined(left, "booktitle", "booksubtitle") or _taken(left, "maintitle")
    known["abstract"] = _taken(left, "abstract")
    for part in (_people, _dated, _identified):
        found, further = part(left, messages)
        known |= found
        extra |= further
    known["venue"] = _venue(type_, left)
    extra |= _details(left)
    if type_ == "misc" and known["arxiv"] and not known["venue"]:
        type_ = "preprint"
    ordered = {"type": type_, **extra, **_rest(left)}
    made = Record(id="", **known, extra=tuple(ordered.items()), origin=origin)
    return replace(made, id=content_id(made)), messages


def _taken(left: Fields, name: str) -> str:
    return decode(left.pop(name, ""))


def _joined(left: Fields, name: str, sub: str) -> str:
    """Return a title and its subtitle as one."""
    title, subtitle = _taken(left, name), _taken(left, sub)
    if not title or not subtitle:
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in ":.?!–—" else f"{title}: {subtitle}"


def _type(kind: str, left: Fields, extra: dict[str, Json]) -> str:
    """Return the record's type; an entry type that says more is kept."""
    type_ = TYPES.get(kind, "misc")
    if _USUAL.get(kind) != type_:
        extra["entrytype"] = kind
    return type_


def _venue(type_: str, left: Fields) -> str:
    """Return what the work is part of; a second such field stays what it is."""
    journal = "journaltitle" if left.get("journaltitle") else "journal"
    order = {"article": (journal, "booktitle"), "misc": (journal, "booktitle")}
    if type_ in _WHOLES:
        return _taken(left, journal)
    for name in order.get(type_, ("booktitle", journal, "eventtitle")):
        if left.get(name):
            return _joined(left, name, "booksubtitle" if name == "booktitle" else "journalsubtitle")
    return ""


# ── people ───────────────────────────────────────────────────────────────────────────────────


def _people(left: Fields, messages: Messages) -> tuple[dict[str, Any], dict[str, Json]]:
    authors, complete, faults = names(left.pop("author", left.pop("authors", "")))
    messages += (f"author {fault}" for fault in faults)
    known = {"authors": authors, "authors_complete": complete}
    further: dict[str, Json] = {}
    if "editor" in left:
        editors, all_, faults = names(left.pop("editor"))
        messages += (f"editor {fault}" for fault in faults)
        further["editors"] = [{"given": e.given, "family": e.family} for e in editors]
        if not all_:
            further["editors_complete"] = False
    return known, further


# ── dates ────────────────────────────────────────────────────────────────────────────────────


def _dated(left: Fields, messages: Messages) -> tuple[dict[str, Any], dict[str, Json]]:
    """Return the year, and the date where more than the year is said."""
    further: dict[str, Json] = {}
    date, stated = _taken(left, "date"), _taken(left, "year")
    if not date and _DATE.fullmatch(stated):
        date, stated = stated, ""
    when = _DATE.search(date)
    year = int(when[1]) if when else year_of(stated)
    if year is None and (found := _YEAR.search(date or stated)):
        year = int(found[1])
    if (date and not when) or date.count("/"):
        further["date"] = date
    if stated and (year is None or str(year) != stated):
        further["year"] = stated
        if year is None:
            messages.append(f"year {stated[:40]!r} is not a year; kept under extra")
    month = left.pop("month", "")
    if when and when[2] and "01" <= when[2] <= "12":
        further["published"] = when[0]
    elif year and (number := month_of(month)):
        day = _day(decode(left.pop("day", "")), decode(month))
        further["published"] = f"{year}-{number:02}" + (f"-{day:02}" if day else "")
    if month and not _one_month(month):
        further["month"] = decode(month)
    return {"year": year if year and 1000 <= year < 3000 else None}, further


def month_of(text: str) -> int:
    """Return the number of the month that `text` begins with or names, or 0."""
    plain = decode(text).casefold().strip(" .")
    if plain.isdigit():
        return int(plain) if re.fullmatch(r"0?[1-9]|1[0-2]", plain) else 0
    found = re.search(rf"({'|'.join(MONTHS)})", plain)
    return MONTHS.index(found[1]) + 1 if found else 0


def _day(day: str, month: str) -> int:
    """Return the day of the month that its own field or that of the month states, or 0."""
    text = day or (month if not month.isdigit() else "")
    found = _DAY.search(text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else 0


def _one_month(text: str) -> bool:
    """Whether `text` is a month, perhaps with a day, and nothing besides."""
    plain = re.sub(r"[\s.,~#]|\d{1,2}(?:st|nd|rd|th)?", "", decode(text).casefold())
    return bool(month_of(text)) and (not plain or re.fullmatch(r"[a-z]{3,9}", plain) is not None)


# ── identifiers ──────────────────────────────────────────────────────────────────────────────


def _identified(left: Fields, messages: Messages) -> tuple[dict[str, Any], dict[str, Json]]:
    further: dict[str, Json] = {}
    url = verbatim(left.pop("url", ""))
    if not url and "://" in (how := left.get("howpublished", "")):
        address = verbatim(how)
        if re.fullmatch(r"https?://\S+", address):
            url = address
            left.pop("howpublished")
    doi = doi_of(stated := verbatim(left.pop("doi", "")))
    if stated and not doi:
        further["doi"] = stated
        messages.append(f"doi {stated[:60]!r} is not such an identifier; kept under extra")
    if not doi and _RESOLVER.match(url):
        doi = doi_of(url)
    arxiv = _eprint(left, further) or _arxiv_elsewhere(left, url, doi, further)
    return {"doi": doi, "arxiv": arxiv, "url": url}, further


def _eprint(left: Fields, further: dict[str, Json]) -> str:
    """Return the arXiv identifier among the eprint fields; another eprint is kept."""
    eprint = verbatim(left.pop("eprint", ""))
    of = verbatim(left.pop("archiveprefix", "") or left.pop("eprinttype", ""))
    found = arxiv_of(eprint)
    if found and (of.casefold() == "arxiv" or (not of and found == eprint.removeprefix("arXiv:"))):
        return found
    if of.casefold() in ("pubmed", "pmid") and eprint.isdigit():
        further["pmid"] = eprint
    elif eprint or of:
        further |= {"eprint": eprint} if eprint else {}
        further |= {"eprinttype": of} if of else {}
    return ""


def _arxiv_elsewhere(left: Fields, url: str, doi: str, further: dict[str, Json]) -> str:
    """Return the arXiv identifier that another field names as such."""
    stated = verbatim(left.pop("arxiv", "") or left.pop("arxivid", ""))
    if found := arxiv_of(stated):
        return found
    if stated:
        further["arxiv"] = stated
    named = (_DOTTED.sub("arXiv:", text) for text in (doi, url) if "arxiv" in text.casefold())
    said = (left.get(name, "") for name in ("journal", "volume", "howpublished", "note"))
    texts = (*named, *(text for text in said if _ARXIV_IN.search(text)))
    return next((found for text in texts if (found := arxiv_of(text))), "")


# ── further details ──────────────────────────────────────────────────────────────────────────


def _details(left: Fields) -> dict[str, Json]:
    further: dict[str, Json] = {}
    tables: tuple[tuple[dict[str, tuple[str, ...]], Callable[[str], str]], ...] = (
        (_DETAILS, decode),
        (_VERBATIM, verbatim),
    )
    for table, read in tables:
        for detail, sources in table.items():
            name = next((name for name in sources if name in left), "")
            if name and (value := read(left.pop(name))):
                further[detail] = value
    if pages := _taken(left, "pages"):
        further["pages"] = _DASHES.sub("-", pages)
    words = decode(left.pop("keywords", left.pop("keyword", "")))
    if keywords := [word for w in re.split(r"[;,]" if ";" not in words else ";", words)
                    if (word := w.strip())]:  # fmt: skip
        further["keywords"] = [*keywords]
    return further


def _rest(left: Fields) -> dict[str, Json]:
    """Return the other fields, under the names of the file where those mean nothing else here."""
    rest: dict[str, Json] = {}
    for name, value in left.items():
        text = decode(value) if name in _PROSE else value.strip()
        rest[_RENAMED.get(name, f"bibtex-{name}" if name in _TAKEN else name)] = text
    return rest
