"""The works as a list of references: the survey's own, or Hayagriva data for a CSL style.

Hayagriva is Typst's own format. Unlike BibTeX it is plain Unicode, so nothing is lost on the way.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from review.model import Author, Json, Paper
from review.render.bibtex import published
from review.render.book import Book
from review.render.citations import year_label
from review.render.prose import author_list
from review.render.prose import links as marked
from review.render.typst.cite import to
from review.render.typst.escape import visible
from review.render.venue import Publication, is_repository
from review.text.markup import clean
from review.text.titles import shown

_MEANT = re.compile(r"[\\${}]")
_NAMES = 12
_NOTHING = Publication("misc", ())
_PARENTS = {"article": "periodical", "inproceedings": "proceedings", "incollection": "anthology"}
_TYPES = {
    "inproceedings": "article", "incollection": "chapter", "book": "book",
    "proceedings": "proceedings", "phdthesis": "thesis", "mastersthesis": "thesis",
    "techreport": "report",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A work as the survey's own list shows it: `head` its authors and year, which follows the
    `title` where there are none, `venue` where it appeared, `rest` volume and pages, `links` where
    it can be read."""

    key: str
    head: str
    title: str
    venue: str
    rest: str
    links: tuple[Markup, ...]


def references(book: Book) -> Iterator[Reference]:
    """Yield the works in the order of a bibliography."""
    for paper in book.alphabet:
        names, year = author_list(paper, _NAMES), year_label(paper)
        head = f"{names} ({year})" if names and year else names
        dated = f" ({year})" if year and not names else ""
        made = published(paper)
        fields = dict(made.fields) if made else {}
        venue = "" if is_repository(paper.venue) and not made else clean(paper.venue)
        yield Reference(
            paper.key,
            head.rstrip("."),
            book.titles[paper.key].rstrip(".") + dated,
            (fields.get("journal") or fields.get("booktitle") or venue).strip().rstrip("."),
            _numbers(fields),
            tuple(to(target, text) for text, target in _links(paper)),
        )


def _links(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield a word and an address each, as they are outside a page of Markdown."""
    return ((text, unescape(target)) for text, target in marked(paper))


def _numbers(fields: Mapping[str, str]) -> str:
    """Return "12(3), 45–67" of what is known."""
    number = fields.get("number", "")
    volume = fields.get("volume", "") + (f"({number})" if number else "")
    pages = fields.get("pages", "").replace("--", "–")
    return ", ".join(filter(None, (volume, pages)))


def hayagriva(papers: Iterable[Paper]) -> str:
    """Return the works as Hayagriva data, one a line, by key."""
    lines = [f"{_json(paper.key)}: {_json(_entry(paper))}" for paper in papers]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False)


def _entry(paper: Paper) -> Json:
    made = published(paper) or _NOTHING
    fields = dict(made.fields)
    maker = fields.get("institution") or fields.get("school")
    entry: dict[str, Json] = {
        "type": _TYPES.get(made.kind, "article"),
        "title": _verbatim(shown(paper.title).strip() or paper.key),
        "author": _people(paper),
        "date": int(year)
        if (year := fields.get("year", str(paper.year or ""))).isdigit()
        else None,
        "page-range": _range(fields.get("pages", "")),
        "organization": _verbatim(maker) if maker else None,
        "parent": _parent(made.kind, fields, paper),
        "url": next((target for _, target in _links(paper)), None),
        "serial-number": _serial(paper),
    }
    if made.kind in ("book", "proceedings") and "publisher" in fields:
        entry["publisher"] = _verbatim(fields["publisher"])
    return {name: data for name, data in entry.items() if data}


def _parent(kind: str, fields: Mapping[str, str], paper: Paper) -> Json:
    """What the work is part of; a venue that no rule reads is taken for a periodical."""
    free = "" if is_repository(paper.venue) or kind != "misc" else clean(paper.venue)
    title = fields.get("journal") or fields.get("booktitle") or free.strip()
    if not title:
        return None
    parent: dict[str, Json] = {
        "type": _PARENTS.get(kind, "periodical"),
        "title": _verbatim(title),
        "volume": _number(fields.get("volume", "")),
        "issue": _number(fields.get("number", "")),
        "publisher": _verbatim(fields["publisher"]) if fields.get("publisher") else None,
    }
    return {name: data for name, data in parent.items() if data}


def _number(text: str) -> Json:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else visible(text)


def _range(pages: str) -> str:
    return visible(pages.replace("--", "-"))


def _serial(paper: Paper) -> Json:
    known = {name: text.partition(":")[2] for text, _ in _links(paper) if (name := _scheme(text))}
    return {str(name): visible(text) for name, text in known.items()} or None


def _scheme(text: str) -> str:
    return {"arXiv": "arxiv", "doi": "doi"}.get(text.partition(":")[0], "")


def _verbatim(text: str) -> Json:
    """A text as it is: neither a formula nor in another case."""
    return {"value": _MEANT.sub(r"\\\g<0>", visible(text)), "verbatim": True}


def _people(paper: Paper) -> Json:
    names: list[Json] = [name for author in paper.authors if (name := _person(author))]
    return [*names, {"name": "others"}] if names and not paper.authors_complete else names


def _person(author: Author) -> dict[str, Json]:
    family, given = visible(author.family).strip(), visible(author.given).strip()
    if not family or not given:
        return {"name": family or given} if family or given else {}
    return {"name": family, "given-name": given}
