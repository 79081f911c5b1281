"""Our entry of a work against the venue's own, field by field; and theirs read and written again.

A field counts where both know it, and is equal where a reader of the printed entry sees the same
letters: without braces, accents' encoding, case and punctuation. `authors` are all family names in
their order, `names` the whole names: the strict figure. One of the two sides often drops a middle
name or initial, a fact that no writer can know; hence `initials` beside it, family names with the
first letter of the given ones, as IEEEtran, abbrv and most journals print them. There the venue's
names are taken as our reader mends them: some of its entries part names by commas. Years are never
excused: where they differ, the metadata have the year of the meeting and the venue's entry that of
the volume, one year later.
"""

import dataclasses
import re
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from review.model import Author, Entry, Paper, Record
from review.render.bibtex import bibliography
from review.sources import read_file, read_text

DATA = Path("../shared/data/bibtex_gold/records.jsonl")
_FIELDS = ("title", "authors", "names", "initials", "year", "doi")

_STATED = tuple(field.name for field in dataclasses.fields(Entry) if field.name != "id")
_MAIN = ("title", "authors", "authors_complete", "year", "venue", "doi", "arxiv", "url")
_WRITTEN = (
    "type", "volume", "number", "series", "pages", "publisher", "address", "editors", "published",
    "keywords",
)  # fmt: skip
_QUOTES = dict.fromkeys(map(ord, "\"'“”‘’`"))

Seen = dict[str, str]


def run() -> list[dict[str, Any]]:
    """Return the shares of equal fields, and the CPU seconds that 10,000 entries take."""
    papers, theirs = _gold()
    ours = _parsed(bibliography(papers))
    pairs = [(_seen(ours[paper.key]), _seen(theirs[paper.key])) for paper in papers]
    read = _read(theirs)
    again = _parsed(bibliography(read))
    kept = [(_seen(again[paper.key]), _seen(theirs[paper.key])) for paper in read]
    twice = _parsed(bibliography(_read(again)))
    same = sum(_seen(twice[key]) == _seen(entry) for key, entry in again.items())
    records = _records()
    told = [(_told(record), _told(paper)) for record, paper in zip(records, _papers(), strict=True)]
    return [
        *_rows("their entry read, against the metadata", told),
        *_identity(records),
        *_rows("from metadata", pairs),
        *_rows("from metadata, names as abbreviated", _abbreviated(pairs, papers, records)),
        *_rows("from the venue's entry", kept),
        {"name": "read and written twice", "figure": "entries the same", "value": same,
         "asked": len(read)},
        {"name": "10,000 entries", "figure": "CPU s", "value": _seconds(papers), "asked": 3},
    ]  # fmt: skip


def _papers() -> list[Paper]:
    """The papers as their metadata tells them."""
    return [
        Paper(
            id=str(record.id),
            key=f"k{i:03}",
            title=record.title,
            authors=record.authors,
            year=record.year,
            doi=record.doi,
            url=record.url,
        )
        for i, record in enumerate(read_file(DATA, "records.jsonl").records)
    ]


def _texts() -> list[str]:
    """The venues' own entries, in the order of the papers."""
    return [
        str(dict(record.extra)["bibtex"]) for record in read_file(DATA, "records.jsonl").records
    ]


def _gold() -> tuple[list[Paper], dict[str, Any]]:
    """The papers, and the venues' entries under the same keys as pybtex reads them."""
    read = ((paper, _parsed(text)) for paper, text in zip(_papers(), _texts(), strict=True))
    both = [(paper, next(iter(entries.values()))) for paper, entries in read if entries]
    return [paper for paper, _ in both], {paper.key: entry for paper, entry in both}


# ── the reader ───────────────────────────────────────────────────────────────────────────────


def _records() -> list[Record]:
    """What the reader makes of each of the venues' entries, a file of its own."""
    return [record for text in _texts() for record in read_text(text, "entry.bib").records]


def _told(entry: Entry) -> Seen:
    """What a reader sees of the fields that a record or work states."""
    fields = {
        "title": entry.title,
        "year": str(entry.year or ""),
        "doi": entry.doi,
        "authors": " ".join(author.family for author in entry.authors),
        "names": " ".join(map(str, entry.authors)),
    }
    return {name: letters for name, value in fields.items() if (letters := _letters(value))}


def _abbreviated(
    pairs: Sequence[tuple[Seen, Seen]], papers: Sequence[Paper], records: Sequence[Record]
) -> list[tuple[Seen, Seen]]:
    """The pairs with initials in place of whole names, the venue's names as our reader has them."""
    stated = dict(zip((f"k{i:03}" for i in range(len(records))), records, strict=True))
    found = []
    for (ours, theirs), paper in zip(pairs, papers, strict=True):
        people = {"authors": _told(stated[paper.key])["authors"],
                  "initials": _initials(stated[paper.key].authors)}  # fmt: skip
        found.append(
            (
                {**_without(ours), "initials": _initials(paper.authors)},
                {**_without(theirs), **people},
            )
        )
    return found


