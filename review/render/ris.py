"""`references.ris`: every work for Zotero, EndNote, Mendeley and JabRef, with what was decided.

The note (N1) becomes a note in Zotero; M2 becomes its Extra, where it finds the citation key. Not
every export of Zotero has both, hence the decisions in both; `review read` takes them apart again.
Types and tags are those that Zotero's own translator reads and writes.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from review.model import Author, Page, Survey
from review.render.exchange import Item, decided, one_line, told, topic_tag, written

_TYPES = {
    "article": "JOUR", "inproceedings": "CONF", "incollection": "CHAP", "book": "BOOK",
    "proceedings": "BOOK", "thesis": "THES", "report": "RPRT", "preprint": "UNPD",
    "dataset": "DATA", "software": "COMP",
}  # fmt: skip
Line = tuple[str, str]


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `references.ris`."""
    yield Page("references.ris", "\n".join(written("ris", survey, entry)))


def entry(item: Item) -> str:
    """Return the entry of a work, from TY to ER, ending in a newline; one value a line."""
    stated = ((tag, one_line(value)) for tag, value in _lines(item))
    lines = [f"{tag}  - {value}" for tag, value in stated if value]
    return "\n".join((*lines, "ER  - ", ""))


def _lines(item: Item) -> Iterator[Line]:
    paper, facts = item.paper, item.facts
    yield "TY", _TYPES.get(item.type, "GEN")
    yield "ID", paper.key
    yield "TI", item.title
    yield from (("AU", _name(author)) for author in item.authors)
    if not paper.authors_complete:
        yield "AU", "et al."
    yield from (("ED", _name(editor)) for editor in item.editors)
    yield from _dates(item.date)
    yield "T2", item.container
    if item.type == "inproceedings":
        yield "C3", item.container
    yield from _facts(item)
    yield "DO", paper.doi
    yield "UR", item.url or (f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else "")
    yield "LA", facts.get("language", "")
    yield "AB", item.abstract
    yield from (("KW", word) for word in (*item.keywords, topic_tag(item)))
    yield "N1", " ".join(filter(None, (item.note, told(item))))
    yield "M2", f"Citation Key: {paper.key}"
    yield "M2", decided(item)


def _facts(item: Item) -> Iterator[Line]:
    facts = item.facts
    first, _, last = facts.get("pages", "").partition("-")
    yield "T3", facts.get("series", "")
    yield "VL", facts.get("volume", "")
    yield "IS", facts.get("number", "")
    yield "SP", first
    yield "EP", last
    yield "ET", facts.get("edition", "")
    yield "PB", facts.get("institution") or facts.get("publisher", "")
    yield "CY", facts.get("address", "")
    yield from (("SN", one) for name in ("issn", "isbn") for one in facts.get(name, "").split(", "))
    yield "M3", "Preprint" if item.type == "preprint" else ""


def _dates(date: str) -> Iterator[Line]:
    yield "PY", date[:4]
    yield "DA", f"{date}-"[:11].replace("-", "/") if len(date) > len("2024") else ""


def _name(author: Author) -> str:
    """Return "Family, Given"; a name that ends in a comma is that of a collective."""
    return f"{author.family}, {author.given}" if author.given else f"{author.family},"
