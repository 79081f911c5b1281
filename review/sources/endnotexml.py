"""EndNote XML, with or without styled text, also as other tools and old versions write it."""

import re
from collections.abc import Iterator
from functools import cache

from review.model import Batch, Problem, Record
from review.sources.endnote import endnote_kind
from review.sources.fields import squeeze
from review.sources.names import authors
from review.sources.stated import Fields, Gather, Plan, Rule, Stated, record
from review.sources.tagged import batch
from review.sources.values import (
    digits,
    doi,
    editors,
    key,
    link,
    pmc,
    prose,
    serials,
    span,
    terms,
    text,
)
from review.sources.xmltree import Element, elements

FORMAT = "endnote-xml"

_START = re.compile(r"<(?:records?|RECORDS?)[\s>]")
_OURS = re.compile(r"<(?:ref-type|rec-number|source-app|REFERENCE_TYPE|secondary-title)[\s>]")
_SEEN = 50_000  # characters that are looked at to tell the format
_PARENT = frozenset("author url date keyword key".split())
"""Elements that are called what the one around them is: an author among secondary authors."""
_CODES = {
    "5": "Book Section", "6": "Book", "9": "Computer Program", "10": "Conference Proceedings",
    "17": "Journal Article", "19": "Magazine Article", "23": "Newspaper Article", "27": "Report",
    "28": "Edited Book", "32": "Thesis", "43": "Electronic Article", "44": "Electronic Book",
    "47": "Conference Paper", "59": "Dataset",
}  # fmt: skip


def sniff(text: str) -> bool:
    """Return whether the text begins as EndNote's records do."""
    head = text[:_SEEN]
    return bool(_START.search(head) and _OURS.search(head))


def read(text: str, name: str) -> Batch:
    """Return one record for each <record>; a fault in the XML costs the record it lies in."""
    faults: list[tuple[int, str]] = []
    found = elements(text, frozenset(("record",)), faults)
    records = [_record(element, name) for element in found]
    problems = [Problem(f"{name}:{line}", message) for line, message in faults]
    return batch(records, name, FORMAT, [], problems)


def _fields(element: Element) -> Fields:
    """Return the texts of all leaves, under the name of the element, or that of its parent."""
    fields: Fields = {}
    for tag, leaf in _leaves(element):
        fields.setdefault(tag, []).append(_text(tag, leaf))
    return fields


def _leaves(element: Element) -> Iterator[tuple[str, Element]]:
    around = element.lower.replace("_", "-")
    for child in element.children:
        name = child.lower.replace("_", "-")
        if not child.leaf:
            yield from _leaves(child)
        elif around == "alt-periodical":
            yield f"alt-{name}", child
        else:
            yield around if name in _PARENT and around != "record" else name, child


def _text(tag: str, leaf: Element) -> str:
    """Return the text: line breaks of the XML mean nothing, carriage returns are EndNote's."""
    if tag == "abstract":
        return leaf.text().replace("\r", "\n\n").strip()
    return "\n".join(filter(None, map(squeeze, leaf.text().split("\r"))))


# ── What the elements mean ───────────────────────────────────────────────────────────────────

_COMMON = (
    Rule("type", ("type",), text),
    Rule("title", ("title",), text),
    Rule("abstract", ("abstract",), prose, Gather.TAG),
    Rule("authors", ("authors", "author"), authors, Gather.TAG),
    Rule("editors", ("secondary-authors",), editors(authors), Gather.TAG),
    Rule("volume", ("volume",), text),
    Rule("number", ("number", "issue"), text),
    Rule("pages", ("pages",), span),
    Rule("serials", ("isbn", "issn"), serials, Gather.ALL),
    Rule("doi", ("electronic-resource-num", "doi"), doi),
    Rule("url", ("related-urls", "web-urls", "urls", "url"), link),
    Rule("keywords", ("keywords", "keyword"), terms, Gather.ALL),
    Rule("language", ("language",), text),
    Rule("publisher", ("publisher",), text),
    Rule("address", ("pub-location", "place-published"), text),
    Rule("edition", ("edition",), text),
    Rule("key", ("label",), key),
    Rule("pmcid", ("custom2",), pmc),
)
_JOURNAL = (
    Rule("venue", ("secondary-title", "full-title", "alt-title", "abbr-1"), text),
    Rule("series", ("tertiary-title",), text),
)
_SERIES = Rule("series", ("tertiary-title", "secondary-title", "full-title"), text)
_SCHOOL = Rule("institution", ("publisher",), text)
_OF_KIND: dict[str, tuple[Rule, ...]] = {
    "book": (_SERIES,),
    "thesis": (_SCHOOL,),
    "report": (_SCHOOL, _SERIES),
}
_PUBMED = (Rule("pmid", ("accession-num",), digits),)
_HINTS = ("related-urls", "web-urls", "pdf-urls", "urls", "notes", "electronic-resource-num",
          "research-notes", "custom1", "custom7")  # fmt: skip


@cache
def _plan(kind: str, medical: bool) -> Plan:
    rules = (*_OF_KIND.get(kind, _JOURNAL), *_COMMON, *(_PUBMED if medical else ()))
    return Plan(rules, ("year", "dates", "pub-dates", "date"), _HINTS)


def _record(element: Element, name: str) -> Record:
    fields = _fields(element)
    kinds = [child for child in element.children if child.lower == "ref-type"]
    stated = kinds[0].attribute("name") or _CODES.get(squeeze(kinds[0].text()), "") if kinds else ""
    kind = endnote_kind(stated)
    if kind:
        fields["type"] = [kind]
        fields["ref-type"] = [stated]
        if kind != "misc":
            del fields["ref-type"]
    where = " ".join(
        value for tag in ("remote-database-provider", "remote-database-name")
        for value in fields.get(tag, ())
    ).casefold()  # fmt: skip
    medical = any(source in where for source in ("nlm", "pubmed", "medline"))
    return record(Stated(element.line, fields), _plan(kind, medical), name)
