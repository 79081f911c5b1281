"""RIS: the tags of Research Information Systems, in the dialects of many exporters."""

import re
from collections.abc import Container
from functools import cache

from review.model import Batch, Problem, Record
from review.sources.names import authors
from review.sources.stated import Gather, Plan, Rule, Stated, record
from review.sources.tagged import Aside, Dialect, batch, cut, unended
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

FORMAT = "ris"

_TYPES = {
    "jour": "article", "conf": "inproceedings", "cpaper": "inproceedings", "chap": "incollection",
    "book": "book", "thes": "thesis", "rprt": "report", "data": "dataset", "comp": "software",
}  # fmt: skip
"""What says all that TY says; the other types stay in `extra`, too."""

_NEAR = {
    "ejour": "article", "jfull": "article", "mgzn": "article", "news": "article", "inpr": "article",
    "abst": "article", "ejou": "article", "echap": "incollection", "dict": "incollection",
    "ency": "incollection", "encyc": "incollection", "ebook": "book", "edbook": "book",
    "serial": "book", "ser": "book", "clswk": "book", "aggr": "dataset", "dbase": "dataset",
    "govdoc": "report", "stand": "report", "stnd": "report", "grnt": "report", "prep": "preprint",
    "preprint": "preprint", "diss": "thesis",
}  # fmt: skip
_SORT = {
    "conference paper": "inproceedings", "proceedings paper": "inproceedings",
    "book chapter": "incollection", "preprint": "preprint", "journal article": "article",
    "thesis": "thesis", "report": "report", "dataset": "dataset",
}  # fmt: skip
"""M3 where TY is the "generic" type."""

