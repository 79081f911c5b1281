"""PubMed XML: PubmedArticleSet with articles and books, and the older MedlineCitationSet."""

import re
from functools import cache

from review.model import Batch, Problem, Record
from review.sources.fields import squeeze
from review.sources.medline import KINDS
from review.sources.names import authors, whole
from review.sources.stated import Fields, Gather, Plan, Rule, Stated, record
from review.sources.tagged import batch
from review.sources.values import (
    digits,
    doi,
    editors,
    nlm_title,
    pmc,
    prose,
    serials,
    span,
    terms,
    text,
)
from review.sources.xmltree import Element, elements

FORMAT = "pubmed-xml"

_RECORDS = frozenset(("pubmedarticle", "pubmedbookarticle", "medlinecitation"))
_START = re.compile(r"<(?:Pubmed(?:Book)?Article(?:Set)?|MedlineCitation(?:Set)?)[\s>]")
_SEEN = 50_000  # characters that are looked at to tell the format

_WHOLE = frozenset(
    "pubdate articledate pubmedpubdate grant reference meshheading chemical investigator "
    "datecompleted daterevised datecreated commentscorrections contributiondate beginningdate "
    "endingdate personalnamesubject databank supplmeshname".split()
)
"""Elements whose parts say something only together: each is one value."""
_PATHS = {
    "medlinecitation/pmid": "PMID", "bookdocument/pmid": "PMID",
    "otherabstract/abstracttext": "OtherAbstract", "book/booktitle": "BookTitle",
    "bookdocument/articletitle": "ArticleTitle", "journal/title": "Journal",
    "journalissue/pubdate": "PubDate", "book/pubdate": "PubDate",
}  # fmt: skip
_ELSEWHERE = frozenset(("PMID", "PubDate", "Title"))
"""Names that say of the record what they say in one place only."""


def sniff(text: str) -> bool:
    """Return whether the text begins as PubMed's sets of articles do."""
    return bool(_START.search(text[:_SEEN]))


def read(text: str, name: str) -> Batch:
    """Return one record for each article or book.

    Each labelled part of an abstract is a paragraph that begins with its label. Titles lose the
    marks of the library, as in MEDLINE text.
    """
    faults: list[tuple[int, str]] = []
    records = [_record(element, name) for element in elements(text, _RECORDS, faults)]
    problems = [Problem(f"{name}:{line}", message) for line, message in faults]
    return batch(records, name, FORMAT, [], problems)


def _walk(element: Element, around: str, fields: Fields) -> None:
    """Put the values of all that lies inside under their tags."""
    for child in element.children:
        if child.lower == "authorlist":
            _people(child, fields)
        elif child.lower in _WHOLE:
            _put(fields, _tag(child, element), squeeze(child.text(" ")))
        elif child.lower == "abstracttext" and child.leaf:
            _put(fields, _tag(child, element), _labelled(child))
        elif child.leaf:
            _put(fields, _tag(child, element), squeeze(child.text()))
        elif child.lower == "referencelist":
            for reference in child.children:
                _put(fields, "Reference", squeeze(reference.text(" ")))
        else:
            _walk(child, element.lower, fields)


def _put(fields: Fields, tag: str, value: str) -> None:
    if value:
        fields.setdefault(tag, []).append(value)


def _tag(child: Element, parent: Element) -> str:
    """Return the tag: identifiers by their kind, ambiguous names by where they stand."""
    kind = child.attribute("idtype") or child.attribute("eidtype")
    if kind:
        return f"{child.name} {kind}"
    found = _PATHS.get(f"{parent.lower}/{child.lower}")
    return found or (f"{parent.name}/{child.name}" if child.name in _ELSEWHERE else child.name)


def _labelled(part: Element) -> str:
    label = squeeze(part.attribute("label"))
    said = squeeze(part.text())
    if not label or label.casefold() == "unlabelled" or not said:
        return said
    return f"{label}: {said}"


def _people(people: Element, fields: Fields) -> None:
    tag = "editors" if people.attribute("type") == "editors" else "authors"
    for person in people.children:
        parts = {part.lower: squeeze(part.text(" ")) for part in person.children}
        _put(fields, "CollectiveName", parts.pop("collectivename", ""))
        family = parts.pop("lastname", "")
        given = parts.pop("forename", "") or parts.get("initials", "")
        parts.pop("initials", None)
        suffix = parts.pop("suffix", "")
        if family:
            _put(fields, tag, f"{family}, {given}{suffix and f', {suffix}'}")
        for name, value in parts.items():
            _put(fields, "Affiliation" if name.startswith("affil") else name.capitalize(), value)
    if people.attribute("completeyn") == "N":
        _put(fields, tag, "et al.")


# ── What the elements mean ───────────────────────────────────────────────────────────────────

_RULES = (
    Rule("type", ("type",), text),
    Rule("retracted", ("retracted",), bool),
    Rule("title", ("ArticleTitle", "BookTitle", "VernacularTitle"), nlm_title),
    Rule("abstract", ("AbstractText",), prose, Gather.TAG),
    Rule("authors", ("authors",), authors, Gather.TAG),
    Rule("collectives", ("CollectiveName",), whole, Gather.TAG),
    Rule("editors", ("editors",), editors(authors), Gather.TAG),
    Rule("venue", ("Journal", "BookTitle", "ISOAbbreviation", "MedlineTA"), text),
    Rule("series", ("CollectionTitle",), text),
    Rule("volume", ("Volume",), text),
    Rule("number", ("Issue",), text),
    Rule("pages", ("MedlinePgn",), span),
    Rule("start", ("StartPage",), span),
    Rule("end", ("EndPage",), span),
    Rule("language", ("Language",), text),
    Rule("publisher", ("PublisherName",), text),
    Rule("address", ("PublisherLocation",), text),
    Rule("edition", ("Edition",), text),
    Rule("serials", ("ISSN", "ISSNLinking", "Isbn"), serials, Gather.ALL),
    Rule("doi", ("ArticleId doi", "ELocationID doi"), doi),
    Rule("pmid", ("PMID", "ArticleId pubmed"), digits),
    Rule("pmcid", ("ArticleId pmc",), pmc),
    Rule("keywords", ("Keyword",), terms, Gather.ALL),
)


@cache
def _plan() -> Plan:
    return Plan(_RULES, ("PubDate",))


def _record(element: Element, name: str) -> Record:
    fields: Fields = {}
    _walk(Element("", "", {}, element.line, [element]), "", fields)
    sorts = [value.casefold() for value in fields.get("PublicationType", ())]
    in_book = "incollection" if "ArticleTitle" in fields else "book"
    kind = next((KINDS[sort] for sort in KINDS if sort in sorts), "")
    if "BookTitle" in fields:
        kind = in_book
    fields["type"] = [kind or "article"]
    if "retracted publication" in sorts:
        fields["retracted"] = ["yes"]
    return record(Stated(element.line, fields), _plan(), name)
