"""`references.csl.json`: every work as an item of CSL-JSON 1.0.2, for pandoc, Zotero and citeproc.

The `note` is what Zotero shows as Extra: a line "Citation Key: …", which Zotero and Better BibTeX
take the key from, and what was decided, which `review read` takes apart again.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from review.model import Author, Json, Page, Survey
from review.render.exchange import Item, told, topic_tag, written
from review.render.jsonfile import layout, listed
from review.render.venue import is_repository

_TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "incollection": "chapter",
    "book": "book", "proceedings": "book", "thesis": "thesis", "report": "report",
    "preprint": "article", "dataset": "dataset", "software": "software",
}  # fmt: skip
_NAMES = {
    "volume": "volume", "pages": "page", "series": "collection-title",
    "edition": "edition", "address": "publisher-place", "isbn": "ISBN",
    "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "language": "language",
}  # fmt: skip


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `references.csl.json`."""
    yield Page("references.csl.json", listed(written("csl", survey, _written)) + "\n")


def _written(item: Item) -> str:
    return layout(entry(item), 1)


def entry(item: Item) -> dict[str, Json]:
    """Return the item of a work; what is not known has no member."""
    return {name: value for name, value in _members(item) if value}


def _members(item: Item) -> Iterator[tuple[str, Json]]:
    paper, facts = item.paper, item.facts
    others: list[Json] = [] if paper.authors_complete else [{"literal": "et al."}]
    yield "id", paper.key
    yield "citation-key", paper.key
    yield "type", _TYPES.get(item.type, "document")
    yield "title", item.title
    yield "author", [*map(_name, item.authors), *others]
    yield "editor", [*map(_name, item.editors)]
    if item.date:
        yield "issued", {"date-parts": [[int(part) for part in item.date.split("-")]]}
    yield from _whole(item)
    for name, member in _NAMES.items():
        yield member, facts.get(name, "")
    yield "DOI", paper.doi
    yield "URL", item.url or (f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else "")
    yield "keyword", "; ".join(filter(None, (*item.keywords, topic_tag(item))))
    yield "abstract", item.abstract
    yield "note", "\n".join(filter(None, (item.note, f"Citation Key: {paper.key}", told(item))))


def _whole(item: Item) -> Iterator[tuple[str, Json]]:
    """Yield what the work is part of, or who published it."""
    facts, arxiv = item.facts, item.paper.arxiv
    stored = item.type == "preprint" and (is_repository(item.container) or not item.container)
    yield "container-title", "" if stored else item.container
    if item.type == "preprint":
        house = item.container if stored else ""
        yield "publisher", facts.get("publisher") or house or ("arXiv" if arxiv else "")
        yield "number", f"arXiv:{arxiv}" if arxiv else facts.get("number", "")
    elif item.type in ("thesis", "report"):
        yield "publisher", facts.get("institution") or facts.get("publisher", "")
        yield "number", facts.get("number", "")
    else:
        yield "publisher", facts.get("publisher", "")
        yield "issue", facts.get("number", "")


def _name(author: Author) -> Json:
    if author.given:
        return {"family": author.family, "given": author.given}
    return {"literal": author.family}