_KNOWN = (
    "A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP DS ED EP "
    "ET ID IS J1 J2 J9 JA JF JI JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 M4 N1 N2 NV OP PA PB PI PP PU "
    "PY RI RN RP SE SN SP ST SV T1 T2 T3 T4 TA TI TS TT U1 U2 U3 U4 U5 UR VL VO WE Y1 Y2"
).replace(" ", "|")
_LINE = (
    r"[ \t\ufeff]*(?:"
    r"(?=[A-Z][A-Z0-9]  [-–])|"  # what the specification says
    rf"(?=(?:{_KNOWN})[ \t]{{1,4}}[-–](?![-–]))|"  # other spaces, with the known tags only
    r"(?=(?:TY|ER)[ \t]*(?:[-–]|$)))"
    r"([A-Z][A-Z0-9])[ \t]*[-–]?(.*)$"
)
_UPPER, _ANY_CASE = re.compile(_LINE), re.compile(_LINE, re.IGNORECASE)
_START = re.compile(
    r"^[ \t\ufeff]*(TY)[ \t]{0,4}[-–][ \t]*[A-Z]{2,12}[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_STRICT = re.compile(r"^[A-Z][A-Z0-9]  - ", re.MULTILINE)
_MEDLINE = re.compile(r"^PMID- ", re.MULTILINE)
_LINKS = re.compile(r"[;,]?\s+")
_SEEN = 50_000  # characters that are looked at to tell the format


def sniff(text: str) -> bool:
    """Return whether a line states a type as RIS does, or the text begins with such tags."""
    head = text[:_SEEN]
    if _START.search(head):
        return True
    lines = [line for line in head.split("\n") if line.strip()][:12]
    tagged = sum(bool(_STRICT.match(line)) for line in lines)
    return tagged >= 3 and 2 * tagged > len(lines) and "PMID- " not in head


def holds(text: str) -> bool:
    """Return whether any line is tagged, not as PubMed does: enough with the suffix."""
    return bool(_STRICT.search(text)) and not _MEDLINE.search(text)


def read(text: str, name: str) -> Batch:
    """Return one record for each TY … ER; a record without ER goes up to the next TY.

    Tags may be in lower case where the first TY is, and may have other than two spaces behind them
    where they are known ones. A line outside of all records (Ovid's numbers and links) is dropped.
    """
    start = _START.search(text)
    lower = start is not None and start[1].islower()
    aside = Aside()
    stated = cut(text, _dialect(_ANY_CASE if lower else _UPPER), aside)
    records, untyped = [], []
    for each in stated:
        records.append(_record(each, name))
        if "TY" not in each.fields:
            untyped.append(each.line)
    problems = unended(aside.unclosed, "ER", name)
    problems += (
        Problem(f"{name}:{line_}", "has no TY line; its type is not known") for line_ in untyped
    )
    return batch(records, name, FORMAT, aside.dropped, problems)


def _dialect(line: re.Pattern[str]) -> Dialect:
    return Dialect(line, _opens, closes=frozenset(("ER",)), spelt=str.upper)


def _opens(tag: str, before: Container[str], blank: bool) -> bool:
    return tag == "TY" and "TY" in before


# ── What the tags mean ───────────────────────────────────────────────────────────────────────


def _edition(value: str) -> str | None:
    """Return an edition; EndNote puts the date of the electronic version there."""
    return None if re.fullmatch(r"\d{4}/\d{1,2}/\d{1,2}", value) else text(value)


def _article_number(value: str) -> str | None:
    return value if re.fullmatch(r"(?=.*\d)[\w.-]{1,20}", value) else None


_COMMON = (
    Rule("type", ("type",), text),
    Rule("retracted", ("retracted",), bool),
    Rule("title", ("TI", "T1", "CT"), text),
    Rule("abstract", ("AB", "N2"), prose, Gather.TAG),
    Rule("authors", ("AU", "A1"), authors, Gather.TAG),
    Rule("editors", ("ED", "A2"), editors(authors), Gather.TAG),
    Rule("start", ("SP",), span),
    Rule("end", ("EP",), span),
    Rule("number_of_article", ("C7",), _article_number),
    Rule("volume", ("VL", "VO"), text),
    Rule("number", ("IS", "CP"), text),
    Rule("serials", ("SN",), serials, Gather.ALL),
    Rule("doi", ("DO", "DI"), doi),
    Rule("url", ("UR", "L2"), link),
    Rule("keywords", ("KW",), terms, Gather.ALL),
    Rule("language", ("LA",), text),
    Rule("publisher", ("PB", "PU"), text),
    Rule("address", ("CY", "PP", "PI"), text),
    Rule("edition", ("ET",), _edition),
    Rule("series", ("T3",), text),
    Rule("key", ("ID",), key),
    Rule("pmcid", ("C2",), pmc),
)
_PERIODICAL = Rule("venue", ("JF", "T2", "JO", "BT", "JA", "J2", "J1", "JI", "J9"), text)
_PROCEEDINGS = Rule("venue", ("BT", "T2", "JF", "JO", "C3", "JA", "J2"), text)
_BOOK = (Rule("title", ("TI", "T1", "BT", "CT"), text), Rule("series", ("T3", "T2", "JF"), text))
_THESIS = (Rule("institution", ("PB",), text),)
_OF_TYPE: dict[str, tuple[Rule, ...]] = {
    "article": (_PERIODICAL,),
    "inproceedings": (_PROCEEDINGS,),
    "incollection": (_PROCEEDINGS,),
    "book": _BOOK,
    "thesis": _THESIS,
    "report": (*_THESIS, Rule("series", ("T3", "T2"), text)),
}
_PUBMED = (Rule("pmid", ("AN",), digits),)
_SCOPUS = (Rule("pmid", ("C2",), digits),)
_EMBASE = (Rule("pmid", ("C5",), digits),)
_OF_SOURCE = {"nlm": _PUBMED, "pubmed": _PUBMED, "medline": _PUBMED, "scopus": _SCOPUS,
              "embase": _EMBASE}  # fmt: skip
"""Rules by the database that the record names (DB, DP): one tag is another thing in each."""

_DATES = ("PY", "Y1", "DA")
_HINTS = ("UR", "L3", "L2", "L1", "LK", "M3", "M1", "N1", "T2", "JO", "AN")


@cache
def _plan(kind: str, sources: tuple[str, ...]) -> Plan:
    by_source = tuple(rule for source in sources for rule in _OF_SOURCE[source])
    return Plan((*by_source, *_OF_TYPE.get(kind, (_PERIODICAL,)), *_COMMON), _DATES, _HINTS)


def _record(stated: Stated, name: str) -> Record:
    """Return the record; its type decides what a title of the second rank is the title of."""
    fields = dict(stated.fields)
    stated_type = fields.get("TY", [""])[0].casefold()
    sort = fields.get("M3", [""])[0].casefold()
    kind = _TYPES.get(stated_type)
    if kind is not None:
        del fields["TY"]
    elif stated_type:
        kind = _NEAR.get(stated_type) or _SORT.get(sort, "misc")
    if kind:
        fields["type"] = [kind]
    if "UR" in fields:
        fields["UR"] = [part for value in fields["UR"] for part in _LINKS.split(value)]
    if sort.startswith("retracted"):
        fields["retracted"] = [sort]
    where = " ".join((*fields.get("DB", ()), *fields.get("DP", ()))).casefold()
    sources = tuple(source for source in _OF_SOURCE if source in where)
    return record(Stated(stated.line, fields), _plan(kind or "", sources), name)