def _without(seen: Seen) -> Seen:
    return {name: value for name, value in seen.items() if name != "names"}


def _initials(authors: Sequence[Author]) -> str:
    return " ".join(f"{_letters(a.given)[:1]} {_letters(a.family)}" for a in authors)


def _identity(records: Sequence[Record]) -> list[dict[str, Any]]:
    """How many records are the same after they were written and read again, field by field."""
    papers = [
        Paper(
            **{name: getattr(record, name) for name in _STATED}, id=str(record.id), key=f"k{i:03}"
        )
        for i, record in enumerate(records)
    ]
    again = read_text(bibliography(papers, ("abstract",)), "again.bib").records
    rows = []
    for name, taken in (
        ("main fields", lambda entry: [getattr(entry, field) for field in _MAIN]),
        ("main fields, spelled alike", lambda entry: [_plain(getattr(entry, f)) for f in _MAIN]),
        ("details", lambda entry: [dict(entry.extra).get(field) for field in _WRITTEN]),
    ):
        same = sum(taken(a) == taken(b) for a, b in zip(records, again, strict=True))
        rows.append({"name": "read, written and read", "figure": f"{name} the same", "value": same,
                     "asked": len(records)})  # fmt: skip
    return rows


def _plain(value: object) -> str:
    """A value without the marks that TeX spells in its own way: quotation marks."""
    return str(value).translate(_QUOTES)


# ── the writer ───────────────────────────────────────────────────────────────────────────────


def _parsed(text: str) -> Mapping[str, Any]:
    from pybtex import errors
    from pybtex.database import BibliographyDataError, parse_string

    with errors.capture():
        try:
            entries: Mapping[str, Any] = parse_string(text, "bibtex").entries
        except (BibliographyDataError, TypeError):
            return {}
    return entries


def _seen(entry: Any) -> Seen:
    """What a reader sees of an entry, by field; unknown fields are missing."""
    people = entry.persons.get("author", [])
    fields = {
        name: str(entry.fields[name]) for name in ("title", "year", "doi") if name in entry.fields
    }
    if people:
        fields["authors"] = " ".join(" ".join(_family(p)) for p in people)
        fields["names"] = " ".join(" ".join(_name(p)) for p in people)
    return {name: letters for name, value in fields.items() if (letters := _letters(value))}


def _family(person: Any) -> Sequence[str]:
    return [*person.prelast_names, *person.last_names, *person.lineage_names]


def _name(person: Any) -> Sequence[str]:
    return [*person.first_names, *person.middle_names, *_family(person)]


def _decoded(tex: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    return str(LatexNodes2Text(math_mode="text").latex_to_text(tex))


def _letters(tex: str) -> str:
    text = unicodedata.normalize("NFKD", _decoded(tex)).casefold().replace("ı", "i")
    return re.sub(r"[^\w]|[\u0300-\u036f_]", "", text)


def _rows(name: str, pairs: Iterable[tuple[Seen, Seen]]) -> list[dict[str, Any]]:
    pairs = list(pairs)
    rows, equal, known = [], 0, 0
    for field in _FIELDS:
        both = [(a[field], b[field]) for a, b in pairs if field in a and field in b]
        if not both:
            continue
        hits = sum(a == b for a, b in both)
        rows.append(
            {"name": name, "figure": f"{field}, of {len(both)}", "value": _percent(hits, both)}
        )
        equal, known = equal + hits, known + len(both)
    total = f"{100 * equal / known:.1f} %"
    return [*rows, {"name": name, "figure": f"all, of {known}", "value": total, "asked": "99 %"}]


def _percent(hits: int, both: Sequence[object]) -> str:
    return f"{100 * hits / len(both):.1f} %"


def _read(entries: Mapping[str, Any]) -> list[Paper]:
    """The papers that entries describe."""
    return [
        Paper(
            id=key,
            key=key,
            title=_decoded(entry.fields.get("title", "")),
            authors=tuple(_author(person) for person in entry.persons.get("author", [])),
            year=int(year) if (year := entry.fields.get("year", "")).isdigit() else None,
            doi=entry.fields.get("doi", "").replace("\\", ""),
        )
        for key, entry in entries.items()
    ]


def _author(person: Any) -> Author:
    return Author(
        _decoded(" ".join(_family(person))),
        _decoded(" ".join(person.first_names + person.middle_names)),
    )


def _seconds(papers: Sequence[Paper]) -> float:
    many = [replace(paper, key=f"{paper.key}x{i}") for i in range(12) for paper in papers][:10_000]
    many = [replace(paper, title=f"{paper.title} {i}") for i, paper in enumerate(many)]
    start = time.process_time()
    bibliography(many)
    return round(time.process_time() - start, 2)
