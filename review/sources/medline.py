"""MEDLINE text as PubMed writes it (.nbib): four columns for the tag, a hyphen, indented lines.

Tags after "MEDLINE/PubMed Data Element (Field) Descriptions" of the National Library of Medicine.
"""

import re
from collections.abc import Container
from functools import cache

from review.model import Batch, Record
from review.sources.names import authors, whole
from review.sources.stated import Gather, Plan, Rule, Stated, preferred, record
from review.sources.tagged import Aside, Dialect, batch, cut
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

FORMAT = "medline"

_LINE = re.compile(r"\ufeff?(?=[A-Z][A-Z0-9 ]{3}-(?: |$))([A-Z][A-Z0-9]{1,3}) *-(.*)$")
_START = re.compile(r"^\ufeff?(?:PMID- *\d|UI  - *\d+\n)", re.MULTILINE)
_SEEN = 50_000  # characters that are looked at to tell the format

KINDS = {
    "book chapter": "incollection", "book": "book", "preprint": "preprint", "dataset": "dataset",
    "technical report": "report", "academic dissertation": "thesis", "review book": "book",
}  # fmt: skip
"""The publication types that say what the work is; all others are written in journals."""


def sniff(text: str) -> bool:
    """Return whether a line states a PubMed identifier."""
    return bool(_START.search(text[:_SEEN]))


def read(text: str, name: str) -> Batch:
    """Return one record for each PMID.

    PubMed ends each title with a full stop and puts the translation of a foreign one in brackets:
    both are its marks, and are taken off. Of an author, the full name (FAU) counts.
    """
    aside = Aside()
    stated = cut(text, Dialect(_LINE, _opens), aside)
    records = [_record(each, name) for each in stated]
    return batch(records, name, FORMAT, aside.dropped, [])


def _opens(tag: str, before: Container[str], blank: bool) -> bool:
    return tag in before and (tag in ("PMID", "UI") or (blank and tag in ("OWN", "STAT")))


# ── What the tags mean ───────────────────────────────────────────────────────────────────────


def _doi(value: str) -> str | None:
    """Return the DOI of an identifier that is marked as one; "[pii]" marks another."""
    bare, _, mark = value.strip().rpartition(" ")
    return doi(bare) if mark.casefold() == "[doi]" else None


_RULES = (
    Rule("type", ("type",), text),
    Rule("retracted", ("retracted",), bool),
    Rule("title", ("TI", "BTI", "TT"), nlm_title),
    Rule("abstract", ("AB",), prose, Gather.TAG),
    Rule("collectives", ("CN",), whole, Gather.TAG),
    Rule("venue", ("JT", "BTI", "TA"), text),
    Rule("series", ("CTI",), text),
    Rule("volume", ("VI",), text),
    Rule("number", ("IP",), text),
    Rule("pages", ("PG",), span),
    Rule("language", ("LA",), text),
    Rule("publisher", ("PB",), text),
    Rule("edition", ("EN",), text),
    Rule("serials", ("IS", "ISBN"), serials, Gather.ALL),
    Rule("doi", ("AID", "LID"), _doi),
    Rule("pmid", ("PMID",), digits),
    Rule("pmcid", ("PMC",), pmc),
    Rule("keywords", ("OT",), terms, Gather.ALL),
)
_IN_BOOKS = (Rule("address", ("PL",), text),)


@cache
def _plan(names: tuple[str, str], edited: tuple[str, str], in_book: bool) -> Plan:
    people = (
        Rule("authors", names, authors, Gather.TAG),
        Rule("editors", edited, editors(authors), Gather.TAG),
    )
    return Plan((*people, *_RULES, *(_IN_BOOKS if in_book else ())), ("DP",))


def _record(stated: Stated, name: str) -> Record:
    fields = dict(stated.fields)
    sorts = [value.casefold() for value in fields.get("PT", ())]
    kind = next((KINDS[sort] for sort in KINDS if sort in sorts), "")
    if kind or sorts or "JT" in fields or "TA" in fields:
        fields["type"] = [kind or "article"]
    if "retracted publication" in sorts:
        fields["retracted"] = ["yes"]
    names, edited = preferred(fields, "FAU", "AU"), preferred(fields, "FED", "ED")
    return record(Stated(stated.line, fields), _plan(names, edited, "BTI" in fields), name)
